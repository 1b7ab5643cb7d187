"""Stretches in quotation marks: nested ones inside others, and ones that run over paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import regex

from extractor.facts.page import Span

#: ‘ and ’ also stand in Latin words, so they count between other characters only.
_MARKS = regex.compile('[“”「」『』"＂\n]|(?<![A-Za-z])[‘’](?![A-Za-z])')
_CLOSING = {"”": "“", "」": "「", "』": "『", "’": "‘"}
_OPENING = {opening: closing for closing, opening in _CLOSING.items()}
_STRAIGHT = '"＂'
_SPEAKS = "：:，,"
#: 王芳对记者说： at the start of a paragraph.
_COLON = regex.compile("[^，。！？；：]{1,30}[：:] ?")
_SENTENCE = regex.compile("[。！？!?…，,]$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """`start:end` with its marks; `pieces`: what stands between them, without the marks that open a paragraph anew."""

    start: int
    end: int
    pieces: tuple[Span, ...]


def find_quotations(healed: str) -> Iterator[Quotation]:
    """The outermost stretches in quotation marks, in order.

    “我们在‘扫荡’中……” is one. A stretch that its paragraph leaves open goes on in the next one if that opens with the
    same mark, or holds its closing mark before any other; else it ends with the paragraph if a colon or comma stands
    before it, and is none if not. A sentence that only closes (……。”王芳说) opened with its paragraph.
    """
    reader = _Reader(healed)
    for found in _MARKS.finditer(healed):
        quotation = reader.read(found.group(), found.start())
        if quotation is not None:
            yield quotation
    quotation = reader.read("\n", len(healed))
    if quotation is not None:
        yield quotation


class _Reader:
    """Follows the marks of a text from left to right."""

    def __init__(self, healed: str) -> None:
        self._healed = healed
        self._open: list[str] = []
        self._pieces: list[Span] = []
        self._start = self._from = 0
        self._paragraph: int | None = 0

    def read(self, character: str, at: int) -> Quotation | None:
        """Go on to the next mark or line break; the stretch that it closes, if it closes one."""
        if character == "\n":
            found = self._end_paragraph(at)
            self._paragraph = at + 1
            return found
        found = None
        if self._closes(character, at):
            found = self._close(_CLOSING.get(character, character), at)
        else:
            self._begin(_CLOSING.get(character, character), at)
        self._paragraph = None
        return found

    def _closes(self, character: str, at: int) -> bool:
        """Whether a mark closes. One of the wrong direction may: 说：”……”, 说：“……。“."""
        if character in _STRAIGHT:
            return character in self._open[-1:]
        if character in _CLOSING:
            return bool(self._open) or self._healed[at - 1 : at] not in ("：", ":")
        if character not in self._open or at == self._paragraph or not _SENTENCE.search(self._healed, self._from, at):
            return False
        following = _MARKS.search(self._healed, at + 1)
        return following is None or following.group() != _OPENING[character]

    def _begin(self, character: str, at: int) -> None:
        if self._open and at == self._paragraph:
            self._from = at + 1
            return
        if not self._open:
            self._start, self._from, self._pieces = at, at + 1, []
        if character not in self._open or self._holds_another(character, at):
            self._open.append(character)

    def _holds_another(self, character: str, at: int) -> bool:
        """Whether the words in the same marks inside others close before those do: “他只说“好”就走了。”"""
        closing = _OPENING.get(character)
        marks = [found.group() for found in islice(_MARKS.finditer(self._healed, at + 1), 2)]
        return closing is not None and marks == [closing, closing]

    def _close(self, opening: str, at: int) -> Quotation | None:
        if not self._open and self._paragraph is not None:
            return self._unopened(self._paragraph, at)
        if opening not in self._open:
            return None
        last = len(self._open) - 1 - self._open[::-1].index(opening)
        del self._open[last:]
        return None if self._open else self._quotation(at, at + 1)

    def _unopened(self, start: int, at: int) -> Quotation | None:
        """……。”王芳说, or 王芳说：……。”, where the mark that opens has been lost."""
        if not _SENTENCE.search(self._healed, start, at):
            return None
        colon = _COLON.match(self._healed, start, at)
        start = colon.end() if colon else start
        return Quotation(start, at + 1, ((start, at),))

    def _end_paragraph(self, at: int) -> Quotation | None:
        if not self._open:
            return None
        outer = self._open[0]
        if self._goes_on(outer, at):
            self._pieces.append((self._from, at + 1))
            self._from = at + 1
            del self._open[1:]
            return None
        self._open.clear()
        return self._quotation(at, at) if self._healed[self._start - 1 : self._start] in tuple(_SPEAKS) else None

    def _goes_on(self, opening: str, at: int) -> bool:
        """Whether the paragraph behind `at` opens anew with the mark, or closes it before any other stands there."""
        if opening in _STRAIGHT:
            return False
        following = _MARKS.search(self._healed, at + 1)
        if following is None or following.group() == "\n":
            return False
        return following.group() == _OPENING[opening] or following.group() == opening and following.start() == at + 1

    def _quotation(self, at: int, end: int) -> Quotation | None:
        spans = [*self._pieces, (self._from, at)]
        # “ 这样 ”: blanks behind the mark that opens and before the one that closes are none of the words.
        start, stop = spans[0]
        spans[0] = stop - len(self._healed[start:stop].lstrip(" 　")), stop
        start, stop = spans[-1]
        spans[-1] = start, start + len(self._healed[start:stop].rstrip(" 　"))
        return None if any(start >= stop for start, stop in spans) else Quotation(self._start, end, tuple(spans))
