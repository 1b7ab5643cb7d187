"""Names: what rules, lexicons and the model together take for persons, organizations and places.

The model sees names by their surroundings and misjudges their edges; lexicons know edges and no surroundings; the page
has the same name again where it is easier. So: stretches that name nothing (美元, 中欧班列) first, then places and what
grows from them, persons by bylines and titles, the model's entities repaired, and last what the page adds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extractor.mentions.names_bodies import grow, known_bodies
from extractor.mentions.names_model import EntityLike, longer_places, repaired
from extractor.mentions.names_page import lists, repeat, short_names, trim, vote
from extractor.mentions.names_persons import propose_persons
from extractor.mentions.names_places import WORDS, Part, find_chains, listed_divisions
from extractor.mentions.names_resolve import resolve_names
from extractor.mentions.names_rules import BASE, leading_lexicons, propose_after, propose_plain
from extractor.mentions.names_words import Sheet
from extractor.mentions.proposal import Proposal
from extractor.mentions.settle import settle
from extractor.reading import Text
from extractor.rulebook import Rulebook

__all__ = ["propose_names", "resolve_names"]

Chains = Sequence[tuple[Part, ...]]


def propose_names(
    text: Text, rulebook: Rulebook, entities: Sequence[Sequence[EntityLike]] | None = None, words: str = ""
) -> list[Proposal]:
    """Persons, organizations and places of a page, in offsets of the healed text; `value` is None.

    `entities`: the model's, one list for each block, in the block's offsets; None if there is no model.
    `words`: those of the healed text (language/words.py), if somebody knows them.
    Proposals of type `nameless` are stretches that hold no name (长征五号): they win against names and are no mentions.
    """
    healed = text.healed
    model = [] if entities is None else list(repaired(text, rulebook, entities))
    sheet = Sheet(healed, rulebook, (*WORDS, *leading_lexicons(rulebook)))
    seen = _support([proposal for proposal in model if proposal.type != "person"])
    chains = [chain for chain in find_chains(sheet, seen) if seen(*_span(chain)) or not _cut(words, chain[0].start)]
    first = list(_first(sheet, chains, _without_chains(sheet, model, chains)))
    standing = list(vote(healed, settle(first).winners))
    changed = {(proposal.start, proposal.end): proposal for proposal in standing}
    return [
        *(changed.get((proposal.start, proposal.end), proposal) for proposal in first),
        *_from_page(healed, rulebook, chains, standing),
    ]


def _first(sheet: Sheet, chains: Chains, model: Sequence[Proposal]) -> Iterator[Proposal]:
    """What each rule and the model propose by themselves."""
    spans = [_span(chain) for chain in chains]
    anchors = sorted({*spans, *((proposal.start, proposal.end) for proposal in model if proposal.type == "place")})
    yield from (Proposal(start, end, "place", "places.lexicon", BASE) for start, end in spans)
    listed = listed_divisions(sheet, chains)
    yield from (Proposal(start, end, "place", "places.list", BASE) for start, end in listed)
    yield from model
    yield from longer_places(sheet, model, chains)
    yield from propose_plain(sheet, "nameless")
    yield from propose_after(sheet, "nameless", "place", anchors)
    yield from propose_plain(sheet, "place")
    yield from propose_after(sheet, "place", "place", anchors)
    yield from propose_plain(sheet, "person")
    yield from propose_persons(sheet)
    bodies = [*known_bodies(sheet, _support(model)), *propose_plain(sheet, "organization")]
    yield from bodies
    bodies = [proposal for proposal in (*bodies, *model) if proposal.type == "organization"]
    yield from propose_after(sheet, "nameless", "organization", [(body.start, body.end) for body in bodies])
    yield from grow(sheet, anchors, bodies)


def _span(chain: Sequence[Part]) -> tuple[int, int]:
    return chain[0].start, chain[-1].end


def _cut(words: str, start: int) -> bool:
    """Whether a stretch begins inside a word: 前海 in 当前|海南, 都柏林 in 首都|柏林."""
    return bool(words) and words[start].islower()


def _support(model: Sequence[Proposal]) -> Callable[[int, int], bool]:
    """Whether the model saw a name at a stretch."""
    seen = {at for proposal in model for at in range(proposal.start, proposal.end)}
    return lambda start, end: start in seen and end - 1 in seen


def _without_chains(sheet: Sheet, model: Sequence[Proposal], chains: Chains) -> list[Proposal]:
    """The model's proposals but those that lexicons know better: a chain read as a body, two places read as one.

    And what ends inside a word that is no name: 秘鲁北京 in 秘鲁北京时间3日.
    """
    starts = {chain[0].start: chain[-1].end for chain in chains}
    inside = {at for hit in sheet.hits(*WORDS) if hit.lexicon == "names.traps" for at in range(hit.start + 1, hit.end)}
    endings = sheet.rulebook.lexicon("places.endings")
    return [p for p in model if p.end not in inside and not _known_better(p, starts, sheet.text[p.end - 1] in endings)]


def _known_better(proposal: Proposal, starts: dict[int, int], ends_like_place: bool) -> bool:
    end = starts.get(proposal.start)
    if end == proposal.end:
        return proposal.type != "place"
    if end == proposal.end - 1:  # 雅加达迁, 歙县城: one character too many
        return proposal.type == "place" and not ends_like_place
    if end is None or end > proposal.end:
        return False
    second = starts.get(end)
    return second is not None and (proposal.type == "place" and second == proposal.end or proposal.end - second == 1)


def _from_page(healed: str, rulebook: Rulebook, chains: Chains, standing: Sequence[Proposal]) -> Iterator[Proposal]:
    """What the page adds to what stands: repeated names, short forms of companies, items of lists."""
    bodies = [proposal for proposal in standing if proposal.type == "organization"]
    yield from repeat(healed, standing, short_names(healed, chains, bodies, rulebook), rulebook)
    yield from lists(healed, standing, rulebook)
    yield from trim(healed, standing)
