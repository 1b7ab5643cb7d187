"""The text of a page as HTML: its paragraphs and headings, with a `<mark>` around all that was found.

The characters are those of the file. Healing only says which line breaks end a paragraph, and sets a caption apart that
stands inside a sentence. So the text of a mark is the text of its record, but that full-width digits stay full-width.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from markupsafe import Markup, escape

from extractor.reading import Text, heal
from extractor.writing.hostile import UNSEEN, visible

Span = tuple[int, int]

_LINE_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_AS_BLANK = dict.fromkeys(_LINE_BREAKS, " ") | {"\t": "\t"}
_SOFT_BREAK = Markup('<span class="soft"></span>')
_UNSEEN = Markup('<span class="unseen" role="img" aria-label="不可见字符 U+{0}" data-code="{0}"></span>')
_CLOSE = Markup("</mark>")
_CLOSE_EVIDENCE = Markup("</span>")


@dataclass(frozen=True, slots=True)
class Spot:
    """What one record covers in the original, and how its mark is written; `key` is unique on the HTML page.

    `row` is the key of its row in a table, `label` the sign in front of it, `spoken` what a screen reader says of it.
    """

    key: str
    row: str
    type: str
    label: str
    spoken: str
    segments: tuple[Span, ...]
    rule: str

    @property
    def at(self) -> str:
        return f"{self.segments[0][0]}–{self.segments[-1][1]}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch that says what records are about: 吞吐量 beside a figure. `keys` are those of their marks."""

    keys: tuple[str, ...]
    span: Span

    @property
    def segments(self) -> tuple[Span, ...]:
        return (self.span,)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the page: the line it starts on, and its text with the marks.

    `kind` as in `reading.Block`, or `row` for one of a table, with tabs between its cells.
    """

    kind: str
    line: int
    html: Markup


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A healed stretch of a spot; `goes_on` where an earlier one of the same spot has been written."""

    start: int
    end: int
    rank: int
    spot: Spot | Evidence
    goes_on: bool = False

    def __lt__(self, other: _Stretch) -> bool:
        """As marks nest: by start, the longest first, then a quote around a post around a name around evidence."""
        return (self.start, -self.end, self.rank, self.goes_on) < (
            other.start,
            -other.end,
            other.rank,
            other.goes_on,
        )

    def cut(self, offset: int) -> tuple[_Stretch, _Stretch]:
        head = _Stretch(self.start, offset, self.rank, self.spot, self.goes_on)
        return head, _Stretch(offset, self.end, self.rank, self.spot, True)


_RANKS = {"quote": 0, "role": 1}
_EVIDENCE_RANK = 3


def typeset(text: str, spots: Iterable[Spot | Evidence]) -> list[Paragraph]:
    """The blocks of a page in the order in which they are read. A mark that crosses the end of another is cut there."""
    page = _Page(heal(text))
    waiting = [stretch for spot in spots for stretch in page.stretches(spot)]
    heapify(waiting)
    return [
        Paragraph(
            "row" if "\t" in page.text.healed[block.start : block.end] else block.kind,
            page.text.line_at(page.text.way.back(block.start)),
            Markup("").join(page.marked(block.start, block.end, waiting)),
        )
        for block in page.text.blocks
        if block.start < block.end
    ]


