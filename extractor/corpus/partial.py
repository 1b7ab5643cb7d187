"""JSON Lines that an interrupted run can be continued into.

While a run writes `out.jsonl`, its records stand in the folder `out.jsonl.part`; in the end they become `out.jsonl` in
one step and the folder goes. What an interrupted run leaves there, `--resume` takes up: the new run goes through all
inputs in their order again, but of a page that is the same as then the records are copied. So the result is, byte for
byte, that of a run nobody disturbed, whatever has changed in between.

    out.jsonl.part/options.json   what decides the records of every page: versions and options
    out.jsonl.part/1.jsonl        the first run; 2.jsonl the run that resumed it
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from extractor.console import complain
from extractor.corpus.pages import Key, More, Page
from extractor.errors import OutputError

Options = Mapping[str, Any]

_HEAD = b'{"type": "document", '
_CHUNK = 1_000_000


@dataclass(slots=True)
class _Stretch:
    """Where an earlier run has the records of a page, in bytes, and whether this run has met that page."""

    file: Path
    start: int
    length: int
    key: Key
    met: bool = False


class Partial:
    """The records of this run; `known` are the pages that earlier ones have read, each to its end."""

    def __init__(self, folder: Path, stream: BinaryIO) -> None:
        self._stream, self._start, self._whole = stream, 0, True
        self._found = {doc: stretch for file in _parts(folder) for doc, stretch in _stretches(file)}
        self.known = {doc: stretch.key for doc, stretch in self._found.items()}

    def write(self, page: Page | More) -> None:
        """The records of a page, or some of them: once it is whole it survives the end of this process."""
        if isinstance(page, More):
            self._stream.writelines(page.lines)
        else:
            self.drop_half()
            self._begin(page)
        self._whole = page.whole
        if self._whole:
            self._stream.flush()
            self._start = self._stream.tell()

    def drop_half(self) -> None:
        """Take back what was written of a page whose process has died since."""
        if not self._whole:
            self._stream.seek(self._start)
            self._stream.truncate()
            self._whole = True

    def _begin(self, page: Page) -> None:
        stretch = self._found.get(page.doc)
        if isinstance(page.content, list):
            self._stream.writelines(page.content)
        elif stretch is not None:
            self._copy(stretch)
        if stretch is not None:
            stretch.met = True

    def tell_of_lost(self) -> None:
        """Say how many pages of the interrupted run were not met again."""
        lost = [doc for doc, stretch in self._found.items() if not stretch.met]
        if lost:
            complain(f"{len(lost)} pages of the interrupted run are no longer there and left out, the first: {lost[0]}")

    def _copy(self, stretch: _Stretch) -> None:
        with open(stretch.file, "rb") as source:
            source.seek(stretch.start)
            left = stretch.length
            while left and (chunk := source.read(min(left, _CHUNK))):
                self._stream.write(chunk)
                left -= len(chunk)


@contextmanager
def open_partial(out: Path, options: Options, *, resume: bool) -> Iterator[Partial]:
    """The records for `out`, which is there once the block has ended well; else they stay in the folder beside it.

    Raises OutputError, one line, where they cannot be written, or an interrupted run left its own and `resume` does not
    say to go on, or `options` are not those of that run.
    """
    target = Path(os.path.realpath(out))
    folder = target.with_name(f"{target.name}.part")
    try:
        _enter(folder, options, resume=resume)
        part = folder / f"{max((int(file.stem) for file in _parts(folder)), default=0) + 1}.jsonl"
        with _removed_if_empty(folder), open(part, "xb") as stream:
            partial = Partial(folder, stream)
            yield partial
            partial.drop_half()
            stream.flush()
            os.fsync(stream.fileno())
            if target.exists():
                os.chmod(part, target.stat().st_mode & 0o777)
            os.replace(part, target)
            partial.tell_of_lost()
            _remove(folder)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror or error}") from None


def _enter(folder: Path, options: Options, *, resume: bool) -> None:
    """Make the folder of this run, or take up that of an interrupted one."""
    if not _parts(folder):
        if resume:
            complain("--resume: no interrupted run to go on with, so this one starts anew")
        folder.mkdir(exist_ok=True)
        (folder / "options.json").write_text(json.dumps(options, ensure_ascii=False), encoding="utf-8")
    elif not resume:
        hint = "Go on with --resume, or remove that folder to start anew"
        raise OutputError(f"{folder}: holds what an interrupted run has read. {hint}")
    elif changed := list(_changed(folder, options)):
        hint = "Give what was given then, or remove that folder to start anew"
        raise OutputError(f"{folder}: the interrupted run was made with {', '.join(changed)}. {hint}")


def _changed(folder: Path, options: Options) -> Iterator[str]:
    try:
        before = json.loads((folder / "options.json").read_text(encoding="utf-8"))
    except ValueError:
        before = {}
    for name in options:
        if before.get(name) != options[name]:
            then, now = (json.dumps(given.get(name), ensure_ascii=False) for given in (before, options))
            yield f"{name} {then} (now {now})"


def _parts(folder: Path) -> list[Path]:
    return sorted((file for file in folder.glob("*.jsonl") if file.stem.isdecimal()), key=lambda file: int(file.stem))


@contextmanager
def _removed_if_empty(folder: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        if not any(file.stat().st_size for file in _parts(folder)):
            _remove(folder)
        raise


def _remove(folder: Path) -> None:
    for file in (*_parts(folder), folder / "options.json"):
        file.unlink(missing_ok=True)
    folder.rmdir()


def _stretches(file: Path) -> Iterator[tuple[str, _Stretch]]:
    """The pages that stand whole in a part: all but the last, of which nobody knows whether more was to come.

    And but those with a damaged line, as a power cut may leave it.
    """
    head, start, at, sound = b"", 0, 0, False
    with open(file, "rb") as stream:
        for line in stream:
            if line.startswith(_HEAD):
                if sound and (found := _read_head(head)):
                    yield found[0], _Stretch(file, start, at - start, found[1])
                head, start, sound = line, at, True
            sound = sound and line.endswith(b"}\n")
            at += len(line)


def _read_head(line: bytes) -> tuple[str, Key] | None:
    try:
        head = json.loads(line)
        given = date.fromisoformat(head["reference_date"]) if head.get("reference_from") == "option" else None
        return head["doc"], (head["sha256"], head["encoding"], given)
    except (ValueError, KeyError):
        return None
