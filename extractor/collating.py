"""A run of `extract compare`: pages read, raw or saved as their content says, held against each other, written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from extractor.compared import Comparison
from extractor.console import complain
from extractor.errors import DateError, ExtractorError, InputError, ModelError, RulebookError
from extractor.model import Document
from extractor.reading.inputs import Input, read_input
from extractor.writing.comparison_writers import comparison_format_of, open_comparison_writer
from extractor.writing.saved import is_saved, load_documents

#: What comparing needs of a saved result; the rest is passed over.
_TYPES = ("person", "organization", "place", "figure", "role")

#: Holds a page against those behind it; against itself where there are none.
Compare = Callable[[Document, Iterator[Document]], Iterator[Comparison]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How the pages of a comparison are read; a saved one needs nothing of it.

    `days` are the reference dates: none, one for all, or one for each file; a saved page keeps its own.
    """

    days: Sequence[date] = ()
    rules: Path | None = None
    model: str | None = None
    names: bool = True

    def check(self, files: Sequence[str | InputError]) -> None:
        """DateError unless there is no date, one, or one for each file."""
        if len(self.days) not in (0, 1, len(files)):
            counts = f"{len(self.days)} --date for {len(files)} files"
            raise DateError(f"{counts}: give it once for all, or once for each, in order")

    def read(self, files: Sequence[str | InputError]) -> Iterator[Document | ExtractorError]:
        """The documents of the files, in their order, and what was wrong; a saved result may hold several."""
        for number, path in enumerate(files):
            if isinstance(path, InputError):
                yield path
                continue
            day = self.days[number if len(self.days) > 1 else 0] if self.days else None
            for page in read_input(path):
                if isinstance(page, InputError):
                    yield page
                elif is_saved(page.text):
                    yield from _saved(page, day)
                else:
                    yield self._raw(page, day)

    def _raw(self, page: Input, day: date | None) -> Document | ExtractorError:
        from extractor.pipeline import extract_input
        from extractor.rulebook import load_rulebook

        for note in page.notes:
            complain(note)
        try:
            rulebook = load_rulebook(self.rules)
            return extract_input(page, reference_date=day, rulebook=rulebook, model=self.model, names=self.names)
        except (ModelError, RulebookError):
            raise
        except ExtractorError as error:
            return error
        except Exception as error:  # a fault of ours costs one page, never the run
            fault = f"{type(error).__name__}: {error}"
            return ExtractorError(f"{page.doc}: a fault of extract: {fault}. Please report it")


def _saved(page: Input, day: date | None) -> Iterator[Document | ExtractorError]:
    try:
        for document in load_documents(page.text.splitlines(), path=page.doc, only=_TYPES):
            known = document.reference_date is not None or day is None
            yield document if known else replace(document, reference_date=day, reference_from="option")
    except ExtractorError as error:
        yield error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        yield InputError(f"{page.doc}: a damaged result: {error}. Save it anew with: extract PAGE --format jsonl")


def run(
    files: Sequence[str | InputError],
    reader: Reader,
    compare: Compare,
    *,
    format: str | None,
    out: Path | None,
    context: bool,
) -> int:
    """Write each comparison as it comes and report each error. The exit code of diff: 0, 1 differs, 2 trouble.

    `files` are paths, or what was wrong with one. Raises ModelError, RulebookError and OutputError: nothing can be read
    or written then.
    """
    reader.check(files)
    trouble: list[str] = []
    documents = _sound(reader.read(files), trouble)
    first, differs = next(documents, None), False
    chosen = format or comparison_format_of(out, sys.stdout.isatty())
    with open_comparison_writer(chosen, out, context=context) as write:
        for comparison in compare(first, documents) if first else ():
            differs = differs or comparison.differs
            write(comparison)
    return 2 if trouble else 1 if differs else 0


def _sound(pages: Iterator[Document | ExtractorError], trouble: list[str]) -> Iterator[Document]:
    """The pages that could be read; what was wrong with the others is told, and kept in `trouble`."""
    for page in pages:
        if isinstance(page, ExtractorError):
            trouble.append(str(page))
            complain(str(page))
        else:
            yield page
