"""What `records` gives is what the schema promises, and the schema promises what the contract names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from extractor import extract
from extractor.model import Document
from extractor.writing import json_schema
from extractor.writing.jsonl import json_text
from extractor.writing.records import Record, records
from tests.conftest import SAMPLES
from tests.made_documents import dated, document, figure, full_page, name, quantity

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)

BASE: Record = {
    "id": "role:0-5",
    "text": "书记王建国",
    "start": 0,
    "end": 5,
    "line": 1,
    "sentence_start": 0,
    "sentence_end": 6,
    "doc": "page.txt",
    "rule": "roles.title",
}
ROLE: Record = BASE | {
    "type": "role",
    "person": "王建国",
    "person_text": "王建国",
    "person_id": "person:2-5",
    "title": "书记",
    "status": "former",
    "organization": "青屿市委",
    "slots_at": {"person": [2, 5], "title": [0, 2]},
}
QUOTE: Record = BASE | {
    "type": "quote",
    "id": "quote:0-5#2",
    "segments": [[0, 2], [3, 5]],
    "speaker": "海关总署相关负责人",
    "speaker_text": "该负责人",
    "speaker_id": "organization:0-4",
    "verb": "表示",
    "direct": False,
    "slots_at": {"speaker": [0, 4]},
}

COMMON = "type id text start end segments line sentence_start sentence_end context doc rule"
KEYS = {
    "document": "type schema doc sha256 encoding kind script characters reference_date reference_from "
    "title tool model rules names",
    "person": f"{COMMON} name",
    "organization": f"{COMMON} name",
    "place": f"{COMMON} name",
    "figure": f"{COMMON} value low high bound bound_text precision extreme unit unit_text dimension "
    "si_low si_high si_unit per status aggregate "
    "subject attribute object of change basis time time_text according_to slots_at",
    "date": f"{COMMON} edtf clock earliest latest relative",
    "role": f"{COMMON} person person_text person_id title status organization slots_at",
    "quote": f"{COMMON} speaker speaker_text speaker_id verb direct slots_at",
    "unread": COMMON,
}


def _faults(record: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(record)]


def test_writing_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_writing_schema_names_each_key_of_the_contract_and_no_other() -> None:
    named = {kind: set(definition["properties"]) for kind, definition in SCHEMA["$defs"].items()}
    assert named == {kind: set(keys.split()) for kind, keys in KEYS.items()}


@pytest.mark.parametrize(
    "made",
    [
        full_page(),
        document(),
        document(names=False, model=None, doc="-"),
        document(name("person", "王芳"), name("person", "王芳")),
        document(dated("昨天", None, relative=True)),
        document(figure("数百人", quantity("1/100000"))),
        document(figure("数百人", quantity(10**30, None, 10**30, bound="at_most"))),
        document(figure("数百人", quantity(None, 30, 40, bound="range", unit="min", factor=60, si_unit="s"))),
    ],
)
def test_writing_schema_holds_for_every_record(made: Document) -> None:
    for record in records(made, context=True):
        assert _faults(json.loads(json_text(record))) == []


@pytest.mark.parametrize("page", sorted(SAMPLES.glob("*.txt")), ids=lambda page: page.stem)
@pytest.mark.parametrize("names", [True, False], ids=["names", "no_names"])
def test_writing_schema_holds_for_the_samples(page: Path, names: bool) -> None:
    found = extract(page.read_text(encoding="utf-8"), names=names, doc=page.name)
    kinds = set()
    for record in records(found, context=True):
        kinds.add(record["type"])
        assert _faults(json.loads(json_text(record))) == []
    assert kinds >= {"document", "figure", "date"}


@pytest.mark.parametrize("fact", [ROLE, QUOTE], ids=["role", "quote"])
def test_writing_schema_knows_facts(fact: Record) -> None:
    assert _faults(fact) == []


PERSON = list(records(document(name("person", "王芳"))))[1]
FIGURE = list(records(document(figure("数百人", quantity(300)))))[1]
DATE = list(records(document(dated("昨天", "2023-11-26"))))[1]
DOCUMENT = next(records(full_page()))


@pytest.mark.parametrize(
    "wrong",
    [
        PERSON | {"nickname": "小王"},
        PERSON | {"type": "animal"},
        PERSON | {"id": "place:22-24"},
        PERSON | {"id": "person:22-24#1"},
        PERSON | {"text": ""},
        PERSON | {"line": 0},
        PERSON | {"segments": [[22, 24]]},
        {key: value for key, value in PERSON.items() if key != "rule"},
        FIGURE | {"bound": "roughly"},
        FIGURE | {"bound": "range"},  # and a value
        FIGURE | {"unit": None},
        FIGURE | {"slots_at": {"weather": [0, 1]}},
        FIGURE | {"time": "今年"},
        DOCUMENT | {"schema": 2},
        DOCUMENT | {"sha256": "abc"},
        {key: value for key, value in DOCUMENT.items() if key != "reference_from"},
    ],
)
def test_writing_schema_refuses(wrong: Record) -> None:
    assert _faults(wrong)


EDTF = """2017-07-01 2017-08 2003 XXXX-11-26 2023-01/2023-09 2017/2020 199X 20XX 2021/2025 2023-21 2024-12
2023-11-01/2023-11-10 2010/.. ../2020 2023-XX-12 -0220 1990~ 19XX/2003"""
NOT_EDTF = "今年 2023年 2023-13 2023-00 2023-11-32 2023-1-2 2023/ 2023-11-26T10:00 23-11 2023-11-26/"


@pytest.mark.parametrize("edtf", EDTF.split())
def test_writing_schema_takes_edtf(edtf: str) -> None:
    assert _faults(DATE | {"edtf": edtf}) == []


@pytest.mark.parametrize("edtf", NOT_EDTF.split())
def test_writing_schema_refuses_what_is_no_edtf(edtf: str) -> None:
    assert _faults(DATE | {"edtf": edtf})
