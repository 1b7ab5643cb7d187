"""The reference date of a page: from its dateline, else from its header; never today.

A dateline seldom has a year (新华社上海11月26日电): it takes the one that brings it nearest to the full date of the
header, else to the latest date with a year and a month on the page. A page that names no such date has no reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from extractor.mentions.date_ranges import resolve_value
from extractor.mentions.date_values import ImpossibleDate, Stretch
from extractor.mentions.dates_context import NoAntecedent, NoReference
from extractor.mentions.dates_value import Blind
from extractor.mentions.proposal import Proposal
from extractor.reading import Text

Source = Literal["dateline", "header"]
_DATELINE_WIDTH = 40  # characters from the head of a paragraph: 新华社记者张三李四王五北京11月26日电
_HEADER_WIDTH = 60  # a longer first block is prose
_HEADER_BLOCKS = 6

Known = tuple[Proposal, Stretch]


def find_reference(text: Text, settled: Sequence[Proposal]) -> tuple[date, Source] | None:
    """The day that a page was written, and where it says so; `settled` are the dates of the page in order."""
    dates = list(_known(settled))
    header = next((day for proposal, stretch in dates if _in_header(text, proposal) and (day := _day(stretch))), None)
    for proposal, stretch in dates:
        if _in_dateline(text, proposal) and (day := _dated(stretch, header, dates)):
            return day, "dateline"
    return (header, "header") if header else None


def _known(settled: Iterable[Proposal]) -> Iterable[Known]:
    """The dates that count from nothing, with or without a year."""
    for proposal in settled:
        try:
            yield proposal, resolve_value(proposal.value, Blind())
        except (NoReference, NoAntecedent, ImpossibleDate):
            continue


def _day(stretch: Stretch) -> date | None:
    """The day of a full date; None for anything else."""
    return stretch.first.earliest if stretch.last is None and stretch.first.complete else None


def _in_header(text: Text, proposal: Proposal) -> bool:
    """Whether a date stands in a header line, or in one of the short lines that a page begins with."""
    for index, block in enumerate(text.blocks):
        if block.start <= proposal.start < block.end:
            short = index < _HEADER_BLOCKS and block.end - block.start <= _HEADER_WIDTH
            return block.kind == "header" or (short and not text.healed[: block.end].rstrip("\n").endswith("。"))
        if block.start > proposal.start or index > 4 * _HEADER_BLOCKS:
            break
    return False


def _in_dateline(text: Text, proposal: Proposal) -> bool:
    """Whether 电 or 讯 follows a date near the head of a paragraph."""
    if not proposal.value.dateline:
        return False
    return proposal.start - (text.healed.rfind("\n", 0, proposal.start) + 1) <= _DATELINE_WIDTH


def _dated(stretch: Stretch, header: date | None, dates: Sequence[Known]) -> date | None:
    """The day of a dateline, its year from the header or from the latest date of the page."""
    if day := _day(stretch):
        return day
    if stretch.last is not None or stretch.first.month is None or stretch.first.day is None:
        return None
    known = [found for _, other in dates if (found := _dated_end(other))]
    near = header or max(known, default=None)
    if near is None:
        return None
    candidates = [day for year in (near.year - 1, near.year, near.year + 1) if (day := _in_year(stretch, year))]
    return min(candidates, key=lambda day: abs(day - near), default=None)


def _dated_end(stretch: Stretch) -> date | None:
    """The last day of a date with year and month."""
    return stretch.latest if stretch.end.month is not None else None


def _in_year(stretch: Stretch, year: int) -> date | None:
    try:
        return _day(stretch.in_year(year))
    except ImpossibleDate:
        return None
