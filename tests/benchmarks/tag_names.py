"""One tool over a folder of pages, measured: `PYTHON tag_names.py lac|jieba|model|extract PAGES OUT`.

`names.py` runs this once for each tool, in the tool's own environment and in a process of its own, so that time to load
and memory are the tool's alone. Writes OUT/NAME.jsonl for `score.py` and prints one JSON object: load (s), speed (kB/s
of UTF-8, loaded and warm) and peak memory (MB).
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 12  # the pages are 30 kB, too few to time once
TYPES = {
    "PER": "person",
    "nr": "person",
    "nrt": "person",
    "nrfg": "person",
    "ORG": "organization",
    "nt": "organization",
}
TYPES |= {"LOC": "place", "ns": "place"}

Name = tuple[str, int, int]
Tagger = Callable[[str], Iterator[Name]]


def lac() -> Tagger:
    sys.path.insert(0, str(ROOT / "extractor" / "language" / "recipe"))
    import teacher_lac  # type: ignore[import-not-found]

    teacher_lac._restore_fluid()
    from LAC import LAC  # type: ignore[import-not-found]

    tool = LAC(mode="lac")

    def tag(text: str) -> Iterator[Name]:
        lines = [(at, line) for at, line in _lines(text) if line.strip()]
        for (at, line), (words, tags) in zip(lines, tool.run([line for _, line in lines]), strict=True):
            yield from _words(line, at, zip(words, tags, strict=True))

    return tag


def jieba() -> Tagger:
    from jieba import posseg  # type: ignore[import-not-found]

    posseg.lcut("字")
    return lambda text: (
        name for at, line in _lines(text) for name in _words(line, at, ((p.word, p.flag) for p in posseg.cut(line)))
    )


def model() -> Tagger:
    sys.path.insert(0, str(ROOT))
    from extractor.language import find_entities, load_pipeline

    load_pipeline()

    def tag(text: str) -> Iterator[Name]:
        lines = list(_lines(text))
        for (at, _), found in zip(lines, find_entities(line for _, line in lines), strict=True):
            yield from ((entity.type, at + entity.start, at + entity.end) for entity in found)

    return tag


def extract() -> Tagger:
    sys.path.insert(0, str(ROOT))
    from extractor import extract as run

    run("字。")

    def tag(text: str) -> Iterator[Name]:
        for mention in run(text).mentions:
            if mention.type in ("person", "organization", "place"):
                yield mention.type, mention.at.start, mention.at.end

    return tag


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _words(line: str, offset: int, tagged: Any) -> Iterator[Name]:
    at = 0
    for word, tag in tagged:
        start = line.find(word, at)
        if start >= 0:
            at = start + len(word)
            if tag in TYPES:
                yield TYPES[tag], offset + start, offset + at


def main(tool: str, pages: Path, out: Path) -> None:
    begin = time.perf_counter()
    tag = {"lac": lac, "jieba": jieba, "model": model, "extract": extract}[tool]()
    load = time.perf_counter() - begin
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(pages.glob("*.txt"))}
    out.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        found = [{"type": kind, "start": i, "end": j, "text": text[i:j]} for kind, i, j in tag(text)]
        lines = (json.dumps(record, ensure_ascii=False) for record in found)
        (out / f"{name}.jsonl").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    size = sum(len(text.encode()) for text in texts.values()) / 1000
    begin = time.process_time()
    for _ in range(ROUNDS):
        for text in texts.values():
            list(tag(text))
    speed = ROUNDS * size / (time.process_time() - begin)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"load": round(load, 2), "speed": round(speed), "memory": round(memory)}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
