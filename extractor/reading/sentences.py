"""Where sentences end.

。！？ end one, also ASCII ! and ? after a Chinese character, with the closing marks after them (他说：“走吧。”);
so does the end of a block. ； does not, nor does …… inside a block: 他想了想……还是走了。
"""

from __future__ import annotations

import re
from bisect import bisect_right

_HAN = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffee\U00020000-\U0003ffff”’"
_CLOSING = "”’」』）》】〕〉｝］)\\]}"
SENTENCE_END = re.compile(rf'(?:[。！？｡]|(?<=[{_HAN}])[!?])[。！？｡!?…]*[{_CLOSING}]*|\n')
_STRAIGHT = '"'


def split_sentences(healed: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a healed text, in order; together they cover everything but blanks between them."""
    spans: list[tuple[int, int]] = []
    start = 0
    quotes = _StraightQuotes(healed)
    for found in SENTENCE_END.finditer(healed):
        end = found.end()
        if end < start:
            continue
        if healed.startswith(_STRAIGHT, end) and quotes.closes(end):
            end += 1
        _add(spans, healed, start, end)
        start = end
    _add(spans, healed, start, len(healed))
    return tuple(spans)


def sentence_around(sentences: tuple[tuple[int, int], ...], offset: int) -> tuple[int, int]:
    """The sentence that holds a healed offset; for a blank between two, the one before it. (0, 0) if there is none."""
    if not sentences:
        return (0, 0)
    return sentences[max(0, bisect_right(sentences, (offset, 1 << 60)) - 1)]


def _add(spans: list[tuple[int, int]], healed: str, start: int, end: int) -> None:
    """Add start:end without the blanks around it, unless nothing is left."""
    piece = healed[start:end]
    kept = piece.strip()
    if kept:
        lead = len(piece) - len(piece.lstrip())
        spans.append((start + lead, start + lead + len(kept)))


class _StraightQuotes:
    """Whether a straight quotation mark closes: it does after an odd number of them in its block."""

    def __init__(self, healed: str) -> None:
        self._healed = healed
        self._from = 0
        self._open = False

    def closes(self, offset: int) -> bool:
        """Ask for rising offsets only: what was counted is not counted again."""
        block = self._healed.rfind("\n", self._from, offset) + 1
        if block:
            self._from, self._open = block, False
        self._open ^= self._healed.count(_STRAIGHT, self._from, offset) % 2 == 1
        self._from = offset
        return self._open
