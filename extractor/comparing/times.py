"""Whether two figures are of the same time: 2023-01/2023-09 and 2023-01/2023-06 are not.

A time is read from the EDTF value of the slot; only what has a first or a last day is compared.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Literal

Days = tuple[int, int]
#: `equal`; `within` where one holds the other; `apart` where they overlap in part or not at all.
Relation = Literal["equal", "within", "apart"]

_POINT = re.compile(r"([0-9]{4}|[0-9]{2,3}X{1,2})(?:-([0-9]{2}))?(?:-([0-9]{2}))?[?~%]?")
#: First month and number of months: spring is March to May; quarters, thirds and halves of a year follow EDTF.
_SEASONS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)} | {33 + n: (1 + 3 * n, 3) for n in range(4)}
_SEASONS |= {37 + n: (1 + 4 * n, 4) for n in range(3)} | {40 + n: (1 + 6 * n, 6) for n in range(2)}
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


@lru_cache(maxsize=4096)
def days(edtf: str) -> Days | None:
    """First and last day as ordinals; an open side has no limit. None where the year is not known (XXXX-11-26)."""
    start, slash, end = edtf.partition("/")
    first = (_FIRST, _FIRST) if start == ".." else _point(start)
    last = first if not slash else (_LAST, _LAST) if end == ".." else _point(end)
    return None if first is None or last is None else (first[0], last[1])


def relation(one: Days, other: Days) -> Relation:
    """How two stretches of days lie to each other."""
    if one == other:
        return "equal"
    if (one[0] <= other[0] and other[1] <= one[1]) or (other[0] <= one[0] and one[1] <= other[1]):
        return "within"
    return "apart"


def year_before(span: Days) -> Days | None:
    """The same days of the year before: what 同比 counts from."""
    try:
        first, last = (date.fromordinal(day) for day in span)
        end = last.replace(year=last.year - 1, day=min(last.day, monthrange(last.year - 1, last.month)[1]))
        if last.day == monthrange(last.year, last.month)[1]:
            end = end.replace(day=monthrange(end.year, end.month)[1])
        return first.replace(year=first.year - 1, day=min(first.day, 28)).toordinal(), end.toordinal()
    except ValueError:
        return None


def _point(text: str) -> Days | None:
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        if month is None:
            years = int(year.replace("X", "0")), int(year.replace("X", "9"))
            return date(max(years[0], 1), 1, 1).toordinal(), date(years[1], 12, 31).toordinal()
        if day is not None:
            ordinal = date(int(year), int(month), int(day)).toordinal()
            return ordinal, ordinal
        first, length = _SEASONS.get(int(month), (int(month), 1))
        return _months(int(year), first, length)
    except ValueError:
        return None


def _months(year: int, first: int, length: int) -> Days:
    last = first + length - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    end = date(end_year, end_month, monthrange(end_year, end_month)[1])
    return date(year, first, 1).toordinal(), end.toordinal()
