"""The contract of the records of `extract compare` as JSON Schema 2020-12, for `extract schema --compare`."""

from __future__ import annotations

from typing import get_args, get_type_hints

from extractor.compared import VERDICTS, Check, Edit, Naming
from extractor.writing.records import SCHEMA
from extractor.writing.schema import DAY, FIGURE
from extractor.writing.schema_parts import (
    Schema,
    a_count,
    a_number,
    a_text,
    an_object,
    described,
    one_of,
    some_text,
)

_LEFT_OUT = ("slots_at", "dimension", "unit_text")  # of a figure's own record


def comparison_schema() -> Schema:
    """What one line of JSON Lines may be: the record of two pages, then pairs, checks, names and edits."""
    definitions = {
        "comparison": an_object("comparison", _HEAD, ("a_doc", "a_sha256", "differs")),
        "pair": an_object("pair", _PAIR | _side("a") | _side("b"), ("verdict",)) | _ONE_SIDE,
        "check": an_object("check", _CHECK | _side("stated"), ("kind", "holds", "arithmetic", *_TERMS)),
        "naming": an_object("naming", _NAMING, tuple(key for key in _NAMING if key != "remarks")),
        "edit": an_object("edit", _EDIT | _side("a") | _side("b"), ("kind",)) | _ONE_SIDE,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:extract:comparison:{SCHEMA}",
        "title": "A record of extract compare",
        "description": "Keys without a value are left out. a_ and b_ stand before what belongs to one of the pages.",
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in definitions],
        "$defs": definitions,
    }


def _kinds(of: type) -> tuple[str, ...]:
    return get_args(get_type_hints(of)["kind"])


def _texts(description: str) -> Schema:
    return {"type": "array", "items": some_text(), "minItems": 1} | described(description)


def _lines(description: str) -> Schema:
    return {"type": "array", "items": a_count(1), "minItems": 1} | described(description)


def _side(name: str) -> Schema:
    """A figure of a page: where it stands, and the keys of its own record that say what it states."""
    figure = {key: value for key, value in FIGURE.items() if key not in _LEFT_OUT}
    keys = {
        "doc": some_text("the path as given"),
        "id": a_text("^figure:[0-9]+-[0-9]+$", "of the figure in its document"),
        "text": some_text("as read, after healing"),
        "line": a_count(1, "line of start"),
        "also_lines": _lines("further lines of the page that say the same"),
        "start": a_count(0),
        "end": a_count(1),
        "sentence": some_text("with --context"),
    }
    return {f"{name}_{key}": value for key, value in (keys | figure).items()}


def _document(side: str) -> Schema:
    keys = {
        "doc": some_text("the path as given, - for standard input"),
        "sha256": a_text("^[0-9a-f]{64}$", "of the decoded text"),
        "title": some_text(),
        "reference_date": a_text(f"^{DAY}$", "what relative dates count from"),
    }
    return {f"{side}_{key}": value for key, value in keys.items()}


_HEAD: Schema = {
    **_document("a"),
    **_document("b"),
    "differs": {"type": "boolean", "description": "whether something cannot all hold: exit code 1"},
    **{verdict: a_count(1, "how many pairs") for verdict in VERDICTS},
    "unpaired": a_count(1, "figures without a partner that are not listed"),
}

_PAIR: Schema = {
    "verdict": one_of(*VERDICTS),
    "score": {"type": "number", "minimum": 0, "maximum": 1, "description": "how sure it is that both measure the same"},
    "reasons": _texts("why they are taken for the same thing"),
    "remarks": _texts("what to know of the verdict"),
    "difference": a_number("b less a, in difference_unit"),
    "difference_unit": some_text(),
    "percent": a_number("the difference as a share of a"),
    "slip": one_of(10, 100, 1000, 10000, description="exactly so many times as much: a slip of 万, 亿 or the point"),
}

_CHECK: Schema = {
    "kind": one_of(*_kinds(Check)),
    "holds": {"type": "boolean"},
    "arithmetic": some_text("152.8 + 101.6 = 254.4"),
    "remarks": _texts("what to know of it"),
    "result_low": a_number(),
    "result_high": a_number(),
    "result_unit": some_text(),
    "terms_doc": _texts("the page of each term"),
    "terms_id": _texts("the figures that it was worked out from"),
    "terms_text": _texts("as read"),
    "terms_line": _lines("where they stand"),
}
_TERMS = ("terms_doc", "terms_id", "terms_text", "terms_line")

_NAMING: Schema = {
    "kind": one_of(*_kinds(Naming)),
    "remarks": _texts("why they are taken for the same person"),
    **{
        f"{side}_{key}": value
        for side in "ab"
        for key, value in {
            "doc": some_text(),
            "text": some_text("the post with its body and person, or the name"),
            "line": a_count(1),
            "start": a_count(0),
            "end": a_count(1),
        }.items()
    },
}

_EDIT: Schema = {"kind": one_of(*_kinds(Edit))} | _PAIR

#: A figure that only one page has stands alone.
_ONE_SIDE: Schema = {"anyOf": [{"required": ["a_id"]}, {"required": ["b_id"]}]}
