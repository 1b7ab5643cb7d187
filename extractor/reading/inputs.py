"""Files to texts: what `extract FILE` reads, one `Input` for each page in the file.

    for page in read_input("page.txt"):
        if isinstance(page, InputError):     # one line: what is wrong with this part; the others go on
            ...
        page.text, page.doc, page.encoding

Nothing is printed here: what was assumed stands in `Input.notes`.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import InputError
from extractor.reading.decode import decode

STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One page to read: every offset counts in `text`.

    `doc`: the path as given, `-` for standard input. `encoding`: what its bytes were read as.
    `notes`: what was assumed, a line each (`page.txt: read as GB18030`).
    """

    doc: str
    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def read_input(path: str, *, encoding: str | None = None) -> Iterator[Input | InputError]:
    """The pages in a file, in order; `-` is standard input. What cannot be read is yielded as an error, never raised.

    `encoding` is that of the bytes (`gb18030`); None finds it out.
    """
    shown = shown_path(path)
    try:
        text = decode(read_bytes(path), shown)
        if not text.strip():
            raise InputError(f"{shown}: empty, nothing to read")
    except InputError as error:
        yield error
    else:
        yield Input(doc=path, text=text, encoding="utf-8")


def shown_path(path: str) -> str:
    """How messages name an input: `-` is standard input."""
    return "standard input" if path == STDIN else path


def read_bytes(path: str) -> bytes:
    """All bytes of a file, or of standard input for `-`. Raises InputError in one line if there are none to be had."""
    try:
        if path == STDIN:
            return sys.stdin.buffer.read()
        if stat.S_ISBLK(os.stat(path).st_mode):
            raise InputError(f"{path}: a device, not a file. Copy what it holds to a file first")
        return Path(path).read_bytes()
    except IsADirectoryError:
        hint = f"Give its files: extract {path.rstrip('/')}/*.txt"
        raise InputError(f"{path}: a folder, and folders are not read yet. {hint}") from None
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"{path}: cannot be read: {reason}") from None
