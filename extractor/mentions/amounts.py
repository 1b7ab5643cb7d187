"""The number of a figure, without its unit: 30多万, 三四十, 数百, 三分之一, 1.5万.

An amount is more than a numeral: it may leave open how much it is. What stands around it is the business of bounds.py.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal, NamedTuple

import regex

from extractor.numerals import LONGEST, NUMERAL, Numeral, parse_numeral
from extractor.rulebook import Rulebook

Kind = Literal["exact", "over", "range", "several"]


class Reading(NamedTuple):
    """What the characters of an amount say; `value` is None for a range and for several."""

    kind: Kind
    value: Fraction | None
    low: Fraction
    high: Fraction
    precision: Fraction
    step: Fraction

    def times(self, factor: Fraction | int) -> Reading:
        """The same in another unit: 3.5 in 成 is 35 in percent."""
        factor = Fraction(factor)
        value = None if self.value is None else self.value * factor
        size = abs(factor)
        return Reading(self.kind, value, self.low * factor, self.high * factor, self.precision * size, self.step * size)


class Amount(NamedTuple):
    """A reading and where it stands. `digits`: it begins with 0-9; `row`: Chinese digits one by one (七五)."""

    start: int
    end: int
    reading: Reading
    digits: bool
    text: str
    share: bool = False

    @property
    def is_one(self) -> bool:
        """一 alone, which mostly is an article."""
        return self.text == "一"

    @property
    def more(self) -> str | None:
        """The word that leaves it open: 多 in 30多万."""
        return self.text.rstrip("万亿萬億")[-1] if self.reading.kind == "over" else None

    @property
    def is_worth(self) -> bool:
        """万 or 百万 alone; with 近 before it or 余 behind it they are numbers."""
        return self.reading.kind == "exact" and not self.share and set(self.text) <= _WORTHS


_WORTHS = frozenset("百千万亿萬億")
_ROW = re.compile(r"[〇零一二三四五六七八九]{2,}")
_NEIGHBOURS = re.compile(r"([^〇零]*?)([一二两三四五六七八])([两二三四五六七八九])([十百千万亿]*)")
_AFTER = dict(zip("一二两三四五六七八", ("二两", "三", "三", "四五", "五", "六", "七", "八", "九"), strict=True))
_WORTH = "十百千万亿"
_FIRST = "0-9十百千万亿萬億〇零○一二两兩三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖廿卅负負数好几上－−-"


class AmountReader:
    """Reads amounts at given places of a text; readings are remembered, for the same numbers come again and again."""

    def __init__(self, rulebook: Rulebook) -> None:
        several, more = (rulebook.expand(f"{{:figure_{name}}}") for name in ("several", "more"))
        sign = rulebook.expand("{:figure_sign}")
        self.start = rulebook.compile(
            f"(?=[{_FIRST}])(?:(?P<sign>{sign})|(?P<several>{several}))?(?P<run>{NUMERAL})"
        )
        self._more = rulebook.compile(f"(?:{more})(?P<tail>[万亿萬億]{{1,2}})?")
        self._share = re.compile(f"分之({NUMERAL})")
        self._readings: dict[tuple[str, str], Reading | None] = {}

    def read(self, found: regex.Match[str], text: str) -> Amount | None:
        """The amount of a match of `start`, or None: 一一, 二十二十, a run of 65 digits."""
        sign, several, run = found.group(1, 2, 3)
        begin, end = found.span()
        if several:
            return self._amount(begin, end, "several", run, text)
        if text.startswith("分之", end) and (share := self._share.match(text, end)):
            whole = self._amount(begin, share.end(), "share", f"{share[1]}/{run}", text)
            return whole and whole._replace(share=True)
        amount = self._amount(begin, end, "sign" if sign else "", run, text)
        if amount is None and run[-1] in "千百两" and len(run) > 1:
            return self._amount(begin, end - 1, "sign" if sign else "", run[:-1], text)  # 800万|千瓦, 三斤二|两
        if amount is None or amount.reading.kind != "exact":
            return amount
        return self._with_more(amount, text)

    def shorter(self, amount: Amount, text: str) -> Amount | None:
        """The amount without its last character, which begins the unit: 500|千瓦."""
        return self._amount(amount.start, amount.end - 1, "", text[amount.start : amount.end - 1], text)

    def _amount(self, begin: int, end: int, mode: str, run: str, text: str) -> Amount | None:
        key = (mode, run)
        if key not in self._readings:
            if len(self._readings) > 20_000:
                self._readings.clear()
            self._readings[key] = _reading(mode, run)
        reading = self._readings[key]
        return reading and Amount(begin, end, reading, run[0] in "0123456789", text[begin:end])

    def _with_more(self, amount: Amount, text: str) -> Amount:
        """30|多|万: over 300000; a unit or the like must follow 来 and 几, which figures.py sees to."""
        reading, end = amount.reading, amount.end
        more = self._more.match(text, end) if reading.step >= 10 else None
        if more is None:
            return amount
        if more["tail"]:
            worth = parse_numeral(more["tail"])
            reading = reading.times(worth.value if worth else 1)
        opened = reading._replace(kind="over", high=reading.low + reading.step)
        return Amount(amount.start, more.end(), opened, amount.digits, text[amount.start : more.end()])


def _reading(mode: str, run: str) -> Reading | None:
    if len(run) > LONGEST:
        return None
    if mode == "several":
        return _several(run)
    if mode == "share":
        numeral = parse_numeral(run)
        return numeral and _exact(numeral.times(100))
    if (pair := _NEIGHBOURS.fullmatch(run)) and (between := _neighbours(*pair.groups())):
        return between
    numeral = parse_numeral(run)
    if numeral is None:
        return None
    return _exact(numeral).times(-1) if mode == "sign" else _exact(numeral)


def _exact(numeral: Numeral) -> Reading:
    return Reading("exact", numeral.value, numeral.value, numeral.value, numeral.precision, numeral.step)


def _several(worths: str) -> Reading | None:
    """数|百: 100 to 999, one order of magnitude."""
    base = parse_numeral(worths) if set(worths) <= set(_WORTH) else None
    return base and Reading("several", None, base.value, base.value * 10 - 1, base.precision, base.step)


def _neighbours(before: str, one: str, two: str, after: str) -> Reading | None:
    """三四十: 30 to 40; 三五 stands for a few, so it takes nothing before it (十三五 is a plan)."""
    apart = one == "三" and two == "五"
    if two not in _AFTER[one] or (before and (apart or before[-1] not in _WORTH)):
        return None
    low, high = parse_numeral(before + one + after), parse_numeral(before + two + after)
    if low is None or high is None:
        return None
    return Reading("range", None, low.value, high.value, high.precision, high.precision)


def is_row(text: str) -> bool:
    """Chinese digits one by one: 二〇二三, 七五."""
    return _ROW.fullmatch(text) is not None
