"""The calendar as EDTF (ISO 8601-2): a moment as precise as the text says it, and a stretch between two of them.

Years count as astronomers do: 公元前221年 is -220. A year that the text leaves out is None and is written XXXX.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
"""First and last month of a season in its own calendar year. As for the `edtf` package, 2023-24 is December 2023."""


class ImpossibleDate(ValueError):
    """A date that the calendar does not have: 2月30日, a range that ends before it begins."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month, season (21 to 24, in place of the month), year, decade (`width` 10) or century (`width` 100).

    Without a year it comes back every year (11月26日); without year and month too it is a bare 12日.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    width: int = 1

    def __post_init__(self) -> None:
        if self.month is not None and not (1 <= self.month <= 12 or self.month in SEASON_MONTHS):
            raise ImpossibleDate(f"month {self.month}")
        if self.day is not None and not 1 <= self.day <= self._days_in_month():
            raise ImpossibleDate(f"day {self.day}")

    def _days_in_month(self) -> int:
        """Without a year the longest that the month can be: 2月29日 exists."""
        if self.month is None:
            return 31
        return month_length(2000 if self.year is None else self.year, self.month)

    @classmethod
    def of(cls, day: date) -> Moment:
        return cls(day.year, day.month, day.day)

    @property
    def edtf(self) -> str | None:
        """None for a bare 12日: EDTF could say it, but it points nowhere."""
        if self.month is None and (self.day is not None or self.year is None):
            return None
        year = "XXXX" if self.year is None else self._year()
        rest = (f"-{part:02d}" for part in (self.month, self.day) if part is not None)
        return year + "".join(rest)

    def _year(self) -> str:
        if self.width == 1:
            return f"{self.year:05d}" if self.year is not None and self.year < 0 else f"{self.year:04d}"
        start = abs(self.year or 0)
        hidden = len(str(self.width)) - 1
        return f"{'-' if (self.year or 0) < 0 else ''}{start:04d}"[:-hidden] + "X" * hidden

    @property
    def earliest(self) -> date | None:
        """The first day; None without a year and before the year 1."""
        if self.year is None:
            return None
        month = SEASON_MONTHS[self.month][0] if self.month in SEASON_MONTHS else self.month or 1
        return _day(self.year, month, self.day or 1)

    @property
    def latest(self) -> date | None:
        """The last day; None without a year and before the year 1."""
        if self.year is None:
            return None
        month = SEASON_MONTHS[self.month][1] if self.month in SEASON_MONTHS else self.month or 12
        year = self.year + self.width - 1
        return _day(year, month, self.day or month_length(year, month))

    @property
    def complete(self) -> bool:
        """Whether it is one day of one year."""
        return None not in (self.year, self.month, self.day)

    def in_year(self, year: int | None) -> Moment:
        """The same in another year; ImpossibleDate for 29 February of a year that has none."""
        return replace(self, year=year)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one moment to another; `last` None: the first alone. `open`: it goes on (2010年以来)."""

    first: Moment
    last: Moment | None = None
    open: bool = False

    @property
    def edtf(self) -> str | None:
        first, last = self.first.edtf, self.end.edtf
        if first is None or last is None:
            return None
        if self.open:
            return f"{_start_of(self.first)}/.." if self.has_year else None  # XXXX-05/.. is no EDTF
        return first if first == last else f"{first}/{last}"

    @property
    def end(self) -> Moment:
        return self.last or self.first

    @property
    def earliest(self) -> date | None:
        return self.first.earliest

    @property
    def latest(self) -> date | None:
        return None if self.open else self.end.latest

    @property
    def has_year(self) -> bool:
        return self.first.year is not None

    @property
    def is_months(self) -> bool:
        """Whether it is a quarter, a half or a few months of a year."""
        return self.last is not None and self.first.day is None and self.first.month in range(1, 13)

    def in_year(self, year: int) -> Stretch:
        """Give the year to the ends that have none; 11月至2月 ends in the year after."""
        first = self.first if self.first.year is not None else self.first.in_year(year)
        last = self.last
        if last is not None and last.year is None:
            assert first.year is not None
            last = last.in_year(first.year)
            if _before(last, first):
                last = last.in_year(first.year + 1)
        return Stretch(first, last, self.open)

    def checked(self) -> Stretch:
        """Itself; ImpossibleDate if it ends before it begins."""
        if self.last is not None and _before(self.last, self.first):
            raise ImpossibleDate("it ends before it begins")
        return self


def _before(one: Moment, other: Moment) -> bool:
    if one.year is None or other.year is None:
        return False
    return _place(one) < _place(other)


def _place(moment: Moment) -> tuple[int, int, int]:
    month = SEASON_MONTHS[moment.month][0] if moment.month in SEASON_MONTHS else moment.month or 12
    return (moment.year or 0) + moment.width - 1, month, moment.day or 31


def _start_of(moment: Moment) -> str | None:
    """How an open stretch begins: EDTF has no 199X/.., so the decade gives its first year; a season its first month."""
    if moment.width > 1:
        return Moment(moment.year).edtf
    if moment.month in SEASON_MONTHS:
        return Moment(moment.year, SEASON_MONTHS[moment.month][0]).edtf
    return moment.edtf


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if MINYEAR <= year <= MAXYEAR else None


def month_length(year: int, month: int) -> int:
    """Days of a month, in any year, before 公元 too."""
    if month == 2:
        return 29 if calendar.isleap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month so many months later: (2023, 11) + 3 is (2024, 2)."""
    total = year * 12 + month - 1 + months
    return total // 12, total % 12 + 1


def week_of(day: date, weeks: int = 0) -> Stretch:
    """The week from Monday to Sunday around a day, so many weeks later."""
    monday = day + timedelta(days=7 * weeks - day.weekday())
    return Stretch(Moment.of(monday), Moment.of(monday + timedelta(days=6)))


def parse_stretch(edtf: str) -> Stretch:
    """Read the EDTF that rule files use: 2021/2025, XXXX-10-01, 1978/.., 2024-02-10; ValueError for any other."""
    first, slash, last = edtf.partition("/")
    if last == "..":
        return Stretch(_parse_moment(first), open=True)
    stretch = Stretch(_parse_moment(first), _parse_moment(last) if slash else None)
    return stretch.checked()


def _parse_moment(text: str) -> Moment:
    sign = -1 if text.startswith("-") else 1
    year, *rest = text.removeprefix("-").split("-")
    if len(rest) > 2 or len(year) != 4:
        raise ValueError(f"'{text}' is no date: write 2021, 2021-05, 2021-05-12, XXXX-05-12 or an interval of two")
    month, day = (int(part) for part in rest) if len(rest) == 2 else (int(rest[0]) if rest else None, None)
    return Moment(None if year == "XXXX" else sign * int(year), month, day)
