"""Tables as they travel: the text holds the cells, tabs between them; beside it stands which head belongs to which.

A cell `1,234.5` under 产量（万吨） in the row of 江苏 is a stretch of the text that knows the stretches of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

_NUMBER = re.compile(
    r"[-+−－±]?[$¥￥]?[(（]?[-+−－]?\d[\d,，]{0,20}(?:\.\d{1,10})?[)）]?[ \u3000]?(?:%|‰|[^\W\d_]{1,6})?[*※①-⑨]?"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?|\d{1,2}月(?:份|末)?|[12]\d{3}[-—]\d{1,4}年?")
_RANK = re.compile(
    r"[序编編][号號]|编码|編碼|代码|代碼|排名|名次|位次|排序|年份|年度|日期|时间|時間|电话|電話|邮编|郵遞|No\.?",
    re.IGNORECASE,
)
_UNIT_LINE = re.compile("[单單]位[:：]")
_PROSE = re.compile("[。；！？!?]")
_LONGEST_ABOVE = 60
_MOST_PLACES, _MOST_COLUMNS, _MOST_HEADS = 200_000, 300, 6
#: How many lines before a table may speak for it.
LINES_ABOVE = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """A cell of a table as laid out: the stretch of its text, the rows and columns it covers, whether marked a head."""

    start: int
    end: int
    columns: int = 1
    rows: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with a number: its stretch in the text, and those of its heads.

    `heads`: the cells above it, the outermost first; `sides`: the cells at the left of its row.
    """

    start: int
    end: int
    heads: tuple[Span, ...]
    sides: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table that hold numbers; `above`: the lines that speak for all (单位：亿元)."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    above: tuple[Span, ...] = ()


def read_table(text: str, rows: Sequence[Sequence[Grid]], above: Sequence[Span] = ()) -> Table | None:
    """Which heads belong to which numbers; None for a table without any, or far too wide or long. `above`: the lines
    before it.
    """
    if (
        sum(cell.columns for row in rows for cell in row) > _MOST_PLACES
        or max(map(len, rows), default=0) > _MOST_COLUMNS
    ):
        return None  # a dump of data, or hostile
    grid = _filled(rows)
    lines = list(_that_say_for_all(text, above))
    body = _body_start(text, grid)
    for row in grid[:body]:
        if len(_distinct(text, row)) == 1:  # a title or 单位：亿元 over the whole width
            lines.append(_span(_distinct(text, row)[0]))
    heads = [row for row in grid[:body] if len(_distinct(text, row)) > 1][-_MOST_HEADS:]
    labels = _label_columns(text, grid[body:], heads)
    cells = tuple(_cells(text, grid[body:], heads, labels))
    places = [cell for row in grid for cell in row if cell is not None]
    if not cells:
        return None
    return Table(min(cell.start for cell in places), max(cell.end for cell in places), cells, tuple(lines))


def is_number(text: str) -> bool:
    """Whether the text of a cell is a number, perhaps with its unit: 1,234.5, -3.2%, （12.5）, 86公里."""
    return _NUMBER.fullmatch(text.strip()) is not None


_Row = Sequence[Grid | None]


def _filled(rows: Sequence[Sequence[Grid]]) -> list[list[Grid | None]]:
    """Every place of the table with the cell that covers it; rows may come short."""
    grid: list[list[Grid | None]] = []
    open_cells: dict[int, tuple[Grid, int]] = {}
    for row in rows:
        line: list[Grid | None] = []
        waiting = iter(row)
        while True:
            if (held := open_cells.get(len(line))) is not None:
                open_cells[len(line)] = (held[0], held[1] - 1)
                if held[1] == 1:
                    del open_cells[len(line)]
                line.append(held[0])
                continue
            cell = next(waiting, None)
            if cell is None:
                break
            for _ in range(cell.columns):
                if cell.rows > 1:
                    open_cells[len(line)] = (cell, cell.rows - 1)
                line.append(cell)
        grid.append(line)
    return grid


def _words(text: str, cell: Grid | None) -> str:
    return "" if cell is None else text[cell.start : cell.end].strip()


def _span(cell: Grid) -> Span:
    return cell.start, cell.end


