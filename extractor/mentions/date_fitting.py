"""The year and the month that a date leaves out.

A day or month without a year takes, in this order,

1. the year of the date before it in a list (2024年1月、7月和11月) or in the sentence (2015年3月……8月);
2. the year of the last full date of the paragraph, if it follows that within three months (2008年5月12日……6月3日);
3. the year of the reference date; the year before, if it would lie more than eight months ahead and no word of
   the future (将, 拟, 预计) stands by it, or if its wording tells of months that are over (前三季度); the year after,
   if it would lie more than eight months back and such a word does, or if it is a day and then lies within a
   month (in December: 1月5日);
4. without a reference date, the year that brings it nearest to the last date before it that says more than a year.

A bare 12日 takes the month of the last date of the paragraph, else of the reference date, or the month before or
after, whichever comes nearest; the future counts for less unless a word of it stands by.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from extractor.mentions.date_page import Page, Told
from extractor.mentions.date_values import ImpossibleDate, Stretch, add_months

_FAR = timedelta(days=243)
_NEAR = timedelta(days=31)
_STORY = timedelta(days=92)
_AHEAD = timedelta(days=10)


def fitted(stretch: Stretch, page: Page) -> Stretch:
    """The stretch in its year; as it is if it has one, or if nothing on the page gives it one."""
    if stretch.has_year:
        return stretch
    if stretch.first.month is None:
        return _in_fitting_month(stretch, page)
    year = _year_handed_on(stretch, page)
    if year is not None:
        return stretch.in_year(year)
    if page.reference is not None:
        return _by_reference(stretch, page, page.today())
    last = page.last_with_month()
    return _nearest_year(stretch, page.take(last)) if last else stretch


def _year_handed_on(stretch: Stretch, page: Page) -> int | None:
    """The year that an earlier date hands on, if one does."""
    if page.told and page.follows(page.told[-1]):
        return page.take(page.told[-1]).end.year
    for told in reversed(page.in_sentence()):
        if told.names_year and not told.compared and (_says_month(told) or stretch.is_months):
            return page.take(told).end.year
    for told in reversed(page.in_paragraph()):
        if told.names_year and _says_month(told):
            return page.take(told).end.year if _continues(stretch, told.stretch) else None
    return None


def _says_month(told: Told) -> bool:
    return told.stretch.first.month is not None


def _continues(stretch: Stretch, before: Stretch) -> bool:
    """Whether it goes on with a story: 2008年5月12日 … 6月3日, but not 2008年5月12日 … 11月."""
    year, start = before.end.year, before.earliest
    if year is None or start is None:
        return False
    follows = _in_year(stretch, year).earliest
    return follows is not None and timedelta() <= follows - start <= _STORY


def _by_reference(stretch: Stretch, page: Page, today: date) -> Stretch:
    this, after = _in_year(stretch, today.year), _in_year(stretch, today.year + 1)
    start, end, next_start = this.earliest, this.latest or this.earliest, after.earliest
    if start is None or end is None or next_start is None:
        return this
    future = page.value.future
    if not future and (start - today > _FAR or (page.value.past and end > today)):
        return _in_year(stretch, today.year - 1)
    turning = stretch.first.day is not None and next_start - today <= _NEAR
    if end < today and (turning or (future and today - end > _FAR)):
        return after
    return this


def _nearest_year(stretch: Stretch, to: Stretch) -> Stretch:
    day = to.earliest
    if day is None:
        return stretch
    near = [_in_year(stretch, year) for year in (day.year, day.year - 1, day.year + 1)]
    return min(near, key=lambda candidate: abs((candidate.earliest or day) - day))


def _in_year(stretch: Stretch, year: int) -> Stretch:
    """The stretch in that year; of 2月29日 the last one before it that there is."""
    for back in range(9):
        try:
            return stretch.in_year(year - back)
        except ImpossibleDate:
            continue
    raise ImpossibleDate("in no year near")


def _in_fitting_month(stretch: Stretch, page: Page) -> Stretch:
    """A bare 12日: the one nearest to the last day that the paragraph has told, else to the reference."""
    if stretch.first.day is None:
        raise ImpossibleDate("neither year nor month")
    dates = [
        told for told in page.in_paragraph() if told.stretch.first.month in range(1, 13) and not _since(page, told)
    ]
    if dates and (day := page.take(dates[-1]).earliest):
        return _closest(stretch, page, day, (0,) if page.follows(dates[-1]) else (0, -1, 1))
    return _closest(stretch, page, page.today(), (0, -1, 1))


def _since(page: Page, told: Told) -> bool:
    """自去年10月7日冲突爆发以来: how long it has lasted, and not what is told now."""
    return page.text.healed.endswith(("自", "从"), 0, told.proposal.start)


def _closest(stretch: Stretch, page: Page, to: date, months: tuple[int, ...]) -> Stretch:
    today = page.reference or to
    found = []
    for shift in months:
        try:
            found.append(_in_month(stretch, *add_months(to.year, to.month, shift)))
        except ImpossibleDate:
            continue
    if not found:
        raise ImpossibleDate("no month near has that day")
    return min(found, key=lambda day: (_too_late(day, page, today), page.distance(day, to)))


def _too_late(day: Stretch, page: Page, today: date) -> bool:
    """What news tells as done has happened: a day after today is out, unless it is just ahead."""
    start = day.earliest
    return start is not None and start > today + _AHEAD and not page.value.future


def _in_month(stretch: Stretch, year: int, month: int) -> Stretch:
    first = replace(stretch.first, year=year, month=month)
    last = stretch.last
    if last is None:
        return replace(stretch, first=first)
    if last.month is not None:
        return replace(stretch, first=first, last=last.in_year(year)).checked()
    if last.day is not None and first.day is not None and last.day < first.day:
        year, month = add_months(year, month, 1)
    return replace(stretch, first=first, last=replace(last, year=year, month=month))
