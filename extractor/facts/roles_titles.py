"""The titles on a page: a head of a lexicon with the words before it that belong to it, 常务副 + 市长."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

import regex

from extractor.facts.marks import BODY, PERSON, PLACE, TITLE, Token, uncovered
from extractor.facts.page import Span
from extractor.mentions.names_words import Hit, WordEnds, WordFinder, finder, word_ends
from extractor.rulebook import Rulebook

#: Between two things that a minister is minister of.
_AND = ("与", "和", "及")
#: What a minister is minister of, in words that no lexicon holds.
_PORTFOLIO = regex.compile(r"(?!、)(?:(?![的在由向是为兼部局署]|对(?!外)|首[位任届]|第|历史)[\p{Han}、]){2,16}")
#: A title that no lexicon holds.
_WORD = r"(?:(?!{@words.grammar}|{@bodies.stops})\p{Han}){2,7}"


@dataclass(frozen=True, slots=True)
class Titles:
    """What the lexicons say of titles."""

    heads: WordFinder
    followed: WordFinder
    named: frozenset[str]
    modifiers: WordEnds
    endings: WordEnds
    places: WordEnds
    ministers: WordEnds
    statuses: WordEnds
    opening: WordFinder
    word: regex.Pattern[str]

    @classmethod
    def of(cls, rulebook: Rulebook) -> Titles:
        return rulebook.memo("facts.titles", cls._read)

    @classmethod
    def _read(cls, book: Rulebook) -> Titles:
        heads = finder(book, "titles.hidden", "titles.office", "titles.standing", "titles.bodied")
        return cls(
            heads,
            finder(book, "titles.followed"),
            book.lexicon("titles.named"),
            word_ends(book, "titles.modifiers"),
            word_ends(book, "titles.endings"),
            word_ends(book, "places.countries"),
            word_ends(book, "titles.ministers"),
            word_ends(book, "status.former", "status.acting"),
            finder(book, "status.former", "status.acting", "status.elected", "status.current"),
            book.compile(book.expand(_WORD)),
        )

    def find(self, healed: str, names: list[Token], words: str = "") -> list[Token]:
        """The titles of a text, none of them inside a name. `words` as a page has them."""
        bodies = {name.end for name in names if name.mark == BODY}
        people = {name.start for name in names if name.mark == PERSON}
        behind = (hit for end in sorted({name.end for name in names}) if (hit := self.heads.at(healed, end)))
        hits = sorted({*self.heads.find(healed), *behind})
        heads = (Token(*_ending(healed, hit), TITLE) for hit in hits if self._means(healed, hit, bodies, people))
        listed = list(self._widened(healed, uncovered(heads, names), {name.end: name for name in names}, words))
        return [*listed, *uncovered(self.unlisted(healed, names), listed)]

    def _means(self, healed: str, hit: Hit, bodies: Container[int], people: Container[int]) -> bool:
        """Whether a word is a title: no part of 作家协会, 代表 right behind a body alone, 主管 before a name."""
        if hit.lexicon == "titles.hidden" or self.followed.at(healed, hit.end):
            return False
        if healed[hit.start : hit.end] in self.named and hit.end not in people:
            return healed[hit.end : hit.end + 1] in ("、", "：", ":", "/", " ", "")
        return hit.lexicon != "titles.bodied" or hit.start in bodies

    def reread(self, healed: str, names: Iterable[Token]) -> list[Token]:
        """The names, less what a title takes from the end of one: 海军 of 某国海军 + 部长, who is 海军部长 of 某国."""
        names = [name for name in names if name.mark != PERSON or healed[name.start] != "兼"]
        read = (self._shortened(healed, name) if name.mark in (BODY, PLACE) else name for name in names)
        return [name for name in read if name is not None]

    def _shortened(self, healed: str, name: Token) -> Token | None:
        """None for 外交部 in 外交部长; 某国 for 某国驻华大使; 美 for 美国 in 美国务卿."""
        whole = self.heads.at(healed, name.start)
        if whole and whole.end > name.end and whole.lexicon == "titles.office":
            return None
        abroad = healed.find("驻", name.start + 1, name.end)
        if abroad == name.end - 1 or abroad > 0 and healed[name.end - 1] in "使事":
            return Token(name.start, abroad, PLACE)
        if name.mark == PLACE and name.end - name.start == 2 and healed[name.end - 1] == "国":
            hit = self.heads.at(healed, name.end - 1)
            if hit and hit.lexicon == "titles.office":
                return Token(name.start, name.end - 1, PLACE)
        for start in range(name.start + 1, name.end):
            hit = self.heads.at(healed, start)
            if hit is None or hit.end <= name.end or hit.lexicon != "titles.office":
                continue
            if start == name.end - 1 and self.heads.at(healed, name.end):
                continue  # 农业党 + 主席
            if name.mark == BODY and self.places.at(healed, start):
                return Token(name.start, start, PLACE)
            left = start - self.modifiers.at(healed, start)
            left -= self.statuses.at(healed, left)
            if name.start + 1 < left < start:
                return Token(name.start, left, name.mark)
        return name

    def unlisted(self, healed: str, names: Iterable[Token]) -> Iterator[Token]:
        """Titles that no lexicon holds, between a body and a person: 宏达船厂 + 放样工 + 王芳."""
        ordered = sorted(names, key=lambda name: name.start)
        for body, person in zip(ordered, ordered[1:], strict=False):
            if body.mark != BODY or person.mark != PERSON or not self.endings.at(healed, person.start):
                continue
            status = self.opening.at(healed, body.end)
            start = status.end if status else body.end
            if self.word.fullmatch(healed, start, person.start):
                yield Token(start, person.start, TITLE)

    def _widened(self, healed: str, heads: Iterable[Token], ends: Mapping[int, Token], words: str) -> Iterator[Token]:
        """Each head with its modifiers, as far as the name, title or word before it: not 市场经理 in 菜市场经理."""
        after = 0
        for head in heads:
            if head.start < after:
                continue
            start = self._modified(healed, head.start, ends, after)
            if start not in ends:
                start = self._at_word(healed, start, head.end, words)
            if self.ministers.at(healed, head.end):
                start = self._portfolio(healed, start, ends, after)
            yield Token(start, head.end, TITLE)
            after = head.end

    def _at_word(self, healed: str, start: int, end: int, words: str) -> int:
        """Where a word begins, if a title from `start` on would begin inside one."""
        if not words[start : start + 1].islower() or self.statuses.at(healed, start):
            return start
        inner = (at for at in range(start + 2, end) if words[at].isupper())  # 副 and 总 stay
        return next((at for at in inner if (hit := self.heads.at(healed, at)) and hit.end == end), start)

    def _modified(self, healed: str, start: int, ends: Mapping[int, Token], after: int) -> int:
        """Where the modifiers before `start` begin."""
        while start not in ends and (length := self.modifiers.at(healed, start)) and start - length >= after:
            inside = (ends[offset] for offset in range(start - length + 1, start) if offset in ends)
            if any(name.start < start - length for name in inside):
                break
            start -= length
        return start

    def _portfolio(self, healed: str, start: int, ends: Mapping[int, Token], after: int) -> int:
        """Where the words for what a minister is minister of begin: 工业和贸易 + 部长, 某国 + 乡村及区域发展 + 部长."""
        while start not in ends and healed[start - 1 : start] in _AND:
            left = self._modified(healed, start - 1, ends, after)
            if left == start - 1:
                break
            start = left
        bound = max(after, healed.rfind("兼", after, start) + 1, *(end for end in ends if end <= start))
        opens = bound in ends and ends[bound].mark == PLACE or healed[bound - 1 : bound] == "兼"
        if opens and (status := self.opening.at(healed, bound)):
            bound = status.end
        return bound if opens and _PORTFOLIO.fullmatch(healed, bound, start) else start


def _ending(healed: str, hit: Hit) -> Span:
    """Where a title stands: of 企划财政部长官 it is 长官 and not 财政部长."""
    if healed[hit.end - 1 : hit.end + 1] == "长官":
        return hit.end - 1, hit.end + 1
    return hit.start, hit.end
