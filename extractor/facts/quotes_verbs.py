"""The verbs of saying: 说, 强调, and with an ending 强调说, 笑道; not 说 of 小说, nor the noun of 王芳的建议."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import regex

from extractor.facts.marks import SAYING, Token
from extractor.mentions.names_words import Hit, WordEnds, word_ends
from extractor.rulebook import Rulebook

#: The lexicons of words that are verbs of saying by themselves, or with an ending.
LEXICONS = ("speech.direct", "speech.reported", "speech.endings", "speech.voices")
#: What may follow a verb of one character: 说：, 说了, 边说边, 问大家, 问身边的同学：“.
_FOLLOWING = regex.compile(r"[^\p{Han}]|[了着过边]|大家|我|你|自己|[一两几某][位名个些]|[^，。！？；：“”\n]{1,20}：“|$")
_VOICES = "speech.voices"
#: An ending that also ends many a noun (车道, 味道): by itself it only opens a quotation.
_BARE = "道"
_OPENING = regex.compile("[：:]|[，,] ?“|“")


@dataclass(frozen=True, slots=True)
class Verbs:
    """Which words on a page say something, and how surely words in quotation marks beside them are speech."""

    endings: frozenset[str]
    reporting: frozenset[str]
    weak: frozenset[str]
    answering: frozenset[str]
    nominal: WordEnds

    @classmethod
    def of(cls, rulebook: Rulebook) -> Verbs:
        return rulebook.memo("facts.verbs", cls._read)

    @classmethod
    def _read(cls, book: Rulebook) -> Verbs:
        return cls(
            book.lexicon("speech.endings"),
            book.lexicon("speech.reported"),
            book.lexicon("speech.weak"),
            book.lexicon("speech.answers"),
            word_ends(book, "speech.nominal"),
        )

    def reports(self, verb: str) -> bool:
        """Whether words without quotation marks may follow: 表示，……; 强调说，……; not 要求，……"""
        return verb in self.reporting or any(
            verb.endswith(ending) and (ending in self.reporting or verb[: -len(ending)] in self.reporting)
            for ending in self.endings
        )

    def answers(self, verb: str) -> bool:
        """Whether a question right before it is somebody else's: 回答, 应道."""
        return verb.startswith(tuple(self.answering))

    def find(self, healed: str, hits: Sequence[Hit], ends: Collection[int], starts: Collection[int]) -> Iterator[Token]:
        """The verbs among the words of a page; `ends` and `starts` are those of names and people.

        Of 强调 + 说 the ending stands for nothing of its own. A verb of one character counts where its clause ends
        or somebody follows who is told; one of two characters is a noun behind 的, if that is not the end of a name.
        """
        after = 0
        for hit, following in zip_longest(hits, hits[1:]):
            if hit.lexicon not in LEXICONS or hit.start < after:
                continue
            end = self._end(healed, hit, following, ends, starts)
            if end is None:
                continue
            after = end
            yield Token(hit.start, end, SAYING)

    def _end(
        self, healed: str, hit: Hit, following: Hit | None, ends: Collection[int], starts: Collection[int]
    ) -> int | None:
        """Where the verb that begins with a word ends; None if the word is no verb here."""
        if following and following.start == hit.end and healed[following.start : following.end] in self.endings:
            if _closes(healed, following, starts):
                return following.end
        if hit.lexicon == _VOICES or not _closes(healed, hit, starts):
            return None
        if healed[hit.start : hit.end] == _BARE and not _OPENING.match(healed, hit.end):
            return None
        if hit.end - hit.start > 1 and hit.start not in ends and self.nominal.at(healed, hit.start):
            return None
        return hit.end


def _closes(healed: str, hit: Hit, starts: Collection[int]) -> bool:
    """Whether a verb may end with a word: 说 does not in 说道理."""
    return hit.end - hit.start > 1 or hit.end in starts or bool(_FOLLOWING.match(healed, hit.end))
