"""A number with its unit, and what joins such pairs: 30至40分钟, 1小时30分, 两年半, 9秒35, 六七个小时."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

import regex

from extractor.mentions.amounts import Amount, AmountReader, Reading, is_row
from extractor.mentions.units import Unit, UnitTable
from extractor.numerals import parse_numeral
from extractor.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and its unit in a text. `reading` counts in the unit's code; `unit` is None for a bare number.

    `more` is the word between number and unit that leaves it open (多, 余).
    """

    start: int
    end: int
    reading: Reading
    unit: Unit | None
    unit_text: str
    amount: Amount | None = None
    per: str | None = None
    more: str | None = None
    rule: str | None = None
    priority: int = 0


_SIGNS = {"￥": "元", "¥": "元", "$": "美元", "＄": "美元", "€": "欧元", "£": "英镑", "₩": "韩元"}
_COUNTRIES = {"US": "美元", "HK": "港元", "NT": "新台币", "A": "澳元", "C": "加元", "S": "新加坡元"}
_HALF = Fraction(1, 2)
_TAIL = re.compile(
    r"[0-9]{1,3}(?![0-9.,:∶：/%a-zA-Z年月日十百千万亿点])|[一二三四五六七八九](?![零一二三四五六七八九十百千万亿点分])"
)
_SHORT = re.compile(r"([0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九])([百千万亿]+)|(.+?)([万亿]+)")


