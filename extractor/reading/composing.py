"""The text of a document as it is put together: lines and tables one after another, each cell known by its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.reading.tables import LINES_ABOVE, Grid, Span, Table, read_table


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell before it has a place: its text, the columns and rows that it covers, whether it is marked a head."""

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False


class Composer:
    """Writes lines and tables one after another, and knows where each cell came to stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[Span] = []
        self._tables: list[tuple[list[list[Grid]], tuple[Span, ...]]] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def length(self) -> int:
        """Characters written so far."""
        return self._length

    def line(self, text: str) -> None:
        """A paragraph, a heading: one line, or several if it holds line breaks. Nothing is written for none."""
        if text.strip():
            self._lines.append((self._length, self._length + len(text)))
            self._write(text + "\n")

    def gap(self) -> None:
        """A blank line, unless there is one."""
        if self._parts and self._parts[-1] != "\n":
            self._write("\n")

    def table(self, rows: Sequence[Sequence[RawCell]]) -> None:
        """A table, a row a line; tabs and line breaks inside a cell become blanks."""
        if not any(cell.text.strip() for row in rows for cell in row):
            return
        grid = []
        for row in rows:
            placed = []
            for number, cell in enumerate(row):
                if number:
                    self._write("\t")
                words = " ".join(cell.text.split())
                placed.append(Grid(self._length, self._length + len(words), cell.columns, cell.rows, cell.head))
                self._write(words + "\t" * (cell.columns - 1))
            self._write("\n")
            grid.append(placed)
        self._tables.append((grid, tuple(self._lines[-LINES_ABOVE:])))
        self._lines.clear()

    def tables(self) -> tuple[Table, ...]:
        """The tables with numbers in them, in order."""
        text = self.text
        return tuple(table for grid, above in self._tables if (table := read_table(text, grid, above)))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
