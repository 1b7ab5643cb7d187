"""The facts of a page as records of the model: who holds which post, who said what; offsets of the original text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.facts.page import Page, Span
from extractor.facts.quotes import QuoteFact, find_quotes
from extractor.facts.roles import RoleFact, find_roles
from extractor.model import Fact, Place, Quote, Role
from extractor.reading import Text


def state_facts(page: Page) -> list[Fact]:
    """The roles and quotes of a page, in order of start, the longer before the shorter."""
    facts: list[Fact] = [*_roles(page), *_quotes(page)]
    return sorted(facts, key=lambda fact: (fact.at.start, -fact.at.end, fact.type))


def _roles(page: Page) -> Iterator[Role]:
    for fact in find_roles(page):
        yield _role(page.text, fact)


def _role(text: Text, fact: RoleFact) -> Role:
    return Role(
        text=text.healed[fact.start : fact.end],
        at=place(text, [(fact.start, fact.end)]),
        rule=fact.rule,
        person=fact.person,
        person_text=text.healed[slice(*fact.person_at)],
        person_at=_original(text, fact.person_at),
        person_named=fact.named,
        title=fact.title,
        title_at=_original(text, fact.title_at),
        status=fact.status,
        organization=fact.organization,
        organization_at=None if fact.organization_at is None else _original(text, fact.organization_at),
    )


def _quotes(page: Page) -> Iterator[Quote]:
    for fact in find_quotes(page):
        yield _quote(page.text, fact)


def _quote(text: Text, fact: QuoteFact) -> Quote:
    return Quote(
        text="".join(text.healed[start:end] for start, end in fact.pieces),
        at=place(text, fact.pieces),
        rule=fact.rule,
        speaker=fact.speaker.name,
        speaker_text=fact.speaker.text,
        speaker_at=_original(text, fact.speaker.at),
        speaker_mention=fact.speaker.mention,
        verb=fact.verb,
        verb_at=None if fact.verb_at is None else _original(text, fact.verb_at),
        direct=fact.direct,
    )


def place(text: Text, pieces: Sequence[Span]) -> Place:
    """Where healed stretches stand that make up one record: the two halves of “先修路，”他说，“再盖房。”"""
    whole = text.locate(pieces[0][0], pieces[-1][1])
    segments: list[Span] = []
    for piece in pieces:
        at = text.locate(*piece)
        segments += at.segments or ((at.start, at.end),)
    return Place(
        start=whole.start,
        end=whole.end,
        line=whole.line,
        sentence=whole.sentence,
        segments=tuple(segments) if len(segments) > 1 else (),
    )


def _original(text: Text, span: Span) -> Span:
    at = text.locate(*span)
    return at.start, at.end
