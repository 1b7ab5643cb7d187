"""The pieces of a sentence as the rules of measures see it, and what makes one of several: 装备|制造|企业 is a noun."""

from __future__ import annotations

from typing import NamedTuple


class Token(NamedTuple):
    """A stretch of the healed text and what it is to a figure; `number`: of the figure, date or name on its page."""

    start: int
    end: int
    kind: str
    number: int = -1


def add_noun(tokens: list[Token], start: int, end: int) -> None:
    """Add a noun, if it is not empty; nouns that touch are one: 新能源|汽车."""
    if start < end:
        if tokens and tokens[-1].kind == "noun" and tokens[-1].end == start:
            start = tokens.pop().start
        tokens.append(Token(start, end, "noun"))


def joined(tokens: list[Token], inner: frozenset[str], carried: frozenset[str], healed: str) -> list[Token]:
    """One noun of noun, verb and noun where the verb is of the sort that stands inside nouns: 装备|制造|企业.

    What is `carried` is no part of such a noun: 航线|运输|货物.
    """
    joined: list[Token] = []
    for place, token in enumerate(tokens):
        if (
            token.kind in ("verb", "act", "shows")
            and joined
            and joined[-1].kind == "noun"
            and place + 1 < len(tokens)
            and tokens[place + 1].kind == "noun"
            and healed[token.start : token.end] in inner
            and healed[tokens[place + 1].start : tokens[place + 1].end] not in carried
        ):
            joined[-1] = Token(joined[-1].start, token.end, "noun")
        elif token.kind == "noun" and joined and joined[-1].kind == "noun":
            joined[-1] = Token(joined[-1].start, token.end, "noun")
        elif _is_grade(tokens, place, healed) and joined and joined[-1].kind == "noun":
            joined[-1] = Token(joined[-1].start, token.end, "noun")
        else:
            joined.append(token)
    return joined


def _is_grade(tokens: list[Token], place: int, healed: str) -> bool:
    """省级|以上|湿地公园: between two nouns it bounds no figure."""
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return (
        token.kind == "adverb"
        and following is not None
        and following.kind == "noun"
        and healed[token.start : token.end] in ("以上", "以下", "以内", "以外")
    )


def without_asides(tokens: list[Token]) -> list[Token]:
    """广义货币（M2）余额: what stands in brackets and holds no figure is as if it were not there."""
    kept: list[Token] = []
    opened: int | None = None
    for token in tokens:
        if token.kind == "open":
            opened = len(kept)
        elif token.kind == "figure":
            opened = None
        elif token.kind == "close" and opened is not None:
            start = kept[opened].start
            del kept[opened:]
            token, opened = Token(start, token.end, "blank"), None
        kept.append(token)
    return kept
