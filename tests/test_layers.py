"""Imports point downwards only, and what must be quick to start imports nothing slow."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "extractor"

#: From the top of the house to its ground; rooms on one floor do not import each other.
FLOORS = [
    {"__main__"},
    {"cli"},
    {"corpus", "collating"},
    {"checking", "console", "explaining", "manual"},
    {"writing", "comparing", "pipeline"},
    {"facts"},
    {"mentions"},
    {"language", "rulebook", "reading"},
    {"numerals", "compared"},
    {"model", "errors"},
]
HEIGHT = {room: height for height, rooms in enumerate(reversed(FLOORS)) for room in rooms}


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> set[str]:
    """The rooms that a file imports when it runs, late imports included, those for type checking left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    guarded = {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for child in ast.walk(node)
    }
    modules = [
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node not in guarded
    ]
    return {module.split(".")[1] for module in modules if module.startswith("extractor.")}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_layers_imports_point_downwards(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    for other in imports(path) - {room}:
        assert HEIGHT[other] < HEIGHT[room], f"{room} imports {other}"


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import extractor", {"spacy", "pydantic", "yaml", "regex", "rich", "typer"}),
        ("import extractor.language", {"spacy"}),
        ("import extractor.pipeline", {"spacy", "pydantic", "yaml", "rich"}),
        ("from extractor.writing.jsonl import write_jsonl", {"spacy", "rich"}),
        ("import extractor.cli", {"spacy", "pydantic", "yaml"}),
        (
            "from extractor.writing.saved import load_documents; from extractor.writing.table import print_tables",
            {"spacy", "pydantic", "yaml"},
        ),
        (
            f"from extractor.reading.inputs import read_input; list(read_input({__file__!r}))",
            {"lxml", "docx", "pdfplumber", "zipfile", "opencc"},
        ),
        (
            "from extractor import extract; extract('产量5月12日达260万辆。', names=False);"
            "extract('产量5月12日达260万辆。', names=False)",
            {"spacy", "rich"},
        ),
    ],
)
def test_layers_slow_libraries_are_imported_late(statement: str, unwanted: set[str]) -> None:
    code = f"{statement}\nimport sys; print(' '.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not unwanted & set(run.stdout.split())
