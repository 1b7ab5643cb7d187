"""What holds for every text.

Nothing is lost, every character knows where it came from, healing twice is healing once.
"""

from __future__ import annotations

import io
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.reading import Text, heal
from extractor.reading.fold import BLANKS, LINE_BREAKS, fold

# Pieces of pages, so that joining, lifting, unwrapping and folding all happen; any character at all may stand between.
BREAKS = ["\n", "\n\n", "\r\n", "\r", "\n\n\n", "\x85", "\u2028"]
BLANK = ["\u3000\u3000", "\u3000", " ", "\t", "\u200b", "\ufeff", "\u202e"]
MARKS = ["。", "，", "；", "！", "？", "……", "：", "“", "”", "（", "）", "《", "·", ".", "!", '"']
NUMBERS = ["1.", "2000", "１２", "％", "．", "万人次", "公里", "一、", "1. ", "营业额 2.67"]
WORDS = [
    "水库大坝已经观", "测到渗水", "其中水田面积约600平方", "全市粮食总产量达到", "据气象部门预计，未来三天",
    "乡村旅游持续升温", "The bridge opened in", "May 2023", "over the river", "𠮷田", "é", "e\u0301",
]  # fmt: skip
LINES = [
    "■本报记者 王小明", "本报记者 李敏摄", "记者 王　芳", "王　芳", "图为工人在装配电机。", "5月2日，游客在园区参观。",
    "2023年5月2日 星期二", "新华社昆明5月2日电", "（记者 何文）",
]  # fmt: skip
PIECES = [*BREAKS, *BLANK, *MARKS, *NUMBERS, *WORDS, *LINES]
pages = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=24).map("".join)
wrapped = st.lists(st.sampled_from([*BLANK, *MARKS, *NUMBERS, *WORDS, *LINES]), min_size=8, max_size=40).map(
    lambda pieces: "\n".join("".join(pieces)[at : at + 14] for at in range(0, len("".join(pieces)), 14))
)
texts = pages | wrapped | st.text()


def origin(text: Text) -> list[int]:
    return [text.way.back(at) for at in range(len(text.healed))]


@given(texts)
@settings(max_examples=400, deadline=None)
def test_healing_twice_is_healing_once(page: str) -> None:
    healed = heal(page).healed
    assert heal(healed).healed == healed


@given(texts)
@settings(max_examples=400, deadline=None)
def test_each_healed_character_is_an_original_one_read_as_ascii(page: str) -> None:
    text = heal(page)
    back = origin(text)
    assert len(set(back)) == len(back)
    for at, offset in enumerate(back):
        assert text.healed[at] == fold(page[offset]) or (text.healed[at] in " \n" and page[offset] in LINE_BREAKS)


@given(texts)
@settings(max_examples=400, deadline=None)
def test_nothing_but_blanks_is_lost(page: str) -> None:
    back = Counter(origin(heal(page)))
    assert all(back[offset] == 1 for offset, character in enumerate(page) if character not in BLANKS)


@given(texts, st.data())
@settings(max_examples=400, deadline=None)
def test_located_segments_read_as_the_healed_span(page: str, data: st.DataObject) -> None:
    text = heal(page)
    if not text.healed:
        return
    start = data.draw(st.integers(0, len(text.healed) - 1))
    end = data.draw(st.integers(start + 1, len(text.healed)))
    located = text.locate(start, end)
    healed_of = {offset: text.healed[at] for at, offset in enumerate(origin(text))}
    segments = located.segments or ((located.start, located.end),)
    read = "".join(healed_of.get(offset, "") for left, right in segments for offset in range(left, right))
    assert read == text.healed[start:end]
    assert located.start == min(left for left, _ in segments)
    assert located.end == max(right for _, right in segments)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_blocks_and_sentences_tile_the_healed_text(page: str) -> None:
    text = heal(page)
    assert [text.healed[block.start : block.end] for block in text.blocks] == (
        text.healed.split("\n") if text.healed else []
    )
    covered = {at for start, end in text.sentences for at in range(start, end)}
    assert all(at in covered for at, character in enumerate(text.healed) if not character.isspace())
    assert all(before[1] <= after[0] for before, after in zip(text.sentences, text.sentences[1:], strict=False))
    assert not any("\n" in text.healed[start:end] for start, end in text.sentences)


@given(st.text(alphabet="甲\n\r ", max_size=40))
def test_line_numbers_count_as_an_editor_does(page: str) -> None:
    text = heal(page)
    expected = [number for number, line in enumerate(io.StringIO(page, newline=""), 1) for _ in line]
    assert [text.line_at(offset) for offset in range(len(page))] == expected


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("甲\n" * 20_000, id="one character a line"),
        pytest.param("1\n" * 20_000, id="digits that all join"),
        pytest.param("\n" * 100_000 + "甲。", id="blank lines"),
        pytest.param(" \n" * 50_000 + "甲。", id="lines of blanks"),
        pytest.param("未来三天有雨" * 20_000, id="no line break"),
        pytest.param("（" * 100_000, id="brackets"),
        pytest.param("1" * 100_000, id="digits"),
        pytest.param("王 " * 50_000, id="single characters"),
        pytest.param(("2023-1-1 " * 9 + "x\n") * 500, id="nearly headers"),
        pytest.param(("记者" * 39 + "x\n") * 500, id="nearly bylines"),
        pytest.param("粮食产量，\n\n图为农田。\n\n" * 5_000, id="captions"),
    ],
)
def test_odd_texts_take_linear_time(page: str) -> None:
    assert heal(page).healed
