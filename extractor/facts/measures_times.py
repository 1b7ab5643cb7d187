"""The date that governs a figure: in its clause, or one that opened the sentence as a clause of its own.

2021年，利润增长3%，收入为5亿元；负债2亿元: all are of 2021, until another date comes. A date inside a clause is of its
own figures, and of later ones that speak of the same subject. Counts without a quantity take only that of their clause.
"""

from __future__ import annotations

from extractor.facts.measures_line import Line, Reading

_LEAD = 3
#: 新华社上海11月26日电 says when the report was sent.
_DATELINE = ("电", "专电", "讯", "消息", "报道")
#: So many tokens back a date may stand; more is no sentence but a table.
_REACH = 150


def find_time(line: Line, reading: Reading) -> int | None:
    """The token of the date, None where no date governs or where 目前 put an end to it.

    2015年，公司收入下降3%，利润为5亿元: both figures are of 2015. 公司2016年投入3亿元，减免税款2亿元: the first alone.
    """
    if not (reading.subject or reading.attribute or reading.object or reading.of or reading.change):
        return None
    own = whole = True
    near = not reading.counts
    carried = bool(reading.attribute or reading.change)
    start = reading.place - 1
    if reading.attribute and reading.attribute == line.heading:
        start = line.headed  # 2017年5月12日人民币汇率中间价为：…: under a heading its date governs
    for place in range(start, max(start - _REACH, 0) - 1, -1):
        token = line.tokens[place]
        if token.kind == "date":
            if not _compares(line, place) and (
                own
                or (near and _alone(line, place))
                or (carried and (_alone(line, place) or (whole and _opens_topic(line, reading, place))))
            ):
                return place
            if not whole:
                return None  # 2015年，…；2016年收入3亿元；利润…: the second date is nearer
        elif token.kind in ("present", "open"):
            return None
        elif token.kind == "stop" and line.text(token) in "；;":
            own = whole = False
        elif own and line.text(token).startswith(line.words.single_days):
            return None  # 2023年高峰日发送旅客突破2000万人次 is no figure of the year
        elif token.kind in ("figure", "stop"):
            near = near and (own or token.kind == "figure") and line.kind(place - 1) == "date"
            own = False
    return None


def _compares(line: Line, place: int) -> bool:
    """比2022年同期: what is compared with. 9日公布的数据: when it was said. （1月9日） repeats what stands before."""
    if place in line.compared:
        return True
    before = line.kind(place - 1)
    if before == "open" or (before == "preposition" and line.text(line.tokens[place - 1]) in "比较"):
        return True
    if line.kind(place + 1) in ("verb", "act", "owning") and line.text(line.tokens[place + 1]) not in line.words.links:
        if line.kind(place + 2) == "of" and line.tokens[place + 1].start == line.tokens[place].end:
            return True  # 6月交割的期货 say nothing of its price
    dateline = line.healed.startswith(_DATELINE, line.tokens[place].end)
    return dateline or line.kind(place + 1) in ("says", "shows", "open")


def _opens_topic(line: Line, reading: Reading, place: int) -> bool:
    """今天公路发送旅客3万人次，同比增长2%: the second figure speaks of the subject that the date stands before."""
    if reading.subject and line.tokens[place].start == reading.subject[1]:
        return True  # 中国2006年产值3亿元，投资2亿元
    opening = reading.subject or reading.attribute
    return (
        opening is not None
        and line.tokens[place].end == opening[0]
        and line.kind(place - 1) in ("stop", "adverb", "pronoun", "preposition")
    )


def _alone(line: Line, place: int) -> bool:
    """The date is a clause by itself, but for a few characters (到了今年一季度，), or one says what day it is."""
    if line.kind(place + 1) != "stop":
        return line.kind(place - 1) == "stop" and line.healed.startswith("是", line.tokens[place].end)
    end = line.tokens[place].start
    while line.kind(place - 1) != "stop":
        place -= 1
    return end - line.tokens[place].start <= _LEAD
