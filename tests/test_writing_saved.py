"""Saved results read again: the same records come out, and what is no result of ours is said by line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from extractor import InputError, extract
from extractor.writing.jsonl import json_text
from extractor.writing.records import records
from extractor.writing.saved import load_documents, with_text
from tests.conftest import SAMPLES
from tests.made_documents import PAGE as TEXT
from tests.made_documents import document, full_page

PAGE = full_page()
LINES = [json_text(record) for record in records(PAGE, context=True)]


@pytest.mark.parametrize("context", [True, False])
def test_writing_saved_gives_the_same_records(context: bool) -> None:
    lines = [json_text(record) for made in (PAGE, document()) for record in records(made, context=context)]
    again = [record for made in load_documents(lines, path="p") for record in records(made, context=context)]
    assert [json_text(record) for record in again] == lines


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_writing_saved_gives_the_same_records_of_samples(sample: object) -> None:
    made = extract(sample.read_text(encoding="utf-8"), unread=True)  # type: ignore[attr-defined]
    lines = [json_text(record) for record in records(made, context=True)]
    (again,) = load_documents(lines, path="p")
    assert [json_text(record) for record in records(again, context=True)] == lines


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "p: no records. Save them with: extract PAGE --format jsonl > p"),
        (["港口"], "p:1: not JSON"),
        ([LINES[1]], "p:1: no record of extract"),
        ([LINES[0], "[1]"], "p:2: no record of extract"),
        ([LINES[0], '{"type": "ship"}'], "p:2: no record of extract"),
        ([LINES[0], "", '{"type": "date", "text": "昨天"}'], "p:3: a date record without end, line, relative"),
        ([LINES[0].replace('"schema": 1', '"schema": 2')], "p:1: schema 2; this version of extract reads schema 1"),
    ],
)
def test_writing_saved_says_what_is_no_result_of_ours(lines: list[str], said: str) -> None:
    with pytest.raises(InputError) as caught:
        list(load_documents(lines, path="p"))
    assert str(caught.value).startswith(said)


def test_writing_saved_the_text_comes_back_from_its_path_if_it_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="gb18030")
    (again,) = load_documents([json_text(record) for record in records(document(doc=str(path)))], path="p")
    assert again.text == "" and with_text(again).text == TEXT
    path.write_text(TEXT.replace("260", "270"), encoding="utf-8")
    assert with_text(again) == again
    path.unlink()
    assert with_text(again) == again


def test_writing_saved_the_text_of_a_page_in_an_archive_comes_back(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        archive.writestr("other.txt", "另一页。")
        archive.writestr("page.txt", TEXT)
    doc = str(tmp_path / "pages.zip" / "page.txt")
    (again,) = load_documents([json_text(record) for record in records(document(doc=doc))], path="p")
    assert with_text(again).text == TEXT
