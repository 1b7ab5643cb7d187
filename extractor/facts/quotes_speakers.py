"""Who speaks: a name, a description (石川县居民), or a pronoun that stands for the one who spoke or was named last."""

from __future__ import annotations

from dataclasses import dataclass, replace

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

    `kind` is the type of the name, None for a description; `named` is False where a pronoun stands; `surnamed` is
    True for 徐先生.
    """

    name: str
    text: str
    at: Span
    kind: NameType | None
    named: bool = True
    surnamed: bool = False

    @property
    def mention(self) -> NameType | None:
        """The type of the mention at `at`, None if none stands there."""
        return self.kind if self.named else None


_PLAIN = regex.compile(r"\p{Han}{2,12}")
_CLAUSE_ENDS = "，,；：:\ue007"
_OPENS = "，,。；：\n\ue004\ue007"
#: What may follow a place that speaks: 白宫在声明中说, 美方8日称.
_GOES_ON = "在则也还当今昨此\ue0040123456789"

_SENTENCE_ENDS = "。！？\n"
#: How far behind words said a sentence without a subject is still of the same speaker.
_NEAR = 120
#: How many subjects that are nobody may stand between a pronoun and whom it stands for.
_SENTENCES = 6
#: How far back 这位专家 may have been spoken of.
_LONG_AGO = 1500
#: 一位拖车人 before what it does.
_COUNTED = regex.compile(
    r"(?P<who>(?:[一两三几]|另一|又一|某)[位名个些](?![,，])\p{Han}{1,9}?)"
    r"(?=$|[对向在指着笑激高兴也还则就便叹哭含边拉捧拿站坐昨今当此曾告]|\ue008|\ue004)"
)

_TYPES: dict[str, NameType] = {PERSON: "person", BODY: "organization", PLACE: "place"}


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Who spoke last, and where the words end."""

    end: int
    speaker: Speaker


