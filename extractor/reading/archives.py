"""Members of a zip, each within bounds: a small file that unpacks to a huge one is turned away before it has."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.errors import InputError
from extractor.reading.characters import chinese_score
from extractor.reading.files import Limits, too_large

MOST_MEMBERS = 10_000
MOST_DEPTH = 3  # zips in zips
_MOST_RATIO = 200  # text packs ten to one, a table of zeros a hundred
_SMALL = 1_000_000  # what is smaller may be packed as tightly as it likes
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass(slots=True)
class Budget:
    """What may still be unpacked of one input, its zips in zips included."""

    bytes: int
    members: int = MOST_MEMBERS

    @classmethod
    def of(cls, limits: Limits) -> Budget:
        """Four files of the largest size."""
        return cls(4 * limits.bytes)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip: its path in it, and its bytes or what is wrong with it."""

    name: str
    data: bytes | InputError


def open_zip(data: bytes, shown: str) -> zipfile.ZipFile:
    """Open a zip in memory; raises InputError if it is damaged."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED:
        raise InputError(f"{shown}: a damaged zip, or half of one. Fetch it again") from None


def members(archive: zipfile.ZipFile, shown: str, limits: Limits, budget: Budget) -> Iterator[Member]:
    """The files of a zip in their order, read one at a time; folders and what a Mac adds are left out.

    Raises InputError once the whole unpacks to more than the budget.
    """
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_litter(entry.filename)]
    budget.members -= len(entries)
    if budget.members < 0:
        raise InputError(f"{shown}: more than {MOST_MEMBERS:,} files in it. Unpack it and give its folder")
    if not entries:
        raise InputError(f"{shown}: empty, nothing to read")
    for entry in entries:
        name = _name(entry)
        inner = f"{shown}/{name}"
        if min(entry.file_size, limits.bytes) > budget.bytes:
            raise InputError(f"{shown}: it unpacks to more than is read of one file. Unpack it and give its folder")
        try:
            data = _read(archive, entry, inner, min(limits.bytes, budget.bytes))
        except InputError as error:
            yield Member(name, error)
            continue
        budget.bytes -= len(data)
        yield Member(name, data)


def check_members(archive: zipfile.ZipFile, shown: str, limits: Limits) -> None:
    """Raises InputError if a zip that a library will unpack (a .docx) is encrypted or would unpack to too much."""
    entries = archive.infolist()
    if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > limits.bytes:
        raise InputError(too_large(f"{shown}, unpacked", limits.bytes))
    for entry in entries:
        _check(entry, shown)


def _check(entry: zipfile.ZipInfo, shown: str) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise InputError(f"{shown}: encrypted. Unpack it with its password first")
    if entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1):
        raise InputError(f"{shown}: packed more than {_MOST_RATIO} to one, as no text is. Not unpacked")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, shown: str, most: int) -> bytes:
    _check(entry, shown)
    try:
        with archive.open(entry) as file:
            data = file.read(most + 1)  # what the zip says of its sizes may be a lie
    except _DAMAGED:
        raise InputError(f"{shown}: damaged in its zip, or packed in an unusual way. Unpack it first") from None
    if len(data) > most:
        raise InputError(too_large(shown, most))
    return data


def _is_litter(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "__MACOSX" or parts[-1] in (".DS_Store", "Thumbs.db", "desktop.ini")


def _name(entry: zipfile.ZipInfo) -> str:
    """The path of a member, below the zip whatever it says; one that Chinese Windows wrote is in GBK."""
    name = entry.filename
    if not entry.flag_bits & _UTF8_NAME and not name.isascii():
        raw = name.encode("cp437", "replace")
        read = [text for codec in ("utf-8", "gb18030", "cp950") if (text := _decoded(raw, codec))]
        name = next(iter(sorted(read, key=chinese_score, reverse=True)), name)
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def _decoded(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None
