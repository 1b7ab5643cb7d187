"""What the pieces of a date mean: one function for each shape that rules/dates*.yaml name.

Each takes the stretch that the pieces before it give (None at the start of a date) and narrows it. A part that the text
leaves out stays None in it (上半年 has months and no year) until date_resolution.py fits the date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from extractor.mentions.date_values import (
    ImpossibleDate,
    Moment,
    Stretch,
    add_months,
    month_length,
    parse_stretch,
    week_of,
)
from extractor.mentions.dates_grammar import Step
from extractor.numerals import parse_numeral

_NAMED = {"元": 1, "首": 1, "半": 6, "日": 7, "天": 7}
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_EDGES = {"first": 0, "last": -1}


class NoReference(Exception):
    """The date counts from a reference date, and there is none: it keeps its text and gets no EDTF."""


class NoAntecedent(Exception):
    """The date counts from an earlier one that the text does not have: 次日 at the head of a page is no mention."""


class Context(Protocol):
    """What stands around a date: the reference date and the dates before it."""

    def today(self) -> date:
        """The reference date; NoReference without one."""

    def earlier(self, base: str) -> Stretch:
        """The last date before: `text` any, `day` of one day, `sentence` in the same sentence; NoAntecedent if none."""

    def nearest(self, days: Iterable[Stretch]) -> Stretch:
        """The fitting one of several days, as tense and distance say; NoReference without a reference date."""

    def months_in_sentence(self) -> Stretch | None:
        """The months that the sentence has named already: 前三季度 for a 去年同期 after it."""


def number(text: str) -> int:
    """A whole number as dates write it: 12, 十二, 廿三, 二〇二三, 元, 首."""
    if text in _NAMED:
        return _NAMED[text]
    digits = text.translate(_DIGITS)
    if digits.isascii() and digits.isdigit():
        return int(digits)
    read = parse_numeral(text)
    if read is None or read.value.denominator != 1:
        raise ImpossibleDate(text)
    return int(read.value)


def run(steps: tuple[Step, ...], context: Context, stretch: Stretch | None = None) -> Stretch:
    """The stretch that a chain gives; ImpossibleDate, NoReference or NoAntecedent if it gives none."""
    for step in steps:
        stretch = SHAPES[step.shape](stretch, step.args, context)
    assert stretch is not None
    return stretch


def _year(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    first = _calendar_year(number(args["year"]), args)
    if "until" not in args:
        return Stretch(Moment(first))
    return Stretch(Moment(first), Moment(_calendar_year(number(args["until"]), args))).checked()


def _calendar_year(year: int, args: Mapping[str, str]) -> int:
    """`era`: bce 221 is -220, roc 38 is 1949; `short`: 98 is 1998 and 24 is 2024."""
    era = args.get("era")
    if era == "short":
        return year + (1900 if year >= 50 else 2000)
    return {"bce": 1 - year, "roc": year + 1911}.get(era or "", year)


def _century(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """20世纪 is 19XX; 上世纪 counts from the reference."""
    if "n" in args:
        return Stretch(Moment(context.today().year // 100 * 100 + 100 * int(args["n"]), width=100))
    century = number(args["century"])
    return Stretch(Moment(1 - 100 * century if args.get("era") == "bce" else 100 * (century - 1), width=100))


def _decade(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """90年代 alone is 199X; 八九十年代 are two of them."""
    century = before.first.year if before and before.first.year is not None else int(args.get("century", "19")) * 100
    first, last = (number(args[name][:1]) * 10 if name in args else None for name in ("decade", "until"))
    assert first is not None
    start = Moment(century + first, width=10)
    return Stretch(start, Moment(century + last, width=10) if last is not None else None).checked()


def _shift(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
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


def _year_of(before: Stretch | None) -> int | None:
    return before.first.year if before else None


def _month(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    year = _year_of(before)
    first = Moment(year, number(args["month"]))
    if "until" not in args:
        return Stretch(first)
    return Stretch(first, Moment(year, number(args["until"]))).checked()


def _months(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """Months of a year: from `first` to `last`, or the first `count` that are `each` so many months long."""
    year = _year_of(before)
    if "count" in args:
        return Stretch(Moment(year, 1), Moment(year, number(args["count"]) * int(args.get("each", "1"))))
    return Stretch(Moment(year, int(args["first"])), Moment(year, int(args["last"])))


def _quarter(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    year, quarter = _year_of(before), number(args["quarter"])
    until = number(args.get("until", args["quarter"]))
    return Stretch(Moment(year, 3 * quarter - 2), Moment(year, 3 * until)).checked()


def _edge(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """One month of a year (年底 is December), or the first or last part of a longer stretch: 三季度末, “十三五”末."""
    edge = (before.first, before.end)[_EDGES[args["edge"]]] if before else Moment()
    return Stretch(edge if args["month"] == "0" else Moment(edge.year, int(args["month"])))


def _season(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """A season of the year before it, or of this (`n` 0), last or next year: 今春, 今冬明春 (`until`)."""
    year = context.today().year if "n" in args else _year_of(before)
    if year is None:
        raise NoAntecedent
    year += int(args.get("n", "0"))
    last = Moment(year + 1, int(args["until"])) if "until" in args else None
    return Stretch(Moment(year, int(args["season"])), last)


def _day(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    year, month = (before.first.year, before.first.month) if before else (None, None)
    first = Moment(year, month, number(args["day"]))
    if "until" not in args:
        return Stretch(first)
    return Stretch(first, Moment(year, month, number(args["until"]))).checked()


def _numeric(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """2023-11-26, 11/26."""
    year = int(args["year"]) if "year" in args else None
    return Stretch(Moment(year, int(args["month"]), int(args["day"])))


def _days(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """上旬, 下半月: days of the month before it, of this month without one."""
    moment = before.first if before else Moment.of(context.today())
    year, month = moment.year, moment.month
    last = int(args["last"])
    if last == 31:
        if month is None or (year is None and month == 2):
            raise ImpossibleDate("the end of a February without a year")
        last = month_length(2000 if year is None else year, month)
    return Stretch(Moment(year, month, int(args["first"])), Moment(year, month, last))


def _weekday(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """A day of the week before it (本周|三); alone, the nearest fitting one (周三)."""
    index = number(args["weekday"]) - 1
    if before is None:
        monday = context.today() - timedelta(days=context.today().weekday())
        return context.nearest(Stretch(Moment.of(monday + timedelta(days=7 * week + index))) for week in (-1, 0, 1))
    day = before.earliest
    if day is None:
        raise ImpossibleDate("a weekday of no week")
    return Stretch(Moment.of(day + timedelta(days=index)))


def _nth_week(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """2月第二周, 2021年第2周: weeks run from Monday, the first is the first whose Monday lies in the month or year."""
    start = _in_any_year(before, context).earliest
    assert start is not None
    monday = start + timedelta(days=-start.weekday() % 7 + 7 * (number(args["n"]) - 1))
    return week_of(monday)


def _nth_weekday(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
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


def _weekend(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    day = before.earliest if before else None
    if day is None:
        raise ImpossibleDate("a weekend of no week")
    return Stretch(Moment.of(day + timedelta(days=5)), Moment.of(day + timedelta(days=6)))


def _period(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    return parse_stretch(args["edtf"])


def _holiday(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """A feast in the year before it; alone one of a fixed day waits for its year, one that moves takes the nearest."""
    if args["edtf"]:
        stretch = parse_stretch(args["edtf"])
        year = _year_of(before)
        return stretch if year is None else stretch.in_year(year)
    days = {int(day[:4]): parse_stretch(day) for day in args["years"].split()}
    found = days.get(_year_of(before) or 0) if before else context.nearest(days.values())
    if found is None:
        raise ImpossibleDate("a feast in a year that the table does not have")
    return found


def _same(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """去年同期: the months that the sentence speaks of, a year before; the whole year if it names none."""
    assert before is not None
    months = context.months_in_sentence()
    if months is None:
        return before
    return Stretch(Moment(before.first.year, months.first.month), Moment(before.first.year, months.end.month))


def _open(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """2010年以来 goes on; 今年以来 is this year, for it cannot go on beyond it."""
    assert before is not None
    return before if _is_this_year(before, context) else replace(before, last=None, open=True)


def _is_this_year(stretch: Stretch, context: Context) -> bool:
    if stretch.first.month is not None or stretch.first.width > 1:
        return False
    try:
        return stretch.first.year == context.today().year
    except NoReference:
        return False


def _as_before(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """Words that say no more of the day: 9月底, 90年代末, 26日晚, 11月24日（周五）."""
    assert before is not None
    return before


Shape = Callable[[Stretch | None, Mapping[str, str], Context], Stretch]
SHAPES: dict[str, Shape] = {
    "year": _year,
    "century": _century,
    "decade": _decade,
    "shift": _shift,
    "month": _month,
    "months": _months,
    "quarter": _quarter,
    "edge": _edge,
    "season": _season,
    "day": _day,
    "numeric": _numeric,
    "days": _days,
    "weekday": _weekday,
    "nth_week": _nth_week,
    "nth_weekday": _nth_weekday,
    "weekend": _weekend,
    "period": _period,
    "holiday": _holiday,
    "same": _same,
    "open": _open,
    "as_before": _as_before,
    "clock": _as_before,
}
