"""The words of a measure, read for comparing: 全县茶叶总产量 is 茶叶 of the quantity 产量, its scope left out.

What the words mean is data, `rules/comparing.yaml`; here they are found, the longest first.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from extractor.rulebook import Likeness

#: Characters of a slot that are read; no measure is as long.
_LONGEST = 200


class Phrase(NamedTuple):
    """A stretch of a measure in its plain form: `text` without fillers and scopes, synonyms by their first word.

    `quantities` are the ids of what it measures, `kinds` the words that narrow it, `scopes` those that were left out.
    """

    text: str
    quantities: frozenset[str]
    kinds: frozenset[str]
    scopes: frozenset[str]


class Words:
    """The tables of comparing: made once from the entries of the section `comparing`."""

    def __init__(self, entries: Iterable[Likeness]) -> None:
        self._entries: dict[str, Likeness] = {}
        self._bases: dict[str, str] = {}
        self._counters: dict[str, set[str]] = {}
        self._lone: set[str] = set()
        self._known: dict[tuple[str, tuple[str, ...]], Phrase] = {}
        self.contrasts: set[str] = set()
        self.times: dict[str, str] = {}
        self.vague: set[str] = set()
        self._first: dict[str, str] = {}
        for entry in entries:
            self._first[entry.id] = entry.words[0]
            if entry.time:
                self.times[entry.id] = entry.time
            if entry.vague:
                self.vague.add(entry.id)
            for word in entry.words:
                self._learn(word, entry)

    def _learn(self, word: str, entry: Likeness) -> None:
        if entry.role == "basis":
            self._bases[word] = entry.words[0]
        elif entry.role == "contrast":
            self.contrasts.add(word)
        elif entry.role == "lone":
            self._lone.add(word)
        elif entry.role == "counter":
            self._counters.setdefault(word, set()).add(entry.id)
        else:
            self._entries[word] = entry

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """Lengths of the words by their first character, the longest first."""
        lengths: dict[str, set[int]] = {}
        for word in self._entries:
            lengths.setdefault(word[0], set()).add(len(word))
        return {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def join(self, *texts: str, names: tuple[str, ...] = ()) -> Phrase:
        """Several stretches as one: subject, attribute and object."""
        phrases = [self.read(text[:_LONGEST], names) for text in texts if text]
        sets = (frozenset().union(*(phrase[at] for phrase in phrases)) for at in (1, 2, 3))
        return Phrase("".join(phrase.text for phrase in phrases), *sets)

    def read(self, text: str, names: tuple[str, ...] = ()) -> Phrase:
        """A measure in its plain form; read once, however often it stands on the pages.

        Nothing is read in `names`: 海城市 holds no 城市.
        """
        phrase = self._known.get((text, names))
        if phrase is None:
            phrase = self._known[text, names] = self._read(text, names)
        return phrase

    def _read(self, text: str, names: tuple[str, ...]) -> Phrase:
        pieces: list[str] = []
        found: dict[str, set[str]] = {"quantity": set(), "kind": set(), "scope": set()}
        at = 0
        while at < len(text):
            name = next((name for name in names if text.startswith(name, at)), None)
            word = None if name else self._at(text, at)
            if name:
                pieces.append(name)
                at += len(name)
                continue
            if word is None:
                pieces.append(text[at])
                at += 1
                continue
            entry = self._entries[word]
            if entry.role in ("quantity", "noun", "kind"):
                pieces.append(entry.words[0])
            if entry.role in found:
                found[entry.role].add(entry.id if entry.role == "quantity" else entry.words[0])
            at += len(word)
        plain = "".join(piece for piece in pieces if piece.isalnum())
        return Phrase(plain, *(frozenset(found[role]) for role in ("quantity", "kind", "scope")))

    def _at(self, text: str, at: int) -> str | None:
        for length in self._lengths.get(text[at], ()):
            word = text[at : at + length]
            # 长 is a length at the end of 桥长 only, and none in 长三角.
            if word in self._entries and (length > 1 or at == len(text) - 1 or self._entries[word].role == "filler"):
                return word
        return None

    def word(self, id_: str) -> str:
        """The first word of a quantity, for a reader: 产量."""
        return self._first[id_]

    def basis(self, text: str) -> str:
        """What a change counts from, in its plain form: 比去年同期 is 同比."""
        return self._bases.get(text, text)

    def count_alike(self, one: str | None, other: str | None) -> bool:
        """Whether two classifiers count the same things, so that their numbers compare: 辆 and 台, but not 户 and 人.

        A bare number (1.8万用户) goes with any of them, 个 with all but those of a `lone` entry.
        """
        if one == other or one is None or other is None:
            return True
        if self._counters.get(one, set()) & self._counters.get(other, set()):
            return True
        return "个" in (one, other) and not {one, other} & self._lone
