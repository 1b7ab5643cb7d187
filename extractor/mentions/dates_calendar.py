"""Pieces that the calendar itself gives: years, months, days, seasons, feasts."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.mentions.date_values import ImpossibleDate, Moment, Stretch, month_length, parse_stretch
from extractor.mentions.dates_context import Context, NoAntecedent, number

_EDGES = {"first": 0, "last": -1}


def year(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
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


def century(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """20世纪 is 19XX; 上世纪 counts from the reference."""
    if "n" in args:
        return Stretch(Moment(context.today().year // 100 * 100 + 100 * int(args["n"]), width=100))
    century = number(args["century"])
    return Stretch(Moment(1 - 100 * century if args.get("era") == "bce" else 100 * (century - 1), width=100))


def decade(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """90年代 alone is 199X; 八九十年代 are two of them."""
    century = before.first.year if before and before.first.year is not None else int(args.get("century", "19")) * 100
    first, last = (number(args[name][:1]) * 10 if name in args else None for name in ("decade", "until"))
    assert first is not None
    start = Moment(century + first, width=10)
    return Stretch(start, Moment(century + last, width=10) if last is not None else None).checked()


def _year_of(before: Stretch | None) -> int | None:
    return before.first.year if before else None


def month(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    year = _year_of(before)
    first = Moment(year, number(args["month"]))
    if "until" not in args:
        return Stretch(first)
    return Stretch(first, Moment(year, number(args["until"]))).checked()


def months(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """Months of a year: from `first` to `last`, or the first `count` that are `each` so many months long."""
    year = _year_of(before)
    if "count" in args:
        return Stretch(Moment(year, 1), Moment(year, number(args["count"]) * int(args.get("each", "1"))))
    return Stretch(Moment(year, int(args["first"])), Moment(year, int(args["last"])))


def quarter(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    year, quarter = _year_of(before), number(args["quarter"])
    until = number(args.get("until", args["quarter"]))
    return Stretch(Moment(year, 3 * quarter - 2), Moment(year, 3 * until)).checked()


def edge(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """One month of a year (年底 is December), or the first or last part of a longer stretch: 三季度末, “十三五”末."""
    edge = (before.first, before.end)[_EDGES[args["edge"]]] if before else Moment()
    return Stretch(edge if args["month"] == "0" else Moment(edge.year, int(args["month"])))


def season(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """A season of the year before it, or of this (`n` 0), last or next year: 今春, 今冬明春 (`until`)."""
    year = context.today().year if "n" in args else _year_of(before)
    if year is None:
        raise NoAntecedent
    year += int(args.get("n", "0"))
    last = Moment(year + 1, int(args["until"])) if "until" in args else None
    return Stretch(Moment(year, int(args["season"])), last)


def day(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    year, month = (before.first.year, before.first.month) if before else (None, None)
    first = Moment(year, month, number(args["day"]))
    if "until" not in args:
        return Stretch(first)
    return Stretch(first, Moment(year, month, number(args["until"]))).checked()


def numeric(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """2023-11-26, 11/26."""
    year = int(args["year"]) if "year" in args else None
    return Stretch(Moment(year, int(args["month"]), int(args["day"])))


def days(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """上旬, 下半月: days of the month before it, of this month without one."""
    moment = before.first if before else Moment.of(context.today())
    year, month = moment.year, moment.month
    last = int(args["last"])
    if last == 31:
        if month is None or (year is None and month == 2):
            raise ImpossibleDate("the end of a February without a year")
        last = month_length(2000 if year is None else year, month)
    return Stretch(Moment(year, month, int(args["first"])), Moment(year, month, last))


def period(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    return parse_stretch(args["edtf"])


def holiday(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
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


def as_before(before: Stretch | None, args: Mapping[str, str], context: Context) -> Stretch:
    """Words that say no more of the day: 9月底, 90年代末, 26日晚, 11月24日（周五）."""
    assert before is not None
    return before
