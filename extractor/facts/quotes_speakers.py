"""Who speaks: a name, a description (石川县居民), or a pronoun that stands for the one who spoke or was named last."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractor.facts.marks import BODY, PEOPLE, PERSON, PLACE, PRONOUN, TITLE, Marked, Token
from extractor.facts.page import Page, Span
from extractor.facts.subjects import Subject, Subjects
from extractor.mentions.names_words import WordEnds, word_ends
from extractor.model import NameType

_ANYBODY = PERSON + BODY + PLACE + TITLE + PEOPLE + PRONOUN
_SOMEBODY = PERSON + TITLE + PEOPLE + PRONOUN
#: What is read to the left of a description as part of it: 一位路过的 + 市民.
_LEAD = regex.compile(r"[\p{Han}A-Za-z0-9]{1,20}$")
_FUNCTION = regex.compile(r".*(?:[在向对把被让给从将据]|援引)")


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` is the fullest form, or whom a pronoun stands for; `text` is as read at `at`.

    `kind` is the type of the name, None for a description; `named` is False where a pronoun stands.
    """

    name: str
    text: str
    at: Span
    kind: NameType | None
    named: bool = True

    @property
    def mention(self) -> NameType | None:
        """The type of the mention at `at`, None if none stands there."""
        return self.kind if self.named else None


_PLAIN = regex.compile(r"\p{Han}{2,12}")
_CLAUSE_ENDS = "，,；：:\ue007"
_OPENS = "，,。；：\n\ue004\ue007"
#: What may follow a place that speaks: 白宫在声明中说, 美方8日称.
_GOES_ON = "在则也还当今昨此\ue0040123456789"

_TYPES: dict[str, NameType] = {PERSON: "person", BODY: "organization", PLACE: "place"}


class Speakers:
    """Finds the speakers of a page in order, and remembers who spoke last."""

    def __init__(self, page: Page, marked: Marked) -> None:
        self._page = page
        self._marked = marked
        self._subjects = Subjects.of(page.rulebook)
        self._leads: WordEnds = word_ends(page.rulebook, "speech.leads")
        self._endings: WordEnds = word_ends(page.rulebook, "speakers.endings")
        self._citing = page.rulebook.compile(page.rulebook.expand("{@speech.citing}"))
        self._impersonal = page.rulebook.lexicon("speech.impersonal")
        self._bodies = page.rulebook.lexicon("pronouns.bodies")
        self._last: tuple[int, str, NameType | None] | None = None

    def find(self, start: int, end: int, heads: str = _ANYBODY) -> Speaker | None:
        """The one who speaks in `text[start:end]` of the marked text, which a verb of saying or the like follows."""
        text = self._marked.text
        clause = max(start, *(text.rfind(mark, start, end) + 1 for mark in _CLAUSE_ENDS))
        if any(word in text[clause:end] for word in self._impersonal):
            return None
        start = max([start, *(found.end() for found in self._citing.finditer(text, start, end))])
        unit = self._subjects.before(text, start, end, heads)
        if unit is None:
            return None
        if unit.head == PLACE and not self._speaks_itself(unit, start, end):
            return self._unlisted(unit, end)
        return self._speaker(unit, start)

    def note(self, position: int, speaker: Speaker) -> None:
        """Remember who spoke."""
        self._last = (position, speaker.name, speaker.kind)

    def _speaks_itself(self, unit: Subject, start: int, end: int) -> bool:
        """A place speaks right before the verb, or where it opens the clause: 白宫在声明中说, not 近日北京有消息称."""
        opens = unit.start == start or self._marked.text[unit.start - 1] in _OPENS
        return end - unit.end <= 2 or opens and self._marked.text[unit.end] in _GOES_ON

    def _unlisted(self, unit: Subject, end: int) -> Speaker | None:
        """People of a place whom no lexicon knows: 某县治安官."""
        words = self._marked.text[unit.end : end]
        if not _PLAIN.fullmatch(words) or not self._endings.at(words, len(words)):
            return None
        span = self._marked.span(unit.start, end)
        return Speaker(self._page.text.healed[slice(*span)], self._page.text.healed[slice(*span)], span, None)

    def _speaker(self, unit: Subject, start: int) -> Speaker:
        if unit.head == PRONOUN:
            return self._resolved(unit)
        if unit.head in (TITLE, PEOPLE):
            return self._described(unit, start)
        token = self._head_token(unit)
        words = self._words(token)
        full = self._page.full.get((token.start, token.end), words)
        return Speaker(full, words, (token.start, token.end), _TYPES[unit.head])

    def _head_token(self, unit: Subject) -> Token:
        at = max(at for at in range(unit.start, unit.end) if self._marked.text[at] == unit.head)
        return self._marked.token(at)

    def _described(self, unit: Subject, start: int) -> Speaker:
        """A description with the words before it: 一位路过的市民, but not 对此 before 专家."""
        text = self._marked.text
        left = unit.start
        found = _LEAD.search(text, start, left)
        if found and not self._leads.at(text, left):
            left = found.start() + self._lead_length(found.group())
            cut = _FUNCTION.match(text, left, unit.start)
            if cut and text[unit.start - 1] != "的":
                left = cut.end()
        span = self._marked.span(left, unit.end)
        words = self._page.text.healed[slice(*span)]
        return Speaker(words, words, span, None)

    def _lead_length(self, lead: str) -> int:
        """How much of what stands before a description opens the clause and is no part of it: 随后 in 随后一位市民."""
        return max((length for length in range(len(lead) + 1) if self._leads.at(lead, length) == length), default=0)

    def _resolved(self, unit: Subject) -> Speaker:
        token = self._marked.token(unit.end - 1)
        words = self._words(token)
        found = self._last_body(token) if words in self._bodies else self._last_person(unit.start, words)
        _, name, kind = found or (0, words, None)
        return Speaker(name, words, (token.start, token.end), kind, named=False)

    def _last_body(self, token: Token) -> tuple[int, str, NameType | None] | None:
        names = [name for name in self._page.names if name.end <= token.start and name.type == "organization"]
        if not names:
            return None
        span = (names[-1].start, names[-1].end)
        return span[0], self._page.full.get(span, self._page.text.healed[slice(*span)]), "organization"

    def _last_person(self, position: int, words: str) -> tuple[int, str, NameType | None] | None:
        """Whoever was the last to speak or to be what a sentence is about; 该负责人 may be a description."""
        before = self._subject_before(position)
        last = self._last
        if last and (len(words) > 1 or last[2] == "person") and (before is None or last[0] >= before[0]):
            return last
        return before

    def _subject_before(self, position: int) -> tuple[int, str, NameType | None] | None:
        unit = self._subjects.person_before(self._marked.text, position)
        if unit is None:
            return None
        token = self._head_token(unit)
        span = (token.start, token.end)
        return unit.start, self._page.full.get(span, self._words(token)), "person"

    def _words(self, token: Token) -> str:
        return self._page.text.healed[token.start : token.end]
