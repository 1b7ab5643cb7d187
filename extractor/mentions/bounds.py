"""The words around a number: what they do to its interval, and what else they say (最高, 预计, 累计, 每亩).

Hedges touch the number or one another, so they are read outwards, word by word; words of the clause are searched for in
the few characters before the number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

import regex

from extractor.mentions.amounts import Reading
from extractor.model import Bound
from extractor.rulebook import Hedge, Rulebook
from extractor.rulebook.schemas import fraction

_CLAUSE = 30
_STOPS = "，。；！？：,;!?\n“”（）"


@dataclass(slots=True)
class Surroundings:
    """What the words around a number say."""

    bound: Bound | None = None
    bound_text: str | None = None
    extreme: Literal["max", "min"] | None = None
    status: Literal["planned", "expected", "denied"] | None = None
    aggregate: Literal["cumulative", "new", "mean", "daily"] | None = None
    per: str | None = None
    margin: Fraction | None = None
    hedges: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Word:
    entry: Hedge
    before_not: regex.Pattern[str] | None
    next_not: regex.Pattern[str] | None
    units: frozenset[str] = field(default_factory=frozenset)


class HedgeTable:
    """Hedges by their words: those before the number by their last character, those after by their first."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._words: dict[str, dict[str, list[_Word]]] = {"before": {}, "after": {}, "clause": {}}
        self._lengths: dict[str, dict[str, list[int]]] = {"before": {}, "after": {}}
        for entry in rulebook.hedges:
            word = _word(entry, rulebook)
            for text in entry.words:
                self._words[entry.side].setdefault(text, []).append(word)
                if entry.side != "clause":
                    key = text[-1] if entry.side == "before" else text[0]
                    lengths = self._lengths[entry.side].setdefault(key, [])
                    if len(text) not in lengths:
                        lengths.append(len(text))
                        lengths.sort(reverse=True)
        self._clause = _any_of(self._words["clause"], rulebook)
        self._longest_first = sorted(self._words["before"], key=len, reverse=True)
        apart = {text: words for text, words in self._words["before"].items() if words[0].entry.apart and len(text) > 1}
        self._apart = rulebook.compile(rf"(?:{_alternatives(apart)})[^{_STOPS}0-9零一二两三四五六七八九十]{{1,14}}的$")

    def before(self, text: str, start: int, unit: str | None, found: Surroundings) -> None:
        """Read the words before a number outwards, as long as each is a hedge or a word that may stand between."""
        position = start
        for _ in range(6):
            word, length = self._ending_at(text, position, unit)
            if word is None:
                break
            entry = word.entry
            if entry.bound is None and entry.extreme is None and text[position - length : position] == "的":
                break
            position -= length
            found.hedges.append(entry.id)
            if entry.bound and found.bound is None:
                found.bound, found.bound_text = entry.bound, text[position : position + length]
                found.margin = fraction(entry.margin) if entry.margin else None
            found.extreme = found.extreme or entry.extreme
        if found.bound is None and start and text[start - 1] == "的":
            self._read_apart(text, start, found)

    def _read_apart(self, text: str, start: int, found: Surroundings) -> None:
        """超过了年初确定的260万辆: the hedge stands before a noun and 的."""
        window = text[max(0, start - 22) : start]
        if apart := self._apart.search(window):
            words = next(word for word in self._longest_first if apart[0].startswith(word))
            entry = self._words["before"][words][0].entry
            found.bound, found.bound_text = entry.bound, words
            found.hedges.append(entry.id)

    def after(self, text: str, end: int, unit: str | None, found: Surroundings) -> None:
        """Read the hedge that follows a unit: 以上, 左右, 多."""
        if end >= len(text):
            return
        for length in self._lengths["after"].get(text[end], ()):
            for word in self._words["after"].get(text[end : end + length], ()):
                if _fits(word, text, end, end + length, unit):
                    found.hedges.append(word.entry.id)
                    if word.entry.bound != "exact" and found.bound not in ("over", "under"):
                        found.bound, found.bound_text = word.entry.bound, text[end : end + length]
                    return

    def clause(self, text: str, start: int, found: Surroundings) -> None:
        """Read the words of the clause before the number; of several of a kind the nearest counts."""
        begin = max(0, start - _CLAUSE)
        for match in self._clause.finditer(text, begin, start):
            for word in self._words["clause"][match[0]]:
                entry, gap = word.entry, text[match.end() : start]
                if len(gap) > entry.within or any(stop in gap for stop in _STOPS):
                    continue
                if gap.count("》") > gap.count("《"):
                    continue  # 《车站设计要求》等42项标准: the word is part of a title
                if _fits(word, text, match.start(), match.end(), None):
                    found.hedges.append(entry.id)
                    found.status = entry.status or found.status
                    found.aggregate = entry.aggregate or found.aggregate
                    found.per = entry.per or found.per

    def _ending_at(self, text: str, position: int, unit: str | None) -> tuple[_Word | None, int]:
        if position <= 0:
            return None, 0
        for length in self._lengths["before"].get(text[position - 1], ()):
            for word in self._words["before"].get(text[max(0, position - length) : position], ()):
                if length <= position and _fits(word, text, position - length, position, unit):
                    return word, length
        return None, 0


def interval(
    reading: Reading, bound: Bound | None, below: Fraction | None = None
) -> tuple[Bound, Fraction | None, Fraction | None]:
    """The bound of a reading with a hedge, and the ends of its interval.

    约10 is 9 to 11, 近100 (`below` 1/10) is 90 to 100.
    """
    value = reading.value
    if value is None or bound in (None, "exact") or reading.kind == "over" and bound not in ("at_least", "at_most"):
        return reading.kind, reading.low, reading.high
    if bound == "about":
        margin = min(reading.step / 2, abs(value) / 10)
        return "about", value - margin, value + margin
    if bound in ("over", "at_least"):
        return bound, value, None
    if bound == "under" or bound == "at_most":
        return bound, value - abs(value) * below if below else None, value
    return "exact", value, value


def _fits(word: _Word, text: str, start: int, end: int, unit: str | None) -> bool:
    if word.units and unit not in word.units:
        return False
    if word.next_not is not None and word.next_not.match(text, end):
        return False
    return word.before_not is None or not word.before_not.search(text[max(0, start - 6) : start])


def _word(entry: Hedge, rulebook: Rulebook) -> _Word:
    return _Word(
        entry=entry,
        before_not=rulebook.compile(f"(?:{entry.before_not})$") if entry.before_not else None,
        next_not=rulebook.compile(entry.next_not) if entry.next_not else None,
        units=frozenset(entry.units),
    )


def _alternatives(words: dict[str, list[_Word]]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def _any_of(words: dict[str, list[_Word]], rulebook: Rulebook) -> regex.Pattern[str]:
    return rulebook.compile(_alternatives(words))
