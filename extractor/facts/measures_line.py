"""A sentence with its tokens, and the ways to walk in it that all rules of measures share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.facts.measures_tokens import Token
from extractor.facts.measures_words import Words
from extractor.facts.page import Span
from extractor.mentions.proposal import Proposal
from extractor.model import Quantity

#: Kinds that a noun phrase is made of.
NOUNS = frozenset(("noun", "name", "attribute", "scope"))
JOINTS = frozenset(("of", "and", "list", "quote"))
PHRASE = NOUNS | JOINTS
ENDS = frozenset(("stop", "open", "close"))
#: Quantities that a duration may be.
SPANS = (
    "成绩",
    "龄",
    "期",
    "期限",
    "年限",
    "时限",
    "时间",
    "周期",
    "历史",
    "经验",
    "寿命",
    "时长",
    "学制",
    "车程",
    "行程",
    "用时",
)
#: Nouns of one character.
SHORT = "信药酒花歌画县市省区乡镇村校户人书国州旗盟岛湖河桥路树狗猫牛羊猪马鱼鸡鸭鸟船车票煤油粮茶"
#: Dimensions of which there may be so much of something: 垃圾300吨.
SIZES = frozenset(("length", "area", "volume", "mass", "energy", "power"))


@dataclass(slots=True, eq=False)
class Reading:
    """What is known so far of one figure: spans of the healed text, None where the sentence does not say.

    `place` is its token, `after` the first token behind it that no slot of it has taken. `leader` is the first
    figure of the list that it continues, `whole` the one that it is a part of (全长9公里，其中|桥梁4公里),
    `number` counts the figures of the sentence. `date` is the token of the date that 分别 hands it.
    """

    place: int
    quantity: Quantity
    after: int
    subject: Span | None = None
    attribute: Span | None = None
    object: Span | None = None
    of: Span | None = None
    change: str | None = None
    change_at: Span | None = None
    basis: Span | None = None
    distributed: bool = False
    leader: Reading | None = None
    whole: Reading | None = None
    number: int = 0
    date: int | None = None

    @property
    def counts(self) -> bool:
        """It counts things: 500多家, 1.8万用户."""
        return self.quantity.dimension == "count"


@dataclass(slots=True)
class Line:
    """A sentence that holds figures; `readings` are those of the figures read so far, in order.

    `topic`: the subject that the sentence spoke of last. `heading`: the quantity before ：, for what follows it,
    and `headed` its token.
    `seen`: a network has looked for the words that our lists do not know.
    `outer`: the last figure before an open bracket. `said`: what a clause without a figure spoke of
    (空置率逐步回落，降到3.8%). `compared`: tokens that only say what a change is measured from.
    `against`: what the clause before says of that (与调整前相比，下降3%).
    """

    healed: str
    tokens: list[Token]
    words: Words
    names: Sequence[Proposal] = ()
    seen: bool = False
    readings: list[Reading] = field(default_factory=list)
    topic: Span | None = None
    heading: Span | None = None
    headed: int = -1
    asides: list[Reading] = field(default_factory=list)
    outer: Reading | None = None
    said: Reading | None = None
    compared: set[int] = field(default_factory=set)
    against: Span | None = None

    def text(self, token: Token) -> str:
        return self.healed[token.start : token.end]

    def kind(self, place: int) -> str:
        """The kind of the token at `place`, `stop` beyond the ends of the sentence."""
        return self.tokens[place].kind if 0 <= place < len(self.tokens) else "stop"

    def page_type(self, place: int) -> str:
        """What the name at `place` names: person, organization or place; 我省 is a place."""
        number = self.tokens[place].number
        return self.names[number].type if number >= 0 else "place"

    def clause_start(self, place: int) -> int:
        """The first token of the clause of the figure at `place`: behind a mark, or another figure's own words."""
        floor = self.readings[-1].after if self.readings else 0
        if place - 1 > floor and self.text(self.tokens[place - 1]) in "：:":
            place -= 1
        while place > floor and self.tokens[place - 1].kind not in ENDS and self.tokens[place - 1].kind != "figure":
            place -= 1
        return place

    def same_clause(self, last: Reading, reading: Reading) -> bool:
        """No mark stands between two figures: 69个渔港中有50个."""
        return all(token.kind not in ENDS for token in self.tokens[last.place : reading.place])

    def phrase(self, first: int, last: int) -> Span | None:
        """The span of tokens `first` to `last` without joints and marks at its edges; None if nothing stays."""
        tokens = self.tokens
        while first <= last and tokens[first].kind in JOINTS:
            first += 1
        while first <= last and tokens[last].kind in JOINTS:
            last -= 1
        if first > last:
            return None
        start, end = tokens[first].start, tokens[last].end
        if self.healed.find("”", start, end) >= 0 and self.healed.find("“", start, end) < 0 < start:
            start -= self.healed[start - 1] == "“"
        return start, end + (self.healed[start] == "“" and self.healed.startswith("”", end))

    def phrase_start(self, place: int, floor: int) -> int:
        """The first token of the noun phrase that ends at the token `place`; joints do not begin it."""
        while place > floor and (self.tokens[place - 1].kind in PHRASE or self._is_aside(place - 1, floor)):
            place -= 1
        while self._is_edge(place) and self.kind(place + 1) in PHRASE:
            place += 1
        return place

    def _is_aside(self, place: int, floor: int) -> bool:
        """原油|（WTI）|期货: brackets inside a noun."""
        return place > floor and self.healed[self.tokens[place].start] in "（(" and self.kind(place - 1) in NOUNS

    def _is_edge(self, place: int) -> bool:
        """的, 和 and a closing mark begin no phrase; “领航级”工厂 begins with its mark."""
        token = self.tokens[place]
        return token.kind in JOINTS and self.healed[token.start] not in "“‘「《"


@dataclass(slots=True)
class Head:
    """The tokens before a figure: `place` is the last that is not read yet, `floor` the first of the clause.

    `level`: a level was reached (增至3万辆). `owning`: 有, 设有 and the like came before the figure.
    """

    place: int
    floor: int
    level: bool = False
    owning: bool = False
    copula: bool = False
    reached: bool = False

    @property
    def empty(self) -> bool:
        return self.place < self.floor
