"""Why a text reads as it does: each rule that fired, what it gave, and what it won against or lost to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractor.mentions.date_resolution import resolve_dates
from extractor.mentions.proposal import Proposal
from extractor.pipeline import Analysis, analyse
from extractor.rulebook import Rulebook
from extractor.writing.values import date_value, figure_value


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule that fired: `value` as examples write it, `reason` what decided (empty where nothing overlapped)."""

    start: int
    end: int
    text: str
    type: str
    rule: str
    value: str
    outcome: Literal["won", "lost"]
    reason: str


def explain(
    text: str, rulebook: Rulebook, *, reference_date: date | None = None, model: str | None = None, names: bool = True
) -> Iterator[Firing]:
    """Every proposal of rules and model, in order of the (healed) text; offsets count in the healed text.

    >>> [(f.text, f.outcome, f.reason) for f in explain("本市23号线开通", load_rulebook(), names=False)][0][:2]
    ('23号线', 'won')
    """
    analysis = analyse(text, rulebook, model=model, names=names)
    values = _values(analysis, reference_date)
    firings = [*_winners(analysis, values), *_losers(analysis, values)]
    return iter(sorted(firings, key=lambda firing: (firing.start, -firing.end, firing.outcome != "won", firing.rule)))


def _values(analysis: Analysis, reference: date | None) -> dict[Proposal, str]:
    """The value of each date that stands; a date that does not is never resolved."""
    resolved = resolve_dates(analysis.dates, analysis.text, reference)
    pairs = zip(analysis.dates, resolved, strict=True)
    return {proposal: date_value(value.edtf, value.clock) if value else "no such day" for proposal, value in pairs}


def _winners(analysis: Analysis, values: dict[Proposal, str]) -> Iterator[Firing]:
    standing = {*analysis.figures, *analysis.dates, *analysis.nothing, *analysis.people}
    for proposal in (*analysis.numbers.winners, *analysis.names.winners):
        if proposal in standing or proposal.type == "nameless":
            beaten = [other for other, winner in (*analysis.numbers.lost, *analysis.names.lost) if winner == proposal]
            reason = "over " + ", ".join(f"{other.rule}" for other in beaten) if beaten else ""
            yield _firing(proposal, analysis, values, "won", reason)
        else:
            yield _firing(proposal, analysis, values, "lost", "crosses a name or number that stands")


def _losers(analysis: Analysis, values: dict[Proposal, str]) -> Iterator[Firing]:
    for proposal, winner in (*analysis.numbers.lost, *analysis.names.lost):
        yield _firing(proposal, analysis, values, "lost", f"to {winner.rule}: {_why(winner, proposal)}")


def _why(winner: Proposal, loser: Proposal) -> str:
    if winner.priority != loser.priority:
        return f"priority {winner.priority} over {loser.priority}"
    if winner.end - winner.start != loser.end - loser.start:
        return "longer"
    return "earlier" if winner.start != loser.start else "first by name"


def _firing(
    proposal: Proposal,
    analysis: Analysis,
    values: dict[Proposal, str],
    outcome: Literal["won", "lost"],
    reason: str,
) -> Firing:
    value = figure_value(proposal.value) if proposal.type == "figure" else values.get(proposal, "")
    words = analysis.text.healed[proposal.start : proposal.end]
    return Firing(proposal.start, proposal.end, words, proposal.type, _rules(proposal), value, outcome, reason)


def _rules(proposal: Proposal) -> str:
    """The rule of a proposal, and of a figure the hedges read around it: `units.pieces hedges.over`."""
    hedges = proposal.value.hedges if proposal.type == "figure" else ()
    return " ".join([proposal.rule, *(f"hedges.{hedge}" for hedge in hedges)])
