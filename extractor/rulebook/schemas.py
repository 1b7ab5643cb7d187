"""What may stand in a rule file: one frozen dataclass for an entry of each section.

The part of a file's name before the first dot says its section: `units.yaml` and `units.money.yaml` hold units. A
file of any other name holds pattern rules; files in a folder `seeds` hold lexicons. YAML gives strings only (it would
make `12:30` into 750), and these classes say what each string becomes. Pydantic holds the files against them when they
have changed; nothing else needs it, so it is not imported here. To give an entry a new key, add a field to its class.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any, ClassVar, Literal

FORBID = {"extra": "forbid"}
_MOMENT = r"(?:-?[0-9]{4}|XXXX)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_PERIOD = re.compile(rf"{_MOMENT}(?:/(?:{_MOMENT}|\.\.))?")

#: What a pattern rule may make; the module that reads a kind gives it meaning.
Kind = Literal["date", "nothing", "figure", "person", "organization", "place", "nameless", "role", "quote"]


@cache
def fraction(text: str) -> Fraction:
    """Read an exact factor: `2000/3`, `0.5`; ValueError in one line if it is not a number."""
    try:
        numerator, slash, denominator = text.partition("/")
        return Fraction(numerator.strip()) / Fraction(denominator.strip() if slash else 1)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"'{text}' is not a number: write 1000, 0.5 or 2000/3") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text, the one stretch that the rule must take in it, and the value it must give.

    `1200 亩`, `2008-05-12`; a role is `person|title|organization|status`, a quote `speaker|verb|direct`.
    """

    __pydantic_config__: ClassVar[Any] = FORBID
    text: str
    span: str
    value: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Every entry has an `id`, unique in its section."""

    __pydantic_config__: ClassVar[Any] = FORBID
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exampled(Entry):
    """An entry that shows what it takes and what it must leave."""

    must_match: tuple[Example, ...]
    must_not_match: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern(Exampled):
    """A pattern rule; `gives` are constants for the code that reads the kind."""

    kind: Kind
    pattern: str
    priority: int = 0
    gives: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment(Entry):
    """A piece that patterns share: `{month}` in a pattern stands for the fragment `month`."""

    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension(Entry):
    """What a unit measures; `base` is the unit that its factors count in, left out where each unit is its own base."""

    base: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Exampled):
    """A unit and the words for it.

    `code` is what a record prints: the first name where it is left out, each name itself for `self` (classifiers).
    `scale` is what one of it is worth in `code` (成 is 10 %), `factor` and `offset` lead from `code` to the base unit.
    The other keys say when the word is this unit. Patterns: `next` must follow, `next_not` must not; `before_not` must
    not stand before the number (it ends there), `near` must stand within the clause around it. `digits`: only after
    0-9. `article`: 一 before it is no number (true for counts). `below`: smaller numbers only (2023年 is a date).
    `after`: only behind a larger unit of that code (1小时30分). `decimals`: digits behind it are decimals of it (9秒35,
    一米八, 三成五). `row`: a row of digits before it has its point after the first (七五折 is 7.5 of them).
    Of entries with the same name those with `next`, `near` or `after` come first; the first that fits is taken.
    """

    names: tuple[str, ...]
    dimension: str
    code: str | None = None
    scale: str = "1"
    factor: str = "1"
    offset: str = "0"
    next: str = ""
    next_not: str = ""
    before_not: str = ""
    near: str = ""
    digits: bool = False
    article: bool | None = None
    below: str | None = None
    after: str | None = None
    decimals: bool = False
    row: bool = False

    def __post_init__(self) -> None:
        for number in (self.scale, self.factor, self.offset, self.below or "1"):
            fraction(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge(Exampled):
    """Words beside a number that say more about it.

    `side` is where they stand: `before` and `after` touch the number (or one another), `clause` stands anywhere before
    it in its clause, `within` characters away at most. `bound` widens what the number states; `extreme`, `status`,
    `aggregate` and `per` are keys of the record. A word that gives none of them is stepped over (达, 为, 人民币).
    `margin`: how far below the number it may be, as a share of it (近百位: 90 to 100). `apart`: also before a noun and
    的 (约占全国的三成). `units`: only with units of these codes. Patterns: `before_not` must not end where the words
    begin, `next_not` must not follow them. Of entries with the same word the first that fits is taken.
    """

    words: tuple[str, ...]
    side: Literal["before", "after", "clause"]
    bound: Literal["exact", "about", "over", "under", "at_least", "at_most"] | None = None
    margin: str | None = None
    extreme: Literal["max", "min"] | None = None
    status: Literal["planned", "expected", "denied"] | None = None
    aggregate: Literal["cumulative", "new", "mean", "daily"] | None = None
    per: str | None = None
    within: int = 20
    apart: bool = False
    units: tuple[str, ...] = ()
    before_not: str = ""
    next_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases(Exampled):
    """Words by themselves, one more is one more word in the list.

    `role` says what they are for: `nothing` holds numerals that state no quantity (一带一路), `countable` what a bare
    number may count (1.8万用户), `counted` what one may be the value of (死亡人数升至50).
    """

    words: tuple[str, ...]
    role: Literal["nothing", "countable", "counted"] = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Exampled):
    """Words that decide what a figure measures (同比, 增长, 拥有), and the slot of SPEC that they fill or lead to.

    The value of an example is every slot of its figure but time_text: `attribute=出口; change=increase; basis=同比`.
    """

    words: tuple[str, ...]
    slot: Literal["subject", "attribute", "object", "of", "change", "basis", "time", "according_to"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Exampled):
    """A named stretch of time: “十四五” is 2021/2025, 国庆节 is XXXX-10-01, 改革开放以来 is 1978/...

    `years` stands in place of `edtf` where a feast moves: its first day in each year that is known (春节 2024-02-10).
    """

    names: tuple[str, ...]
    edtf: str = ""
    years: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.edtf) == bool(self.years):
            raise ValueError("a period has either 'edtf' or 'years'")
        for value in self.years or (self.edtf,):
            if not _PERIOD.fullmatch(value):
                raise ValueError(f"'{value}' is no date: write 2021, 2021-05, 2021-05-12, XXXX-05-12 or 2021/2025")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two sentences with a figure each, and the verdict that comparing them must give; None where they are no pair."""

    __pydantic_config__: ClassVar[Any] = FORBID
    text: str
    other: str
    verdict: Literal["different", "unit", "time", "status", "consistent", "same"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness(Entry):
    """Words that comparing takes for one another, the first for all of them.

    `role`: a `quantity` is what a figure measures (产量, 总产量), and two figures of different quantities are no pair;
    a `noun` is any other word; a `filler` says nothing (的); a `scope` may be left out on one side (全国); a `kind`
    narrows what it stands before, and may not (新能源, 农村); a `basis` is what a change counts from (同比, 比上年); a
    `counter` counts the same things (辆, 台), a `lone` one what no other does (人次); a `contrast` makes two things of
    what else is alike (东站, 西站). `time` of a quantity: `running` rises from hour to hour (死亡), `lasting` hardly
    changes (全长). `vague`: too common to pair figures by itself (价格).
    """

    words: tuple[str, ...]
    role: Literal["quantity", "noun", "filler", "scope", "kind", "basis", "counter", "lone", "contrast"]
    time: Literal["running", "lasting"] | None = None
    vague: bool = False
    must_match: tuple[Alike, ...]
    must_not_match: tuple[Alike, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon(Entry):
    """A list of words; the examples say which words it must and must not hold."""

    words: tuple[str, ...]
    must_match: tuple[str, ...]
    must_not_match: tuple[str, ...]


#: Section by the file's name; every other file holds patterns.
SECTIONS: dict[str, type[Entry]] = {
    "fragments": Fragment,
    "dimensions": Dimension,
    "units": Unit,
    "hedges": Hedge,
    "periods": Period,
    "phrases": Phrases,
    "measures": Measure,
    "comparing": Likeness,
}
