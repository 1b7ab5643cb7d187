"""A share beside its part and its whole, a change beside its old and its new value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from rapidfuzz.distance import Indel

from extractor.compared import Check
from extractor.comparing.arithmetic import best, make_check
from extractor.comparing.claims import Claim
from extractor.comparing.intervals import Interval
from extractor.comparing.times import Days, days, relation, year_before

_SAME = 0.85


class Figures:
    """The figures of a comparison, found by their sentence and by what they measure."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.all = claims
        self._sentences: dict[object, list[Claim]] = defaultdict(list)
        self._measures: dict[object, list[Claim]] = defaultdict(list)
        for claim in claims:
            self._sentences[claim.page.number, claim.figure.at.sentence].append(claim)
            if claim.sign is None and claim.nominal:
                self._measures[claim.what.quantities, claim.what.kinds, claim.family].append(claim)

    def beside(self, claim: Claim) -> list[Claim]:
        """The other figures of its sentence, in order."""
        return [other for other in self._sentences[claim.page.number, claim.figure.at.sentence] if other is not claim]

    def levels_like(self, claim: Claim) -> list[Claim]:
        """The levels of the same quantity and dimension, itself among them."""
        return self._measures[claim.what.quantities, claim.what.kinds, claim.family]


def check_shares(figures: Figures) -> Iterator[Check]:
    """民营企业进出口19万亿元，占外贸总值的48.6%: the part stands before the share, the whole anywhere."""
    for share in figures.all:
        if share.of is None or share.sign is not None or share.figure.quantity.dimension != "ratio":
            continue
        part = _part_before(share, figures)
        wholes = [whole for whole in figures.all if part and _is_whole(whole, part, share)]
        checks = [check for whole in wholes if part and (check := _share_check(share, part, whole))]
        yield from best(checks)


def _part_before(share: Claim, figures: Figures) -> Claim | None:
    """The last level before the share in its sentence, of the same subject."""
    subject = share.figure.slots.get("subject")
    before = [
        claim
        for claim in figures.beside(share)
        if claim.figure.at.start < share.figure.at.start and claim.sign is None and claim.family != "ratio"
    ]
    if not before:
        return None
    said = (before[-1].figure.slots.get("subject"), before[-1].figure.slots.get("attribute"))
    owner = subject in (said[0], "".join(filter(None, said))) if subject else said[0]
    return before[-1] if owner else None


def _is_whole(whole: Claim, part: Claim, share: Claim) -> bool:
    """The whole that the share names: 外贸总值, or for 全国 the same quantity of the whole country."""
    if whole is part or whole.sign is not None or whole.of or whole.family != part.family or not share.of:
        return False
    if whole.figure.quantity.per != part.figure.quantity.per or not _one_time(whole.days, part.days or share.days):
        return False
    of = share.of
    if any(name not in (share.figure.slots.get("of") or share.said) for name in whole.names) or whole.key == part.key:
        return False
    if not of.text:
        return bool(of.scopes & whole.what.scopes) and whole.what.quantities == part.what.quantities
    return whole.what.text == of.text and not (whole.what.scopes and of.scopes and whole.what.scopes != of.scopes)


def _one_time(one: Days | None, other: Days | None) -> bool:
    return one is None or other is None or relation(one, other) == "equal"


def _share_check(share: Claim, part: Claim, whole: Claim) -> Check | None:
    result = part.interval.over(whole.interval)
    if result is None or part.nominal is None or not whole.nominal or part.nominal > whole.nominal:
        return None
    return make_check("share", [part, whole], share, result, part.nominal / whole.nominal)


def check_changes(figures: Figures) -> Iterator[Check]:
    """产量由120万辆增至186万辆，增长55%; the old value may stand on the other page, for the year before."""
    for change in figures.all:
        new = None if change.sign is None or change.nominal is None else _new_value(change, figures)
        if new is None:
            continue
        olds = [old for old in figures.levels_like(new) if _is_old(old, new, change, figures)]
        checks = [check for old in olds if (check := _change_check(change, old, new))]
        yield from best(checks)


def _new_value(change: Claim, figures: Figures) -> Claim | None:
    """The level that stands nearest before the change, of the same thing."""
    levels = [
        claim
        for claim in figures.beside(change)
        if claim.sign is None and not claim.earlier and claim.nominal and _same_measure(claim, change)
    ]
    before = [claim for claim in levels if claim.figure.at.start < change.figure.at.start]
    return before[-1] if before else levels[0] if levels else None


def _same_measure(one: Claim, other: Claim) -> bool:
    if not one.key or one.what.quantities != other.what.quantities or one.what.kinds != other.what.kinds:
        return False
    if one.figure.quantity.per != other.figure.quantity.per or one.of != other.of:
        return False
    return one.key == other.key or Indel.normalized_similarity(one.key, other.key) >= _SAME


def _is_old(old: Claim, new: Claim, change: Claim, figures: Figures) -> bool:
    if old is new or not old.nominal or old.nominal < 0:
        return False
    if old.figure.quantity.unit != new.figure.quantity.unit or not _same_measure(old, new):
        return False
    if old.page is new.page and old.figure.at.sentence == new.figure.at.sentence:
        return old.earlier and _follows(old, new, figures)
    span = _old_time(change, change.days or new.days)
    return span is not None and old.days == span and old.figure.quantity.status is None


def _follows(old: Claim, new: Claim, figures: Figures) -> bool:
    """Whether no other level of the same thing stands between the two."""
    return not any(
        old.figure.at.start < claim.figure.at.start < new.figure.at.start and claim.key == new.key
        for claim in figures.beside(old)
        if claim.sign is None
    )


def _old_time(change: Claim, now: Days | None) -> Days | None:
    """The days that the change counts from: a year before for 同比, 2021 for 比2021年."""
    basis = change.basis
    if now is None or basis is None:
        return None
    if basis == "同比":
        return year_before(now)
    year = "".join(character for character in basis if character.isascii() and character.isdigit())
    return days(year) if len(year) == 4 else None


def _change_check(change: Claim, old: Claim, new: Claim) -> Check | None:
    if old.nominal is None or new.nominal is None:
        return None
    if change.figure.quantity.dimension in ("ratio", "multiple"):
        ratio = new.interval.over(old.interval)
        if ratio is None or new.family == "ratio":
            return None
        number = new.nominal / old.nominal - 1
        result = ratio.plus(Interval(Fraction(-1), Fraction(-1)))
        return make_check("change", [old, new], change, result, number)
    if not _subtracts(change, new):
        return None
    result = new.interval.plus(old.interval.times(Fraction(-1)))
    return make_check("change", [old, new], change, result, new.nominal - old.nominal)


def _subtracts(change: Claim, new: Claim) -> bool:
    """Whether the change is an amount of the same unit, or 百分点 of a share."""
    quantity, level = change.figure.quantity, new.figure.quantity
    if level.unit == "%":
        return quantity.dimension == "percentage_points"
    return quantity.unit == level.unit and quantity.dimension == level.dimension
