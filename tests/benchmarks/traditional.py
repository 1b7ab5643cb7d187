"""The same pages in both scripts: python -m tests.benchmarks.traditional PAGES SCORE FOLDER

PAGES is a folder of NAME.txt and NAME.gold.jsonl with `pages.tsv`, SCORE the script that scores one. The texts and the
words of the gold are written in traditional characters, one for one; what is found in either script is scored.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from extractor import extract
from extractor.writing.jsonl import write_jsonl

#: What in gold is no word of the page.
_CODES = {"type", "id", "edtf", "time", "unit", "per", "bound", "change", "clock", "rule", "status"}


def main(pages: Path, score: Path, folder: Path) -> None:
    for script in ("hans", "hant"):
        here = folder / script
        here.mkdir(parents=True, exist_ok=True)
        with (pages / "pages.tsv").open(encoding="utf-8") as rows:
            days = {row["name"]: row["reference_date"] for row in csv.DictReader(rows, delimiter="\t")}
        for name, day in days.items():
            _write(pages, here, name, date.fromisoformat(day), script == "hant")
        print(f"\n{script}", flush=True)
        subprocess.run([sys.executable, score, "--pages", here, here], check=True)


def _write(pages: Path, here: Path, name: str, day: date, traditional: bool) -> None:
    """The gold of a page and what is found on it, in one of the scripts."""
    text = (pages / f"{name}.txt").read_bytes().decode("utf-8")
    gold = [json.loads(line) for line in (pages / f"{name}.gold.jsonl").read_text(encoding="utf-8").splitlines()]
    if traditional:
        text, gold = _converted(text), [_words(record) for record in gold]
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in gold)
    (here / f"{name}.gold.jsonl").write_text("".join(lines), encoding="utf-8")
    with (here / f"{name}.jsonl").open("w", encoding="utf-8") as stream:
        write_jsonl([extract(text, reference_date=day, doc=name)], stream)


def _words(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _words(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_words(inner, key) for inner in value]
    return _converted(value) if isinstance(value, str) and key not in _CODES else value


def _converted(text: str) -> str:
    return "".join(map(_form, text))


@cache
def _form(character: str) -> str:
    form = str(_converter().convert(character))
    return form if len(form) == 1 else character


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
