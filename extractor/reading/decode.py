"""Bytes to text: UTF-8 where it is UTF-8, else the encoding of Chinese in which it reads as Chinese."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from hashlib import sha256

from extractor.errors import EncodingError, InputError
from extractor.reading.characters import chinese_score

# NUL and the control characters that no text holds; tab, line breaks, form feed and escape are left alone.
_BINARY = re.compile(rb"[\x00-\x06\x0e-\x19\x7f]")
#: UTF-32 before UTF-16: its little-endian mark begins with the other's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BYTEWISE = ("gb18030", "cp950", "big5hkscs")
_WIDE = ("utf-16-le", "utf-16-be")
#: What messages call them.
_NAMES = {"cp950": "Big5", "big5hkscs": "Big5-HKSCS", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_SAMPLE = 64_000
_MOST_LOST = 0.01  # of the characters outside ASCII; with more lost the encoding is another
_LEAST = 1.0  # log-odds for each character outside ASCII: real text has 2, wrong readings below -1


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the codec that its bytes were read with, whether that was a guess, and how many characters are lost.

    Where bytes are no character of the encoding, U+FFFD stands in the text.
    """

    text: str
    encoding: str
    guessed: bool = False
    lost: int = 0

    @property
    def name(self) -> str:
        """The encoding as people write it: GB18030."""
        return _NAMES.get(self.encoding, self.encoding.upper())


def decode(data: bytes, path: str, *, encoding: str | None = None) -> Decoded:
    """Read bytes as text: a byte-order mark, else UTF-8, else the likeliest of GB18030, Big5 and UTF-16.

    The byte-order mark is dropped; line breaks stay as they are in the file. `encoding` leaves no choice. A few bytes
    that are no character, as a cut or a bad disk leaves them, cost no page: see `Decoded.lost`.
    Raises `InputError`, one line that starts with `path`: `page.txt: not UTF-8 at byte 812. Try ...`; bytes are
    counted from 0 in the file, the byte-order mark included.
    """
    if encoding is not None:
        return _decode_as(data, path, encoding)
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, path, mark, marked)
    if not _BINARY.search(data):
        try:
            return Decoded(str(data, "utf-8"), "utf-8")
        except UnicodeDecodeError as error:
            fault = error.start
        best = _likeliest(data, _BYTEWISE) or _likeliest(data, _WIDE)
    else:
        fault, best = 0, None if len(data) % 2 else _likeliest(data, _WIDE)
    best = best or _damaged(data, ("utf-8", *_BYTEWISE))
    if best is None:
        raise InputError(_unreadable(data, path, fault))
    return best


def find_codec(encoding: str) -> str:
    """The name that Python has for an encoding of text: GBK is gbk. Raises EncodingError if there is none."""
    try:
        info = codecs.lookup(encoding)
        "".encode(encoding)  # fails for base64 and the like, which are no encodings of text
    except (LookupError, ValueError):
        hint = "For example: gb18030, big5, utf-16"
        raise EncodingError(f"--encoding {encoding}: no such encoding of text. {hint}") from None
    return info.name


def reads_as_chinese(text: str) -> bool:
    """Whether the characters outside ASCII are as common as in Chinese: 掛惆ヤ嵹 is 本报青岚 read wrongly."""
    sample = text[:_SAMPLE]
    foreign = sum(character > "\x7f" for character in sample)
    return foreign > 0 and chinese_score(sample) >= _LEAST * foreign


def text_sha256(text: str) -> str:
    """The `sha256` of the document record: of the text as decoded, so that a byte-order mark does not change it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _decode_as(data: bytes, path: str, encoding: str) -> Decoded:
    codec = find_codec(encoding)
    try:
        text = str(data, codec)
    except UnicodeDecodeError as error:
        if (damaged := _damaged(data, (codec,))) is not None:
            return damaged
        hint = "Leave --encoding out to have it found out, or try another"
        raise InputError(f"{path}: not {encoding} at byte {error.start}. {hint}") from None
    return Decoded(text.removeprefix("\ufeff"), codec)


def _decode_marked(data: bytes, path: str, mark: bytes, encoding: str) -> Decoded:
    body = memoryview(data)[len(mark) :]
    if encoding == "utf-8" and (found := _BINARY.search(data)):
        raise InputError(_not_text(path, found))
    try:
        return Decoded(str(body, encoding), encoding)
    except UnicodeDecodeError as error:
        at = f"not {encoding.upper()} at byte {error.start + len(mark)}, as its byte-order mark says"
        raise InputError(f"{path}: {at}. Try --encoding gb18030") from None


def _likeliest(data: bytes, encodings: tuple[str, ...]) -> Decoded | None:
    """The encoding in which the start of the data is most Chinese and all of it can be read; None if there is none."""
    scored = []
    for encoding in encodings:
        try:
            # Incremental, so that a character cut by the end of the sample is no fault.
            sample = codecs.getincrementaldecoder(encoding)().decode(data[:_SAMPLE])
        except UnicodeDecodeError:
            continue
        if reads_as_chinese(sample):
            scored.append((chinese_score(sample), encoding))
    for _, encoding in sorted(scored, key=lambda pair: -pair[0]):
        try:
            return Decoded(str(data, encoding), encoding, guessed=True)
        except UnicodeDecodeError:
            continue
    return None


def _damaged(data: bytes, encodings: tuple[str, ...]) -> Decoded | None:
    """The encoding in which the data is Chinese but for a few bytes, the fewest lost; None if there is none."""
    if _BINARY.search(data):
        return None
    read = []
    for encoding in encodings:
        text = str(data, encoding, "replace")
        lost = text.count("\ufffd")
        if lost <= _MOST_LOST * sum(character > "\x7f" for character in text) and reads_as_chinese(
            text.replace("\ufffd", "")
        ):
            read.append(Decoded(text, encoding, encoding != "utf-8" and len(encodings) > 1, lost))
    return min(read, key=lambda decoded: decoded.lost, default=None)


def _unreadable(data: bytes, path: str, fault: int) -> str:
    if found := _BINARY.search(data):
        return _not_text(path, found)
    return f"{path}: not UTF-8 at byte {fault}, nor Chinese in GB18030 or Big5. Try --encoding with its encoding"


def _not_text(path: str, found: re.Match[bytes]) -> str:
    name = "NUL byte" if found.group() == b"\0" else f"control byte 0x{found.group()[0]:02x}"
    return f"{path}: not a text file ({name} at byte {found.start()})"
