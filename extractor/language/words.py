"""Words and their parts of speech as a string beside the text: 据新华社报道 is `PIiiVv`.

Each character of the text has the letter of its word's kind, a capital where the word begins. Rules can ask such a
string with patterns of their own, and a page of any length costs one byte a character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

#: The letter of each kind, and how the tags of corpusZh begin that it stands for; the longest that fits decides.
KINDS = {
    "o": "",  # other: idioms, sounds, letters
    "h": "nh",  # person
    "s": "ns",  # place
    "i": "ni",  # body
    "t": "nt",  # time
    "l": "nd",  # direction: 上, 里, 之间
    "n": "n",
    "v": "v",
    "x": "vu",  # auxiliary: 能, 应该
    "a": "a",
    "d": "d",
    "m": "m",
    "q": "q",
    "r": "r",
    "w": "w",
    "p": "p",
    "c": "c",
    "u": "u",  # particle: 的, 了, 等
    "j": "j",  # short for more: 女排
}
LETTERS = "".join(KINDS)
PLACES = 4  # first, inside, last, single, as for names


def kind_of(tag: str) -> int:
    """The number of the kind of a tag of the corpus.

    >>> LETTERS[kind_of("nl")]
    'n'
    """
    return max((len(start), i) for i, start in enumerate(KINDS.values()) if tag.startswith(start))[1]


def spell(scores: Array, starts: Array, lengths: Array) -> list[str]:
    """The string of each text from the scores of its characters, (n, places * kinds).

    A word begins where that is likelier than not; its kind is what all its characters together speak for.
    """
    import numpy as np

    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    opening, inside, last, single = np.split(shares, PLACES, axis=1)
    begin, go_on = opening + single, inside + last
    begins = begin.sum(axis=1) > go_on.sum(axis=1)
    begins[starts[lengths > 0]] = True
    first = np.flatnonzero(begins)
    if not len(first):
        return ["" for _ in starts]
    of_kind = begin + go_on
    of_kind /= of_kind.sum(axis=1, keepdims=True)
    said = np.add.reduceat(np.log(of_kind + 1e-6), first).argmax(axis=1)
    codes = np.frombuffer(LETTERS.encode(), dtype=np.uint8)[said][np.cumsum(begins) - 1]
    codes = codes - 32 * begins.astype(np.uint8)  # capitals
    return [codes[start : start + length].tobytes().decode() for start, length in zip(starts, lengths, strict=True)]
