"""The titles on a page: a head of a lexicon with the words before it that belong to it, 常务副 + 市长."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from extractor.facts.marks import BODY, PERSON, PLACE, TITLE, Token, uncovered
from extractor.mentions.names_words import WordEnds, WordFinder, finder, word_ends
from extractor.rulebook import Rulebook

_WORD = regex.compile(r"(?:(?![的和与及在对向为是有说由让被把将给])\p{Han}){2,7}")


@dataclass(frozen=True, slots=True)
class Titles:
    """What the lexicons say of titles."""

    heads: WordFinder
    modifiers: WordEnds
    endings: WordEnds
    places: WordEnds

    @classmethod
    def of(cls, rulebook: Rulebook) -> Titles:
        return rulebook.memo("facts.titles", cls._read)

    @classmethod
    def _read(cls, book: Rulebook) -> Titles:
        heads = finder(book, "titles.hidden", "titles.office", "titles.standing", "titles.bodied")
        return cls(
            heads,
            word_ends(book, "titles.modifiers"),
            word_ends(book, "titles.endings"),
            word_ends(book, "places.countries"),
        )

    def find(self, healed: str, names: list[Token]) -> list[Token]:
        """The titles of a text, none of them inside a name."""
        bodies = {name.end for name in names if name.mark == BODY}
        behind = (hit for end in sorted({name.end for name in names}) if (hit := self.heads.at(healed, end)))
        hits = sorted({*self.heads.find(healed), *behind})
        heads = (
            Token(hit.start, hit.end, TITLE)
            for hit in hits
            if hit.lexicon != "titles.hidden" and (hit.lexicon != "titles.bodied" or hit.start in bodies)
        )
        listed = list(self._widened(healed, uncovered(heads, names), {name.end for name in names}))
        return [*listed, *uncovered(self.unlisted(healed, names), listed)]

    def reread(self, healed: str, names: Iterable[Token]) -> list[Token]:
        """The names, less what a title takes from the end of one: 海军 of 某国海军 + 部长, who is 海军部长 of 某国."""
        return [self._shortened(healed, name) if name.mark == BODY else name for name in names]

    def _shortened(self, healed: str, name: Token) -> Token:
        for start in range(name.start + 1, name.end):
            hit = self.heads.at(healed, start)
            if hit and hit.end > name.end and hit.lexicon == "titles.office" and self.places.at(healed, start):
                return Token(name.start, start, PLACE)
        return name

    def unlisted(self, healed: str, names: Iterable[Token]) -> Iterator[Token]:
        """Titles that no lexicon holds, between a body and a person: 宏达船厂 + 放样工 + 王芳."""
        ordered = sorted(names, key=lambda name: name.start)
        for body, person in zip(ordered, ordered[1:], strict=False):
            if body.mark == BODY and person.mark == PERSON and _WORD.fullmatch(healed, body.end, person.start):
                if self.endings.at(healed, person.start):
                    yield Token(body.end, person.start, TITLE)

    def countries(self, healed: str, titles: Iterable[Token], names: Iterable[Token]) -> list[Token]:
        """Countries right before a title that are no mention for themselves: 某国国防部长."""
        places = (
            Token(title.start - length, title.start, PLACE)
            for title in titles
            if (length := self.places.at(healed, title.start))
        )
        return uncovered(places, names)

    def _widened(self, healed: str, heads: Iterable[Token], ends: set[int]) -> Iterator[Token]:
        """Each head with its modifiers, as far as the name or the title before it."""
        after = 0
        for head in heads:
            if head.start < after:
                continue
            start = head.start
            while start not in ends and (length := self.modifiers.at(healed, start)) and start - length >= after:
                if any(offset in ends for offset in range(start - length + 1, start)):
                    break
                start -= length
            yield Token(start, head.end, TITLE)
            after = head.end
