"""A Document becomes flat records in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from extractor.model import Quantity
from extractor.writing import records
from extractor.writing.records import Record
from tests.made_documents import PAGE, dated, document, figure, full_page, name, place, quantity


def records_of(type: str) -> Iterator[Record]:
    return (record for record in records(full_page()) if record["type"] == type)


def test_writing_records_begin_with_the_document() -> None:
    first = next(records(full_page()))
    assert list(first.items())[:3] == [("type", "document"), ("schema", 1), ("doc", "page.txt")]
    assert first["characters"] == len(PAGE)
    assert (first["reference_date"], first["reference_from"]) == ("2023-11-27", "header")
    assert first["names"] is True


def test_writing_records_leave_out_what_has_no_value() -> None:
    (first,) = records(document(names=False, model=None))
    assert not {"title", "reference_date", "reference_from", "model"} & first.keys()
    assert first["names"] is False


def test_writing_records_follow_the_page_longest_first_then_by_type() -> None:
    text = "四川省汶川县12日"
    found = document(
        dated("12日", None, text=text),
        name("place", "四川", text=text),
        name("place", "四川省汶川县", text=text),
        name("organization", "四川省汶川县", text=text),
        text=text,
    )
    ids = [record["id"] for record in list(records(found))[1:]]
    assert ids == ["organization:0-6", "place:0-6", "place:0-2", "date:6-9"]


@pytest.mark.parametrize("only", [None, frozenset({"person"}), frozenset({"person", "place"})])
def test_writing_records_number_what_repeats_before_any_is_left_out(only: frozenset[str] | None) -> None:
    twice = document(name("person", "王芳"), name("person", "王芳"), name("place", "青屿"), name("person", "王芳"))
    ids = [record["id"] for record in records(twice, only=only) if record["type"] == "person"]
    assert ids == ["person:22-24", "person:22-24#2", "person:22-24#3"]


def test_writing_records_only_changes_no_record() -> None:
    everything = list(records(full_page()))
    some = list(records(full_page(), only=frozenset({"figure", "date"})))
    assert some == [record for record in everything if record["type"] in ("document", "figure", "date")]


def test_writing_record_of_a_figure_has_every_key_in_order() -> None:
    over = next(records_of("figure"))
    assert " ".join(over) == (
        "type id text start end line sentence_start sentence_end doc rule "
        "value low bound bound_text precision extreme unit unit_text dimension si_low si_unit per status aggregate "
        "subject attribute object of change basis time time_text according_to slots_at"
    )
    assert (over["value"], over["low"], over["precision"], over["si_low"]) == (2600000, 2600000, 10000, 2600000)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (quantity("1.5", "1.5", factor=1000), {"value": Decimal("1.5"), "low": Decimal("1.5"), "si_low": 1500}),
        (quantity(None, 30, 40, bound="range"), {"low": 30, "high": 40}),
        (quantity(None, 100, 999, bound="several"), {"low": 100, "high": 999}),
        (quantity(10, None, 10, bound="under"), {"value": 10, "high": 10}),
        (quantity(0), {"value": 0, "low": 0, "high": 0}),
        (
            quantity(-12, None, -12, factor=1, offset=Fraction("273.15")),
            {"value": -12, "high": -12, "si_high": Decimal("261.15")},
        ),
    ],
)
def test_writing_record_of_a_figure_gives_the_ends_that_are_known(amount: Quantity, expected: Record) -> None:
    record = list(records(document(figure("数百人", amount))))[1]
    numbers = ("value", "low", "high", "si_low", "si_high")
    assert {key: record[key] for key in numbers if key in record} == expected


def test_writing_record_of_a_bare_count_has_no_unit() -> None:
    record = list(records(document(figure("数百人", quantity(18000)))))[1]
    assert not {"unit", "unit_text", "bound_text", "per", "slots_at"} & record.keys()


def test_writing_record_of_a_date_says_whether_it_is_relative() -> None:
    day = dated("昨天", "2023-11-26", earliest=date(2023, 11, 26), latest=date(2023, 11, 26), relative=True)
    plain, open_ = dated("11月26日", "XXXX-11-26"), dated("前三季度", None, relative=True)
    _, first, second, third = records(document(day, plain, open_))
    assert (first["edtf"], first["relative"]) == ("XXXX-11-26", False)
    assert (second["earliest"], second["latest"], second["relative"]) == ("2023-11-26", "2023-11-26", True)
    assert "edtf" not in third and third["relative"] is True


def test_writing_record_gives_segments_where_a_caption_cuts_the_mention() -> None:
    text = "石川县能登半（图：救援现场）岛"
    at = place(text, text, segments=((0, 6), (14, 15)))
    cut = name("place", text, text=text)
    whole = type(cut)(type="place", text="石川县能登半岛", at=at, rule="model", name="石川县能登半岛")
    record = list(records(document(whole, text=text)))[1]
    assert (record["id"], record["text"], record["segments"]) == ("place:0-15", "石川县能登半岛", [[0, 6], [14, 15]])


def test_writing_records_give_the_sentence_only_when_asked() -> None:
    found = document(name("place", "青屿市"))
    assert "context" not in list(records(found))[1]
    assert (
        list(records(found, context=True))[1]["context"] == "宏达公司在青屿市的新厂占地约1.48平方公里，可安置数百人。"
    )
