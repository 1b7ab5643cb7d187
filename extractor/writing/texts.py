"""The texts that offsets count in, as files: what was read of a Word document or of a page in GB18030."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from extractor.errors import ExtractorError, OutputError
from extractor.model import Document
from extractor.writing.files import whole_file

_STDIN = "stdin"


def save_texts(documents: Iterable[Document | ExtractorError], path: str) -> Iterator[Document | ExtractorError]:
    """Pass the documents on, each once its text stands in UTF-8 at `path`.

    A folder (one that is there, or a name with / at its end) gets a file for each, `page.docx.txt`, in the folders
    that the document's own path names. Else `path` is the file, and a second document has no place: an error.
    """
    target, taken = Path(path), False
    folder = target.is_dir() or path.endswith(("/", os.sep))
    for document in documents:
        if isinstance(document, ExtractorError):
            yield document
            continue
        yield document
        if taken and not folder:
            yield OutputError(f"{document.doc}: its text was not saved: {path} holds another. Give a folder: {path}/")
            continue
        try:
            _save(document, target / _name(document.doc) if folder else target)
            taken = True
        except OutputError as error:
            yield error


def _save(document: Document, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from None
    with whole_file(path) as stream:
        stream.write(document.text)


def _name(doc: str) -> Path:
    """A path below the folder, whatever the document calls itself: ../a/page.docx is a/page.docx.txt."""
    parts = [part for part in PurePosixPath(doc.replace("\\", "/").replace("\0", "")).parts if part not in ("/", "..")]
    parts = [part.replace(":", "_") for part in parts if part != "-"] or [_STDIN]
    return Path(*parts[:-1], parts[-1] + ".txt")
