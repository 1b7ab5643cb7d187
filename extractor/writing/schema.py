"""The contract of the records as JSON Schema 2020-12, for `extract schema`: one definition for each `type`.

A key that is not here is a fault; `tests/test_writing_schema.py` holds what `records` gives against it.
"""

from __future__ import annotations

from typing import Any

from extractor.writing.records import SCHEMA

Schema = dict[str, Any]


def json_schema() -> Schema:
    """What one line of JSON Lines may be: the record of a document, of a mention or of a fact."""
    kinds: dict[str, tuple[Schema, tuple[str, ...]]] = {
        "person": (_NAME, ("name",)),
        "organization": (_NAME, ("name",)),
        "place": (_NAME, ("name",)),
        "figure": (_FIGURE, ("bound", "dimension")),
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
    return _object("document", _DOCUMENT, required) | {"dependentRequired": dated}


def _found(kind: str, own: Schema, required: tuple[str, ...]) -> Schema:
    identity = _text(f"^{kind}:[0-9]+-[0-9]+(#([2-9]|[1-9][0-9]+))?$", "unique in its document")
    where = ("id", "text", "start", "end", "line", "sentence_start", "sentence_end", "doc", "rule")
    return _object(kind, {"id": identity} | _COMMON | own | _CONTEXT, where + required)


def _object(kind: str, properties: Schema, required: tuple[str, ...]) -> Schema:
    return {
        "type": "object",
        "properties": {"type": {"const": kind}} | properties,
        "required": ["type", *required],
        "additionalProperties": False,
    }


def _text(pattern: str, description: str = "") -> Schema:
    return {"type": "string", "pattern": pattern} | _described(description)


def _some(description: str = "") -> Schema:
    return {"type": "string", "minLength": 1} | _described(description)


def _one_of(*values: str, description: str = "") -> Schema:
    return {"enum": list(values)} | _described(description)


def _number(description: str = "") -> Schema:
    return {"type": "number"} | _described(description)


def _count(least: int, description: str = "") -> Schema:
    return {"type": "integer", "minimum": least} | _described(description)


def _described(description: str) -> Schema:
    return {"description": description} if description else {}


def _span(description: str = "") -> Schema:
    two = {"type": "array", "prefixItems": [_count(0), _count(1)], "items": False, "minItems": 2}
    return two | _described(description)


def _places(*names: str) -> Schema:
    return {
        "type": "object",
        "properties": {name: _span() for name in names},
        "additionalProperties": False,
        "minProperties": 1,
    }


_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_MONTH_OR_SEASON = "(0[1-9]|1[0-2]|2[1-9]|3[0-9]|4[01]|[01X]X)"
_DAY_OF_MONTH = "(0[1-9]|[12][0-9]|3[01]|[0-3X]X)"
#: A year, season, month or day: 199X, 2023-21, XXXX-11-26; `?`, `~` and `%` after it mark doubt.
_POINT = f"-?[0-9X]{{4}}(-{_MONTH_OR_SEASON}(-{_DAY_OF_MONTH})?)?[?~%]?"
_EDTF = rf"^({_POINT}|({_POINT}|\.\.)/({_POINT}|\.\.))$"
_ID = "^(person|organization|place|figure|date):[0-9]+-[0-9]+(#[0-9]+)?$"

_DOCUMENT: Schema = {
    "schema": {"const": SCHEMA},
    "doc": _some("the path as given, - for standard input"),
    "sha256": _text("^[0-9a-f]{64}$", "of the decoded text"),
    "encoding": _some(),
    "kind": _one_of("html", "docx", "pdf", description="what the text was taken out of; left out for a text file"),
    "script": _one_of("hant", description="in traditional characters"),
    "characters": _count(0),
    "title": _some(),
    "reference_date": _text(f"^{_DAY}$", "what relative dates count from"),
    "reference_from": _one_of("option", "dateline", "header"),
    "tool": _some("version"),
    "model": _some("name and version of the language model"),
    "rules": _some("version"),
    "names": {"type": "boolean", "description": "false when names were switched off"},
}

_COMMON: Schema = {
    "text": _some("as read, after healing"),
    "start": _count(0),
    "end": _count(1),
    "segments": {
        "type": "array",
        "items": _span(),
        "minItems": 2,
        "description": "where other text stands inside the mention",
    },
    "line": _count(1, "line of start"),
    "sentence_start": _count(0),
    "sentence_end": _count(0),
    "doc": _some("the path as given, - for standard input"),
    "rule": _some("the rule, lexicon or model that made it"),
}

_CONTEXT: Schema = {"context": _some("the sentence, healed")}

_NAME: Schema = {"name": _some("the fullest form of the same name on the page")}

_SLOTS: Schema = {
    "subject": _some("whose quantity: 成渝中线高铁"),
    "attribute": _some("which quantity: 产量, 全长"),
    "object": _some("what is counted: 科技企业"),
    "of": _some("the whole of a share: 全国"),
    "change": _one_of("increase", "decrease"),
    "basis": _some("what a change is measured from: 同比"),
    "time": _text(_EDTF, "EDTF"),
    "time_text": _some("今年前三季度"),
    "according_to": _some("the named source"),
}

_FIGURE: Schema = {
    "value": _number("nominal number in unit; left out for range and several"),
    "low": _number("left out where the wording leaves it open"),
    "high": _number("left out where the wording leaves it open"),
    "bound": _one_of(
        *("exact", "about", "over", "under", "at_least", "at_most", "range", "several"),
        description="over and under exclude the end, the others include it",
    ),
    "bound_text": _some("the word that set the bound: 超过"),
    "precision": {"type": "number", "exclusiveMinimum": 0, "description": "worth of the last written digit"},
    "extreme": _one_of("max", "min"),
    "unit": _some("UCUM, ISO 4217, %, pp, 倍, or the Chinese word; left out for a bare count"),
    "unit_text": _some("as written"),
    "dimension": _some("length, area, money, count ..."),
    "si_low": _number("low in the base unit of the dimension"),
    "si_high": _number("high in the base unit of the dimension"),
    "si_unit": _some("the base unit of the dimension"),
    "per": _some("a UCUM time code or a noun"),
    "status": _one_of("planned", "expected", "denied"),
    "aggregate": _one_of("cumulative", "new", "mean", "daily"),
    **_SLOTS,
    "slots_at": _places(*_SLOTS),
}

_OPEN_VALUE: Schema = {
    "if": {"properties": {"bound": {"enum": ["range", "several"]}}},
    "then": {"properties": {"value": False}},
    "else": {"required": ["value"]},
}

_DATE: Schema = {
    "edtf": _text(_EDTF, "ISO 8601-2, dates only"),
    "clock": _text("^([01][0-9]|2[0-4]):[0-5][0-9](:[0-5][0-9])?$", "time of day joined to the date"),
    "earliest": _text(f"^{_DAY}$"),
    "latest": _text(f"^{_DAY}$"),
    "relative": {"type": "boolean", "description": "true where the date needed the reference date"},
}

_ROLE: Schema = {
    "person": _some("the fullest name on the page"),
    "person_text": _some("as read"),
    "person_id": _text("^person:[0-9]+-[0-9]+(#[0-9]+)?$"),
    "title": _some("without 前, 原, 时任, 当选, 代"),
    "status": _one_of("former", "elected", "acting"),
    "organization": _some(),
    "slots_at": _places("person", "title", "organization"),
}

_QUOTE: Schema = {
    "speaker": _some(),
    "speaker_text": _some("as read"),
    "speaker_id": _text(_ID),
    "verb": _some(),
    "direct": {"type": "boolean", "description": "false for reported speech"},
    "slots_at": _places("speaker", "verb"),
}
