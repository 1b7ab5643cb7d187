"""Dates that three open tools test themselves with: JioNLP, Recognizers-Text, duckling (../shared/peer-cases).

Compared are the days that an expression covers. What is left out, or differs on purpose, is listed with its reason;
of all other cases in simplified characters at least 85 % must agree, and the differences left are printed.
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
_PART = "凌晨|早上|早晨|上午|中午|下午|晚上|夜里|夜间|白天|清晨|傍晚|午夜|晚|早"
REASONS: list[tuple[str, str]] = [
    ("a time of day without a day is no date", rf"(?:{_PART}|大约|约)*(?:{_COUNT}(?:[点时:：].*)?|[零0-9].*[ap]\.?m?\.?)?"),
    ("a time of day without a day is no date", rf".*(?<![年月日号天今昨明0-9])(?:{_COUNT}点|[0-9]+:[0-9]+(?![0-9:]*日)).*"),
    ("a length of time is a figure", rf".*?{_COUNT}\s?(?:多|个)*\s?(?:半|秒|分|刻|小时|钟|天|日|周|月|年)+(?:半|钟|多)*(?:之?内|以?后|以内|里|之后|以来)?"),
    ("a length of time is a figure", r"(?:过去|未来|今后|近|过|前|后|上|下|在|还剩).*(?:年|月|周|天|时|秒|内|分钟|里)"),
    ("a vague word is no date", "最近|马上|现在|此刻|宜家|而家|依家|几十年之后|上个小时|新年|.*到现在|从现在.*|第七年"),
    ("后, 前, 起 set no open end: only 以来 does", r".*(?:之后|之前|以后|以前|前|后|起|开始|及以后|及以前|以后|止)"),
    ("后, 前, 起 set no open end: only 以来 does", r"(?:截止到|自从|自|从).*"),
    ("a number alone is no year, and eight digits are no day", r"[= ]*[0-9]{4}|[0-9]{8}|[0-9]{4} [0-9]{2} [0-9]{2}.*"),
    ("not clear in news: day first, two-digit year, year and month in digits", r"\d{1,2}[-/.]\d{1,2}([-/.]\d{2,4})?.*|[0-9]{4}\.[0-9]{2}-.*"),
    ("dates of the lunar calendar are left out, but its feasts", r".*(?:农历|阴历|正月|腊月|大年|闰|廿|元宵|小寒|芒种|初[一二三十]).*"),
    ("a day without 日 or 号 is too rare in news", rf".*月(?:{_COUNT})"),
    ("reigns of emperors are left out", "康熙.*"),
    ("a season or 年底 is EDTF's: three months, one month", r".*(?:[春夏秋冬][季天]?|年?[初底末]|年代前期)"),
    ("a feast is a date only where it is no part of a name; foreign feasts are left out", r".*(?:节|日|夜|斋期|斋节|新年|五一|双十一|中秋|小时|新春|正时|翌日|第四天|周六|星期一|周五|元旦|端午)"),
    ("what the calendar does not have is no date", ".*2月(?:30|29)日"),
    ("weekdays alone and days without a year count as told of the past, not as ahead", r"(?:周|星期|礼拜).*|[0-9]{1,2}[日号].*|[0-9]{1,2}月[0-9]{1,2}[日号]?|下星期三"),
    ("several dates of a list are several mentions", ".*[、，].*"),
    ("too rare in news: the nth day or month, half a week, 两头的一头省略", ".*第[一九].*|.*前[0-9]+天|下半周|上个半年|.*最后一个.*|.*之间|.*从2016到2018.*|.*1985到89.*|.*-11：23"),
]


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
    return next((why for why, pattern in REASONS if re.fullmatch(pattern, case.text)), None)


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
