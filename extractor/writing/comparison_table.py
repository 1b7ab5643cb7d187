"""A comparison as a table at a terminal; what a page holds reaches it as `Text` only, without markup."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.compared import Comparison
from extractor.writing.comparison_words import COLUMNS, Row, headings, rows, summary
from extractor.writing.hostile import visible

_STYLES = {"不符": "bold red", "对不上": "bold red", "改动": "bold red", "职务不同": "bold red", "写法不同": "bold red"}
_NARROW = ("判定", "行")


def print_comparison(comparison: Comparison, console: Console) -> None:
    """The two pages, a line for each pair, and how many there are of each verdict."""
    for heading in headings(comparison):
        console.print(Text(visible(heading), style="bold"))
    lines = list(rows(comparison))
    if lines:
        console.print(_table(lines))
    console.print(Text(summary(comparison)))
    console.print()


def _table(lines: list[Row]) -> Table:
    """Columns that are empty throughout are left out."""
    used = [at for at in range(len(COLUMNS)) if any(line[at] for line in lines)]
    table = Table(box=SIMPLE_HEAD, show_edge=False, header_style="dim", padding=(0, 1), collapse_padding=True)
    for at in used:
        narrow = COLUMNS[at] in _NARROW
        right = COLUMNS[at] in ("行", "乙比甲")
        table.add_column(COLUMNS[at], justify="right" if right else "left", no_wrap=narrow, overflow="fold")
    for line in lines:
        table.add_row(*(_cell(line[at]) for at in used))
    return table


def _cell(text: str) -> Text:
    shown = "\n".join(map(visible, text.split("\n")))
    return Text(shown, style=_STYLES.get(text, ""))
