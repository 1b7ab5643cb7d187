"""Figures in the cells of tables: `1,234.5` under 产量（万吨） is 1234.5万吨, as the table says and the cell does not.

A number whose unit neither the cell nor a head nor 单位：亿元 above the table gives is no figure, unless its head
says that it counts (人数). Ranks, codes and years are none: reading leaves them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractor.mentions.figures import propose_figures
from extractor.mentions.proposal import Proposal
from extractor.model import Quantity
from extractor.reading import Cell, Forward, Table, Text
from extractor.rulebook import Rulebook

#: Above whatever the characters of the cell look like: 12.5 is no day, 100 in 100强 no name.
_PRIORITY = 60
_CELL = re.compile(
    r"(?P<sign>[-+−－]?)(?P<amount>[$¥￥]?\d[\d,]{0,20}(?:\.\d{1,10})?)[ \u3000]?(?P<unit>[^\d\s*※①-⑨]{0,6})"
)
_HEAD_UNIT = re.compile(
    r"\s*(?P<words>[^（(]*?)\s*"
    r"(?:[（(]\s*(?:单位[:：])?\s*(?P<inner>[^（）()]{1,12}?)\s*[）)]|[/／](?P<after>[^\s/／]{1,6})|(?P<percent>±?[%‰]))\s*"
)
_ABOVE_UNIT = re.compile(r"单位[:：]\s*(?P<units>[^()（）\s]{1,30})")
_SEVERAL = re.compile("[、,，;；和]|及")
_SHARES = ("%", "‰")
_RATIOS = ("率", "比重", "占比")
_COUNT = "个"


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A figure in a cell: its proposal, the cell, and whether a minus stands before it."""

    proposal: Proposal
    cell: Cell
    table: Table
    negative: bool


def read_cells(text: Text, tables: Sequence[Table], rulebook: Rulebook) -> list[CellFigure]:
    """The figures in the cells of tables, whose spans count in `text.original`; proposals count in the healed text."""
    if not tables:
        return []
    forward = Forward(text.way)
    units = _units_of(rulebook)
    found = (_read_cell(text.original, table, cell, units) for table in tables for cell in table.cells)
    return [
        replace(figure, proposal=replace(figure.proposal, start=span[0], end=span[1]))
        for figure in found
        if figure and (span := forward.span(figure.proposal.start, figure.proposal.end))
    ]


def head_words(head: str, rulebook: Rulebook) -> str:
    """A head without its unit: 产量（万吨） is 产量, but 进口/出口 and 集装箱（重箱） are whole."""
    found = _HEAD_UNIT.fullmatch(head)
    return (found["words"] if found and _units_of(rulebook).in_head(head) else head).strip()


def is_change(heads: Iterable[str], rulebook: Rulebook) -> bool:
    """Whether one of the heads says that the cell is a change: 同比增长（%）, 增速, 比上年±%."""
    words = rulebook.lexicon("tables.changes")
    return any("±" in head or any(word in head for word in words) for head in heads)


def _read_cell(original: str, table: Table, cell: Cell, units: _Units) -> CellFigure | None:
    words = original[cell.start : cell.end]
    number = _CELL.match(words)
    if number is None:
        return None
    own = number["unit"].strip()
    spans = (*reversed(cell.heads), *reversed(cell.sides))
    heads = [original[start:end] for start, end in spans]
    above = [original[start:end] for start, end in table.above]
    made = units.quantity(number["amount"], own, heads, above)
    if made is None:
        return None
    rule, quantity = made
    negative = number["sign"] in ("-", "−", "－") and number["sign"] != ""
    if negative and not is_change(heads, units.rulebook):
        quantity = _negated(quantity)
    end = cell.start + (number.end() if own else number.end("amount"))
    proposal = Proposal(cell.start, end, "figure", rule, _PRIORITY, quantity)
    return CellFigure(proposal, cell, table, negative)


class _Units:
    """Units by what cells and heads call them, each read once."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._counted = tuple(rulebook.lexicon("tables.counted"))
        self._known: dict[str, bool] = {}

    def quantity(self, amount: str, own: str, heads: list[str], above: list[str]) -> tuple[str, Quantity] | None:
        """The rule of the unit and the quantity that an amount is with the first unit that anything gives it."""
        if own:
            return self._read(amount, own)
        for head in heads:
            if unit := self.in_head(head):
                return self._read(amount, unit)
        common = self._common(heads, above)
        if common is not None:
            return self._read(amount, common)
        if heads and heads[0].strip().endswith(self._counted):
            made = self._read(amount, _COUNT)
            return made and ("tables.counted", replace(made[1], unit=None, unit_text="", si_unit=None))
        return None

    def in_head(self, head: str) -> str | None:
        """The unit that a head names: 万吨 in 产量（万吨）."""
        found = _HEAD_UNIT.fullmatch(head)
        unit = (found["inner"] or found["after"] or found["percent"] or "").lstrip("±") if found else ""
        return unit if unit and self._is_unit(unit) else None

    def _common(self, heads: list[str], above: list[str]) -> str | None:
        """The unit that stands above the table; of 亿元、% the head decides which."""
        for line in above:
            found = _ABOVE_UNIT.search(line)
            if not found:
                continue
            given = [unit for unit in _SEVERAL.split(found["units"]) if self._is_unit(unit)]
            shares = [unit for unit in given if unit in _SHARES]
            others = [unit for unit in given if unit not in _SHARES]
            if is_change(heads, self.rulebook) or any(head.strip().endswith(_RATIOS) for head in heads):
                return shares[0] if shares else None
            return others[0] if len(others) == 1 else shares[0] if shares and not others else None
        return None

    def _is_unit(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = self._read("2", word) is not None
        return self._known[word]

    def _read(self, amount: str, unit: str) -> tuple[str, Quantity] | None:
        whole = amount + unit
        for proposal in propose_figures(whole, self.rulebook):
            if (proposal.start, proposal.end) == (0, len(whole)):
                return proposal.rule, proposal.value
        return None


def _units_of(rulebook: Rulebook) -> _Units:
    return rulebook.memo("tables.units", _Units)


def _negated(quantity: Quantity) -> Quantity:
    """The same below zero."""

    def turned(low: object, high: object) -> tuple[object, object]:
        return (None if high is None else -high), (None if low is None else -low)  # type: ignore[operator]

    low, high = turned(quantity.low, quantity.high)
    si_low, si_high = turned(quantity.si_low, quantity.si_high)
    value = None if quantity.value is None else -quantity.value
    return replace(quantity, value=value, low=low, high=high, si_low=si_low, si_high=si_high)  # type: ignore[arg-type]
