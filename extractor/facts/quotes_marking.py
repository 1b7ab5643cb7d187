"""The page as the patterns of quotes read it: a mark for each name, each word for people, each verb of saying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.facts.marks import (
    PEOPLE,
    PERSON,
    PRONOUN,
    QUOTATION,
    TERM,
    TITLE,
    Marked,
    Token,
    mark,
    name_tokens,
    uncovered,
)
from extractor.facts.page import Page
from extractor.facts.quotes_marks import Quotation
from extractor.facts.quotes_verbs import LEXICONS, Verbs
from extractor.facts.roles_titles import Titles
from extractor.mentions.names_words import finder, word_ends

_PEOPLE = {
    "pronouns.persons": PRONOUN,
    "pronouns.bodies": PRONOUN,
    "pronouns.groups": PRONOUN,
    "speakers.persons": PEOPLE,
}
_HIDDEN = ("speech.hidden", "pronouns.hidden", "titles.hidden")
_TERM = 8
_WORD = regex.compile(r"[\p{Han}A-Za-z0-9·]+")
#: A word of two characters or more that is the name of a person by its kind (language/words.py).
_NAME = regex.compile("Hh+")
#: A verb and its object: 领导|此项|研究.
_DOES = regex.compile("Vv*(?=[RNSIHJ])")
#: 康熙年间, 宏达路
_REIGN = ("年", "朝", "路", "镇")


def mark_speech(page: Page, quotations: Sequence[Quotation]) -> Marked:
    """The marked text. A person whom the words name and the names lack speaks too: 评论家 + 韩立群 + 说."""
    healed = page.text.healed
    names = name_tokens(page)
    hits = list(finder(page.rulebook, *_HIDDEN, *LEXICONS, *_PEOPLE).find(healed))
    free = uncovered([Token(hit.start, hit.end, _PEOPLE[hit.lexicon]) for hit in hits if hit.lexicon in _PEOPLE], names)
    pronouns = [token for token in free if token.mark == PRONOUN]
    titles = Titles.of(page.rulebook).find(healed, [*names, *pronouns])
    quoted = [Token(at.start, at.end, TERM if _is_term(healed, at) else QUOTATION) for at in quotations]
    called = (found.span() for found in _NAME.finditer(page.words))
    unnamed = [Token(*span, PERSON) for span in called if healed[span[1] : span[1] + 1] not in _REIGN]
    names += uncovered(unnamed, [*names, *titles, *free])
    told = [token for token in [*titles, *uncovered(free, titles)] if not _does(page, token)]
    people = list(_shown(page, told, names))
    somebody = [*names, *people, *pronouns]
    starts, ends = {token.start for token in somebody}, {token.end for token in somebody}
    verbs = Verbs.of(page.rulebook).find(healed, hits, ends, starts)
    return mark(healed, [*quoted, *somebody, *uncovered(verbs, [*names, *people])])


def _does(page: Page, token: Token) -> bool:
    """Whether a word for people is a verb where it stands: 领导此项研究的教授王芳."""
    found = _DOES.match(page.words, token.start)
    return found is not None and found.end() == token.end


def _is_term(healed: str, quotation: Quotation) -> bool:
    """“绰绰有余”商店: some words that a noun follows, not those that anybody says."""
    words = healed[quotation.start + 1 : quotation.end - 1]
    follows = healed[quotation.end : quotation.end + 1]
    return len(words) <= _TERM and bool(_WORD.fullmatch(words)) and bool(_WORD.match(follows))


def _shown(page: Page, people: list[Token], names: list[Token]) -> Iterator[Token]:
    """这位专家 and 该负责人 as pronouns, unless a name follows."""
    shown, starts = word_ends(page.rulebook, "pronouns.showing"), {name.start for name in names}
    for token in people:
        length = shown.at(page.text.healed, token.start) if token.mark in (TITLE, PEOPLE) else 0
        is_pronoun = length and token.end not in starts
        yield Token(token.start - length, token.end, PRONOUN) if is_pronoun else token
