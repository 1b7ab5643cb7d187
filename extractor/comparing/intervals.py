"""How wide a figure is for comparing, and whether two can both hold: 264.4万辆 and 超过260万辆 meet.

All numbers are exact. An end that is None is open without limit; `low_out` and `high_out` say that the end itself is
outside (超过260万 is more than 260万).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from extractor.model import Quantity

#: Saved numbers have fifteen digits: a third of a hectare comes back a little off.
_ROUNDED = Fraction(1, 10**12)
_FAHRENHEIT = Fraction(5, 9)
_TENTH = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Interval:
    """What a wording leaves possible, in the base unit of its dimension."""

    low: Fraction | None
    high: Fraction | None
    low_out: bool = False
    high_out: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both: [11.5, 12.5) and [12.5, 13.5) do not meet."""
        return _reaches(self, other) and _reaches(other, self)

    @property
    def is_narrow(self) -> bool:
        """Whether both ends are given, no further apart than a tenth of the number."""
        if self.low is None or self.high is None:
            return False
        return self.high - self.low <= _TENTH * max(abs(self.low), abs(self.high))

    def times(self, factor: Interval | Fraction) -> Interval:
        """Each number of one with each of the other; both must be above zero, or the factor a number."""
        if isinstance(factor, Fraction):
            ends = self.low and self.low * factor, self.high and self.high * factor
            if factor >= 0:
                return Interval(*ends, self.low_out, self.high_out)
            return Interval(ends[1], ends[0], self.high_out, self.low_out)
        low = None if self.low is None or factor.low is None else self.low * factor.low
        high = None if self.high is None or factor.high is None else self.high * factor.high
        return Interval(low, high, self.low_out or factor.low_out, self.high_out or factor.high_out)

    def plus(self, other: Interval) -> Interval:
        """Each number of one with each of the other added."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high, self.low_out or other.low_out, self.high_out or other.high_out)

    def over(self, other: Interval) -> Interval | None:
        """Each number of one divided by each of the other; None where the other is not above zero."""
        if other.low is None or other.low <= 0:
            return None
        low = None if self.low is None or other.high is None else self.low / other.high
        high = None if self.high is None else self.high / other.low
        return Interval(low, high, self.low_out or other.high_out, self.high_out or other.low_out)


def _reaches(one: Interval, other: Interval) -> bool:
    """Whether `one` begins before `other` ends."""
    if one.low is None or other.high is None or one.low < other.high:
        return True
    return one.low == other.high and not one.low_out and not other.high_out


def widened(quantity: Quantity) -> Interval:
    """The interval of a figure, an exact one half its `precision` wider on either side: 260万 is 259.5万 to 260.5万.

    A third is no rounded number: a fraction is never wider than a tenth of itself, as 约 makes it.
    """
    low, high = quantity.si_low, quantity.si_high
    if quantity.bound != "exact" or low is None or high is None:
        return Interval(low, high, quantity.bound == "over", quantity.bound == "under" and high is not None)
    half = (quantity.precision or Fraction(0)) * scale(quantity) / 2
    if quantity.unit_text == "分之":
        half = min(half, abs(low) * _TENTH)
    # What rounds up to the next digit is that digit's: 12.5 belongs to 13.
    return Interval(low - half, high + half, False, half > 0)


def scale(quantity: Quantity) -> Fraction:
    """What one of the figure's unit is worth in the base unit: 10000 square metres for a hectare."""
    if quantity.dimension == "temperature":
        return _FAHRENHEIT if quantity.unit == "[degF]" else Fraction(1)
    for number, base in ((quantity.low, quantity.si_low), (quantity.high, quantity.si_high)):
        if number and base is not None:
            return base / number
    return Fraction(1)


def nominal(quantity: Quantity) -> Fraction | None:
    """The number that a figure names, in the base unit: 260万 for 超过260万; None for a range and for 数百."""
    if quantity.value is None:
        return None
    if quantity.bound == "exact" and quantity.si_low is not None:
        return quantity.si_low
    for number, base in ((quantity.low, quantity.si_low), (quantity.high, quantity.si_high)):
        if number is not None and base is not None:
            return base + (quantity.value - number) * scale(quantity)
    return None


def equal(one: Fraction, other: Fraction) -> bool:
    """Equal but for the rounding of saved results."""
    return one == other or abs(one - other) <= _ROUNDED * max(abs(one), abs(other))


def digits_of(quantity: Quantity) -> int:
    """How many digits of the number were written that say something: 3 of 264万, 1 of 300万, 4 of 47.57."""
    value = quantity.value if quantity.value is not None else quantity.low
    if not value:
        return 0
    if not quantity.precision or (value / quantity.precision).denominator != 1:
        return 2
    return len(str(abs((value / quantity.precision).numerator)).rstrip("0"))
