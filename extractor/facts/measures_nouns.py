"""A noun or verb before a figure that is no known quantity: what is counted, taken or grown."""

from __future__ import annotations

from extractor.facts.measures_attributes import own
from extractor.facts.measures_changes import CHANGES
from extractor.facts.measures_line import SHORT, SIZES, Head, Line, Reading
from extractor.facts.measures_subjects import find_subject, where
from extractor.facts.measures_words import Words
from extractor.facts.page import Span

_OPENING = frozenset(("stop", "open", "close", "adverb", "date", "blank", "figure", "present", "says", "pronoun", "of"))
_TRAFFIC = ("人次", "标箱")


def read_noun(line: Line, reading: Reading, head: Head, words: Words) -> None:
    """A noun that is no known quantity: counted (刑事案件56.6万起), grown (夏粮减产3亿斤) or named (江原省32人)."""
    first = line.phrase_start(head.place, head.floor)
    if reading.counts and not (reading.change or head.level or head.owning or head.copula):
        first = next((place + 1 for place in range(head.place, first, -1) if line.kind(place) == "of"), first)
    if reading.change and first == head.floor + 1 and _opens_noun(line, head.floor, words):
        first -= 1  # 注册|会员增长5%
    span = line.tokens[first].start, line.tokens[head.place].end
    before = line.kind(first - 1) if first > head.floor else "stop"
    if first == head.floor + 1 and before in ("list", "and"):
        before = "stop"
    if head.copula and before in ("verb", "act"):
        first = line.phrase_start(first - 1, head.floor)
        reading.subject = line.tokens[first].start, span[1]
    elif before == "act" and not head.owning:
        _acted(line, reading, head, first, words)
    elif before in CHANGES and line.kind(first - 2) in ("act", "verb") and first - 1 > head.floor:
        _taken(line, reading, head, span, first)
    elif before in CHANGES and not reading.change and span[1] - span[0] > 1:
        token = line.tokens[first - 1]
        reading.change, reading.change_at = CHANGES[before], (token.start, token.end)
        if line.kind(head.place) != "name":
            _counted(reading, span)
        reading.subject, _ = find_subject(line, first - 2, head.floor)
    elif before == "verb" and (reading.change or head.level):
        reading.subject = span if line.text(line.tokens[first - 1]) in words.causing else None
    elif before in ("verb", "owning"):
        while line.text(line.tokens[first - 1]) in words.nouny and line.kind(first - 2) in ("verb", "blank"):
            first -= 1
            span = line.tokens[first].start, span[1]
        if line.kind(first - 2) in CHANGES and first - 2 >= head.floor and not (reading.change or head.level):
            change = line.tokens[first - 2]  # 减少|燃烧|煤炭3吨
            reading.change, reading.change_at = CHANGES[change.kind], (change.start, change.end)
        if reading.counts and line.text(line.tokens[first - 1]) in words.running:
            own(line, reading, first - 2, head.floor)
        if before == "owning" and reading.counts:
            reading.subject, _ = find_subject(line, first - 2, head.floor)
            if line.text(line.tokens[first - 1]) in words.happening:
                reading.subject = where(line, reading.subject)
        _taken(line, reading, head, span, first)
    elif before in _OPENING:
        _bare(line, reading, head, span, words)


def _acted(line: Line, reading: Reading, head: Head, first: int, words: Words) -> None:
    """发送旅客3000万人次: passengers are what the word for the traffic counts; 出口汽车5万辆: cars are counted."""
    token, last = line.tokens[first - 1], line.tokens[head.place]
    if line.kind(first - 2) in CHANGES and first - 2 >= head.floor and not reading.change:
        before = line.tokens[first - 2]  # 减少|排放|烟尘3吨
        reading.change, reading.change_at = CHANGES[before.kind], (before.start, before.end)
        reading.object = line.tokens[first].start, last.end
        reading.subject, _ = find_subject(line, first - 3, head.floor)
        return
    if reading.counts and reading.quantity.unit not in _TRAFFIC and not reading.change:
        reading.object = line.tokens[first].start, last.end
        if line.text(token) in words.running - words.flows:
            own(line, reading, first - 2, head.floor)
            return
        if line.text(token) not in words.flows:
            line.topic = find_subject(line, first - 2, head.floor)[0] or line.topic
            return
        reading.attribute = token.start, token.end
    else:
        reading.attribute = token.start, last.end
    own(line, reading, first - 2, head.floor)


def _taken(line: Line, reading: Reading, head: Head, span: Span, first: int) -> None:
    """A verb took the noun: 抓获嫌疑人500名, 投入经费3亿元, 拿下宏达公司20%的股份."""
    if head.owning:
        return
    if reading.counts and line.kind(head.place) == "name" and line.page_type(head.place) == "place":
        reading.subject = span  # 造成江原市9人死亡
        return
    if line.healed[slice(*span)].endswith(line.words.settings):
        return  # 造成车内3人死亡
    if reading.counts:
        reading.object = span
    elif reading.quantity.dimension in SIZES:
        reading.object = span
    elif reading.quantity.dimension == "money" and line.kind(head.place) != "name":
        reading.attribute = span
        reading.subject, _ = find_subject(line, first - 2, head.floor)
    elif reading.quantity.dimension == "ratio" and line.tokens[head.place].kind == "name":
        reading.object = span
        reading.subject, _ = find_subject(line, first - 2, head.floor)


