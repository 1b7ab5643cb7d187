"""A check as it is shown: the numbers it was worked out from, the result, how far rounding may have moved it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from extractor.compared import Check
from extractor.comparing.claims import Claim
from extractor.comparing.intervals import Interval, scale
from extractor.comparing.verdicts import side_of
from extractor.model import Quantity

#: What is further from a result than this was not worked out from it.
_NEAR = Fraction(3, 2)
_WORTHS = ((Fraction(10**8), "亿"), (Fraction(10**4), "万"))


def make_check(
    kind: Literal["sum", "share", "change"],
    terms: Sequence[Claim],
    stated: Claim,
    result: Interval,
    number: Fraction,
    arithmetic: str,
    remark: str = "",
) -> Check:
    """A check whose `result` and `number` are in the base unit; it is told in the unit of what was stated."""
    quantity = stated.figure.quantity
    worth = scale(quantity)
    low, high = (None if end is None else end / worth for end in (result.low, result.high))
    found = Quantity(
        value=number / worth,
        low=low,
        high=high,
        bound="exact",
        precision=None,
        unit=quantity.unit,
        unit_text=quantity.unit_text,
        dimension=quantity.dimension,
        si_low=result.low,
        si_high=result.high,
        si_unit=quantity.si_unit,
    )
    tolerance = "" if low is None or high is None or low == high else f"（容许{_stretch(low, high, quantity)}）"
    return Check(
        kind=kind,
        holds=result.meets(stated.interval),
        terms=tuple(map(side_of, terms)),
        stated=side_of(stated),
        result=found,
        arithmetic=arithmetic + tolerance,
        remarks=(remark,) if remark else (),
    )


def worth_showing(check: Check) -> bool:
    """Whether a check that fails is near enough to be of the same thing: 46.8% for 48.6%, or a slip of the point."""
    stated, found = check.stated.figure.quantity.value, check.result.value
    if check.holds or not stated or not found:
        return check.holds
    ratio = abs(found / stated)
    return 1 / _NEAR <= ratio <= _NEAR or ratio in (10, 100, Fraction(1, 10), Fraction(1, 100))


def shown(number: Fraction, like: Claim) -> str:
    """A number of the base unit in the unit of a figure: 264.4万辆."""
    quantity = like.figure.quantity
    return plain(number / scale(quantity)) + _unit(quantity)


def plain(number: Fraction) -> str:
    """In 万 and 亿, to two digits behind the point where there are more than four: 264.4万, 33.33."""
    worth, word = next(((worth, word) for worth, word in _WORTHS if abs(number) >= worth), (Fraction(1), ""))
    scaled = number / worth
    if (scaled * 10**4).denominator != 1:
        scaled = Fraction(round(scaled * 100), 100)
    digits = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    return f"{digits.normalize():f}{word}"


def _stretch(low: Fraction, high: Fraction, quantity: Quantity) -> str:
    return f"{plain(low)}至{plain(high)}{_unit(quantity)}"


def _unit(quantity: Quantity) -> str:
    return "%" if quantity.unit == "%" else quantity.unit_text
