"""Numerals that state no quantity: 一带一路, 第28届, 23号线, 3:1. Each is claimed, so that no figure comes of it.

Set phrases are words of rules/phrases.yaml, looked up at each numeral by where their own first numeral stands; the rest are
the pattern rules of kind `nothing`. They win over figures by their priority, and lose to dates where dates have a higher one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractor.mentions.proposal import Proposal
from extractor.numerals import NUMERAL
from extractor.rulebook import Rulebook

PHRASE_PRIORITY = 20
_NUMERALS = "0123456789〇零○一二两兩三四五六七八九十百千万亿兆廿卅壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億半双几数"


class Unread(NamedTuple):
    """A numeral that gave no record, and the rule that decided so: `none` if no rule did."""

    start: int
    end: int
    text: str
    rule: str


def propose_nothing(healed: str, rulebook: Rulebook) -> list[Proposal]:
    """Every stretch of a healed text that holds a numeral and states no quantity."""
    return rulebook.memo("nothing", NothingGrammar).propose(healed)


def unread_numerals(healed: str, settled: Iterable[Proposal], nothing: Iterable[Proposal], rulebook: Rulebook) -> list[Unread]:
    """The numerals outside every settled figure and date, with the rule of the `nothing` that covers them, or `none`.

    `settled` holds the figures and dates that stand in the end, in healed offsets.
    """
    return rulebook.memo("nothing", NothingGrammar).unread(healed, settled, nothing)


class NothingGrammar:
    """The rules of a rulebook about numerals that are nothing, ready to run."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._phrases: dict[str, str] = {}
        self._places: dict[str, list[tuple[int, int]]] = {}
        for entry in rulebook.section("phrases"):
            if entry.role == "nothing":
                for word in entry.words:
                    self._add(word, f"phrases.{entry.id}")
        self._starts = rulebook.compile(f"(?<![{_NUMERALS}])[{_NUMERALS}]")
        self._numerals = rulebook.compile(NUMERAL)
        self._rules = [(rule.id, rule.priority, rule.pattern) for rule in rulebook.rules("nothing")]

    def _add(self, word: str, rule: str) -> None:
        offset = next((at for at, character in enumerate(word) if character in _NUMERALS), None)
        if offset is None:
            return
        self._phrases[word] = rule
        places = self._places.setdefault(word[offset], [])
        if (offset, len(word)) not in places:
            places.append((offset, len(word)))
            places.sort(key=lambda place: -place[1])

    def propose(self, text: str) -> list[Proposal]:
        proposals = [*self._of_phrases(text)]
        for rule, priority, pattern in self._rules:
            for match in pattern.finditer(text):
                proposals.append(Proposal(*match.span(), "nothing", rule, priority))
        return proposals

    def _of_phrases(self, text: str) -> Iterator[Proposal]:
        for found in self._starts.finditer(text):
            at = found.start()
            for offset, length in self._places.get(text[at], ()):
                word = text[at - offset : at - offset + length] if at >= offset else ""
                rule = self._phrases.get(word)
                if rule is not None and len(word) == length and not _goes_on(text, at - offset + length):
                    yield Proposal(at - offset, at - offset + length, "nothing", rule, PHRASE_PRIORITY)
                    break

    def unread(self, text: str, settled: Iterable[Proposal], nothing: Iterable[Proposal]) -> list[Unread]:
        claims = _Stretches([*settled, *nothing])
        unread = []
        for found in self._numerals.finditer(text):
            covering = claims.over(*found.span())
            if all(proposal.type == "nothing" for proposal in covering):
                rule = max(covering, key=lambda proposal: proposal.priority).rule if covering else "none"
                unread.append(Unread(*found.span(), found[0], rule))
        return unread


def _goes_on(text: str, end: int) -> bool:
    """Whether a phrase that ends in a numeral ends within one: 统一 in 统一百个."""
    return text[end - 1] in _NUMERALS and end < len(text) and (text[end] in _NUMERALS or text[end] in ".%‰")


class _Stretches:
    """Proposals asked for from left to right."""

    def __init__(self, proposals: Sequence[Proposal]) -> None:
        self._proposals = sorted(proposals, key=lambda proposal: proposal.start)
        self._next = 0
        self._open: list[Proposal] = []

    def over(self, start: int, end: int) -> list[Proposal]:
        """Those that overlap `start:end`."""
        while self._next < len(self._proposals) and self._proposals[self._next].start < end:
            self._open.append(self._proposals[self._next])
            self._next += 1
        self._open = [proposal for proposal in self._open if proposal.end > start]
        return self._open
