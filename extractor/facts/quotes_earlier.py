"""Whom a pronoun stands for: the one who spoke last, or whom the text is about (王芳走进车间。他 + 说)."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.facts.marks import PEOPLE, PERSON, PRONOUN, TITLE, Marked, Token
from extractor.facts.page import Page
from extractor.facts.quotes_descriptions import Descriptions, Speaker
from extractor.facts.subjects import Subject, Subjects
from extractor.mentions.names_words import WordEnds, word_ends

_SENTENCE_ENDS = "。！？\n"
#: How far behind words said a sentence without a subject is still of the same speaker.
_NEAR = 120
#: How many subjects that are nobody may stand between a pronoun and whom it stands for.
_SENTENCES = 6
#: How far back 这位专家 may have been spoken of.
_LONG_AGO = 1500


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Who spoke last, and where the words end."""

    end: int
    speaker: Speaker


class Earlier:
    """Remembers who spoke last on a page that is read in order, and knows who was named before."""

    def __init__(self, page: Page, marked: Marked, descriptions: Descriptions) -> None:
        self._page = page
        self._marked = marked
        self._descriptions = descriptions
        self._subjects = Subjects.of(page.rulebook)
        self._shown: WordEnds = word_ends(page.rulebook, "pronouns.showing")
        self._bodies = page.rulebook.lexicon("pronouns.bodies")
        self._groups = page.rulebook.lexicon("pronouns.groups")
        self._observers = page.rulebook.lexicon("speech.observers")
        self._last: _Spoken | None = None

    def last(self, position: int) -> Speaker | None:
        """Who spoke right before a place."""
        if self._last is None or not 0 <= position - self._last.end <= _NEAR:
            return None
        return self._last.speaker

    def note(self, end: int, speaker: Speaker) -> None:
        """Remember who spoke, and where the words end; not 他 of whom nobody knows who he is."""
        if speaker.known:
            self._last = _Spoken(end, speaker)

    def speaker(self, unit: Subject, start: int) -> Speaker:
        """The one a unit names, describes or, if it is a pronoun, stands for."""
        return self._resolved(unit) if unit.head == PRONOUN else self._descriptions.speaker(unit, start)

    def _resolved(self, unit: Subject) -> Speaker:
        """Whom a pronoun or 这位专家 stands for; itself if nobody was named."""
        token = self._marked.token(unit.end - 1)
        words = self._descriptions.words(token)
        noun = self._noun(words)
        if words in self._bodies:
            found = self._last_body(token)
        elif words in self._groups:
            found = self._last.speaker if self._last and self._last.speaker.kind is None else None
        elif noun:
            found = self._such(noun, unit.start) or self._last_named()
        else:
            found = self._last_person(unit.start)
        name, kind = (found.name, found.kind) if found else (words, None)
        return Speaker(name, words, (token.start, token.end), kind, named=False)

    def _last_named(self) -> Speaker | None:
        return self._last.speaker if self._last and self._last.speaker.kind is not None else None

    def _noun(self, words: str) -> str:
        """专家 of 这位专家; empty for 他."""
        length = next((length for length in range(1, len(words)) if self._shown.at(words, length) == length), 0)
        return words[length:] if length else ""

    def _such(self, noun: str, position: int) -> Speaker | None:
        """The last one spoken of by a word: 某厂工程师王芳, or 相关负责人, before 这位工程师, 该负责人."""
        text = self._marked.text
        for token, at in zip(reversed(self._marked.tokens), reversed(self._marked.at), strict=True):
            if at < position - _LONG_AGO:
                break
            if at >= position or text[at] not in (TITLE, PEOPLE):
                continue
            if not self._descriptions.words(token).endswith(noun):
                continue
            start = self._sentence(at)
            units = self._subjects.units(text, start, at + 2)
            unit = next((unit for unit in units if unit.start <= at < unit.end), None)
            return None if unit is None else self.speaker(unit, start)
        return None

    def _last_body(self, token: Token) -> Speaker | None:
        names = [name for name in self._page.names if name.end <= token.start and name.type == "organization"]
        if not names:
            return None
        span = (names[-1].start, names[-1].end)
        words = self._page.text.healed[slice(*span)]
        return Speaker(self._page.full.get(span, words), words, span, "organization")

    def _last_person(self, position: int) -> Speaker | None:
        """Whoever was the last to speak, unless a later sentence is about somebody else; else whom one is about."""
        unit = self._about(position)
        last = self._last
        if last is None or last.speaker.kind not in ("person", None) or self._looks_on(last.speaker.text):
            return None if unit is None else self.speaker(unit, self._sentence(unit.start))
        if unit is None or unit.start < last.end or not self._subjects.opens(self._marked.text, unit):
            return last.speaker
        return self.speaker(unit, self._sentence(unit.start))

    def _looks_on(self, words: str) -> bool:
        """记者, who writes: 记者问王芳：“……？”他 + 说 is not the 记者."""
        return words in self._observers

    def _sentence(self, position: int) -> int:
        """Where the sentence around a place begins."""
        return max(self._marked.text.rfind(mark, 0, position) for mark in _SENTENCE_ENDS) + 1

    def _about(self, position: int) -> Subject | None:
        """Whom the sentences before a place are about; a writer who looks on is nobody."""
        for _ in range(_SENTENCES):
            unit = self._subjects.person_before(self._marked.text, position, PEOPLE + TITLE + PRONOUN)
            if unit is None or unit.head == PERSON:
                return unit
            words = self._descriptions.words(self._marked.token(unit.end - 1))
            is_one = not self._looks_on(words) and not words.endswith("们")
            if is_one and (unit.head != PRONOUN or self._noun(words)):
                return unit
            position = unit.start
        return None
