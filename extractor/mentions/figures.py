"""Figures: numbers that state a quantity, read in one walk through the text.

At each number the unit behind it is looked up, then what joins it to a neighbour (30至40分钟, 1小时30分), then the
words around it. Words are data (rules/units*.yaml, hedges*.yaml, phrases.yaml, fragments.figures.yaml, figures.yaml);
here stands what they mean. Priorities: a figure has 0, so that dates (三天后, 26) and nothing (10 and more) win, and
`SURE` where the words say that it is neither: 15日内, 三分之一, 吨二氧化碳当量.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from extractor.mentions.amounts import AmountReader
from extractor.mentions.bare import BareNumbers
from extractor.mentions.bounds import HedgeTable, Surroundings, interval
from extractor.mentions.measures import Measure, MeasureReader
from extractor.mentions.patterns import PatternFigures
from extractor.mentions.proposal import Proposal
from extractor.mentions.units import Unit, UnitTable
from extractor.model import Quantity
from extractor.rulebook import Rulebook

SURE = 27
_EACH = 12
_ROW = 12
_SPREAD = ("over", "under", "at_least", "at_most")
_BROKEN = re.compile(r"[，。；！？,;!?\n0-9]")


def propose_figures(healed: str, rulebook: Rulebook) -> list[Proposal]:
    """Every stretch of a healed text that reads as a figure, with its Quantity: 约300人 gives 300人, about 300."""
    return rulebook.memo("figures", FigureGrammar).propose(healed)


class FigureGrammar:
    """The rules of a rulebook about figures, ready to run."""

    def __init__(self, rulebook: Rulebook) -> None:
        units = self._units = UnitTable(rulebook)
        self._reader = AmountReader(rulebook)
        self._measures = MeasureReader(rulebook, self._reader, units)
        self._hedges = HedgeTable(rulebook)
        self._bare = BareNumbers(rulebook)
        self._patterns = PatternFigures(rulebook, units)
        self._joint = rulebook.compile(rulebook.expand("{:figure_row_joint}"))
        self._row_sign = rulebook.compile(rulebook.expand("(?:{:figure_row_sign})") + "[^，。；！？,;!?\n]*$")
        self._closed = [rule.pattern for rule in rulebook.rules("nothing") if rule.gives.get("only") == "figures"]

    def propose(self, text: str) -> list[Proposal]:
        proposals = [made for measure in self._patterns.find(text) if (made := self._proposal(text, measure))]
        row: list[Measure] = []
        lead: Proposal | None = None
        done = 0
        for found in self._reader.start.finditer(text):
            if found.start() < done:
                continue
            measure = self._measures.read(found, text)
            if measure is None:
                continue
            done = measure.end
            row = self._row(text, row, measure)
            if measure.unit is not None:
                proposals += [made for shared in row[:-1] if (made := self._proposal(text, shared))]
                row = []
            led = lead if lead and self._continues(text, lead, measure) else None
            proposal = self._proposal(text, measure, led)
            lead = proposal if proposal and (led or self._leads(text, proposal)) else None
            if proposal is not None:
                proposals.append(proposal)
        matches = (match for pattern in self._closed for match in pattern.finditer(text))
        closed = {offset for match in matches for offset in range(*match.span())}
        return [proposal for proposal in proposals if proposal.start not in closed]

    def _row(self, text: str, row: list[Measure], measure: Measure) -> list[Measure]:
        """The numbers in a row that ends in `measure`, with its unit if it is theirs too: 分别为27、47和18微克."""
        if measure.reading.kind != "exact":
            return [measure]
        if not row or not self._joint.fullmatch(text, row[-1].end, measure.start):
            return [measure]
        if measure.unit is None:
            return [*row, measure]
        shares = measure.unit.dimension in ("ratio", "percentage_points")
        if not shares and not self._row_sign.search(text, max(0, row[0].start - _ROW), row[0].start):
            return [measure]
        return [*self._measures.sharing(row, measure), measure]

    def _leads(self, text: str, first: Proposal) -> bool:
        """分别不低于30万元、50万元: the hedge between 分别 and the first figure is that of each."""
        quantity: Quantity = first.value
        if quantity.bound not in _SPREAD or not quantity.bound_text:
            return False
        at = first.start - len(quantity.bound_text)
        return text.startswith(quantity.bound_text, at) and bool(self._row_sign.search(text, max(0, at - _ROW), at))

    def _continues(self, text: str, lead: Proposal, measure: Measure) -> bool:
        """The figure behind 、 or 和 in such a row, in the same unit."""
        code = measure.unit.code if measure.unit else None
        return lead.value.unit == code and self._joint.fullmatch(text, lead.end, measure.start) is not None

    def _proposal(self, text: str, measure: Measure, led: Proposal | None = None) -> Proposal | None:
        rule = measure.rule or (measure.unit.rule if measure.unit else None)
        if rule is None and not self._bare.may_count(text, measure):
            return None
        around = self._surroundings(text, measure)
        if led is not None and around.bound is None:
            around.bound, around.bound_text = led.value.bound, led.value.bound_text
        if around.bound in (None, "exact") and measure.amount and measure.amount.is_worth:
            return None  # 万吨巨轮, 千万千瓦级: large, not ten thousand
        rule = rule or self._bare.rule(text, measure, around.bound)
        if rule is None:
            return None
        quantity = _quantity(measure, around)
        return Proposal(measure.start, measure.end, "figure", rule, _priority(measure), quantity)

    def _surroundings(self, text: str, measure: Measure) -> Surroundings:
        code = measure.unit.code if measure.unit else None
        around = Surroundings()
        self._hedges.before(text, measure.start, code, around)
        self._hedges.after(text, measure.end, code, around)
        self._hedges.clause(text, measure.start, around)
        around.per = measure.per or around.per or self._each(text, measure.start)
        return around

    def _each(self, text: str, start: int) -> str | None:
        """每平方米售价2万元: what follows 每 within a few characters before the number is a unit."""
        each = text.rfind("每", max(0, start - _EACH), start)
        if each < 0 or _BROKEN.search(text, each, start):
            return None
        return next((units[0].code for units, stop in self._units.words(text, each + 1) if stop <= start), None)


def _quantity(measure: Measure, around: Surroundings) -> Quantity:
    unit, per = measure.unit, around.per
    if unit is not None and per == "h" and unit.dimension == "length":
        unit, per = _hourly(unit), None
    reading = measure.reading
    bound, low, high = interval(reading, around.bound, around.margin)
    hedged = bound not in ("exact", "range", "several")
    return Quantity(
        value=reading.value,
        low=low,
        high=high,
        bound=bound,
        precision=reading.precision,
        unit=unit.code if unit else None,
        unit_text=measure.unit_text,
        dimension=unit.dimension if unit else "count",
        si_low=_in_base(low, unit),
        si_high=_in_base(high, unit),
        si_unit=unit.si_unit if unit else None,
        bound_text=(measure.more if reading.kind == "over" else None) or (around.bound_text if hedged else None),
        extreme=around.extreme,
        per=per if unit is None or per != unit.code else None,
        status=around.status,
        aggregate=around.aggregate,
        hedges=tuple(around.hedges),
    )


def _in_base(end: Fraction | None, unit: Unit | None) -> Fraction | None:
    """1.48平方公里 is 1480000 m2, 零下12摄氏度 is 261.15 K; a bare count is its own base."""
    return end if end is None or unit is None else end * unit.factor + unit.offset


def _priority(measure: Measure) -> int:
    """15日 in 15日内 is no date, and 二氧化碳 no phrase in 2万吨二氧化碳当量."""
    unit = measure.unit
    if unit is None or measure.rule:
        return measure.priority
    is_share = measure.amount is not None and measure.amount.share
    return SURE if is_share or unit.next is not None or "二" in measure.unit_text else 0


def _hourly(unit: Unit) -> Unit:
    """时速350公里: km/h."""
    return replace(unit, code=f"{unit.code}/h", dimension="speed", factor=unit.factor / 3600, si_unit="m/s")
