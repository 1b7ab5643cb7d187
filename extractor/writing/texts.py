"""The texts that offsets count in, as files: what was read of a Word document or of a page in GB18030."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from extractor.errors import OutputError
from extractor.writing.files import whole_file

_STDIN = "stdin"


class TextSaver:
    """Saves the text of each document in UTF-8 at `path`.

    A folder (one that is there, or a name with / at its end) gets a file for each, `page.docx.txt`, in the folders
    that the document's own path names. Else `path` is the file, and a second document has no place.
    """

    def __init__(self, path: str) -> None:
        self._path, self._target, self._taken = path, Path(path), False
        self._folder = self._target.is_dir() or path.endswith(("/", os.sep))

    def save(self, doc: str, text: str) -> None:
        """Raises OutputError, one line, where the text cannot be saved or has no place."""
        if self._folder:
            _save(text, self._target / _name(doc))
        elif self._taken:
            hint = f"Give a folder: {self._path}/"
            raise OutputError(f"{doc}: its text was not saved: {self._path} holds another. {hint}")
        else:
            _save(text, self._target)
            self._taken = True


def _save(text: str, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from None
    with whole_file(path) as stream:
        stream.write(text)


def _name(doc: str) -> Path:
    """A path below the folder, whatever the document calls itself: ../a/page.docx is a/page.docx.txt."""
    parts = [part for part in PurePosixPath(doc.replace("\\", "/").replace("\0", "")).parts if part not in ("/", "..")]
    parts = [part.replace(":", "_") for part in parts if part != "-"] or [_STDIN]
    return Path(*parts[:-1], parts[-1] + ".txt")
