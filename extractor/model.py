"""The nouns of the house: what a page holds once it is read.

Offsets are Python string indices (code points) into `Document.text`, the text as decoded; an end is exclusive.
Numbers are exact (`Fraction`): 47.57 % is 4757/100, and only writing turns it into digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

Bound = Literal["exact", "about", "over", "under", "at_least", "at_most", "range", "several"]
NameType = Literal["person", "organization", "place"]
Segments = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record stands in `Document.text`.

    `segments` is empty unless other text stands inside the mention: a caption set into 石川县能登半⏎⏎岛.
    `sentence` is the stretch of the sentence around it.
    """

    start: int
    end: int
    line: int
    sentence: tuple[int, int]
    segments: Segments = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person, organization or place; `name` is its fullest form on the page (宏达公司 -> 江苏宏达机械有限公司)."""

    type: NameType
    text: str
    at: Place
    rule: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What the wording of a figure states, in `unit`: 超过260万辆 is over 2600000 辆.

    `low` and `high` are the interval that the wording states, None on the open side; `value` is None for a range
    and for several. `precision` is the worth of the last written digit (260万 -> 10000). `hedges` are the ids of the
    hedges that were read around it. `si_low` and `si_high` are the interval in `si_unit`, the base unit of the
    dimension.
    """

    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    bound: Bound
    precision: Fraction | None
    unit: str | None
    unit_text: str
    dimension: str
    si_low: Fraction | None = None
    si_high: Fraction | None = None
    si_unit: str | None = None
    bound_text: str | None = None
    extreme: Literal["max", "min"] | None = None
    per: str | None = None
    status: Literal["planned", "expected", "denied"] | None = None
    aggregate: Literal["cumulative", "new", "mean", "daily"] | None = None
    hedges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that states a quantity, and what it is about as far as the sentence says it.

    `slots` holds subject, attribute, object, of, change, basis, time, time_text and according_to;
    `slots_at` where each stands.
    """

    text: str
    at: Place
    rule: str
    quantity: Quantity
    slots: Mapping[str, str] = field(default_factory=dict)
    slots_at: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def type(self) -> Literal["figure"]:
        return "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A reference to the calendar: `edtf` is None for a relative date on a page without a reference date."""

    text: str
    at: Place
    rule: str
    edtf: str | None
    clock: str | None = None
    earliest: date | None = None
    latest: date | None = None
    relative: bool = False

    @property
    def type(self) -> Literal["date"]:
        return "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Who holds which post: 宏达公司董事长王芳. `text` covers title and name (and what stands between them).

    `person` is the fullest name on the page, `person_text` the name as read here and `person_at` where
    (`person_named` is False for a pronoun: 他任董事长); `title` is without 前, 原, 时任, 当选, 代, which set `status`;
    `organization` is the fullest form of the body, None if none is named.
    """

    text: str
    at: Place
    rule: str
    person: str
    person_text: str
    person_at: tuple[int, int]
    title: str
    title_at: tuple[int, int]
    status: Literal["former", "elected", "acting"] | None = None
    organization: str | None = None
    organization_at: tuple[int, int] | None = None
    person_named: bool = True

    @property
    def type(self) -> Literal["role"]:
        return "role"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Who said what: `text` is the words said, without the outer quotation marks; it may run over paragraphs.

    `speaker` is the name (a pronoun or 该负责人 resolved to the last speaker named), `speaker_text` as read here;
    `speaker_mention` is the type of the mention at `speaker_at`, None for a description (海关总署相关负责人).
    `direct` is False for reported speech (某某表示，……).
    """

    text: str
    at: Place
    rule: str
    speaker: str
    speaker_text: str
    speaker_at: tuple[int, int]
    speaker_mention: NameType | None = None
    verb: str | None = None
    verb_at: tuple[int, int] | None = None
    direct: bool = True

    @property
    def type(self) -> Literal["quote"]:
        return "quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A numeral that gave no record: 23 in 23号线. `rule` is the rule that decided so, `none` where no rule did."""

    text: str
    at: Place
    rule: str

    @property
    def type(self) -> Literal["unread"]:
        return "unread"


Mention = Name | Figure | Date
Fact = Role | Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page and what was found on it; `mentions`, `facts` and `unread` stand in the order of their start.

    `text` is empty in a result that was saved and read again: records hold its `characters` and `sha256` only.
    `kind` is what it was read from; `script` is `hant` where it is in traditional characters, else None.
    """

    doc: str
    text: str
    sha256: str
    encoding: str
    reference_date: date | None
    reference_from: Literal["option", "dateline", "header"] | None
    title: str | None
    tool: str
    model: str | None
    rules: str
    names: bool
    kind: Literal["text", "html", "docx", "pdf"] = "text"
    script: Literal["hant"] | None = None
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...] = ()
    unread: tuple[Unread, ...] = ()
    contexts: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)
    characters: int = -1

    def __post_init__(self) -> None:
        if self.characters < 0:
            object.__setattr__(self, "characters", len(self.text))
