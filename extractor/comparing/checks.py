"""What can be worked out from the figures of a page, or of two: a sum, a share, a change, each with its arithmetic.

Each figure is as wide as its rounding allows, so a result is a stretch of numbers; the check holds where what was
stated meets it. A check is a sum on paper, no verdict: a list may be incomplete, a rate worked out before rounding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from rapidfuzz.distance import Indel

from extractor.compared import Check
from extractor.comparing.arithmetic import best, make_check
from extractor.comparing.checks_ratios import Figures, check_changes, check_shares
from extractor.comparing.claims import Claim
from extractor.comparing.intervals import Interval
from extractor.comparing.times import relation
from extractor.comparing.words import Words

#: A total that is further from the sum of its parts is the total of something else.
_NEAR = Fraction(3, 2)
#: A list whose sum is short of the total by more than this does not claim to be complete.
_SHORT = Fraction(9, 10)
_STEMS_ALIKE = 0.75


def check_all(claims: Sequence[Claim], words: Words) -> list[Check]:
    """The checks that these figures allow, in the order of what they are held against."""
    figures = Figures(claims)
    return [*check_sums(claims, words), *check_shares(figures), *check_changes(figures)]


def check_sums(claims: Sequence[Claim], words: Words) -> Iterator[Check]:
    """A total beside the parts that one sentence hands to several subjects: 甲、乙产量分别为3万辆和2万辆."""
    for parts in _lists(claims):
        totals = sorted(_totals(parts, claims, words), key=lambda total: _distance(parts[0], total))
        yield from best([check for total in totals if (check := _sum_check(parts, total))])


def _lists(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Figures of a sentence that share the words for their quantity and have each a subject of its own."""
    lists: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        at = claim.figure.slots_at
        head = at.get("attribute") or at.get("object")
        if head and "subject" in at and claim.sign is None and claim.of is None and claim.nominal is not None:
            place = claim.page.number, claim.figure.at.sentence, head
            lists[place, claim.family, claim.figure.quantity.unit, claim.figure.quantity.per].append(claim)
    for parts in lists.values():
        if len({claim.figure.slots_at["subject"] for claim in parts}) == len(parts) > 1 and parts[0].family != "ratio":
            yield parts


def _totals(parts: list[Claim], claims: Sequence[Claim], words: Words) -> Iterator[Claim]:
    first = parts[0]
    subjects = {part.figure.slots["subject"] for part in parts}
    for claim in claims:
        if claim in parts or claim.sign is not None or claim.nominal is None or claim.of or not claim.what.text:
            continue
        if (claim.family, claim.figure.quantity.per) != (first.family, first.figure.quantity.per):
            continue
        if claim.family == "count" and not words.count_alike(claim.figure.quantity.unit, first.figure.quantity.unit):
            continue
        if (
            claim.figure.slots.get("subject") in subjects
            or claim.figure.quantity.status != first.figure.quantity.status
        ):
            continue
        if claim.days and first.days and relation(claim.days, first.days) != "equal":
            continue
        if claim.what.quantities == first.what.quantities and _alike(stem(claim, words), stem(first, words)):
            yield claim


def stem(claim: Claim, words: Words) -> str:
    """What is counted, without the names of whose it is: 新能源汽车产量 for 上海新能源汽车产量."""
    slots = claim.figure.slots
    subject = slots.get("subject", "")
    for name in claim.names:
        subject = subject.replace(name, "")
    return words.join(subject, slots.get("attribute", ""), slots.get("object", "")).text


def _alike(one: str, other: str) -> bool:
    return one == other or Indel.normalized_similarity(one, other) >= _STEMS_ALIKE


def _distance(part: Claim, total: Claim) -> tuple[bool, int]:
    other_page = part.page.number != total.page.number
    return other_page, abs(part.figure.at.start - total.figure.at.start)


def _sum_check(parts: list[Claim], total: Claim) -> Check | None:
    result = Interval(Fraction(0), Fraction(0))
    for part in parts:
        result = result.plus(part.interval)
    numbers = [part.nominal for part in parts if part.nominal is not None]
    number, stated = sum(numbers, Fraction(0)), total.nominal
    if not number or not stated or not 1 / _NEAR <= number / stated <= _NEAR:
        return None
    holds = result.meets(total.interval)
    if not holds and number < stated * _SHORT:
        return None
    remark = "" if holds else "分项之和少于总数，或未列全" if number < stated else "分项之和多于总数"
    return make_check("sum", parts, total, result, number, remark)
