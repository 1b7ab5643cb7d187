"""Bytes of a file, and how much of them: nothing is read whole before its size is known to be bearable."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from typing import BinaryIO

from extractor.errors import InputError

STDIN = "-"
_MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one input: `bytes` of a file, and of what is packed in it; `characters` of a text.

    A page of a newspaper has 10,000 characters, a book 500,000.
    """

    bytes: int = 64 * _MEGA
    characters: int = 2 * _MEGA

    @classmethod
    def of(cls, megabytes: int) -> Limits:
        """Limits for files of so many megabytes, with the text that they may hold in the same proportion."""
        standard = cls()
        return cls(
            megabytes * _MEGA, max(standard.characters, megabytes * _MEGA * standard.characters // standard.bytes)
        )

    def check_text(self, text: str, shown: str) -> None:
        """Raises InputError if a text is empty or too long."""
        if not text.strip():
            raise InputError(f"{shown}: empty, nothing to read")
        if len(text) > self.characters:
            held = f"{len(text):,} characters, and more than {self.characters:,} are not read at once"
            raise InputError(f"{shown}: {held}. Cut it into parts, or raise --max-mb")


def shown_path(path: str) -> str:
    """How messages name an input: `-` is standard input."""
    return "standard input" if path == STDIN else path


def read_bytes(path: str, *, most: int | None = None) -> bytes:
    """All bytes of a file, or of standard input for `-`. Raises InputError in one line if there are none to be had.

    Of more than `most` bytes no more than those are ever held.
    """
    try:
        if path == STDIN:
            return _all(sys.stdin.buffer, path, most)
        status = os.stat(path)
        if stat.S_ISBLK(status.st_mode):
            raise InputError(f"{path}: a device, not a file. Copy what it holds to a file first")
        if most is not None and status.st_size > most and stat.S_ISREG(status.st_mode):
            raise InputError(too_large(path, most))
        with open(path, "rb") as file:
            return _all(file, path, most)
    except IsADirectoryError:
        hint = f"Give its files: extract {path.rstrip('/')}/*.txt"
        raise InputError(f"{path}: a folder, and folders are not read yet. {hint}") from None
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"{path}: cannot be read: {reason}") from None


def _all(file: BinaryIO, path: str, most: int | None) -> bytes:
    if most is None:
        return file.read()
    data = file.read(most + 1)
    if len(data) > most:
        raise InputError(too_large(shown_path(path), most))
    return data


def too_large(shown: str, most: int) -> str:
    """The message for what is larger than `most` bytes."""
    held = f"larger than {most // _MEGA:,} MB, and that is the most that is read"
    return f"{shown}: {held}. Cut it into parts, or raise --max-mb"


def missing_extra(shown: str, what: str) -> str:
    """The message for a document whose library is not installed."""
    return f"{shown}: {what}, and the libraries for those are missing. Run: pip install 'extractor[documents]'"
