"""Speakers as they are written: a name, a description (石川县居民), somebody whom no lexicon knows (老林)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from extractor.facts.marks import BODY, PEOPLE, PERSON, PLACE, PRONOUN, TITLE, Marked, Token
from extractor.facts.page import Page, Span
from extractor.facts.subjects import Subject
from extractor.mentions.names_words import WordEnds, word_ends
from extractor.model import NameType

#: What is read to the left of a description as part of it: 一位路过的 + 市民.
_LEAD = regex.compile(r"[\p{Han}A-Za-z0-9]{1,20}$")
_FUNCTION = regex.compile(r".*(?:[向对把让给从将据]|援引|[0-9]日[电讯])")
#: These may open what describes somebody: 在场的市民, 住在城东的市民, 被撞男孩父亲.
_WHERE = regex.compile(".*[在被]")
_PLAIN = regex.compile(r"\p{Han}{2,12}")
_CLAUSE = regex.compile("[^，,；：:\ue007]+")
_CLAUSES = 3
#: A word of the string of kinds beside the text, 据新华社报道 is PIiiVv.
_KIND = regex.compile("[A-Z][a-z]*")
_COUNT = regex.compile("[一两三几某][位名个些]|[0-9]{1,3}[位名]")
#: 只见 + 一个汉子, 有 + 几位居民 do nothing to them.
_SHOWS = regex.compile("[有见是]$")
_TOWARDS = frozenset("对向给跟同与")
_MARKED = frozenset((PERSON, BODY, PLACE, TITLE, PEOPLE, PRONOUN))
_TYPES: dict[str, NameType] = {PERSON: "person", BODY: "organization", PLACE: "place"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` is the fullest form, or whom a pronoun stands for; `text` is as read at `at`.

    `kind` is the type of the name, None for a description; `named` is False where a pronoun stands, `listed` where
    no mention does; `surnamed` is True for 徐先生.
    """

    name: str
    text: str
    at: Span
    kind: NameType | None
    named: bool = True
    surnamed: bool = False
    listed: bool = True

    @property
    def known(self) -> bool:
        """Not 他 of whom nobody knows who he is."""
        return self.named or self.name != self.text

    @property
    def mention(self) -> NameType | None:
        """The type of the mention at `at`, None if none stands there."""
        return self.kind if self.named and self.listed else None


