"""Names in sentences: every case of tests/cases/names.yaml, and the full forms that short ones lead back to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor.mentions.names import propose_names, resolve_names
from extractor.mentions.proposal import Proposal
from extractor.mentions.settle import NAMES, settle
from extractor.reading import Text, heal
from extractor.rulebook import Rulebook

CASES = yaml.load((Path(__file__).parent / "cases" / "names.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
TYPES = {"P": "person", "O": "organization", "L": "place"}


@dataclass(frozen=True)
class Claim:
    """An entity as a model gives it: offsets count in its block."""

    start: int
    end: int
    type: str


def claims(page: Text, wanted: list[str]) -> list[list[Claim]]:
    """What a model would say that reads each of these strings everywhere it stands alone."""
    found: list[list[Claim]] = []
    for block in page.blocks:
        words = page.healed[block.start : block.end]
        here = [
            Claim(at, at + len(name), TYPES[mark])
            for name, mark in (item.split() for item in sorted(wanted, key=len, reverse=True))
            for at in range(len(words))
            if words.startswith(name, at)
        ]
        found.append([claim for claim in here if not any(_inside(claim, other) for other in here)])
    return found


def _inside(claim: Claim, other: Claim) -> bool:
    return other.start <= claim.start and claim.end <= other.end and other != claim


def names_in(page: Text, rulebook: Rulebook, model: list[str] | None = None, words: str = "") -> list[Proposal]:
    entities = None if model is None else claims(page, model)
    return [name for name in settle(propose_names(page, rulebook, entities, words)).winners if name.type in NAMES]


def cases() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["text"][:20],
            marks=[pytest.mark.xfail(reason=group["why"], strict=True)] if "failing" in group else [],
        )
        for group in CASES
        for case in group["cases"]
    ]


@pytest.mark.parametrize("case", cases())
def test_names_in_sentences(case: dict[str, Any], rulebook: Rulebook) -> None:
    page = heal(case["text"])
    words = "".join("N" + "n" * (len(word) - 1) for word in case.get("words", "").split("|") if word)
    assert len(words) in (0, len(page.healed))
    found = names_in(page, rulebook, case.get("model"), words)
    marks = {kind: mark for mark, kind in TYPES.items()}
    assert [f"{page.healed[name.start : name.end]} {marks[name.type]}" for name in found] == case["names"]


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("江苏宏达机械制造有限公司扩产。宏达公司说，订单充足。", "宏达公司", "江苏宏达机械制造有限公司"),
        ("江苏宏达机械制造有限公司扩产。宏达集团说，订单充足。", "宏达集团", "江苏宏达机械制造有限公司"),
        ("江苏宏达机械制造有限公司（简称“宏达机械”）扩产。", "宏达机械", "江苏宏达机械制造有限公司"),
        ("中国国家铁路集团有限公司公布时刻表。国铁集团说，票已开售。", "国铁集团", "中国国家铁路集团有限公司"),
        ("日本气象厅发布预报。气象厅说，雨势减弱。", "气象厅", "日本气象厅"),
        ("总统埃米尔·科斯坦特表示反对。科斯坦特说，票数不足。", "科斯坦特", "埃米尔·科斯坦特"),
        ("四川省汶川县通车。汶川县说，路况良好。", "汶川县", "四川省汶川县"),
    ],
)
def test_names_resolve_to_the_fullest_form(text: str, short: str, full: str, rulebook: Rulebook) -> None:
    assert resolved(text, rulebook)[short] == full


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("江苏宏达机械有限公司和上海宏达贸易有限公司都来了。宏达公司说，不清楚。", "宏达公司"),
        ("四川省农业农村厅发文。四川农业大学响应。", "四川农业大学"),
    ],
)
def test_names_that_have_no_or_two_fuller_forms_stay(text: str, short: str, rulebook: Rulebook) -> None:
    assert resolved(text, rulebook).get(short, short) == short


def resolved(text: str, rulebook: Rulebook) -> dict[str, str]:
    page = heal(text)
    settled = names_in(page, rulebook)
    spans = resolve_names(page, settled, rulebook)
    return {page.healed[start:end]: full for (start, end), full in spans.items()}


@pytest.mark.parametrize(
    "text", ["王" * 5000, "、王芳" * 2000, "中国" * 3000, "·阿" * 3000, "阿-" * 3000, "四川省" * 2000, "教授" * 3000]
)
def test_names_take_time_in_proportion(text: str, rulebook: Rulebook) -> None:
    """No pattern may run away; twenty seconds of processor time are hundreds of times what these take."""
    from time import process_time

    before = process_time()
    propose_names(heal(text), rulebook, None)
    assert process_time() - before < 20
