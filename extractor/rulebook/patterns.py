"""Patterns of rules: fragments and lexicons put in, then compiled once.

`{month}` puts in the fragment `month` and captures it under that name, `{month=from}` under another, `{:month}` not
at all; `{@titles}` is any word of the lexicon `titles`, `{@titles=title}` captures it. `x{2}` and `\\p{Han}` stay as
they are.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import regex

_HOLE = regex.compile(r"(?<!\\[pPN])\{(?P<mark>[:@]?)(?P<name>[A-Za-z_][\w.]*)(?:=(?P<alias>[A-Za-z_]\w*))?\}")
_LIST = regex.compile(r"\\L<(\w+)>")


class PatternError(ValueError):
    """A pattern that names what is not there, or that is not a regular expression."""


def list_name(lexicon: str) -> str:
    """The name of a lexicon inside a pattern, where dots are not allowed: `titles.official` -> `titles_official`."""
    return lexicon.replace(".", "_").replace("-", "_")


def expand(pattern: str, fragments: Mapping[str, str], lexicons: Mapping[str, object], depth: int = 0) -> str:
    """Put fragments and lexicons into a pattern; PatternError for one that is not there or that holds itself."""
    if depth > 20:
        raise PatternError(f"fragments stand inside each other without end: {pattern}")

    def fill(hole: regex.Match[str]) -> str:
        mark, name, alias = hole["mark"], hole["name"], hole["alias"]
        if mark == "@":
            if name not in lexicons:
                raise PatternError(f"no lexicon '{name}' in seeds/")
            return f"(?P<{alias}>\\L<{list_name(name)}>)" if alias else f"\\L<{list_name(name)}>"
        if name not in fragments:
            raise PatternError(f"no fragment '{name}' in fragments.yaml")
        inner = expand(fragments[name], fragments, lexicons, depth + 1)
        captured = not mark and depth == 0
        return f"(?P<{alias or name}>{inner})" if captured else f"(?:{inner})"

    return _HOLE.sub(fill, pattern)


def compile_source(source: str, lists: Mapping[str, frozenset[str]]) -> regex.Pattern[str]:
    """Compile an expanded pattern with the word lists it names; PatternError if it is no regular expression."""
    used = {name: lists[name] for name in set(_LIST.findall(source))}
    try:
        return _compile(source, tuple(sorted(used.items(), key=lambda item: item[0])))
    except regex.error as error:
        raise PatternError(f"bad pattern: {error}") from None


@functools.lru_cache(maxsize=4096)
def _compile(source: str, lists: tuple[tuple[str, frozenset[str]], ...]) -> regex.Pattern[str]:
    named_lists: dict[str, Any] = dict(lists)
    return regex.compile(source, regex.VERSION1, **named_lists)
