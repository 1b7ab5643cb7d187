"""The fullest form of each name on the page: 宏达公司 -> 江苏宏达机械制造有限公司 where the page gives both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import regex

from extractor.mentions.names_places import LINKED, Grammar
from extractor.mentions.names_shape import DOTS
from extractor.mentions.names_words import WordEnds, word_ends
from extractor.mentions.proposal import Proposal
from extractor.reading import Text
from extractor.rulebook import Rulebook

Names = dict[str, set[str]]
#: Names and the fuller forms that each may stand for.
Fuller = dict[str, set[str]]


def resolve_names(text: Text, settled: Sequence[Proposal], rulebook: Rulebook) -> dict[tuple[int, int], str]:
    """The fullest form on the page of each settled name that has a fuller one; keys are healed spans.

    Two fuller forms are none: 宏达公司 on a page with 江苏宏达机械有限公司 and 上海宏达贸易有限公司 keeps its text.
    """
    healed = text.healed
    names: Names = {"person": set(), "organization": set(), "place": set()}
    for proposal in settled:
        names[proposal.type].add(healed[proposal.start : proposal.end])
    aliases = _aliases(healed, settled, rulebook)
    full = {kind: _fullest(kind, found, aliases, rulebook) for kind, found in names.items()}
    resolved = {}
    for proposal in settled:
        name = healed[proposal.start : proposal.end]
        if name in full[proposal.type]:
            resolved[proposal.start, proposal.end] = full[proposal.type][name]
    return resolved


def _aliases(healed: str, settled: Sequence[Proposal], rulebook: Rulebook) -> dict[str, str]:
    """What the page itself says: 江苏宏达机械有限公司（以下简称“宏达机械”）."""
    rules = [rule for rule in rulebook.rules("organization") if "alias" in rule.gives]
    ends = {proposal.end: healed[proposal.start : proposal.end] for proposal in settled}
    return {
        found["name"]: ends[found.start()]
        for rule in rules
        for found in rule.pattern.finditer(healed)
        if found.start() in ends
    }


def _fullest(kind: str, names: set[str], aliases: dict[str, str], rulebook: Rulebook) -> dict[str, str]:
    fuller = _FULLER[kind](names, rulebook)
    resolved = {name: aliases[name] for name in names if name in aliases}
    for name, found in fuller.items():
        longest = max(found, key=len)
        rest = found - {longest}
        if name not in resolved and all(longest in fuller.get(other, ()) for other in rest):
            resolved[name] = longest
    return resolved


def _fuller_persons(names: set[str], rulebook: Rulebook) -> Fuller:
    """特朗普 -> 唐纳德·特朗普: the first or last part of a name with dots."""
    fuller: Fuller = defaultdict(set)
    for name in names:
        parts = regex.split(f"[{DOTS}]", name)
        for part in {parts[0], parts[-1]} & names - {name}:
            fuller[part].add(name)
    return fuller


def _fuller_places(names: set[str], rulebook: Rulebook) -> Fuller:
    """汶川县 -> 四川省汶川县, 四川 -> 四川省."""
    fuller: Fuller = defaultdict(set)
    single = rulebook.lexicon("places.provinces") | rulebook.lexicon("places.prefectures")
    for name in names:
        if name[-1] in "县区市镇乡州":
            for end in {name[at:] for at in range(1, len(name) - 1)} & names:
                fuller[end].add(name)
        if name[:-1] in names and name[:-1] in single and name[-1] in "省市":
            fuller[name[:-1]].add(name)
    return fuller


def _fuller_bodies(names: set[str], rulebook: Rulebook) -> Fuller:
    """气象厅 -> 日本气象厅, 宏达公司 -> 江苏宏达机械制造有限公司."""
    fuller: Fuller = defaultdict(set)
    firms, known = rulebook.lexicon("bodies.firms"), rulebook.lexicon("bodies.known")
    endings = word_ends(rulebook, "bodies.endings", "bodies.endings.firm")
    companies: list[tuple[str, str]] = []
    for name in names:
        rest = name[len(leading_place(name, rulebook)) :]
        if rest in names - known and rest != name:
            fuller[rest].add(name)
        core, kind = _parted(name, endings)
        if kind in firms and kind.endswith("公司"):
            companies.append((name, core))
    by_character: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for company in companies:
        for character in set(company[1]):
            by_character[character].add(company)
    for name in names:
        for full in _companies(name, endings, by_character, rulebook):
            fuller[name].add(full)
    return fuller


def _companies(
    name: str, endings: WordEnds, by_character: dict[str, set[tuple[str, str]]], rulebook: Rulebook
) -> Iterable[str]:
    """The companies that a short name may stand for: its core is in theirs, or its two initials are (国铁集团)."""
    core, kind = _parted(name, endings)
    if len(core) < 2 or not kind and name in rulebook.lexicon("bodies.known") or is_industry(core, rulebook):
        return
    company = kind in rulebook.lexicon("bodies.firms")
    if kind and not company and kind not in rulebook.lexicon("bodies.endings.firm"):
        return
    for full, whole in by_character.get(core[0], set()) & by_character.get(core[-1], set()):
        initials = company and len(core) == 2 and _in_order(core, whole)
        if len(full) > len(name) and (core in whole or initials) and (company or not kind or kind in full):
            yield full


def _parted(name: str, endings: WordEnds) -> tuple[str, str]:
    length = endings.at(name, len(name))
    return (name[:-length], name[-length:]) if 0 < length < len(name) else (name, "")


def _in_order(short: str, full: str) -> bool:
    characters = iter(full)
    return all(character in characters for character in short)


def is_industry(words: str, rulebook: Rulebook) -> bool:
    """Whether nothing but words for a branch of business stands there: 生物医药, 旅游."""
    industry = word_ends(rulebook, "bodies.industries", "bodies.functions", "bodies.endings.firm", "bodies.generic")
    while words and (length := industry.at(words, len(words))):
        words = words[:-length]
    return not words


_FULLER: dict[str, Callable[[set[str], Rulebook], Fuller]] = {
    "person": _fuller_persons,
    "organization": _fuller_bodies,
    "place": _fuller_places,
}


def short_forms(name: str, rulebook: Rulebook) -> Iterable[str]:
    """Short names that a company of this full name may have on its page: 宏达公司, 宏达集团, 宏达机械."""
    endings = word_ends(rulebook, "bodies.endings")
    core, kind = _parted(name, endings)
    if kind == "集团" and 2 <= len(core) <= 4 and not is_industry(core, rulebook):
        yield from (core + ending for ending in ("公司", "股份"))
    if kind not in rulebook.lexicon("bodies.firms") or not kind.endswith("公司"):
        return
    while (place := leading_place(core, rulebook)) and len(core) > len(place) + 1:
        core = core[len(place) :]
    core = regex.sub(r"^[（(].*?[）)]|[（(].*?[）)]$", "", core)
    for brand in {core[:length] for length in (2, 3, 4, len(core)) if 2 <= length <= len(core)}:
        if is_industry(brand, rulebook) or leading_place(brand, rulebook) == brand:
            continue
        yield from (brand + ending for ending in ("公司", "集团", "股份"))
        if brand == core or len(brand) == 4:
            yield brand


def leading_place(core: str, rulebook: Rulebook) -> str:
    """The place that a name begins with, empty if none: 江苏 of 江苏宏达公司."""
    grammar = Grammar.of(rulebook)
    hit = grammar.words.at(core, 0)
    if hit is None or not hit.lexicon.startswith("places.") or hit.lexicon == LINKED:
        return ""
    found = grammar.suffix.match(core, hit.end)
    return core[: found.end() if found else hit.end]