class Descriptions:
    """Reads the words that name a speaker, once it is known where they stand."""

    def __init__(self, page: Page, marked: Marked) -> None:
        self._page = page
        self._marked = marked
        book = page.rulebook
        self._leads: WordEnds = word_ends(book, "speech.leads")
        self._endings: WordEnds = word_ends(book, "speakers.endings")
        self._surnames: WordEnds = word_ends(book, "surnames")
        self._honorifics = book.lexicon("speakers.honorifics")
        self._listed = {(name.start, name.end) for name in page.names}
        self._addressed = book.lexicon("speech.addressed")
        self._counted = book.compile(book.expand("{:speaker_counted}"))
        self._bare = book.compile(book.expand("{:speaker_bare}"))

    def words(self, token: Token) -> str:
        return self._page.text.healed[token.start : token.end]

    def speaker(self, unit: Subject, start: int) -> Speaker:
        """A name or a description that stands in `unit`; `start` is where its sentence begins. No pronoun."""
        if unit.head in (TITLE, PEOPLE):
            return self._described(unit, start)
        token = self._head_token(unit)
        words = self.words(token)
        at = (token.start, token.end)
        return Speaker(self._page.full.get(at, words), words, at, _TYPES[unit.head], listed=at in self._listed)

    def of_place(self, unit: Subject, end: int) -> Speaker | None:
        """People of a place whom no lexicon knows: 某县治安官."""
        words = self._marked.text[unit.end : end]
        if not _PLAIN.fullmatch(words) or not self._endings.at(words, len(words)):
            return None
        return self._written(unit.start, end)

    def counted(self, start: int, end: int) -> Speaker | None:
        """Somebody whom no lexicon knows, but who is counted: 一位拖车人对记者 + 说."""
        found = self._counted.search(self._marked.text, start, end)
        if found is None:
            return None
        left, right = found.span("who")
        while not found["person"] and right > left and not self._endings.at(self._marked.text, right):
            right -= 1  # 一个年轻人突然 + 站了起来
        return self._written(left, right) if right > left else None

    def bare(self, start: int, end: int) -> Speaker | None:
        """Somebody whom no lexicon knows at the start of a clause: 老林对我 + 说, 不少参展商 + 说."""
        text = self._marked.text
        clauses = [found.span() for found in _CLAUSE.finditer(text, start, end)]
        for left, right in clauses[: -_CLAUSES - 1 : -1]:
            found = self._bare.match(text, left, right)
            if found and (found["familiar"] or self._endings.at(text, found.end("who"))):
                return self._written(*found.span("who"))
        return None

    def is_acted_on(self, unit: Subject, start: int) -> bool:
        """Whether the kinds of words say that this is no subject: 叫一位 + 伙计, 同路过的 + 居民, 回敬 + 他."""
        left, right = self._marked.span(start, unit.start)
        if unit.head == PRONOUN:
            return self._page.words[right - 1 : right] in ("V", "v")
        kinds, lead = self._page.words[left:right], self._page.text.healed[left:right]
        for word in _KIND.finditer(kinds):
            rest = lead[word.end() :]
            if lead[slice(*word.span())] in _TOWARDS:
                if word.group() in ("P", "C") and not self._marks(left + word.end()) and rest[:1] != "此":
                    return True
            elif word.group().startswith("V") and "的" not in rest:
                if _COUNT.match(rest) and not _SHOWS.search(lead, 0, word.end()):
                    return True
                if lead[slice(*word.span())] in self._addressed:
                    return True
        return False

    def _marks(self, offset: int) -> bool:
        """Whether a name or people stand at an offset."""
        return self._marked.text[self._marked.position(offset)] in _MARKED

    def _written(self, start: int, end: int) -> Speaker:
        span = self._marked.span(start, end)
        words = self._page.text.healed[slice(*span)]
        return Speaker(words, words, span, None)

    def _head_token(self, unit: Subject) -> Token:
        at = max(at for at in range(unit.start, unit.end) if self._marked.text[at] == unit.head)
        return self._marked.token(at)

    def _described(self, unit: Subject, start: int) -> Speaker:
        """A description with the words before it: 一位路过的市民, but not 对此 before 专家."""
        text = self._marked.text
        if self.words(self._marked.token(unit.end - 1)) in self._honorifics:
            surname = self._surnames.at(text, unit.end - 1)
            if surname:
                return replace(self._written(unit.end - 1 - surname, unit.end), surnamed=True)
        left = unit.start
        found = _LEAD.search(text, start, left)
        if found and not self._leads.at(text, left):
            left = found.start() + self._lead_length(found.group())
            if text[unit.start - 1] != "的":
                left = self._behind_function(left, unit)
        return self._written(left + text.startswith("的", left), unit.end)

    def _behind_function(self, left: int, unit: Subject) -> int:
        """Where a description begins between `left` and its unit: behind 据 and 在, unless 的 or 被 says otherwise."""
        text = self._marked.text
        if cut := _FUNCTION.match(text, left, unit.start):
            left = cut.end()
        cut = _WHERE.match(text, left, unit.start)
        if cut is None or "的" in text[cut.end() : unit.end] or text[left] == "被":
            return left
        return cut.end()

    def _lead_length(self, lead: str) -> int:
        """How much of what stands before a description opens the clause and is no part of it: 随后 in 随后一位市民."""
        return max((length for length in range(len(lead) + 1) if self._leads.at(lead, length) == length), default=0)
