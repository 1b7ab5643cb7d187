"""One way to write comparisons, whatever the format: `table`, `jsonl`, `csv`, `markdown`."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from extractor.compared import Comparison
from extractor.writing.comparison_records import comparison_records
from extractor.writing.comparison_words import COLUMNS, headings, rows, summary
from extractor.writing.files import whole_file
from extractor.writing.hostile import csv_cell, visible
from extractor.writing.jsonl import json_text
from extractor.writing.numbers import digits
from extractor.writing.records import Record

Write = Callable[[Comparison], None]

_SIDE = """doc line text bound bound_text value low high unit per si_low si_high si_unit subject attribute object change
    basis time status aggregate sentence""".split()
_FIELDS = """type verdict kind holds score difference difference_unit percent slip remarks reasons arithmetic terms_text
    terms_line""".split()
#: The columns of CSV, the same for every comparison.
FIELDS = (*_FIELDS, *(f"{side}_{key}" for side in ("a", "b", "stated") for key in _SIDE))


@contextmanager
def open_comparison_writer(format: str, out: Path | None = None, *, context: bool = False) -> Iterator[Write]:
    """A function that writes each comparison as it comes, into the file `out` or to standard output for None.

    A file is there in the end whole or not at all. Raises OutputError where `out` cannot be written.
    """
    if out is None:
        yield _WRITERS[format](sys.stdout, context)
        return
    with whole_file(out) as stream:
        yield _WRITERS[format](stream, context)


def comparison_format_of(out: Path | None, terminal: bool) -> str:
    """The format where none is asked for: by the ending of `out`; without it a table at a terminal, else JSON Lines."""
    if out is None:
        return "table" if terminal else "jsonl"
    return {".txt": "table", ".csv": "csv", ".md": "markdown"}.get(out.suffix.lower(), "jsonl")


def _jsonl(stream: TextIO, context: bool) -> Write:
    def write(comparison: Comparison) -> None:
        for record in comparison_records(comparison, context=context):
            stream.write(json_text(record) + "\n")

    return write


def _csv(stream: TextIO, context: bool) -> Write:
    """A byte-order mark first: Excel takes the file for another encoding without one."""
    table = csv.writer(stream, lineterminator="\r\n")
    stream.write("\ufeff")
    table.writerow(FIELDS)

    def write(comparison: Comparison) -> None:
        for record in comparison_records(comparison, context=context):
            if record["type"] != "comparison":
                table.writerow([_csv_value(record, key) for key in FIELDS])

    return write


def _csv_value(record: Record, key: str) -> str:
    """Numbers stay numbers; every text is safe in a spreadsheet."""
    value = record.get(key)
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | Decimal():
            return digits(value)
        case list():
            return csv_cell("；".join(map(str, value)))
    return csv_cell(str(value))


def _markdown(stream: TextIO, context: bool) -> Write:
    def write(comparison: Comparison) -> None:
        lines = [f"**{_escaped(heading)}**  " for heading in headings(comparison)]
        lines += ["", _row(COLUMNS), _row(["---"] * len(COLUMNS))]
        lines += [_row([_escaped(cell) for cell in row]) for row in rows(comparison)]
        stream.write("\n".join([*lines, "", _escaped(summary(comparison)), "", ""]))

    return write


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


_MARKS = re.compile(r"[\\`*_\[\]|~$]")


def _escaped(text: str) -> str:
    """Text of a page as Markdown shows it: no mark, no HTML, no end of its cell."""
    cells = []
    for line in text.split("\n"):
        marked = _MARKS.sub(r"\\\g<0>", visible(line))
        cells.append(marked.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return "<br>".join(cells)


def _table(stream: TextIO, context: bool) -> Write:
    from rich.console import Console

    from extractor.writing.comparison_table import print_comparison

    console = Console(file=stream)
    return lambda comparison: print_comparison(comparison, console)


_WRITERS: dict[str, Callable[[TextIO, bool], Write]] = {
    "table": _table,
    "jsonl": _jsonl,
    "csv": _csv,
    "markdown": _markdown,
}
