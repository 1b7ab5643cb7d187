"""Healing by example: the pages of cases/healing.yaml, then the way back and the sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor.reading import Text, heal

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "healing.yaml").read_text(encoding="utf-8")
)


def cases(*sections: str) -> list[Any]:
    return [pytest.param(case, id=f"{section}: {case['why']}") for section in sections for case in CASES[section]]


def block_texts(text: Text) -> list[str]:
    return [text.healed[block.start : block.end] for block in text.blocks]


@pytest.mark.parametrize("case", cases("cut", "captions", "apart", "characters"))
def test_healing_gives_these_blocks(case: dict[str, Any]) -> None:
    text = heal(case["page"])
    assert block_texts(text) == case["healed"]
    assert heal(text.healed).healed == text.healed
    if "kinds" in case:
        assert [block.kind for block in text.blocks] == case["kinds"]
    if "title" in case:
        assert text.title == case["title"]


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="known failure: a cure would be noticed")
def test_healing_known_failures(case: dict[str, Any]) -> None:
    assert block_texts(heal(case["page"])) == case["healed"]


LOCATED = [
    # page, healed words, the stretch of the page that holds them, segments, line
    ("旅客突破2000\n\n万人次。", "2000万人次", "2000\n\n万人次", [], 1),
    ("大坝安全。\r\n\r\n水位２．５米。", "2.5米", "２．５米", [], 3),
    ("\ufeff大坝。\r水位12\u200b万米。", "12万米", "12\u200b万米", [], 2),
    ("记者 王　芳", "王芳", "王　芳", [], 1),
    ("The port of New York is\nopen again.", "is open", "is\nopen", [], 1),
    (
        "截至昨日，水库大坝已观\n\n5月2日，人员在巡查。\n\n本报记者 林一帆摄\n\n测到渗水。",
        "已观测到",
        "已观\n\n5月2日，人员在巡查。\n\n本报记者 林一帆摄\n\n测到",
        ["已观", "测到"],
        1,
    ),
]


@pytest.mark.parametrize(("page", "words", "stretch", "segments", "line"), LOCATED)
def test_locate_finds_the_words_on_the_page(
    page: str, words: str, stretch: str, segments: list[str], line: int
) -> None:
    text = heal(page)
    start = text.healed.index(words)
    located = text.locate(start, start + len(words))
    assert page[located.start : located.end] == stretch
    assert [page[left:right] for left, right in located.segments] == segments
    assert located.line == line


def test_locate_gives_the_sentence_on_the_page() -> None:
    page = "雨停了。截至昨日，新增\n\n12万人。水退了。"
    text = heal(page)
    start = text.healed.index("12万")
    left, right = text.locate(start, start + 3).sentence
    assert page[left:right] == "截至昨日，新增\n\n12万人。"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 99)])
def test_locate_refuses_what_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no healed span"):
        heal("大坝安全。").locate(start, end)


SENTENCES = [
    ("雨停了。路通了！真的吗？是。", ["雨停了。", "路通了！", "真的吗？", "是。"]),
    ("“快走！”他说。", ["“快走！”", "他说。"]),
    ("他说：“雨停了。”大家笑了。", ["他说：“雨停了。”", "大家笑了。"]),
    ("他说：\"雨停了。\"大家笑了。\"走吧。\"", ["他说：\"雨停了。\"", "大家笑了。", "\"走吧。\""]),
    ("（雨停了。）路通了。", ["（雨停了。）", "路通了。"]),
    ("粮食增产；农民增收。", ["粮食增产；农民增收。"]),
    ("他想了想……还是走了。", ["他想了想……还是走了。"]),
    ("什么？！不可能！！！走吧。", ["什么？！", "不可能！！！", "走吧。"]),
    ("真的吗?是的!好。", ["真的吗?", "是的!", "好。"]),
    ("雅虎Yahoo!今天宣布增长2.5%。", ["雅虎Yahoo!今天宣布增长2.5%。"]),
    ("城东新增小学\n\n■本报记者 李敏\n\n昨天，雨停了。", ["城东新增小学", "■本报记者 李敏", "昨天，雨停了。"]),
    ("雨停了。 　路通了。", ["雨停了。", "路通了。"]),
]


@pytest.mark.parametrize(("page", "expected"), SENTENCES)
def test_sentences_end_at_full_stops_and_blocks(page: str, expected: list[str]) -> None:
    text = heal(page)
    assert [text.healed[start:end] for start, end in text.sentences] == expected


def test_sentence_at_a_blank_is_the_one_before() -> None:
    text = heal("雨停了。 路通了。")
    assert text.sentence_at(4) == (0, 4)
    assert text.sentence_at(5) == (5, 9)
