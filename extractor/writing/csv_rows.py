"""CSV for Excel and pandas: a row for each record, a column for each key of the schema, always in the same order.

The byte-order mark tells Excel that it is UTF-8. `segments` and `slots_at` are JSON in their cell.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from decimal import Decimal
from typing import TextIO

from extractor.model import Document
from extractor.writing.hostile import csv_cell
from extractor.writing.jsonl import json_text
from extractor.writing.numbers import digits
from extractor.writing.records import records
from extractor.writing.schema import json_schema

_BYTE_ORDER_MARK = "\ufeff"


def columns() -> list[str]:
    """Every key of the schema: first what mentions and facts have, then what only a document has, the sentence last."""
    kinds = json_schema()["$defs"]
    found = dict.fromkeys(key for kind in [*list(kinds)[1:], "document"] for key in kinds[kind]["properties"])
    return [*(key for key in found if key != "context"), "context"]


class CsvWriter:
    """Writes the head with the first row of a stream, then the rows of each document as it comes."""

    def __init__(self, stream: TextIO, only: Collection[str] | None, context: bool) -> None:
        self._only, self._context = only, context
        self._columns = columns()
        self._rows = csv.writer(stream, lineterminator="\n")
        stream.write(_BYTE_ORDER_MARK)
        self._rows.writerow(self._columns)

    def write(self, document: Document) -> None:
        for record in records(document, only=self._only, context=self._context):
            self._rows.writerow([_cell(record.get(key)) for key in self._columns])

    def close(self) -> None:
        pass


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return csv_cell(value)
        case bool() | list() | dict():
            return json_text(value)
        case int() | Decimal():
            return digits(value)
    raise TypeError(f"no record holds a {type(value).__name__}")
