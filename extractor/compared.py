"""The nouns of a comparison: what two pages say of the same thing, and what was made of it.

`comparing` makes them, `writing` prints them. `a` is the page that is checked, `b` the one it is held against; within
one page both are the same. Nothing here says that a page is wrong: a verdict says whether two wordings can both hold,
a check shows its arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from extractor.model import Document, Figure, Place, Quantity

Verdict = Literal["different", "unit", "time", "status", "consistent", "same", "only"]

#: In the order in which a reader wants them.
VERDICTS: tuple[Verdict, ...] = ("different", "unit", "time", "status", "consistent", "same", "only")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A figure of one of the pages; `also` are the further lines that say the same, `page` is 0 for a and 1 for b.

    `sentence` is empty where a saved result holds none.
    """

    page: int
    doc: str
    figure: Figure
    also: tuple[int, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two figures that measure the same thing, or one that stands alone (`b` or `a` None, verdict `only`).

    `score` is 0 to 1, how sure it is that they measure the same; `reasons` say why. `difference` is b less a in
    `unit`, `percent` the same as a share of a in percent; both None where a side has no single number. `slip` is the
    exact ratio 10, 100, 1000 or 10000. `remarks` say what a reader should know of the verdict.
    """

    verdict: Verdict
    a: Side | None
    b: Side | None
    score: Fraction = Fraction(1)
    reasons: tuple[str, ...] = ()
    difference: Fraction | None = None
    unit: str | None = None
    percent: Fraction | None = None
    slip: int | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A sum, a share or a change worked out from figures of the pages.

    `terms` are the figures it was worked out from, `stated` the one that it is held against; `result` has the
    quantity that the terms give, its `low` and `high` as wide as their rounding allows. `holds` is False where no
    number within `low` and `high` is what was stated. The terms of a sum are its parts, of a share the part and the
    whole, of a change the old and the new value.
    """

    kind: Literal["sum", "share", "change"]
    holds: bool
    terms: tuple[Side, ...]
    stated: Side
    result: Quantity
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A person whose post (`post`) or name (`spelling`) the pages write differently; `same_post` where both agree."""

    kind: Literal["post", "spelling", "same_post"]
    a_text: str
    b_text: str
    a_at: Place
    b_at: Place
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What became of a figure from one version of a story to the next; `kept` where only its place is another."""

    kind: Literal["changed", "added", "dropped", "kept"]
    a: Side | None
    b: Side | None
    pair: Pair | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Page `a` held against page `b`; both are the same Document where a page is held against itself.

    `unpaired` counts the figures without a partner that `pairs` does not list.
    """

    a: Document
    b: Document
    pairs: tuple[Pair, ...] = ()
    checks: tuple[Check, ...] = ()
    namings: tuple[Naming, ...] = ()
    edits: tuple[Edit, ...] = ()
    unpaired: int = 0

    @property
    def differs(self) -> bool:
        """Whether something in it cannot all hold, or was changed: the exit code 1 of `extract compare`."""
        return (
            any(pair.verdict == "different" for pair in self.pairs)
            or any(not check.holds for check in self.checks)
            or any(naming.kind != "same_post" for naming in self.namings)
            or any(edit.kind != "kept" for edit in self.edits)
        )
