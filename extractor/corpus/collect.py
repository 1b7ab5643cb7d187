"""From what the user named to files: a folder gives the files in it, in an order that people expect."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from extractor.errors import InputError

#: What is read of a folder unless a pattern says otherwise.
PATTERNS = ("*.txt", "*.text", "*.md", "*.html", "*.htm", "*.docx", "*.pdf", "*.zip")

_LOCKS = "~$"  # Word puts one beside each open document
_NUMBER = re.compile(r"(\d+)")


def collect(paths: Iterable[str], *, patterns: Sequence[str] = ()) -> Iterator[str | InputError]:
    """The files to read, one by one: what is no folder as it was given, then the files of a folder and those below it.

    `patterns`: which files of a folder, by their name (`*.txt`) or, with a `/`, by their path below it
    (`2023/*.txt`, where `*` takes folders too); none gives the kinds of file that we read. Case does not count.
    Numbers in names are ordered as numbers: 第2版 before 第10版. Hidden files and folders are left out, and a folder
    that links lead to again is read once. A folder that cannot be read, or gives no file, is an InputError in its
    place.
    """
    for path in paths:
        if os.path.isdir(path):
            yield from _folder(path, patterns or PATTERNS)
        else:
            yield path


def _folder(folder: str, patterns: Sequence[str]) -> Iterator[str | InputError]:
    found = False
    for path in _walk(folder, set()):
        if isinstance(path, InputError) or _wanted(os.path.relpath(path, folder), patterns):
            found = True
            yield path
    if not found:
        yield InputError(
            f"{folder}: a folder without files like {', '.join(patterns)}. Try --glob PATTERN, --glob '*' for all"
        )


def _walk(folder: str, seen: set[tuple[int, int]]) -> Iterator[str | InputError]:
    """Every visible file below a folder; `seen` are the folders that were read, by device and inode."""
    try:
        here = os.stat(folder)
        if (here.st_dev, here.st_ino) in seen:
            return
        seen.add((here.st_dev, here.st_ino))
        names = sorted(os.listdir(folder), key=natural)
    except OSError as error:
        yield InputError(f"{folder}: cannot be read: {error.strerror}")
        return
    for name in names:
        path = os.path.join(folder, name)
        mode = _mode(path)
        if name.startswith((".", _LOCKS)):
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(path, seen)
        elif stat.S_ISREG(mode):
            yield path


def _mode(path: str) -> int:
    """What a path leads to; 0 where a link leads nowhere. Pipes and devices in a folder are nobody's pages."""
    try:
        return os.stat(path).st_mode
    except OSError:
        return 0


def natural(name: str) -> tuple[list[str | int], str]:
    """A key to sort names with: numbers in them as numbers, case aside; `name` itself decides where that is equal."""
    parts = _NUMBER.split(name.casefold())
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], name


def _wanted(path: str, patterns: Sequence[str]) -> bool:
    path = path.replace(os.sep, "/").casefold()
    return any(
        fnmatchcase(path if "/" in pattern else path.rpartition("/")[2], pattern.casefold()) for pattern in patterns
    )
