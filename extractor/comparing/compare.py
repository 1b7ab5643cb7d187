"""One page held against itself or against others: pairs of figures, and what can be worked out from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from extractor.compared import VERDICTS, Check, Comparison, Pair
from extractor.comparing.checks import check_all
from extractor.comparing.claims import claims_of
from extractor.comparing.intervals import Interval
from extractor.comparing.pairing import pair_pages, pair_within
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
) -> Iterator[Comparison]:
    """Hold a page against each of the others in turn; against itself where there are none.

    `words` are the tables of comparing, ours where None. `min_score` leaves out pairs that are less sure. `rates` lead
    from foreign money to yuan, see `parse_rate`. `everything` also gives the figures that stand on one page only.
    """
    words = words or load_words()
    claims = claims_of(page, words, 0)
    count = 0
    for count, other in enumerate(others, 1):
        theirs = claims_of(other, words, 1)
        pairs = pair_pages(claims, theirs, words, min_score=min_score, rates=rates or {})
        # What page a gives by itself is worked out once, not with each page it is held against.
        checks = [check for check in check_all([*claims, *theirs], words) if count == 1 or _pages(check) != {0}]
        yield _comparison(page, other, pairs, checks, everything)
    if not count:
        pairs = pair_within(claims, words, min_score=min_score, rates=rates or {})
        yield _comparison(page, page, pairs, check_all(claims, words), everything)


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


def _comparison(a: Document, b: Document, pairs: list[Pair], checks: list[Check], everything: bool) -> Comparison:
    """What differs first, then by the place on page a."""
    shown = [pair for pair in pairs if everything or pair.verdict != "only"]
    shown.sort(key=lambda pair: (VERDICTS.index(pair.verdict), _place(pair)))
    return Comparison(a=a, b=b, pairs=tuple(shown), checks=tuple(checks), unpaired=len(pairs) - len(shown))


def _place(pair: Pair) -> tuple[int, int]:
    return (0, pair.a.figure.at.start) if pair.a else (1, pair.b.figure.at.start if pair.b else 0)
