"""What a page has told before a date: the context that the date is read in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from extractor.mentions.date_values import ImpossibleDate, Moment, Stretch
from extractor.mentions.dates_context import NoAntecedent, NoReference
from extractor.mentions.dates_value import DateValue
from extractor.mentions.proposal import Proposal
from extractor.reading import Text

_MEMORY = 40  # dates back, so that resolving takes time in proportion to the text
_LIST = frozenset("、和及与或至到")


@dataclass(frozen=True, slots=True)
class Told:
    """A date that stands earlier in the text, as it was resolved.

    `names_year`: it says its year itself, or has it from one that does. `relative`: it needed the reference date.
    """

    proposal: Proposal
    stretch: Stretch
    names_year: bool
    relative: bool

    @property
    def compared(self) -> bool:
        value: DateValue = self.proposal.value
        return value.compared

    @property
    def is_month(self) -> bool:
        """It is a month, or ends with one: 10月份, 1至8月."""
        end = self.stretch.end
        return end.month is not None and end.month <= 12 and end.day is None


@dataclass(slots=True)
class Page:
    """The context of one date (see dates_context.Context); `told` are the dates before it.

    `relative` becomes true once the reference date is used, or a date that needed it.
    """

    proposal: Proposal
    text: Text
    reference: date | None
    told: list[Told]
    relative: bool = field(default=False, init=False)

    @property
    def value(self) -> DateValue:
        found: DateValue = self.proposal.value
        return found

    def today(self) -> date:
        if self.reference is None:
            raise NoReference
        self.relative = True
        return self.reference

    def take(self, told: Told) -> Stretch:
        """What an earlier date hands on; if that needed the reference, so does this."""
        self.relative = self.relative or told.relative
        return told.stretch

    def earlier(self, base: str) -> Stretch:
        """See Context. 上年 (`subject`) counts from the year that the sentence is about, else from the reference; 当天
        (`day_or_today`) from the last day that was told, else from the reference; what is compared with (`compared`:
        比上月) from the month that the paragraph is about, else from the reference."""
        near = self.in_sentence() if base in ("sentence", "subject") else self.told[-_MEMORY:]
        if base == "subject" and not near and self.value.compared:
            near = self.in_paragraph()  # 2025年，产量增长5%。销量较上年下降。
        if base == "compared":
            near = [told for told in self.in_paragraph() if told.is_month] if self.value.compared else []
        if base.startswith("day"):
            near = [told for told in near if told.stretch.end.complete]
        found = next((told for told in reversed(near) if not told.compared), None)
        if found is not None:
            return self.take(found)
        if base in ("subject", "day_or_today", "compared"):
            return Stretch(Moment.of(self.today()))
        raise NoAntecedent

    def nearest(self, days: Iterable[Stretch]) -> Stretch:
        today = self.today()
        known = [day for day in days if day.earliest is not None]
        if not known:
            raise ImpossibleDate("no such day")
        return min(known, key=lambda day: self.distance(day, today))

    def distance(self, day: Stretch, to: date) -> int:
        """Days between: the future counts fourfold, for news tells what was; the past, where a word looks ahead."""
        start = day.earliest
        assert start is not None
        days = (start - to).days
        if self.value.future:
            return days if days >= 0 else -4 * days
        return 4 * days if days > 0 else -days

    def months_in_sentence(self) -> Stretch | None:
        dates = (told.stretch for told in reversed(self.in_sentence()) if not told.compared)
        return next((stretch for stretch in dates if stretch.is_months), None)

    def in_sentence(self) -> list[Told]:
        """The dates before it in its sentence."""
        start, _ = self.text.sentence_at(self.proposal.start)
        return self._since(start)

    def in_paragraph(self) -> list[Told]:
        """The dates before it in its block."""
        return self._since(self.text.healed.rfind("\n", 0, self.proposal.start) + 1)

    def _since(self, start: int) -> list[Told]:
        return [told for told in self.told[-_MEMORY:] if told.proposal.start >= start]

    def last_with_month(self) -> Told | None:
        """The last date that says more than a year."""
        dates = (told for told in reversed(self.told[-_MEMORY:]) if not told.compared)
        return next((told for told in dates if told.stretch.first.month is not None), None)

    def follows(self, told: Told) -> bool:
        """Whether nothing but 、 or 和 stands between the two: 7月1日、8日和15日."""
        between = self.text.healed[told.proposal.end : self.proposal.start]
        return 0 < len(between) <= 2 and set(between) <= _LIST
