"""What the network sees in the stretches that no word list knows: 财政|已|先期下达|资金 holds a verb.

It reads words and their kinds (language/words.py) all over the text. Where our lists know a word they come first; what
they leave as one noun is cut at the verbs and adverbs that the network finds in it, and a short word of ours that is
only a piece of one of its words (以 in 以旧换新, 对 in 对手) goes back into the noun around it.
"""

from __future__ import annotations

import regex

from extractor.facts.measures_tokens import Token, add_noun

#: The kinds of words that cut a noun, by the letter of the network.
_CUTS = {"v": "verb", "d": "adverb", "x": "adverb"}
#: Kinds of our short words that the network may take back.
_SHORT = frozenset(("adverb", "preposition"))
_FULL = frozenset("njihst")
_WORD = regex.compile(r"[A-Z][a-z]*|[a-z]+")


def weigh(tokens: list[Token], healed: str, seen: str, endings: tuple[str, ...]) -> list[Token]:
    """The tokens of a sentence, corrected by the letters of the words that were seen in the text."""
    weighed: list[Token] = []
    for token in tokens:
        if token.kind in _SHORT and _is_piece(token, seen):
            add_noun(weighed, token.start, token.end)
        elif token.kind == "noun":
            _add_parts(weighed, token, seen)
            if weighed[-1].kind == "noun" and healed.endswith(endings, weighed[-1].start, weighed[-1].end):
                weighed[-1:] = _quantity(weighed[-1], seen)
        else:
            weighed.append(token)
    return weighed


def _is_piece(token: Token, seen: str) -> bool:
    """The word is shorter than the noun or verb that the network sees at its place."""
    if token.end - token.start > 1 or seen[token.start].lower() not in _FULL:
        return False
    return seen[token.start].islower() or seen[token.end : token.end + 1].islower()


def _add_parts(weighed: list[Token], token: Token, seen: str) -> None:
    """Add the noun, cut at each adverb and at a verb of two characters and more behind one."""
    at = token.start
    for word in _WORD.finditer(seen, token.start, token.end):
        kind = _CUTS.get(word.group()[0].lower())
        start, end = word.span()
        whole = word.group()[0].isupper() and not (end == token.end and seen[end : end + 1].islower())
        if kind is None or not whole:
            continue
        before = weighed[-1] if weighed else None
        behind_adverb = start == at and before and before.kind == "adverb" and before.end == start
        if kind == "verb" and (end - start < 2 or not behind_adverb):
            continue
        add_noun(weighed, at, start)
        weighed.append(Token(start, end, kind))
        at = end
    add_noun(weighed, at, token.end)


def _quantity(token: Token, seen: str) -> list[Token]:
    """新能源汽车|零售量: the last word of a noun that ends like a quantity, with what a single character needs."""
    start = token.end
    while start > token.start and (start == token.end or _is_short(seen, start, token.end)):
        start -= 1
        while start > token.start and seen[start].islower():
            start -= 1
    if start == token.start or token.end - start > 4:
        return [token]
    return [Token(token.start, start, "noun"), Token(start, token.end, "attribute")]


def _is_short(seen: str, start: int, end: int) -> bool:
    """One character, or two words of one."""
    return end - start == 1 or (end - start == 2 and seen[end - 1].isupper())
