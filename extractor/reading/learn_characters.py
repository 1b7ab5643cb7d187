"""Make `characters.tsv`: python -m extractor.reading.learn_characters NEWS

NEWS is simplified-Chinese text, plain or gzip. A character and its traditional forms share a class. It takes seconds.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from pathlib import Path

from extractor.reading.characters import CLASSES, TABLE

_FIRST, _LAST = 0x4E00, 0x9FFF
_RANKS = (100, 500, 1500, 3500)  # how many characters lie in the classes up to each


def main(news: str) -> None:
    """Count the characters of the file and write their classes beside this module."""
    data = Path(news).read_bytes()
    text = (gzip.decompress(data) if news.endswith(".gz") else data).decode("utf-8")
    counts = Counter(character for character in text if _FIRST <= ord(character) <= _LAST)
    ranked = [character for character, _ in counts.most_common(_RANKS[-1])]
    traditional = _traditional()
    rows, done = [], 0
    for name, rank in zip(CLASSES, _RANKS, strict=True):
        characters = {form for one in ranked[done:rank] for form in (one, *traditional.get(one, ()))}
        rows.append(f"{name}\t{''.join(sorted(characters))}\n")
        done = rank
    TABLE.write_text("".join(rows), encoding="utf-8")


def _traditional() -> dict[str, list[str]]:
    """The characters whose simplified form is another one, by that form."""
    from opencc import OpenCC

    converter = OpenCC("t2s")
    forms: dict[str, list[str]] = {}
    for character in map(chr, range(_FIRST, _LAST + 1)):
        simple = converter.convert(character)
        if simple != character:
            forms.setdefault(simple, []).append(character)
    return forms


if __name__ == "__main__":
    main(*sys.argv[1:])
