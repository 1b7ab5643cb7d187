"""How often an encoding is found out, ours beside charset-normalizer: python -m tests.benchmarks.encodings FILE.gz...

The files hold simplified Chinese, a sentence a line. Stretches of several lengths are written in each encoding (Big5 by
way of OpenCC) and read again; right is what gives the same text.
"""

from __future__ import annotations

import gzip
import random
import sys
from collections.abc import Iterable, Iterator

from extractor.errors import InputError
from extractor.reading import decode

LENGTHS = (8, 12, 20, 50, 200)
ENCODINGS = ("gb18030", "big5hkscs", "utf-16-le", "utf-8")
MOST = 200


def main(paths: Iterable[str]) -> None:
    lines = [line for path in paths for line in gzip.open(path, "rt", encoding="utf-8") if line.strip()]
    random.Random(0).shuffle(lines)
    print("length encoding   texts  ours %  charset-normalizer %")
    for length in LENGTHS:
        texts = list(_stretches(lines, length))
        for encoding in ENCODINGS:
            pairs = list(_encoded(texts, encoding))
            ours, theirs = (
                100 * sum(read(data) == text for text, data in pairs) / len(pairs) for read in (_ours, _theirs)
            )
            print(f"{length:6} {encoding:10} {len(pairs):5} {ours:7.1f} {theirs:7.1f}", flush=True)


def _stretches(lines: Iterable[str], length: int) -> Iterator[str]:
    held, given = "", 0
    for line in lines:
        held += line.strip() + "。"
        if len(held) >= length and not held[:length].isascii():
            yield held[:length]
            held, given = "", given + 1
        if given == MOST:
            return


def _encoded(texts: Iterable[str], encoding: str) -> Iterator[tuple[str, bytes]]:
    from opencc import OpenCC

    traditional = OpenCC("s2t")
    for text in texts:
        text = traditional.convert(text) if encoding.startswith("big5") else text
        try:
            yield text, text.encode(encoding)
        except UnicodeEncodeError:  # a character that Big5 lacks
            continue


def _ours(data: bytes) -> str | None:
    try:
        return decode(data, "page.txt").text
    except InputError:
        return None


def _theirs(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return None if best is None else str(best)


if __name__ == "__main__":
    main(sys.argv[1:])