class MeasureReader:
    """Reads measures at the numbers of a text."""

    def __init__(self, rulebook: Rulebook, reader: AmountReader, units: UnitTable) -> None:
        self._reader = reader
        self._units = units
        pieces = ("connector", "one_before", "one_behind", "moved", "half_not", "mark_before", "and")
        sources = {name: rulebook.expand(f"{{:figure_{name}}}") for name in pieces}
        self._connector = rulebook.compile(sources["connector"])
        self._one_before = rulebook.compile(f"{sources['one_before']}$")
        self._one_behind = rulebook.compile(sources["one_behind"])
        self._moved = rulebook.compile(f"{sources['moved']}$")
        self._half_not = rulebook.compile(sources["half_not"])
        self._mark_before = rulebook.compile(f"{sources['mark_before']}$")
        self._and = rulebook.compile(sources["and"])
        self._percent = units.named("%")

    def read(self, found: regex.Match[str], text: str) -> Measure | None:
        """The measure at a match of the reader's `start`; None where the number counts nothing (第3名, 一个, G60)."""
        first = self._single(found, text)
        if first is None:
            return None
        return self._range(first, text) or (self._joined(first, text) if first.unit else first)

    def sharing(self, row: list[Measure], last: Measure) -> list[Measure]:
        """Bare numbers with the unit of the last one; none where that one counts in 万 (3、2和1万辆)."""
        unit, amount = last.unit, last.amount
        if unit is None or amount is None or not _in_digits(amount):
            return []
        shared = []
        for bare in row:
            reading = self._scaled(bare.amount, unit) if bare.amount and _in_digits(bare.amount) else None
            if reading is not None:
                shared.append(replace(bare, reading=reading, unit=unit, unit_text=last.unit_text, per=last.per))
        return shared

    def _single(self, found: regex.Match[str], text: str, after: str | None = None) -> Measure | None:
        begin = found.start()
        if begin and after is None and self._is_marked(text, begin):
            return None
        amount = self._reader.read(found, text)
        if amount is None:
            return None
        if amount.share:
            return Measure(amount.start, amount.end, amount.reading, self._percent, "分之", amount)
        return self._with_unit(amount, text, after)

    def _is_marked(self, text: str, begin: int) -> bool:
        """第3名, G60, 歼-20, 10:30: the character before says that the number is a name or part of something else."""
        before = text[begin - 1]
        if before.isalnum() and not before.isascii() and before not in "和至到":
            return before == "第"
        return self._mark_before.search(text[max(0, begin - 8) : begin]) is not None

    def _with_unit(self, amount: Amount, text: str, after: str | None) -> Measure | None:
        end = amount.end
        if end < len(text) and text[end] in "个個" and (counted := self._with_open_classifier(amount, text)):
            return counted
        amount, at = self._unit_start(amount, text)
        found = self._units.find(text, amount, at, after)
        if found is None:
            return self._signed(amount, text) or self._bare(amount)
        unit, end = found
        if amount.is_one and not self._counts_one(unit, amount, text, end):
            return None
        reading = self._scaled(amount, unit)
        if reading is None:
            return None
        unit = self._in_currency(unit, text, amount.start)
        measure = Measure(amount.start, end, reading, unit, text[at:end], amount, more=amount.more)
        return self._per(self._half(measure, text), text)

    def _bare(self, amount: Amount) -> Measure | None:
        if amount.is_one or (not amount.digits and is_row(amount.text)):
            return None
        return Measure(amount.start, amount.end, amount.reading, None, "", amount, more=amount.more)

    def _unit_start(self, amount: Amount, text: str) -> tuple[Amount, int]:
        """Where the unit begins: behind a blank; or inside the number, for 500千瓦 is 500 of 千瓦, not 500000 of 瓦."""
        end = amount.end
        if text[end - 1] in "千百" and end - amount.start > 1 and amount.reading.kind == "exact":
            shorter = self._reader.shorter(amount, text)
            if shorter is not None and self._begins_unit(text, end, amount.digits):
                return shorter, shorter.end
        if text.startswith((" ", "\u00a0"), end):
            return amount, end + 1
        return amount, end

    def _begins_unit(self, text: str, end: int, digits: bool) -> bool:
        """Whether a unit begins with the last character of a number: 千瓦, 百帕; 三千米 stays 3000 米."""
        names = (text[end - 1 : stop] for _, stop in self._units.words(text, end - 1))
        return any(len(name) > 1 and (digits or name != "千米") for name in names)

    def _with_open_classifier(self, amount: Amount, text: str) -> Measure | None:
        """两个半小时, 一个多月: 半 and 多 stand inside the unit."""
        end = amount.end
        middle = text[end + 1 : end + 2]
        if middle not in ("多", "半", "来", "余") or amount.reading.value is None:
            return None
        behind = text[end] + text[end + 2 : end + 8]
        for units, stop in self._units.words(behind, 0):
            if stop > 1 and units[0].dimension == "time":
                reading = amount.reading.times(units[0].scale)
                opened = _more(reading, units[0].scale) if middle != "半" else _plus_half(reading, units[0].scale)
                stop += end + 1
                more, name = middle if middle != "半" else None, text[end] + text[end + 2 : stop]
                return Measure(amount.start, stop, opened, units[0], name, amount, more=more)
        return None

    def _counts_one(self, unit: Unit, amount: Amount, text: str, end: int) -> bool:
        """一公里 and 一块钱一斤 are figures; 一家, 这一年 and 一年一度 are none."""
        if unit.article or unit.dimension != "money" and self._one_behind.match(text, end):
            return False
        return self._one_before.search(text[max(0, amount.start - 3) : amount.start]) is None

    def _scaled(self, amount: Amount, unit: Unit) -> Reading | None:
        reading = amount.reading
        if unit.row and reading.low >= 10:
            reading = reading.times(Fraction(1, 10))
        elif not amount.digits and is_row(amount.text) and reading.kind == "exact":
            return None
        return reading if unit.scale == 1 else reading.times(unit.scale)

    def _in_currency(self, unit: Unit, text: str, start: int) -> Unit:
        """港币300万元: the word before the number says which 元."""
        if unit.code != "CNY" or start < 2:
            return unit
        currency = self._units.currency_ending(text, start)
        return replace(unit, code=currency.code, si_unit=currency.si_unit, rule=currency.rule) if currency else unit

    def _signed(self, amount: Amount, text: str) -> Measure | None:
        """￥500, US$30万: the currency sign is part of the figure."""
        sign = text[amount.start - 1] if amount.start else ""
        if sign not in _SIGNS or not amount.digits:
            return None
        begin, name = amount.start - 1, _SIGNS[sign]
        for letters, country in _COUNTRIES.items():
            if sign in "$＄" and text.endswith(letters, 0, begin):
                begin, name = begin - len(letters), country
                break
        return Measure(begin, amount.end, amount.reading, self._units.named(name), text[begin : amount.start], amount)

    def _half(self, measure: Measure, text: str) -> Measure:
        """两年半, 三斤半."""
        unit, reading, end = measure.unit, measure.reading, measure.end
        if unit is None or unit.article or not text.startswith("半", end) or reading.kind != "exact":
            return measure
        if self._half_not.match(text, end + 1):
            return measure
        return replace(measure, end=end + 1, reading=_plus_half(reading, unit.scale))

    def _per(self, measure: Measure, text: str) -> Measure:
        """6.5元/千瓦时, 300元每吨."""
        end = measure.end
        if measure.unit is None or not text.startswith(("/", "每", "／"), end):
            return measure
        for units, stop in self._units.words(text, end + 1):
            if text[end] != "每" or measure.unit.dimension == "money":
                return replace(measure, end=stop, per=units[0].code, unit_text=measure.unit_text + text[end:stop])
        return measure

    def _joined(self, measure: Measure, text: str) -> Measure:
        """1小时30分, 12元5角, 9秒35, 三成五."""
        unit, reading = measure.unit, measure.reading
        if unit is None or reading.kind != "exact" or measure.per:
            return measure
        tail = _TAIL.match(text, measure.end) if unit.decimals else None
        if tail and next(self._units.words(text, tail.end()), None) is None:
            return _with_decimals(measure, tail[0], tail.end())
        if unit.dimension not in ("time", "length", "mass", "money"):
            return measure
        at = self._and.match(text, measure.end)
        found = self._reader.start.match(text, at.end() if at else measure.end)
        smaller = self._single(found, text, after=unit.code) if found else None
        if smaller is None or not _is_part(smaller, unit):
            return measure
        return self._joined(_sum(measure, smaller), text)

    def _range(self, first: Measure, text: str) -> Measure | None:
        """30至40分钟, 6万到7万只, 15%到20%: both ends in one unit, which the first may leave out."""
        if first.reading.kind != "exact" or first.per:
            return None
        connector = self._connector.match(text, first.end)
        found = self._reader.start.match(text, connector.end()) if connector else None
        second = self._single(found, text, after="") if found else None
        if second is None or connector is None or second.reading.kind not in ("exact", "over"):
            return None
        if "、" in connector[0] and (first.unit or second.reading.low - first.reading.low != 1):
            return None
        if first.unit and (first.unit.code != (second.unit and second.unit.code) or self._is_moved(first, text)):
            return None
        return _between(first, second)

    def _is_moved(self, first: Measure, text: str) -> bool:
        """增加3人至25人: the first number is the amount of a change, the second where it led."""
        return self._moved.search(text[max(0, first.start - 4) : first.start]) is not None


