"""A list of posts read into its parts: 原宏达公司党委书记、董事长 is two posts, both of 宏达公司, both former."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import regex

from extractor.facts.marks import BODY, PLACE, Marked
from extractor.facts.page import Span
from extractor.mentions.names_words import WordEnds, word_ends
from extractor.rulebook import Rulebook

Status = Literal["former", "elected", "acting"]

#: One post of a list; the parts are fragments, so that the rules and this read alike.
_POST = (
    "{role_status=early}?(?:{role_body=body}[》”]?{:role_aside}?{role_part=part}?{:role_link}?{role_status=late}?{role_abroad=abroad}?"
    "|{role_posted=abroad}|{:role_duty})?"
    "{:role_term}?{role_status=last}?(?P<title>{:a_title}{1,2})"
)
#: A post abroad is held for a country: 某国常驻联合国观察员.
_ABROAD = "驻"
_DIVISIONS = ("省", "州", "市", "县", "区", "镇", "乡", "村")
#: The committee of a division: its secretary's further posts are not in it.
_COMMITTEE = regex.compile(f"[{''.join(_DIVISIONS)}]委$")
_STATUSES: tuple[Status, ...] = ("former", "elected", "acting")


@dataclass(frozen=True, slots=True)
class Post:
    """A title in a marked text. `at` is its first mark, `start:end` all of it (驻美国大使).

    `body` is the stretch of its body with the part of it that is named (宏达公司市场部), None if the text names none.
    """

    at: int
    start: int
    end: int
    title: str
    body: Span | None
    status: Status | None


@dataclass(frozen=True, slots=True)
class Posts:
    """Reads posts, with what the lexicons say of titles."""

    pattern: regex.Pattern[str]
    holder: regex.Pattern[str]
    statuses: Mapping[str, Status]
    office: WordEnds
    standing: WordEnds
    sole: WordEnds
    national: WordEnds
    professions: WordEnds
    memberships: WordEnds
    seated: WordEnds
    aides: WordEnds
    bodiless: frozenset[str]
    committee: frozenset[str]
    replaced: WordEnds
    succeeded: regex.Pattern[str]
    never_behind: frozenset[str]
    seats: frozenset[str]
    unnamed: frozenset[str]
    inner: frozenset[str]

    @classmethod
    def of(cls, rulebook: Rulebook) -> Posts:
        return rulebook.memo("facts.posts", cls._read)

    @classmethod
    def _read(cls, book: Rulebook) -> Posts:
        return cls(
            pattern=book.compile(book.expand(_POST)),
            holder=book.compile(book.expand("{:role_holder}")),
            statuses={word: status for status in _STATUSES for word in book.lexicon(f"status.{status}")},
            office=word_ends(book, "titles.office"),
            standing=word_ends(book, "titles.standing"),
            professions=word_ends(book, "titles.professions"),
            national=word_ends(book, "titles.national"),
            sole=word_ends(book, "titles.sole"),
            memberships=word_ends(book, "titles.memberships"),
            seated=word_ends(book, "titles.seated"),
            aides=word_ends(book, "titles.aides"),
            committee=book.lexicon("titles.committee"),
            bodiless=book.lexicon("titles.bodiless"),
            succeeded=book.compile(book.expand("{@office.replaced}[^，。；\\n\ue001]{1,20}的$")),
            replaced=word_ends(book, "office.replaced"),
            never_behind=book.lexicon("titles.never_behind"),
            seats=book.lexicon("titles.division_seats"),
            unnamed=book.lexicon("bodies.unnamed"),
            inner=book.lexicon("bodies.inner"),
        )

    def read(self, marked: Marked, start: int, end: int) -> list[Post]:
        """The posts of a list in order; one without a body has that of the post before it."""
        posts: list[Post] = []
        for found in self.pattern.finditer(marked.text, start, end):
            for post in self._parted(marked, found):
                before = posts[-1] if posts and not self._is_apart(marked, posts[-1], post) else None
                if before and self._is_open(marked, post) and self.inherits(marked, before, post):
                    post = replace(post, body=before.body, status=post.status or before.status)
                posts.append(post)
        return posts

    def _is_open(self, marked: Marked, post: Post) -> bool:
        """Whether a post waits for its body: it has none, or only a part that every body has."""
        return post.body is None or marked.words(*post.body) in self.inner

    def _is_apart(self, marked: Marked, before: Post, post: Post) -> bool:
        """Whether words between two posts say that the second is elsewhere, or a trade: 教授、石油勘探 + 专家."""
        gap = marked.text[before.at + 1 : post.at]
        return len(gap) > 2 and (self.is_standing(post.title) or "”" in gap or len(gap) > 6)

    def fits(self, post: Post, body: str) -> bool:
        """Whether a post may be in a body: no 外交部长 in a province."""
        return not (body.endswith(_DIVISIONS) and self.national.at(post.title, len(post.title)))

    def is_held(self, post: Post) -> bool:
        """Whether it is a post: a trade is one only in a body, 江城剧院演员 and not 演员 alone."""
        return post.body is not None or not self.professions.at(post.title, len(post.title)) == len(post.title)

    def placed(self, marked: Marked, post: Post) -> Post:
        """A profession has no place for its body: 中国作家 holds no post in China; nor is 大会 the name of a body."""
        if post.body is not None and marked.words(*post.body) in self.unnamed:
            return replace(post, body=None)
        if post.body is not None and marked.text[post.body[0]] == PLACE and self.is_standing(post.title):
            return post if _ABROAD in post.title else replace(post, body=None)
        return post

    def inherits(self, marked: Marked, before: Post, post: Post) -> bool:
        """Whether the body of a post is that of the next in a list: not of 中国科学院院士、教授."""
        if before.body is None or post.title in self.bodiless:
            return False
        body = marked.words(*before.body)
        if body.endswith("委") and {before.title, post.title} <= self.committee:
            return True
        if _COMMITTEE.search(body):
            return self._is_seat(body, post)
        members = any(self._is_membership(title) for title in (before.title, post.title))
        return not members or self._is_seat(body, post)

    def _is_membership(self, title: str) -> bool:
        """委员 of a congress, but not the 党委委员 who works where the committee is."""
        return self.memberships.at(title, len(title)) > self.seated.at(title, len(title))

    def hands_on(self, marked: Marked, before: Post, post: Post) -> bool:
        """Whether it is that of the next group: 伊朗总统甲、外交部长乙, but not 上海市市长甲、作家乙."""
        return self.inherits(marked, before, post) and (
            not self.is_standing(post.title) or self.is_standing(before.title)
        )

    def is_standing(self, title: str) -> bool:
        """Whether it is a profession or a rank: 教授 and 工程师, but not 总工程师."""
        return self.standing.at(title, len(title)) > self.office.at(title, len(title))

    def is_shared(self, post: Post) -> bool:
        """Whether several people may hold it: 副省长, 记者, 前总统, but not 省长."""
        title = post.title
        return post.status == "former" or "副" in title or not self.sole.at(title, len(title))

    def body_name(self, name: str, post: Post) -> str:
        """某市委书记、市长: the mayor is the city's, not the committee's."""
        return name[:-1] if self._is_seat(name, post) else name

    def _is_seat(self, body: str, post: Post) -> bool:
        """Whether it is one at the head of the division whose committee is named: 某省委常委、副省长."""
        return any(post.title.endswith(seat) and body.endswith(f"{seat[0]}委") for seat in self.seats)

    def _parted(self, marked: Marked, found: regex.Match[str]) -> list[Post]:
        """One title, or two that stand side by side: 党委书记 董事长, but 总经理助理 is one."""
        start, end = found.span("title")
        said = found.group("last", "late", "early")
        status = next((self.statuses[word] for word in said if word in self.statuses), None)
        body = _body(found)
        first = found.start("abroad") if found.start("abroad") >= 0 else start
        titles = [(start, first, end)]
        if end - start == 2 and not self._is_aide(marked.words(end - 1, end)):
            titles = [(start, first, start + 1), (start + 1, start + 1, end)]
        return [Post(at, left, right, marked.words(left, right), body, status) for at, left, right in titles]

    def _is_aide(self, title: str) -> bool:
        return bool(self.aides.at(title, len(title)))


def _body(found: regex.Match[str]) -> Span | None:
    """The nearest body before the title: the last one, unless only places stand there."""
    if found.start("body") < 0:
        return None
    marks = found.group("body")
    last = marks.rfind(BODY)
    start = found.start("body") + (last if last >= 0 else len(marks) - 1)
    return start, max(start + 1, found.end("part"))
