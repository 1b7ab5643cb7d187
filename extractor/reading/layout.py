"""Lines to blocks: what goes on is joined, captions are lifted out of sentences, each block gets its kind.

A round joins until nothing more joins by wording alone; rounds are repeated without blank lines and indents, as a
healed text has none. What is left is stable: healing it again changes nothing. Every round that changes something
leaves fewer lines or fewer characters, so there is a last one.
"""

from __future__ import annotations

from extractor.reading.joints import fit, goes_on, may_go_on, speaks_on
from extractor.reading.lines import Line, join_lines
from extractor.reading.names import close_spread_names
from extractor.reading.pictures import PICTURES, captions_at
from extractor.reading.shapes import Shape
from extractor.reading.wrapping import find_wrap, unwrap

_MEMORY = 200  # characters of an unfinished block that joints look at: keeps 100,000 joined lines linear


def lay_out(lines: list[Line]) -> list[Line]:
    """The blocks of a page, in the order of the healed text."""
    lines = _round(lines)
    while True:
        for line in lines:
            line.gap, line.indent, line.last = False, "", None
        again = _round(lines)
        if _size(again) == _size(lines):
            return again
        lines = again


def _size(lines: list[Line]) -> int:
    return len(lines) + sum(len(line.text) for line in lines)


def _round(lines: list[Line]) -> list[Line]:
    wrap = find_wrap(lines)
    if wrap is not None:
        lines = unwrap(lines, wrap)
    return [close_spread_names(line) for line in _stitch(lines)]


def _stitch(lines: list[Line]) -> list[Line]:
    """Join lines that go on; a caption between the halves of a sentence comes after it."""
    done: list[Line] = []
    index = 0
    while index < len(lines):
        group, lifted, index = _gather(lines, index)
        done.append(join_lines(group))
        done += lifted
    return done


def _gather(lines: list[Line], index: int) -> tuple[list[Line], list[Line], int]:
    """The lines that make one block from `index` on, the captions that stood inside it, and where to go on."""
    group, lifted = [lines[index]], []
    text, shape = lines[index].text, lines[index].shape
    index += 1
    while index < len(lines):
        after = index + captions_at(lines, index)
        if group[-1].ended and not (index < after < len(lines) and speaks_on(text, lines[after])):
            break
        if index < after < len(lines) and _resumes(text, shape, lines[index], lines[after]):
            lifted += lines[index:after]
        elif goes_on(text, shape, lines[index]):
            after = index
        else:
            break
        group.append(lines[after])
        text, shape = (text + lines[after].text)[-_MEMORY:], Shape.PLAIN
        index = after + 1
    return group, lifted, index


def _resumes(text: str, shape: Shape, picture: Line, after: Line) -> bool:
    """Whether `after` takes up an unfinished line across a picture, and better than the picture's text does."""
    if speaks_on(text, after) and shape is Shape.PLAIN:
        return True
    if not may_go_on(text, shape, after):
        return False
    return picture.shape in PICTURES or fit(text, after.text) >= fit(text, picture.text)
