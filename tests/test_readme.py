"""What the README shows is what happens: its commands are run here, and its Python too."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys

import pytest

from extractor import __version__
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n\$ (.+)\n((?:.*\n)+?)```", README)


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_readme_command_prints_what_is_shown(command: str, shown: str) -> None:
    """A line `...` stands for any lines; without a pipe the reader sits at a terminal 80 columns wide."""
    page, _, wanted = command.partition(" | grep ")
    terminal = [] if wanted else ["--format", "table"]
    arguments = [sys.executable, "-m", "extractor", *shlex.split(page)[1:], *terminal]
    environment = os.environ | {"COLUMNS": "80"}
    done = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env=environment)
    assert done.stderr == ""
    lines = [line.rstrip() for line in done.stdout.splitlines() if not wanted or shlex.split(wanted)[0] in line]
    pattern = "\n".join(map(_pattern, shown.rstrip().splitlines()))
    assert re.fullmatch(pattern, "\n".join(lines).rstrip(), re.DOTALL), "\n".join(lines)


def _pattern(line: str) -> str:
    return ".*" if line == "..." else re.escape(line.rstrip())


def test_readme_python_is_true() -> None:
    parser = doctest.DocTestParser()
    example = parser.get_doctest(README, {}, "README.md", "README.md", 0)
    result = doctest.DocTestRunner().run(example)
    assert result.attempted > 3 and result.failed == 0


def test_readme_tells_of_this_version() -> None:
    assert f"**{__version__}**" in README


def test_readme_links_lead_to_files() -> None:
    for path in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / path).exists(), path


def test_readme_pictures_are_small() -> None:
    pictures = re.findall(r"!\[.+?\]\((.+?)\)", README)
    assert len(pictures) == 2
    assert max((ROOT / picture).stat().st_size for picture in pictures) < 200_000
