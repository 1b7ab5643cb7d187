"""The titles on a page: a head of a lexicon with the words before it that belong to it, 常务副 + 市长."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.facts.marks import BODY, PLACE, TITLE, Token, uncovered
from extractor.mentions.names_words import WordEnds, WordFinder, finder, word_ends
from extractor.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Titles:
    """What the lexicons say of titles."""

    heads: WordFinder
    modifiers: WordEnds
    places: WordEnds

    @classmethod
    def of(cls, rulebook: Rulebook) -> Titles:
        return rulebook.memo("facts.titles", cls._read)

    @classmethod
    def _read(cls, book: Rulebook) -> Titles:
        heads = finder(book, "titles.hidden", "titles.office", "titles.standing", "titles.bodied")
        return cls(heads, word_ends(book, "titles.modifiers"), word_ends(book, "places.countries"))

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
        return list(self._widened(healed, uncovered(heads, names), {name.end for name in names}))

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
