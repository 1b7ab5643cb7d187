"""PDF files: the text layer, column by column as the layout of the page says, and the tables with lines around them."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from extractor.errors import InputError
from extractor.reading.composing import Composer, RawCell
from extractor.reading.files import Limits, missing_extra
from extractor.reading.guard import bounded_memory

MOST_PAGES = 2000
#: Bytes of drawing on one page; a page of a newspaper has a few hundred thousand.
MOST_DRAWING = 20_000_000
#: Two runs of characters belong to one line up to this gap, in characters: columns of a newspaper stand 1.5 apart.
_LAYOUT = {"char_margin": 1.2, "line_margin": 1.2, "boxes_flow": 0.5, "all_texts": True}
_INDENT = 1.2  # characters by which the first line of a paragraph stands in
_PAGE_NUMBER = re.compile(r"\s*[-—–·第]?\s*\d{1,4}\s*(?:[/／]\s*\d{1,4}\s*)?[-—–·页]?\s*")
_MARGIN = 0.09  # of the height of the page, above and below: there page numbers stand
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_MOST_UNMAPPED = 0.2
_LONGEST_CELL = 120
#: Radicals and compatibility forms that fonts of Chinese PDFs name instead of the characters: ⾼ for 高.
_FORMS = {
    code: plain
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAFF), (0x2E80, 0x2EF3))
    for code in range(first, last + 1)
    if (plain := unicodedata.normalize("NFKC", chr(code))) != chr(code) and len(plain) == 1
}

Box = tuple[float, float, float, float]


def read_pdf(data: bytes, shown: str, limits: Limits) -> Composer:
    """The text of a PDF, a line of the page a line. Raises InputError, one line, if it has none that can be read."""
    try:
        import pdfplumber
    except ImportError:
        raise InputError(missing_extra(shown, "a PDF")) from None
    composer = Composer()
    try:
        with _quiet(), bounded_memory(), pdfplumber.open(io.BytesIO(data), laparams=_LAYOUT) as document:
            for number, page in enumerate(_pages(document)):
                if number >= MOST_PAGES:
                    raise InputError(f"{shown}: more than {MOST_PAGES:,} pages. Cut it into parts")
                _compose(page, composer)
                if composer.length > limits.characters:
                    limits.check_text(composer.text, shown)
    except InputError:
        raise
    except MemoryError:
        raise InputError(f"{shown}: it unpacks to more than any page holds. Not read") from None
    except Exception as error:  # each fault of a file is another error in pdfminer
        raise InputError(f"{shown}: {_fault(error)}") from None
    _check(composer, shown)
    return composer


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what pdfminer notes about odd files off standard error: it is no line for a user."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _pages(document: Any) -> Iterator[Any]:
    """Page after page; what was made of one is let go before the next."""
    for page in document.pages:
        yield page
        page.close()


def _fault(error: BaseException) -> str:
    names = {type(cause).__name__ for cause in (error, error.__cause__, error.__context__, *error.args)}
    if any("Password" in name or "Encryption" in name for name in names):
        return "encrypted. Open it with its password and save it without one"
    return "a damaged PDF, or half of one. Fetch it again, or print it to a new PDF"


def _check(composer: Composer, shown: str) -> None:
    text = composer.text
    if not text.strip():
        raise InputError(
            f"{shown}: no text layer, its pages are pictures. Recognise its text first: ocrmypdf -l chi_sim"
        )
    unmapped = text.count("\ufffd")
    if unmapped > _MOST_UNMAPPED * len(text):
        raise InputError(
            f"{shown}: its fonts do not say which characters they show. Recognise its text: ocrmypdf --force-ocr"
        )


def _compose(page: Any, composer: Composer) -> None:
    from pdfminer.layout import LTCurve, LTLine, LTRect, LTTextBox, LTTextLine

    if _drawing(page) > MOST_DRAWING:
        raise MemoryError
    # Looking for tables takes as long as all the rest, and without a line or a rectangle there is none.
    ruled = page.find_tables() if any(isinstance(part, (LTLine, LTRect, LTCurve)) for part in page.layout) else ()
    tables = [(table.bbox, rows) for table in ruled if _is_data(rows := _rows(table))]
    done: set[int] = set()
    for box in page.layout:
        if not isinstance(box, LTTextBox):
            continue
        for line in box:
            if not isinstance(line, LTTextLine):
                continue
            number = _table_at(line, page, [bbox for bbox, _ in tables])
            if number is not None:
                if number not in done:
                    done.add(number)
                    composer.table(tables[number][1])
            elif not _is_page_number(line, page):
                composer.line(_indent(line, box) + _plain(line.get_text()))
        composer.gap()


def _drawing(page: Any) -> int:
    """How many bytes draw a page, once unpacked: each costs time."""
    from pdfminer.pdftypes import stream_value

    return sum(len(stream_value(part).get_data()) for part in page.page_obj.contents)


def _plain(text: str) -> str:
    return _UNMAPPED.sub("\ufffd", text.rstrip()).translate(_FORMS).replace("\x00", "")


def _indent(line: Any, box: Any) -> str:
    return "\u3000\u3000" if line.x0 - box.x0 > _INDENT * line.height else ""


def _is_page_number(line: Any, page: Any) -> bool:
    inside = _MARGIN * page.height < (line.y0 + line.y1) / 2 < (1 - _MARGIN) * page.height
    return not inside and _PAGE_NUMBER.fullmatch(line.get_text()) is not None


def _table_at(line: Any, page: Any, boxes: list[Box]) -> int | None:
    """The table in which the middle of a line lies; boxes count from the top of the page, lines from the bottom."""
    x, y = (line.x0 + line.x1) / 2, page.height - (line.y0 + line.y1) / 2
    return next((n for n, box in enumerate(boxes) if box[0] <= x <= box[2] and box[1] <= y <= box[3]), None)


def _rows(table: Any) -> list[list[RawCell]]:
    """The cells of a table with the rows and columns that they cover, by where their edges lie."""
    texts = table.extract()
    lefts = sorted({cell[0] for cell in table.cells})
    tops = sorted({cell[1] for cell in table.cells})
    rows = []
    for row, words in zip(table.rows, texts, strict=True):
        cells = []
        for cell, text in zip(row.cells, words, strict=True):
            if cell is not None:
                columns = sum(cell[0] <= left < cell[2] for left in lefts)
                cells.append(RawCell(_joined(text or ""), columns, sum(cell[1] <= top < cell[3] for top in tops)))
        rows.append(cells)
    return rows


def _joined(text: str) -> str:
    """The lines of a cell as one; a blank only between Latin words."""
    return re.sub(r"(?<![A-Za-z0-9,.])\s*\n\s*|\s*\n\s*(?![A-Za-z0-9])", "", _plain(text))


def _is_data(rows: list[list[RawCell]]) -> bool:
    widest = max((sum(cell.columns for cell in row) for row in rows), default=0)
    longest = max((len(cell.text) for row in rows for cell in row), default=0)
    return len(rows) > 1 and widest > 1 and longest <= _LONGEST_CELL
