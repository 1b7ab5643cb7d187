"""Finding the words of lexicons in a text: one look at a character, then hashed look-ups of the lengths there are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from extractor.rulebook import Rulebook


class Hit(NamedTuple):
    """A word of a lexicon in a text, and the lexicon."""

    start: int
    end: int
    lexicon: str


def _lengths(words: Iterable[str]) -> tuple[dict[str, tuple[int, ...]], re.Pattern[str]]:
    """By first character how long its words are, longest first; and a pattern for these characters."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    first = re.compile(f"[{''.join(map(re.escape, lengths))}]" if lengths else r"(?!)")
    return {character: tuple(sorted(found, reverse=True)) for character, found in lengths.items()}, first


class WordFinder:
    """Finds words, the longest at each place and none inside another: 南京长江大桥 hides 南京.

    Where a word stands in several lexicons, the one named first owns it.
    """

    def __init__(self, lexicons: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._owner: dict[str, str] = {}
        for name, words in lexicons:
            for word in words:
                self._owner.setdefault(word, name)
        self._lengths, self._first = _lengths(self._owner)

    def find(self, text: str) -> Iterator[Hit]:
        """The words of `text` in order; a word inside a longer one is not given."""
        owner, after = self._owner, 0
        for first in self._first.finditer(text):
            start = first.start()
            if start < after:
                continue
            for length in self._lengths[first.group()]:
                word = text[start : start + length]
                name = owner.get(word)
                if name is not None:
                    after = start + len(word)
                    yield Hit(start, after, name)
                    break

    def at(self, text: str, start: int) -> Hit | None:
        """The longest word that begins at `start`."""
        for length in self._lengths.get(text[start : start + 1], ()):
            word = text[start : start + length]
            if word in self._owner:
                return Hit(start, start + len(word), self._owner[word])
        return None


class WordEnds:
    """Tells whether a word of a lexicon ends at a place: 教授 before the 刘 of 教授孟庆雨."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._lengths = tuple(sorted({len(word) for word in self._words}, reverse=True))

    def at(self, text: str, end: int) -> int:
        """The length of the longest word that ends at `end`; 0 if none does."""
        for length in self._lengths:
            if length <= end and text[end - length : end] in self._words:
                return length
        return 0


def finder(rulebook: Rulebook, *lexicons: str) -> WordFinder:
    """The finder of some lexicons, made once for a rulebook."""
    key = "names.finder:" + ",".join(lexicons)
    return rulebook.memo(key, lambda book: WordFinder((name, book.lexicon(name)) for name in lexicons))


def word_ends(rulebook: Rulebook, *lexicons: str) -> WordEnds:
    """The same for words that end at a place."""
    key = "names.ends:" + ",".join(lexicons)
    return rulebook.memo(key, lambda book: WordEnds(word for name in lexicons for word in book.lexicon(name)))


class Index:
    """Many lexicons looked for in one go; where a word stands in several, it is found for each of them."""

    def __init__(self, lexicons: Iterable[tuple[str, Iterable[str]]]) -> None:
        owners: dict[str, list[str]] = {}
        for name, words in lexicons:
            for word in words:
                owners.setdefault(word, []).append(name)
        self._owners = {word: tuple(names) for word, names in owners.items()}
        self._lengths, self._first = _lengths(owners)

    def find(self, text: str) -> Mapping[str, Sequence[tuple[int, int]]]:
        """For each lexicon where its words stand, also those inside longer ones."""
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        owners, lengths, size = self._owners, self._lengths, len(text)
        for first in self._first.finditer(text):
            start = first.start()
            for length in lengths[first.group()]:
                end = start + length
                names = owners.get(text[start:end])
                if names is not None and end <= size:
                    for name in names:
                        found[name].append((start, end))
        return found


class Sheet:
    """A text under work: what was looked for in it once is not looked for again."""

    def __init__(self, text: str, rulebook: Rulebook, lexicons: tuple[str, ...]) -> None:
        """`lexicons` are all that will be asked for."""
        self.text = text
        self.rulebook = rulebook
        key = "names.index:" + ",".join(lexicons)
        index = rulebook.memo(key, lambda book: Index((name, book.lexicon(name)) for name in lexicons))
        self._found = index.find(text)
        self._hits: dict[tuple[str, ...], list[Hit]] = {}

    def hits(self, *lexicons: str) -> list[Hit]:
        """Where words of these lexicons stand, the longest at each place and none inside another.

        Where a word stands in several lexicons, the one named first owns it.
        """
        if lexicons not in self._hits:
            self._hits[lexicons] = list(self._longest(lexicons))
        return self._hits[lexicons]

    def _longest(self, lexicons: tuple[str, ...]) -> Iterator[Hit]:
        found, after = self._found, 0
        every = sorted((at, -end, rank) for rank, name in enumerate(lexicons) for at, end in found.get(name, ()))
        for at, end, rank in every:
            if at >= after:
                after = -end
                yield Hit(at, after, lexicons[rank])
