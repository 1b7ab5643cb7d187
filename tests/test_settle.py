"""Where proposals overlap: who stands, and what the others lost to."""

from __future__ import annotations

import pytest

from extractor.mentions.proposal import Proposal
from extractor.mentions.settle import settle, settle_arenas

TEXT = "第一财经在五一广场旁的五角大楼报道27年党龄"


def at(words: str, type_: str, priority: int = 0) -> Proposal:
    start = TEXT.index(words)
    return Proposal(start, start + len(words), type_, f"{type_}.{words}", priority)


def words(proposals: object) -> list[str]:
    return [TEXT[proposal.start : proposal.end] for proposal in proposals]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("proposals", "standing"),
    [
        ([at("五角", "figure"), at("五角大楼", "nothing")], ["五角大楼"]),
        ([at("27年", "date"), at("27年党龄", "figure")], ["27年党龄"]),
        ([at("27年", "date", 1), at("27年党龄", "figure")], ["27年"]),
        ([at("27年", "date"), at("五一", "date"), at("第一", "nothing")], ["第一", "五一", "27年"]),
        ([at("五一广场", "date"), at("一广", "date", 1), at("广场旁", "date")], ["一广"]),
        ([], []),
    ],
)
def test_settle_priority_then_length_then_start(proposals: list[Proposal], standing: list[str]) -> None:
    assert words(settle(proposals).winners) == standing
    assert words(settle(reversed(proposals)).winners) == standing


def test_settle_says_what_each_lost_to() -> None:
    short, long = at("五角", "figure"), at("五角大楼", "nothing")
    assert settle([short, long]).lost == ((short, long),)


@pytest.mark.parametrize(
    ("numbers", "names", "numbers_stand", "names_stand"),
    [
        ([at("五一", "date")], [at("五一广场", "place")], [], ["五一广场"]),
        ([at("第一", "nothing")], [at("第一财经", "organization")], ["第一"], ["第一财经"]),
        ([at("27年", "figure")], [at("报道27年", "organization")], [], ["报道27年"]),
        ([at("27年党龄", "figure")], [at("报道27", "person")], ["27年党龄"], []),
        ([at("五角", "figure")], [at("五角", "person")], ["五角"], []),
    ],
)
def test_settle_names_against_numbers(
    numbers: list[Proposal], names: list[Proposal], numbers_stand: list[str], names_stand: list[str]
) -> None:
    left = settle_arenas(numbers, names)
    assert (words(left[0]), words(left[1])) == (numbers_stand, names_stand)
