"""Where proposals overlap, one place decides: here.

Figures, dates and stretches that are nothing (一带一路, 23号线) compete with each other, names with names. A
higher priority wins, then the longer (五角大楼 over 五角), then the earlier. A stretch that is nothing blocks
figures and dates only: 第一 in 第一财经 does not cost the page a name. Between a name and a figure or date, a name
that holds the whole of it and more wins (五一广场); else the number does, for it was read character by character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.mentions.proposal import Proposal

NAMES = frozenset({"person", "organization", "place"})


@dataclass(frozen=True, slots=True)
class Settlement:
    """The proposals that stand, in order of their start, and each of the others with the one it lost to."""

    winners: tuple[Proposal, ...]
    lost: tuple[tuple[Proposal, Proposal], ...]


def settle(proposals: Iterable[Proposal]) -> Settlement:
    """Settle the overlaps among proposals of one arena."""
    winners: list[Proposal] = []
    lost: list[tuple[Proposal, Proposal]] = []
    for cluster in _clusters(proposals):
        kept: list[Proposal] = []
        for proposal in sorted(cluster, key=_rank):
            winner = next((other for other in kept if _overlap(other, proposal)), None)
            if winner is None:
                kept.append(proposal)
            else:
                lost.append((proposal, winner))
        winners += sorted(kept, key=lambda proposal: proposal.start)
    return Settlement(tuple(winners), tuple(lost))


def settle_arenas(numbers: Sequence[Proposal], names: Sequence[Proposal]) -> tuple[list[Proposal], list[Proposal]]:
    """Settle settled numbers against settled names (both in order of start); give back those of each that stand."""
    beaten_names: set[int] = set()
    beaten_numbers: set[int] = set()
    at = 0
    for i, name in enumerate(names):
        while at < len(numbers) and numbers[at].end <= name.start:
            at += 1
        j = at
        while j < len(numbers) and numbers[j].start < name.end:
            if numbers[j].type != "nothing":
                if _inside(numbers[j], name):
                    beaten_numbers.add(j)
                else:
                    beaten_names.add(i)
            j += 1
    return (
        [number for j, number in enumerate(numbers) if j not in beaten_numbers],
        [name for i, name in enumerate(names) if i not in beaten_names],
    )


def _rank(proposal: Proposal) -> tuple[int, int, int, str, str]:
    """Sorts the stronger first; type and rule make the order the same on every run."""
    return -proposal.priority, proposal.start - proposal.end, proposal.start, proposal.type, proposal.rule


def _inside(inner: Proposal, outer: Proposal) -> bool:
    same = (inner.start, inner.end) == (outer.start, outer.end)
    return outer.start <= inner.start and inner.end <= outer.end and not same


def _overlap(one: Proposal, other: Proposal) -> bool:
    return one.start < other.end and other.start < one.end


def _clusters(proposals: Iterable[Proposal]) -> Iterator[list[Proposal]]:
    """Runs of proposals that touch each other, so that settling takes time in proportion to the text."""
    cluster: list[Proposal] = []
    end = -1
    for proposal in sorted(proposals, key=lambda proposal: (proposal.start, proposal.end)):
        if cluster and proposal.start >= end:
            yield cluster
            cluster = []
        cluster.append(proposal)
        end = max(end, proposal.end)
    if cluster:
        yield cluster
