"""The features that pkuseg sees at each character, as indices of its weights.

Every feature of single characters hangs on two neighbours, and a page has the same pairs of characters again and again:
what a pair gives to the characters around it is worked out once and kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import NamedTuple

_NUMBERS = "0123456789.几二三四五六七八九十千万亿兆零１２３４５６７８９０％"
_LETTERS = (
    "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｇｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ／・－"
)
_RENAMED = str.maketrans("-._,|/*:", "&" * 8)
# Numbers and letters are one class each, and pkuseg never finds them in a word of its dictionary.
_CLASSES = {**dict.fromkeys(_NUMBERS, "**Num"), **dict.fromkeys(_LETTERS, "**Letter")}
_CLASSED = frozenset(_CLASSES)
_EDGE = "\0"
_LONGEST = 6
_PAIRS_KEPT = 200_000


class _Pair(NamedTuple):
    """What two neighbours give: to the second, to the first, to the one after them, to the one before them."""

    second: tuple[int, ...]
    first: tuple[int, ...]
    after: tuple[int, ...]
    before: tuple[int, ...]
    lengths: tuple[int, ...]  # of dictionary words that begin with the two


class Features:
    """Call it with a run of text without blanks: a list of feature indices for each character."""

    def __init__(self, index: Mapping[str, int], words: Set[str]) -> None:
        self._index = index
        self._words = {word for word in words if 2 <= len(word) <= _LONGEST and _CLASSED.isdisjoint(word)}
        beginnings: dict[str, set[int]] = {}
        for word in self._words:
            beginnings.setdefault(word[:2], set()).add(len(word))
        self._beginnings = {pair: tuple(sorted(lengths)) for pair, lengths in beginnings.items()}
        self._pairs: dict[str, _Pair] = {}
        self._ends: dict[str, tuple[int, ...]] = {}
        self._starts: dict[str, tuple[int, ...]] = {}

    def __call__(self, text: str) -> list[list[int]]:
        text = text.translate(_RENAMED)
        known, padded = self._pairs, f"{_EDGE}{_EDGE}{text}{_EDGE}{_EDGE}"
        pairs = []
        for i in range(len(padded) - 1):
            name = padded[i : i + 2]
            pairs.append(known.get(name) or self._pair(name))
        found = [
            [0, *pairs[i + 1].second, *pairs[i + 2].first, *pairs[i].after, *pairs[i + 3].before]
            for i in range(len(text) - 1)
        ]
        if text:  # the last character: nothing stands two behind it
            found.append([0, *pairs[-3].second, *pairs[-2].first, *pairs[-4].after])
        self._add_words(text, [pair.lengths for pair in pairs[2:-2]], found)
        return found

    def _pair(self, name: str) -> _Pair:
        if len(self._pairs) > _PAIRS_KEPT:
            self._pairs.clear()
        a, b = (_CLASSES.get(character, character) for character in name)
        found = _Pair(
            self._indices(_EDGE not in b and "c." + b, _EDGE not in a and "c-1." + a, "c-1c.", a, b),
            self._indices(_EDGE not in b and "c1." + b, False, "cc1.", a, b),
            self._indices(_EDGE not in a and "c-2." + a, False, "c-2c-1.", a, b),
            self._indices(_EDGE not in b and "c2." + b, False, "", a, _EDGE),
            self._beginnings.get(name, ()),
        )
        self._pairs[name] = found
        return found

    def _indices(self, one: str | bool, other: str | bool, both: str, a: str, b: str) -> tuple[int, ...]:
        names = [one, other, both and a != _EDGE != b and f"{both}{a}.{b}"]
        return tuple(
            index for name in names if isinstance(name, str) and name and (index := self._index.get(name)) is not None
        )

    def _add_words(self, text: str, lengths: list[tuple[int, ...]], found: list[list[int]]) -> None:
        starting, ending = self._matches(text, lengths)
        get = self._index.get
        for i, words in starting.items():
            indices = found[i]
            for word in words:
                indices += self._starts.get(word) or self._remember(self._starts, "w1.", word)
                indices += [at for before in ending.get(i - 1, ()) if (at := get(f"ww.l.{before}*{word}")) is not None]
        for i, words in ending.items():
            indices = found[i]
            for word in words:
                indices += self._ends.get(word) or self._remember(self._ends, "w-1.", word)
                indices += [at for after in starting.get(i + 1, ()) if (at := get(f"ww.r.{word}*{after}")) is not None]

    def _remember(self, known: dict[str, tuple[int, ...]], kind: str, word: str) -> tuple[int, ...]:
        index = self._index.get(kind + word)
        known[word] = () if index is None else (index,)
        return known[word]

    def _matches(self, text: str, lengths: list[tuple[int, ...]]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
        """Dictionary words by the character they begin at, and by the character they end at."""
        starting: dict[int, list[str]] = {}
        ending: dict[int, list[str]] = {}
        words, length = self._words, len(text)
        for i, sizes in enumerate(lengths):
            for size in sizes:
                word = text[i : i + size]
                if word in words and i + size <= length:
                    starting.setdefault(i, []).append(word)
                    ending.setdefault(i + size - 1, []).append(word)
        return starting, ending
