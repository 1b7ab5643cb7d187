"""The fullest form of each name on the page: 宏达公司 -> 江苏宏达机械制造有限公司 where the page gives both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from extractor.mentions.names_places import Grammar
from extractor.mentions.names_shape import DOTS
from extractor.mentions.names_words import WordEnds, word_ends
from extractor.mentions.proposal import Proposal
from extractor.reading import Text
from extractor.rulebook import Rulebook

Names = dict[str, set[str]]


def resolve_names(text: Text, settled: Sequence[Proposal], rulebook: Rulebook) -> dict[tuple[int, int], str]:
    """The fullest form on the page of each settled name that has a fuller one; keys are healed spans.

    Two fuller forms are none: 宏达公司 on a page with 江苏宏达机械有限公司 and 上海宏达贸易有限公司 keeps its text.
    """
    healed = text.healed
    names: Names = {"person": set(), "organization": set(), "place": set()}
    for proposal in settled:
        names[proposal.type].add(healed[proposal.start : proposal.end])
    full = {kind: _fullest(kind, found, _aliases(healed, settled, rulebook), rulebook) for kind, found in names.items()}
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
    resolved: dict[str, str] = {}
    for name in names:
        if name in aliases:
            resolved[name] = aliases[name]
            continue
        fuller = {other for other in names if len(other) > len(name) and _same(kind, name, other, rulebook)}
        longest = max(fuller, key=len, default="")
        if longest and all(other == longest or _same(kind, other, longest, rulebook) for other in fuller):
            resolved[name] = longest
    return resolved


def _same(kind: str, short: str, full: str, rulebook: Rulebook) -> bool:
    if kind == "person":
        return any(full.endswith(dot + short) or full.startswith(short + dot) for dot in DOTS)
    if kind == "place":
        return (
            full.endswith(short) and short[-1] in "县区市镇乡州" or full in (short + "市", short + "省", short + "县")
        )
    return _same_body(short, full, rulebook)


def _same_body(short: str, full: str, rulebook: Rulebook) -> bool:
    """Whether the characters of a short name stand in order in the full one, and both end as the same sort of body."""
    endings = word_ends(rulebook, "bodies.endings", "bodies.endings.firm")
    core, kind = _parted(short, endings)
    whole, full_kind = _parted(full, endings)
    if len(core) < 2:
        return False
    return _in_order(core, whole + full_kind) and _alike(kind, full_kind, rulebook) and _holds(core, whole)


def _parted(name: str, endings: WordEnds) -> tuple[str, str]:
    length = endings.at(name, len(name))
    return (name[:-length], name[-length:]) if 0 < length < len(name) else (name, "")


def _in_order(short: str, full: str) -> bool:
    characters = iter(full)
    return all(character in characters for character in short)


def _holds(core: str, whole: str) -> bool:
    """宏达 stands as it is in 江苏宏达机械制造; for initials (国铁 of 国家铁路) both ends must be there."""
    return core in whole or len(core) <= 4 and core[-1] in whole and core[0] in whole


def _alike(kind: str, full_kind: str, rulebook: Rulebook) -> bool:
    firms = rulebook.lexicon("bodies.firms")
    if not kind:
        return full_kind in firms
    if kind in firms or kind in rulebook.lexicon("bodies.endings.firm"):
        return full_kind in firms
    return full_kind.endswith(kind) or kind.endswith(full_kind)


def short_forms(name: str, rulebook: Rulebook) -> Iterable[str]:
    """Short names that a company of this full name may have on its page: 宏达公司, 宏达集团, 宏达机械."""
    endings, places = word_ends(rulebook, "bodies.endings"), rulebook.lexicon("places.provinces")
    core, kind = _parted(name, endings)
    if kind not in rulebook.lexicon("bodies.firms") or not kind.endswith("公司"):
        return
    while (place := leading_place(core, rulebook)) and len(core) > len(place) + 1:
        core = core[len(place) :]
    core = regex.sub(r"^[（(].*?[）)]|[（(].*?[）)]$", "", core)
    if len(core) < 2 or core in places:
        return
    yield core
    for length in {2, 3, 4, len(core)}:
        if length <= len(core):
            yield from (core[:length] + ending for ending in ("公司", "集团", "股份"))
    if len(core) >= 4:
        yield core[:4]


def leading_place(core: str, rulebook: Rulebook) -> str:
    """The place that a name begins with, empty if none: 江苏 of 江苏宏达公司."""
    grammar = Grammar.of(rulebook)
    hit = grammar.words.at(core, 0)
    if hit is None or not hit.lexicon.startswith("places."):
        return ""
    found = grammar.suffix.match(core, hit.end)
    return core[: found.end() if found else hit.end]
