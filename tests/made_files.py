"""Documents written by the libraries that newsrooms' programs are built on: Word, PDF, zip; and broken ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from tests.made_html import DATELINE, PARAGRAPHS, TABLE, TITLE

Rows = Sequence[Sequence[str]]


def docx_bytes(paragraphs: Sequence[str] = (TITLE, DATELINE, *PARAGRAPHS), rows: Rows = ()) -> bytes:
    """A Word document: paragraphs, then a table."""
    from docx import Document

    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, words in zip(table.rows, rows, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
    return saved(document)


def saved(document: object) -> bytes:
    """The bytes of a python-docx document."""
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def docx_with(body: str) -> bytes:
    """A Word document with this WordprocessingML for its body."""
    namespaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document {namespaces}><w:body>{body}</w:body></w:document>'
    return with_member(docx_bytes(["x"]), "word/document.xml", xml.encode())


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """A zip with one of its members replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == name else old.read(entry))
    return stream.getvalue()


def encrypted_docx() -> bytes:
    import msoffcrypto

    stream = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(docx_bytes())).encrypt("secret", stream)
    return stream.getvalue()


def pdf_bytes(
    columns: Sequence[Sequence[str]] = (PARAGRAPHS[:2], PARAGRAPHS[2:]),
    rows: Rows = TABLE,
    *,
    password: str | None = None,
    head: Sequence[str] = (TITLE, DATELINE),
) -> bytes:
    """A page of a newspaper: headline, columns of fifteen characters, 1.5 apart, a ruled table, its number."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(400, 560), encrypt=password)
    for number, words in enumerate(head):
        canvas.setFont("STSong-Light", 18 - 8 * number)
        canvas.drawString(40, 510 - 25 * number, words)
    for number, paragraphs in enumerate(columns):
        _draw_column(canvas, paragraphs, 40 + 165 * number, 460)
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            canvas.rect(40 + 100 * column, 220 - 20 * number, 100, 20)
            canvas.setFont("STSong-Light", 9)
            canvas.drawString(44 + 100 * column, 226 - 20 * number, words)
    canvas.drawString(190, 20, "- 3 -")
    canvas.save()
    return stream.getvalue()


def _draw_column(canvas: object, paragraphs: Sequence[str], x: int, y: int) -> None:
    for paragraph in paragraphs:
        words = "　　" + paragraph
        while words:
            canvas.setFont("STSong-Light", 10)  # type: ignore[attr-defined]
            canvas.drawString(x, y, words[:15])  # type: ignore[attr-defined]
            words, y = words[15:], y - 15


def picture_pdf() -> bytes:
    """A PDF of a page that is a picture."""
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.save()
    return stream.getvalue()


def zip_bytes(**members: bytes) -> bytes:
    """A zip; `page_txt` stands for page.txt."""
    return zip_of([(name.replace("_", "."), data) for name, data in members.items()])


def zip_of(members: Sequence[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def encrypted_zip() -> bytes:
    """A zip whose member says that it is encrypted: the lowest bit of the flags, in both headers."""
    data = bytearray(zip_bytes(page_txt=b"x" * 100))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)
