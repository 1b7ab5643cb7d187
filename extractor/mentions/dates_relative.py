"""Pieces that count from another day: from the reference date, from an earlier date, from the week or month before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from extractor.mentions.date_values import ImpossibleDate, Moment, Stretch, add_months, week_of
from extractor.mentions.dates_context import Context, NoAntecedent, number


def shift(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """So many units from today, or from an earlier date (`base`): 去年, 上个月, 三天前, 次日, 今明两年."""
    base = args.get("base")
    start = _day_of(context.earlier(base), args["unit"]) if base else context.today()
    count = number(args["count"]) * int(args.get("each", "1")) if "count" in args else 1
    first = _moved(start, args["unit"], int(args["n"]) * count)
    if "until" not in args:
        return first
    return Stretch(first.first, _moved(start, args["unit"], int(args["until"])).end)


def _day_of(stretch: Stretch, unit: str) -> date:
    day = stretch.earliest if unit == "year" else stretch.end.earliest
    if day is None or (unit == "month" and stretch.first.month is None):
        raise NoAntecedent
    return day


def _moved(start: date, unit: str, count: int) -> Stretch:
    try:
        if unit == "day":
            return Stretch(Moment.of(start + timedelta(days=count)))
        if unit == "week":
            return week_of(start, count)
        if unit == "week_day":
            return Stretch(Moment.of(start + timedelta(weeks=count)))
    except OverflowError:
        raise ImpossibleDate(f"{count} {unit}") from None
    if unit == "year":
        return Stretch(Moment(start.year + count))
    if unit == "quarter":
        year, month = add_months(start.year, (start.month - 1) // 3 * 3 + 1, 3 * count)
        return Stretch(Moment(year, month), Moment(year, month + 2))
    return Stretch(Moment(*add_months(start.year, start.month, count)))


def weekday(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """A day of the week before it (本周|三); alone, the nearest fitting one (周三)."""
    index = number(args["weekday"]) - 1
    if before is None:
        monday = context.today() - timedelta(days=context.today().weekday())
        return context.nearest(Stretch(Moment.of(monday + timedelta(days=7 * week + index))) for week in (-1, 0, 1))
    day = before.earliest
    if day is None:
        raise ImpossibleDate("a weekday of no week")
    return Stretch(Moment.of(day + timedelta(days=index)))


def nth_week(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """2月第二周, 2021年第2周: weeks run from Monday, the first is the first whose Monday lies in the month or year."""
    start = _in_any_year(before, context).earliest
    assert start is not None
    monday = start + timedelta(days=-start.weekday() % 7 + 7 * (number(args["n"]) - 1))
    return week_of(monday)


def nth_weekday(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """5月第二个星期日."""
    start = _in_any_year(before, context).earliest
    assert start is not None
    day = start + timedelta(days=(number(args["weekday"]) - 1 - start.weekday()) % 7 + 7 * (number(args["n"]) - 1))
    if day.month != start.month:
        raise ImpossibleDate("the month has no such day")
    return Stretch(Moment.of(day))


def _in_any_year(before: Stretch | None, context: Context) -> Stretch:
    """What stands before, in this year if it says none."""
    assert before is not None
    stretch = before if before.has_year else before.in_year(context.today().year)
    if stretch.earliest is None:
        raise ImpossibleDate("no weeks before the year 1")
    return stretch


def weekend(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    day = before.earliest if before else None
    if day is None:
        raise ImpossibleDate("a weekend of no week")
    return Stretch(Moment.of(day + timedelta(days=5)), Moment.of(day + timedelta(days=6)))


def same(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """去年同期: the months that the sentence speaks of, a year before; the whole year if it names none."""
    assert before is not None
    months = context.months_in_sentence()
    if months is None:
        return before
    return Stretch(Moment(before.first.year, months.first.month), Moment(before.first.year, months.end.month))


def going_on(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """2010年以来 goes on; 今年以来 is this year, for it cannot go on beyond it."""
    assert before is not None
    is_year = before.first.month is None and before.first.width == 1
    if context.relative and is_year and before.first.year == context.today().year:
        return before
    return replace(before, last=None, open=True)
