"""How Chinese a decoded text is: by how common its characters are.

Bytes read in the wrong encoding are characters too, but rare ones: 港口 as GB18030 read as Big5 is 誕諳.
`characters.tsv` holds the common ones of both scripts in classes; `learn_characters.py` makes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from math import inf
from pathlib import Path

TABLE = Path(__file__).with_name("characters.tsv")
CLASSES = ("1", "2", "3", "4")  # the commonest first

#: Log-odds that a character of a class comes from news rather than from an even choice among 20,000: its share in
#: headlines that the table was not made from, split over the characters of the class.
_WORTH = {"1": 3.6, "2": 2.4, "3": 1.4, "4": -0.3}
_OTHER, _MARK, _IMPOSSIBLE = -4.2, 3.0, -inf
_MARKS = "，。、；：？！“”‘’（）《》〈〉「」『』【】—…·％～　•●■▲№℃\u3000－／＋＝＂０１２３４５６７８９．"
_BAD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd\ufffe\uffff]")
_OUTSIDE_ASCII = re.compile("[^\x00-\x7f]")


def chinese_score(text: str) -> float:
    """Log-odds for the whole text, ASCII not counted; minus infinity if it holds what no text holds (a NUL)."""
    if _BAD.search(text):
        return _IMPOSSIBLE
    worth = _worth()
    return sum(worth.get(character, _OTHER) for character in _OUTSIDE_ASCII.findall(text))


@cache
def _worth() -> Mapping[str, float]:
    worth = dict.fromkeys(_MARKS, _MARK)
    for row in TABLE.read_text(encoding="utf-8").splitlines():
        name, characters = row.split("\t")
        worth.update(dict.fromkeys(characters, _WORTH[name]))
    return worth
