"""A `Comparison` as flat records, for JSON Lines and CSV: the one place that knows which key holds what.

`a_` and `b_` stand before what belongs to a side. A key without a value is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from extractor.compared import VERDICTS, Check, Comparison, Edit, Naming, Pair, Side
from extractor.model import Document, Place
from extractor.writing.comparison_words import arithmetic
from extractor.writing.numbers import plain_number
from extractor.writing.records import SLOTS, Record

_QUANTITY = ("bound", "bound_text", "unit", "per", "status", "aggregate", "extreme", "si_unit")
_NUMBERS = ("value", "low", "high", "precision", "si_low", "si_high")


def comparison_records(comparison: Comparison, *, context: bool = False) -> Iterator[Record]:
    """The record of the comparison, then its pairs, checks, names and edits; `context` adds the sentences."""
    yield _head(comparison)
    for pair in comparison.pairs:
        yield {"type": "pair"} | _pair(pair, context)
    for check in comparison.checks:
        yield _check(check, context)
    for naming in comparison.namings:
        yield _naming(naming, comparison)
    for edit in comparison.edits:
        yield _edit(edit, context)


def percent(number: Fraction | None) -> int | Decimal | None:
    """A share in percent to two digits behind the point."""
    return None if number is None else plain_number(Fraction(round(number * 100), 100))


def _head(comparison: Comparison) -> Record:
    counts = Counter(pair.verdict for pair in comparison.pairs)
    return _valued(
        type="comparison",
        **_document("a", comparison.a),
        **({} if comparison.a is comparison.b else _document("b", comparison.b)),
        differs=comparison.differs,
        **{verdict: counts[verdict] for verdict in VERDICTS if counts[verdict]},
        unpaired=comparison.unpaired or None,
    )


def _document(side: str, document: Document) -> Record:
    date = document.reference_date
    keys = {"doc": document.doc, "sha256": document.sha256, "title": document.title}
    return {f"{side}_{key}": value for key, value in (keys | {"reference_date": date and date.isoformat()}).items()}


def _pair(pair: Pair, context: bool) -> Record:
    return _valued(
        verdict=pair.verdict,
        score=None if pair.verdict == "only" else _plain(Fraction(round(pair.score * 100), 100)),
        reasons=list(pair.reasons),
        remarks=list(pair.remarks),
        difference=_plain(pair.difference),
        difference_unit=pair.unit if pair.difference is not None else None,
        percent=percent(pair.percent),
        slip=pair.slip,
        **_side("a", pair.a, context),
        **_side("b", pair.b, context),
    )


def _check(check: Check, context: bool) -> Record:
    return _valued(
        type="check",
        kind=check.kind,
        holds=check.holds,
        arithmetic=arithmetic(check),
        remarks=list(check.remarks),
        result_low=_plain(check.result.low),
        result_high=_plain(check.result.high),
        result_unit=check.result.unit,
        **_side("stated", check.stated, context),
        terms_doc=[term.doc for term in check.terms],
        terms_id=[_identity(term) for term in check.terms],
        terms_text=[term.figure.text for term in check.terms],
        terms_line=[term.figure.at.line for term in check.terms],
    )


def _naming(naming: Naming, comparison: Comparison) -> Record:
    return _valued(
        type="naming",
        kind=naming.kind,
        remarks=list(naming.remarks),
        **_named("a", naming.a_text, naming.a_at, comparison.a.doc),
        **_named("b", naming.b_text, naming.b_at, comparison.b.doc),
    )


def _named(side: str, text: str, at: Place, doc: str) -> Record:
    keys = {"doc": doc, "text": text, "line": at.line, "start": at.start, "end": at.end}
    return {f"{side}_{key}": value for key, value in keys.items()}


def _edit(edit: Edit, context: bool) -> Record:
    sides = _side("a", edit.a, context) | _side("b", edit.b, context)
    return {"type": "edit", "kind": edit.kind} | (_pair(edit.pair, context) if edit.pair else sides)


def _side(name: str, side: Side | None, context: bool) -> Record:
    if side is None:
        return {}
    figure, quantity = side.figure, side.figure.quantity
    keys = _valued(
        doc=side.doc,
        id=_identity(side),
        text=figure.text,
        line=figure.at.line,
        also_lines=list(side.also),
        start=figure.at.start,
        end=figure.at.end,
        **{key: _plain(getattr(quantity, key)) for key in _NUMBERS},
        **{key: getattr(quantity, key) for key in _QUANTITY},
        **{key: figure.slots.get(key) for key in SLOTS},
        sentence=side.sentence if context else None,
    )
    return {f"{name}_{key}": value for key, value in keys.items()}


def _identity(side: Side) -> str:
    return f"figure:{side.figure.at.start}-{side.figure.at.end}"


def _plain(number: Fraction | None) -> int | Decimal | None:
    return None if number is None else plain_number(number)


def _valued(**keys: object) -> Record:
    return {key: value for key, value in keys.items() if value or value == 0}
