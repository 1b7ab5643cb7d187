"""Documents made by hand, for tests of what is done with them: no rule and no model has read them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from extractor.model import Date, Document, Figure, Mention, Name, Place, Quantity

PAGE = """\
澜江造车出海
新华社青屿11月26日电（记者王芳）澜江宏达汽车有限公司昨天说，前三季度产量超过260万辆。
宏达公司在青屿市的新厂占地约1.48平方公里，可安置数百人。
"""


def place(text: str, words: str, *, nth: int = 0, segments: tuple[tuple[int, int], ...] = ()) -> Place:
    """Where the nth `words` stand in `text`; each line is its own sentence."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    return Place(
        start=start,
        end=start + len(words),
        line=text.count("\n", 0, start) + 1,
        sentence=(line_start, line_end if line_end >= 0 else len(text)),
        segments=segments,
    )


def name(type: Any, words: str, *, full: str | None = None, text: str = PAGE, nth: int = 0) -> Name:
    return Name(type=type, text=words, at=place(text, words, nth=nth), rule="model", name=full or words)


def quantity(value: Any = None, low: Any = None, high: Any = None, **others: Any) -> Quantity:
    """A count without unit unless `others` say otherwise; both ends are the value where none is given."""
    ends = {"low": low, "high": high} if (low, high) != (None, None) else {"low": value, "high": value}
    numbers = {key: None if end is None else Fraction(end) for key, end in {"value": value, **ends}.items()}
    factor, offset = others.pop("factor", None), others.pop("offset", 0)
    if "precision" in others:
        others["precision"] = Fraction(others["precision"])
    for key in ("low", "high"):
        end = numbers[key]
        others[f"si_{key}"] = None if end is None or factor is None else end * Fraction(factor) + offset
    defaults = {"bound": "exact", "precision": None, "unit": None, "unit_text": "", "dimension": "count"}
    return Quantity(**{**defaults, **numbers, **others})


def figure(words: str, amount: Quantity, *, text: str = PAGE, **others: Any) -> Figure:
    return Figure(text=words, at=place(text, words), rule="units.test", quantity=amount, **others)


def dated(words: str, edtf: str | None, *, text: str = PAGE, **others: Any) -> Date:
    return Date(text=words, at=place(text, words), rule="date.test", edtf=edtf, **others)


def document(
    *mentions: Mention, text: str = PAGE, contexts: Mapping[tuple[int, int], str] | None = None, **others: Any
) -> Document:
    """A Document of `text`; the sentence of each mention is the line it stands on, unless `contexts` are given."""
    sentences = {mention.at.sentence: text[slice(*mention.at.sentence)].strip() for mention in mentions}
    defaults = {
        "doc": "page.txt",
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "encoding": "utf-8",
        "reference_date": None,
        "reference_from": None,
        "title": None,
        "tool": "extract 0.1.0",
        "model": "zh_news 0.1.0",
        "rules": "0.1.0",
        "names": True,
    }
    return Document(**{**defaults, "text": text, "mentions": mentions, "contexts": contexts or sentences, **others})


def full_page() -> Document:
    """A page with every kind of mention, and every key that a figure or a date can have."""
    return document(
        name("person", "王芳"),
        name("organization", "澜江宏达汽车有限公司"),
        name("organization", "宏达公司", full="澜江宏达汽车有限公司"),
        name("place", "青屿"),
        name("place", "青屿市", full="青屿市"),
        dated("11月26日", "2023-11-26", earliest=date(2023, 11, 26), latest=date(2023, 11, 26), relative=True),
        dated("昨天", "2023-11-26", clock="09:30", relative=True),
        dated("前三季度", "2023-01/2023-09", earliest=date(2023, 1, 1), latest=date(2023, 9, 30), relative=True),
        figure("260万辆", _over(), slots=_SLOTS, slots_at={"attribute": place(PAGE, "产量").sentence}),
        figure("1.48平方公里", _about()),
        figure("数百人", quantity(None, 100, 999, bound="several", unit="人", unit_text="人")),
        title="澜江造车出海",
        reference_date=date(2023, 11, 27),
        reference_from="header",
    )


_SLOTS = {
    "subject": "澜江宏达汽车有限公司",
    "attribute": "产量",
    "object": "汽车",
    "of": "全国",
    "change": "increase",
    "basis": "同比",
    "time": "2023-01/2023-09",
    "time_text": "前三季度",
    "according_to": "澜江宏达汽车有限公司",
}


def _over() -> Quantity:
    return Quantity(
        value=Fraction(2600000),
        low=Fraction(2600000),
        high=None,
        bound="over",
        bound_text="超过",
        precision=Fraction(10000),
        unit="辆",
        unit_text="辆",
        dimension="count",
        si_low=Fraction(2600000),
        si_unit="辆",
        extreme="max",
        per="a",
        status="planned",
        aggregate="cumulative",
    )


def _about() -> Quantity:
    return quantity(
        "1.48",
        "1.475",
        "1.485",
        bound="about",
        bound_text="约",
        precision="0.01",
        unit="km2",
        unit_text="平方公里",
        dimension="area",
        factor=1000000,
        si_unit="m2",
    )
