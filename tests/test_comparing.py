"""What two pages say together: every case of tests/cases/comparing.yaml, and how often `different` is right."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from extractor.comparing import Words
from extractor.rulebook import Rulebook
from tests.compared_cases import CASES, pairs_of, told

#: Of all pairs that are called `different`, so many must be.
PRECISION = 0.95


@pytest.fixture(scope="module")
def words(rulebook: Rulebook) -> Words:
    return Words(rulebook.section("comparing"))


def parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=f"{case['one'][:16]}|{case['other'][:16]}",
            marks=[pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", parameters())
def test_comparing_case(case: dict[str, Any], words: Words) -> None:
    assert {told(pair): pair.verdict for pair in pairs_of(case, words)} == case["pairs"]


def test_comparing_different_is_precise(words: Words) -> None:
    """Known failures count too: a pair that the case does not call different is a false alarm."""
    counts: Counter[bool] = Counter()
    for case in CASES:
        for pair in pairs_of(case, words):
            if pair.verdict == "different":
                counts[case["pairs"].get(told(pair)) == "different"] += 1
    precision = counts[True] / counts.total()
    print(f"different: {counts[True]} of {counts.total()} right, precision {precision:.3f}")
    assert counts[True] >= 30 and precision >= PRECISION
