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
_UNFINISHED = ".part"  # a download, or what a run of ours has written so far
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
    for path in _walk(folder):
        if isinstance(path, InputError) or _wanted(os.path.relpath(path, folder), patterns):
            found = True
            yield path
    if not found:
        yield InputError(
            f"{folder}: a folder without files like {', '.join(patterns)}. Try --glob PATTERN, --glob '*' for all"
        )


def _walk(folder: str) -> Iterator[str | InputError]:
    """Every visible file below a folder; pipes, devices and links that lead nowhere are nobody's pages."""
    seen: set[tuple[int, int]] = set()
    left = [folder]
    while left:
        path = left.pop()
        try:
            here = os.stat(path)
        except OSError:
            continue
        if stat.S_ISREG(here.st_mode):
            yield path
        elif stat.S_ISDIR(here.st_mode) and (here.st_dev, here.st_ino) not in seen:
            seen.add((here.st_dev, here.st_ino))
            try:
                names = sorted(filter(_visible, os.listdir(path)), key=natural, reverse=True)
            except OSError as error:
                yield InputError(f"{path}: cannot be read: {error.strerror}")
                continue
            left += [os.path.join(path, name) for name in names]


def _visible(name: str) -> bool:
    return not name.startswith((".", _LOCKS)) and not name.endswith(_UNFINISHED)


def natural(name: str) -> tuple[list[str | int], str]:
    """A key to sort names with: numbers in them as numbers, case aside; `name` itself decides where that is equal."""
    parts = _NUMBER.split(name.casefold())
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], name


def _wanted(path: str, patterns: Sequence[str]) -> bool:
    path = path.replace(os.sep, "/").casefold()
    return any(
        fnmatchcase(path if "/" in pattern else path.rpartition("/")[2], pattern.casefold()) for pattern in patterns
    )
