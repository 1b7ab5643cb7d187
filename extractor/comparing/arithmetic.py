"""A check made of what was worked out: the numbers it came from, the result, how far rounding may have moved it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from extractor.compared import Check
from extractor.comparing.claims import Claim
from extractor.comparing.intervals import Interval, scale
from extractor.comparing.verdicts import side_of
from extractor.model import Quantity

#: What is further from a result than this was not worked out from it.
_NEAR = Fraction(3, 2)
_SLIPS = (10, 100, Fraction(1, 10), Fraction(1, 100))


def make_check(
    kind: Literal["sum", "share", "change"],
    terms: Sequence[Claim],
    stated: Claim,
    result: Interval,
    number: Fraction,
    remark: str = "",
) -> Check:
    """A check whose `result` and `number` are in the base unit; it is told in the unit of what was stated."""
    quantity = stated.figure.quantity
    worth = scale(quantity)
    found = Quantity(
        value=number / worth,
        low=None if result.low is None else result.low / worth,
        high=None if result.high is None else result.high / worth,
        bound="exact",
        precision=None,
        unit=quantity.unit,
        unit_text=quantity.unit_text,
        dimension=quantity.dimension,
        si_low=result.low,
        si_high=result.high,
        si_unit=quantity.si_unit,
    )
    return Check(
        kind=kind,
        holds=result.meets(stated.interval),
        terms=tuple(map(side_of, terms)),
        stated=side_of(stated),
        result=found,
        remarks=(remark,) if remark else (),
    )


def worth_showing(check: Check) -> bool:
    """Whether a check that fails is near enough to be of the same thing: 46.8% for 48.6%, or a slip of the point."""
    stated, found = check.stated.figure.quantity.value, check.result.value
    if check.holds or not stated or not found:
        return check.holds
    ratio = abs(found / stated)
    return 1 / _NEAR <= ratio <= _NEAR or ratio in _SLIPS


def best(checks: list[Check]) -> list[Check]:
    """One that holds, else one that nearly does: the figure may belong to any of several others."""
    return [check for check in checks if check.holds][:1] or [check for check in checks if worth_showing(check)][:1]
