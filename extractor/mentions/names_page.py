"""What a page knows beyond its sentences: a name found once is found everywhere, a string has one type, lists agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import regex

from extractor.mentions.names_bodies import BODY, is_post
from extractor.mentions.names_places import Grammar, Part
from extractor.mentions.names_resolve import is_industry, leading_place, short_forms
from extractor.mentions.names_rules import BASE
from extractor.mentions.names_shape import DOTS, Shapes
from extractor.mentions.names_words import WordEnds, WordFinder, word_ends
from extractor.mentions.proposal import Proposal
from extractor.rulebook import Rulebook

Names = dict[str, set[str]]

REPEATED = BASE - 5
#: 中国队 is not in 中国队员.
_GOES_ON = tuple("员长门伍们友")
_HAN = regex.compile(r"\p{Han}")
_FOREIGN_ENDS = regex.compile("(?:地区|[省州市县])$")
_ITEM = regex.compile(r"[\p{Han}·A-Za-z]{2,12}")


def vote(text: str, standing: Sequence[Proposal]) -> Iterator[Proposal]:
    """The same proposals, each string with the type that most of its evidence speaks for; a rule counts for more."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for proposal in standing:
        weight = 1 if proposal.rule.startswith("model.") else 3 if proposal.priority <= BASE else 5
        votes[text[proposal.start : proposal.end]][proposal.type] += weight
    for proposal in standing:
        kinds = votes[text[proposal.start : proposal.end]]
        best, count = kinds.most_common(1)[0]
        if best == proposal.type or count <= kinds[proposal.type]:
            yield proposal
        else:
            yield Proposal(proposal.start, proposal.end, best, proposal.rule, proposal.priority)


def trim(text: str, standing: Sequence[Proposal]) -> Iterator[Proposal]:
    """孟凯一 once on a page that has 孟凯 often is 孟凯: the model took a character too many."""
    counts = Counter((text[proposal.start : proposal.end], proposal.type) for proposal in standing)
    for proposal in standing:
        name = text[proposal.start : proposal.end]
        enough = 1 if proposal.type == "person" else 0
        if not proposal.rule.startswith("model.") or len(name) < 3 or proposal.type == "place":
            continue
        if proposal.type == "organization" and name[-1] in BODY:
            continue
        if counts[name, proposal.type] == 1 and counts[name[:-1], proposal.type] > enough:
            yield Proposal(proposal.start, proposal.end - 1, proposal.type, proposal.rule, proposal.priority + 1)


def repeat(
    text: str, standing: Sequence[Proposal], more: Mapping[str, set[str]], rulebook: Rulebook
) -> Iterator[Proposal]:
    """The names that stand, wherever else they occur: 孟庆雨 found once beside a title.

    A name with a dot is found by its last part too: 特朗普 of 唐纳德·特朗普. `more`: further names, by their type.
    """
    names = _names(text, standing, rulebook)
    for kind, words in more.items():
        names.setdefault(kind, set()).update(words)
    if not names:
        return
    shapes = Shapes.of(rulebook)
    certain = {text[p.start : p.end] for p in standing if p.type == "person" and p.priority > BASE}
    misread = _misreadings(standing)
    begun = {p.start: p.end for p in standing if p.type != "nameless"}
    taken = {(proposal.start, proposal.end) for proposal in standing}
    for hit in WordFinder((kind, words) for kind, words in names.items()).find(text):
        if (hit.start, hit.end) in taken or not _whole(text, hit.start, hit.end, hit.lexicon, shapes):
            continue
        longer = begun.get(hit.start, hit.end) < hit.end and text[hit.end : hit.end + 1] not in _GOES_ON
        sure = text[hit.start : hit.end] in certain or hit.end - hit.start > 3
        strong = hit.lexicon == "person" and sure and misread(hit.start, hit.end)
        priority = BASE + 2 if strong else BASE if longer else REPEATED
        end = _suffixed(text, hit.end, rulebook) if hit.lexicon == "place" else hit.end
        yield Proposal(hit.start, end, hit.lexicon, f"names.page.{hit.lexicon}", priority)


def _suffixed(text: str, end: int, rulebook: Rulebook) -> int:
    """望川 found again before 县 is 望川县 there."""
    if text[end - 1] in "省市县区州镇乡村旗路街":
        return end
    found = Grammar.of(rulebook).suffix.match(text, end)
    return found.end() if found else end


