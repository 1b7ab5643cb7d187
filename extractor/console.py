"""The streams of the command line: rows on standard output, one clear line for each fault on standard error."""

from __future__ import annotations

import io
import os
import sys
from typing import NoReturn


class Output(io.TextIOWrapper):
    """Standard output whose reader may go: `extract page.txt | head -1` is no failure, and ends the run quietly."""

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except BrokenPipeError:
            self._end()

    def flush(self) -> None:
        try:
            super().flush()
        except BrokenPipeError:
            self._end()

    def _end(self) -> NoReturn:
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
        sys.exit(0)


def print_row(*cells: str) -> None:
    """Cells with tabs between them; what a page holds can neither add one nor move the cursor."""
    print("\t".join(map(_visible, cells)))


def complain(message: str) -> None:
    """A line on standard error."""
    print(_visible(message), file=sys.stderr)


def stop(message: str, code: int = 2) -> NoReturn:
    """A line on standard error, and the end of the run."""
    complain(message)
    sys.exit(code)


def _visible(text: str) -> str:
    from extractor.writing.hostile import visible

    return visible(text)
