"""What figures measure: every case of tests/cases/measures.yaml, where the slots stand, and how long it takes."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor import extract
from extractor.facts.measures import SLOTS, Slot, measure
from extractor.facts.page import Page, Span
from extractor.mentions.date_resolution import resolve_dates
from extractor.mentions.proposal import Proposal
from extractor.pipeline import analyse
from extractor.rulebook import Rulebook

CASES = yaml.load((Path(__file__).parent / "cases" / "measures.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
REFERENCE = date(2023, 11, 27)


def page_of(text: str, rulebook: Rulebook, names: Mapping[str, str] | None = None) -> Page:
    """A page whose names are given by hand, so that no model is needed."""
    analysis = analyse(text, rulebook, names=False)
    healed = analysis.text.healed
    found = [
        Proposal(at, at + len(name), type_, "names.case")
        for name, type_ in (names or {}).items()
        for at in range(len(healed))
        if healed.startswith(name, at)
    ]
    return Page(
        text=analysis.text,
        figures=analysis.figures,
        dates=analysis.dates,
        resolved=tuple(resolve_dates(analysis.dates, analysis.text, REFERENCE)),
        names=tuple(sorted(found, key=lambda name: name.start)),
        full={},
        rulebook=rulebook,
    )


def said(slots: Mapping[str, Slot]) -> str:
    return "; ".join(f"{name}={slots[name].value}" for name in SLOTS if name in slots and name != "time_text")


def parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["text"][:24],
            marks=[pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", parameters())
def test_measures_case(case: dict[str, Any], rulebook: Rulebook) -> None:
    page = page_of(case["text"], rulebook, case.get("names"))
    slots = measure(page)
    found = {
        page.text.healed[figure.start : figure.end]: said(slots.get((figure.start, figure.end), {}))
        for figure in page.figures
    }
    assert found == case["figures"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_measures_slots_stand_where_they_say(case: dict[str, Any], rulebook: Rulebook) -> None:
    page = page_of(case["text"], rulebook, case.get("names"))
    for slots in measure(page).values():
        for name, slot in slots.items():
            assert slot.start is not None and slot.end is not None
            if name not in ("change", "time"):
                assert page.text.healed[slot.start : slot.end] == slot.value


def test_measures_slots_count_in_the_original() -> None:
    text = "２０２２年，云江大桥全长\n５２．３公里，通行时间缩短２０分钟。"
    figure = next(mention for mention in extract(text, names=False).mentions if mention.text == "52.3公里")
    assert figure.type == "figure"
    assert {name: text[start:end] for name, (start, end) in figure.slots_at.items()} == {
        "subject": "云江大桥",
        "attribute": "全长",
        "time": "２０２２年",
        "time_text": "２０２２年",
    }


def test_measures_time_is_left_open_without_a_reference() -> None:
    figure = extract("去年茶叶产量达3万吨。", names=False).mentions[-1]
    assert figure.type == "figure"
    assert "time" not in figure.slots
    assert figure.slots["time_text"] == "去年"


@pytest.mark.parametrize(
    "text",
    [
        "产量增长3%，" * 3000,
        "甲、" * 5000 + "分别增长3%和5%。",
        "（" * 3000 + "死亡3人" + "）" * 3000,
        "面积" * 5000 + "3公里。",
        "3家、" * 3000,
        "比" * 5000 + "增长3%。",
    ],
    ids=["clauses", "list", "brackets", "nouns", "figures", "basis"],
)
def test_measures_time_is_linear(text: str, rulebook: Rulebook) -> None:
    page = page_of(text, rulebook)
    started = time.process_time()
    measure(page)
    assert time.process_time() - started < 20


def test_measures_words_of_the_network(rulebook: Rulebook) -> None:
    """A verb behind 已 that no list knows ends the subject; of a long noun the last word is the quantity."""
    page = page_of("财政部门已划转资金3亿元。", rulebook)
    assert said(one(measure(page))) == "subject=财政部门; attribute=资金"
    healed = "全县云锦灯具购买量增长8%。"
    seen = "NnNnNnVvNVvMmW"
    page = replace(page_of(healed, rulebook), words=seen)
    assert said(one(measure(page))) == "subject=全县云锦灯具; attribute=购买量; change=increase"


def one(slots: Mapping[Span, Mapping[str, Slot]]) -> Mapping[str, Slot]:
    (found,) = slots.values()
    return found