def _between(first: Measure, second: Measure) -> Measure | None:
    low = first.reading
    unit = second.unit
    if first.unit is None and unit is not None and first.amount and second.amount:
        shared = _SHORT.fullmatch(second.amount.text)
        low = first.amount.reading
        if shared and not set(first.amount.text) & set("百千万亿" if shared[1] else "万亿"):
            head, worth = parse_numeral(shared[1] or shared[3]), parse_numeral(shared[2] or shared[4])
            if head and worth and low.low < head.value:
                low = low.times(worth.value)
        low = low.times(unit.scale)
    high = second.reading
    if low.low > high.low and first.unit is None:
        low, high = high, low  # 距今5000到3000年
    if low.low >= high.low or (unit is None and not _has_worth(second)):
        return None
    reading = Reading("range", None, low.low, high.low, min(low.precision, high.precision), high.step)
    return Measure(first.start, second.end, reading, unit, second.unit_text, second.amount, per=second.per)


def _in_digits(amount: Amount) -> bool:
    """Whether a number is written in 0-9 alone."""
    return amount.text[-1:].isascii()


def _has_worth(measure: Measure) -> bool:
    return measure.amount is not None and measure.amount.text[-1] in "万亿"


def _more(reading: Reading, step: Fraction) -> Reading:
    return reading._replace(kind="over", high=reading.low + step)


def _plus_half(reading: Reading, unit: Fraction) -> Reading:
    value = reading.low + unit * _HALF
    return Reading("exact", value, value, value, unit * _HALF, unit * _HALF)


def _with_decimals(measure: Measure, digits: str, end: int) -> Measure:
    numeral = parse_numeral(digits)
    if numeral is None or measure.unit is None:
        return measure
    worth = measure.unit.scale / 10 ** len(digits)
    value = measure.reading.low + numeral.value * worth
    reading = Reading("exact", value, value, value, worth, worth)
    return replace(measure, end=end, reading=reading)


def _is_part(measure: Measure, larger: Unit) -> bool:
    """30分钟 may follow 1小时, 5角 may follow 12元."""
    smaller = measure.unit
    if smaller is None or measure.reading.kind != "exact":
        return False
    if smaller.dimension != larger.dimension or smaller.worth >= larger.worth:
        return False
    return smaller.dimension != "money" or smaller.code == larger.code


def _sum(larger: Measure, smaller: Measure) -> Measure:
    """In the smaller unit, where it is exact: 1小时30分 is 90 min."""
    assert larger.unit is not None and smaller.unit is not None
    value = larger.reading.low * larger.unit.factor / smaller.unit.factor + smaller.reading.low
    reading = Reading("exact", value, value, value, smaller.reading.precision, smaller.reading.step)
    unit = replace(smaller.unit, rule=f"{larger.unit.rule}+{smaller.unit.rule}")
    return Measure(larger.start, smaller.end, reading, unit, smaller.unit_text, smaller.amount)
