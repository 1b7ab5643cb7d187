"""Where a number or a day stands on an axis: linear, by orders of magnitude, or with the empty years taken out."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

#: An axis of numbers goes by orders of magnitude where the largest is more than this many times the smallest.
_WIDE = 200
#: A stretch without dates is taken out where it is more than this part of the axis; at most two are.
_EMPTY = 0.4
_BREAK = 22.0
_TICK_ROOM = 52.0


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str
    anchor: str = "middle"

    @property
    def left(self) -> float:
        return self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self._width

    @property
    def right(self) -> float:
        return self.left + self._width

    @property
    def _width(self) -> float:
        return 6.2 * len(self.label)


@dataclass(frozen=True, slots=True)
class NumberAxis:
    """`place` gives the x of a number; `is_log` where equal steps are equal ratios."""

    place: Callable[[float], float]
    is_log: bool


def number_axis(numbers: Iterable[float], left: float, right: float) -> NumberAxis:
    """From 0 where that is honest (no number below it); from the smallest number on an axis of magnitudes."""
    found = sorted(numbers)
    low, high = found[0], found[-1]
    positive = [number for number in found if number > 0]
    if low >= 0 and positive and positive[-1] / positive[0] > _WIDE:
        first, last = math.log10(positive[0]) - 0.2, math.log10(high)
        return NumberAxis(lambda number: _between(_log(number, first), first, last, left, right), True)
    low, high = min(low, 0.0), max(high, 0.0)
    return NumberAxis(lambda number: _between(number, low, high, left, right), False)


def _log(number: float, least: float) -> float:
    return max(math.log10(number), least) if number > 0 else least


def _between(number: float, low: float, high: float, left: float, right: float) -> float:
    return left if high == low else left + (right - left) * (number - low) / (high - low)


@dataclass(frozen=True, slots=True)
class DayAxis:
    """Days on a line of pieces: `breaks` are the x where a long empty stretch is taken out."""

    pieces: tuple[tuple[int, int, float, float], ...]

    @classmethod
    def of(cls, days: Iterable[date], left: float, right: float) -> DayAxis:
        found = sorted({day.toordinal() for day in days})
        cuts = _empty_stretches(found)
        groups: list[list[int]] = [[found[0]]]
        for before, after in pairwise(found):
            if (before, after) in cuts:
                groups.append([])
            groups[-1].append(after)
        return cls(tuple(_pieces(groups, left, right)))

    @property
    def breaks(self) -> list[float]:
        return [(one[3] + other[2]) / 2 for one, other in pairwise(self.pieces)]

    def place(self, day: date) -> float:
        number = day.toordinal()
        index = max(bisect_right([first for first, _, _, _ in self.pieces], number) - 1, 0)
        first, last, left, right = self.pieces[index]
        return min(_between(number, first, last, left, right), right)

    def ticks(self) -> list[Tick]:
        """Labels for the axis; those at its ends are written inwards."""
        left, right = self.pieces[0][2], self.pieces[-1][3]
        kept: list[Tick] = []
        for tick in (tick for piece in self.pieces for tick in _ticks(*piece)):
            tick = replace(tick, anchor=_anchor(tick.x - left, right - tick.x))
            if not kept or tick.left - kept[-1].right > 6:
                kept.append(tick)
        return kept


def _anchor(to_left: float, to_right: float) -> str:
    return "start" if to_left < _TICK_ROOM / 2 else "end" if to_right < _TICK_ROOM / 2 else "middle"


def _empty_stretches(days: list[int]) -> set[tuple[int, int]]:
    """The (at most two) gaps that would leave the other dates no room: 1958 among dates of this year."""
    gaps = sorted(pairwise(days), key=lambda gap: gap[1] - gap[0], reverse=True)
    rest, cuts = days[-1] - days[0], set[tuple[int, int]]()
    for before, after in gaps[:2]:
        if len(days) > 2 and after - before > max(_EMPTY * rest, 400):
            cuts.add((before, after))
            rest -= after - before
    return cuts


def _pieces(groups: list[list[int]], left: float, right: float) -> Iterable[tuple[int, int, float, float]]:
    lengths = [group[-1] - group[0] for group in groups]
    # A piece with one day in it needs room for its tick.
    least = _TICK_ROOM if len(groups) > 1 else 0.0
    room = right - left - _BREAK * (len(groups) - 1) - least * len(groups)
    at = left
    for group, length in zip(groups, lengths, strict=True):
        width = least + (room * length / sum(lengths) if sum(lengths) else room / len(groups))
        yield group[0], group[-1], at, at + width
        at += width + _BREAK


def _ticks(first: int, last: int, left: float, right: float) -> list[Tick]:
    start, end = date.fromordinal(first), date.fromordinal(last)
    room = (right - left) / (last - first) * 30.44 if first < last else 0.0
    for months in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24000):
        if room * months >= _TICK_ROOM and (days := list(_steps(start, end, months))):
            return [Tick(_between(day.toordinal(), first, last, left, right), _label(day, months)) for day in days]
    return [Tick(left, _label(start, 1))]


def _steps(start: date, end: date, months: int) -> Iterable[date]:
    """The first days of each step of so many months between two days."""
    index = -(-(start.year * 12 + start.month - 1 + (start.day > 1)) // months) * months
    while index // 12 <= min(end.year, date.max.year):
        day = date(index // 12, index % 12 + 1, 1)
        if day > end:
            return
        yield day
        index += months


def _label(day: date, months: int) -> str:
    return str(day.year) if months >= 12 else f"{day.year}-{day.month:02}"
