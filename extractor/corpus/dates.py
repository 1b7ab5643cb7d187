"""The day that each file is of: from a table of the user's, from its name, else the one day that was given for all.

2023/page1.txt<TAB>2023-11-27
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from extractor.errors import DateError, TableError

# 20231127, 2023-11-27, 2023.11.27, 2023_11_27, 2023年11月27日; no part of a longer number.
_IN_NAMES = (
    r"(?<!\d)(?P<Y>(?:19|20)\d\d)(?P<M>\d\d)(?P<D>\d\d)(?!\d)",
    r"(?<!\d)(?P<Y>(?:19|20)\d\d)(?P<mark>[-._])(?P<M>\d{1,2})(?P=mark)(?P<D>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<Y>(?:19|20)\d\d)年(?P<M>\d{1,2})月(?P<D>\d{1,2})日",
)
_PLACES = {
    "YYYY": r"(?P<Y>\d{4})",
    "MM": r"(?P<M>\d\d)",
    "DD": r"(?P<D>\d\d)",
    "M": r"(?P<M>\d\d?)",
    "D": r"(?P<D>\d\d?)",
}
_PLACE = re.compile("YYYY|MM|DD|(?<![A-Za-z])[MD](?![A-Za-z])")  # no M in RMRB-YYYYMMDD
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Dates:
    """`table`: days by absolute path. `patterns`: where dates stand in names; `everywhere`: folders count as names."""

    default: date | None = None
    table: Mapping[str, date] = field(default_factory=dict)
    patterns: tuple[re.Pattern[str], ...] = ()
    everywhere: bool = False

    def of(self, doc: str) -> date | None:
        """The day that a page is of, as far as the user said; None leaves it to the page."""
        return self.table.get(os.path.abspath(doc)) or self._in_name(doc) or self.default

    def _in_name(self, doc: str) -> date | None:
        """The one day that a name holds; a name with two (20231127-20231130) says nothing."""
        name = doc.replace(os.sep, "/") if self.everywhere else os.path.basename(doc)
        days = {day for pattern in self.patterns for found in pattern.finditer(name) if (day := _day(found))}
        return days.pop() if len(days) == 1 else None


def name_patterns() -> tuple[re.Pattern[str], ...]:
    """The ways that a date is commonly written in a file's name."""
    return tuple(map(re.compile, _IN_NAMES))


def own_pattern(given: str) -> re.Pattern[str]:
    """A pattern of the user's: YYYY, MM and DD (M and D for one or two digits) in any text, `YYYY-MM/DD`.

    Raises DateError, one line, if one of the three is missing or given twice.
    """
    places = _PLACE.findall(given)
    if sorted(place[0] for place in places) != ["D", "M", "Y"]:
        hint = "It holds YYYY, MM and DD once each: --date-pattern YYYY-MM/DD"
        raise DateError(f"--date-pattern {given}: not a pattern of a day. {hint}")
    parts = _PLACE.split(given)
    return re.compile(
        r"(?<!\d)"
        + "".join(re.escape(text) + _PLACES.get(place, "") for text, place in zip(parts, [*places, ""], strict=True))
        + r"(?!\d)"
    )


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["Y"]), int(found["M"]), int(found["D"]))
    except ValueError:
        return None


def read_table(path: Path) -> dict[str, date]:
    """The days of a table, by absolute path: a line each, a path and a date with a tab between them.

    A path counts from the current folder, or from that of the table. Blank lines and lines with `#` are skipped, and a
    first line whose second column is `date`. Raises TableError with every fault, DateError if there is no such table.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise DateError(f"{path}: not UTF-8 at byte {error.start}. Save the table as UTF-8") from None
    except OSError as error:
        raise DateError(f"{path}: cannot be read: {error.strerror}") from None
    table: dict[str, date] = {}
    faults = [fault for number, line in enumerate(lines, 1) for fault in _read_line(line, number, path, table)]
    if faults:
        raise TableError(faults)
    return table


def _read_line(line: str, number: int, path: Path, table: dict[str, date]) -> Iterator[str]:
    """Put a line into the table; what is wrong with it."""
    name, _, day_text = (part.strip() for part in line.partition("\t"))
    if not line.strip() or name.startswith("#") or (number == 1 and day_text == "date"):
        return
    where = f"{path}:{number}:"
    if not name or not day_text:
        yield f"{where} not a path and a date with a tab between them: {line.strip()}"
        return
    try:
        day = read_day(day_text)
    except ValueError:
        yield f"{where} not a day: {day_text}. Write it as YYYY-MM-DD: 2023-11-27"
        return
    for place in {os.path.abspath(name), os.path.abspath(path.parent / name)}:
        if table.setdefault(place, day) != day:
            yield f"{where} {name} has another date above: {table[place]}"
            return


def read_day(text: str) -> date:
    """A day written as YYYY-MM-DD and in no other way; ValueError for anything else."""
    if not _WRITTEN.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)
