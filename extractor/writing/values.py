"""Values in one short line, as examples in rule files and `extract explain` write them."""

from __future__ import annotations

from fractions import Fraction

from extractor.model import Fact, Quantity, Role
from extractor.writing.numbers import digits, plain_number

_MARKS = {"about": "≈ ", "over": "> ", "under": "< ", "at_least": ">= ", "at_most": "<= ", "exact": ""}


def figure_value(quantity: Quantity) -> str:
    """A quantity: `1200 亩`, `> 2600000 辆`, `30..40 min`, `several 100..999 人`; without unit the number alone."""
    if quantity.bound in ("range", "several"):
        several = "several " if quantity.bound == "several" else ""
        number = f"{several}{_plain(quantity.low)}..{_plain(quantity.high)}"
    else:
        number = f"{_MARKS[quantity.bound]}{_plain(quantity.value)}"
    return f"{number} {quantity.unit}" if quantity.unit else number


def date_value(edtf: str | None, clock: str | None) -> str:
    """A date: its EDTF, with the time of day joined to it: `2023-01-13T10:00`; empty if it stayed open."""
    return f"{edtf or ''}{'T' + clock if clock else ''}"


def fact_value(fact: Fact) -> str:
    """A role as `person|title|organization|status`, a quote as `speaker|verb|direct`: `王芳|董事长|宏达公司|former`."""
    if isinstance(fact, Role):
        return "|".join((fact.person, fact.title, fact.organization or "", fact.status or ""))
    return "|".join((fact.speaker, fact.verb or "", str(fact.direct).lower()))


def _plain(number: Fraction | None) -> str:
    return "" if number is None else digits(plain_number(number))
