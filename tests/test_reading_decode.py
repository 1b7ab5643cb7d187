"""Bytes to text: what is read, as what, and what the one-line errors say."""

from __future__ import annotations

import codecs

import pytest

from extractor.errors import EncodingError, InputError
from extractor.reading import decode, text_sha256
from extractor.reading.decode import find_codec

NEWS = "今天上午，市水务局在发布会上介绍了水库大坝的情况，目前水位是安全的。"
HANT = "今天上午，市水務局在記者會上說明水庫大壩的情況，目前水位是安全的。"


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
    decoded = decode(data, "page.txt")
    assert (decoded.text, decoded.encoding, decoded.guessed) == (expected, "utf-8", False)


@pytest.mark.parametrize("text", [NEWS, "全长86公里", "GDP增长5.2%，CPI上涨0.3%，PMI为50.4%。", "一\r\n二，三。\n"])
@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16-le", "utf-16-be"])
def test_decode_finds_out_the_encoding_of_the_mainland(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "page.txt")
    assert (decoded.text, decoded.guessed) == (text, True)
    assert decoded.encoding == encoding.replace("gbk", "gb18030")


@pytest.mark.parametrize("text", [HANT, "全長86公里", "營收1,200億元，年增8.6%。"])
def test_decode_finds_out_big5(text: str) -> None:
    decoded = decode(text.encode("cp950"), "page.txt")
    assert (decoded.text, decoded.encoding, decoded.name) == (text, "cp950", "Big5")


def test_decode_finds_characters_that_only_hong_kong_has() -> None:
    text = HANT + "港鐵深水埗站，佢喺度。"
    decoded = decode(text.encode("big5hkscs"), "page.txt")
    assert (decoded.text, decoded.encoding) == (text, "big5hkscs")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_decode_a_byte_order_mark_leaves_no_doubt(encoding: str) -> None:
    decoded = decode(("\ufeff" + NEWS).encode(encoding), "page.txt")
    assert (decoded.text, decoded.encoding, decoded.guessed) == (NEWS, encoding, False)


def test_decode_the_end_of_the_sample_may_cut_a_character() -> None:
    text = "a" + "水库大坝" * 10_000
    assert decode(text.encode("gb18030"), "page.txt").text == text


@pytest.mark.parametrize(
    ("data", "encoding"), [(NEWS.encode("gbk"), "gbk"), ("\ufeff大坝".encode("utf-16-be"), "utf-16")]
)
def test_decode_a_named_encoding_is_taken(data: bytes, encoding: str) -> None:
    decoded = decode(data, "page.txt", encoding=encoding)
    assert (decoded.text, decoded.guessed) == (data.decode(encoding), False)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "cp950"])
@pytest.mark.parametrize("named", [False, True])
def test_decode_a_few_bad_bytes_cost_no_page(encoding: str, named: bool) -> None:
    text = (HANT if encoding == "cp950" else NEWS) * 12
    data = text.encode(encoding)
    damaged = data[: len(data) // 2] + b"\xff" + data[len(data) // 2 :]
    decoded = decode(damaged, "page.txt", encoding=encoding if named else None)
    assert (decoded.encoding, decoded.guessed) == (encoding, encoding != "utf-8" and not named)
    assert 1 <= decoded.lost <= 2 and decoded.text[:50] == text[:50] and decoded.text[-50:] == text[-50:]


ERRORS = [
    (b"ab\x00cd", "page.txt: not a text file (NUL byte at byte 2)"),
    (
        b"\x89PNG\r\n\x1a\n",
        "page.txt: not UTF-8 at byte 0, nor Chinese in GB18030 or Big5. Try --encoding with its encoding",
    ),
    (b"%PDF\x01", "page.txt: not a text file (control byte 0x01 at byte 4)"),
    (
        "大坝".encode() + b"\xff",
        "page.txt: not UTF-8 at byte 6, nor Chinese in GB18030 or Big5. Try --encoding with its encoding",
    ),
    (
        codecs.BOM_UTF8 + b"a\xff",
        "page.txt: not UTF-8 at byte 4, as its byte-order mark says. Try --encoding gb18030",
    ),
    (
        codecs.BOM_UTF16_LE + b"\x00",
        "page.txt: not UTF-16-LE at byte 2, as its byte-order mark says. Try --encoding gb18030",
    ),
    ("año, çedilla, été".encode("latin-1"), None),
    ("Москва — столица".encode("cp1251"), None),
    ("今日は大阪で会議があります".encode("euc_jp"), None),
]  # fmt: skip


@pytest.mark.parametrize(("data", "message"), ERRORS)
def test_decode_says_what_is_wrong(data: bytes, message: str | None) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "page.txt")
    assert str(caught.value) == message or message is None and str(caught.value).startswith("page.txt: not UTF-8 at ")


def test_decode_says_where_a_named_encoding_fails() -> None:
    with pytest.raises(InputError, match="^page.txt: not gbk at byte 0. Leave --encoding out"):
        decode(b"\xff\xff", "page.txt", encoding="gbk")


@pytest.mark.parametrize("name", ["gbk2", "base64", "", "a\0b"])
def test_decode_an_encoding_that_does_not_exist(name: str) -> None:
    with pytest.raises(EncodingError, match="no such encoding of text. For example: gb18030, big5, utf-16"):
        find_codec(name)


def test_sha256_does_not_count_the_byte_order_mark() -> None:
    marked, plain = (decode(mark + "大坝".encode(), "page.txt").text for mark in (codecs.BOM_UTF8, b""))
    assert text_sha256(marked) == text_sha256(plain)
