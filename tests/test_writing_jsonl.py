"""One object a line, whatever the page holds."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extractor.writing import write_jsonl
from extractor.writing.jsonl import json_text
from extractor.writing.numbers import plain_number
from tests.made_documents import document, figure, full_page, name, quantity


def _written(*documents: object, **options: object) -> str:
    stream = io.StringIO()
    write_jsonl(documents, stream, **options)  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("260万辆", '"260万辆"'),
        ('他说"好"\\', r'"他说\"好\"\\"'),
        ("一\r\n二\t三", r'"一\r\n二\t三"'),
        ("\x1b[31m红\x07\x7f\x9b", r'"\u001b[31m红\u0007\u007f\u009b"'),
        ("\u202e12.5\u2066", r'"\u202e12.5\u2066"'),
        ("王\u200b芳\ufeff", r'"王\u200b芳\ufeff"'),
        ("一\u2028二\u2029三\x85", r'"一\u2028二\u2029三\u0085"'),
        ("\ud83d", r'"\ud83d"'),
        ("𠮷野家\U000e0041", r'"𠮷野家\udb40\udc41"'),
        ("[red]红[/red]", '"[red]红[/red]"'),
        (True, "true"),
        ({"subject": [1, 2]}, '{"subject": [1, 2]}'),
    ],
)
def test_writing_jsonl_escapes_what_a_terminal_would_obey(value: object, written: str) -> None:
    assert json_text(value) == written
    assert json.loads(written) == value


@given(st.text(st.characters(codec=None)))
def test_writing_jsonl_gives_every_text_back_and_one_line(text: str) -> None:
    assume(not re.search("[\ud800-\udbff][\udc00-\udfff]", text))  # JSON has no way to say two halves that are no pair
    written = json_text(text)
    assert json.loads(written) == text
    assert len(written.splitlines()) == 1
    written.encode("utf-8")
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", written)


def test_writing_jsonl_refuses_what_no_record_holds() -> None:
    with pytest.raises(TypeError, match="no record holds a set"):
        json_text({1})


@given(st.fractions(), st.text())
def test_writing_jsonl_reads_the_same_whichever_encoder_wrote_it(number: Fraction, text: str) -> None:
    number_alone = plain_number(number)
    beside_a_tiny_one = json_text({"number": number_alone, "text": text, "tiny": Decimal("0.00001")})
    assert beside_a_tiny_one == json_text({"number": number_alone, "text": text})[:-1] + ', "tiny": 0.00001}'


def test_writing_jsonl_prints_plain_numbers() -> None:
    tiny = figure("数百人", quantity("1/100000", unit="km2", factor="1/3"))
    written = _written(document(tiny))
    assert '"value": 0.00001,' in written
    assert '"si_low": 0.00000333333333333333,' in written


def test_writing_jsonl_writes_documents_one_after_another() -> None:
    lines = _written(full_page(), document(doc="-"), only=frozenset({"person"})).splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["document", "person", "document"]


def test_writing_jsonl_survives_a_hostile_path_and_name() -> None:
    text = "王\x1b[2J\r芳"
    written = _written(document(name("person", text, text=text), text=text, doc="\udcff\u202e.txt"), context=True)
    assert len(written.splitlines()) == 2
    assert "\x1b" not in written and "\r" not in written and "\u202e" not in written
    assert json.loads(written.splitlines()[1])["doc"] == "\udcff\u202e.txt"


def test_writing_jsonl_needs_no_rich() -> None:
    check = (
        "import sys, extractor.writing; sys.exit(any(name in sys.modules for name in ('rich', 'spacy', 'pydantic')))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
