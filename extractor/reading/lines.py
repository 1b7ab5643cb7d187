"""A text as lines without the blanks around them, each with its way back: runs of (offset in the original, length)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.reading.fold import BLANKS, LINE_BREAKS, fold, has_invisible, visible_runs
from extractor.reading.shapes import Shape, ends_sentence, shape_of

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_LINE = re.compile(f"[^{LINE_BREAKS}]+")
_ONE_BREAK = frozenset(("\r\n", *LINE_BREAKS))

Run = tuple[int, int]


@dataclass(slots=True)
class Line:
    """A line, or several once joined: `text` as healed so far, `runs` where its characters stand in the original.

    `gap`: blank lines stand before it. `indent`: the blanks before it. `last`: text and indent of the last
    line of those joined, None if it is just one. `break_at`: offset of the line break behind it, -1 at the end.
    `cells`: it is known to be a row of a table, whatever it looks like.
    """

    text: str
    runs: list[Run]
    gap: bool
    indent: str
    break_at: int
    last: tuple[str, str] | None = None
    cells: bool = False
    shape: Shape = field(init=False)
    ended: bool = field(init=False)

    def __post_init__(self) -> None:
        self.shape = Shape.ROW if self.cells else shape_of(self.text)
        self.ended = ends_sentence(self.text)

    @property
    def columns(self) -> int:
        """How far the (last) line reaches on the page: two columns for a Chinese character, the indent included."""
        return columns_of(self._laid_out)

    @property
    def characters(self) -> int:
        """The same where every character, a digit too, has a place of its own."""
        return len(self._laid_out)

    @property
    def _laid_out(self) -> str:
        text, indent = self.last or (self.text, self.indent)
        return indent + text


def columns_of(text: str) -> int:
    """Width in columns; GB18030 has two bytes for a Chinese character or mark and one for ASCII."""
    return len(text.encode("gb18030", "replace"))


def read_lines(text: str, tables: Sequence[Run] = ()) -> list[Line]:
    """The lines that hold more than blanks, in order; `tables`: the (start, end) of those known, in order."""
    lines = list(_read_lines(text))
    if tables:
        starts = [start for start, _ in tables]
        for line in lines:
            index = bisect_right(starts, line.runs[0][0]) - 1
            if index >= 0 and line.runs[0][0] < tables[index][1]:
                line.cells, line.shape = True, Shape.ROW
    return lines


def _read_lines(text: str) -> Iterator[Line]:
    hidden = has_invisible(text)
    end_before, blank_before = 0, False
    for found in _LINE.finditer(text):
        raw = found.group()
        content = raw.rstrip(BLANKS)
        if not content:
            blank_before = True
            continue
        body = content.lstrip(BLANKS)
        lead = len(content) - len(body)
        runs = [(found.start() + lead, len(body))]
        if hidden and has_invisible(body):
            runs = [(runs[0][0] + at, length) for at, length in visible_runs(body)]
            body = "".join(text[at : at + length] for at, length in runs)
        gap = blank_before or text[end_before : found.start()] not in _ONE_BREAK
        break_at = found.end() if found.end() < len(text) else -1
        yield Line(fold(body), runs, gap, raw[:lead], break_at)
        end_before, blank_before = found.end(), False


def join_lines(lines: list[Line]) -> Line:
    """One line out of several that belong together, with a blank between two Latin words."""
    if len(lines) == 1:
        return lines[0]
    texts, runs = [lines[0].text], list(lines[0].runs)
    for before, line in pairwise(lines):
        if _blank_between(before.text, line.text):
            texts.append(" ")
            runs.append((before.break_at, 1))
        texts.append(line.text)
        runs += line.runs
    first, last = lines[0], lines[-1]
    return Line("".join(texts), runs, first.gap, first.indent, last.break_at, last.last or (last.text, last.indent))


_WORD_END = re.compile(f"[{_LATIN}]['’)\\]]?[,;:.!?]?['’”)\\]]?$|[{_LATIN}] \\d+[,;:.]?$")
_WORD_START = re.compile(f"['‘“(\\[]?[{_LATIN}]")


def _blank_between(before: str, after: str) -> bool:
    """Whether two joined lines need a blank: between Latin words, not inside 35⏎kV or 1.⏎8万."""
    if not _WORD_END.search(before, max(0, len(before) - 16)):
        return False
    return _WORD_START.match(after) is not None or (after[0].isdecimal() and before[-1].islower())
