"""Exact numbers in plain digits: 260万 -> 2600000, 十万分之一 -> 0.00001, never an exponent."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

#: Every double holds fifteen digits without loss, so any reader of JSON gets back what was printed.
_FIFTEEN = Context(prec=15)


def plain_number(number: Fraction) -> int | Decimal:
    """A whole number keeps all its digits; any other is rounded to fifteen: 100 的三分之一 is 33.3333333333333."""
    if number.denominator == 1:
        return number.numerator
    rounded = _FIFTEEN.divide(Decimal(number.numerator), Decimal(number.denominator))
    return int(rounded) if rounded == rounded.to_integral_value() else rounded.normalize(_FIFTEEN)


def digits(number: int | Decimal, *, grouped: bool = False) -> str:
    """Plain notation: `0.0000001` for Decimal("1E-7"); `grouped` parts thousands, 2600000 -> 2,600,000."""
    # By way of Decimal, because str() of an int refuses more than 4300 digits and a page may hold them.
    return format(Decimal(number), ",f" if grouped else "f")
