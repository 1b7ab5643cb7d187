"""How wide a figure is for comparing, what time it is of, and which assignment is the best: tables and laws."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.comparing import compare, parse_rate
from extractor.comparing.assignment import assign
from extractor.comparing.intervals import Interval, widened
from extractor.comparing.times import days, relation, year_before
from extractor.errors import ExtractorError
from tests.compared_cases import read
from tests.made_documents import quantity


def interval(low: Any, high: Any, *, out: str = "") -> Interval:
    ends = (None if end is None else Fraction(str(end)) for end in (low, high))
    return Interval(*ends, "low" in out, "high" in out)


@pytest.mark.parametrize(
    ("amount", "low", "high", "out"),
    [
        (quantity(2600000, precision=10000, factor=1), 2595000, 2605000, "high"),
        (quantity("47.57", precision="0.01", factor="1/100"), "0.47565", "0.47575", "high"),
        (quantity(148, precision=1, factor=10000), 1475000, 1485000, "high"),
        (quantity(260, 260, None, bound="over", factor=1), 260, None, "low"),
        (quantity(200, None, 200, bound="under", factor=1), None, 200, "high"),
        (quantity(100, 90, 100, bound="under", factor=1), 90, 100, "high"),
        (quantity(10, 10, 20, bound="over", factor=1), 10, 20, "low"),
        (quantity("28.6", "28.55", "28.65", bound="about", factor=1000), 28550, 28650, ""),
        (quantity(5, 5, None, bound="at_least", factor=1), 5, None, ""),
        (quantity(None, 30, 40, bound="range", factor=60), 1800, 2400, ""),
        (quantity(30, precision=30, unit_text="分之", factor=1), 27, 33, "high"),
    ],
)
def test_comparing_widens_an_exact_figure_by_half_its_precision(amount: Any, low: Any, high: Any, out: str) -> None:
    assert widened(amount) == interval(low, high, out=out)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (interval("11.5", "12.5", out="high"), interval("12.5", "13.5", out="high"), False),
        (interval("11.5", "12.5", out="high"), interval("12.45", "12.55", out="high"), True),
        (interval(260, None, out="low"), interval(None, 260), False),
        (interval(260, None), interval(None, 260), True),
        (interval(260, None, out="low"), interval("259.5", "260.5"), True),
        (interval(None, 100, out="high"), interval(100, None, out="low"), False),
        (interval(None, None), interval(1, 2), True),
    ],
)
def test_comparing_intervals_meet(one: Interval, other: Interval, meet: bool) -> None:
    assert one.meets(other) is meet
    assert other.meets(one) is meet


NUMBERS = st.fractions(min_value=-1000, max_value=1000)
INTERVALS = st.tuples(NUMBERS, NUMBERS).map(lambda ends: Interval(min(ends), max(ends)))


@given(INTERVALS, INTERVALS, st.fractions(min_value=Fraction(1, 100), max_value=100))
def test_comparing_intervals_meet_in_any_unit(one: Interval, other: Interval, factor: Fraction) -> None:
    assert one.meets(one)
    assert one.times(factor).meets(other.times(factor)) is one.meets(other)
    assert one.times(-factor).meets(other.times(-factor)) is one.meets(other)


@given(INTERVALS, INTERVALS)
def test_comparing_a_sum_holds_the_sums(one: Interval, other: Interval) -> None:
    assert one.low is not None and other.high is not None
    total = one.plus(other)
    assert total.meets(Interval(one.low + other.high, one.low + other.high))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2023-11-26", "2023-11-26", "2023-11-26"),
        ("2023-01/2023-09", "2023-01-01", "2023-09-30"),
        ("2023-21", "2023-03-01", "2023-05-31"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2023-34", "2023-04-01", "2023-06-30"),
        ("2023-41", "2023-07-01", "2023-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
    ],
)
def test_comparing_days_of_a_time(edtf: str, first: str, last: str) -> None:
    assert days(edtf) == tuple(date.fromisoformat(day).toordinal() for day in (first, last))


@pytest.mark.parametrize("edtf", ["XXXX-11-26", "2023-13", "2023-02-30", "", "前三季度"])
def test_comparing_a_time_without_days(edtf: str) -> None:
    assert days(edtf) is None


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("2023-01/2023-12", "2023", "equal"),
        ("2023-01/2023-09", "2023", "within"),
        ("2023-11-26", "2023-11", "within"),
        ("2010/..", "2023", "within"),
        ("2022", "2023", "apart"),
        ("2023-01/2023-09", "2023-07/2023-12", "apart"),
    ],
)
def test_comparing_how_two_times_lie(one: str, other: str, how: str) -> None:
    spans = days(one), days(other)
    assert spans[0] and spans[1]
    assert relation(*spans) == relation(*spans[::-1]) == how  # type: ignore[arg-type]


@pytest.mark.parametrize(("now", "then"), [("2023", "2022"), ("2024-01/2024-02", "2023-01/2023-02"), ("2023-Q", None)])
def test_comparing_the_year_before(now: str, then: str | None) -> None:
    span = days(now)
    assert (span and year_before(span)) == (then and days(then))


def _best(scores: dict[tuple[int, int], int], row: int, used: frozenset[int]) -> int:
    """The highest sum there is, by trying everything."""
    if row > max((pair[0] for pair in scores), default=-1):
        return 0
    tried = [_best(scores, row + 1, used)]
    for (a, b), worth in scores.items():
        if a == row and b not in used:
            tried.append(worth + _best(scores, row + 1, used | {b}))
    return max(tried)


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 20), max_size=16))
def test_comparing_no_assignment_is_better(scores: dict[tuple[int, int], int]) -> None:
    chosen = assign(scores)
    assert len({a for a, _ in chosen}) == len({b for _, b in chosen}) == len(chosen)
    assert sum(scores[pair] for pair in chosen) == _best(scores, 0, frozenset())


def test_comparing_two_long_tables_are_assigned_from_the_top() -> None:
    scores = {(a, b): 1000 - abs(a - b) for a in range(120) for b in range(120)}
    assert assign(scores) == [(place, place) for place in range(120)]


@pytest.mark.parametrize(
    ("rate", "verdict"),
    [("USD=7.216", "consistent"), ("USD=7.2", "consistent"), ("USD=7.10", "different"), ("EUR=7.8", "unit")],
)
def test_comparing_foreign_money_at_a_rate(rate: str, verdict: str) -> None:
    one, other = (read(text) for text in ("茶厂去年营业收入2.67亿元。", "茶厂去年营业收入3700万美元。"))
    (found,) = compare(one, [other], rates=dict([parse_rate(rate)]))
    assert [pair.verdict for pair in found.pairs] == [verdict]


@pytest.mark.parametrize("rate", ["USD", "USD=", "usd=7.1", "USD=0", "USD=7,1", "USD=-7", "USD=7.1=8", "USD=1e9", ""])
def test_comparing_a_rate_that_is_none(rate: str) -> None:
    with pytest.raises(ExtractorError, match="no rate. Write what one unit is worth in yuan"):
        parse_rate(rate)
