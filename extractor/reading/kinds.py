"""What a file is, by its bytes: its name says nothing."""

from __future__ import annotations

import re
from typing import Literal

from extractor.errors import InputError

Kind = Literal["text", "html", "docx", "pdf", "zip"]

_MARKUP = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}\?>|<!--.{0,4000}?-->)*+"
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|div|p|table|article|section|h[1-6]|center)(?=[\s>]))",
    re.IGNORECASE | re.DOTALL,
)
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
#: The first bytes of what is known and not read, and what to do about it.
_OTHERS = (
    (b"\x89PNG", "a picture. Its text has to be recognised (OCR) first"),
    (b"\xff\xd8\xff", "a picture. Its text has to be recognised (OCR) first"),
    (b"GIF8", "a picture. Its text has to be recognised (OCR) first"),
    (b"\x7fELF", "a program, not a text. Give the page itself"),
    (b"MZ\x90\x00", "a program, not a text. Give the page itself"),
    (b"\x1f\x8b", "packed with gzip. Unpack it first: gunzip"),
    (b"7z\xbc\xaf\x27\x1c", "packed with 7-Zip. Unpack it first, or pack it as .zip"),
    (b"Rar!\x1a\x07", "packed with RAR. Unpack it first, or pack it as .zip"),
    (b"{\\rtf", "rich text (.rtf). Open it in Word or LibreOffice and save it as .docx"),
    (b"SQLite format 3\x00", "a database, not a text. Give the pages that it was made from"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MHTML = re.compile(rb"\s*(?:From: <Saved by|MIME-Version:)", re.IGNORECASE)
_HEAD = 4096


def kind_of(data: bytes, shown: str) -> Kind:
    """What the bytes are; text if they are nothing else. Raises InputError for what is known and not read."""
    for first, advice in _OTHERS:
        if data.startswith(first):
            raise InputError(f"{shown}: {advice}")
    if data.startswith(_OLE):
        raise InputError(f"{shown}: {_ole(data)}")
    if data.startswith(_ZIPS):
        return "zip"
    if _is_pdf(data):
        return "pdf"
    if _MHTML.match(data[:200]):
        raise InputError(f"{shown}: a web archive (.mhtml). Open it in a browser and save it as a web page (.html)")
    return "html" if _MARKUP.match(_start(data)) else "text"


def kind_of_office(names: set[str]) -> str | None:
    """The kind of office document that a zip with these members is; None for a plain one."""
    for name, kind in _OFFICE.items():
        if name in names:
            return kind
    if "mimetype" in names:
        return "epub" if "META-INF/container.xml" in names else "odt"
    return None


def _is_pdf(data: bytes) -> bool:
    """The mark of a PDF may stand behind other bytes; then its end tells it from a text that speaks of PDFs."""
    head = data[:1024]
    return head.lstrip().startswith(b"%PDF-") or b"%PDF-" in head and b"%%EOF" in data[-1024:]


def _start(data: bytes) -> str:
    """The first characters, as far as markup needs them: ASCII."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[:_HEAD].decode("utf-16", "replace")
    return data[:_HEAD].removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _ole(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "encrypted. Open it with its password and save it without one"
    return "an old Office file (.doc, .xls). Open it in Word or LibreOffice and save it as .docx"
