"""Which figure of one page goes with which of the other: likely pairs by their words, then the best assignment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil

from rapidfuzz import process
from rapidfuzz.distance import Indel

from extractor.compared import Pair, Verdict
from extractor.comparing.assignment import assign
from extractor.comparing.claims import Claim
from extractor.comparing.likeness import Likeness, likeness
from extractor.comparing.verdicts import Rates, comparable, judge, side_of
from extractor.comparing.words import Words

#: Below this share of characters in common no reason makes a pair.
_CLOSE = 0.3
_AGREE = ("same", "consistent")

Likely = dict[tuple[int, int], Likeness]


def pair_pages(
    ones: Sequence[Claim], others: Sequence[Claim], words: Words, *, min_score: Fraction, rates: Rates
) -> list[Pair]:
    """The pairs of two pages, one to one, then what says the same as half of a pair, then what stands alone."""
    likely = _likely(ones, others, words, min_score, rates)
    chosen = assign({pair: _worth(found, ones[pair[0]], others[pair[1]]) for pair, found in likely.items()})
    pairs = [judge(ones[a], others[b], likely[a, b], rates) for a, b in chosen]
    used = {a for a, _ in chosen}, {b for _, b in chosen}
    for (a, b), found in sorted(likely.items(), key=lambda item: -item[1].score):
        if a in used[0] and b in used[1]:
            continue
        pair = judge(ones[a], others[b], found, rates)
        if pair.verdict in _AGREE:
            pairs.append(pair)
            used[0].add(a)
            used[1].add(b)
    pairs += _same_words(ones, others, used, rates)
    return pairs + list(_alone(ones, others, used))


def pair_within(claims: Sequence[Claim], words: Words, *, min_score: Fraction, rates: Rates) -> list[Pair]:
    """What a page says more than once in different words; two figures of one sentence are meant to be two things."""
    likely = _likely(claims, claims, words, min_score, rates)
    pairs = []
    for (a, b), found in likely.items():
        one, other = claims[a], claims[b]
        if a < b and one.figure.at.sentence != other.figure.at.sentence:
            pairs.append(judge(one, other, found, rates))
    return pairs


def _worth(found: Likeness, one: Claim, other: Claim) -> int:
    """The score as the assignment counts it: of two equally likely partners the one with the nearer number."""
    return 1000 * found.score + int(_nearness(one, other) * 900) + 1


def _nearness(one: Claim, other: Claim) -> float:
    a, b = one.number, other.number
    if a is None or b is None or a * b <= 0:
        return 0.0
    return min(abs(a), abs(b)) / max(abs(a), abs(b))


def _likely(ones: Sequence[Claim], others: Sequence[Claim], words: Words, min_score: Fraction, rates: Rates) -> Likely:
    found: Likely = {}
    least = ceil(min_score * 100)
    for a, b in _candidates(ones, others):
        close = likeness(ones[a], others[b], words, least)
        if close and comparable(ones[a], others[b], rates):
            found[a, b] = close
    return found


def _candidates(ones: Sequence[Claim], others: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Figures of one family whose words share characters, or whose numbers are equal and one says nothing."""
    families: dict[object, list[int]] = defaultdict(list)
    for place, claim in enumerate(others):
        families[_family(claim)].append(place)
    keys = {family: [others[place].key for place in places] for family, places in families.items()}
    for a, one in enumerate(ones):
        places = families.get(_family(one), [])
        if one.key and places:
            close = process.extract(
                one.key, keys[_family(one)], scorer=Indel.normalized_similarity, score_cutoff=_CLOSE, limit=None
            )
            yield from ((a, places[index]) for _, _, index in close)
        for b in places:
            if not (one.key and others[b].key) and one.equals(others[b]):
                yield a, b


def _family(claim: Claim) -> object:
    return claim.family, claim.sign is None


def _same_words(
    ones: Sequence[Claim], others: Sequence[Claim], used: tuple[set[int], set[int]], rates: Rates
) -> Iterator[Pair]:
    """Figures left over that the pages give in the same words and in units that do not convert: 41吨, 41立方米."""
    left: dict[object, list[int]] = defaultdict(list)
    for b, other in enumerate(others):
        if b not in used[1] and (other.what.quantities or len(other.key) > 3):
            left[_words_of(other)].append(b)
    for a, one in enumerate(ones):
        places = left.get(_words_of(one), []) if a not in used[0] else []
        if len(places) == 1 and _unconvertible(one, others[places[0]], rates):
            b = places.pop()
            used[0].add(a)
            used[1].add(b)
            yield _unit_pair(one, others[b])


def _words_of(claim: Claim) -> object:
    return claim.key, claim.sign, claim.basis, claim.of, claim.time_text, claim.figure.quantity.per


def _unconvertible(one: Claim, other: Claim, rates: Rates) -> bool:
    units = one.figure.quantity.si_unit, other.figure.quantity.si_unit
    dimensions = one.figure.quantity.dimension, other.figure.quantity.dimension
    return (
        dimensions[0] != dimensions[1]
        or (units[0] != units[1] and not comparable(one, other, rates))
        or (one.family == "count" and units[0] != units[1])
    )


def _unit_pair(one: Claim, other: Claim) -> Pair:
    units = [claim.figure.quantity.unit_text or "无单位" for claim in (one, other)]
    remarks = [f"{units[0]}与{units[1]}不能换算"]
    codes = {claim.figure.quantity.si_unit for claim in (one, other) if claim.family == "money"} - {"CNY", None}
    remarks += [f"可用 --rate {code}=汇率 换算" for code in sorted(map(str, codes))]
    return Pair(
        verdict="unit",
        a=side_of(one),
        b=side_of(other),
        score=Fraction(1),
        reasons=("所指相同",),
        remarks=tuple(remarks),
    )


def _alone(ones: Iterable[Claim], others: Iterable[Claim], used: tuple[set[int], set[int]]) -> Iterator[Pair]:
    verdict: Verdict = "only"
    for a, one in enumerate(ones):
        if a not in used[0]:
            yield Pair(verdict=verdict, a=side_of(one), b=None)
    for b, other in enumerate(others):
        if b not in used[1]:
            yield Pair(verdict=verdict, a=None, b=side_of(other))
