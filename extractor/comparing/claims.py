"""Figures made ready for comparing: what each measures in plain words, how wide it is, of what time it is.

A page that says the same thing twice makes one claim with two lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from extractor.comparing.intervals import Interval, digits_of, equal, nominal, widened
from extractor.comparing.times import Days, days
from extractor.comparing.words import Phrase, Words
from extractor.model import Document, Figure, Name

_SPANS = ("subject", "attribute", "object")
#: What a figure measures by its unit alone.
_IMPLIED = {"magnitude": "震级", "age": "年龄"}
_YEAR = re.compile("([12][0-9]{3})年")
_FAMILIES = {"multiple": "ratio", "percentage_points": "ratio"}


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """What a Document says of itself as a whole: its day, and the names on it in every form."""

    document: Document
    number: int
    names: frozenset[str]
    day: int | None
    _foreign: dict[str, bool] = field(default_factory=dict)

    def is_foreign_to(self, other: Page) -> bool:
        """Whether the pages share no name although both have some; found out once for two pages."""
        known = self._foreign.get(other.document.sha256)
        if known is None:
            both = self is not other and self.names and other.names
            known = self._foreign[other.document.sha256] = bool(both) and self.names.isdisjoint(other.names)
        return known


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """One figure of a page and what it states, in the terms that two pages share.

    `what` is subject, attribute and object in plain words, `key` its characters in order. `names` are the names in it,
    each with its fullest form, `near` those of its sentence, `before` those of the last sentence with any before it.
    `sign` is -1 for a decrease. `earlier` says that a later figure of the sentence is of the same thing: 18 in
    由18人增至23人. `pace` is `running` for a number that rises from hour to hour (死亡), `lasting` for one that hardly
    changes (全长), else empty. `said` is the measure as written; `digits`, `number` and `is_narrow` are what is
    asked of the number again and again. `before_days` and `before_text` are the time that the page gave last, for a
    figure without one.
    """

    figure: Figure
    page: Page
    what: Phrase
    key: str
    names: Mapping[str, str]
    near: Mapping[str, str]
    before: Mapping[str, str]
    of: Phrase | None
    basis: str | None
    days: Days | None
    time_text: str | None
    interval: Interval
    nominal: Fraction | None
    family: str
    sign: int | None
    sentence: str
    pace: str
    said: str
    subject: str
    digits: int
    number: float | None
    is_narrow: bool
    earlier: bool = False
    also: tuple[int, ...] = ()
    before_days: Days | None = None
    before_text: str | None = None

    def equals(self, other: Claim) -> bool:
        """Whether both name the same number."""
        if self.nominal is None or other.nominal is None or not self.is_near(other, 1e-9):
            return False
        return equal(self.nominal, other.nominal)

    def is_near(self, other: Claim, share: float) -> bool:
        """Whether the numbers are close enough to be worth an exact look, which takes a hundred times as long."""
        one, two = self.number, other.number
        if one is None or two is None:
            return one is two
        return abs(one - two) <= share * max(abs(one), abs(two))


def claims_of(document: Document, words: Words, number: int, *, join: bool = True) -> list[Claim]:
    """The figures of a page in its order; with `join` those that say the same are made one."""
    page = page_of(document, number)
    named = sorted((m for m in document.mentions if isinstance(m, Name)), key=lambda name: name.at.start)
    names = _Names(named, [name.at.start for name in named])
    found = [_claim(figure, page, words, names) for figure in document.mentions if isinstance(figure, Figure)]
    ordered = _with_order(list(_with_times(found)))
    return list(_joined(ordered) if join else ordered)


def page_of(document: Document, number: int) -> Page:
    """A Document as comparing sees it."""
    named = [mention for mention in document.mentions if isinstance(mention, Name)]
    names = frozenset(form for name in named for form in (name.text, name.name))
    day = document.reference_date
    return Page(document, number, names, day.toordinal() if day else None)


@dataclass(frozen=True, slots=True)
class _Names:
    mentions: list[Name]
    starts: list[int]

    def within(self, start: int, end: int) -> Iterator[Name]:
        for at in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            if self.mentions[at].at.end <= end:
                yield self.mentions[at]

    def before(self, start: int) -> Iterator[Name]:
        """The names of the last sentence with any that ends at `start` or before it."""
        last = bisect_left(self.starts, start)
        sentence = self.mentions[last - 1].at.sentence if last else None
        while last and self.mentions[last - 1].at.sentence == sentence:
            last -= 1
            yield self.mentions[last]


def _claim(figure: Figure, page: Page, words: Words, names: _Names) -> Claim:
    slots = figure.slots
    inside: dict[str, str] = {}
    for slot in _SPANS:
        if slot in figure.slots_at:
            inside |= {name.text: name.name for name in names.within(*figure.slots_at[slot])}
    what = words.join(*_what(slots, figure.quantity.dimension), names=tuple(inside))
    change, basis = slots.get("change"), slots.get("basis")
    sign = None if change is None and basis is None else -1 if change == "decrease" else 1
    span = days(slots["time"]) if "time" in slots else None
    interval = widened(figure.quantity)
    number = nominal(figure.quantity)
    if sign == -1:
        interval, number = interval.times(Fraction(-1)), None if number is None else -number
    quantity = next(iter(sorted(what.quantities)), None)
    return Claim(
        figure=figure,
        page=page,
        what=what,
        key="".join(sorted(what.text)),
        names=inside,
        near={name.text: name.name for name in names.within(*figure.at.sentence)},
        before={name.text: name.name for name in names.before(figure.at.sentence[0])},
        of=words.read(whole) if (whole := _whole(slots, figure.quantity.dimension)) else None,
        basis=_basis(basis, span, words) if basis else None,
        days=span,
        time_text=slots.get("time_text"),
        interval=interval,
        nominal=number,
        family=_FAMILIES.get(figure.quantity.dimension, figure.quantity.dimension),
        sign=sign,
        sentence=page.document.contexts.get(figure.at.sentence, ""),
        pace=words.times.get(quantity or "", ""),
        said="".join(slots.get(slot, "") for slot in _SPANS),
        subject=slots.get("subject", ""),
        digits=digits_of(figure.quantity),
        number=_as_float(number),
        is_narrow=interval.is_narrow,
    )


def _basis(text: str, span: Days | None, words: Words) -> str:
    """What a change counts from, in its plain form: of a figure of 2023, 比2022年同期 is 同比."""
    year = _YEAR.search(text)
    before = span and date.fromordinal(span[0]).year - 1
    return words.basis("同比" if year and before == int(year[1]) else text)


def _as_float(number: Fraction | None) -> float | None:
    """Close enough for a first look; None too where it is beyond all floats."""
    try:
        return None if number is None else float(number)
    except OverflowError:
        return None


def _what(slots: Mapping[str, str], dimension: str) -> tuple[str, ...]:
    """Whose quantity of what; a share is 占比, whatever it is a share of, and 6.2级 a 震级 without the word."""
    attribute = slots.get("attribute", "")
    if _whole(slots, dimension):
        attribute = "占比"
    subject, object_ = slots.get("subject", ""), slots.get("object", "")
    implied = _IMPLIED.get(dimension, "")
    return subject, attribute or implied, object_ if object_ not in subject + attribute else ""


def _whole(slots: Mapping[str, str], dimension: str) -> str:
    """What a share is of: 进出口总值, also where only 占进出口总值 says so."""
    attribute = slots.get("attribute", "")
    named = attribute[1:] if attribute.startswith("占") and dimension == "ratio" and attribute != "占比" else ""
    return slots.get("of", "") or named


def _with_order(claims: list[Claim]) -> Iterator[Claim]:
    """由18人增至23人: the first of two levels of one thing in a sentence is the earlier one."""
    last: dict[object, int] = {}
    for place, claim in enumerate(claims):
        if claim.sign is None and claim.what.text:
            last[_same_thing(claim)] = place
    for place, claim in enumerate(claims):
        yield replace(claim, earlier=True) if last.get(_same_thing(claim), place) > place else claim


def _with_times(claims: list[Claim]) -> Iterator[Claim]:
    """A figure that gives no time is read after the last one that does: 前11个月进出口3万亿元。出口2万亿元。"""
    times, text = None, None
    for claim in claims:
        if claim.time_text:
            times, text = claim.days, claim.time_text
        yield claim if claim.time_text or not text else replace(claim, before_days=times, before_text=text)


def _same_thing(claim: Claim) -> object:
    quantity = claim.figure.quantity
    return claim.figure.at.sentence, claim.key, claim.family, quantity.unit, quantity.per, claim.of, claim.sign


def _joined(claims: Iterator[Claim]) -> Iterator[Claim]:
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[_identity(claim)].append(claim)
    for first, *others in groups.values():
        also = dict.fromkeys(other.figure.at.line for other in others if other.figure.at.line != first.figure.at.line)
        yield replace(first, also=tuple(also)) if others else first


def _identity(claim: Claim) -> object:
    """The same statement: all but its place, its wording and its hedge by another word."""
    quantity = claim.figure.quantity
    if not claim.key:
        return claim.figure.at.start
    numbers = (claim.nominal, claim.interval, quantity.bound, quantity.unit, quantity.per)
    rest = (quantity.status, quantity.aggregate, quantity.extreme, claim.basis, claim.of, claim.time_text)
    return claim.key, claim.family, claim.sign, numbers, rest, claim.days, claim.earlier
