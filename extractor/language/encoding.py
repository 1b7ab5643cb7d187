"""What the tagger sees of each character: the character, the pairs it makes with its neighbours, and known words.

Everything is worked out for many texts at once, by arrays. Texts stand one behind the other with an edge (code 0)
before, between and after them, so that a pair or a word never reaches from one text into the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

LONGEST_WORD = 8
KINDS = 13  # lists of words, see recipe/vocabulary.py
PLACES_IN_WORD = 3  # first, inside, last
_PRIME = 0x9E3779B97F4A7C15
_BEYOND = 0xFFFF  # stands for all characters beyond the basic plane


@dataclass(frozen=True, slots=True)
class Encoded:
    """A row for each character of all texts: `pairs` has one with the left and one with the right neighbour."""

    characters: Array  # (n,)
    pairs: Array  # (n, 2)
    words: Array  # (n, PLACES_IN_WORD) bits, one for each kind of list
    starts: Array  # where each text begins
    lengths: Array


@dataclass(frozen=True, slots=True)
class WordTable:
    """Words by length: `hashes[n]` sorted, of all words of n characters and of all beginnings of longer ones."""

    hashes: Mapping[int, Array]
    kinds: Mapping[int, Array]  # bits; 0 for what is only a beginning


class Encoder:
    """Call it with texts. Row 0 of characters and of pairs stands for all that is unknown."""

    def __init__(self, characters: Array, pairs: Array, words: WordTable) -> None:
        """`characters`: codes, sorted; `pairs`: two codes in one number (first << 16 | second), sorted."""
        import numpy as np

        self.characters, self.pairs, self.words = characters, pairs, words
        self._rows = np.zeros(0x10000, dtype=np.int32)
        self._rows[characters] = np.arange(1, len(characters) + 1)
        self._classes = _classes()

    def __call__(self, texts: Sequence[str]) -> Encoded:
        import numpy as np

        codes = self.codes(texts)
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        ends = np.cumsum(lengths + 1)
        keep = np.ones(len(codes), dtype=bool)
        keep[0] = False
        keep[ends] = False
        pairs = self._pairs(codes)
        both = np.stack([pairs[:-1], pairs[1:]], axis=1)[keep[1:-1]]
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(texts) else lengths
        return Encoded(self._rows[codes[keep]], both, self._words(codes)[keep], starts, lengths)

    def codes(self, texts: Iterable[str]) -> Array:
        """The code of each character of all texts, an edge before, between and after them."""
        import numpy as np

        joined = "\0".join(["", *texts, ""])
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        return self._classes[np.minimum(codes, _BEYOND)]

    def _pairs(self, codes: Array) -> Array:
        """The row of each pair of neighbours, one fewer than codes."""
        keys = codes[:-1] << 16 | codes[1:]
        at, found = lookup(self.pairs, keys)
        return (at + 1) * found

    def _words(self, codes: Array) -> Array:
        """For each code the lists that know a word which begins, goes on or ends there."""
        import numpy as np

        marks = np.zeros((len(codes), PLACES_IN_WORD), dtype=np.uint16)
        places = np.flatnonzero(codes[:-1])
        hashes = step(np.zeros(len(places), dtype=np.uint64), codes[places])
        for length in range(2, LONGEST_WORD + 1):
            inside = places + length <= len(codes)
            places, hashes = places[inside], hashes[inside]
            hashes = step(hashes, codes[places + length - 1])
            at, found = lookup(self.words.hashes[length], short(hashes))
            places, hashes, kinds = places[found], hashes[found], self.words.kinds[length][at[found]]
            if not len(places):
                break
            marks[places, 0] |= kinds
            marks[places + length - 1, 2] |= kinds
            for inner in range(1, length - 1):
                marks[places + inner, 1] |= kinds
        return marks


def lookup(table: Array, keys: Array) -> tuple[Array, Array]:
    """Where each key is in a sorted table, and whether it is there at all."""
    import numpy as np

    if not len(table):
        return np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=bool)
    at = np.minimum(np.searchsorted(table, keys), len(table) - 1)
    return at, table[at] == keys


def step(hashes: Array, codes: Array) -> Array:
    """The hash of a text with one more character, from the hash of the text without it (uint64, wraps)."""
    import numpy as np

    return (hashes ^ codes.astype(np.uint64)) * np.uint64(_PRIME)


def short(hashes: Array) -> Array:
    """What of a hash is kept in the table: the upper half, which all characters have stirred."""
    import numpy as np

    return (hashes >> np.uint64(32)).astype(np.uint32)


def unpack(marks: Array) -> Array:
    """Bits as numbers, (n, PLACES_IN_WORD) -> float32 (n, PLACES_IN_WORD * KINDS)."""
    import numpy as np

    bits = marks[:, :, None] >> np.arange(KINDS, dtype=np.uint16) & np.uint16(1)
    return bits.astype(np.float32).reshape(len(marks), PLACES_IN_WORD * KINDS)


def _classes() -> Array:
    """What stands for each code: 0 for all digits, a blank for all blanks, ASCII for letters of full width."""
    import numpy as np

    codes = np.arange(0x10000, dtype=np.uint32)
    codes[ord("0") : ord("9") + 1] = ord("0")
    codes[0xFF10:0xFF1A] = ord("0")
    codes[0xFF21:0xFF3B] -= 0xFEE0
    codes[0xFF41:0xFF5B] -= 0xFEE0
    codes[[ord(mark) for mark in "\t\n\r\u00a0\u3000"]] = ord(" ")
    return codes


def table_of(words: Mapping[str, int]) -> WordTable:
    """The table of words (2 to LONGEST_WORD characters), each with the bits of its lists."""
    import numpy as np

    classes = _classes()
    known: list[dict[int, int]] = [{} for _ in range(LONGEST_WORD + 1)]
    for word, bits in words.items():
        value = 0
        for length, character in enumerate(word, start=1):
            value = (value ^ int(classes[min(ord(character), _BEYOND)])) * _PRIME & 0xFFFFFFFFFFFFFFFF
            known[length][value >> 32] = known[length].get(value >> 32, 0) | (bits if length == len(word) else 0)
    hashes, kinds = {}, {}
    for length in range(2, LONGEST_WORD + 1):
        keys = np.array(sorted(known[length]), dtype=np.uint32)
        hashes[length] = keys
        kinds[length] = np.array([known[length][int(key)] for key in keys], dtype=np.uint16)
    return WordTable(hashes, kinds)
