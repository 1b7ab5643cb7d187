"""A comparison as a table, JSON Lines, CSV and Markdown, and the command: inputs mixed, dates, exit codes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len
from rich.console import Console

from extractor.compared import Comparison
from extractor.comparing import Words, compare
from extractor.rulebook import Rulebook
from extractor.writing.comparison_records import comparison_records
from extractor.writing.comparison_schema import comparison_schema
from extractor.writing.comparison_table import print_comparison
from extractor.writing.comparison_writers import FIELDS, open_comparison_writer
from extractor.writing.jsonl import json_text
from tests.compared_cases import read
from tests.test_cli import run

A = "大桥全长86.4公里，总投资超过45亿元。\n现有职工862名。\n"
B = "大桥全长84.6公里，总投资4.8亿元。\n今年有望通车。\n"
HOSTILE = "=cmd|'/C calc'!A0\x1b[31m‮[red]"


@pytest.fixture(scope="module")
def words(rulebook: Rulebook) -> Words:
    return Words(rulebook.section("comparing"))


@pytest.fixture(scope="module")
def comparison(words: Words) -> Comparison:
    (found,) = compare(read(A, doc="a.txt"), [read(B, doc="b.txt")], words=words)
    return found


def table(comparison: Comparison, width: int) -> str:
    console = Console(record=True, width=width, file=io.StringIO(), color_system=None)
    print_comparison(comparison, console)
    return "\n".join(line.rstrip() for line in console.export_text().splitlines())


def test_comparing_table(comparison: Comparison) -> None:
    printed = table(comparison, 100)
    assert "不符 2；另有 1 处只在一页出现（--all 列出）" in printed
    rows = [line.split() for line in printed.splitlines()]
    assert ["不符", "大桥", "·", "全长", "86.4公里", "1", "84.6公里", "1", "-1.8公里"] in rows
    assert any(row[:4] == ["不符", "大桥", "·", "总投资"] for row in rows)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_comparing_table_keeps_to_the_width(comparison: Comparison, width: int) -> None:
    assert max(map(cell_len, table(comparison, width).splitlines())) <= width


def write(comparison: Comparison, format: str, path: Path, **options: bool) -> str:
    with open_comparison_writer(format, path, **options) as writer:
        writer(comparison)
    return path.read_text(encoding="utf-8")


def test_comparing_jsonl_is_flat(comparison: Comparison, tmp_path: Path) -> None:
    head, first, second = map(json.loads, write(comparison, "jsonl", tmp_path / "out").splitlines())
    assert head["type"] == "comparison" and head["different"] == 2 and head["unpaired"] == 1 and head["differs"]
    assert (first["type"], first["verdict"], first["score"]) == ("pair", "different", 1)
    assert (first["a_id"], first["b_id"]) == ("figure:4-10", "figure:4-10")
    assert (first["difference"], first["difference_unit"], first["percent"]) == (-1.8, "km", -2.08)
    assert (second["a_bound"], second["a_text"], second["b_value"]) == ("over", "45亿元", 480000000)
    assert not any(isinstance(value, dict) for record in (first, second) for value in record.values())
    assert "a_sentence" not in first


def test_comparing_jsonl_with_context(comparison: Comparison, tmp_path: Path) -> None:
    first = json.loads(write(comparison, "jsonl", tmp_path / "out", context=True).splitlines()[1])
    assert first["a_sentence"] == "大桥全长86.4公里，总投资超过45亿元。"


def test_comparing_records_are_what_the_schema_promises(comparison: Comparison, words: Words) -> None:
    Draft202012Validator.check_schema(comparison_schema())
    validator = Draft202012Validator(comparison_schema())
    people = {"李明": "person"}
    one = read("甲、乙产量分别为3万吨和2万吨，总产量为6万吨。主任李明介绍，2万人到场。", names=people, doc="a")
    other = read("甲、乙产量分别为3万吨和4万吨，总产量为7万吨。书记李明介绍，又修了5公里路。", names=people, doc="b")
    found = [comparison, *compare(one, [other], words=words, everything=True, names=True)]
    found += [*compare(one, [other], words=words, versions=True), *compare(one, words=words)]
    records = [json.loads(json_text(record)) for each in found for record in comparison_records(each, context=True)]
    assert not [error.message for record in records for error in validator.iter_errors(record)]
    assert {record["type"] for record in records} == {"comparison", "pair", "check", "naming", "edit"}


@pytest.mark.parametrize(
    "record",
    [
        {"type": "pair", "verdict": "unlike", "a_id": "figure:0-1"},
        {"type": "pair", "verdict": "only"},
        {"type": "comparison", "a_doc": "a"},
        {"type": "naming", "kind": "post"},
        {"type": "sum"},
    ],
)
def test_comparing_schema_refuses(record: dict[str, str]) -> None:
    assert not Draft202012Validator(comparison_schema()).is_valid(record)


def test_comparing_csv_has_the_same_columns_always(comparison: Comparison, tmp_path: Path) -> None:
    text = write(comparison, "csv", tmp_path / "out")
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert tuple(head) == FIELDS and len(rows) == 2
    first = dict(zip(head, rows[0], strict=True))
    assert (first["a_text"], first["b_text"], first["difference"]) == ("86.4公里", "84.6公里", "-1.8")


@pytest.fixture(scope="module")
def hostile(words: Words) -> Comparison:
    """A page whose path and subject are an attack."""
    names = {HOSTILE: "place"}
    pages = [read(f"{HOSTILE}全长{number}公里。", names=names, doc=HOSTILE) for number in (86, 48)]
    (found,) = compare(pages[0], [pages[1]], words=words)
    return found


def test_comparing_csv_runs_no_formula(hostile: Comparison, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(write(hostile, "csv", tmp_path / "out").removeprefix("\ufeff"))))
    cells = [cell for row in rows[1:] for cell in row if cell and not cell.lstrip("-").replace(".", "").isdigit()]
    assert cells and not any(cell.lstrip()[0] in "=+-@" for cell in cells)
    assert "\x1b" not in "".join(cells)


@pytest.mark.parametrize("format", ["table", "jsonl", "markdown"])
def test_comparing_hostile_text_is_shown_and_not_obeyed(hostile: Comparison, format: str, tmp_path: Path) -> None:
    text = write(hostile, format, tmp_path / "out")
    assert "\x1b" not in text and "\u202e" not in text and "\\u001b" in text.replace("\\\\", "\\")


def test_comparing_markdown_keeps_its_table(hostile: Comparison, tmp_path: Path) -> None:
    text = write(hostile, "markdown", tmp_path / "out")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {9}
    assert "\\[red\\]" in text


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(A, encoding="utf-8")
    (tmp_path / "b.txt").write_text(B, encoding="utf-8")
    return tmp_path


def test_comparing_command_is_like_diff(pages: Path) -> None:
    code, out, err = run("compare", "a.txt", "b.txt", "--no-names", cwd=pages)
    assert (code, err) == (1, "")
    assert [json.loads(line)["type"] for line in out.splitlines()] == ["comparison", "pair", "pair"]
    code, out, err = run("compare", "a.txt", "a.txt", "--no-names", cwd=pages)
    assert (code, err) == (0, "")
    code, out, err = run("compare", "a.txt", "no.txt", "b.txt", "--no-names", cwd=pages)
    assert (code, err) == (2, "no.txt: no such file\n")
    assert '"b_doc": "b.txt"' in out


def test_comparing_command_takes_saved_and_raw_pages_by_content(pages: Path) -> None:
    saved = run("a.txt", "b.txt", "--no-names", cwd=pages)[1]
    (pages / "saved.txt").write_text(saved, encoding="utf-8")
    code, out, err = run("compare", "saved.txt", "b.txt", "--no-names", cwd=pages)
    heads = [json.loads(line) for line in out.splitlines() if '"type": "comparison"' in line]
    assert (code, err) == (1, "")
    assert [(head["a_doc"], head["b_doc"]) for head in heads] == [("a.txt", "b.txt"), ("a.txt", "b.txt")]


def test_comparing_command_takes_folders(pages: Path) -> None:
    (pages / "archive").mkdir()
    for name in ("b.txt", "c.jsonl"):
        text = B if name == "b.txt" else run("b.txt", "--no-names", cwd=pages)[1]
        (pages / "archive" / name).write_text(text, encoding="utf-8")
    _, out, err = run("compare", "a.txt", "archive", "--no-names", cwd=pages)
    heads = [json.loads(line) for line in out.splitlines() if '"type": "comparison"' in line]
    assert err == "" and [head["b_doc"] for head in heads] == ["archive/b.txt", "b.txt"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"value": 84.6', '"value": "viel"', "damaged.jsonl: a damaged result: "),
        ('"value": 84.6', '"value": 84.6]', "damaged.jsonl:2: not JSON"),
        ('"value": 84.6', f'"value": 1{"0" * 400}', None),
    ],
)
def test_comparing_command_lives_with_a_damaged_result(pages: Path, old: str, new: str, said: str | None) -> None:
    saved = run("b.txt", "--no-names", cwd=pages)[1].replace(old, new)
    (pages / "damaged.jsonl").write_text(saved, encoding="utf-8")
    code, out, err = run("compare", "a.txt", "damaged.jsonl", "b.txt", "--no-names", cwd=pages)
    assert '"b_doc": "b.txt"' in out
    assert (code, err.count("\n")) == ((2, 1) if said else (1, 0))
    assert err.startswith(said or "")


def test_comparing_command_within_one_page(pages: Path) -> None:
    (pages / "c.txt").write_text(A + B, encoding="utf-8")
    code, out, _ = run("compare", "c.txt", "--no-names", cwd=pages)
    assert code == 1 and "b_doc" not in json.loads(out.splitlines()[0])


def test_comparing_command_takes_a_date_for_each_page(pages: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (pages / name).write_text(
            "去年，全县茶叶产量3万吨。\n" if name == "a.txt" else "去年，全县茶叶产量4万吨。\n", encoding="utf-8"
        )
    both = ("compare", "a.txt", "b.txt", "--no-names", "--date", "2023-11-27")
    assert json.loads(run(*both, cwd=pages)[1].splitlines()[1])["verdict"] == "different"
    assert json.loads(run(*both, "--date", "2024-11-27", cwd=pages)[1].splitlines()[1])["verdict"] == "time"
    code, out, err = run(*both, "--date", "2024-11-27", "--date", "2024-11-28", cwd=pages)
    assert (code, out) == (2, "")
    assert err == "3 --date for 2 files: give it once for all, or once for each, in order\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--date", "gestern"], "--date gestern: not a day"),
        (["--rate", "USD"], "--rate USD: no rate"),
        (["--rules", "nowhere"], "nowhere:1:1: no such folder of rules"),
        (["-o", "nowhere/out.csv"], "nowhere/out.csv: cannot be written"),
    ],
)
def test_comparing_command_wrong_usage_is_one_line(pages: Path, args: list[str], said: str) -> None:
    code, out, err = run("compare", "a.txt", "b.txt", "--no-names", *args, cwd=pages)
    assert (code, out) == (2, "")
    assert said in err and err.count("\n") == 1


def test_comparing_command_writes_by_the_ending(pages: Path) -> None:
    assert run("compare", "a.txt", "b.txt", "--no-names", "-o", "out.md", cwd=pages)[0] == 1
    assert (pages / "out.md").read_text(encoding="utf-8").startswith("**甲 a.txt")


def test_comparing_command_holds_a_table_against_a_sentence(tmp_path: Path) -> None:
    cells = "<tr><th>县<th>2023年产量（万吨）<tr><td>青岚县<td>12.5<tr><td>望川县<td>8.3"
    (tmp_path / "a.html").write_text(f"<html><p>各县产量昨天公布。</p><table>{cells}</table>", encoding="utf-8")
    (tmp_path / "b.txt").write_text("2023年，青岚县产量13.5万吨，望川县产量8.3万吨。\n", encoding="utf-8")
    code, out, _ = run("compare", "a.html", "b.txt", "--no-names", cwd=tmp_path)
    pairs = [json.loads(line) for line in out.splitlines()[1:]]
    assert code == 1
    assert [(pair["verdict"], pair["a_text"], pair["b_text"]) for pair in pairs] == [
        ("different", "12.5", "13.5万吨"),
        ("same", "8.3", "8.3万吨"),
    ]


def test_comparing_saved_results_imports_nothing_slow(pages: Path) -> None:
    for name in ("a", "b"):
        (pages / f"{name}.jsonl").write_text(run(f"{name}.txt", "--no-names", cwd=pages)[1], encoding="utf-8")
    code = (
        "import sys; sys.argv = ['extract', 'compare', 'a.jsonl', 'b.jsonl', '--names']\n"
        "from extractor.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    for _ in range(2):  # the tables of comparing are kept at the first run
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=pages)
    assert done.stdout.count("\n") == 3
    slow = {"spacy", "pydantic", "yaml", "rich", "numpy", "extractor.pipeline", "extractor.language", "pypinyin"}
    assert not slow & set(done.stderr.split())
