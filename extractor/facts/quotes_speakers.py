"""Who speaks: the subject before a verb of saying, a name, a description or a pronoun; or nobody (俗话说)."""

from __future__ import annotations

from extractor.facts.marks import BODY, PEOPLE, PERSON, PLACE, PRONOUN, SAYING, TITLE, Marked
from extractor.facts.page import Page
from extractor.facts.quotes_descriptions import Descriptions, Speaker
from extractor.facts.quotes_earlier import Earlier
from extractor.facts.subjects import Subject, Subjects

_ANYBODY = PERSON + BODY + PLACE + TITLE + PEOPLE + PRONOUN
_CLAUSE_ENDS = "，,；：:\ue007"
_SENTENCE_ENDS = "。！？\n"
_OPENS = "，,。；：\n\ue004\ue007"
#: What may follow a place that speaks: 白宫在声明中说, 美方8日称.
_GOES_ON = "在则也还当今昨此\ue0040123456789"
#: How far back a paper was issued that says something now.
_ISSUED = 200


class Speakers:
    """Finds the speakers of a page in order, and remembers who spoke last."""

    def __init__(self, page: Page, marked: Marked) -> None:
        self._page = page
        self._marked = marked
        self._subjects = Subjects.of(page.rulebook)
        self._descriptions = Descriptions(page, marked)
        self._earlier = Earlier(page, marked, self._descriptions)
        book = page.rulebook
        self._citing = book.compile(book.expand("{:speaker_cited}"))
        self._narrator = book.compile(book.expand("{:narrator}"))
        self._said_again = book.compile(book.expand("{:said_again}"))
        self._paper = book.compile(book.expand("{:speaker_paper}"))
        self._issued = book.compile(book.expand("{:paper_issued}"))
        self._impersonal = book.lexicon("speech.impersonal")
        self._written = book.lexicon("speech.impersonal.places")
        self._observers = book.lexicon("speech.observers")
        self.last = self._earlier.last
        self.note = self._earlier.note

    def find(self, start: int, end: int, heads: str = _ANYBODY) -> Speaker | None:
        """The one who speaks in `text[start:end]` of the marked text, which a verb of saying or the like follows."""
        if self.is_impersonal(start, end):
            return None
        start = max([start, *(found.end() for found in self._citing.finditer(self._marked.text, start, end))])
        unit = self._subject(start, end, heads)
        left = start if unit is None else max(unit.end, self._clause(start, end))
        counted = self._descriptions.counted(left, end) if heads == _ANYBODY else None
        if unit is None or counted is not None:
            return counted
        if unit.head == PLACE and not self._speaks_itself(unit, start, end):
            return self._descriptions.of_place(unit, end)
        return self._earlier.speaker(unit, start)

    def _subject(self, start: int, end: int, heads: str) -> Subject | None:
        """The subject before `end`; a description that its clause does something to is none: 叫一位伙计上前 + 说."""
        unit = self._subjects.before(self._marked.text, start, end, heads)
        while unit is not None and unit.head in (TITLE, PEOPLE, PRONOUN):
            owns = (
                heads != _ANYBODY and unit.head != PRONOUN and self._marked.text.startswith("的", unit.end)
            )  # 编辑的手册
            if not owns and not self._descriptions.is_acted_on(unit, self._clause(start, unit.start)):
                break
            unit = self._subjects.before(self._marked.text, start, unit.start, heads)
        return unit

    def find_person(self, start: int, end: int) -> Speaker | None:
        """The same where only somebody with a name can be meant: 王芳, 他, 徐先生."""
        found = self.find(start, end, PERSON + PRONOUN + PEOPLE)
        return None if found is None or found.kind is None and found.named and not found.surnamed else found

    def find_people(self, start: int, end: int) -> Speaker | None:
        """The same where people without a name may be meant, but not who looks on: 护士急了, not 记者看到另一种说法."""
        found = self.find(start, end, PERSON + PRONOUN + PEOPLE + TITLE)
        return None if found is None or found.text.endswith(tuple(self._observers)) else found

    def find_unlisted(self, start: int, end: int) -> Speaker | None:
        """Before a verb that no listed word is the subject of: 老林 + 说, or who issued the paper: 声明 + 说."""
        if self.is_impersonal(start, end):
            return None
        return self._issuer(start, end) or self._descriptions.bare(start, end)

    def is_impersonal(self, start: int, end: int) -> bool:
        """Whether the clause of a verb says that nobody in particular speaks, or who writes: 俗话说, 有人说, 我说."""
        words = self._marked.text[self._clause(start, end) : end]
        if PERSON not in words and BODY not in words and any(word in words for word in self._written):
            return True
        if self._narrator.match(words):
            return True
        if PERSON in words:
            return words.startswith(tuple(self._impersonal))
        return any(word in words and not self._is_told(words, words.index(word)) for word in self._impersonal)

    def _is_told(self, words: str, at: int) -> bool:
        """Whether those at a place are spoken to: 校长对大家 + 说, 校长提醒大家 + 说."""
        return at > 0 and (words[at - 1] == SAYING or self._subjects.addressed.at(words, at) > 0)

    def again(self, start: int, end: int, is_sure: bool) -> Speaker | None:
        """Who spoke before the clause of a verb that has no subject: 随后又 + 说; unless `is_sure`, one of adverbs."""
        clause = self._clause(start, end)
        if clause == end and not is_sure or "我" in self._marked.text[start:clause]:
            return None
        return self.last(start) if self._said_again.fullmatch(self._marked.text, clause, end) else None

    def _clause(self, start: int, end: int) -> int:
        """Where the last clause of a stretch begins."""
        return max(start, *(self._marked.text.rfind(mark, start, end) + 1 for mark in _CLAUSE_ENDS))

    def _speaks_itself(self, unit: Subject, start: int, end: int) -> bool:
        """A place speaks right before the verb, or where it opens the clause: 白宫在声明中说, not 近日北京有消息称."""
        opens = unit.start == start or self._marked.text[unit.start - 1] in _OPENS
        return end - unit.end <= 2 or opens and self._marked.text[unit.end] in _GOES_ON

    def _issuer(self, start: int, end: int) -> Speaker | None:
        """Who issued the paper that a clause is about: 外交部发表声明。声明 + 说; the paper itself if nobody did."""
        clause = self._marked.offset(self._clause(start, end))
        healed = self._page.text.healed
        found = self._paper.match(healed, clause)
        if found is None or self._marked.position(found.end()) < end:
            return None
        at, paper = found.span("paper"), found["paper"]
        issued = list(self._issued.finditer(healed, max(0, clause - _ISSUED), clause))
        if issued:
            place = self._marked.position(issued[-1].start())
            sentence = max(self._marked.text.rfind(mark, 0, place) for mark in _SENTENCE_ENDS) + 1
            unit = self._subjects.before(self._marked.text, sentence, place, _ANYBODY)
            if unit is not None and (unit.head != PLACE or self._speaks_itself(unit, sentence, place)):
                issuer = self._earlier.speaker(unit, sentence)
                return Speaker(issuer.name, paper, at, issuer.kind, named=False)
        return Speaker(paper, paper, at, None)
