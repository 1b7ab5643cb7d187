"""Bytes to text: what is read, and what the one-line errors say."""

from __future__ import annotations

import codecs

import pytest

from extractor.errors import InputError
from extractor.reading import decode, text_sha256


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ""),
        ("大坝安全。".encode(), "大坝安全。"),
        (codecs.BOM_UTF8 + "大坝安全。".encode(), "大坝安全。"),
        ("一\r\n二\r三\n".encode(), "一\r\n二\r三\n"),
        ("大\ufeff坝".encode(), "大\ufeff坝"),
        (b"\tA\x0cB", "\tA\x0cB"),
    ],
)
def test_decode_reads_utf8(data: bytes, expected: str) -> None:
    assert decode(data, "page.txt") == expected


GB18030 = "今天上午，市水务局在发布会上介绍了水库大坝的情况，目前水位是安全的。".encode("gb18030")
ERRORS = [
    (b"ab\x00cd", "page.txt: not a text file (NUL byte at byte 2)"),
    (b"\x89PNG\r\n\x1a\n", "page.txt: not UTF-8 at byte 0. Try converting it to UTF-8"),
    (b"%PDF\x01", "page.txt: not a text file (control byte 0x01 at byte 4)"),
    ("大坝".encode() + b"\xff", "page.txt: not UTF-8 at byte 6. Try converting it to UTF-8"),
    (codecs.BOM_UTF8 + b"a\xff", "page.txt: not UTF-8 at byte 4. Try converting it to UTF-8"),
    (b"\xed\xa0\x80", "page.txt: not UTF-8 at byte 0. Try converting it to UTF-8"),
    (
        GB18030,
        "page.txt: not UTF-8 at byte 0; it reads as GB18030: convert it to UTF-8 first, "
        "for example: iconv -f GB18030 -t UTF-8 page.txt > page.txt.utf8",
    ),
    (
        "大坝".encode("utf-16"),
        "page.txt: it reads as UTF-16; convert it to UTF-8 first, "
        "for example: iconv -f UTF-16 -t UTF-8 page.txt > page.txt.utf8",
    ),
]


@pytest.mark.parametrize(("data", "message"), ERRORS)
def test_decode_says_what_is_wrong(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "page.txt")
    assert str(caught.value) == message


def test_sha256_does_not_count_the_byte_order_mark() -> None:
    marked, plain = (decode(mark + "大坝".encode(), "page.txt") for mark in (codecs.BOM_UTF8, b""))
    assert text_sha256(marked) == text_sha256(plain)