class Speakers:
    """Finds the speakers of a page in order, and remembers who spoke last."""

    def __init__(self, page: Page, marked: Marked) -> None:
        self._page = page
        self._marked = marked
        self._subjects = Subjects.of(page.rulebook)
        self._leads: WordEnds = word_ends(page.rulebook, "speech.leads")
        self._endings: WordEnds = word_ends(page.rulebook, "speakers.endings")
        self._shown: WordEnds = word_ends(page.rulebook, "pronouns.showing")
        self._citing = page.rulebook.compile(page.rulebook.expand("{@speech.citing}"))
        self._said_again = page.rulebook.compile(page.rulebook.expand("{:said_again}"))
        self._impersonal = page.rulebook.lexicon("speech.impersonal")
        self._written = page.rulebook.lexicon("speech.impersonal.places")
        self._bodies = page.rulebook.lexicon("pronouns.bodies")
        self._observers = page.rulebook.lexicon("speech.observers")
        self._honorifics = page.rulebook.lexicon("speakers.honorifics")
        self._surnames: WordEnds = word_ends(page.rulebook, "surnames")
        self._groups = page.rulebook.lexicon("pronouns.groups")
        self._last: _Spoken | None = None

    def find(self, start: int, end: int, heads: str = _ANYBODY) -> Speaker | None:
        """The one who speaks in `text[start:end]` of the marked text, which a verb of saying or the like follows."""
        if self.is_impersonal(start, end):
            return None
        start = max([start, *(found.end() for found in self._citing.finditer(self._marked.text, start, end))])
        unit = self._subjects.before(self._marked.text, start, end, heads)
        if unit is None:
            return self._counted(start, end) if heads == _ANYBODY else None
        if unit.head == PLACE and not self._speaks_itself(unit, start, end):
            return self._unlisted(unit, end)
        return self._speaker(unit, start)

    def find_person(self, start: int, end: int) -> Speaker | None:
        """The same where only somebody with a name can be meant: 王芳, 他, 徐先生."""
        found = self.find(start, end, PERSON + PRONOUN + PEOPLE)
        return None if found is None or found.kind is None and found.named and not found.surnamed else found

    def find_people(self, start: int, end: int) -> Speaker | None:
        """The same where people without a name may be meant, but not who looks on: 护士急了, not 记者看到另一种说法."""
        found = self.find(start, end, PERSON + PRONOUN + PEOPLE + TITLE)
        return None if found is None or found.text.endswith(tuple(self._observers)) else found

    def is_impersonal(self, start: int, end: int) -> bool:
        """Whether the clause of a verb says that nobody in particular speaks: 俗话说, 有人接着说."""
        text = self._marked.text
        clause = max(start, *(text.rfind(mark, start, end) + 1 for mark in _CLAUSE_ENDS))
        words = text[clause:end]
        if PERSON not in words and BODY not in words and any(word in words for word in self._written):
            return True
        return any(word in words for word in self._impersonal)

    def again(self, start: int, end: int) -> Speaker | None:
        """Who spoke before the clause of a verb that has no subject: 随后又 + 说."""
        clause = max(start, *(self._marked.text.rfind(mark, start, end) + 1 for mark in _CLAUSE_ENDS))
        return self.last(start) if self._said_again.fullmatch(self._marked.text, clause, end) else None

    def last(self, position: int) -> Speaker | None:
        """Who spoke right before a place."""
        if self._last is None or not 0 <= position - self._last.end <= _NEAR:
            return None
        return self._last.speaker

    def note(self, end: int, speaker: Speaker) -> None:
        """Remember who spoke, and where the words end; not 他 of whom nobody knows who he is."""
        if speaker.named or speaker.name != speaker.text:
            self._last = _Spoken(end, speaker)

    def _speaks_itself(self, unit: Subject, start: int, end: int) -> bool:
        """A place speaks right before the verb, or where it opens the clause: 白宫在声明中说, not 近日北京有消息称."""
        opens = unit.start == start or self._marked.text[unit.start - 1] in _OPENS
        return end - unit.end <= 2 or opens and self._marked.text[unit.end] in _GOES_ON

    def _unlisted(self, unit: Subject, end: int) -> Speaker | None:
        """People of a place whom no lexicon knows: 某县治安官."""
        words = self._marked.text[unit.end : end]
        if not _PLAIN.fullmatch(words) or not self._endings.at(words, len(words)):
            return None
        return self._words_as_speaker(unit.start, end)

    def _counted(self, start: int, end: int) -> Speaker | None:
        """Somebody whom no lexicon knows, but who is counted: 一位拖车人对记者 + 说."""
        found = _COUNTED.search(self._marked.text, start, end)
        return self._words_as_speaker(*found.span("who")) if found else None

    def _words_as_speaker(self, start: int, end: int) -> Speaker:
        span = self._marked.span(start, end)
        words = self._page.text.healed[slice(*span)]
        return Speaker(words, words, span, None)

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
        if self._words(self._marked.token(unit.end - 1)) in self._honorifics:
            surname = self._surnames.at(text, unit.end - 1)
            if surname:
                return replace(self._words_as_speaker(unit.end - 1 - surname, unit.end), surnamed=True)
        left = unit.start
        found = _LEAD.search(text, start, left)
        if found and not self._leads.at(text, left):
            left = found.start() + self._lead_length(found.group())
            cut = _FUNCTION.match(text, left, unit.start)
            if cut and text[unit.start - 1] != "的":
                left = cut.end()
        return self._words_as_speaker(left, unit.end)

    def _lead_length(self, lead: str) -> int:
        """How much of what stands before a description opens the clause and is no part of it: 随后 in 随后一位市民."""
        return max((length for length in range(len(lead) + 1) if self._leads.at(lead, length) == length), default=0)

    def _resolved(self, unit: Subject) -> Speaker:
        """Whom a pronoun or 这位专家 stands for; itself if nobody was named."""
        token = self._marked.token(unit.end - 1)
        words = self._words(token)
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
            if at >= position or text[at] not in (TITLE, PEOPLE) or not self._words(token).endswith(noun):
                continue
            start = max(text.rfind(mark, 0, at) for mark in _SENTENCE_ENDS) + 1
            unit = next(
                (unit for unit in self._subjects.units(text, start, at + 2) if unit.start <= at < unit.end), None
            )
            return None if unit is None else self._speaker(unit, start)
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
        if last is None or last.speaker.kind not in ("person", None):
            return None if unit is None else self._speaker(unit, self._sentence(unit.start))
        if unit is None or unit.start < last.end or not self._subjects.opens(self._marked.text, unit):
            return last.speaker
        return self._speaker(unit, self._sentence(unit.start))

    def _sentence(self, position: int) -> int:
        """Where the sentence around a place begins."""
        return max(self._marked.text.rfind(mark, 0, position) for mark in _SENTENCE_ENDS) + 1

    def _about(self, position: int) -> Subject | None:
        """Whom the sentences before a place are about; a writer who looks on is nobody."""
        for _ in range(_SENTENCES):
            unit = self._subjects.person_before(self._marked.text, position, PEOPLE + TITLE + PRONOUN)
            if unit is None or unit.head == PERSON:
                return unit
            words = self._words(self._marked.token(unit.end - 1))
            is_one = words not in self._observers and not words.endswith("们")
            if is_one and (unit.head != PRONOUN or self._noun(words)):
                return unit
            position = unit.start
        return None

    def _words(self, token: Token) -> str:
        return self._page.text.healed[token.start : token.end]