class _Page:
    """A healed text, and the way from the original to it."""

    def __init__(self, text: Text) -> None:
        self.text = text
        way = text.way
        self._runs = sorted(zip(way.original, way.lengths, way.healed, strict=True))
        self._starts = [start for start, _, _ in self._runs]
        #: What healing dropped in front of a run: blanks, line breaks, characters that nobody sees.
        self._dropped: dict[int, str] = {}
        before = 0
        for start, length, healed in self._runs:
            self._dropped[healed] = text.original[before:start]
            before = start + length

    def stretches(self, spot: Spot | Evidence) -> Iterator[_Stretch]:
        found: list[Span] = []
        for start, end in spot.segments:
            left, right = self._healed(start), self._healed(end - 1) + 1
            if found and found[-1][1] == left:
                found[-1] = (found[-1][0], right)
            elif left < right:
                found.append((left, right))
        rank = _EVIDENCE_RANK if isinstance(spot, Evidence) else _RANKS.get(spot.type, 2)
        for number, (left, right) in enumerate(found):
            yield _Stretch(left, right, rank, spot, number > 0)

    def _healed(self, offset: int) -> int:
        """The healed offset of an original character; of the last one before it where healing dropped it."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        start, length, healed = self._runs[index]
        return healed + min(max(offset - start, 0), length - 1)

    def marked(self, start: int, end: int, waiting: list[_Stretch]) -> Iterator[Markup]:
        """The text of a block; takes what begins in it from the heap `waiting`, and gives back what goes on behind."""
        at, opened = start, list[_Stretch]()
        while True:
            begins = bool(waiting) and waiting[0].start < end
            if opened and (not begins or opened[-1].end <= waiting[0].start):
                yield from self._shown(at, opened[-1].end)
                at, closed = opened[-1].end, opened.pop()
                yield _CLOSE_EVIDENCE if isinstance(closed.spot, Evidence) else _CLOSE
            elif begins:
                stretch = heappop(waiting)
                limit = opened[-1].end if opened else end
                if stretch.end > limit:
                    stretch, rest = stretch.cut(limit)
                    heappush(waiting, rest)
                yield from self._shown(at, max(at, stretch.start))
                at = max(at, stretch.start)
                yield _opening(stretch.spot, stretch.goes_on)
                opened.append(stretch)
            else:
                yield from self._shown(at, end)
                return

    def _shown(self, start: int, end: int) -> Iterator[Markup]:
        """The characters of the file behind a healed stretch; where a line was cut, a sign that is no text."""
        way = self.text.way
        index = bisect_right(way.healed, start) - 1
        while start < end:
            stop = min(end, way.healed[index] + way.lengths[index])
            if start == way.healed[index]:
                yield from _gap(self._dropped[start], is_inside=self._is_inside(start))
            first = way.original[index] + start - way.healed[index]
            yield from _characters(self.text.original[first : first + stop - start])
            start, index = stop, index + 1

    def _is_inside(self, start: int) -> bool:
        """Whether a healed offset lies inside a block: a line break there ends no paragraph."""
        return start > 0 and self.text.healed[start - 1] != "\n"


def _opening(spot: Spot | Evidence, goes_on: bool) -> Markup:
    """The start of a mark, and in the first one of a spot the sign that links to its row."""
    if isinstance(spot, Evidence):
        return Markup(f'<span class="slot" data-of="{escape(" ".join(spot.keys))}">')
    key, rule = escape(spot.key), escape(spot.rule)
    mark = f'<mark class="t-{escape(spot.type)}" data-key="{key}" data-rule="{rule}" data-at="{spot.at}"'
    if goes_on:
        return Markup(f'{mark} data-more="">')
    label, spoken = escape(spot.label), escape(visible(spot.spoken))
    tag = f'<a class="tag" id="{key}" href="#{escape(spot.row)}" data-tag="{label}" aria-label="{spoken}"></a>'
    return Markup(f"{mark}>{tag}")


def _gap(dropped: str, *, is_inside: bool) -> Iterator[Markup]:
    if is_inside and any(character in _LINE_BREAKS for character in dropped):
        yield _SOFT_BREAK
    for found in UNSEEN.finditer(dropped):
        if found[0] not in _LINE_BREAKS and found[0] != "\t":
            yield _unseen(found[0])


def _characters(text: str) -> Iterator[Markup]:
    """Escaped; a line break between two Latin words is a blank, a tab stays, what a reader cannot see is named."""
    at = 0
    for found in UNSEEN.finditer(text):
        yield escape(text[at : found.start()])
        yield Markup(_AS_BLANK.get(found[0], "")) or _unseen(found[0])
        at = found.end()
    yield escape(text[at:])


def _unseen(character: str) -> Markup:
    return _UNSEEN.format(f"{ord(character):04X}")