def _distinct(text: str, row: _Row) -> list[Grid]:
    """The cells of a row that hold text, each once."""
    found: list[Grid] = []
    for cell in row:
        if cell is not None and _words(text, cell) and cell not in found:
            found.append(cell)
    return found


def _is_value(text: str, cell: Grid | None) -> bool:
    words = _words(text, cell)
    return bool(words) and is_number(words) and not _YEAR.fullmatch(words)


def _body_start(text: str, grid: Sequence[_Row]) -> int:
    """The first row with numbers, behind all rows that are marked as heads."""
    marked = 0
    while marked < len(grid) and all(cell is not None and cell.head for cell in grid[marked]) and grid[marked]:
        marked += 1
    for number in range(marked, len(grid)):
        if any(_is_value(text, cell) for cell in grid[number][1:]):
            return number
    return len(grid)


def _label_columns(text: str, body: Sequence[_Row], heads: Sequence[_Row]) -> int:
    """How many columns at the left name the row: those that are mostly words, or numbers that only count the rows."""
    width = max((len(row) for row in body), default=0)
    for column in range(width):
        filled = [row[column] for row in body if column < len(row) and _words(text, row[column])]
        values = sum(_is_value(text, cell) for cell in filled)
        if 2 * values > len(filled) and not _is_rank(text, heads, column):
            return column
    return width


def _is_rank(text: str, heads: Sequence[_Row], column: int) -> bool:
    return any(column < len(row) and _RANK.search(_words(text, row[column])) for row in heads)


def _cells(text: str, body: Sequence[_Row], heads: Sequence[_Row], labels: int) -> Iterator[Cell]:
    section: tuple[Span, ...] = ()
    seen: set[Span] = set()
    for row in body:
        distinct = _distinct(text, row)
        if len(distinct) == 1 and not _is_value(text, distinct[0]):
            section = (_span(distinct[0]),)  # 一、农业 between the rows
            continue
        sides = tuple(_span(cell) for cell in _distinct(text, row[:labels]) if not is_number(_words(text, cell)))
        sides += tuple(_span(cell) for cell in _distinct(text, row[:labels]) if _YEAR.fullmatch(_words(text, cell)))
        for column in range(labels, len(row)):
            cell = row[column]
            if cell is None or not _is_value(text, cell) or _span(cell) in seen or _is_rank(text, heads, column):
                continue
            seen.add(_span(cell))
            above = [head for line in heads for head in line[column : column + 1]]
            yield Cell(cell.start, cell.end, section + tuple(_span(head) for head in _distinct(text, above)), sides)


def _that_say_for_all(text: str, above: Sequence[Span]) -> Iterator[Span]:
    """The lines right above a table that belong to it: 单位：亿元, and its title above that."""
    for start, end in reversed(above):
        line = text[start:end]
        if len(line) > _LONGEST_ABOVE or _PROSE.search(line):
            return
        yield start, end
        if not _UNIT_LINE.search(line):
            return


def find_tables(text: str) -> tuple[Table, ...]:
    """Tables in plain text: three or more lines in a row with the same number of tabs inside.

    Blanks part words too, so that only tabs are believed.
    """
    return tuple(_tabbed(text)) if "\t" in text else ()


def _tabbed(text: str) -> Iterator[Table]:
    rows: list[list[Grid]] = []
    above: list[Span] = []
    for found in re.finditer(r"[^\r\n]+", text):
        row = _tabbed_row(found)
        if rows and len(row) != len(rows[0]):
            if len(rows) >= _FEWEST_ROWS and (table := read_table(text, rows, above[-LINES_ABOVE:])):
                yield table
            rows, above = [], []
        if len(row) > 1:
            rows.append(row)
        else:
            above.append(found.span())
    if len(rows) >= _FEWEST_ROWS and (table := read_table(text, rows, above[-LINES_ABOVE:])):
        yield table


_FEWEST_ROWS = 3


def _tabbed_row(line: re.Match[str]) -> list[Grid]:
    row, start = [], line.start()
    for part in line.group().rstrip().split("\t"):
        lead = len(part) - len(part.lstrip())
        row.append(Grid(start + lead, start + max(lead, len(part.rstrip()))))
        start += len(part) + 1
    return row if line.group()[:1] not in "\t" or len(row) > 2 else row[:1]
