"""From laid-out lines to the `Text`: kinds of blocks, the title, the way back."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.reading.layout import lay_out
from extractor.reading.lines import Line, Run, read_lines
from extractor.reading.pictures import LONGEST_PICTURE_TEXT
from extractor.reading.shapes import Shape, is_name_list
from extractor.reading.text import Block, Kind, Span, Text, Way

_LONGEST_HEADING = 80
_LONGEST_CALL = 36
_FEWEST_LIST_LINES = 4
_BY_SHAPE: dict[Shape, Kind] = {
    Shape.HEADER: "header",
    Shape.BYLINE: "byline",
    Shape.DATELINE: "byline",
    Shape.CAPTION: "caption",
    Shape.CREDIT: "caption",
    Shape.ROW: "paragraph",
    Shape.ITEM: "paragraph",
}


def heal(text: str, tables: Sequence[Span] = ()) -> Text:
    """Heal a page: join what the layout has cut and keep the way back (旅客突破2000⏎⏎万人次 is 2000万人次).

    Lines that end no sentence go on in what continues them, across blank lines and captions; headings, bylines and
    captions stand alone. Blanks at the ends of lines and invisible characters are dropped, full-width letters, digits,
    ．and ％ read as ASCII; all else stands in `healed` exactly once. The lines of `tables` (start, end) are
    never joined.
    """
    lines = lay_out(read_lines(text, tables))
    kinds = _kinds(lines)
    blocks, start = [], 0
    for line, kind in zip(lines, kinds, strict=True):
        blocks.append(Block(kind, start, start + len(line.text)))
        start += len(line.text) + 1
    healed = "\n".join(line.text for line in lines)
    return Text(text, healed, tuple(blocks), _title(lines, kinds), Way.of(_runs(lines), text))


def _runs(lines: list[Line]) -> list[Run]:
    """The runs of all blocks; the "\\n" between two stands for the line break behind the first of them.

    A block that ends where the original ends has none; if lifted captions follow it, it takes the one behind the last.
    """
    runs: list[Run] = []
    for line in lines[:-1]:
        runs += line.runs
        runs.append((line.break_at if line.break_at >= 0 else lines[-1].break_at, 1))
    return runs + lines[-1].runs if lines else runs


def _kinds(lines: list[Line]) -> list[Kind]:
    kinds: list[Kind] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        kinds.append(_kind(line, after, kinds))
    kinds = _without_lists(kinds)
    return kinds[:-1] + ["paragraph"] if kinds[-1:] == ["heading"] else kinds  # nothing stands under it


def _without_lists(kinds: list[Kind]) -> list[Kind]:
    """Four headings in a row are none, but lines of verse or of a list; unless a byline follows them."""
    index = 0
    while index < len(kinds):
        end = index
        while end < len(kinds) and kinds[end] == "heading":
            end += 1
        if end - index >= _FEWEST_LIST_LINES and kinds[end : end + 1] != ["byline"]:
            kinds[index:end] = ["paragraph"] * (end - index)
        index = end + 1
    return kinds


def _kind(line: Line, after: Line | None, before: list[Kind]) -> Kind:
    if line.shape is Shape.HEADER and "paragraph" in before:
        return "byline"  # a date under a letter, the editor at the end: no masthead
    if line.shape in _BY_SHAPE:
        return _BY_SHAPE[line.shape]
    if before and before[-1] == "byline" and is_name_list(line.text):
        return "byline"
    if after is not None and after.shape is Shape.CREDIT and len(line.text) <= LONGEST_PICTURE_TEXT and line.ended:
        return "caption"
    is_first = all(kind == "header" for kind in before)
    return "heading" if _is_heading(line) or is_first and _is_call(line) else "paragraph"


def _is_call(line: Line) -> bool:
    """Whether a line is one short exclamation or question, as headlines are: 江城，准备好了吗？"""
    return len(line.text) <= _LONGEST_CALL and line.text[-1] in "！？!?" and "。" not in line.text


def _is_heading(line: Line) -> bool:
    unfinished = line.text.endswith(("：", ":", "，", "；", "、"))
    return not line.ended and len(line.text) <= _LONGEST_HEADING and not unfinished


def _title(lines: list[Line], kinds: list[Kind]) -> str | None:
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "heading":
            return line.text
        if kind == "paragraph":
            return None
    return None
