"""Who a clause is about: the person, body or people before its verb.

宏达公司董事长王芳昨天对记者 + 说 is about 王芳, not about the 记者 she speaks to; 李明看着窗外，缓缓地 + 说 is
about 李明.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.facts.marks import BODY, PEOPLE, PERSON, PLACE, PRONOUN, QUOTATION, SAYING, TITLE
from extractor.mentions.names_words import WordEnds, word_ends
from extractor.rulebook import Rulebook

_MARK = regex.compile(f"[{PERSON}{BODY}{PLACE}{TITLE}{PRONOUN}{PEOPLE}]")
_SURNAME = regex.compile(r"(?![的和与及说称对向给跟在是为把被让从将也还又则等])\p{Han}")
#: What stands in brackets parts no clause: 王芳（女，43岁）是……
_CLAUSE = regex.compile(r"(?:（[^（）\n]{0,60}）|[^，,；：:])+")
_PLAIN = regex.compile(
    r"(?:(?![在对向说称于为让把被是有就昨今]|表示|接受|举行|出席|参加|召开|主持|访问|会见|采访)"
    r"[\p{Han}A-Za-z0-9“”（）])*"
)
_ADDRESSED = regex.compile(r"[对向给跟][\p{Han}]{0,4}$")
#: 一位 of 在一位老师面前: what is counted stands behind the word that tells how it takes part.
_COUNT = regex.compile(r"(?:[一两三几这那另某各]|全体)?[0-9]{0,3}[位名个些群]?$")
#: 一名武装 + 人员: what a description opens with.
_DESCRIBED = regex.compile(r"(?:另|有)?[一两三几][位名个些]\p{Han}{0,8}$")
#: 出席会议的 + 王芳: what stands before 的 is not who acts.
_RELATIVE = regex.compile(r"[^，。]*的(?:《[^》]{1,20}》|\p{Han}){0,6}")
_PEOPLE = (TITLE, PEOPLE)
_DATELINE = regex.compile(r"[^，。]{0,6}(?:讯|专?电|消息)(?!话|力|文|报|视|影|站|网|子|贺|告)")
_WHILE = regex.compile("[^，。；]{0,14}(?:以来|期间|之际|之后|之前|前夕|[时后前])，")
_ENDS = "。！？\n"
#: What stands between who acts and the verb and says only when or that it is one more time.
_AT_ONCE = regex.compile("(?:\ue004|[0-9]{1,2}日|当天|当日|今天|昨天|[也还又则])*")
_FAR = 200
_BRACKETS = 60
_WHERE = regex.compile("[在从到]$")
_OPENING = ("《", "“")
_AFTER = " 　\ue004）)”"


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
    leads: WordEnds

    @classmethod
    def of(cls, rulebook: Rulebook) -> Subjects:
        return rulebook.memo("facts.subjects", cls._read)

    @classmethod
    def _read(cls, book: Rulebook) -> Subjects:
        return cls(word_ends(book, "speech.addressed"), word_ends(book, "speech.leads"))

    def units(self, text: str, start: int, end: int) -> Iterator[Subject]:
        """The units of a clause that may act, in order; what is spoken to or stands in brackets is passed over."""
        at = start
        while found := _MARK.search(text, at, end):
            unit = unit_at(text, found.start(), end)
            if not (self._is_addressed(text, start, unit) or _is_bracketed(text, unit.start, end)):
                if not _DATELINE.match(text, unit.end, end):
                    yield unit
            at = unit.end

    def before(self, text: str, start: int, end: int, heads: str, back: int = 3) -> Subject | None:
        """Who acts in the last clause of `text[start:end]`, with one of `heads`; else in the one before it, ..."""
        clauses = [found.span() for found in _CLAUSE.finditer(text, start, end)]
        for left, right in list(reversed(clauses))[:back]:
            units = [unit for unit in self.units(text, left, right) if unit.head in heads]
            if units:
                return self._acting(text, left, right, units)
        return None

    def _acting(self, text: str, start: int, end: int, units: list[Subject]) -> Subject:
        """The first unit, but for one that only says more of another: 出席外长会议的王芳, 李明的老师、校长王芳."""
        last = units[-1]
        is_introduced = last.head == PERSON and last.end - last.start > 1 and text[last.end - 2] in _PEOPLE
        if is_introduced and _AT_ONCE.fullmatch(text, last.end, end):
            return last
        for unit, following in zip(units, units[1:], strict=False):
            if "着" in text[unit.end : following.start]:
                return unit  # 王芳指着墙上的中方地图 + 说
            opens = unit.start == start or self.leads.at(text, unit.start) or text[unit.start - 1] in _AFTER
            if opens or not _RELATIVE.fullmatch(text, unit.end, following.start):
                return unit
        return last

    def person_before(self, text: str, position: int, opening: str = "") -> Subject | None:
        """The person that a pronoun at `position` may stand for: what this sentence or one before it is about.

        A unit with one of the heads of `opening` counts where it opens its sentence: 一位店主走了出来。
        """
        end = position
        for _ in range(4):
            start = max(text.rfind(mark, max(0, end - _FAR), end) for mark in _ENDS) + 1
            for unit in self.units(text, start, end):
                if unit.head == PERSON or unit.head in opening and self.opens(text, unit):
                    return unit
            if start == 0:
                return None
            end = start - 1
        return None

    def opens(self, text: str, unit: Subject) -> bool:
        """Whether a sentence begins with a unit and is about it: not 王芳访美以来，……, nor 王芳的官邸."""
        start = max(text.rfind(mark, max(0, unit.start - _FAR), unit.start) for mark in _ENDS + QUOTATION) + 1
        described = _DESCRIBED.search(text, start, unit.start) if unit.head in _PEOPLE else None
        before = text[start : described.start() if described else unit.start]
        if len(before) > 12 or before and before[-1] not in "，, 　\ue004" and not self.leads.at(text, unit.start):
            return False
        return text[unit.end : unit.end + 1] != "的" and not _WHILE.match(text, unit.end)

    def _is_addressed(self, text: str, start: int, unit: Subject) -> bool:
        counted = _COUNT.search(text, max(start, unit.start - 5), unit.start)
        if text[unit.start - 1 : unit.start] == SAYING and unit.start > start:
            return True  # 嘱咐他 + 说
        if text[unit.start - 1 : unit.start] == "着":
            return True  # 摸着她的头 + 说
        left = counted.start() if counted else unit.start
        if unit.head in (PERSON, *_PEOPLE) and _WHERE.search(text, start, left) and "的" in text[left : unit.end]:
            return False  # 在北京家中的王芳
        left -= text[left - 1 : left] in _OPENING
        if 0 < self.addressed.at(text, left) <= left - start:
            return True  # 对《江城晚报》
        return unit.head in _PEOPLE and bool(_ADDRESSED.search(text, max(start, unit.start - 5), unit.start))


def _is_bracketed(text: str, at: int, end: int) -> bool:
    """Whether a place stands in brackets that close before `end`: 新华社电（记者王芳）."""
    least = max(0, at - _BRACKETS)
    if text[at - 1 : at + 2 : 2] != "《》" and text.rfind("《", least, at) > text.rfind("》", least, at):
        return True  # 《王芳传》, but not 《江城晚报》
    for opening, closing in ("（）", "()"):
        if text.rfind(opening, least, at) > text.rfind(closing, least, at):
            return text.find(closing, at, end) >= 0
    return False


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
            return gap in ("", "驻")
        return following in (TITLE, PEOPLE, PERSON) and len(gap) <= 14 and bool(_PLAIN.fullmatch(gap))
    if mark in _PEOPLE and following in (BODY, PLACE):
        return gap.strip() in ("、", "兼")  # 全国人大代表、红星村党支部书记张桂芳
    if mark in _PEOPLE and following in _PEOPLE and gap.startswith("的"):
        return len(gap) <= 6  # 总理的政治顾问王芳
    if mark in _PEOPLE and following in _PEOPLE and gap.endswith("的"):
        return len(gap) <= 10 and "着" not in gap and bool(_PLAIN.fullmatch(gap))  # 主管公共卫生的副总监王芳
    if mark in _PEOPLE:
        return following in (PERSON, *_PEOPLE) and (gap.strip() in ("", "、", "兼") or bool(_SURNAME.fullmatch(gap)))
    if mark in (PERSON, PRONOUN) and following in _PEOPLE and not gap:
        return True  # 该银行发言人, 他妻子
    if mark == PRONOUN and following == BODY and not gap:
        return True
    return gap.startswith("的") and following in (PERSON, *_PEOPLE) and len(gap) <= 4
