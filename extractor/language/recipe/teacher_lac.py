"""Label sentences with Baidu's LAC: `python teacher_lac.py < SENTENCES > LABELLED.jsonl`.

Runs in an environment of LAC's own (setuptools<70, paddlepaddle 2.6.2, lac 2.1.2); nothing of ours is imported here and
LAC is never a dependency of ours. Each line of the input is a sentence; each line of the output is
`{"text": ..., "entities": [[start, end, label], ...], "words": [...]}` with labels PERSON, ORG and PLACE.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
BATCH = 64


def _restore_fluid() -> None:
    """LAC 2.1.2 asks for `paddle.fluid`, which newer paddle renamed; put the old name back before LAC is imported."""
    import paddle  # type: ignore[import-not-found, unused-ignore]
    from paddle import base  # type: ignore[import-not-found, unused-ignore]

    core = types.ModuleType("paddle.fluid.core")
    for source in (base.libpaddle, base.core):
        for name in dir(source):
            setattr(core, name, getattr(source, name))
    fluid = types.ModuleType("paddle.fluid")
    for name in ("CPUPlace", "CUDAPlace", "Executor"):
        setattr(fluid, name, getattr(base, name, None) or getattr(paddle, name, None))
    fluid.core = core  # type: ignore[attr-defined]
    sys.modules.update({"paddle.fluid": fluid, "paddle.fluid.core": core})
    paddle.fluid = fluid


def _record(text: str, words: list[str], tags: list[str]) -> dict[str, Any]:
    entities, at = [], 0
    for word, tag in zip(words, tags, strict=True):
        start = text.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        if tag in LABELS:
            entities.append([start, at, LABELS[tag]])
    return {"text": text, "entities": entities, "words": words}


def label(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    _restore_fluid()
    from LAC import LAC  # type: ignore[import-not-found, unused-ignore]

    lac = LAC(mode="lac")
    sentences = (line.rstrip("\n") for line in lines if line.strip())
    while batch := list(islice(sentences, BATCH)):
        for text, (words, tags) in zip(batch, lac.run(batch), strict=True):
            yield _record(text, words, tags)


if __name__ == "__main__":
    for record in label(sys.stdin):
        print(json.dumps(record, ensure_ascii=False))
