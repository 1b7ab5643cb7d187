"""Was a short line cut in the middle of a sentence, or is it a heading? Learned, as neither marks nor length tell.

大坝已经观 | 测到渗水 is a cut, 乡村旅游持续升温 | 记者在园区看到 none: what counts is how close the characters stand in
running text (观测 is a word), and what headings end and paragraphs start with. `cuts.tsv` holds a weight for each such
sign and `bonds.tsv` the close pairs of characters; `learn.py` makes both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("cuts.tsv")
BONDS = Path(__file__).with_name("bonds.tsv")
LONGEST = 100  # characters; a longer line without a full stop is prose
_BLANKS = re.compile("[ \u3000\t]")
_NUMBER = re.compile(r"[0-9][0-9.,]*")
_LATIN = re.compile("[A-Za-z]")


def cut_score(before: str, after: str) -> float:
    """Log-odds that `after` goes on with the sentence of `before`; 0 is even, above 1.5 hardly ever wrong."""
    weights = _weights()
    return sum(weights.get(sign, 0.0) for sign in signs(before, after, _bonds()))


def signs(before: str, after: str, bonds: Mapping[str, str]) -> Iterator[str]:
    """What speaks for or against a cut: the characters around it, the start of the line, its length and marks.

    `bonds` says for a pair of characters how close it is, "1" to "5".
    """
    end, start, head = _classed(before[-8:])[-2:], _classed(after[:8])[:2], _classed(before[:8])[:2]
    yield "bias"
    yield "end:" + end[-1]
    yield "end:" + end
    yield "start:" + start[0]
    yield "start:" + start
    yield "joint:" + end[-1] + start[0]
    yield "bond:" + bonds.get(before[-1] + after[0], "-" if before[-1].isascii() or after[0].isascii() else "0")
    yield "head:" + head[0]
    yield "head:" + head
    yield f"length:{min(len(before) // 6, 15)}"
    yield f"commas:{min(before.count('，'), 3)}"
    yield "blank" if _BLANKS.search(before) else "no blank"
    yield "colon" if "：" in before else "no colon"


def _classed(text: str) -> str:
    """All numbers are one sign and all Latin letters another, so that 17⏎家 counts like 2.8⏎家."""
    return _LATIN.sub("A", _NUMBER.sub("0", text)) if not text.isalpha() or _LATIN.search(text) else text


@cache
def _weights() -> Mapping[str, float]:
    return {sign: int(weight) / 100 for sign, weight in _rows(WEIGHTS)}


@cache
def _bonds() -> Mapping[str, str]:
    return {key[1:] + second: key[0] for key, seconds in _rows(BONDS) for second in seconds}


def _rows(path: Path) -> Iterator[list[str]]:
    if path.exists():  # missing only while learn.py makes it
        yield from (line.rsplit("\t", 1) for line in path.read_text(encoding="utf-8").splitlines())
