"""A sentence with its tokens, and the ways to walk in it that all rules of measures share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.facts.measures_scan import Token
from extractor.facts.page import Span
from extractor.mentions.proposal import Proposal
from extractor.model import Quantity

#: Kinds that a noun phrase is made of.
NOUNS = frozenset(("noun", "name", "attribute", "scope"))
JOINTS = frozenset(("of", "and", "list", "quote"))
PHRASE = NOUNS | JOINTS
ENDS = frozenset(("stop", "open", "close"))


@dataclass(slots=True, eq=False)
class Reading:
    """What is known so far of one figure: spans of the healed text, None where the sentence does not say.

    `leader` is the first figure of the list that it continues. `place` is its token, `after` the first token behind it that no slot of it has taken.
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

    @property
    def counts(self) -> bool:
        """It counts things: 500多家, 1.8万用户."""
        return self.quantity.dimension == "count"


@dataclass(slots=True)
class Line:
    """A sentence that holds figures; `readings` are those of the figures read so far, in order.

    `topic`: the subject that the sentence spoke of last. `heading`: the quantity that stood before ：, for what follows it.
    `outer`: the last figure before an open bracket. `said`: what a clause without a figure spoke of (失业率总体下降，降至5.2%).
    `causing`: verbs whose object may be a subject (带动农民收入).
    """

    healed: str
    tokens: Sequence[Token]
    names: Sequence[Proposal] = ()
    readings: list[Reading] = field(default_factory=list)
    topic: Span | None = None
    heading: Span | None = None
    outer: Reading | None = None
    causing: frozenset[str] = frozenset()
    said: Reading | None = None

    def text(self, token: Token) -> str:
        return self.healed[token.start : token.end]

    def kind(self, place: int) -> str:
        """The kind of the token at `place`, `stop` beyond the ends of the sentence."""
        return self.tokens[place].kind if 0 <= place < len(self.tokens) else "stop"

    def page_type(self, place: int) -> str:
        """What the name at `place` names: person, organization or place."""
        return self.names[self.tokens[place].index].type

    def clause_start(self, place: int) -> int:
        """The first token of the clause of the figure at `place`: behind a mark, or behind another figure's own words."""
        floor = self.readings[-1].after if self.readings else 0
        if place - 1 > floor and self.text(self.tokens[place - 1]) in "：:":
            place -= 1
        while place > floor and self.tokens[place - 1].kind not in ENDS and self.tokens[place - 1].kind != "figure":
            place -= 1
        return place

    def phrase(self, first: int, last: int) -> Span | None:
        """The span of tokens `first` to `last`, without joints and quotation marks at its edges; None if nothing stays."""
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
        while place > floor and self.tokens[place - 1].kind in PHRASE:
            place -= 1
        while self.tokens[place].kind in JOINTS and self.kind(place + 1) in PHRASE:
            place += 1
        return place
