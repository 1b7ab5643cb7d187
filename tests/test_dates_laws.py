"""Laws of dates: what is printed is EDTF and agrees with its days; no text breaks or slows the scan."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.mentions.date_resolution import resolve_dates
from extractor.mentions.date_values import ImpossibleDate, Moment, Stretch, add_months, parse_stretch
from extractor.mentions.dates import propose_dates
from extractor.reading import heal
from extractor.rulebook import load_rulebook
from tests.edtf_package import days_of
from tests.test_dates import read

RULEBOOK = load_rulebook()
WORDS = (
    "年 月 日 号 时 点 分 半 周 星期 世纪 年代 季度 上半年 前三季度 旬 上旬 底 初 末 年底 月初 今年 去年 明年 "
    "同年 次年 当年 昨天 今天 次日 当天 晚 上午 下午 本月 上个月 本周 上周 春天 冬季 以来 至今 至 到 - — 、 "
    "和 （ ） 的 ， 。 第 前 后 个 20 2023 1998 11 12 2 29 30 31 5 三 十二 二〇二三 一 公元前 民国 国庆节 春节 "
    "“十四五” 同期 天 将 比 ： : / . 0 9"
).split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map("".join)
REFERENCES = st.dates(date(1990, 1, 1), date(2050, 12, 31)) | st.none()


@settings(max_examples=600, deadline=None)
@given(TEXTS, REFERENCES)
def test_dates_edtf_is_accepted_and_agrees_with_its_days(text: str, reference: date | None) -> None:
    page = heal(text)
    proposals = propose_dates(page.healed, RULEBOOK)
    assert all(one.end <= other.start for one, other in zip(proposals, proposals[1:], strict=False))
    for value in resolve_dates(proposals, page, reference):
        if value is not None and value.edtf is not None:
            assert (value.earliest, value.latest) == days_of(value.edtf), (text, value)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), REFERENCES)
def test_dates_never_crash(text: str, reference: date | None) -> None:
    page = heal(text)
    resolve_dates(propose_dates(page.healed, RULEBOOK), page, reference)


@settings(deadline=None)
@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)))
def test_dates_written_are_read_again(day: date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", f"{day.year}-{day.month:02}-{day.day:02}"):
        (span, value), *rest = read(text, RULEBOOK, "none")
        assert (span, value.edtf, value.earliest, value.latest, rest) == (text, day.isoformat(), day, day, [])


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 40))
def test_dates_that_the_calendar_lacks_do_not_exist(year: int, month: int, day: int) -> None:
    if day <= calendar.monthrange(year, month)[1]:
        assert Moment(year, month, day).complete
    else:
        with pytest.raises(ImpossibleDate):
            Moment(year, month, day)


@given(st.integers(-3000, 3000), st.integers(1, 12), st.integers(-500, 500))
def test_dates_add_months_and_back(year: int, month: int, months: int) -> None:
    assert add_months(*add_months(year, month, months), -months) == (year, month)


@pytest.mark.parametrize(
    "edtf", ["2021/2025", "1978-12/..", "XXXX-10-01", "XXXX-10-01/XXXX-10-07", "2024-02-10", "2023-24/2024-21", "-0220"]
)
def test_dates_stretch_is_read_and_written(edtf: str) -> None:
    stretch = parse_stretch(edtf)
    assert stretch.edtf == edtf
    assert (stretch.earliest, stretch.latest) == days_of(edtf)


@pytest.mark.parametrize("edtf", ["", "2021-13", "2025/2021", "21", "2021-01-01-01", "今年"])
def test_dates_stretch_refuses_what_is_none(edtf: str) -> None:
    with pytest.raises(ValueError):
        parse_stretch(edtf)


def test_dates_range_over_the_turn_of_a_year() -> None:
    assert Stretch(Moment(None, 11), Moment(None, 2)).in_year(2023).edtf == "2023-11/2024-02"


@pytest.mark.parametrize(
    "text",
    ["1" * 10_000, "年" * 10_000, "（" * 10_000, "5月" * 5_000, "2023年" * 4_000, "1、" * 5_000, "3日至" * 4_000]
    + ["5日（" * 4_000, "一" * 10_000, "周一" * 5_000, "将" * 10_000 + "5月", "今天（" * 4_000, "2021、" * 4_000],
    ids=lambda text: text[:6],
)
def test_dates_hostile_texts_come_to_an_end(text: str) -> None:
    page = heal(text)
    resolve_dates(propose_dates(page.healed, RULEBOOK), page, date(2023, 11, 27))