def _misreadings(standing: Iterable[Proposal]) -> Callable[[int, int], bool]:
    """Tells whether the model cut a stretch: 孟庆雨 where it read 秦岚孟 and 庆雨, 科斯坦特 where it read 科斯坦."""
    read = [p for p in standing if p.rule == "model.person"]
    at = {offset: p for p in read for offset in range(p.start, p.end)}

    def misread(start: int, end: int) -> bool:
        found = {at[offset] for offset in (start, end - 1) if offset in at}
        return any(not (p.start <= start and end <= p.end) for p in found)

    return misread


def _names(text: str, standing: Iterable[Proposal], rulebook: Rulebook) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    shapes = Shapes.of(rulebook)
    for proposal in standing:
        if proposal.type == "nameless":
            continue
        name = text[proposal.start : proposal.end]
        found = names.setdefault(proposal.type, set())
        if len(name) >= 2 and name not in shapes.never:
            found.add(name)
        if proposal.type == "place" and (base := _FOREIGN_ENDS.sub("", name)) != name and len(base) > 2:
            found |= {base} if shapes.foreign(base) else set()
        last = regex.split(f"[{DOTS}]", name)[-1]
        if proposal.type == "person" and last != name and len(last) >= 3 and last not in shapes.others:
            found.add(last)
    return names


def _whole(text: str, start: int, end: int, kind: str, shapes: Shapes) -> bool:
    """Whether a name found again is a word there: 何文 is not in 任何文化."""
    if kind == "organization":
        return not is_post(text, end)
    if end - start > 2:
        return True
    if kind == "place":
        return not (_HAN.match(text, start - 1) or _HAN.match(text, end)) if text[end - 1] in "县区市" else True
    if text[start : end + 1] in shapes.never or text[start - 1 : end] in shapes.never:
        return False
    return shapes.opens(text, start) or shapes.closes(text, end)


def lists(text: str, standing: Sequence[Proposal], rulebook: Rulebook) -> Iterator[Proposal]:
    """An item between two names of one type in a list with 、 has that type: 甲、乙、丙."""
    named = [proposal for proposal in standing if proposal.type != "nameless"]
    shapes, generic = Shapes.of(rulebook), word_ends(rulebook, "divisions.generic", "bodies.generic")
    firms = word_ends(rulebook, "bodies.endings.firm")
    for left, right in zip(named, named[1:], strict=False):
        if left.type != right.type or not 3 < right.start - left.end < 40:
            continue
        inner = text[left.end : right.start]
        if inner[0] != "、" or inner[-1] not in "、和与":
            continue
        at = left.end + 1
        for item in inner[1:-1].split("、"):
            if _fits(item, left.type, shapes, firms) and not generic.at(item, len(item)):
                yield Proposal(at, at + len(item), left.type, "names.page.list", REPEATED)
            at += len(item) + 1


def _fits(item: str, kind: str, shapes: Shapes, firms: WordEnds) -> bool:
    if not _ITEM.fullmatch(item) or item in shapes.never:
        return False
    if kind == "person":
        return shapes.valid(item)
    if kind == "organization":
        return 4 <= len(item) <= 6 and 0 < firms.at(item, len(item)) < 4
    return kind == "place" and 2 <= len(item) <= 3


def _own_name(rest: str, rulebook: Rulebook) -> bool:
    """Whether a name is one without its place: 远山饭店 of 望川市远山饭店; not 交通大学, 中心小学."""
    length = word_ends(rulebook, "bodies.endings").at(rest, len(rest))
    return 2 <= length < len(rest) - 1 and not is_industry(rest[:-length], rulebook)


def short_names(text: str, chains: Iterable[Sequence[Part]], bodies: Iterable[Proposal], rulebook: Rulebook) -> Names:
    """What the page may call a place or body after its full name: 能登地区 of 日本能登地区, 气象厅 of 日本气象厅."""
    places = {text[part.start : chain[-1].end] for chain in chains for part in chain[1:] if part.level >= 3}
    generic, known = rulebook.lexicon("bodies.generic"), rulebook.lexicon("bodies.endings.direct")
    short: set[str] = set()
    for body in bodies:
        name = text[body.start : body.end]
        short.update(word for word in short_forms(name, rulebook) if word not in generic)
        rest = name[len(leading_place(name, rulebook)) :]
        if len(rest) >= 3 and rest not in generic and (rest in known or _own_name(rest, rulebook)):
            short.add(rest)
    common = rulebook.lexicon("divisions.generic") | rulebook.lexicon("places.endings.direct")
    return {"place": {place for place in places - common if len(place) > 1}, "organization": short}
