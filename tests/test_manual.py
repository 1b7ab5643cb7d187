"""The help as a page of a manual, what a shell completes, and a terminal without colours."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.manual import COMMANDS, TYPES, complete_files, complete_types, is_of_command
from tests.conftest import SAMPLES

EXTRACT = [sys.executable, "-m", "extractor"]


def printed(*args: str, **variables: str) -> str:
    return subprocess.run([*EXTRACT, *args], capture_output=True, text=True, env=os.environ | variables).stdout


def test_manual_has_its_sections_in_order() -> None:
    page = printed("--help", COLUMNS="80")
    heads = [
        *("Usage: extract [OPTIONS] [FILE...]", "Arguments:", "What is read:", "What day it is:", "How it is read:"),
        *("What is written, and where:", "Many files:", "Help and completion:", "  Examples:", "  Other commands"),
        *("  Exit:", "  Environment:"),
    ]
    places = [page.index(head) for head in heads]
    assert places == sorted(places)
    assert max(map(len, page.splitlines())) <= 105


def test_manual_every_option_of_the_readme_stands_in_the_help() -> None:
    page = printed("--help")
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| option of `extract FILE...`")[2].partition("\n\n")[0]
    options = [line.split("`")[1].split()[0] for line in table.splitlines() if line.startswith("| `-")]
    assert len(options) > 12 and [option for option in options if option not in page] == []


def complete(words: str, at: int) -> list[str]:
    """What bash would offer for the word number `at` of a command line."""
    return printed(COMP_WORDS=words, COMP_CWORD=str(at), _EXTRACT_COMPLETE="complete_bash").split()


@pytest.mark.parametrize(
    ("words", "at", "offered"),
    [
        ("extract --format ", 2, {"table", "jsonl", "csv", "html", "sqlite", "ftm"}),
        ("extract --only figure,d", 2, {"figure,date"}),
        ("extract show --f", 2, {"--format"}),
        ("extract rules ", 2, {"check", "list"}),
        ("extract expl", 1, {"explain"}),
    ],
)
def test_manual_a_shell_completes(words: str, at: int, offered: set[str]) -> None:
    assert set(complete(words, at)) >= offered


def test_manual_shows_its_completion_for_a_shell_to_read() -> None:
    assert "_EXTRACT_COMPLETE=complete_zsh" in printed(_EXTRACT_COMPLETE="source_zsh")


def test_manual_completes_files_folders_and_commands() -> None:
    assert complete_files(f"{SAMPLES}/new") == [f"{SAMPLES}/newspaper_page.txt"]
    assert complete_files(str(SAMPLES.parent / "samp")) == [f"{SAMPLES}/"]
    assert complete_files("sche") == ["schema"]
    assert complete_files("[") == []


def test_manual_completes_each_type_once() -> None:
    assert complete_types("") == list(TYPES)
    assert complete_types("figure,") == [f"figure,{name}" for name in TYPES if name != "figure"]


@pytest.mark.parametrize(
    ("words", "named"),
    [(["extract"], False), (["extract", "page.txt"], False), *[(["extract", name], True) for name in COMMANDS]],
)
def test_manual_tells_a_command_from_a_file(words: list[str], named: bool) -> None:
    assert is_of_command(words) is named


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_manual_a_terminal_without_colours(variables: dict[str, str]) -> None:
    """At a real terminal: no colour with NO_COLOR (https://no-color.org), nothing but text on a dumb one."""
    leader, follower = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80"} | variables
    done = subprocess.Popen(
        [*EXTRACT, "--no-names", str(SAMPLES / "harbour.txt")], stdout=follower, env=environment, close_fds=True
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # Linux says so where the other end is closed
            break
        shown += part
    os.close(leader)
    assert done.wait() == 0
    assert "86.4 km" in shown.decode()
    codes = [part.split(b"m")[0] for part in shown.split(b"\x1b[")[1:]]
    colours = [
        code for code in codes if any(part[:1] in (b"3", b"4", b"9") and len(part) > 1 for part in code.split(b";"))
    ]
    assert colours == []
    if variables == {"TERM": "dumb"}:
        assert codes == []
