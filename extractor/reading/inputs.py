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

from extractor.errors import InputError
from extractor.reading.decode import decode
from extractor.reading.files import Limits, read_bytes, shown_path

__all__ = ["Input", "Limits", "read_input"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One page to read: every offset counts in `text`.

    `doc`: the path as given, `-` for standard input. `encoding`: the codec that its bytes were read with.
    `notes`: what was assumed, a line each (`page.txt: read as GB18030 ...`).
    """

    doc: str
    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def read_input(path: str, *, encoding: str | None = None, limits: Limits | None = None) -> Iterator[Input | InputError]:
    """The pages in a file, in order; `-` is standard input. What cannot be read is yielded as an error, never raised.

    `encoding` is that of its text (`gb18030`); None finds it out. Nothing larger than `limits` is read.
    Raises EncodingError, before anything is read, if there is no such encoding.
    """
    limits = limits or Limits()
    try:
        data = read_bytes(path, most=limits.bytes)
        yield _read_text(data, path, encoding, limits)
    except InputError as error:
        yield error


def _read_text(data: bytes, doc: str, encoding: str | None, limits: Limits) -> Input:
    shown = shown_path(doc)
    decoded = decode(data, shown, encoding=encoding)
    limits.check_text(decoded.text, shown)
    guess = f"{shown}: read as {decoded.name}; if that is wrong, name its encoding with --encoding"
    return Input(doc=doc, text=decoded.text, encoding=decoded.encoding, notes=(guess,) if decoded.guessed else ())
