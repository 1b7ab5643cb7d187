"""The command as a person and a script meet it: streams, exit codes, one clear line for what went wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = "港口作业回顾\n\n本报讯　5月12日，码头装卸货物超过26万吨，同比增长4.5%。\n"


def run(*args: str, stdin: bytes = b"", cwd: Path | None = None) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `extract` with these arguments."""
    done = subprocess.run([sys.executable, "-m", "extractor", *args], input=stdin, capture_output=True, cwd=cwd)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def records(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_cli_a_pipe_gets_json_lines(page: Path) -> None:
    code, out, err = run(str(page), "--no-names", "--date", "2023-06-01")
    assert (code, err) == (0, "")
    document, *found = records(out)
    assert document["type"] == "document"
    assert [(record["type"], record["text"]) for record in found] == [
        ("date", "5月12日"),
        ("figure", "26万吨"),
        ("figure", "4.5%"),
    ]
    for record in found:
        assert PAGE[record["start"] : record["end"]] == record["text"]  # type: ignore[misc]


def test_cli_a_terminal_format_gets_tables(page: Path) -> None:
    code, out, _ = run(str(page), "--no-names", "--format", "table")
    assert code == 0
    assert "26万吨" in out and "{" not in out


def test_cli_standard_input(page: Path) -> None:
    code, out, _ = run("-", "--no-names", stdin=PAGE.encode())
    assert code == 0
    assert records(out)[0]["doc"] == "-"


def test_cli_only_filters_and_changes_nothing(page: Path) -> None:
    _, everything, _ = run(str(page), "--no-names")
    _, figures, _ = run(str(page), "--no-names", "--only", "figure")
    kept = [record for record in records(everything) if record["type"] in ("document", "figure")]
    assert records(figures) == kept


def test_cli_context_adds_the_sentence(page: Path) -> None:
    _, out, _ = run(str(page), "--no-names", "--context", "--only", "figure")
    assert records(out)[1]["context"] == "本报讯　5月12日，码头装卸货物超过26万吨，同比增长4.5%。"


def test_cli_several_files_go_on_after_a_bad_one(page: Path, tmp_path: Path) -> None:
    code, out, err = run(str(tmp_path / "no.txt"), str(page), "--no-names")
    assert code == 1
    assert err == f"{tmp_path}/no.txt: no such file\n"
    assert records(out)[0]["doc"] == str(page)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty, nothing to read"),
        (b" \n\t\r\n", "empty, nothing to read"),
        ("产量".encode() + b"\xff\xfe", "not UTF-8 at byte 6"),
        (b"\x7fELF\x00\x01\x02", "a program, not a text"),
        (b"ab\x00cd", "not a text file"),
    ],
)
def test_cli_bad_input_is_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    code, out, err = run(str(path), "--no-names")
    assert (code, out) == (1, "")
    assert said in err and err.startswith(f"{path}: ") and err.count("\n") == 1


def test_cli_an_encoding_is_found_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.encode("gb18030"))
    code, out, err = run(str(path), "--no-names")
    assert (code, records(out)[0]["encoding"]) == (0, "gb18030")
    assert err == f"{path}: read as GB18030; if that is wrong, name its encoding with --encoding\n"
    code, again, err = run(str(path), "--no-names", "--encoding", "GBK")
    assert (code, err) == (0, "")
    assert records(again)[1:] == records(out)[1:]


def test_cli_saves_the_text_that_offsets_count_in(page: Path, tmp_path: Path) -> None:
    other, folder = tmp_path / "other.txt", tmp_path / "texts"
    other.write_bytes(PAGE.encode("utf-16"))
    code, out, err = run(page.name, other.name, "--no-names", "--save-text", f"{folder}/", cwd=tmp_path)
    assert (code, err) == (0, "")
    assert [(folder / f"{name}.txt").read_bytes() for name in ("page.txt", "other.txt")] == [PAGE.encode()] * 2
    code, _, err = run(page.name, other.name, "--no-names", "--save-text", "saved.txt", cwd=tmp_path)
    assert code == 1 and (tmp_path / "saved.txt").read_text(encoding="utf-8") == PAGE
    assert err == "other.txt: its text was not saved: saved.txt holds another. Give a folder: saved.txt/\n"


