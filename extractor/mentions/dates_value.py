"""A date as the text says it, before it is put in its year; and its time of day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from extractor.mentions.date_values import Stretch
from extractor.mentions.dates_context import NoReference, number
from extractor.mentions.dates_grammar import Step

Steps = tuple[Step, ...]


@dataclass(frozen=True, slots=True, eq=False)
class DateValue:
    """The pieces of a date; `until` of its end if it is a range, `beside` of the same date in brackets.

    `future`: a word such as 将 stands by it. `compared`: it is what something is compared with (比2021年).
    `dateline`: 电 or 讯 follows it.
    """

    steps: Steps
    until: Steps = ()
    beside: Steps = ()
    future: bool = False
    compared: bool = False
    dateline: bool = False

    @property
    def clock(self) -> str | None:
        """The time of day joined to it: 今天下午3时 is 15:00; of a range, its beginning."""
        return _clock([*self.steps, *self.beside])

    @property
    def past(self) -> bool:
        """Whether its wording tells of months that are over: 前三季度, 前10个月."""
        return any("past" in step.args for step in self.steps)

    @property
    def names_year(self) -> bool:
        return any(step.level == "year" for step in (*self.steps, *self.beside))


class Blind:
    """The context of a date that is checked before the page is known."""

    relative = False

    def today(self) -> date:
        raise NoReference

    def earlier(self, base: str) -> Stretch:
        raise NoReference

    def nearest(self, days: Iterable[Stretch]) -> Stretch:
        raise NoReference

    def months_in_sentence(self) -> Stretch | None:
        raise NoReference


def _clock(steps: Iterable[Step]) -> str | None:
    """HH:MM; the words for a part of the day say which hours are meant after noon (`later`: 1-11)."""
    later = range(0)
    for step in steps:
        if "later" in step.args:
            first, last = map(int, step.args["later"].split("-"))
            later = range(first, last + 1)
        if step.shape == "clock":
            hour = number(step.args["hour"])
            return f"{hour + 12 if hour in later else hour:02d}:{_minute(step):02d}"
    return None


def _minute(step: Step) -> int:
    if "half" in step.args:
        return 30
    if "quarters" in step.args:
        return 15 * number(step.args["quarters"])
    return number(step.args.get("minute", "0"))
