"""`Text`: a page as healed, with the way back to the page as written."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from extractor.reading.fold import BLANKS
from extractor.reading.sentences import sentence_around, split_sentences

Kind = Literal["header", "heading", "byline", "caption", "paragraph"]
Span = tuple[int, int]

_LINE_BREAK = re.compile("\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the healed text that is one unit of the layout; one "\\n" stands between two blocks."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Located:
    """A healed stretch, found again in the original: `start:end` there, end exclusive.

    `segments` is empty unless other text stands inside (a caption in 石川县能登半⏎⏎1月8日，……⏎⏎岛); joined in their
    order they are the stretch, and `start:end` is all they span. `sentence` is the stretch of the sentence around it.
    """

    start: int
    end: int
    segments: tuple[Span, ...]
    line: int
    sentence: Span


@dataclass(frozen=True, slots=True)
class Way:
    """The way back as runs: healed characters `healed[i]`.. stand in the original at `original[i]`.., one to one.

    `follows[i]`: between run i - 1 and run i there are only blanks in the original.
    """

    healed: tuple[int, ...]
    original: tuple[int, ...]
    lengths: tuple[int, ...]
    follows: tuple[bool, ...]

    @classmethod
    def of(cls, runs: list[Span], original: str) -> Way:
        """From (offset in the original, length) in the order of the healed text."""
        healed, follows, at, before = [], [], 0, 0
        for start, length in runs:
            healed.append(at)
            follows.append(start >= before and not original[before:start].strip(BLANKS))
            at, before = at + length, start + length
        return cls(
            tuple(healed), tuple(start for start, _ in runs), tuple(length for _, length in runs), tuple(follows)
        )

    def back(self, offset: int) -> int:
        """The original offset of one healed character."""
        index = bisect_right(self.healed, offset) - 1
        return self.original[index] + offset - self.healed[index]

    def segments(self, start: int, end: int) -> list[Span]:
        """The stretches of the original that hold healed `start:end` (not empty); blanks inside do not part them."""
        index = bisect_right(self.healed, start) - 1
        found: list[Span] = []
        while index < len(self.healed) and self.healed[index] < end:
            shift = self.original[index] - self.healed[index]
            left = max(start, self.healed[index]) + shift
            right = min(end, self.healed[index] + self.lengths[index]) + shift
            if found and self.follows[index]:
                found[-1] = (found[-1][0], right)
            else:
                found.append((left, right))
            index += 1
        return found


class Forward:
    """From the original to the healed text: where a stretch that healing did not cut has come to stand."""

    def __init__(self, way: Way) -> None:
        self._runs = sorted(zip(way.original, way.lengths, way.healed, strict=True))
        self._starts = [start for start, _, _ in self._runs]

    def at(self, offset: int) -> int | None:
        """The healed offset of an original character; None if healing dropped it."""
        span = self.span(offset, offset + 1)
        return span and span[0]

    def span(self, start: int, end: int) -> Span | None:
        """The healed span of an original one; None where other text has come into it, or part of it was dropped."""
        index = bisect_right(self._starts, start) - 1
        if index < 0 or end <= start:
            return None
        first, length, healed = self._runs[index]
        return (healed + start - first, healed + end - first) if end <= first + length else None


@dataclass(frozen=True, slots=True, repr=False)
class Text:
    """A page read once; it never changes. Rules read `healed`, records need offsets into `original`.

    `original`: as decoded, line breaks as in the file. `blocks`: in order, one "\\n" between them. `sentences`: healed
    spans in order, everything but blanks lies in one. `title`: the first heading, None if the page opens with prose.
    """

    original: str
    healed: str
    blocks: tuple[Block, ...]
    title: str | None
    way: Way
    sentences: tuple[Span, ...] = field(init=False)
    _lines: tuple[int, ...] = field(init=False)
    _around: dict[Span, Span] = field(init=False, default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sentences", split_sentences(self.healed))
        starts = (0, *(found.end() for found in _LINE_BREAK.finditer(self.original)))
        object.__setattr__(self, "_lines", starts)

    def __repr__(self) -> str:
        return f"Text({self.healed[:20]!r}..., {len(self.blocks)} blocks)"

    def locate(self, start: int, end: int) -> Located:
        """Where a healed span stands in the original: 2000万人次 there may be 2000⏎⏎万人次."""
        if not 0 <= start < end <= len(self.healed):
            raise ValueError(f"no healed span: {start}:{end} in {len(self.healed)} characters")
        segments = self.way.segments(start, end)
        first = min(left for left, _ in segments)
        last = max(right for _, right in segments)
        sentence = (self.sentence_at(start)[0], self.sentence_at(end - 1)[1])
        ends = (self.way.back(sentence[0]), self.way.back(sentence[1] - 1) + 1)
        around = (min(ends), max(ends))
        around = self._around.setdefault(around, around)  # one for all mentions of a sentence: a long page has many
        return Located(first, last, tuple(segments) if len(segments) > 1 else (), self.line_at(first), around)

    def sentence_at(self, offset: int) -> Span:
        """The healed span of the sentence around a healed offset; of the one before it where a blank stands there."""
        return sentence_around(self.sentences, offset)

    def line_at(self, offset: int) -> int:
        """The line of an original offset, from 1; \\n, \\r\\n and \\r end a line."""
        return bisect_right(self._lines, offset)
