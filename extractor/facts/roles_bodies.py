"""Bodies of posts that are no mention: the 乌 of 乌外长, the 学生会 of 江城大学 in 校学生会主席."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from extractor.facts.marks import BODY, PLACE, Token, uncovered
from extractor.mentions.names_words import WordEnds, word_ends
from extractor.rulebook import Rulebook

#: How far before a title the name of its body may begin.
_FAR = 22
#: What no name of a body holds: it begins behind the last of these.
_STOP = r"[^\p{Han}A-Za-z0-9“”（）]|{@words.grammar}|{@bodies.stops}"
#: The kinds of words that name a country by one character (language/words.py).
_NAMING = frozenset("HIJNS")
#: Marks that come in twos; a name that holds one of them alone begins behind it: （本报 + 记者.
_PAIRS = (("“", "”"), ("（", "）"))


@dataclass(frozen=True, slots=True)
class Bodies:
    """Finds the words before a title that name its body."""

    countries: WordEnds
    letters: WordEnds
    national: WordEnds
    ends: WordEnds
    heads: WordEnds
    stop: regex.Pattern[str]
    openings: regex.Pattern[str]
    before: regex.Pattern[str]
    statuses: WordEnds
    praise: WordEnds

    @classmethod
    def of(cls, rulebook: Rulebook) -> Bodies:
        return rulebook.memo("facts.bodies", cls._read)

    @classmethod
    def _read(cls, book: Rulebook) -> Bodies:
        return cls(
            countries=word_ends(book, "places.countries"),
            letters=word_ends(book, "places.letters"),
            national=word_ends(book, "titles.national"),
            ends=word_ends(book, "bodies.ends"),
            heads=word_ends(book, "bodies.headed"),
            stop=book.compile(book.expand(_STOP)),
            openings=book.compile(book.expand("{@bodies.openings}")),
            before=book.compile(book.expand("(?:{@places.letters.before}|[^\\p{Han}0-9]|^)$")),
            statuses=word_ends(book, "status.former", "status.acting", "status.elected", "status.current"),
            praise=word_ends(book, "titles.praise"),
        )

    def find(self, healed: str, titles: Iterable[Token], names: list[Token], words: str = "") -> list[Token]:
        """The tokens of bodies right before titles; none of them overlaps a name. `words` as a page has them."""
        ends = sorted(name.end for name in names)
        found = [token for title in titles for token in self._before(healed, title, ends, words)]
        return uncovered(sorted(found, key=lambda token: token.start), names)

    def _before(self, healed: str, title: Token, ends: list[int], words: str) -> Iterator[Token]:
        end = title.start - self.statuses.at(healed, title.start)
        if length := self.countries.at(healed, end):
            yield Token(end - length, end, PLACE)
        elif self._is_letter(healed, title, end, ends, words):
            yield Token(end - 1, end, PLACE)
        elif body := self._own(healed, title, ends):
            yield body

    def _is_letter(self, healed: str, title: Token, end: int, ends: list[int], words: str) -> bool:
        """乌外长 and 俄前副总理, but not 近日外长 or 对总统."""
        if not self.letters.at(healed, end) or not self.national.at(healed, title.end):
            return False
        at = end - 1
        if words[at : at + 1] in _NAMING and words[end : end + 1].isupper():
            return True
        return _last(ends, at) == at or bool(self.before.search(healed, max(0, at - 4), at))

    def _own(self, healed: str, title: Token, ends: list[int]) -> Token | None:
        """Words before a title that end as names of bodies do and that no name begins: 校学生会 + 主席."""
        end = title.start - self.statuses.at(healed, title.start)
        end -= self.praise.at(healed, end)
        least = max(0, end - _FAR, _last(ends, end))
        if healed[end - 1 : end] == "》" and (opening := healed.rfind("《", least, end)) >= 0:
            return Token(opening, end, BODY)
        length = self._end(healed, title, end)
        if not length:
            return None
        start = max((found.end() for found in self.stop.finditer(healed, least, end)), default=least)
        start = max(start, *(_unpaired(healed, start, end, *pair) for pair in _PAIRS))
        if found := self.openings.match(healed, start, end):
            start = found.end()
        name = _last(ends, end)
        begins_as_name = start == least and name == start or name == start - 1 and healed[name] in "》”"
        is_bare = length == 1 and end - start == 1
        return None if begins_as_name or is_bare else Token(start, end, BODY)

    def _end(self, healed: str, title: Token, end: int) -> int:
        """The length of the word at `end` that ends the name of a body: 学生会, and the 部 that its 部长 heads."""
        if length := self.ends.at(healed, end):
            return length
        heads = healed[title.start : title.end] == "长官" or healed[title.end - 1] == "长"
        return int(heads and self.heads.at(healed, end) and healed[title.end - 2] in (healed[end - 1], "长"))


def _unpaired(healed: str, start: int, end: int, opening: str, closing: str) -> int:
    """Behind the last of two marks where one stands alone; else `start`."""
    opened, closed = healed.count(opening, start, end), healed.count(closing, start, end)
    return start if opened == closed else healed.rfind(opening if opened > closed else closing, start, end) + 1


def _last(ends: list[int], at: int) -> int:
    """The last of the sorted `ends` that is not behind `at`; -1 if none is."""
    index = bisect_left(ends, at + 1)
    return ends[index - 1] if index else -1
