"""Whole pages: the law of offsets on every record, and scores that must not fall (where gold is at hand)."""

from __future__ import annotations

import csv
import importlib.util
import json
from datetime import date
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from extractor import Document, extract
from extractor.reading import heal
from extractor.writing.jsonl import write_jsonl
from extractor.writing.records import SLOTS
from tests.conftest import SAMPLES, SHARED

PAGES = SHARED / "pages"
NO_PAGES = pytest.mark.skipif(not PAGES.is_dir(), reason="no pages with gold beside this checkout (../shared/pages)")

#: Floors for regressions, F1 over all pages; what a change gains is measured with score.py, not here.
FLOORS = {"figure": 0.93, "figure.bound": 0.93, "date": 0.94, "person": 0.85, "organization": 0.65, "place": 0.70}


def named(folder: Path) -> dict[str, tuple[str, date | None]]:
    """Text and reference date of each page of a folder with `pages.tsv`."""
    with (folder / "pages.tsv").open(encoding="utf-8") as rows:
        days = {row["name"]: date.fromisoformat(row["reference_date"]) for row in csv.DictReader(rows, delimiter="\t")}
    return {name: ((folder / f"{name}.txt").read_bytes().decode(), day) for name, day in days.items()}


def all_pages() -> dict[str, tuple[str, date | None]]:
    pages = {path.stem: (path.read_bytes().decode(), None) for path in sorted(SAMPLES.glob("*.txt"))}
    return {**pages, **(named(PAGES) if PAGES.is_dir() else {})}


def records(document: Document) -> list[dict[str, Any]]:
    stream = StringIO()
    write_jsonl([document], stream, context=True)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def read(record: dict[str, Any]) -> dict[str, Any]:
    """A record without what it is about."""
    return {key: value for key, value in record.items() if key not in (*SLOTS, "slots_at")}


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {name: extract(text, reference_date=day, doc=name) for name, (text, day) in all_pages().items()}


@pytest.mark.parametrize("name", all_pages())
def test_pages_law_of_offsets(name: str, documents: dict[str, Document]) -> None:
    document = documents[name]
    page = heal(document.text)
    runs = zip(page.way.healed, page.way.original, page.way.lengths, strict=True)
    back = {original + i: page.healed[healed + i] for healed, original, length in runs for i in range(length)}
    for record in records(document)[1:]:
        pieces = record.get("segments", [[record["start"], record["end"]]])
        assert pieces[0][0] == record["start"] and pieces[-1][1] == record["end"]
        joined = "".join(back.get(at, "") for start, end in pieces for at in range(start, end))
        assert joined == record["text"]
        before = document.text[: record["start"]].replace("\r\n", "\n").replace("\r", "\n")
        assert record["line"] == before.count("\n") + 1
        assert record["sentence_start"] <= record["start"] < record["end"] <= record["sentence_end"]
        assert record["text"] in record["context"]


@pytest.mark.parametrize("name", all_pages())
def test_pages_ids_are_unique_and_in_order(name: str, documents: dict[str, Document]) -> None:
    found = records(documents[name])[1:]
    assert len({record["id"] for record in found}) == len(found)
    order = [(record["start"], -record["end"], record["type"]) for record in found]
    assert order == sorted(order)


@pytest.mark.parametrize("name", all_pages())
def test_pages_without_names_figures_and_dates_stay(name: str, documents: dict[str, Document]) -> None:
    document = documents[name]
    bare = extract(document.text, reference_date=all_pages()[name][1], doc=name, names=False)
    with_names = [read(record) for record in records(document)[1:] if record["type"] in ("figure", "date")]
    without = [read(record) for record in records(bare)[1:]]
    # A name that holds a number (五一广场) takes it away, slots need names; nothing else may differ.
    assert all(record in without for record in with_names)


@NO_PAGES
def test_pages_scores_do_not_fall(documents: dict[str, Document]) -> None:
    scorer = load_scorer()
    total: dict[str, Any] = {}
    for name in named(PAGES):
        tallies, _ = scorer.score(scorer.read(PAGES / f"{name}.gold.jsonl"), records(documents[name])[1:])
        for row, tally in tallies.items():
            total.setdefault(row, scorer.Tally()).add(tally)
    scores = {row: round(total[row].row()["f1"], 3) for row in FLOORS}
    assert all(scores[row] >= floor for row, floor in FLOORS.items()), scores


def load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
