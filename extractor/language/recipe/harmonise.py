"""One convention for all corpora: what an entity is, as the tool understands it.

The sets disagree (a place before 政府 is a place in one and part of an organization in another; some leave bare
country names unlabelled). `harmonise` moves each of them to one convention and marks what a set leaves open as unknown,
so that training learns nothing from it and scoring does not count it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from extractor.language.recipe.corpora import Sentence, Span
from extractor.language.recipe.gazetteers import Places

# Sets in which bare names of countries and cities are often left without a label.
OPEN_SETS = frozenset({"cluener", "uner_gsdsimp", "weibo"})

_GOVERNMENT = re.compile(r"(?:省|市|县|区|州|自治区|特区)?(?:人民)?政府(?!军|性|间|工作|采购|债|补贴|部门|官员)")
_FACILITY = re.compile(r"[\u4e00-\u9fff]{0,3}?(?:国际机场|机场|火车站|高铁站|汽车站|长江大桥|大桥|跨海大桥)")
_PROTECTED = ("中国", "我国", "全国")
_REGIONS = frozenset(
    "东北 华北 西北 西南 华东 华南 华中 江南 江淮 黄淮 江汉 东南 中东 欧洲 亚洲 非洲 美洲 欧亚 东亚 南亚 北美 南美 拉美"
    " 港澳".split()
)
_MARKET = re.compile(r"指|深|市(?!场)|股|港|成|综")
_DIVISION_END = "省市县区州盟旗乡镇村岛"


def harmonise(sentence: Sentence, places: Places, *, extend: bool = True) -> Sentence:
    """`sentence` in our convention; `places` are names that an open set may have left unlabelled.

    `extend` false only drops what is no name and joins chains: for what another tool found.
    """
    text, spans = sentence.text, [span for span in sentence.entities if not _is_no_name(sentence.text, span)]
    spans = _join_chains(text, spans, places)
    if extend:
        spans = [_with_government(text, span, spans, i) for i, span in enumerate(spans)]
        spans = [_with_facility(text, span, spans, i) for i, span in enumerate(spans)]
    unknown = sentence.unknown
    if sentence.source in OPEN_SETS:
        unknown = (*unknown, *_unlabelled(text, spans, places))
    return replace(sentence, entities=tuple(spans), unknown=unknown)


def harmonise_all(sentences: Iterable[Sentence], places: Places) -> list[Sentence]:
    return [harmonise(sentence, places) for sentence in sentences]


def _is_no_name(text: str, span: Span) -> bool:
    """中方 and 美方 are no names, nor the 沪 and 深 of 沪指, 深成指 and 沪深两市; blanks and marks alone are noise."""
    start, end, label = span
    name, after = text[start:end], text[end : end + 1]
    if not any(character.isalnum() for character in name):
        return True
    if label != "PLACE" or len(name) > 1:
        return False
    return after == "方" or (name in "沪深港" and bool(_MARKET.match(after)))


def _join_chains(text: str, spans: list[Span], places: Places) -> list[Span]:
    """四川省 + 汶川县 is one place, 中 + 美 and 华北 + 东北 stay two."""
    joined: list[Span] = []
    for span in spans:
        if joined and _is_chain(text, joined[-1], span, places):
            joined[-1] = (joined[-1][0], span[1], "PLACE")
        else:
            joined.append(span)
    return joined


def _is_chain(text: str, first: Span, second: Span, places: Places) -> bool:
    if first[2] != "PLACE" or second[2] != "PLACE" or first[1] != second[0]:
        return False
    names = text[first[0] : first[1]], text[second[0] : second[1]]
    if min(map(len, names)) < 2 or _REGIONS.intersection(names):
        return False
    above, below = (places.level(name) for name in names)
    if above is None:
        return below is None and names[0][-1] in _DIVISION_END
    return below is None or below > above > 0 or (above == 0 < below) or names[0] == "中国" and below == 1


def _room(spans: list[Span], index: int, text: str) -> int:
    return spans[index + 1][0] if index + 1 < len(spans) else len(text)


def _with_government(text: str, span: Span, spans: list[Span], index: int) -> Span:
    """上海市 + 政府 is the organization 上海市政府."""
    found = (
        _GOVERNMENT.match(text, span[1], _room(spans, index, text))
        if span[2] == "PLACE" and span[1] - span[0] > 1
        else None
    )
    return (span[0], found.end(), "ORG") if found else span


def _with_facility(text: str, span: Span, spans: list[Span], index: int) -> Span:
    """北京 + 首都国际机场 is the place 北京首都国际机场."""
    if span[2] != "PLACE" or text[span[0] : span[1]] in _PROTECTED:
        return span
    found = _FACILITY.match(text, span[1], _room(spans, index, text))
    return (span[0], found.end(), "PLACE") if found and not set(found.group()) & set("的在和与到从向等是") else span


@lru_cache(maxsize=4)
def _names_pattern(places: Places) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, places.names), key=len, reverse=True)))


def _unlabelled(text: str, spans: list[Span], places: Places) -> list[tuple[int, int]]:
    taken = bytearray(len(text) + 1)
    for start, end, _ in spans:
        taken[start:end] = b"\1" * (end - start)
    found = (match.span() for match in _names_pattern(places).finditer(text))
    return [(start, end) for start, end in found if not any(taken[start:end])]
