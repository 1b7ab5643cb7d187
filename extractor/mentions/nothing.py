"""Numerals that state no quantity: 一带一路, 第28届, 23号线, 3:1. Each is claimed, so that no figure comes of it.

Set phrases are words of rules/phrases.yaml, looked up at each numeral by where their own first numeral stands; the
rest are the pattern rules of kind `nothing`. A rule with a priority below 0 takes what nothing else took. `gives` of a
rule: `only: figures` leaves dates inside alone; `at: number` says that it begins where a numeral does and is tried only
there, which is ten times as fast (a group `before` in a lookbehind widens it to the left: G60).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractor.mentions.proposal import Proposal
from extractor.numerals import NUMERAL
from extractor.rulebook import Rulebook

PHRASE_PRIORITY = 20
_NUMERALS = "0123456789〇零○一二两兩三四五六七八九十百千万亿兆廿卅萬億半双几数"


class Unread(NamedTuple):
    """A numeral that gave no record, and the rule that decided so: `none` if no rule did."""

    start: int
    end: int
    text: str
    rule: str


def propose_nothing(healed: str, rulebook: Rulebook) -> list[Proposal]:
    """Every stretch of a healed text that holds a numeral and states no quantity."""
    return rulebook.memo("nothing", NothingGrammar).propose(healed)


def unread_numerals(
    healed: str, settled: Iterable[Proposal], nothing: Iterable[Proposal], rulebook: Rulebook
) -> list[Unread]:
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
        rules = rulebook.rules("nothing")
        self._anywhere = [rule for rule in rules if "at" not in rule.gives]
        self._at_numbers = [(rule, rule.pattern) for rule in rules if "at" in rule.gives]

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
        proposals = []
        for rule in self._anywhere:
            for match in rule.pattern.finditer(text):
                proposals.append(Proposal(match.start(), match.end(), "nothing", rule.id, rule.priority))
        for found in self._starts.finditer(text):
            proposals += self._at(text, found.start())
        return proposals

    def _at(self, text: str, start: int) -> Iterator[Proposal]:
        """What is nothing at a numeral: the longest phrase that holds it, and the rules that begin at it."""
        for offset, length in self._places.get(text[start], ()):
            word = text[start - offset : start - offset + length] if start >= offset else ""
            phrase = self._phrases.get(word)
            if phrase is not None and len(word) == length and not _goes_on(text, start - offset + length):
                yield Proposal(start - offset, start - offset + length, "nothing", phrase, PHRASE_PRIORITY)
                break
        for rule, pattern in self._at_numbers:
            if match := pattern.match(text, start):
                begin = match.start("before") if "before" in pattern.groupindex else start
                yield Proposal(begin if begin >= 0 else start, match.end(), "nothing", rule.id, rule.priority)

    def unread(self, text: str, settled: Iterable[Proposal], nothing: Iterable[Proposal]) -> list[Unread]:
        claims = _Stretches([*settled, *nothing])
        unread = []
        for found in self._numerals.finditer(text):
            covering = claims.over(*found.span())
            if all(proposal.type == "nothing" for proposal in covering):
                rule = max(covering, key=lambda proposal: proposal.priority).rule if covering else "none"
                unread.append(Unread(found.start(), found.end(), found[0], rule))
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
