"""The value of a whole date from those of its chains: the ends of a range, a date and the one in brackets beside it."""

from __future__ import annotations

from dataclasses import replace

from extractor.mentions.date_values import ImpossibleDate, Moment, Stretch, add_months
from extractor.mentions.dates_context import Context
from extractor.mentions.dates_steps import run
from extractor.mentions.dates_value import DateValue


def resolve_value(value: DateValue, context: Context) -> Stretch:
    """The stretch that a date names; year and month stay None where neither it nor its context says them."""
    stretch = run(value.steps, context)
    if value.beside:
        stretch = _beside(stretch, run(value.beside, context))
    if not value.until:
        return stretch
    return join(stretch, run(value.until, context))


def _beside(stretch: Stretch, other: Stretch) -> Stretch:
    """今天（1月13日）: the one in brackets, with what it leaves out taken from the one before it."""
    if other.first.day is None and stretch.first.day is not None:
        return stretch
    return _completed(other, stretch.first) if stretch.first.year is not None else other


def _completed(stretch: Stretch, by: Moment) -> Stretch:
    year, month = by.year, by.month
    if stretch.first.month is None and stretch.first.day is not None and month is not None and month <= 12:
        stretch = Stretch(replace(stretch.first, month=month), stretch.last and replace(stretch.last, month=month))
    return stretch.in_year(year) if year is not None else stretch


def join(first: Stretch, last: Stretch) -> Stretch:
    """A range from two dates that share year and month: 3月5日|12日, 11月|2024年2月; ImpossibleDate if it runs back."""
    start, end = first.first, last.end
    if first.open or (last.open and end.year is None):
        raise ImpossibleDate("an open end inside a range")
    end = _shared(start, end)
    if start.year is None and end.year is not None:
        start = start.in_year(end.year)
        if _later(start, end):
            start = start.in_year(end.year - 1)
    return Stretch(start, end, last.open).checked()


def _shared(start: Moment, end: Moment) -> Moment:
    """The end of a range with the month and the year of its start: 28日 to 3日 is the month after."""
    if end.month is None and end.day is not None:
        if start.day is None:
            raise ImpossibleDate("from a month to a day")
        end = _same_month(start, end.day)
    if end.year is None and start.year is not None:
        end = end.in_year(start.year)
        if _later(start, end):
            end = end.in_year(start.year + 1)
    return end


def _same_month(start: Moment, day: int) -> Moment:
    year, month = start.year, start.month
    if month is not None and start.day is not None and day < start.day:
        year, month = add_months(2000 if year is None else year, month, 1)
        year = None if start.year is None else year
    return Moment(year, month, day)


def _later(one: Moment, other: Moment) -> bool:
    return (one.month or 0, one.day or 0) > (other.month or 12, other.day or 31)
