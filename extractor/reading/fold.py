"""Single characters: what healing reads as what, one to one, and what it drops.

Full-width letters, digits, ．and ％ become ASCII; （，）！ and all else stay. Invisible characters (zero-width
blanks, byte-order marks inside the text, soft hyphens, marks of direction) are dropped: 12<U+200B>万 is 12万.
"""

from __future__ import annotations

import re

# Each ends a line for healing; for the line numbers of records only \n, \r\n and \r do.
LINE_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
INVISIBLE = (
    "\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufeff"
)
_SPACES = (
    " \t\x1c\x1d\x1e\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
BLANKS = LINE_BREAKS + _SPACES + INVISIBLE  # everything that is not part of a word

_FOLDED = {wide: wide - 0xFEE0 for wide in map(ord, "０１２３４５６７８９．％")}
_FOLDED |= {wide: wide - 0xFEE0 for first in "Ａａ" for wide in range(ord(first), ord(first) + 26)}
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ．％]")
_HIDDEN = re.compile(f"[{INVISIBLE}]")
_SEEN = re.compile(f"[^{INVISIBLE}]+")


def fold(text: str) -> str:
    """Full-width letters, digits, ．and ％ as ASCII, character for character: ２６０万 is 260万."""
    return text.translate(_FOLDED) if _FULL_WIDTH.search(text) else text


def has_invisible(text: str) -> bool:
    """Whether healing would drop a character inside this text."""
    return _HIDDEN.search(text) is not None


def visible_runs(text: str) -> list[tuple[int, int]]:
    """The (start, length) of what is left once invisible characters are dropped."""
    return [(found.start(), found.end() - found.start()) for found in _SEEN.finditer(text)]
