"""How far a run is, on standard error, for a person who waits."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any


class Progress:
    """A bar at a terminal; elsewhere, for a single file, or where the results go to the same terminal, nothing."""

    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns: list[Any] = [BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn()]
        columns.append(TextColumn("{task.fields[failed]}"))
        # Lines on standard error go above the bar; what is on standard output is data, and goes where it went before.
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
        self._task = self._bar.add_task("", total=total, failed="")
        self._failed = 0

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.stop()

    def advance(self) -> None:
        self._bar.advance(self._task)

    def fail(self) -> None:
        self._failed += 1
        self._bar.update(self._task, failed=f"{self._failed} failed")


class NoProgress:
    """In the place of a bar where nobody looks."""

    def __enter__(self) -> NoProgress:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def advance(self) -> None:
        pass

    def fail(self) -> None:
        pass


def watched(output_elsewhere: bool) -> bool:
    """Whether a bar has a reader, and would not run into the results."""
    return sys.stderr.isatty() and (output_elsewhere or not sys.stdout.isatty())
