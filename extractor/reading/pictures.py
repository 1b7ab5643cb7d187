"""Which lines of a page belong to its pictures."""

from __future__ import annotations

from extractor.reading.lines import Line
from extractor.reading.shapes import Shape

LONGEST_PICTURE_TEXT = 160  # characters of a caption that its credit line proves to be one
PICTURES = frozenset({Shape.CAPTION, Shape.CREDIT})
_MOST_CAPTION_LINES = 4


def captions_at(lines: list[Line], index: int) -> int:
    """How many lines from `index` on belong to pictures: captions, credits, and the text that a credit line follows."""
    count = 0
    for ahead in range(index, min(index + _MOST_CAPTION_LINES, len(lines))):
        if lines[ahead].shape in PICTURES:
            count = ahead - index + 1
        elif not _is_credited(lines, ahead):
            break
    return count


def _is_credited(lines: list[Line], index: int) -> bool:
    line = lines[index]
    is_text = line.shape is Shape.PLAIN and line.ended and len(line.text) <= LONGEST_PICTURE_TEXT
    return is_text and index + 1 < len(lines) and lines[index + 1].shape is Shape.CREDIT
