"""Hard-wrapped text: every line cut at the same width, so that the width and not the wording says what goes on."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.reading.lines import Line, join_lines
from extractor.reading.shapes import Shape, starts_dateline

_NARROWEST, _WIDEST = 20, 140  # columns; verse is narrower, a paragraph on one line wider
_HANGING = 4  # columns by which marks may stand out beyond the width
_FEWEST = 3  # cut lines that must agree before a width is believed
_WORD = re.compile("[!-~]+")
_LONGEST_WORD = 20
_PROSE_MARK = re.compile("[，。；：、,;]|[a-z] [a-z]")
_WHOLE = frozenset({Shape.HEADER, Shape.BYLINE, Shape.CREDIT, Shape.ROW})
_NEW = _WHOLE | {Shape.DATELINE, Shape.ITEM}


def wrap_width(lines: list[Line]) -> int | None:
    """The width in columns at which the page cuts its lines; None if it does not.

    Judged by the lines that end without a sentence end and go on at once, without a blank line or an indent: in
    wrapped prose nearly all are equally wide and hold commas, and nothing is wider. Headings, verse and table rows
    fail one or the other.
    """
    cut = [(before, line) for before, line in pairwise(lines) if not before.ended and _may_be_one(before, line)]
    if len(cut) < _FEWEST:
        return None
    widths = sorted(before.columns for before, _ in cut)
    width = widths[len(widths) * 9 // 10]
    full = sum(_is_full(before, line, width) for before, line in cut)
    prose = sum(_PROSE_MARK.search(before.text) is not None for before, _ in cut)
    if not _NARROWEST <= width <= _WIDEST or full < 0.8 * len(cut) or prose < 0.5 * len(cut):
        return None
    wider = sum(line.columns > width + _HANGING for line in lines)
    return width if wider <= 0.05 * len(lines) else None


def unwrap(lines: list[Line], width: int) -> list[Line]:
    """Join the lines cut at `width`; an indent, a blank line or a short line ends a paragraph."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [join_lines(group) for group in groups]


def _goes_on(before: Line, line: Line, width: int) -> bool:
    return _may_be_one(before, line) and _is_full(before, line, width)


def _may_be_one(before: Line, line: Line) -> bool:
    if line.gap or line.indent or before.shape in _WHOLE or line.shape in _NEW:
        return False
    return not starts_dateline(line.text)


def _is_full(before: Line, line: Line, width: int) -> bool:
    """Whether the next line's first word, or first character, had no room on this one."""
    columns = before.columns
    # A mark that must not begin a line leaves a few columns; a Latin word or a number goes over as a whole.
    if columns >= min(0.9 * width, width - 4):
        return True
    word = _WORD.match(line.text)
    return word is not None and columns + 1 + min(word.end(), _LONGEST_WORD) > width
