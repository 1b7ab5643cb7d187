"""The Python surface, and what must hold for any text: no crash, offsets that lead back, the same result twice."""

from __future__ import annotations

import doctest
import importlib
import json
from datetime import date
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extractor
from extractor import Date, Document, Figure, Name, extract, to_spacy
from extractor.reading import heal
from extractor.writing.jsonl import write_jsonl

TEXT = "新华社青屿11月26日电（记者王芳）澜江省今年前三季度货物吞吐量超过260万吨，同比增长4.5%。\n"
HEADED = "2023年11月26日　星期日　第二版\n\n桥通了\n\n本报讯　昨天桥通了。"

#: Pieces of pages, the odd ones among them, so that rules are met and not only noise.
PIECES = [
    *"今年 前三季度 11月 26日 2月30日 超过 约 260万 吨 多 三四十 名 4.5% 王芳 澜江省 新华社 （ ） “ ” ， 。 、".split(),
    *"１２ ． · 百分之 分之 第 号线 𠮷 至 — 亿元 2023 - / : 表示 说 记者 摄 ■ 同比增长 分别 0 9 十 两".split(),
    *["\n", "\r\n", "\n\n", "　", " ", "\u200b"],
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)


def check_law(document: Document) -> None:
    """The healed characters of a record's span, by the page's own alignment, joined, are its text."""
    page = heal(document.text)
    runs = zip(page.way.healed, page.way.original, page.way.lengths, strict=True)
    back = {original + i: page.healed[healed + i] for healed, original, length in runs for i in range(length)}
    for record in (*document.mentions, *document.facts, *document.unread):
        pieces = record.at.segments or ((record.at.start, record.at.end),)
        assert "".join(back.get(at, "") for start, end in pieces for at in range(start, end)) == record.text


def lines(document: Document) -> list[dict[str, object]]:
    stream = StringIO()
    write_jsonl([document], stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@given(texts)
@settings(max_examples=300, deadline=None)
def test_pipeline_any_text_without_names(text: str) -> None:
    document = extract(text, names=False, unread=True, reference_date=date(2023, 11, 27))
    check_law(document)
    assert lines(document) == lines(extract(text, names=False, unread=True, reference_date=date(2023, 11, 27)))


@given(texts)
@settings(max_examples=60, deadline=None)
def test_pipeline_any_text_with_names(text: str) -> None:
    check_law(extract(text, unread=True))


@pytest.mark.parametrize("piece", [*"1 万 （ 多 年 1年 、1 ” 第 一 · 说：“ 王芳、 公司".split(), "\n", " "])
def test_pipeline_no_piece_runs_away(piece: str) -> None:
    check_law(extract(piece * 5000, names=False, unread=True))


def test_pipeline_document_says_how_it_was_read() -> None:
    document = extract(TEXT, doc="page.txt")
    assert (document.doc, document.characters, document.names) == ("page.txt", len(TEXT), True)
    assert document.tool == f"extract {extractor.__version__}"
    assert document.model and document.model.startswith("zh_news ")


@pytest.mark.parametrize(
    ("text", "given", "reference", "found_in"),
    [
        ("新华社青屿2023年11月26日电　昨天开工。", None, date(2023, 11, 26), "dateline"),
        (HEADED, None, date(2023, 11, 26), "header"),
        (HEADED, date(2024, 1, 1), date(2024, 1, 1), "option"),
        ("昨天开工。", None, None, None),
    ],
)
def test_pipeline_reference_date(text: str, given: date | None, reference: date | None, found_in: str | None) -> None:
    document = extract(text, reference_date=given, names=False)
    assert (document.reference_date, document.reference_from) == (reference, found_in)
    yesterday = next(mention for mention in document.mentions if isinstance(mention, Date) and mention.text == "昨天")
    assert (yesterday.edtf is None) == (reference is None)


def test_pipeline_kinds_of_mentions() -> None:
    document = extract(TEXT, reference_date=date(2023, 11, 27))
    assert {type(mention) for mention in document.mentions} == {Name, Figure, Date}
    assert [mention.text for mention in document.mentions if isinstance(mention, Figure)] == ["260万吨", "4.5%"]


def test_pipeline_to_spacy_puts_mentions_into_spans() -> None:
    document = extract(TEXT)
    doc = to_spacy(document)
    assert len(doc.spans["extract"]) == len(document.mentions)
    assert ("王芳", "person") in {(span.text, span.label_) for span in doc.spans["extract"]}


def test_pipeline_unread_names_the_rule() -> None:
    document = extract("23号线第一站在青屿，共3座，代号7。", names=False, unread=True)
    left = {unread.text: unread.rule for unread in document.unread}
    assert set(left) == {"23", "一", "7"}
    assert (left["23"], left["一"], left["7"]) == ("nothing.number_of", "phrases.idioms", "none")


def test_pipeline_public_names() -> None:
    assert len(extractor.__all__) == 15
    assert all(getattr(extractor, name) is not None for name in extractor.__all__)
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        extractor.extrakt  # noqa: B018


@pytest.mark.parametrize("module", ["extractor", "extractor.pipeline", "extractor.explaining", "extractor.numerals"])
def test_pipeline_docstrings_are_true(module: str) -> None:
    found = importlib.import_module(module)
    result = doctest.testmod(found, extraglobs={"load_rulebook": extractor.load_rulebook})
    assert result.failed == 0
