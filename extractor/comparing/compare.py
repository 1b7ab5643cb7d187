"""One page held against itself or against others: pairs of figures, and what can be worked out from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from extractor.compared import VERDICTS, Check, Comparison, Naming, Pair
from extractor.comparing.checks import check_all
from extractor.comparing.claims import Claim, claims_of
from extractor.comparing.intervals import Interval
from extractor.comparing.naming import compare_names
from extractor.comparing.pairing import pair_pages, pair_within
from extractor.comparing.versions import compare_versions
from extractor.comparing.words import Words
from extractor.errors import ExtractorError
from extractor.model import Document
from extractor.rulebook import load_section

#: A pair below this score is not shown.
MIN_SCORE = Fraction(3, 5)
_RATE = re.compile(r"([A-Z]{3})=([0-9]{1,9}(?:\.([0-9]{1,9}))?)")


def compare(
    page: Document,
    others: Iterable[Document] = (),
    *,
    words: Words | None = None,
    min_score: Fraction = MIN_SCORE,
    rates: Mapping[str, Interval] | None = None,
    everything: bool = False,
    names: bool = False,
    versions: bool = False,
) -> Iterator[Comparison]:
    """Hold a page against each of the others in turn; against itself where there are none.

    `words` are the tables of comparing, ours where None. `min_score` leaves out pairs that are less sure. `rates` lead
    from foreign money to yuan, see `parse_rate`. `everything` also gives the figures that stand on one page only, and
    what agrees of names and versions. `names` compares posts and spellings too. `versions` takes the others for later
    versions of the page: figures are aligned by their place, and no pairs are made.
    """
    words = words or load_words()
    desk = _Desk(words, min_score, rates or {}, everything, names, versions)
    claims = claims_of(page, words, 0, join=not versions)
    count = 0
    for count, other in enumerate(others, 1):
        yield desk.hold(page, claims, other, first=count == 1)
    if not count:
        yield desk.hold_to_itself(page, claims)


@dataclass(frozen=True, slots=True)
class _Desk:
    """How pages are compared."""

    words: Words
    min_score: Fraction
    rates: Mapping[str, Interval]
    everything: bool
    names: bool
    versions: bool

    def hold(self, page: Document, claims: list[Claim], other: Document, *, first: bool) -> Comparison:
        theirs = claims_of(other, self.words, 1, join=not self.versions)
        namings = self._namings(page, other)
        if self.versions:
            edits = compare_versions(claims, theirs, self.rates, everything=self.everything)
            return Comparison(a=page, b=other, namings=namings, edits=tuple(edits))
        pairs = pair_pages(claims, theirs, self.words, min_score=self.min_score, rates=self.rates)
        # What page a gives by itself is worked out once, not with each page it is held against.
        checks = [check for check in check_all([*claims, *theirs], self.words) if first or _pages(check) != {0}]
        return self._comparison(page, other, pairs, checks, namings)

    def hold_to_itself(self, page: Document, claims: list[Claim]) -> Comparison:
        pairs = pair_within(claims, self.words, min_score=self.min_score, rates=self.rates)
        return self._comparison(page, page, pairs, check_all(claims, self.words), self._namings(page, page))

    def _namings(self, page: Document, other: Document) -> tuple[Naming, ...]:
        found = compare_names(page, other, self.words, everything=self.everything) if self.names else ()
        return tuple(found)

    def _comparison(
        self, a: Document, b: Document, pairs: list[Pair], checks: list[Check], namings: tuple[Naming, ...]
    ) -> Comparison:
        """What differs first, then by the place on page a."""
        shown = [pair for pair in pairs if self.everything or pair.verdict != "only"]
        shown.sort(key=lambda pair: (VERDICTS.index(pair.verdict), _place(pair)))
        unpaired = len(pairs) - len(shown)
        return Comparison(a=a, b=b, pairs=tuple(shown), checks=tuple(checks), namings=namings, unpaired=unpaired)


def load_words(extra: Path | None = None) -> Words:
    """The tables of comparing, with those of a user's folder of rules laid over them."""
    return Words(load_section("comparing", extra))


def parse_rate(text: str) -> tuple[str, Interval]:
    """Read `USD=7.1`: one dollar is 7.1 yuan, which may stand for 7.05 to 7.15. ExtractorError if it is no rate."""
    match = _RATE.fullmatch(text)
    if match is None or not Fraction(match[2]):
        raise ExtractorError(f"--rate {text}: no rate. Write what one unit is worth in yuan: --rate USD=7.1")
    value, half = Fraction(match[2]), Fraction(1, 2 * 10 ** len(match[3] or ""))
    return match[1], Interval(value - half, value + half, False, True)


def _pages(check: Check) -> set[int]:
    return {side.page for side in (*check.terms, check.stated)}


def _place(pair: Pair) -> tuple[int, int]:
    return (0, pair.a.figure.at.start) if pair.a else (1, pair.b.figure.at.start if pair.b else 0)
