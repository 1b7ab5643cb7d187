"""From one file to what is written of it: the same work in the first process and in any other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.corpus.dates import Dates
from extractor.errors import ExtractorError, InputError, ModelError

if TYPE_CHECKING:
    from extractor.model import Document
    from extractor.reading.inputs import Input, Limits

#: What decides the records of a page besides the options of the run: its sha256, its encoding, the day that was given.
Key = tuple[str, str, date | None]


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read. `content`: its records as lines of JSON, or the Document, whichever was asked for.

    None: an interrupted run has read the same page, and its records can be had there. `text`: what its offsets count
    in, where that was asked for. `whole`: no `More` follows.
    """

    doc: str
    content: list[bytes] | Document | None
    text: str | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class More:
    """Further lines of the page before: a page of 10 MB has 110 MB of records, which nobody should hold at once."""

    lines: list[bytes]
    whole: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """One line: a page that could not be read, or not to its end."""

    message: str


@dataclass(frozen=True, slots=True)
class Note:
    """One line that tells of an assumption."""

    message: str


Item = Page | More | Failure | Note

_LINES = 5000  # records that are written at once, 2 MB


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How the pages of this run are read. It travels to worker processes, so it holds values and no rulebook.

    `as_lines` has the records written here, so that the first process has next to nothing to do; `only` and `context`
    count for that. `known`: pages that an interrupted run has read, by doc.
    """

    dates: Dates = Dates()
    encoding: str | None = None
    limits: Limits | None = None
    rules: Path | None = None
    model: str | None = None
    names: bool = True
    unread: bool = False
    as_lines: bool = True
    with_text: bool = False
    only: Collection[str] | None = None
    context: bool = False
    known: Mapping[str, Key] = field(default_factory=dict)

    def prepare(self) -> None:
        """Load what every page needs. Raises ModelError and RulebookError."""
        import extractor.pipeline  # noqa: F401
        from extractor.language import load_pipeline
        from extractor.rulebook import load_rulebook

        load_rulebook(self.rules)
        if self.names:
            load_pipeline(self.model)

    def read(self, path: str | InputError) -> Iterator[Item]:
        """The pages of a file and what was wrong with them, in order; a fault that is given is given back.

        Raises ModelError: no page can be read without the model.
        """
        if isinstance(path, InputError):
            yield Failure(str(path))
            return
        yield from _guarded(path, self._pages(path))

    def _pages(self, path: str) -> Iterator[Item]:
        from extractor.reading.inputs import read_input

        for page in read_input(path, encoding=self.encoding, limits=self.limits):
            if isinstance(page, InputError):
                yield Failure(str(page))
            else:
                yield from map(Note, page.notes)
                yield from _guarded(page.doc, self._page(page))

    def _page(self, page: Input) -> Iterator[Item]:
        from extractor.reading.decode import text_sha256

        day = self.dates.of(page.doc)
        text = page.text if self.with_text else None
        if self.known.get(page.doc) == (text_sha256(page.text), page.encoding, day):
            yield Page(page.doc, None, text)
            return
        document = self._document(page, day)
        if self.as_lines:
            yield from self._lines(document, text)
        else:
            yield Page(page.doc, document, text)

    def _document(self, page: Input, day: date | None) -> Document:
        from extractor.pipeline import extract_input
        from extractor.rulebook import load_rulebook

        rulebook = load_rulebook(self.rules)
        return extract_input(
            page, reference_date=day, rulebook=rulebook, model=self.model, names=self.names, unread=self.unread
        )

    def _lines(self, document: Document, text: str | None) -> Iterator[Page | More]:
        """Half of a surrogate pair, which no encoder takes, becomes `\\ud800`: JSON reads it back."""
        from extractor.writing.jsonl import json_text
        from extractor.writing.records import records

        found = records(document, only=self.only, context=self.context)
        lines = (f"{json_text(record)}\n".encode("utf-8", "backslashreplace") for record in found)
        here, after = list(islice(lines, _LINES)), list(islice(lines, _LINES))
        yield Page(document.doc, here, text, whole=not after)
        while after:
            here, after = after, list(islice(lines, _LINES))
            yield More(here, whole=not after)


def _guarded(where: str, items: Iterator[Item]) -> Iterator[Item]:
    """The items, and a Failure where something goes wrong: a fault of ours costs one page, never the run."""
    try:
        yield from items
    except ModelError:
        raise
    except ExtractorError as error:
        yield Failure(str(error))
    except Exception as error:
        yield Failure(f"{where}: a fault of extract: {type(error).__name__}: {error}. Please report it")
