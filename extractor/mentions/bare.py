"""Numbers without a unit: which of them state a quantity (1.8万用户, 死亡人数升至50), and which are just digits."""

from __future__ import annotations

import regex

from extractor.mentions.measures import Measure
from extractor.mentions.words import WordsAt
from extractor.model import Bound
from extractor.rulebook import Rulebook

_WORTHS = frozenset("万亿萬億")
#: 2025高校成果展: four digits alone before a noun are the year of an event, unless they are round.
_YEAR = regex.compile("(?:19|20)[0-9]{2}(?<!00)")


class BareNumbers:
    """Decides by the nouns beside a number, its hedges and its size; a bare 37 is no figure."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._countable = _phrases(rulebook, "countable")
        self._counted = _phrases(rulebook, "counted")
        self._between = rulebook.compile(rulebook.expand("(?:{:figure_between})*$"))
        self._behind_not = rulebook.compile(rulebook.expand("{:figure_bare_not}"))

    def may_count(self, text: str, measure: Measure) -> bool:
        """False where what follows, or the number alone, tells that it counts nothing; asked first, for it is cheap."""
        amount = measure.amount
        if amount is None or not (amount.digits or set(amount.text) & _WORTHS or measure.reading.kind != "exact"):
            return False
        return self._behind_not.match(text, measure.end) is None

    def rule(self, text: str, measure: Measure, bound: Bound | None) -> str | None:
        """The rule that makes a number that may count a figure, or None. `bound` is what the words around it say."""
        amount = measure.amount
        assert amount is not None
        if not _YEAR.fullmatch(amount.text) and (countable := self._countable.at(text, measure.end)):
            return countable
        if amount.digits and (counted := self._counted_before(text, measure.start)):
            return counted
        is_figure = _is_large(measure, bound) or (amount.digits and _is_hedged(measure, bound))
        return "figures.bare" if is_figure else None

    def _counted_before(self, text: str, start: int) -> str | None:
        between: regex.Match[str] | None = self._between.search(text[max(0, start - 10) : start])
        return self._counted.ending_at(text, start - len(between[0])) if between else None


def _phrases(rulebook: Rulebook, role: str) -> WordsAt:
    entries = (entry for entry in rulebook.section("phrases") if entry.role == role)
    return WordsAt((word, f"phrases.{entry.id}") for entry in entries for word in entry.words)


def _is_large(measure: Measure, bound: Bound | None) -> bool:
    """1.8万, 数万, 三千万; but 百万 and 千万 only with a hedge, for they also mean many, and 千万 never."""
    assert measure.amount is not None
    words = measure.amount.text
    if measure.reading.kind == "several":
        return measure.reading.low >= 100
    if not set(words) & _WORTHS:
        return False
    return measure.reading.kind != "exact" or bound not in (None, "exact") or not measure.amount.is_worth


def _is_hedged(measure: Measure, bound: Bound | None) -> bool:
    """500余, 超过1000: somebody says how large it is."""
    return measure.reading.kind == "over" or (bound not in (None, "exact") and measure.reading.low >= 10)