def _bare(line: Line, reading: Reading, head: Head, span: Span, words: Words) -> None:
    """Only a noun stands between the beginning of the clause and the figure."""
    if line.healed[span[1] - 1] in "上里内中到" or (span[1] - span[0] < 2 and line.healed[span[0]] not in SHORT):
        return
    if line.kind(line.phrase_start(head.place, head.floor) - 1) == "pronoun":
        return
    if reading.counts and line.text(line.tokens[reading.place - 1]).startswith("等"):
        return  # 定日、拉孜等7县 names the seven, and does not say what they are
    if (reading.change or head.level) and line.kind(head.place) == "noun" and _of_body(line, reading, head, span):
        return
    if line.kind(head.place) == "name" or reading.change or head.level or head.copula or head.owning:
        reading.subject = None if line.healed[slice(*span)] in words.generic else span
        line.topic = line.topic if head.owning else reading.subject
    elif reading.whole and reading.quantity.dimension in SIZES | {"money"} and _opens(line, head):
        reading.subject = span
    elif line.healed[slice(*span)] in words.generic or line.healed[slice(*span)].endswith(words.settings):
        return
    elif reading.counts and not any(mark in line.healed[slice(*span)] for mark in "、和"):
        reading.object = span
        first = line.phrase_start(head.place, head.floor)
        if line.kind(first - 1) == "adverb" and line.kind(first - 2) == "name" and first - 2 >= head.floor:
            subject, _ = find_subject(line, first - 2, head.floor)
            reading.subject = subject if line.page_type(first - 2) == "place" else None  # 江原省累计确诊病例达300例


def _of_body(line: Line, reading: Reading, head: Head, span: Span) -> bool:
    """宏达公司|客户基础 增长33%，注册会员增长55%: what grew is a quantity of the company, though no list knows it."""
    token, before = line.tokens[head.place], head.place - 1
    dated = before > head.floor and line.kind(before) == "date"
    before -= dated
    if before >= head.floor and line.kind(before) == "name" and line.page_type(before) == "organization":
        if (dated or line.tokens[before].end == token.start) and token.end - token.start > 1:
            reading.subject = line.topic = line.tokens[before].start, line.tokens[before].end
            reading.attribute = token.start, token.end
            return True
    last = line.readings[-1] if line.readings else None
    if last and last.subject and last.subject == line.topic and last.change and _is_one(line, span):
        if any(name.type == "organization" and (name.start, name.end) == last.subject for name in line.names):
            reading.subject, reading.attribute = last.subject, span
            return True
    return False


def _is_one(line: Line, span: Span) -> bool:
    """A short noun, no list."""
    return span[1] - span[0] <= 8 and not any(mark in line.healed[slice(*span)] for mark in "、和及等")


def _opens_noun(line: Line, place: int, words: Words) -> bool:
    """The verb at `place` opens the clause, touches a noun and is as often part of one: 注册|会员, 出租|车辆."""
    token = line.tokens[place]
    return (
        token.kind in ("verb", "act", "owning")
        and line.text(token) in words.nouny
        and line.kind(place + 1) == "noun"
        and line.tokens[place + 1].start == token.end
    )


def _opens(line: Line, head: Head) -> bool:
    """其中|桥梁4公里: nothing but 其中 stands before the noun in its clause."""
    first = line.phrase_start(head.place, head.floor)
    return first == head.floor or (first == head.floor + 1 and line.text(line.tokens[head.floor]) in line.words.parts)


def _counted(reading: Reading, span: Span) -> None:
    if reading.counts:
        reading.object = span
    else:
        reading.attribute = span


def _goes_on_counting(line: Line, reading: Reading) -> bool:
    """筹集帐篷900顶，搭建500顶: without a noun the second figure counts what the first does."""
    last = line.readings[-1] if line.readings else None
    unit = reading.quantity.unit
    return last is not None and last.counts and unit == last.quantity.unit and unit not in ("人", "个", "次", None)


def read_verb(line: Line, reading: Reading, head: Head, words: Words) -> None:
    """A verb touches the figure: it may end the noun that is counted (涉黑组织30个), or say where the earth shook."""
    if reading.quantity.dimension == "magnitude" or (head.copula and reading.quantity.dimension == "index"):
        reading.subject, _ = find_subject(line, head.place - 1, head.floor)
    elif reading.counts and _goes_on_counting(line, reading):
        reading.object = line.readings[-1].object
    elif reading.counts and line.text(line.tokens[head.place]) in words.nouny:
        first = head.place
        while first > head.floor and (
            line.kind(first - 1) == "noun" or line.text(line.tokens[first - 1]) in words.nouny
        ):
            first -= 1
        if first < head.place and first > head.floor and line.kind(first - 1) in ("verb", "blank"):
            reading.object = line.tokens[first].start, line.tokens[head.place].end
