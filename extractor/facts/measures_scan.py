"""A sentence as the rules of measures see it: mentions, marks, words that they know, and what lies between.

Only words that bear on figures are known (seeds/measures_*.yaml); every other stretch is a `noun` to them, for most
of what stands beside a figure is one. 长三角地区|新能源汽车|产量|超过|260万辆 is name, noun, attribute, step, figure.
"""

from __future__ import annotations

import regex

from extractor.facts.measures_tokens import Token, add_noun, without_asides
from extractor.rulebook import Rulebook

#: The kind of a word by its lexicon; of the lexicons that hold a word the last one counts.
_LEXICONS = {
    "plain": "noun",
    "adverbs": "adverb",
    "prepositions": "preposition",
    "verbs": "verb",
    "shows": "shows",
    "owning": "owning",
    "happening": "owning",
    "acts": "act",
    "fates": "act",
    "copulas": "copula",
    "open_nouns": "attribute",
    "nouns": "attribute",
    "rise": "rise",
    "fall": "fall",
    "levels": "level",
    "says": "says",
    "present": "present",
    "pronouns": "pronoun",
    "scopes": "scope",
    "basis": "basis",
    "homes": "name",
}
_MARKS = {
    **dict.fromkeys("，；：。！？,;:!?\n…", "stop"),
    "——": "stop",
    **dict.fromkeys("（(", "open"),
    **dict.fromkeys("）)", "close"),
    **dict.fromkeys("“”‘’「」《》", "quote"),
    **dict.fromkeys(" 　", "blank"),
    **dict.fromkeys(("和", "与", "及", "以及", "及其"), "and"),
    "、": "list",
    "分别": "each",
    "的": "of",
    "占": "share",
    "是": "verb",
}
#: One character between a noun and its figure, and what it does there; elsewhere it is part of some word.
_CLOSE = {
    **dict.fromkeys("有设辖载存藏含", "owning"),
    **dict.fromkeys("报", "copula"),
    **dict.fromkeys("增涨升翻多快", "rise"),
    **dict.fromkeys("减跌降少低慢", "fall"),
    **dict.fromkeys("长宽高重深厚", "attribute"),
}
#: Kinds of which words of one character count too.
_SINGLES = ("preposition", "adverb", "says", "pronoun")
#: Kinds behind which 了, 着 and 到 belong to the word.
_VERBS = frozenset(("verb", "act", "owning", "rise", "fall", "copula", "level"))
#: Behind a verb these make a quantity of it: 申请量, 结案率.
_ENDINGS = tuple("量率额值数")
#: Vague numbers: 进行|数次谈判.
_VAGUE = tuple("数" + unit for unit in "十百千万亿次个名家年月天日周轮字据")
#: Behind a verb these make a noun of it: 保护区, 消费者, 服务器.
_NOUNS = tuple("区者站厂期器证册书单表卡业")
_ENDED = _VERBS | {"attribute"}
_PARTICLES = tuple("了着到")
#: 到 begins another word: 物资运输到位.
_WORDS_OF_DAO = tuple("到" + last for last in "位期访达货岗账场点户底来")


def words_in(rulebook: Rulebook, name: str) -> frozenset[str]:
    """The words of an entry of rules/measures.yaml, or of the lexicon `measures.NAME`."""
    entry = next((entry for entry in rulebook.section("measures") if entry.id == name), None)
    return frozenset(entry.words) if entry else rulebook.lexicon(f"measures.{name}")


