"""Files to texts: what `extract FILE` reads, one `Input` for each page in the file.

    for page in read_input("page.txt"):
        if isinstance(page, InputError):     # one line: what is wrong with this part; the others go on
            ...
        page.text, page.doc, page.encoding

Nothing is printed here: what was assumed stands in `Input.notes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extractor.errors import InputError
from extractor.reading.composing import Composer
from extractor.reading.decode import Decoded, decode, find_codec
from extractor.reading.files import Limits, read_bytes, shown_path
from extractor.reading.kinds import kind_of, kind_of_office
from extractor.reading.tables import Table, find_tables

if TYPE_CHECKING:
    from extractor.reading.archives import Budget, Member

__all__ = ["Input", "Limits", "read_input"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One page to read: every offset counts in `text`.

    `doc`: the path as given, `-` for standard input, `pages.zip/page.docx` for a file in a zip. `encoding`: the codec
    that its bytes were read with. `tables`: which of its cells belong to which heads. `notes`: what was assumed, a
    line each (`page.txt: read as GB18030 ...`).
    """

    doc: str
    text: str
    encoding: str
    kind: Literal["text", "html", "docx", "pdf"] = "text"
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


def read_input(path: str, *, encoding: str | None = None, limits: Limits | None = None) -> Iterator[Input | InputError]:
    """The pages in a file, in order; `-` is standard input. What cannot be read is yielded as an error, never raised.

    `encoding` is that of its text (`gb18030`); None finds it out. Nothing larger than `limits` is read.
    Raises EncodingError, before anything is read, if there is no such encoding.
    """
    if encoding is not None:
        find_codec(encoding)
    reader = _Reader(encoding, limits or Limits())
    try:
        yield from reader.read(read_bytes(path, most=reader.limits.bytes), path)
    except InputError as error:
        yield error


class _Reader:
    """Reads what one path gives; zips in zips share what may be unpacked."""

    def __init__(self, encoding: str | None, limits: Limits) -> None:
        self.limits = limits
        self._encoding = encoding
        self._budget: Budget | None = None

    def read(self, data: bytes, doc: str, depth: int = 0) -> Iterator[Input | InputError]:
        shown = shown_path(doc)
        kind = kind_of(data, shown)
        if kind == "zip":
            yield from self._zip(data, doc, depth)
        elif kind == "text":
            page = self._text(data, doc)
            del data  # not held while the page is read
            yield page
        elif kind == "html":
            yield self._html(data, doc)
        else:
            from extractor.reading.pdf import read_pdf

            yield self._composed(read_pdf(data, shown, self.limits), doc, kind)

    def _zip(self, data: bytes, doc: str, depth: int) -> Iterator[Input | InputError]:
        from extractor.reading.archives import MOST_DEPTH, Budget, members, open_zip

        shown = shown_path(doc)
        with open_zip(data, shown) as archive:
            office = kind_of_office(set(archive.namelist()))
            if office == "docx":
                from extractor.reading.word import read_docx

                yield self._composed(read_docx(data, archive, shown, self.limits), doc, "docx")
                return
            if office is not None:
                raise InputError(f"{shown}: an .{office} file, and those are not read. Save it as .docx, .pdf or text")
            if depth >= MOST_DEPTH:
                raise InputError(f"{shown}: zips in zips in zips. Unpack it first")
            self._budget = self._budget or Budget.of(self.limits)
            for member in members(archive, shown, self.limits, self._budget):
                yield from self._member(member, f"{doc}/{member.name}", depth)

    def _member(self, member: Member, doc: str, depth: int) -> Iterator[Input | InputError]:
        if isinstance(member.data, InputError):
            yield member.data
            return
        try:
            yield from self.read(member.data, doc, depth + 1)
        except InputError as error:
            yield error

    def _text(self, data: bytes, doc: str) -> Input:
        shown = shown_path(doc)
        decoded = decode(data, shown, encoding=self._encoding)
        self.limits.check_text(decoded.text, shown)
        tables = find_tables(decoded.text)
        return Input(doc=doc, text=decoded.text, encoding=decoded.encoding, tables=tables, notes=_notes(decoded, shown))

    def _html(self, data: bytes, doc: str) -> Input:
        from extractor.reading.webpages import read_webpage

        shown = shown_path(doc)
        composer, decoded = read_webpage(data, shown, encoding=self._encoding)
        return self._composed(composer, doc, "html", decoded)

    def _composed(
        self, composer: Composer, doc: str, kind: Literal["html", "docx", "pdf"], decoded: Decoded | None = None
    ) -> Input:
        """The page that was written from a document; without bytes of its own it is as UTF-8 as `--save-text` gives."""
        shown = shown_path(doc)
        self.limits.check_text(composer.text, shown)
        return Input(
            doc=doc,
            text=composer.text,
            encoding=decoded.encoding if decoded else "utf-8",
            kind=kind,
            tables=composer.tables(),
            notes=_notes(decoded, shown) if decoded else (),
        )


def _notes(decoded: Decoded, shown: str) -> tuple[str, ...]:
    guess = f"{shown}: read as {decoded.name}; if that is wrong, name its encoding with --encoding"
    lost = f"{shown}: {decoded.lost} characters are damaged and read as \N{REPLACEMENT CHARACTER}"
    return (guess,) * decoded.guessed + (lost,) * (decoded.lost > 0)
