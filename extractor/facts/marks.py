"""A text in which each mention is one character, so that a pattern reads 宏达公司董事长王芳 as body, title, person.

The patterns of roles and quotes are written over such texts: `{a_body}{a_title}{a_person}`. What they find is brought
back to offsets of the healed text by the places of the marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.facts.page import Page, Span

#: One private character for each sort of thing; rules/fragments.facts.yaml names them for the patterns.
PERSON, BODY, PLACE, DATE, TITLE = "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
SAYING, QUOTATION, PRONOUN, PEOPLE = "\ue006", "\ue007", "\ue008", "\ue009"
#: “小马达” before a noun is a word like any other, so it reads as one to the patterns.
TERM = "々"

NAME_MARKS = {"person": PERSON, "organization": BODY, "place": PLACE}
_MARKS = re.compile("[\ue001-\ue009]")


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the healed text that is read as one mark."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Marked:
    """`text` has a mark in the place of each token; `at[i]` is where the mark of `tokens[i]` stands in it."""

    text: str
    healed: str
    tokens: tuple[Token, ...]
    at: tuple[int, ...]

    def offset(self, position: int) -> int:
        """The healed offset of a place in `text`; behind a mark it is the end of what the mark stands for."""
        index = bisect_left(self.at, position) - 1
        return position if index < 0 else self.tokens[index].end + position - self.at[index] - 1

    def span(self, start: int, end: int) -> Span:
        """The healed span of `text[start:end]`."""
        return self.offset(start), self.offset(end)

    def words(self, start: int, end: int) -> str:
        """The words that stand in `text[start:end]`."""
        return self.healed[slice(*self.span(start, end))]

    def token(self, position: int) -> Token:
        """The token whose mark stands at `position`."""
        return self.tokens[bisect_left(self.at, position)]

    def position(self, offset: int) -> int:
        """The place in `text` of a healed offset; that of the mark where it lies inside a token."""
        index = bisect_left(self.tokens, offset, key=lambda token: token.end)
        if index < len(self.tokens) and self.tokens[index].start <= offset:
            return self.at[index]
        return offset if index == 0 else offset - self.tokens[index - 1].end + self.at[index - 1] + 1


def mark(healed: str, tokens: Iterable[Token]) -> Marked:
    """Put marks in; of tokens that overlap the first to start stands, of those the longest.

    >>> mark("宏达公司王芳", [Token(0, 4, "O"), Token(4, 6, "P")]).text
    'OP'
    """
    plain = _MARKS.sub("\ufffd", healed)
    pieces: list[str] = []
    kept: list[Token] = []
    at: list[int] = []
    end = length = 0
    for token in sorted(tokens, key=lambda token: (token.start, -token.end)):
        if token.start < end:
            continue
        pieces += (plain[end : token.start], token.mark)
        at.append(length + token.start - end)
        length = at[-1] + 1
        kept.append(token)
        end = token.end
    pieces.append(plain[end:])
    return Marked("".join(pieces), healed, tuple(kept), tuple(at))


def name_tokens(page: Page) -> list[Token]:
    """The names and dates of the page."""
    names = [Token(name.start, name.end, NAME_MARKS[name.type]) for name in page.names]
    return names + [Token(date.start, date.end, DATE) for date in page.dates]


def uncovered(tokens: Iterable[Token], by: Iterable[Token]) -> list[Token]:
    """The tokens that overlap none of `by`; both in order of start."""
    starts: list[int] = []
    ends: list[int] = []
    for token in sorted(by, key=lambda token: token.start):
        if not ends or token.start >= ends[-1]:
            starts.append(token.start)
            ends.append(token.end)
    free = []
    for token in tokens:
        index = bisect_left(starts, token.end) - 1
        if index < 0 or ends[index] <= token.start:
            free.append(token)
    return free