@pytest.mark.parametrize("doc", ["../page.txt", "/etc/page.txt", "a.zip/../../page.txt", "..\\page.txt"])
def test_cli_a_saved_text_stays_in_its_folder(doc: str, tmp_path: Path) -> None:
    from extractor.writing.texts import TextSaver

    TextSaver(f"{tmp_path}/").save(doc, PAGE)
    (saved,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert saved.name == "page.txt.txt"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "no FILE given"),
        (["page.txt", "--date", "2023-02-30"], "--date 2023-02-30: not a day"),
        (["page.txt", "--date", "昨天"], "--date 昨天: not a day"),
        (["page.txt", "--date", "20231127"], "--date 20231127: not a day"),
        (["page.txt", "--date", "2023-W48-1"], "--date 2023-W48-1: not a day"),
        (["page.txt", "--dates", "nowhere.tsv"], "nowhere.tsv: cannot be read: No such file"),
        (["page.txt", "--date-pattern", "YYYY-MM"], "--date-pattern YYYY-MM: not a pattern of a day"),
        (["page.txt", "--resume"], "--resume goes on with JSON Lines or a database in a file"),
        (["page.txt", "--only", "figures"], "no type 'figures'"),
        (["page.txt", "--only", ","], "--only ,: no type"),
        (["page.txt", "--encoding", "gbk9"], "--encoding gbk9: no such encoding of text"),
        (["page.txt", "--model", "no_such_model"], "no_such_model"),
        (["page.txt", "--rules", "nowhere"], "nowhere:1:1: no such folder of rules"),
    ],
)
def test_cli_wrong_usage_is_one_line(page: Path, args: list[str], said: str) -> None:
    code, out, err = run(*args, cwd=page.parent)
    assert (code, out) == (2, "")
    assert said in err and err.count("\n") == 1
    assert "Traceback" not in err


def test_cli_a_broken_rule_file_is_named_with_its_line(page: Path, tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text("- id: pian\n  namen: [片]\n", encoding="utf-8")
    code, out, err = run(str(page), "--rules", str(tmp_path))
    assert (code, out) == (2, "")
    assert f"{tmp_path}/units.yaml:2:3: [pian] unknown key 'namen', did you mean 'names'?\n" in err


def test_cli_own_rules_are_used(page: Path, tmp_path: Path) -> None:
    rules = tmp_path / "mine"
    rules.mkdir()
    (rules / "units.yaml").write_text(
        "- id: fangdou\n  names: [方斗]\n  dimension: count\n"
        "  must_match: [{text: 卸下36方斗, span: 36方斗, value: 36 方斗}]\n  must_not_match: [方斗]\n",
        encoding="utf-8",
    )
    code, out, _ = run("-", "--no-names", "--rules", str(rules), stdin="卸下36方斗。".encode())
    assert code == 0
    assert [record["text"] for record in records(out)[1:]] == ["36方斗"]
    assert run("rules", "check", str(rules))[0] == 0


def test_cli_rules_check_fails_on_a_false_example(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text(
        "- id: fangdou\n  names: [方斗]\n  dimension: count\n"
        "  must_match: [{text: 卸下36方斗, span: 36方斗, value: 37 方斗}]\n  must_not_match: [共36方斗]\n",
        encoding="utf-8",
    )
    code, _, err = run("rules", "check", str(tmp_path))
    assert code == 1
    assert "units.yaml:1: [fangdou] example 1: '36方斗' in '卸下36方斗' must be 37 方斗, but is 36 方斗\n" in err
    assert "example 2: '共36方斗' must not match, but gives '36方斗' (36 方斗)\n" in err


def test_cli_a_closed_pipe_is_quiet(page: Path) -> None:
    command = f"{sys.executable} -m extractor - --no-names | head -c 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], input=PAGE.encode() * 3000, capture_output=True)
    assert done.stderr == b""
    assert done.stdout.splitlines()[-1].endswith(b"0")


def test_cli_a_hostile_path_does_not_move_the_cursor() -> None:
    _, _, err = run("evil\x1b[2J.txt")
    assert "\x1b" not in err and "evil\\u001b[2J.txt: no such file" in err


def test_cli_schema_and_version() -> None:
    code, out, _ = run("schema")
    assert code == 0 and json.loads(out)["$schema"].startswith("https://json-schema.org/")
    assert run("--version")[1].startswith("extract ")


def test_cli_help_names_every_command() -> None:
    code, out, _ = run("--help")
    assert code == 0
    for words in ("FILE...", "--no-names", "--model", "extract schema", "extract rules check", "extract explain"):
        assert words in out


def test_cli_rules_list_says_where_they_are() -> None:
    code, out, _ = run("rules", "list")
    assert code == 0 and out.startswith("# ") and "units" in out
