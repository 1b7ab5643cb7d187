"""Running the pattern rules for names: each where it may begin, not at every character.

Three sorts of patterns, told apart by what they `give`:
- `after: place` (or organization): the pattern goes on where a place ends, and the mention has both:
  法院 behind 成都市武侯区.
- `names: after` (or before): the match says that a person's name follows (or ends there), code reads it, for a
  pattern cannot know how long it is: 教授 before 孟庆雨说. `list: yes` reads on over blanks and 、;
  `until: line` asks that nothing else stands on the line.
- all others: the group `name`, or the whole match where there is none, is the mention.

A pattern that may begin anywhere is slow. One that begins with a lexicon is tried where its words stand; for others
`holds` names words, one of which every match holds: it is tried on their lines alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import regex

from extractor.mentions.names_words import Sheet
from extractor.mentions.proposal import Proposal
from extractor.rulebook import Rule, Rulebook
from extractor.rulebook.patterns import list_name

BASE = 50
KINDS = ("nameless", "place", "person", "organization")
GUARDS = "names.guards"
_LEADING = regex.compile(r"\\L<(\w+)>")


@dataclass(frozen=True, slots=True)
class Ready:
    """A rule, its compiled pattern, the lexicon that it begins with and the words that it holds, if there are such."""

    rule: Rule
    pattern: regex.Pattern[str]
    leading: str | None
    holds: re.Pattern[str] | None

    @property
    def gives(self) -> Mapping[str, str]:
        return self.rule.gives

    @property
    def priority(self) -> int:
        return BASE + self.rule.priority


def ready(rulebook: Rulebook, kind: str, after: str | None = None) -> tuple[Ready, ...]:
    """The rules of a kind that go on from `after`; None: those that stand on their own or read a person's name."""
    every = rulebook.memo(f"names.ready:{kind}", lambda book: tuple(_ready(rule, book) for rule in book.rules(kind)))
    return tuple(rule for rule in every if rule.gives.get("after") == after)


def _ready(rule: Rule, rulebook: Rulebook) -> Ready:
    lexicons = {list_name(entry.id): entry.id for entry in rulebook.section("lexicons")}
    leading = _LEADING.match(rule.source)
    words = rule.gives.get("holds", "").split()
    holds = re.compile("|".join(map(re.escape, words))) if words else None
    return Ready(rule, rule.pattern, lexicons[leading.group(1)] if leading else None, holds)


def leading_lexicons(rulebook: Rulebook) -> tuple[str, ...]:
    """The lexicons that patterns begin with, and the everyday words that hide theirs."""
    every = (rule for kind in KINDS for rule in ready(rulebook, kind))
    return (GUARDS, *dict.fromkeys(rule.leading for rule in every if rule.leading is not None))


def matches(sheet: Sheet, rule: Ready) -> Iterator[regex.Match[str]]:
    """Where a rule matches. A pattern that begins with a lexicon is tried only where one of its words stands
    and is not the end of an everyday word: 女儿 in 妇女儿童."""
    if rule.leading is None:
        for start, end in _lines(sheet.text, rule.holds) if rule.holds else [(0, len(sheet.text))]:
            yield from rule.pattern.finditer(sheet.text, start, end)
        return
    for hit in sheet.hits(rule.leading, GUARDS):
        found = rule.pattern.match(sheet.text, hit.start) if hit.lexicon == rule.leading else None
        if found:
            yield found


def _lines(text: str, holds: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The lines that hold one of the words, each with its line break."""
    found = holds.search(text)
    while found:
        end = text.find("\n", found.end()) + 1 or len(text)
        yield text.rfind("\n", 0, found.start()) + 1, end
        found = holds.search(text, end)


def propose_plain(sheet: Sheet, kind: str) -> Iterator[Proposal]:
    """What the rules that stand on their own propose."""
    for rule in ready(sheet.rulebook, kind):
        if "names" in rule.gives:
            continue
        group = "name" if "name" in rule.pattern.groupindex else 0
        for found in matches(sheet, rule):
            start, end = found.span(group)
            if start < end:
                yield Proposal(start, end, kind, rule.rule.id, rule.priority)


def propose_after(sheet: Sheet, kind: str, what: str, anchors: Iterable[tuple[int, int]]) -> Iterator[Proposal]:
    """What goes on from places (or organizations) at `anchors`: 成都市武侯区 + 人民法院."""
    rules = ready(sheet.rulebook, kind, what)
    for start, at in anchors:
        for rule in rules:
            found = rule.pattern.match(sheet.text, at)
            if found and found.end() > at:
                yield Proposal(start, found.end(), kind, rule.rule.id, rule.priority)
