"""Traditional characters read as simplified ones, one for one: rules and names know only those, offsets stay.

港口貨櫃吞吐量80萬個 is read as 港口货柜吞吐量80万个. OpenCC knows which character stands for which; by the words around
them too, so that 乾隆 stays 乾隆 and 乾淨 is 干净.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any


def is_traditional(text: str) -> bool:
    """Whether more characters are traditional only than simplified only: those that only Big5, or only GB2312, has."""
    counts = Counter(text)
    han = "".join(character for character in counts if "\u3400" <= character <= "\u9fff")
    big5, gb2312 = (set(han.encode(name, "ignore").decode(name)) for name in ("cp950", "gb2312"))
    return sum(counts[character] for character in big5 - gb2312) > sum(counts[character] for character in gb2312 - big5)


def simplified(text: str) -> str | None:
    """A text in traditional characters in simplified ones, character for character; None for any other text."""
    if text.isascii() or not is_traditional(text):
        return None
    return "".join(map(_convert, text.splitlines(keepends=True)))


def _convert(line: str) -> str:
    """One line; character by character where its words would change its length."""
    converter = _converter()
    converted = converter.convert(line)
    if len(converted) == len(line):
        return str(converted)
    return "".join(_one(character) for character in line)


@cache
def _one(character: str) -> str:
    converted = str(_converter().convert(character))
    return converted if len(converted) == 1 else character


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
