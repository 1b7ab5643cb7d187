"""A run over many files: collected, read by this process or by workers, written in their order, faults told."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from extractor.console import complain
from extractor.corpus.collect import collect
from extractor.corpus.interrupts import Interrupts
from extractor.corpus.pages import Failure, Item, Key, More, Note, Page, Reader
from extractor.corpus.progress import NoProgress, Progress, watched
from extractor.errors import InputError, OutputError
from extractor.writing.texts import TextSaver

if TYPE_CHECKING:
    from extractor.model import Document
    from extractor.writing.writers import Writer


class Sink(Protocol):
    """Where pages go; `known` are those that it can write without their content."""

    @property
    def known(self) -> Mapping[str, Key]: ...
    def write(self, page: Page | More) -> None: ...


def run(
    paths: Sequence[str],
    reader: Reader,
    *,
    format: str,
    out: Path | None = None,
    save_text: str | None = None,
    patterns: Sequence[str] = (),
    jobs: int = 1,
    resume: bool = False,
) -> int:
    """Read every page and write what stands on it; the exit code: 0, 1 if some failed, 130 after Ctrl-C.

    With one job everything happens in this process; `jobs` workers give the same bytes. What was written stands in the
    order of `paths`, after Ctrl-C too.
    Raises ExtractorError where the run cannot begin or go on: no model, no room, nothing to resume into.
    """
    regular = out is None or out.is_file() or not out.exists()
    reader = replace(reader, as_lines=format == "jsonl" and regular, with_text=save_text is not None)
    resumable = out is not None and (reader.as_lines or format == "sqlite")
    if resume and not resumable:
        raise OutputError("--resume goes on with JSON Lines or a database in a file: give -o FILE.jsonl or -o FILE.db")
    texts = TextSaver(save_text) if save_text is not None else None
    with Interrupts() as interrupts:
        try:
            with _sink(format, out, reader, resume) as sink, _progress(paths, patterns, out) as progress:
                reader = replace(reader, known=sink.known)
                tasks = collect(paths, patterns=patterns)
                failed = False
                with _items(tasks, reader, _jobs(paths, jobs), interrupts) as items:
                    for item in items:
                        with interrupts.held():
                            failed |= _take(item, sink, texts, progress)
        except KeyboardInterrupt:
            complain("stopped; --resume goes on with what was read" if resumable else "stopped")
            return interrupts.exit_code
    return 1 if failed else 0


def _take(item: Item | None, sink: Sink, texts: TextSaver | None, progress: Progress | NoProgress) -> bool:
    """Write a page or say what there is to say; whether it is a failure. None stands behind a file."""
    match item:
        case None:
            progress.advance()
        case Note(message):
            complain(message)
        case Failure(message):
            complain(message)
            progress.fail()
            return True
        case More():
            sink.write(item)
        case Page(doc, content, text):
            if content is not None and doc in sink.known:
                complain(f"{doc}: has changed, or its date has, since it was read: read again")
            sink.write(item)
            if texts is not None and text is not None:
                return _save(doc, text, texts)
    return False


def _save(doc: str, text: str, texts: TextSaver) -> bool:
    """Save the text of a page; whether that failed."""
    try:
        texts.save(doc, text)
    except OutputError as error:
        complain(str(error))
        return True
    return False


@contextmanager
def _items(
    tasks: Iterable[str | InputError], reader: Reader, jobs: int, interrupts: Interrupts
) -> Iterator[Iterator[Item | None]]:
    if jobs == 1:
        yield _here(tasks, reader)
        return
    from extractor.corpus.pool import Pool

    with Pool(reader, jobs, interrupts) as pool:
        yield pool.read(tasks)


def _here(tasks: Iterable[str | InputError], reader: Reader) -> Iterator[Item | None]:
    for task in tasks:
        yield from reader.read(task)
        yield None


def _jobs(paths: Sequence[str], jobs: int) -> int:
    """Standard input has one reader, and it is here."""
    return 1 if "-" in paths else jobs


@contextmanager
def _sink(format: str, out: Path | None, reader: Reader, resume: bool) -> Iterator[Sink]:
    if reader.as_lines and out is not None:
        from extractor.corpus.partial import open_partial

        with open_partial(out, _options(reader), resume=resume) as partial:
            yield partial
    elif reader.as_lines:
        yield _Lines()
    else:
        from extractor.writing.writers import open_writer

        known = _stored(out, reader) if resume and out is not None else {}
        with open_writer(format, out, only=reader.only, context=reader.context) as writer:
            yield _Documents(writer, known)


def _stored(database: Path, reader: Reader) -> Mapping[str, Key]:
    from extractor.corpus.stored import stored_pages

    options = _options(reader)
    return stored_pages(database, tool=options["tool"], rules=options["rules"], model=options["model"])


class _Lines:
    """Standard output."""

    known: Mapping[str, Key] = {}

    def write(self, page: Page | More) -> None:
        lines = page.lines if isinstance(page, More) else cast(list[bytes], page.content)
        sys.stdout.writelines(str(line, "utf-8") for line in lines)


class _Documents:
    """Any writer of documents; `known` stand in its database already."""

    def __init__(self, writer: Writer, known: Mapping[str, Key]) -> None:
        self._writer, self.known = writer, known

    def write(self, page: Page | More) -> None:
        if isinstance(page, Page) and page.content is not None:
            self._writer.write(cast("Document", page.content))


@contextmanager
def _progress(paths: Sequence[str], patterns: Sequence[str], out: Path | None) -> Iterator[Progress | NoProgress]:
    """A bar where somebody watches it; counting the files before is one more walk through the folders."""
    total = sum(1 for _ in collect(paths, patterns=patterns)) if watched(out is not None) else 0
    with Progress(total) if total > 1 else NoProgress() as progress:
        yield progress


def _options(reader: Reader) -> dict[str, Any]:
    """What decides the records of every page."""
    from extractor import __version__
    from extractor.language import model_version
    from extractor.rulebook import load_rulebook

    return {
        "tool": f"extract {__version__}",
        "rules": load_rulebook(reader.rules).version,
        "model": model_version(reader.model) if reader.names else None,
        "only": sorted(reader.only) if reader.only is not None else None,
        "context": reader.context,
        "unread": reader.unread,
    }
