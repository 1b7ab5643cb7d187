"""Everything that can go wrong, one line each.

    ExtractorError
    ├── InputError       a file that cannot be read: missing, a folder, binary, damaged, encrypted
    ├── EncodingError    an --encoding that does not exist
    ├── DateError        a reference date that is not YYYY-MM-DD
    │   └── TableError   a table of dates with faults: all of them, a line each
    ├── OutputError      a file or database that cannot be written
    ├── ModelError       a spaCy pipeline that cannot be loaded
    └── RulebookError    rule files or lexicons with faults: all of them, a line each

A message says where, what is wrong and what to try; the command line prints it as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class ExtractorError(Exception):
    """Base class: catch it to catch every error that `extract` raises on purpose."""


class InputError(ExtractorError):
    """An input that cannot be read as text."""


class EncodingError(ExtractorError):
    """An encoding that there is no codec for."""


class DateError(ExtractorError):
    """A reference date that does not read as YYYY-MM-DD."""


class TableError(DateError):
    """Faults in a table of dates, all found at once: `dates.tsv:3: not a day: 昨天`; `str()` gives a line each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class OutputError(ExtractorError):
    """A file or database that cannot be written, or is none of ours."""


class ModelError(ExtractorError):
    """A spaCy pipeline that is missing, broken or of no use here."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in a rule file: `rules/units.yaml:4:3: [mu] unknown key 'factr'`; line and column are 1-based."""

    path: Path
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class RulebookError(ExtractorError):
    """Faults in rule files or lexicons, all found at once; `str()` gives a line each."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: (str(fault.path), fault.line, fault.column))
        super().__init__("\n".join(map(str, self.faults)))
