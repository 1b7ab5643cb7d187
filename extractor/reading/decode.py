"""Bytes to text: UTF-8 only, and an error that says where the fault is and what to try."""

from __future__ import annotations

import codecs
import re
from hashlib import sha256

from extractor.errors import InputError

# NUL and the control characters that no text holds; tab, line breaks, form feed and escape are left alone.
_BINARY = re.compile(rb"[\x00-\x06\x0e-\x19\x7f]")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HAN = re.compile("[\u4e00-\u9fff]")
_COMMON = re.compile("[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出]")
_SAMPLE = 64_000


def decode(data: bytes, path: str) -> str:
    """Read UTF-8 with or without a byte-order mark, which is dropped; line breaks stay as they are in the file.

    Raises `InputError`, one line that starts with `path`: `page.txt: not UTF-8 at byte 812. Try ...`; bytes are
    counted from 0 in the file, the byte-order mark included.
    """
    if data.startswith(_UTF16_MARKS):
        raise InputError(
            f"{path}: it reads as UTF-16; convert it to UTF-8 first, for example: "
            f"iconv -f UTF-16 -t UTF-8 {path} > {path}.utf8"
        )
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    if found := _BINARY.search(data):
        raise InputError(_not_text(path, found))
    try:
        return str(memoryview(data)[mark:], "utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start + mark}{_advice(data, path)}") from None


def text_sha256(text: str) -> str:
    """The `sha256` of the document record: of the text as decoded, so that a byte-order mark does not change it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _not_text(path: str, found: re.Match[bytes]) -> str:
    name = "NUL byte" if found.group() == b"\0" else f"control byte 0x{found.group()[0]:02x}"
    return f"{path}: not a text file ({name} at byte {found.start()})"


def _advice(data: bytes, path: str) -> str:
    if _reads_as_gb18030(data):
        return (
            "; it reads as GB18030: convert it to UTF-8 first, for example: "
            f"iconv -f GB18030 -t UTF-8 {path} > {path}.utf8"
        )
    return ". Try converting it to UTF-8"


def _reads_as_gb18030(data: bytes) -> bool:
    """Whether the start decodes as GB18030 and looks like Chinese: nearly all bytes decode as it, so count words."""
    try:
        # Incremental, so that a character cut by the end of the sample is no fault.
        sample = codecs.getincrementaldecoder("gb18030")().decode(data[:_SAMPLE])
    except UnicodeDecodeError:
        return False
    han = len(_HAN.findall(sample))
    foreign = sum(not character.isascii() for character in sample)
    return han > 0 and han >= 0.7 * foreign and len(_COMMON.findall(sample)) >= 0.04 * han
