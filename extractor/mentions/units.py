"""Which unit stands behind a number: the longest word of rules/units*.yaml there whose conditions hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import regex

from extractor.mentions.amounts import Amount
from extractor.rulebook import Rulebook
from extractor.rulebook import Unit as Entry
from extractor.rulebook.schemas import fraction

_BEFORE = 16
_BEHIND = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """One word for a unit, ready to be compared with a text."""

    rule: str
    code: str
    dimension: str
    si_unit: str
    scale: Fraction
    factor: Fraction
    offset: Fraction
    article: bool
    digits: bool
    decimals: bool
    row: bool
    below: Fraction | None
    after: str | None
    next: regex.Pattern[str] | None
    next_not: regex.Pattern[str] | None
    before_not: regex.Pattern[str] | None
    near: regex.Pattern[str] | None

    @property
    def worth(self) -> Fraction:
        """One of it in the base unit."""
        return self.scale * self.factor

    def fits(self, text: str, amount: Amount, start: int, end: int, after: str | None) -> bool:
        """Whether the word at `start:end`, behind `amount`, is this unit; `after` is the code of the unit before it."""
        if self.after is not None and self.after != after or self.digits and not amount.digits:
            return False
        if self.below is not None and amount.reading.high >= self.below and amount.reading.kind == "exact":
            return False
        if self.next_not is not None and self.next_not.match(text, end):
            return False
        if self.next is not None and not self.next.match(text, end):
            return False
        if self.before_not is not None and self.before_not.search(text[max(0, amount.start - 8) : amount.start]):
            return False
        return self.near is None or bool(self.near.search(text[max(0, amount.start - _BEFORE) : end + _BEHIND]))


class UnitTable:
    """Units by their words; the word is looked up, never searched for."""

    def __init__(self, rulebook: Rulebook) -> None:
        bases = {dimension.id: dimension.base for dimension in rulebook.dimensions}
        self._names: dict[str, list[Unit]] = {}
        for entry in rulebook.units:
            for name in entry.names:
                self._names.setdefault(name, []).append(_unit(entry, name, bases, rulebook))
        self._lengths: dict[str, list[int]] = {}
        for units in self._names.values():
            units.sort(key=lambda unit: not (unit.next or unit.near or unit.after))
        for name in self._names:
            lengths = self._lengths.setdefault(name[0], [])
            if len(name) not in lengths:
                lengths.append(len(name))
                lengths.sort(reverse=True)

    def words(self, text: str, start: int) -> Iterator[tuple[list[Unit], int]]:
        """The units whose word begins at `start`, longest word first, with the end of the word."""
        if start >= len(text):
            return
        for length in self._lengths.get(text[start], ()):
            name = text[start : start + length]
            units = self._names.get(name) if len(name) == length else None
            if units and not (name[-1].isascii() and _is_letter(text, start + length)):
                yield units, start + length

    def find(self, text: str, amount: Amount, start: int, after: str | None = None) -> tuple[Unit, int] | None:
        """The unit at `start` behind `amount`, and where its word ends; a longer word that fits not hides none."""
        for units, end in self.words(text, start):
            for unit in units:
                if unit.fits(text, amount, start, end, after):
                    return unit, end
        return None

    def currency_ending(self, text: str, end: int) -> Unit | None:
        """The currency whose name ends at `end` (港币|300万元); None for 人民币 and where there is none."""
        for length in (6, 5, 4, 3, 2):
            units = self._names.get(text[end - length : end]) if length <= end else None
            if units and units[0].dimension == "money" and units[0].code != "CNY":
                return units[0]
        return None

    def named(self, name: str) -> Unit:
        """The first unit of a name; KeyError if there is none."""
        return self._names[name][0]


def _is_letter(text: str, at: int) -> bool:
    return at < len(text) and text[at].isascii() and text[at].isalnum()


def _unit(entry: Entry, name: str, bases: dict[str, str | None], rulebook: Rulebook) -> Unit:
    code = name if entry.code == "self" else entry.code or entry.names[0]

    def pattern(source: str) -> regex.Pattern[str] | None:
        return rulebook.compile(source) if source else None

    return Unit(
        rule=f"units.{entry.id}",
        code=code,
        dimension=entry.dimension,
        si_unit=bases.get(entry.dimension) or code,
        scale=fraction(entry.scale),
        factor=fraction(entry.factor),
        offset=fraction(entry.offset),
        article=entry.dimension == "count" if entry.article is None else entry.article,
        digits=entry.digits,
        decimals=entry.decimals,
        row=entry.row,
        below=fraction(entry.below) if entry.below else None,
        after=entry.after,
        next=pattern(entry.next),
        next_not=pattern(entry.next_not),
        before_not=pattern(f"(?:{entry.before_not})$" if entry.before_not else ""),
        near=pattern(entry.near),
    )
