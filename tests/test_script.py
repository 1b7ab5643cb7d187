"""Traditional Chinese: what is taken for it, how it is read, and that records quote the page as it was written."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from extractor import extract
from extractor.reading.script import is_traditional, simplified
from extractor.writing.records import records
from tests.conftest import SAMPLES

SAMPLE_PAGES = sorted(SAMPLES.glob("*.txt"))


@cache
def traditional(character: str) -> str:
    """The traditional form of one character, as OpenCC has it."""
    from opencc import OpenCC

    form = OpenCC("s2t").convert(character)
    return str(form) if len(form) == 1 else character


def in_traditional(text: str) -> str:
    return "".join(map(traditional, text))


@pytest.mark.parametrize("text", ["今年產量260萬噸", "港務公司說明", "兩岸", "記者林文傑報導"])
def test_script_traditional(text: str) -> None:
    assert is_traditional(text)


@pytest.mark.parametrize(
    "text", ["今年产量260万吨", "港口", "", "12.5%", "PM2.5", "他说起“萬達廣場”的店铺开张时间", "皇后里程台上干了"]
)
def test_script_not_traditional(text: str) -> None:
    assert not is_traditional(text)
    assert simplified(text) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("產量達260萬噸", "产量达260万吨"),
        ("乾隆年間，衣服乾了", "乾隆年间，衣服干了"),
        ("裏面、裡面\r\n臺灣、台灣", "里面、里面\r\n台湾、台湾"),
        ("𠮷野家漲價", "𠮷野家涨价"),
    ],
)
def test_script_is_read_character_for_character(text: str, read: str) -> None:
    assert simplified(text) == read


RECORDS = [
    (
        "去年，青嶼港產量逾80萬個。",
        "figure",
        {"text": "80萬個", "value": 800000, "unit": "个", "unit_text": "個", "bound_text": "逾"}
        | {"subject": "青嶼港", "attribute": "產量", "time_text": "去年"},
    ),
    (
        "預算約４７億美元，較上月增加1成。",
        "figure",
        {"text": "47億美元", "unit": "USD", "bound": "about", "bound_text": "約", "attribute": "預算"},
    ),
    (
        "會議將於２０２３年１１月２７日舉行，與會者說。",
        "date",
        {"text": "2023年11月27日", "edtf": "2023-11-27"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "keys"), RECORDS)
def test_script_words_as_written_codes_as_ever(text: str, kind: str, keys: dict[str, Any]) -> None:
    document, *found = records(extract(text, names=False))
    assert document["script"] == "hant"
    (record,) = [record for record in found if record["type"] == kind][:1]
    assert {key: record.get(key) for key in keys} == keys


def test_script_a_simplified_page_says_nothing() -> None:
    assert "script" not in next(records(extract("产量260万吨。", names=False)))


@pytest.mark.parametrize("path", SAMPLE_PAGES, ids=lambda path: path.stem)
def test_script_makes_no_difference_to_what_is_found(path: Any) -> None:
    """The same records at the same places, their words in the other script; units and dates the same."""
    text = path.read_text(encoding="utf-8")
    there = [*records(extract(in_traditional(text)), context=True)][1:]
    here = [*records(extract(text), context=True)][1:]
    assert [record["id"] for record in there] == [record["id"] for record in here]
    codes = ("id", "unit", "si_unit", "per", "doc", "rule", "type", "person_id", "speaker_id")
    for found, wanted in zip(there, here, strict=True):
        words = {key: value for key, value in wanted.items() if isinstance(value, str) and key not in codes}
        assert {key: found[key] for key in words} == {key: in_traditional(value) for key, value in words.items()}
        others = wanted.keys() - words.keys()
        assert {key: found.get(key) for key in others} == {key: wanted[key] for key in others}
