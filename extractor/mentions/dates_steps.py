"""What the pieces of a date mean: one function for each shape that rules/dates*.yaml name.

Each takes the stretch that the pieces before it give (None at the start of a date) and narrows it. A part that the text
leaves out stays None in it (上半年 has months and no year) until date_fitting.py puts it in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extractor.mentions import dates_calendar as calendar
from extractor.mentions import dates_relative as relative
from extractor.mentions.date_values import Stretch
from extractor.mentions.dates_context import Context
from extractor.mentions.dates_grammar import Step

Shape = Callable[[Stretch | None, Mapping[str, str], Context], Stretch]
SHAPES: dict[str, Shape] = {
    "year": calendar.year,
    "century": calendar.century,
    "decade": calendar.decade,
    "shift": relative.shift,
    "month": calendar.month,
    "months": calendar.months,
    "quarter": calendar.quarter,
    "edge": calendar.edge,
    "season": calendar.season,
    "day": calendar.day,
    "numeric": calendar.numeric,
    "days": calendar.days,
    "weekday": relative.weekday,
    "nth_week": relative.nth_week,
    "nth_weekday": relative.nth_weekday,
    "weekend": relative.weekend,
    "period": calendar.period,
    "holiday": calendar.holiday,
    "same": relative.same,
    "open": relative.going_on,
    "as_before": calendar.as_before,
    "clock": calendar.as_before,
}


def run(steps: tuple[Step, ...], context: Context, stretch: Stretch | None = None) -> Stretch:
    """The stretch that a chain gives; ImpossibleDate, NoReference or NoAntecedent if it gives none."""
    for step in steps:
        stretch = SHAPES[step.shape](stretch, step.args, context)
    assert stretch is not None
    return stretch
