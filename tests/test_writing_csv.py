"""CSV: what pandas and Excel read, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from extractor import Document, extract
from extractor.writing.csv_rows import CsvWriter, columns
from extractor.writing.hostile import csv_cell
from extractor.writing.records import records
from extractor.writing.schema import json_schema
from tests.conftest import SAMPLES
from tests.made_documents import document, figure, full_page, name, quantity


def written(*documents: Document, **options: object) -> str:
    stream = io.StringIO()
    writer = CsvWriter(stream, options.get("only"), bool(options.get("context")))  # type: ignore[arg-type]
    for made in documents:
        writer.write(made)
    writer.close()
    return stream.getvalue()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_writing_csv_starts_with_the_mark_that_excel_needs_and_a_fixed_head() -> None:
    text = written()
    assert text.startswith(
        "\ufefftype,id,text,start,end,segments,line,sentence_start,sentence_end,doc,rule,name,value,"
    )
    assert text.endswith(",context\n") and text.count("\n") == 1


def test_writing_csv_has_every_key_of_the_schema_once() -> None:
    keys = {key for kind in json_schema()["$defs"].values() for key in kind["properties"]}
    assert sorted(columns()) == sorted(keys)


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_writing_csv_loses_nothing(sample: object) -> None:
    made = extract(sample.read_text(encoding="utf-8"), unread=True)  # type: ignore[attr-defined]
    expected = list(records(made, context=True))
    for row, record in zip(rows(written(made, context=True)), expected, strict=True):
        for key, cell in row.items():
            value = record.get(key)
            if isinstance(value, str | None):
                assert cell == (value or "")
            elif isinstance(value, bool):
                assert cell == str(value).lower()
            elif isinstance(value, int | Decimal):
                assert Decimal(cell) == value and "E" not in cell


def test_writing_csv_of_several_documents_has_one_head() -> None:
    assert [row["type"] for row in rows(written(document(), full_page(), only={"figure"}))] == [
        *("document", "document"),
        *("figure", "figure", "figure"),
    ]


def test_writing_csv_keeps_line_breaks_and_commas_inside_a_cell() -> None:
    text = '王芳,"说"'
    (_, row) = rows(written(document(name("person", text, text=text), text=text)))
    assert row["text"] == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("http://a.example","产量")', '\'=HYPERLINK("http://a.example","产量")'),
        ("+1+1", "'+1+1"),
        ("-2℃", "'-2℃"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1+1", "\\u0009=1+1"),
        (" =1+1", "' =1+1"),
        ("\n=1+1", "'\n=1+1"),
        ("-", "-"),
        ("产量=3", "产量=3"),
        ("第一段\n第二段", "第一段\n第二段"),
        ("王\u202e芳\x00", "王\\u202e芳\\u0000"),
        ("", ""),
    ],
)
def test_writing_csv_runs_no_formula(text: str, cell: str) -> None:
    assert csv_cell(text) == cell


def test_writing_csv_numbers_below_zero_stay_numbers() -> None:
    made = document(figure("零下12摄氏度", quantity(-12, unit="Cel"), text="零下12摄氏度"), text="零下12摄氏度")
    assert rows(written(made))[1]["value"] == "-12"
