"""Word documents (.docx): paragraphs and tables in the order of the page, as they read with all changes accepted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from extractor.errors import InputError
from extractor.reading.archives import check_members
from extractor.reading.composing import Composer, RawCell
from extractor.reading.files import Limits, missing_extra

#: An lxml element; lxml has no types.
Element = Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: Text that was taken out or moved away, phonetic guides, and what stands twice.
_UNREAD = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}rt", f"{_W}pPr", f"{_W}rPr", _FALLBACK))
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_BOX, _PARAGRAPH, _TABLE, _TEXT = f"{_W}txbxContent", f"{_W}p", f"{_W}tbl", f"{_W}t"
_LONGEST_CELL = 120  # characters; a longer one makes the table a part of the layout
_MOST_SPAN = 200


def read_docx(data: bytes, archive: zipfile.ZipFile, shown: str, limits: Limits) -> Composer:
    """The text of a Word document; `archive` is the zip that it is. Raises InputError, one line, if it has none."""
    check_members(archive, shown, limits)
    try:
        import docx
    except ImportError:
        raise InputError(missing_extra(shown, "a Word document")) from None
    try:
        document = docx.Document(io.BytesIO(data))
        bodies = [document.element.body, *_notes(document)]
    except Exception:  # each fault of a document is another error in python-docx, zipfile or lxml
        raise InputError(f"{shown}: a damaged Word document. Open it in Word and save it again") from None
    composer = Composer()
    for body in bodies:
        _compose(body, composer)
    return composer


def _notes(document: Any) -> Iterator[Element]:
    """Footnotes and endnotes: they come after the text."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes")):
            yield from parse_xml(relation.target_part.blob)


def _compose(body: Element, composer: Composer) -> None:
    """Write what stands in an element; content controls and the like are opened."""
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if element.tag == _PARAGRAPH:
            composer.line(_text(element))
            waiting.extend(reversed(list(_boxes(element))))
        elif element.tag == _TABLE:
            rows = _rows(element)
            if _is_data(rows):
                composer.table(rows)
            else:
                waiting.extend(reversed(element.findall(f"{_W}tr/{_W}tc")))
        elif element.tag not in _UNREAD:
            waiting.extend(reversed(list(element)))


def _text(paragraph: Element) -> str:
    """The text of a paragraph, line breaks as they are in it, without that of text boxes."""
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == _TEXT:
            parts.append(element.text or "")
        elif element.tag in _MARKS:
            parts.append(_MARKS[element.tag])
        elif element.tag not in _UNREAD and element.tag != _BOX:
            waiting.extend(reversed(element))
    return "".join(parts)


def _boxes(paragraph: Element) -> Iterator[Element]:
    for box in paragraph.iter(_BOX):
        if not any(around.tag in (_FALLBACK, f"{_W}del") for around in box.iterancestors()):
            yield box


def _rows(table: Element) -> list[list[RawCell]]:
    """The cells of a table; one that goes on from the row above is counted there."""
    rows: list[list[RawCell]] = []
    begun: dict[int, tuple[int, int]] = {}  # by column: row and place of the cell that may go on below
    for number, row in enumerate(table.iterchildren(f"{_W}tr")):
        cells: list[RawCell] = []
        column = 0
        head = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        for cell in row.iterchildren(f"{_W}tc"):
            columns = _spanned(cell)
            if _goes_on(cell) and column in begun:
                above, place = begun[column]
                rows[above][place] = replace(rows[above][place], rows=number - above + 1)
            else:
                begun[column] = number, len(cells)
                cells.append(RawCell(_cell_text(cell), columns, 1, head))
            column += columns
        rows.append(cells)
    return rows


def _spanned(cell: Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = "1" if span is None else span.get(f"{_W}val", "1")
    return min(max(int(value), 1), _MOST_SPAN) if value.isdecimal() else 1


def _goes_on(cell: Element) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") != "restart"


def _cell_text(cell: Element) -> str:
    return " ".join(text for paragraph in cell.iter(_PARAGRAPH) if (text := _text(paragraph).strip()))


def _is_data(rows: list[list[RawCell]]) -> bool:
    widest = max((sum(cell.columns for cell in row) for row in rows), default=0)
    longest = max((len(cell.text) for row in rows for cell in row), default=0)
    return widest > 1 and len(rows) > 1 and longest <= _LONGEST_CELL
