"""Hard-wrapped text: every line cut at the same width, so that the width and not the wording says what goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.reading.lines import Line, join_lines
from extractor.reading.pictures import PICTURES, captions_at
from extractor.reading.shapes import Shape, starts_dateline

_NARROWEST, _WIDEST = 20, 140  # columns; verse is narrower, a paragraph on one line wider
_HANGING = 4  # columns by which marks may stand out beyond the width
_FEWEST = 3  # cut lines that must agree before a width is believed
_WORD = re.compile("[!-~]+")
_LONGEST_WORD = 20
_PROSE_MARK = re.compile("[，。；：、,;]|[a-z] [a-z]")
_WHOLE = frozenset({Shape.HEADER, Shape.BYLINE, Shape.CREDIT, Shape.ROW})
_NEW = _WHOLE | {Shape.DATELINE, Shape.ITEM}


@dataclass(frozen=True, slots=True)
class Wrap:
    """Where a page cuts its lines: at a width in columns, or (`by_character`) after a number of characters.

    `share` of the cut lines are as full as that says.
    """

    width: int
    by_character: bool
    share: float

    def reach(self, line: Line) -> int:
        """How far a line reaches, in what the width counts."""
        return line.characters if self.by_character else line.columns

    def is_full(self, before: Line, line: Line) -> bool:
        """Whether the next line's first word, or first character, had no room on this one."""
        reach = self.reach(before)
        # A mark that must not begin a line leaves a few columns; a Latin word or a number goes over as a whole.
        if reach >= min(0.9 * self.width, self.width - (2 if self.by_character else 4)):
            return True
        word = None if self.by_character else _WORD.match(line.text)
        return word is not None and reach + 1 + min(word.end(), _LONGEST_WORD) > self.width


def find_wrap(lines: list[Line]) -> Wrap | None:
    """How the page cuts its lines; None if it does not.

    Judged by the lines that end without a sentence end and go on at once, without a blank line or an indent: in
    wrapped prose nearly all are equally wide and hold commas, and nothing is wider. Headings, verse and table rows
    fail one or the other. Pages that count characters give 12万 as much room as 十二万.
    """
    cut = [(before, line) for before, line in pairwise(lines) if not before.ended and _may_be_one(before, line)]
    if len(cut) < _FEWEST or sum(_PROSE_MARK.search(before.text) is not None for before, _ in cut) < 0.5 * len(cut):
        return None
    found = [wrap for by_character in (False, True) if (wrap := _wrap(lines, cut, by_character)) is not None]
    return max(found, key=lambda wrap: wrap.share, default=None)


def _wrap(lines: list[Line], cut: list[tuple[Line, Line]], by_character: bool) -> Wrap | None:
    wrap = Wrap(0, by_character, 0)
    widths = sorted(wrap.reach(before) for before, _ in cut)
    wrap = replace(wrap, width=widths[len(widths) * 9 // 10])
    wrap = replace(wrap, share=sum(wrap.is_full(before, line) for before, line in cut) / len(cut))
    scale = 2 if by_character else 1
    if not _NARROWEST <= wrap.width * scale <= _WIDEST or wrap.share < 0.8:
        return None
    wider = sum(wrap.reach(line) > wrap.width + _HANGING // scale for line in lines)
    return wrap if wider <= 0.05 * len(lines) else None


def unwrap(lines: list[Line], wrap: Wrap) -> list[Line]:
    """Join the lines that a wrap has cut; an indent, a blank line or a short line ends a paragraph.

    Where paragraphs are indented, a line that is not goes on even across a picture, which then stands behind.
    """
    indented = sum(bool(line.indent) for line in lines) >= _FEWEST
    done: list[Line] = []
    index = 0
    while index < len(lines):
        group, lifted = [lines[index]], list[Line]()
        index += 1
        while index < len(lines):
            after = index + (captions_at(lines, index) if indented else 0)
            if index < after < len(lines) and _goes_on_behind(group[-1], lines[after], wrap):
                lifted += lines[index:after]
            elif _may_be_one(group[-1], lines[index]) and wrap.is_full(group[-1], lines[index]):
                after = index
            else:
                break
            group.append(lines[after])
            index = after + 1
        done += [join_lines(group), *lifted]
    return done


def _goes_on_behind(before: Line, line: Line, wrap: Wrap) -> bool:
    """Whether `line` goes on from `before` with a picture and blank lines in between."""
    alone = before.shape in _WHOLE | PICTURES or line.shape in _NEW | PICTURES or starts_dateline(line.text)
    return not alone and not line.indent and wrap.is_full(before, line)


def _may_be_one(before: Line, line: Line) -> bool:
    if line.gap or line.indent or before.shape in _WHOLE or line.shape in _NEW:
        return False
    return not starts_dateline(line.text)
