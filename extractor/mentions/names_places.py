"""Places of the lexicons and the chains they make: 四川省汶川县, 日本石川县, 石川县能登半岛 are one place each.

A lexicon knows provinces, prefectures, counties, countries and cities; what stands right behind one and ends
like a division or a road (北川县, 淮海路) belongs to it. Names of two characters that also arise between words
(安顺 in 平安顺利) count only with 市 or 县 behind them, beside another place, or where a word ends before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import regex

from extractor.mentions.names_shape import HAN
from extractor.mentions.names_words import Hit, Sheet, WordEnds, WordFinder, finder, word_ends
from extractor.rulebook import Rulebook

LEVELS = {
    "places.countries": 0,
    "places.foreign": 1,
    "places.provinces": 1,
    "places.prefectures": 2,
    "places.counties": 3,
    "places.counties.linked": 3,
    "places.regions": 5,
}
TOWN, FEATURE = 4, 6
#: Traps and bodies hide the places inside them.
WORDS = ("names.guards", "names.traps", "bodies.known", *LEVELS)
LINKED = "places.counties.linked"
#: They name nothing themselves.
HIDING = frozenset({"names.guards", "names.traps"})
_UNSURE = frozenset({"places.prefectures", "places.counties", LINKED})
_ABOVE_LINKED = frozenset({"places.provinces", "places.prefectures"})


@dataclass(frozen=True, slots=True)
class Part:
    """One link of a chain; `level` rises along it: country 0, province 1, prefecture 2, county 3, town 4, road 6."""

    start: int
    end: int
    level: int
    lexicon: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """Lexicons and tails of place names, made once for a rulebook."""

    words: WordFinder
    division: regex.Pattern[str]
    village: regex.Pattern[str]
    feature: regex.Pattern[str]
    listed: regex.Pattern[str]
    suffix: regex.Pattern[str]
    generic: WordEnds
    endings: frozenset[str]
    direct: frozenset[str]
    before: WordEnds
    municipal: frozenset[str]
    continents: frozenset[str]

    @classmethod
    def of(cls, rulebook: Rulebook) -> Grammar:
        """The grammar of a rulebook."""
        return rulebook.memo("names.places", _grammar)


def _grammar(rulebook: Rulebook) -> Grammar:
    return Grammar(
        words=finder(rulebook, *WORDS),
        division=rulebook.compile(rulebook.expand("{:place_division}")),
        village=rulebook.compile(rulebook.expand("{:place_village}")),
        feature=rulebook.compile(rulebook.expand("{:place_feature}")),
        listed=rulebook.compile(
            rulebook.expand("(?:、|和|与|及|以及)(?P<name>{:place_division})(?:(?<=县)|(?=[^\\p{Han}]|[和与及等]|$))")
        ),
        suffix=rulebook.compile(rulebook.expand("{:place_suffix}")),
        generic=word_ends(rulebook, "divisions.generic"),
        direct=rulebook.lexicon("places.endings.direct"),
        endings=rulebook.lexicon("places.endings") | rulebook.lexicon("places.endings.inside"),
        before=word_ends(rulebook, "names.before", "places.before"),
        municipal=rulebook.lexicon("places.municipal"),
        continents=rulebook.lexicon("places.continents"),
    )


def find_chains(sheet: Sheet, supported: Callable[[int, int], bool]) -> Iterator[tuple[Part, ...]]:
    """The chains of places in a healed text, in order.

    `supported(start, end)`: whether the model saw a name there, which is enough for an unsure word.
    """
    text, grammar = sheet.text, Grammar.of(sheet.rulebook)
    ends = {0}  # where a known word ends, another may begin: 青岛 behind 新华社
    for chain in _linked(sheet, grammar, ends):
        chain = _with_feature(sheet, chain, grammar)
        first = chain[0]
        linked = len(chain) > 1 or first.start in ends
        named = len(chain) > 1 and chain[1].level == TOWN or not _bare(text, first)
        sure = _sure(text, first, grammar) or linked and named
        if sure or supported(first.start, first.end):
            ends.add(chain[-1].end)
            yield tuple(chain)


def _linked(sheet: Sheet, grammar: Grammar, ends: set[int]) -> Iterator[list[Part]]:
    text, chain = sheet.text, list[Part]()
    for hit in sheet.hits(*WORDS):
        if hit.lexicon not in LEVELS:
            ends.add(hit.end)
            continue
        if chain and hit.start < chain[-1].end:
            continue
        if hit.lexicon == LINKED and not (chain and chain[-1].end == hit.start):
            hit = _hidden(text, hit, grammar)
        part = _with_suffix(text, hit, grammar)
        if chain and not _joins(text, chain[-1], part, grammar):
            yield chain
            chain = []
        chain.append(part)
        chain.extend(_divisions(text, part, grammar))
    if chain:
        yield chain


def _hidden(text: str, hit: Hit, grammar: Grammar) -> Hit:
    """宁夏 where 会宁 hides it: 大会宁夏代表."""
    other = grammar.words.at(text, hit.start + 1)
    return other if other is not None and other.lexicon in LEVELS and other.lexicon != LINKED else hit


def _with_suffix(text: str, hit: Hit, grammar: Grammar) -> Part:
    level = LEVELS[hit.lexicon]
    if text[hit.end - 1] == "市" and hit.end - hit.start > 2 and not grammar.suffix.match(text, hit.end - 1):
        return Part(hit.start, hit.end - 1, level, hit.lexicon)  # 上海 of 上海市民
    found = grammar.suffix.match(text, hit.end) if level and text[hit.end - 1] not in "省市县区州盟旗" else None
    if level == 5 and found and found.group() != "地区":
        level = 3  # 东海 is a sea, 东海县 a county
    return Part(hit.start, found.end() if found else hit.end, level, hit.lexicon)


def _joins(text: str, last: Part, part: Part, grammar: Grammar) -> bool:
    if last.end != part.start:
        return False
    words = text[last.start : last.end]
    if _bare(text, part):
        return last.lexicon in _ABOVE_LINKED
    if part.lexicon == "places.foreign":
        return last.level == 0 and words != "中国" or last.lexicon == "places.foreign" and words[-1] in "州省邦府县道"
    if last.level == 0 and words != "中国" and part.lexicon in ("places.provinces", "places.prefectures"):
        return False
    if words in grammar.municipal and part.level == 2:
        return grammar.feature.match(text, part.end) is not None
    if last.level == 5 or text[part.start : part.end] in grammar.continents:
        return False
    return last.level < part.level


def _bare(text: str, part: Part) -> bool:
    """成武 without 县: a county that only the division before it shows to be one."""
    return part.lexicon == LINKED and text[part.end - 1] not in "县市区旗"


def _divisions(text: str, part: Part, grammar: Grammar) -> Iterator[Part]:
    """北川羌族自治县 and 曲山镇 behind 四川省: divisions that no lexicon has."""
    at, level = part.end, part.level
    while level <= TOWN and part.lexicon != "places.regions":
        found = (grammar.division if level < TOWN else grammar.village).match(text, at)
        if found is None or _names_none(text, at, found.end(), grammar) or grammar.words.at(text, at) is not None:
            return
        level = max(level + 1, TOWN if text[found.end() - 1] in "镇乡村道" or found.group().endswith("社区") else 3)
        yield Part(at, found.end(), level, "places.division")
        at = found.end()


def _with_feature(sheet: Sheet, chain: list[Part], grammar: Grammar) -> list[Part]:
    text, last = sheet.text, chain[-1]
    found = grammar.feature.match(text, last.end) if last.level > 0 else None
    if found is None or _names_none(text, last.end, found.end(), grammar):
        return chain
    inner = (grammar.words.at(text, at) for at in range(last.end + 1, found.end()))
    if any(hit is not None and hit.lexicon not in HIDING for hit in inner):
        return chain  # 太行山 is a name of its own in 晋城穿行太行山, 山东 in 黄河干流山东段
    return [*chain, Part(last.end, found.end(), FEATURE, "places.feature")]


def _names_none(text: str, start: int, end: int, grammar: Grammar) -> bool:
    """四川山区, 日本沿海地区: what follows the place is a common word; but 能登地区 is a name."""
    length = grammar.generic.at(text, end)
    if not length or text[start:end] in grammar.direct:
        return False
    return length >= end - start or text[end - length : end] not in grammar.endings


def _sure(text: str, part: Part, grammar: Grammar) -> bool:
    words = text[part.start : part.end]
    if _bare(text, part):
        return False
    if part.lexicon not in _UNSURE or len(words) > 2:
        return True
    return part.start == 0 or not _IS_HAN.match(text[part.start - 1]) or grammar.before.at(text, part.start) > 0


_IS_HAN = regex.compile(f"[{HAN}]")


def listed_divisions(sheet: Sheet, chains: Iterable[tuple[Part, ...]]) -> Iterator[tuple[int, int]]:
    """Divisions in a row behind a chain that ends in one: 西区 and 盐边县 of 攀枝花市东区、西区和盐边县."""
    text, grammar = sheet.text, Grammar.of(sheet.rulebook)
    for chain in chains:
        at = chain[-1].end
        while text[at - 1] in "县区市镇乡村" and (found := grammar.listed.match(text, at)) is not None:
            if _names_none(text, found.start("name"), found.end("name"), grammar):
                break
            yield found.span("name")
            at = found.end()
