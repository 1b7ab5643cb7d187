"""Who a clause is about: the person, body or people before its verb.

宏达公司董事长王芳昨天对记者 + 说 is about 王芳, not about the 记者 she speaks to; 李明看着窗外，缓缓地 + 说 is
about 李明.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.facts.marks import BODY, PEOPLE, PERSON, PLACE, PRONOUN, TITLE
from extractor.mentions.names_words import WordEnds, word_ends
from extractor.rulebook import Rulebook

_MARK = regex.compile(f"[{PERSON}{BODY}{PLACE}{TITLE}{PRONOUN}{PEOPLE}]")
_SURNAME = regex.compile(r"(?![的和与及说称对向给跟在是为把被让从将也还又则等])\p{Han}")
_CLAUSE = regex.compile(r"[^，,；：:]+")
_PLAIN = regex.compile(r"(?:(?![在对向说称于为让把被是有就昨今]|表示|接受|举行)[\p{Han}A-Za-z0-9“”（）])*")
_ADDRESSED = regex.compile(r"[对向给跟][\p{Han}]{0,4}$")
_PEOPLE = (TITLE, PEOPLE)
_DATELINE = regex.compile(r"[^，。]{0,6}(?:讯|专?电|消息)(?!话|力)")
_ENDS = "。！？\n"
_FAR = 200


@dataclass(frozen=True, slots=True)
class Subject:
    """A unit of the marked text, from its first mark to behind its last; `head` is the mark it is about."""

    start: int
    end: int
    head: str


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds subjects, with the words behind which nobody acts (对, 向, 谈到)."""

    addressed: WordEnds

    @classmethod
    def of(cls, rulebook: Rulebook) -> Subjects:
        return rulebook.memo("facts.subjects", lambda book: cls(word_ends(book, "speech.addressed")))

    def units(self, text: str, start: int, end: int) -> Iterator[Subject]:
        """The units of a clause that may act, in order; what is spoken to is passed over as a whole."""
        at = start
        while found := _MARK.search(text, at, end):
            unit = unit_at(text, found.start(), end)
            if not self._is_addressed(text, start, unit) and not _DATELINE.match(text, unit.end, end):
                yield unit
            at = unit.end

    def before(self, text: str, start: int, end: int, heads: str, back: int = 3) -> Subject | None:
        """The first unit with one of `heads` in the last clause of `text[start:end]`, else in the one before it, ..."""
        clauses = [found.span() for found in _CLAUSE.finditer(text, start, end)]
        for left, right in list(reversed(clauses))[:back]:
            for unit in self.units(text, left, right):
                if unit.head in heads:
                    return unit
        return None

    def person_before(self, text: str, position: int) -> Subject | None:
        """The person that a pronoun at `position` may stand for: what this sentence or one before it is about."""
        end = position
        for _ in range(4):
            start = max(text.rfind(mark, max(0, end - _FAR), end) for mark in _ENDS) + 1
            found = next((unit for unit in self.units(text, start, end) if unit.head == PERSON), None)
            if found is not None or start == 0:
                return found
            end = start - 1
        return None

    def _is_addressed(self, text: str, start: int, unit: Subject) -> bool:
        if self.addressed.at(text, unit.start):
            return True
        return unit.head in _PEOPLE and bool(_ADDRESSED.search(text, max(start, unit.start - 5), unit.start))


def unit_at(text: str, start: int, end: int) -> Subject:
    """The unit that begins with the mark at `start`: 宏达公司董事长王芳, 石川县居民, 王芳的老师.

    >>> unit_at(f"{BODY}相关{PEOPLE}昨天", 0, 6).end
    4
    """
    at = start
    while (following := _MARK.search(text, at + 1, end)) and _joins(
        text[at], text[at + 1 : following.start()], following.group()
    ):
        at = following.start()
    head = text[at]
    if head in _PEOPLE and at > start and text[at - 1] == PERSON:
        head = PERSON
    return Subject(start, at + 1, head)


def _joins(mark: str, gap: str, following: str) -> bool:
    """Whether two marks with `gap` between them belong to one unit."""
    if mark in (BODY, PLACE):
        if following in (BODY, PLACE):
            return not gap
        return following in (TITLE, PEOPLE, PERSON) and len(gap) <= 14 and bool(_PLAIN.fullmatch(gap))
    if mark in _PEOPLE and following in (BODY, PLACE):
        return gap.strip() in ("、", "兼")  # 全国人大代表、红星村党支部书记张桂芳
    if mark in _PEOPLE:
        return following in (PERSON, *_PEOPLE) and (gap.strip() in ("", "、", "兼") or bool(_SURNAME.fullmatch(gap)))
    if mark == PERSON and following in _PEOPLE and not gap:
        return True
    return gap.startswith("的") and following in (PERSON, *_PEOPLE) and len(gap) <= 4
