"""Figures that are patterns of their own: 一半, 半年, 翻一番, 数以百计, a table cell whose unit stands in the header.

A rule of kind `figure` names its parts: `number` (a numeral), `unit` (a word of units*.yaml), `worth` (万 before the
unit), `span` (the mention, where it is not the whole match). Its `gives`: `value`, or `low` and `high` for several;
`unit`; `times`, what to multiply the number with; `doublings: yes` where the number counts doublings (翻两番 adds three
times as much).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import regex

from extractor.mentions.amounts import Reading
from extractor.mentions.measures import Measure
from extractor.mentions.units import Unit, UnitTable
from extractor.numerals import Numeral, parse_numeral
from extractor.rulebook import Rule, Rulebook


class PatternFigures:
    """All rules of kind `figure`, each searched for by itself: a pattern with a fixed character in it is found fast."""

    def __init__(self, rulebook: Rulebook, units: UnitTable) -> None:
        self._rules = rulebook.rules("figure")
        self._units = units
        self._patterns = [rule.pattern for rule in self._rules]

    def find(self, text: str) -> Iterator[Measure]:
        """The measures that the rules find, rule by rule."""
        for rule, pattern in zip(self._rules, self._patterns, strict=True):
            for match in pattern.finditer(text):
                measure = self._measure(match, rule)
                if measure is not None:
                    yield measure

    def _measure(self, match: regex.Match[str], rule: Rule) -> Measure | None:
        parts = {name: text for name, text in match.groupdict().items() if text is not None}
        name = parts.get("unit") or rule.gives.get("unit")
        unit = self._unit(name) if name else None
        reading = _reading(rule, parts)
        if reading is None or (name and unit is None):
            return None
        start, end = match.span("span") if "span" in parts else match.span()
        if unit is not None:
            reading = reading.times(unit.scale)
        return Measure(start, end, reading, unit, parts.get("unit", ""), rule=rule.id, priority=rule.priority)

    def _unit(self, name: str) -> Unit | None:
        try:
            return self._units.named(name)
        except KeyError:
            return None


def _reading(rule: Rule, parts: dict[str, str]) -> Reading | None:
    if "low" in rule.gives:
        low, high = Fraction(rule.gives["low"]), Fraction(rule.gives["high"])
        return Reading("several", None, low, high, low, low)
    numeral = parse_numeral(parts.get("number") or rule.gives.get("value", ""))
    if numeral is None:
        return None
    if "doublings" in rule.gives:
        value = Fraction(2 ** min(int(numeral.value), 64) - 1)
        numeral = Numeral(value, Fraction(1), Fraction(1))
    worth = parse_numeral(parts["worth"]) if parts.get("worth") else None
    numeral = numeral.times(Fraction(rule.gives.get("times", "1")) * (worth.value if worth else 1))
    return Reading("exact", numeral.value, numeral.value, numeral.value, numeral.precision, numeral.step)
