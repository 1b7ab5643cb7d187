"""Dates put in their years: from a DateValue and the page around it to EDTF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractor.mentions.date_fitting import fitted
from extractor.mentions.date_page import Page, Told
from extractor.mentions.date_ranges import resolve_value
from extractor.mentions.date_values import ImpossibleDate
from extractor.mentions.dates_context import NoAntecedent, NoReference
from extractor.mentions.proposal import Proposal
from extractor.reading import Text


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """What a date is worth on its page. `edtf` None: it counts from a reference date, and there is none.

    `earliest` and `latest` are the first and the last day, None where they are open or unknown;
    `relative`: the reference date was needed.
    """

    edtf: str | None
    clock: str | None
    earliest: date | None
    latest: date | None
    relative: bool


def resolve_dates(settled: Sequence[Proposal], text: Text, reference: date | None) -> list[ResolvedDate | None]:
    """Resolve the dates of a page, in order of the text.

    None for one that turns out to be none: 今年2月29日 in 2023, 次日 before any date.
    """
    told: list[Told] = []
    return [_resolve(Page(proposal, text, reference, told)) for proposal in settled]


def _resolve(page: Page) -> ResolvedDate | None:
    """Resolve one date, and tell it to those after it."""
    clock = page.value.clock
    try:
        stretch = fitted(resolve_value(page.value, page), page).checked()
    except NoReference:
        return ResolvedDate(None, clock, None, None, False)
    except (NoAntecedent, ImpossibleDate):
        return None
    if stretch.has_year:
        names_year = page.value.names_year or not page.relative
        page.told.append(Told(page.proposal, stretch, names_year, page.relative))
    return ResolvedDate(stretch.edtf, clock, stretch.earliest, stretch.latest, page.relative)
