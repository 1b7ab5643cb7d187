"""The contract of the records as JSON Schema 2020-12, for `extract schema`: one definition for each `type`.

A key that is not here is a fault; `tests/test_writing_schema.py` holds what `records` gives against it.
"""

from __future__ import annotations

from extractor.writing.records import SCHEMA
from extractor.writing.schema_parts import (
    Schema,
    a_count,
    a_number,
    a_span,
    a_text,
    an_object,
    one_of,
    some_text,
    spans_of,
)


def json_schema() -> Schema:
    """What one line of JSON Lines may be: the record of a document, of a mention or of a fact."""
    kinds: dict[str, tuple[Schema, tuple[str, ...]]] = {
        "person": (_NAME, ("name",)),
        "organization": (_NAME, ("name",)),
        "place": (_NAME, ("name",)),
        "figure": (FIGURE, ("bound", "dimension")),
        "date": (_DATE, ("relative",)),
        "role": (_ROLE, ("person", "title")),
        "quote": (_QUOTE, ("speaker", "direct")),
        "unread": ({}, ()),
    }
    definitions = {"document": _document()} | {kind: _found(kind, *own) for kind, own in kinds.items()}
    definitions["figure"] |= _OPEN_VALUE
    definitions["date"]["dependentRequired"] = {"earliest": ["edtf"], "latest": ["edtf"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:extract:record:{SCHEMA}",
        "title": "A record of extract",
        "description": "Keys without a value are left out. Offsets are code points in the decoded text, end exclusive.",
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in definitions],
        "$defs": definitions,
    }


def _document() -> Schema:
    required = ("schema", "doc", "sha256", "encoding", "characters", "tool", "rules", "names")
    dated = {"reference_date": ["reference_from"], "reference_from": ["reference_date"]}
    return an_object("document", _DOCUMENT, required) | {"dependentRequired": dated}


def _found(kind: str, own: Schema, required: tuple[str, ...]) -> Schema:
    identity = a_text(f"^{kind}:[0-9]+-[0-9]+(#([2-9]|[1-9][0-9]+))?$", "unique in its document")
    where = ("id", "text", "start", "end", "line", "sentence_start", "sentence_end", "doc", "rule")
    return an_object(kind, {"id": identity} | _COMMON | own | _CONTEXT, where + required)


DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_MONTH_OR_SEASON = "(0[1-9]|1[0-2]|2[1-9]|3[0-9]|4[01]|[01X]X)"
DAY_OF_MONTH = "(0[1-9]|[12][0-9]|3[01]|[0-3X]X)"
#: A year, season, month or day: 199X, 2023-21, XXXX-11-26; `?`, `~` and `%` after it mark doubt.
_POINT = f"-?[0-9X]{{4}}(-{_MONTH_OR_SEASON}(-{DAY_OF_MONTH})?)?[?~%]?"
_EDTF = rf"^({_POINT}|({_POINT}|\.\.)/({_POINT}|\.\.))$"
_ID = "^(person|organization|place|figure|date):[0-9]+-[0-9]+(#[0-9]+)?$"

_DOCUMENT: Schema = {
    "schema": {"const": SCHEMA},
    "doc": some_text("the path as given, - for standard input"),
    "sha256": a_text("^[0-9a-f]{64}$", "of the decoded text"),
    "encoding": some_text(),
    "kind": one_of("html", "docx", "pdf", description="what the text was taken out of; left out for a text file"),
    "script": one_of("hant", description="in traditional characters"),
    "characters": a_count(0),
    "title": some_text(),
    "reference_date": a_text(f"^{DAY}$", "what relative dates count from"),
    "reference_from": one_of("option", "dateline", "header"),
    "tool": some_text("version"),
    "model": some_text("name and version of the language model"),
    "rules": some_text("version"),
    "names": {"type": "boolean", "description": "false when names were switched off"},
}

_COMMON: Schema = {
    "text": some_text("as read, after healing"),
    "start": a_count(0),
    "end": a_count(1),
    "segments": {
        "type": "array",
        "items": a_span(),
        "minItems": 2,
        "description": "where other text stands inside the mention",
    },
    "line": a_count(1, "line of start"),
    "sentence_start": a_count(0),
    "sentence_end": a_count(0),
    "doc": some_text("the path as given, - for standard input"),
    "rule": some_text("the rule, lexicon or model that made it"),
}

_CONTEXT: Schema = {"context": some_text("the sentence, healed")}

_NAME: Schema = {"name": some_text("the fullest form of the same name on the page")}

_SLOTS: Schema = {
    "subject": some_text("whose quantity: 成渝中线高铁"),
    "attribute": some_text("which quantity: 产量, 全长"),
    "object": some_text("what is counted: 科技企业"),
    "of": some_text("the whole of a share: 全国"),
    "change": one_of("increase", "decrease"),
    "basis": some_text("what a change is measured from: 同比"),
    "time": a_text(_EDTF, "EDTF"),
    "time_text": some_text("今年前三季度"),
    "according_to": some_text("the named source"),
}

FIGURE: Schema = {
    "value": a_number("nominal number in unit; left out for range and several"),
    "low": a_number("left out where the wording leaves it open"),
    "high": a_number("left out where the wording leaves it open"),
    "bound": one_of(
        *("exact", "about", "over", "under", "at_least", "at_most", "range", "several"),
        description="over and under exclude the end, the others include it",
    ),
    "bound_text": some_text("the word that set the bound: 超过"),
    "precision": {"type": "number", "exclusiveMinimum": 0, "description": "worth of the last written digit"},
    "extreme": one_of("max", "min"),
    "unit": some_text("UCUM, ISO 4217, %, pp, 倍, or the Chinese word; left out for a bare count"),
    "unit_text": some_text("as written"),
    "dimension": some_text("length, area, money, count ..."),
    "si_low": a_number("low in the base unit of the dimension"),
    "si_high": a_number("high in the base unit of the dimension"),
    "si_unit": some_text("the base unit of the dimension"),
    "per": some_text("a UCUM time code or a noun"),
    "status": one_of("planned", "expected", "denied"),
    "aggregate": one_of("cumulative", "new", "mean", "daily"),
    **_SLOTS,
    "slots_at": spans_of(*_SLOTS),
}

_OPEN_VALUE: Schema = {
    "if": {"properties": {"bound": {"enum": ["range", "several"]}}},
    "then": {"properties": {"value": False}},
    "else": {"required": ["value"]},
}

_DATE: Schema = {
    "edtf": a_text(_EDTF, "ISO 8601-2, dates only"),
    "clock": a_text("^([01][0-9]|2[0-4]):[0-5][0-9](:[0-5][0-9])?$", "time of day joined to the date"),
    "earliest": a_text(f"^{DAY}$"),
    "latest": a_text(f"^{DAY}$"),
    "relative": {"type": "boolean", "description": "true where the date needed the reference date"},
}

_ROLE: Schema = {
    "person": some_text("the fullest name on the page"),
    "person_text": some_text("as read"),
    "person_id": a_text("^person:[0-9]+-[0-9]+(#[0-9]+)?$"),
    "title": some_text("without 前, 原, 时任, 当选, 代"),
    "status": one_of("former", "elected", "acting"),
    "organization": some_text(),
    "slots_at": spans_of("person", "title", "organization"),
}

_QUOTE: Schema = {
    "speaker": some_text(),
    "speaker_text": some_text("as read"),
    "speaker_id": a_text(_ID),
    "verb": some_text(),
    "direct": {"type": "boolean", "description": "false for reported speech"},
    "slots_at": spans_of("speaker", "verb"),
}
