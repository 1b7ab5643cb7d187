"""Characters of a page that a terminal or a reader of lines would obey instead of showing.

A page is not ours: it may hold ESC sequences, a bidi override that turns 12.5 into 5.21, a zero-width space inside a
name. Here such characters are written as the escapes of JSON, `\\u202e`; everything else stays as it is.
"""

from __future__ import annotations

import re

#: One such character.
UNSEEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls, among them ESC and CSI
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # soft hyphen, fillers, joiners
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # bidi controls, zero width, annotation
    "\u2028\u2029"  # line and paragraph separators: JavaScript, and str.splitlines, end a line there
    "\ud800-\udfff"  # half of a surrogate pair: no encoder takes it
    "\U000e0000-\U000e007f"  # tags
    "]"
)


def visible(text: str) -> str:
    """The text with each such character as `\\uXXXX`: `王\\u200b芳`."""
    return UNSEEN.sub(_escape, text)


def csv_cell(text: str) -> str:
    """A cell that a spreadsheet shows and does not run: `=HYPERLINK(...)` gets an apostrophe in front.

    So does what starts with +, -, @ or their full-width forms, blanks before them or not; a sign alone is left as it
    is. Control characters are made visible, but for line breaks inside the cell.
    """
    shown = "\n".join(map(visible, text.split("\n")))
    bare = shown.lstrip()
    return f"'{shown}" if len(bare) > 1 and bare[0] in _FORMULA else shown


_FORMULA = "=+-@＝＋－＠"


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
