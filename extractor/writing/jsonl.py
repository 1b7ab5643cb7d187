"""JSON Lines: a record a line, Chinese as Chinese, numbers in plain digits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal
from json import JSONEncoder
from typing import TextIO

from extractor.model import Document
from extractor.writing.hostile import visible
from extractor.writing.numbers import digits
from extractor.writing.records import records


def write_jsonl(
    documents: Iterable[Document],
    stream: TextIO,
    *,
    only: Collection[str] | None = None,
    context: bool = False,
) -> None:
    """Write the records of each document as soon as it comes; `stream` must take UTF-8."""
    for document in documents:
        for record in records(document, only=only, context=context):
            stream.write(json_text(record) + "\n")


def json_text(value: object) -> str:
    """One value on one line: `{"type": "figure", "text": "47.57%", "value": 47.57}`.

    Python's encoder knows no Decimal, writes 0.00001 as 1e-05 and lets bidi controls through. But it is fast: ours
    only writes what holds such a number.
    """
    try:
        return visible(_ENCODER.encode(value))
    except ValueError:
        return visible(_plain(value))


def _as_float(value: object) -> float:
    """A Decimal of up to fifteen digits as the float that prints the same; ValueError where that has an exponent."""
    if not isinstance(value, Decimal):
        raise TypeError(f"no record holds a {type(value).__name__}")
    number = float(value)
    if not 1e-4 <= abs(number) < 1e16:
        raise ValueError(f"{value} has no plain float")
    return number


_ENCODER = JSONEncoder(ensure_ascii=False, default=_as_float)


def _plain(value: object) -> str:
    match value:
        case bool() | str():
            return _ENCODER.encode(value)
        case int() | Decimal():
            return digits(value)
        case dict():
            return "{" + ", ".join(f"{_plain(key)}: {_plain(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_plain, value)) + "]"
    raise TypeError(f"no record holds a {type(value).__name__}")
