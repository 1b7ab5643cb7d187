"""What two figures of the same thing say together: can both hold, and if not, is there a reason beside error?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from extractor.compared import Pair, Side, Verdict
from extractor.comparing.claims import Claim
from extractor.comparing.intervals import Interval, equal, scale
from extractor.comparing.likeness import Likeness
from extractor.comparing.times import relation

#: What one unit of a currency is worth in yuan, as wide as the rate was rounded.
Rates = Mapping[str, Interval]

_SLIPS = (10, 100, 1000, 10000)
_NEARLY = 1e-9
_CLOCK = re.compile("[时点:：]")
#: Pages of the same news are seldom further apart than a month; then even what gives no time is of two times.
_SAME_NEWS = 31
_PLANS = {"planned": "计划", "expected": "预计", "denied": "否定"}
_AGGREGATES = {"cumulative": "累计", "new": "新增", "mean": "平均", "daily": "单日"}


def judge(one: Claim, other: Claim, likeness: Likeness, rates: Rates) -> Pair:
    """The verdict on two claims that measure the same thing."""
    pair = Pair(
        verdict="same",
        a=side_of(one),
        b=side_of(other),
        score=Fraction(likeness.score, 100),
        reasons=likeness.reasons,
    )
    first, second = in_yuan(one, rates), in_yuan(other, rates)
    pair = _with_difference(pair, one, other, first, second)
    verdict, remark = _verdict(one, other, first, second)
    remarks = [remark] if remark else []
    if one.sign and other.sign and one.sign != other.sign:
        remarks.append("一增一减")
    if pair.slip and verdict in ("different", "consistent"):
        remarks.append(f"恰为{pair.slip:,}倍，疑似{_SLIP_WORDS[pair.slip]}")
    return replace(pair, verdict=verdict, remarks=tuple(remarks))


_SLIP_WORDS = {10: "小数点错位", 100: "小数点错位", 1000: "小数点错位", 10000: "万、亿误写"}


def side_of(claim: Claim) -> Side:
    """A claim as a reader sees it."""
    return Side(
        page=claim.page.number,
        doc=claim.page.document.doc,
        figure=claim.figure,
        also=claim.also,
        sentence=claim.sentence,
    )


def in_yuan(claim: Claim, rates: Rates) -> tuple[Interval, Fraction | None]:
    """Interval and number of a claim, foreign money at its rate; without one it stays in its own currency."""
    rate = rates.get(claim.figure.quantity.si_unit or "") if claim.family == "money" else None
    if rate is None or rate.low is None or rate.high is None:
        return claim.interval, claim.nominal
    middle = (rate.low + rate.high) / 2
    return claim.interval.times(rate), None if claim.nominal is None else claim.nominal * middle


def comparable(one: Claim, other: Claim, rates: Rates) -> bool:
    """Whether the units of two claims of one family lead to one another."""
    currencies = {claim.figure.quantity.si_unit for claim in (one, other)}
    if one.family != "money" or len(currencies) == 1:
        return True
    return all(currency == "CNY" or currency in rates for currency in currencies)


def _verdict(
    one: Claim, other: Claim, first: tuple[Interval, Fraction | None], second: tuple[Interval, Fraction | None]
) -> tuple[Verdict, str]:
    """The verdict and what to know of it."""
    meets = first[0].meets(second[0])
    remark = _other_time(one, other, meets)
    if remark is not None:
        return "time", remark
    remark = _other_status(one, other, meets)
    if remark is not None:
        return "status", remark
    if not meets:
        return "different", _unsaid_time(one, other)
    same = first[1] is not None and second[1] is not None and equal(first[1], second[1])
    alike = one.figure.quantity.bound == other.figure.quantity.bound
    if alike and (same or first[0] == second[0]):
        return "same", ""
    return "consistent", ""


def _other_time(one: Claim, other: Claim, meets: bool) -> str | None:
    """Why two figures are of different times; None where they are of one, or may be."""
    if one.days and other.days:
        how = relation(one.days, other.days)
        fits = (how == "equal" and not _other_hour(one, other)) or (how == "within" and bool(one.pace))
        return None if fits else f"{one.time_text}与{other.time_text}"
    if one.time_text and other.time_text:
        return _other_words(one.time_text, other.time_text)
    if bool(one.time_text) != bool(other.time_text) and (timed := _long_before(one, other)):
        return f"{timed}与未写时间的数"
    if meets or one.pace == "lasting":
        return None
    return _time_before(one, other) or _other_day(one, other)


def _other_words(one: str, other: str) -> str | None:
    """Times that are known by their words alone: 前三季度 may be 今年前三季度."""
    return None if one in other or other in one else f"{one}与{other}"


def _time_before(one: Claim, other: Claim) -> str | None:
    """What the pages said of the time before, where a figure gives none itself; not of tolls, which are of now."""
    texts = one.time_text or one.before_text, other.time_text or other.before_text
    if one.pace == "running" or not texts[0] or not texts[1]:
        return None
    days = [claim.days if claim.time_text else claim.before_days for claim in (one, other)]
    if days[0] and days[1]:
        remark = None if relation(days[0], days[1]) == "equal" else f"{texts[0]}与{texts[1]}"
    else:
        remark = _other_words(texts[0], texts[1])
    return remark and f"{remark}（取自上文）"


def _other_hour(one: Claim, other: Claim) -> bool:
    """截至2日6时 and 2日零时: of what rises from hour to hour the hour counts."""
    texts = one.time_text or "", other.time_text or ""
    return one.pace == "running" and texts[0] != texts[1] and all(_CLOCK.search(text) for text in texts)


def _long_before(one: Claim, other: Claim) -> str:
    """The time that one page gives, where the other page, which gives none, is of much later: a quake of 2004 in 2006.

    A year's output is news for a year, what happened on a day for a month.
    """
    timed, untimed = (one, other) if one.days else (other, one)
    day = untimed.page.day
    if timed.days is None or day is None or timed.pace == "lasting":
        return ""
    first, last = timed.days
    return timed.time_text or "" if day - last > max(_SAME_NEWS, last - first + 1) else ""


def _other_day(one: Claim, other: Claim) -> str | None:
    """Numbers that give no time are of the day of their page: a toll of the 12th and one of the 13th."""
    days = one.page.day, other.page.day
    if days[0] is None or days[1] is None or one.page is other.page:
        return None
    apart = abs(days[0] - days[1])
    if apart > _SAME_NEWS or (apart and one.pace == "running"):
        pages = [claim.page.document.reference_date for claim in (one, other)]
        return f"两页日期不同：{pages[0]}与{pages[1]}"
    return None


def _unsaid_time(one: Claim, other: Claim) -> str:
    if one.pace != "lasting" and bool(one.time_text) != bool(other.time_text):
        return "一方未写时间"
    return "这类数字随时更新，看各自的时刻" if one.pace == "running" else ""


def _other_status(one: Claim, other: Claim, meets: bool) -> str | None:
    """A plan against a result, a day against all days so far; what only one says counts where the numbers part."""
    first, second = one.figure.quantity, other.figure.quantity
    plans = first.status, second.status
    if bool(plans[0]) != bool(plans[1]) or "denied" in plans and plans[0] != plans[1]:
        words = [_PLANS.get(status or "", "结果") for status in plans]
        return f"{words[0]}与{words[1]}"
    aggregates = [_aggregate(claim) for claim in (one, other)]
    if aggregates[0] == aggregates[1] or (meets and None in aggregates):
        return None
    words = [_AGGREGATES.get(aggregate or "", "未写明") for aggregate in aggregates]
    return f"{words[0]}与{words[1]}"


def _aggregate(claim: Claim) -> str | None:
    """死亡12人 is the number of all who died, 累计 or not."""
    aggregate = claim.figure.quantity.aggregate
    return None if aggregate == "cumulative" and claim.pace == "running" else aggregate


def _with_difference(
    pair: Pair,
    one: Claim,
    other: Claim,
    first: tuple[Interval, Fraction | None],
    second: tuple[Interval, Fraction | None],
) -> Pair:
    """The difference in the unit of a, or in the base unit where the units differ."""
    numbers = first[1], second[1]
    if numbers[0] is None or numbers[1] is None:
        return pair
    quantity = one.figure.quantity
    same_unit = quantity.unit == other.figure.quantity.unit
    converted = one.family == "money" and not same_unit
    worth = scale(quantity) if same_unit or not converted else Fraction(1)
    difference = (numbers[1] - numbers[0]) / worth
    if equal(numbers[0], numbers[1]):
        difference = Fraction(0)
    return replace(
        pair,
        difference=difference,
        unit="CNY" if converted else quantity.unit,
        percent=100 * difference * worth / abs(numbers[0]) if numbers[0] else None,
        slip=_slip_of(numbers[0], numbers[1]),
    )


def _slip_of(one: Fraction, other: Fraction) -> int | None:
    """10, 100, 1000 or 10000 where one is exactly that many times the other."""
    if not one or not other:
        return None
    ratio = abs(float(other / one))
    near = next((slip for slip in _SLIPS if abs(max(ratio, 1 / ratio) / slip - 1) < _NEARLY), None)
    return near if near and (equal(one * near, other) or equal(other * near, one)) else None
