"""Dates in sentences: every span and value of tests/cases/dates.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor.mentions.date_resolution import ResolvedDate, resolve_dates
from extractor.mentions.dates import propose_dates
from extractor.reading import heal
from extractor.rulebook import Rulebook
from tests.edtf_package import days_of

CASES = yaml.load((Path(__file__).parent / "cases" / "dates.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
REFERENCE = "2023-11-27"


def read(text: str, rulebook: Rulebook, reference: str = REFERENCE) -> list[tuple[str, ResolvedDate]]:
    """The dates of a text that are mentions, with what they are worth."""
    page = heal(text)
    proposals = propose_dates(page.healed, rulebook)
    day = None if reference == "none" else date.fromisoformat(reference)
    resolved = resolve_dates(proposals, page, day)
    return [
        (page.healed[proposal.start : proposal.end], value)
        for proposal, value in zip(proposals, resolved, strict=True)
        if value is not None
    ]


def shown(span: str, value: ResolvedDate) -> str:
    return f"{span} = {value.edtf or 'open'}{'T' + value.clock if value.clock else ''}"


def cases() -> list[Any]:
    return [
        pytest.param(
            case,
            id=f"{case['text'][:16]}/{case.get('reference', REFERENCE)}",
            marks=[pytest.mark.xfail(reason=group["why"])] if "failing" in group else [],
        )
        for group in CASES
        for case in group["cases"]
    ]


@pytest.mark.parametrize("case", cases())
def test_dates_in_sentences(case: dict[str, Any], rulebook: Rulebook) -> None:
    found = read(case["text"], rulebook, case.get("reference", REFERENCE))
    assert [shown(span, value) for span, value in found] == case["dates"]
    for _, value in found:
        if value.edtf:
            assert (value.earliest, value.latest) == days_of(value.edtf)


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("2017年7月1日", [False]),
        ("11月26日", [True]),
        ("去年和2017年", [True, False]),
        ("2017年7月1日、8日", [False, False]),
        ("7月1日、8日", [True, True]),
        ("上世纪80年代", [True]),
        ("2015年毕业，次年入职", [False, False]),
        ("2010年以来", [False]),
        ("今年以来", [True]),
    ],
)
def test_dates_relative_says_that_the_reference_was_needed(text: str, relative: list[bool], rulebook: Rulebook) -> None:
    assert [value.relative for _, value in read(text, rulebook)] == relative


def test_dates_without_reference_keep_their_text(rulebook: Rulebook) -> None:
    assert read("去年、昨天和今年前三季度", rulebook, "none") == [
        (span, ResolvedDate(None, None, None, None, False)) for span in ("去年", "昨天", "今年前三季度")
    ]


def test_dates_come_from_a_users_periods(tmp_path: Path) -> None:
    from extractor.rulebook import load_rulebook

    (tmp_path / "periods.yaml").write_text(
        "- {id: test_week, names: [丰收节, 丰收周], edtf: XXXX-09-20/XXXX-09-26, must_match: [], must_not_match: []}\n"
        "- {id: test_plan, names: [三年行动], edtf: 2023/2025, must_match: [], must_not_match: []}\n",
        encoding="utf-8",
    )
    found = read("丰收节期间开馆，三年行动收官，2024年丰收周。", load_rulebook(tmp_path))
    assert [shown(span, value) for span, value in found] == [
        "丰收节期间 = 2023-09-20/2023-09-26",
        "三年行动 = 2023/2025",
        "2024年丰收周 = 2024-09-20/2024-09-26",
    ]
