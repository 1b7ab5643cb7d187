"""Interviews printed as turns: 记者：…… and 王芳：…… at the start of paragraphs, without quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.facts.page import Page, Span
from extractor.facts.quotes_descriptions import Speaker

#: Who is named at the start of a paragraph, and the words behind the colon.
_TURN = regex.compile(r"(?<=^|\n)(?P<who>[\p{Han}A-Za-z·《》]{1,12})[：:] ?(?P<said>[^\n]{2,})(?=\n|$)")
_SENTENCE = regex.compile(r"[。！？!?…”]$")
#: So many turns make an interview: fewer may be 责任编辑：王芳 or a list of places.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """What one says in an interview; `pieces` are its paragraphs in the healed text."""

    speaker: Speaker
    pieces: tuple[Span, ...]


def find_turns(page: Page) -> list[Turn]:
    """The turns of an interview, none where a page is no interview.

    It is one if somebody asks (记者, 主持人, 问) and somebody answers, in three turns or more. A paragraph without a
    name between two turns belongs to the first of them.
    """
    healed = page.text.healed
    askers = page.rulebook.lexicon("turns.askers")
    found = [turn for turn in _TURN.finditer(healed) if _SENTENCE.search(turn["said"].rstrip())]
    labels = [turn["who"] for turn in found]
    if len(found) < _LEAST or len(set(labels)) < 2 or not any(label in askers for label in labels):
        return []
    return [
        Turn(_speaker(page, turn), tuple(_pieces(healed, turn, following)))
        for turn, following in zip(found, [*found[1:], None], strict=True)
    ]


def _pieces(healed: str, turn: regex.Match[str], following: regex.Match[str] | None) -> Iterator[Span]:
    """The words behind the name, and the paragraphs between them and the next turn."""
    yield turn.span("said")
    if following is None:
        return
    for paragraph in regex.finditer(r"[^\n]+", healed[: following.start()], pos=turn.end()):
        if _SENTENCE.search(paragraph.group()):
            yield paragraph.span()


def _speaker(page: Page, turn: regex.Match[str]) -> Speaker:
    span = turn.span("who")
    name = next((name for name in page.names if (name.start, name.end) == span), None)
    if name is None:
        return Speaker(turn["who"], turn["who"], span, None)
    return Speaker(page.full.get(span, turn["who"]), turn["who"], span, name.type)  # type: ignore[arg-type]
