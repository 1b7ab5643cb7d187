"""What a figure takes from what stands around it: the subject of the clause before, the figure that it goes on from.

公司利润3亿元，负债2亿元: the second figure is of the company too. 3亿元（约合4300万美元）: the same in other money.
"""

from __future__ import annotations

from extractor.facts.measures_line import PHRASE, Head, Line, Reading
from extractor.facts.measures_subjects import where
from extractor.facts.page import Span


def of_named(line: Line, reading: Reading) -> None:
    """宏达公司（1.3%）、远望集团（0.7%）: a share alone in brackets is of what stands before them."""
    place = reading.place
    if line.kind(place - 1) != "open" or line.kind(place + 1) != "close" or reading.quantity.dimension != "ratio":
        return
    if not (reading.subject or reading.attribute) and line.kind(place - 2) in ("noun", "name"):
        floor = line.readings[-1].after if line.readings else 0
        first = line.phrase_start(place - 2, floor)
        first = next((at + 1 for at in range(place - 2, first, -1) if line.kind(at) in ("list", "and")), first)
        reading.subject = line.phrase(first, place - 2)


def is_worth(line: Line, reading: Reading) -> bool:
    """3亿元（约合4300万美元）: the same in other money."""
    last = line.readings[-1] if line.readings else None
    if last is None or not last.quantity.dimension == reading.quantity.dimension == "money":
        return False
    before = line.tokens[reading.place - 1]
    opened = line.tokens[last.place + 1 : reading.place - 1]
    return line.text(before) in line.words.worth and len(opened) == 1 and opened[0].kind in ("open", "stop")


def is_next_level(line: Line, reading: Reading, head: Head) -> bool:
    """下调25个基点到4%: what has changed has come to this. 2015年利润3亿元，2016年为2亿元: the same of another year."""
    last = line.readings[-1] if line.readings else None
    if last is None or last.attribute is None:
        return False
    between = line.tokens[last.place + 1 : reading.place]
    if last.change and between and all(token.kind == "step" for token in between):
        return line.text(between[-1]).startswith(("至", "到"))
    clause = line.tokens[head.floor : reading.place]
    return (
        last.quantity.unit == reading.quantity.unit
        and len(clause) == 2
        and (clause[0].kind, clause[1].kind) == ("date", "step")
    )


def fill_subject(line: Line, reading: Reading, head: Head) -> None:
    """Take the subject that the sentence spoke of last where the clause has none; a name beside 三名航天员 is none."""
    if head.empty:
        says = reading.attribute or head.owning or head.copula
        opened = line.kind(head.floor) == "preposition"  # 随着10亿元投资到位
        if says and not opened and not _partial(line, head, reading) and not _says_its_own(line, reading):
            reading.subject = reading.subject or line.topic
    if reading.subject is None and reading.quantity.dimension == "age":
        reading.subject = _aged(line, reading)
    last = line.readings[-1] if line.readings else None
    if reading.subject is None and last and _goes_with(line, reading, head, last):
        reading.subject = last.subject or last.object
    elif reading.counts and reading.object and not head.owning and line.kind(head.place) in PHRASE - {"attribute"}:
        if reading.object[0] > line.tokens[reading.place].start:
            reading.subject = None


def _says_its_own(line: Line, reading: Reading) -> bool:
    """同比增长5% is of the figure before it, whatever else was spoken of; 9人受伤 is of a place alone."""
    last = line.readings[-1] if line.readings else None
    if last and reading.attribute and reading.attribute == last.attribute:
        return True
    said = line.healed[slice(*reading.attribute)] if reading.attribute else ""
    return said in line.words.fates and where(line, line.topic) is None


def _aged(line: Line, reading: Reading) -> Span | None:
    """王芳，女，43岁: the person that stands before the age with nothing but short nouns between."""
    for place in range(reading.place - 1, max(reading.place - 6, -1), -1):
        token = line.tokens[place]
        if token.kind == "name":
            return (token.start, token.end) if token.number >= 0 and line.page_type(place) == "person" else None
        if token.kind not in ("stop", "open", "step", "date", "adverb") and (
            token.kind != "noun" or token.end - token.start > 2
        ):
            return None
    return None


def _goes_with(line: Line, reading: Reading, head: Head, last: Reading) -> bool:
    """新能源汽车5万辆，占比7%: the share is of what the figure before it counts. 死亡4人、受伤9人: of one place."""
    said = line.healed[slice(*reading.attribute)] if reading.attribute else ""
    if said in line.words.shares or said.startswith("占"):
        return head.place < head.floor or line.kind(head.place) in ("attribute", "of", "share")
    before = line.healed[slice(*last.attribute)] if last.attribute else ""
    return said in line.words.fates and before in line.words.fates and line.kind(head.floor - 1) == "list"


def _partial(line: Line, head: Head, reading: Reading) -> bool:
    """其中包括3名儿童: a part of what the sentence spoke of belongs to nobody in it."""
    return any(line.text(token) in line.words.parts for token in line.tokens[head.floor : reading.place])


def under_heading(line: Line, place: int, figure: int) -> bool:
    """牌价：1欧元兑7.6元: the figure behind 兑 or ： is of what stands before the colon."""
    if line.healed.startswith(("兑", "合", "折"), line.tokens[figure].end):
        return False
    return place >= 0 and (line.text(line.tokens[place])[-1] in "兑合" or line.healed[line.tokens[place].end] in "：:")


def goes_through(line: Line, reading: Reading) -> bool:
    """客流量|连续3天|突破千万: how long it lasted stands between a quantity and its figure."""
    before = line.tokens[reading.place - 1]
    return (
        reading.quantity.dimension == "time"
        and line.text(before).endswith("连续")
        and before.end == line.tokens[reading.place].start
        and line.kind(reading.place + 1)
        in ("step", "verb", "noun", "attribute", "act", "level", "rise", "fall", "copula")
    )
