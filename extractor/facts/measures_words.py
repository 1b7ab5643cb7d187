"""The word lists of measures that are asked one word at a time."""

from __future__ import annotations

import regex

from extractor.facts.measures_scan import Scanner, words_in
from extractor.rulebook import Rulebook


class Words:
    """Built once a rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.scanner = Scanner(rulebook)
        self.inner = words_in(rulebook, "inner")
        self.open_nouns = words_in(rulebook, "open_nouns")
        self.fates = words_in(rulebook, "fates")
        self.modifiers = words_in(rulebook, "modifiers")
        self.nouny = words_in(rulebook, "nouny")
        self.acting = words_in(rulebook, "acting")
        self.towards = words_in(rulebook, "towards")
        self.bodily = words_in(rulebook, "bodily")
        self.again = words_in(rulebook, "again")
        self.rates = tuple(words_in(rulebook, "rates"))
        self.feasts = tuple(words_in(rulebook, "feasts"))
        self.distances = words_in(rulebook, "distances")
        self.running = words_in(rulebook, "running")
        self.nobody = tuple(words_in(rulebook, "nobody"))
        self.carried = words_in(rulebook, "carried")
        self.turns = words_in(rulebook, "turns")
        self.only = words_in(rulebook, "only")
        self.marks = tuple(words_in(rulebook, "marks"))
        self.flows = words_in(rulebook, "flows")
        self.shares = words_in(rulebook, "shares")
        self.links = words_in(rulebook, "links")
        self.happening = words_in(rulebook, "happening")
        self.people = word_pattern(words_in(rulebook, "people"))
        self.things = tuple(words_in(rulebook, "things"))
        self.thresholds = words_in(rulebook, "thresholds")
        self.using = words_in(rulebook, "using")
        self.single_days = tuple(words_in(rulebook, "single_days"))
        self.causing = words_in(rulebook, "causing")
        self.verbs = words_in(rulebook, "verbs")
        self.settings = tuple(words_in(rulebook, "settings"))
        self.generic = words_in(rulebook, "generic")
        self.bodies = tuple(words_in(rulebook, "bodies"))
        self.by = words_in(rulebook, "by")
        self.heard = words_in(rulebook, "heard")
        self.reports = words_in(rulebook, "reports")
        self.plainly = ("方面", "的", "最新", *self.reports, *words_in(rulebook, "heads"))
        self.parts = words_in(rulebook, "parts")
        self.behind = words_in(rulebook, "behind")
        self.worth = words_in(rulebook, "worth")
        self.papers = tuple(words_in(rulebook, "papers"))
        self.offices = tuple(words_in(rulebook, "offices"))
        self.endings = tuple(words_in(rulebook, "endings"))
        self._longest = max(map(len, self.modifiers))

    def modified(self, healed: str, floor: int, start: int) -> int:
        """Where a quantity that begins at `start` begins with the modifiers before it: 公司|研发|费用."""
        moved = True
        while moved:
            moved = False
            for length in range(min(self._longest, start - floor), 0, -1):
                if healed[start - length : start] in self.modifiers:
                    start, moved = start - length, True
                    break
        return start


def word_pattern(words: frozenset[str]) -> regex.Pattern[str]:
    """The shortest stretch of Chinese that ends in one of the words, with those that follow at once: 学生|家长."""
    return regex.compile(r"[\p{Han}A-Za-z0-9“”]*?(?:\L<words>)+", regex.VERSION1, words=list(words))


def words_of(rulebook: Rulebook) -> Words:
    """The word lists of a rulebook."""
    return rulebook.memo("measures.words", Words)
