"""Pieces that JSON Schemas of records are made of."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def an_object(kind: str, properties: Schema, required: tuple[str, ...]) -> Schema:
    """A record of that `type` with these keys and no others."""
    return {
        "type": "object",
        "properties": {"type": {"const": kind}} | properties,
        "required": ["type", *required],
        "additionalProperties": False,
    }


def a_text(pattern: str, description: str = "") -> Schema:
    return {"type": "string", "pattern": pattern} | described(description)


def some_text(description: str = "") -> Schema:
    return {"type": "string", "minLength": 1} | described(description)


def one_of(*values: str | int, description: str = "") -> Schema:
    return {"enum": list(values)} | described(description)


def a_number(description: str = "") -> Schema:
    return {"type": "number"} | described(description)


def a_count(least: int, description: str = "") -> Schema:
    return {"type": "integer", "minimum": least} | described(description)


def described(description: str) -> Schema:
    return {"description": description} if description else {}


def a_span(description: str = "") -> Schema:
    two = {"type": "array", "prefixItems": [a_count(0), a_count(1)], "items": False, "minItems": 2}
    return two | described(description)


def spans_of(*names: str) -> Schema:
    return {
        "type": "object",
        "properties": {name: a_span() for name in names},
        "additionalProperties": False,
        "minProperties": 1,
    }
