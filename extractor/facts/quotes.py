"""Who said what on a page: “……”王芳说, 王芳说：“……”, “……，”王芳说，“……”, 王芳表示，……"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.facts.marks import (
    BODY,
    PEOPLE,
    PERSON,
    QUOTATION,
    TITLE,
    Marked,
)
from extractor.facts.page import Page, Span
from extractor.facts.quotes_descriptions import Speaker
from extractor.facts.quotes_marking import mark_speech
from extractor.facts.quotes_marks import Quotation, find_quotations
from extractor.facts.quotes_speakers import Speakers
from extractor.facts.quotes_turns import find_turns
from extractor.facts.quotes_verbs import Verbs
from extractor.rulebook import Rule

_SENTENCE_END = "。！？\n"
_FAR = 300
_ENDED = regex.compile(r"[。！？!?…]$")
_BROKEN = regex.compile(r"[。！？!?…，,—；]$")
_STOPPED = regex.compile("[，。！？；：\n]|$")
_SOMEBODY = regex.compile(f"[{PERSON}{BODY}{TITLE}{PEOPLE}]")
_INSIDE = regex.compile("[，。！？；]")


@dataclass(frozen=True, slots=True)
class QuoteFact:
    """Words said, in healed offsets. `pieces` are the words themselves; there are several where a verb cuts them in two
    or where they run over paragraphs that each open with a mark."""

    pieces: tuple[Span, ...]
    rule: str
    speaker: Speaker
    verb: str | None
    verb_at: Span | None
    direct: bool


def find_quotes(page: Page) -> list[QuoteFact]:
    """The quotes and the reported speech of a page, in order."""
    quotations = list(find_quotations(page.text.healed))
    marked = mark_speech(page, quotations)
    reader = _Reader(page, marked, {quotation.start: quotation for quotation in quotations})
    turns = [QuoteFact(turn.pieces, "quotes.turns", turn.speaker, None, None, True) for turn in find_turns(page)]
    taken = [(turn.pieces[0][0], turn.pieces[-1][1]) for turn in turns]
    read = [quote for quote in reader.quotes() if not _is_inside(quote, taken)]
    return sorted([*read, *turns], key=lambda quote: quote.pieces[0])


def _is_inside(quote: QuoteFact, taken: list[Span]) -> bool:
    """Whether words said stand in the turn of an interview."""
    return any(start <= quote.pieces[0][0] < end for start, end in taken)


class _Reader:
    """Reads the marked text of a page: each stretch of words by the rule of highest priority that fits it."""

    def __init__(self, page: Page, marked: Marked, quotations: dict[int, Quotation]) -> None:
        self._page = page
        self._marked = marked
        self._quotations = quotations
        self._speakers = Speakers(page, marked)
        self._verbs = Verbs.of(page.rulebook)
        self._turning = page.rulebook.lexicon("speech.turning")
        self._taken: set[int] = set()

    def quotes(self) -> Iterator[QuoteFact]:
        for rule, match in self._matches():
            marks = _positions(match, "said") + _positions(match, "more") if "reported" not in rule.gives else []
            verb = match.start("verb") if match.groupdict().get("verb") else None
            used = {*marks, *([] if verb is None or "again" in rule.gives else [verb])}
            if self._taken & used or not self._fits(rule, match, marks):
                continue
            speaker = self._speaker(rule, match, verb)
            if speaker is not None:
                self._taken |= used
                self._speakers.note(match.end(), speaker)
                yield from self._facts(rule, match, marks, speaker, verb)
            elif "sure" in rule.gives:
                # Somebody speaks who has no name: nobody behind the words has said them.
                self._taken |= used

    def _matches(self) -> list[tuple[Rule, regex.Match[str]]]:
        """Every match of every rule: by the place of its words, then by priority."""
        found = [
            (rule, match)
            for rule in self._page.rulebook.rules("quote")
            for match in rule.pattern.finditer(self._marked.text, overlapped="reported" not in rule.gives)
        ]
        return sorted(found, key=lambda pair: (pair[1].start("said"), -pair[0].priority))

    def _fits(self, rule: Rule, match: regex.Match[str], marks: list[int]) -> bool:
        """Whether what is quoted reads as speech: a term is none, nor is a fragment of the sentence around it."""
        verb = match.groupdict().get("verb") and self._marked.words(*match.span("verb"))
        if "reported" in rule.gives:
            return self._verbs.reports(verb or "") and not self._quoted_whole(match.start("said"))
        words = self._words_said(marks[0])
        needs = rule.gives.get("needs")
        if "turns" in rule.gives and self._turns_away(match):
            return False
        if needs == "ended":
            return bool(_ENDED.search(words))
        if needs == "broken":
            return bool(_BROKEN.search(words)) and bool(_ENDED.search(self._words_said(marks[-1])))
        if match.groupdict().get("more") and self._are_two(marks[0], words, verb or ""):
            return False
        if needs == "speech":
            return len(words) >= (6 if "last" in rule.gives else 10) and bool(_ENDED.search(words))
        if needs == "long":
            return len(words) >= 8
        if "strong" in rule.gives:
            return self._is_clause(words, match, verb or "")
        return needs != "sentence" or bool(_BROKEN.search(words)) or self._is_parted(words, marks[0])

    def _are_two(self, at: int, words: str, verb: str) -> bool:
        """“还有多远？”问到这里，王芳回答：“快了。” Nor does anybody know where words that only close begin."""
        quotation = self._quotations[self._marked.token(at).start]
        is_opened = quotation.pieces[0][0] > quotation.start
        return not is_opened or words.endswith(("？", "?")) and self._verbs.answers(verb)

    def _turns_away(self, match: regex.Match[str]) -> bool:
        """“水退了。”同时，韩立群说，……: the sentence behind the words is about something else, and reports that."""
        clauses = match["who"].rsplit("，", 1)
        if len(clauses) < 2 or self._marked.text[match.end() : match.end() + 1] not in ("，", ","):
            return False
        return bool(_SOMEBODY.search(clauses[0])) or clauses[0] in self._turning

    def _is_parted(self, words: str, at: int) -> bool:
        """“我们一定把路修好”，韩立群说: a comma behind the marks does what one inside would."""
        text = self._marked.text
        opens = at == 0 or text[at - 1] in _SENTENCE_END + "，,：:"
        return len(words) >= 6 and opens and text[at + 1 : at + 2] in ("，", ",")

    def _is_clause(self, words: str, match: regex.Match[str], verb: str) -> bool:
        """With a comma or nothing before it: a sentence, or a clause that ends where the marks do."""
        if _ENDED.search(words) or verb in self._verbs.weak:
            return bool(_ENDED.search(words))
        after = self._marked.text[match.end() : match.end() + 3].lstrip(" ")
        if after and not _STOPPED.match(after):
            return False
        marked = self._marked.text[match.start("said") - 1] in "，, "
        if len(words) >= 6 and _INSIDE.search(words):
            return True
        return len(words) >= 8 if marked else len(words) >= 12 and verb.endswith(tuple(self._verbs.endings))

    def _quoted_whole(self, at: int) -> bool:
        """Whether the reported words are a quotation that was read as such."""
        return at in self._taken

    def _words_said(self, at: int) -> str:
        quotation = self._quotations[self._marked.token(at).start]
        return self._page.text.healed[quotation.pieces[0][0] : quotation.pieces[-1][1]].strip()

    def _ended(self, pieces: tuple[Span, ...]) -> bool:
        """Of quotations side by side the ones behind the first count only as sentences: ……，投吗？”“不投”。"""
        return bool(_ENDED.search(self._page.text.healed[pieces[-1][0] : pieces[-1][1]]))

    def _speaker(self, rule: Rule, match: regex.Match[str], verb: int | None) -> Speaker | None:
        if "last" in rule.gives:
            return self._speakers.last(match.start())
        start, end = match.span("who") if match.groupdict().get("who") else (-1, -1)
        if verb is not None:
            end = verb
        if start < match.start("said") and rule.gives.get("who") != "within":
            start = self._sentence_start(end)  # the pattern may begin in the middle of the clause
        if rule.gives.get("who") == "person":
            return self._speakers.find_person(start, end)
        if rule.gives.get("who") == "people":
            return self._speakers.find_people(start, end)
        found = self._speakers.find(start, end)
        if "reported" in rule.gives:
            return found if found and found.known else None
        found = found or self._speakers.find_unlisted(start, end)
        if found is None and rule.gives.keys() & {"sure", "strong"} and not self._speakers.is_impersonal(start, end):
            return self._speakers.again(start, end, "sure" in rule.gives)
        return found

    def _sentence_start(self, position: int) -> int:
        """Where the sentence around a place begins, or the last quotation before it ends."""
        text, least = self._marked.text, max(0, position - _FAR)
        return max(least, *(text.rfind(mark, least, position) + 1 for mark in _SENTENCE_END + QUOTATION))

    def _facts(
        self, rule: Rule, match: regex.Match[str], marks: list[int], speaker: Speaker, verb: int | None
    ) -> Iterator[QuoteFact]:
        verb_at = None if verb is None else self._marked.span(verb, verb + 1)
        words = None if verb_at is None else self._page.text.healed[slice(*verb_at)]
        if "reported" in rule.gives:
            span = self._marked.span(*match.span("said"))
            yield QuoteFact((span,), rule.id, speaker, words, verb_at, False)
            return
        pieces = [self._quotations[self._marked.token(at).start].pieces for at in marks]
        if match.groupdict().get("more"):
            pieces = [tuple(piece for found in pieces for piece in found)]
        for said in [words for at, words in enumerate(pieces) if at == 0 or self._ended(words)]:
            yield QuoteFact(said, rule.id, speaker, words, verb_at, True)


def _positions(match: regex.Match[str], name: str) -> list[int]:
    """The places of the quotations in a part of a match."""
    return list(range(*match.span(name))) if match.groupdict().get(name) else []
