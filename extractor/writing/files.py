"""A file that is written whole or not at all: beside its place first, then put there in one step."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from extractor.errors import OutputError


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A stream whose text stands at `path` once the block has ended; on an error or Ctrl-C the old file stays.

    What is no file (`/dev/stdout`, a named pipe) is written straight; a link keeps pointing where it does.
    Raises OutputError, one line, where nothing can be written.
    """
    try:
        straight = path.exists() and not path.is_file() and not path.is_dir()
        with _opened(path) if straight else _replaced(Path(os.path.realpath(path))) as stream:
            yield stream
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from None


@contextmanager
def _replaced(target: Path) -> Iterator[TextIO]:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    number, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:60]}.", suffix=".part")
    try:
        with _opened(number) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _opened(file: int | Path) -> TextIO:
    """UTF-8 with line breaks as written; half of a surrogate pair, which no encoder takes, as `\\ud800`."""
    return open(file, "w", encoding="utf-8", errors="backslashreplace", newline="")


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced; those of any new file where there is none."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