class Scanner:
    """The words of the lexicons, ready to be looked for."""

    def __init__(self, rulebook: Rulebook) -> None:
        words: dict[str, str] = {}
        for name, kind in _LEXICONS.items():
            words.update(dict.fromkeys(words_in(rulebook, name), kind))
        self.kinds = kinds = {word: kind for word, kind in words.items() if len(word) > 1 or kind in _SINGLES} | _MARKS
        self._single = {word: kind for word, kind in kinds.items() if len(word) == 1}
        self._pairs: dict[str, list[tuple[str, str]]] = {}
        for word in sorted((word for word in kinds if len(word) > 1), key=len, reverse=True):
            self._pairs.setdefault(word[:2], []).append((word, kinds[word]))
        hedges = (hedge for hedge in rulebook.hedges if hedge.side == "before" and (hedge.bound or hedge.extreme))
        steps = {word for hedge in hedges for word in hedge.words} | words_in(rulebook, "steps")
        self._steps = regex.compile(r"(?r)(?:\L<words>)+", regex.VERSION1, words=list(steps))

    def tokens(self, healed: str, mentions: list[Token], start: int, end: int) -> list[Token]:
        """The sentence in order, `mentions` being those that stand in it."""
        tokens: list[Token] = []
        for mention in mentions:
            self._between(healed, start, mention.start, tokens, mention.kind == "figure")
            tokens.append(mention)
            start = mention.end
        self._between(healed, start, end, tokens, False)
        if any(token.kind == "open" for token in tokens):
            tokens = without_asides(tokens)
        return tokens

    def _between(self, healed: str, start: int, end: int, tokens: list[Token], figure: bool) -> None:
        """Add what stands between two mentions; before a figure the small words are taken off first (已超, 仅有)."""
        if start >= end:
            return
        close = self._steps.match(healed, start, end) if figure else None
        stop = close.start() if close else end
        if close:
            stop = self._whole(healed, start, stop, end)
        at = self._words(healed, start, stop, tokens)
        if at < stop:
            kind = _CLOSE.get(healed[stop - 1]) if figure else None
            last = stop - 1 if kind else stop
            add_noun(tokens, at, last)
            if kind:
                tokens.append(Token(last, stop, kind))
        if stop < end:
            tokens.append(Token(stop, end, "step"))

    def _whole(self, healed: str, start: int, stop: int, end: int) -> int:
        """Where the small words begin once no other word is cut: 收到|9万份, 比重|达10%."""
        for at in range(max(start, stop - 3), stop):
            for word, _ in self._pairs.get(healed[at : at + 2], ()):
                if at + len(word) > stop and healed.startswith(word, at, end):
                    return at + len(word)
        return stop

    def _words(self, healed: str, start: int, end: int, tokens: list[Token]) -> int:
        """Add the known words and what lies between them, longest first; the end of the last one."""
        single, pairs, at = self._single, self._pairs, start
        for hit in [i for i in range(start, end) if healed[i] in single or healed[i : i + 2] in pairs]:
            if hit < at:
                continue
            word, kind = healed[hit], ""
            for entry in pairs.get(healed[hit : hit + 2], ()):
                # 占地区生产总值 is 占|地区
                if healed.startswith(entry[0], hit, end) and not (
                    entry[0] == "占地" and healed[hit + 2 : hit + 3] == "区"
                ):
                    word, kind = entry
                    break
            kind = kind or single.get(word, "")
            if kind:
                add_noun(tokens, at, hit)
                at = hit + len(word)
                at = self._add(healed, hit, at, kind, tokens, end)
        return at

    def _add(self, healed: str, start: int, at: int, kind: str, tokens: list[Token], end: int) -> int:
        """Add a word with what belongs to it behind it; the end of that."""
        if kind == "noun":
            add_noun(tokens, start, at)
        elif kind not in _ENDED:
            tokens.append(Token(start, at, kind))
        elif healed.startswith(_ENDINGS, at, end) and not healed.startswith(_VAGUE, at):
            at += 1
            tokens.append(Token(start, at, "attribute"))
        elif kind in ("verb", "act") and healed.startswith(_NOUNS, at, end):
            at += 1
            add_noun(tokens, start, at)
        else:
            tokens.append(Token(start, at, kind))
            if (
                kind in _VERBS
                and healed.startswith(_PARTICLES, at, end)
                and not healed.startswith(_WORDS_OF_DAO, at, end)
            ):
                tokens.append(Token(at, at + 1, "blank"))
                at += 1
        return at
