"""One way to write results, whatever the format and wherever they go.

    with open_writer("html", Path("page.html")) as writer:
        for document in documents:
            writer.write(document)

A format is one entry in `_WRITERS`; its module is imported when it is asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TextIO

from extractor.errors import OutputError
from extractor.model import Document
from extractor.writing.files import whole_file

#: Which types to write, None for all.
Only = Collection[str] | None


class Writer(Protocol):
    """Takes documents as they come, and keeps none of them."""

    def write(self, document: Document) -> None:
        """Write the document and what was found in it."""

    def close(self) -> None:
        """Write what stands behind the last document; not called after an error."""


@contextmanager
def open_writer(format: str, out: Path | None = None, *, only: Only = None, context: bool = False) -> Iterator[Writer]:
    """A writer of `format` into the file `out`, or to standard output for None.

    A file is there in the end whole or not at all (see `whole_file`); a database takes one document after the other,
    each whole or not at all. `only` and `context` as in `records`.
    Raises OutputError, one line, where `out` cannot be written.
    """
    if format == "sqlite":
        from extractor.writing.database import open_database

        if out is None:
            raise OutputError("--format sqlite needs a file to write into: -o facts.db")
        with open_database(out, only) as database:
            yield database
        return
    if out is None:
        writer = _WRITERS[format](sys.stdout, only, context)
        yield writer
        writer.close()
        return
    with whole_file(out) as stream:
        writer = _WRITERS[format](stream, only, context)
        yield writer
        writer.close()


def format_of(out: Path | None, terminal: bool) -> str:
    """The format where none is asked for: by the ending of `out`; without it tables at a terminal, else JSON Lines."""
    if out is None:
        return "table" if terminal else "jsonl"
    return _ENDINGS.get(out.suffix.lower(), "jsonl")


#: Formats that show or keep the text of the page; the others hold only what was found.
NEED_TEXT = frozenset({"html", "sqlite", "ftm"})

_ENDINGS = {
    ".txt": "table",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".db": "sqlite",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
}


class _Jsonl:
    def __init__(self, stream: TextIO, only: Only, context: bool) -> None:
        self._stream, self._only, self._context = stream, only, context

    def write(self, document: Document) -> None:
        from extractor.writing.jsonl import write_jsonl

        write_jsonl([document], self._stream, only=self._only, context=self._context)

    def close(self) -> None:
        pass


class _Tables:
    def __init__(self, stream: TextIO, only: Only, context: bool) -> None:
        from rich.console import Console

        self._console, self._only, self._context = Console(file=stream), only, context

    def write(self, document: Document) -> None:
        from extractor.writing.table import print_tables

        print_tables([document], console=self._console, only=self._only, context=self._context)

    def close(self) -> None:
        pass


def _csv(stream: TextIO, only: Only, context: bool) -> Writer:
    from extractor.writing.csv_rows import CsvWriter

    return CsvWriter(stream, only, context)


def _html(stream: TextIO, only: Only, context: bool) -> Writer:
    from extractor.writing.html import HtmlWriter

    return HtmlWriter(stream, only, context)


def _ftm(stream: TextIO, only: Only, context: bool) -> Writer:
    from extractor.writing.ftm import FtmWriter

    return FtmWriter(stream, only)


_WRITERS: dict[str, Callable[[TextIO, Only, bool], Writer]] = {
    "table": _Tables,
    "jsonl": _Jsonl,
    "csv": _csv,
    "html": _html,
    "ftm": _ftm,
}
