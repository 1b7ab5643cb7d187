"""What the figures of tables measure: their heads say it, as the words of a sentence do elsewhere.

1,234.5 under 产量（万吨） and 2023年 in the row of 江苏: subject 江苏, attribute 产量, time 2023. Rows may name the
quantity and columns the places or years; a head that is known for a quantity is the attribute, wherever it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.facts.measures import Slot
from extractor.facts.measures_words import Words, words_of
from extractor.facts.page import Page, Span
from extractor.mentions.table_figures import CellFigure, head_words, is_change
from extractor.reading import Forward

_YEAR = re.compile(r"(?:19|20)\d\d")
_PART = re.compile(r"(?:其中|#|\*)[:：]?\s*|^[一二三四五六七八九十\d]{1,2}[、.．]\s*")


@dataclass(frozen=True, slots=True)
class _Head:
    """A head without its unit; `span` in the healed text; `edtf` where it is a date."""

    words: str
    span: Span
    edtf: str | None = None


def measure_tables(page: Page, figures: Sequence[CellFigure]) -> dict[Span, dict[str, Slot]]:
    """The slots of each figure in a table, by its healed span."""
    reader = _Reader(page)
    slots: dict[Span, dict[str, Slot]] = {}
    said: _Head | None = None
    row: tuple[Span, ...] = ()
    for figure in figures:
        if figure.cell.sides != row:
            said, row = None, figure.cell.sides
        found, said = reader.read(figure, said)
        slots[figure.proposal.start, figure.proposal.end] = found
    return slots


class _Reader:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._words: Words = words_of(page.rulebook)
        self._forward = Forward(page.text.way)
        self._generic = page.rulebook.lexicon("tables.generic")
        self._totals = page.rulebook.lexicon("tables.totals")
        self._falls = page.rulebook.lexicon("tables.falls")
        self._bases = sorted(page.rulebook.lexicon("tables.bases"), key=len, reverse=True)
        self._dates = [
            _Head(page.text.healed[date.start : date.end], (date.start, date.end), value.edtf)
            for date, value in zip(page.dates, page.resolved, strict=True)
            if value is not None and value.edtf
        ]
        self._starts = [date.span[0] for date in self._dates]
        self._known: dict[Span, tuple[_Head, ...]] = {}

    def read(self, figure: CellFigure, said: _Head | None) -> tuple[dict[str, Slot], _Head | None]:
        """The slots of one figure, and the quantity it measures; `said` is that of the cell before it in its row."""
        heads, sides = self._heads(figure.cell.heads), self._heads(figure.cell.sides)
        changes = [head for head in heads + sides if is_change([head.words], self._page.rulebook)]
        named = [head for head in heads if not head.edtf and head not in changes and head.words not in self._generic]
        rows = [head for head in sides if not head.edtf and head not in changes]
        attribute, subject = self._roles(named, rows)
        if changes and attribute is None:
            attribute = said
        slots: dict[str, Slot] = {}
        if subject and subject.words not in self._totals:
            slots["subject"] = Slot(subject.words, *subject.span)
        if attribute and attribute.words not in self._totals:
            slots["attribute"] = Slot(attribute.words, *attribute.span)
        if changes:
            slots.update(self._change(changes[-1], figure.negative))
        slots.update(self._time(heads + sides, figure))
        return slots, said if changes else attribute

    def _roles(self, named: list[_Head], rows: list[_Head]) -> tuple[_Head | None, _Head | None]:
        """Attribute and subject among the heads above and those at the left, the innermost first."""
        above = named[-1] if named else None
        left = rows[-1] if rows else None
        if above is None:
            return (left, rows[-2] if len(rows) > 1 else None) if left and self._is_quantity(left) else (None, left)
        if left is not None and self._is_quantity(left) and not self._is_quantity(above):
            return left, above
        return above, left

    def _is_quantity(self, head: _Head) -> bool:
        """Whether the last word of a head is known for a quantity: 社会消费品零售总额, 造林面积."""
        tokens = self._words.scanner.tokens(head.words, [], 0, len(head.words))
        return bool(tokens) and (tokens[-1].kind == "attribute" or head.words.endswith(self._words.endings))

    def _change(self, head: _Head, negative: bool) -> Iterator[tuple[str, Slot]]:
        falls = any(word in head.words for word in self._falls) and "增" not in head.words
        yield "change", Slot("decrease" if falls != negative else "increase", *head.span)
        basis = next((word for word in self._bases if word in head.words), None)
        if basis is not None:
            start = head.span[0] + head.words.index(basis)
            yield "basis", Slot(basis, start, start + len(basis))

    def _time(self, heads: list[_Head], figure: CellFigure) -> Iterator[tuple[str, Slot]]:
        """The one date among the heads, else the one that stands above the table."""
        dated = [head for head in heads if head.edtf] or self._dated_above(figure)
        if len({head.edtf for head in dated}) == 1:
            yield "time", Slot(dated[0].edtf or "", *dated[0].span)
            yield "time_text", Slot(dated[0].words, *dated[0].span)

    def _dated_above(self, figure: CellFigure) -> list[_Head]:
        lines = (self._forward.span(*span) for span in figure.table.above)
        return [date for line in lines if line for date in self._dated(line)]

    def _dated(self, span: Span) -> list[_Head]:
        """The dates within a healed span."""
        inside = self._dates[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]
        return [date for date in inside if date.span[1] <= span[1]]

    def _heads(self, spans: Sequence[Span]) -> list[_Head]:
        return [head for span in spans for head in self._heads_at(span)]

    def _heads_at(self, span: Span) -> tuple[_Head, ...]:
        if span not in self._known:
            healed = self._forward.span(*span)
            self._known[span] = tuple(self._parts(healed)) if healed else ()
        return self._known[span]

    def _parts(self, span: Span) -> Iterator[_Head]:
        """What a head says: a date, a quantity, or a quantity behind its date, 2023年产量."""
        whole = self._page.text.healed[slice(*span)]
        words = head_words(whole, self._page.rulebook)
        part = _PART.match(words)
        start = span[0] + (part.end() if part else 0)
        words = words[part.end() :] if part else words
        if _YEAR.fullmatch(words):
            yield _Head(words, (start, start + len(words)), words)
            return
        dated = self._dated((start, start + len(words)))
        is_basis = is_change([words], self._page.rulebook)  # 比上年同期 is no time of the figure
        if len(dated) == 1 and not is_basis:
            yield from self._behind(dated[0], words, start)
        elif words:
            yield _Head(words, (start, start + len(words)))

    def _behind(self, date: _Head, words: str, start: int) -> Iterator[_Head]:
        """The date of a head and what it is said of; a date in the middle of longer words is part of them."""
        rest = words[date.span[1] - start :]
        if date.span[0] == start and len(rest) > 1:
            yield date
            yield _Head(rest, (date.span[1], start + len(words)))
        elif 2 * len(date.words) > len(words):
            yield date
        else:
            yield _Head(words, (start, start + len(words)))
