"""The date that governs a figure: in its clause, or one that opened the sentence or the part up to ；."""

from __future__ import annotations

from extractor.facts.measures_line import Line, Reading
from extractor.facts.measures_scan import Token

_LEAD = 3


def find_time(line: Line, reading: Reading) -> int | None:
    """The token of the date, None where no date governs or where 目前 put an end to it.

    2015年，公司收入下降3%，利润为5亿元: both figures are of 2015. 公司2016年投入3亿元，减免税款2亿元: the first alone.
    """
    if not (reading.subject or reading.attribute or reading.object or reading.of or reading.change):
        return None
    own = True
    carried = bool(reading.attribute or reading.change)
    for place in range(reading.place - 1, -1, -1):
        token = line.tokens[place]
        if token.kind == "date":
            if not _compares(line, reading, place) and (
                own or (carried and (_alone(line, place) or _opens_topic(line, reading, place)))
            ):
                return place
        elif token.kind == "present" or (token.kind == "stop" and line.text(token) in "；;"):
            return None
        elif token.kind == "figure" or (token.kind == "stop" and not _heads(line, reading, token)):
            own = False
    return None


def _compares(line: Line, reading: Reading, place: int) -> bool:
    """比2022年同期: what is compared with. 9日公布的数据: when it was said. （1月9日） repeats what stands before."""
    token = line.tokens[place]
    if any(r.basis and r.basis[0] <= token.start < r.basis[1] for r in (*line.readings, reading)):
        return True
    before = line.kind(place - 1)
    if before == "open" or (before == "preposition" and line.text(line.tokens[place - 1]) in "比较"):
        return True
    return line.kind(place + 1) in ("says", "shows", "open")


def _opens_topic(line: Line, reading: Reading, place: int) -> bool:
    """今天公路发送旅客3万人次，同比增长2%: the second figure speaks of the subject that the date stands before."""
    return (
        reading.subject is not None
        and line.tokens[place].end == reading.subject[0]
        and line.kind(place - 1) in ("stop", "adverb", "pronoun", "preposition")
    )


def _heads(line: Line, reading: Reading, stop: Token) -> bool:
    """The mark stands between a heading and the figures under it: 2017年5月12日人民币汇率中间价为：…."""
    return reading.attribute is not None and reading.attribute == line.heading and stop.start >= reading.attribute[1]


def _alone(line: Line, place: int) -> bool:
    """The date is a clause by itself, but for a few characters: 到了今年一季度，."""
    if line.kind(place + 1) != "stop":
        return False
    end = line.tokens[place].start
    while line.kind(place - 1) != "stop":
        place -= 1
    return end - line.tokens[place].start <= _LEAD
