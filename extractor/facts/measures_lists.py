"""Figures that belong together: 分别 hands each its own subject, a list shares one, a change is of what came before."""

from __future__ import annotations

from bisect import bisect_left

from extractor.facts.measures_line import ENDS, PHRASE, Line, Reading
from extractor.facts.page import Span

_SHARED = ("subject", "attribute", "change", "change_at", "basis", "distributed")


def continue_list(line: Line, reading: Reading) -> bool:
    """2群、不到10只: a figure behind 、 or 和 and a figure says of itself what that one says. True if it was one."""
    place = reading.place - 1
    while line.kind(place) in ("step", "blank"):
        place -= 1
    if line.readings and _says_again(line, place):
        for name in ("subject", "attribute", "object", "change", "change_at", "basis"):
            setattr(reading, name, getattr(line.readings[-1], name))
        reading.leader = line.readings[-1].leader or line.readings[-1]
        return True
    if not line.readings or line.kind(place) not in ("list", "and") or line.kind(place - 1) != "figure":
        return False
    for name in _SHARED:
        setattr(reading, name, getattr(line.readings[-1], name))
    reading.leader = line.readings[-1].leader or line.readings[-1]
    return True


def _says_again(line: Line, place: int) -> bool:
    """上涨7.8美元，或0.6%: the second figure says the same in another way; `place` is the token before it."""
    if line.text(line.tokens[place]) not in line.words.again:
        return False
    return line.kind(place - 1) == "figure" or (line.kind(place - 1) == "stop" and line.kind(place - 2) == "figure")


def inherit(line: Line, reading: Reading) -> None:
    """同比增长14% behind 发送86万标箱: the change is of what the figure before it counts."""
    last = line.said or (line.readings[-1] if line.readings else None)
    if last:
        reading.subject = reading.subject or last.subject
        reading.attribute = last.attribute
        if last.attribute is None and reading.change and line.same_clause(last, reading) and not reading.counts:
            reading.subject = reading.subject or last.object  # 16个行业实现增长20%
        elif last.attribute is None:
            reading.object = last.object


def part_of_last(line: Line, reading: Reading, place: int) -> bool:
    """14处水体中的6处: the figure counts part of what the one before it counts; `place` is the token of 的."""
    last = line.readings[-1] if line.readings else None
    return (
        last is not None
        and last.object is not None
        and line.healed[line.tokens[place].start - 1] in "中里"
        and line.tokens[place].start - last.object[1] <= 1
    )


def whole_of(line: Line, reading: Reading, floor: int) -> Reading | None:
    """全长9公里，其中桥梁4公里，隧道3公里: the figure that this one is a part of, or the one before a bracket."""
    last = line.readings[-1] if line.readings else None
    if line.outer or last is None:
        return line.outer
    clause = line.tokens[floor : reading.place]
    if last.quantity.unit != reading.quantity.unit or last.quantity.dimension != reading.quantity.dimension:
        return None
    if any(line.text(token).startswith("其中") for token in clause):
        return last.whole or last
    if not floor or line.text(line.tokens[floor - 1]) not in "，、,和":
        return None
    return last.whole or (last if last.attribute and line.kind(floor - 1) in ("list", "and") else None)


def of_whole(reading: Reading) -> None:
    """38人死亡（江原32人，海川6人）: a part says of its subject what the whole says; 其中15人 counts the same."""
    whole = reading.whole
    if whole is None or reading.quantity.unit != whole.quantity.unit or reading.change:
        return
    if reading.subject and not (reading.attribute or reading.object):
        reading.attribute, reading.object = whole.attribute, whole.object
    elif reading.object is None and reading.counts and (reading.attribute is None or whole.attribute is None):
        reading.object = whole.object


def distribute(line: Line, run: list[Reading]) -> None:
    """Hand out what 分别 shares among the figures of `run`, in order; no subject where the numbers do not agree."""
    first = run[0]
    dates = _dates(line, first, len(run))
    if dates:
        for reading, date in zip(run, dates, strict=True):
            reading.date = date
        return
    subjects = _parts(line, first.subject)
    if len(subjects) != len(run):
        subjects = _listed(line, first) or subjects
    subjects = _shared_noun(line, run, subjects)
    whole = (first.subject[0], first.attribute[1]) if first.subject and first.attribute else first.attribute
    attributes = _parts(line, whole) if whole and whole[0] < whole[1] else []
    earlier = line.readings[max(0, first.number - len(run)) : first.number]
    if earlier and first.attribute and first.attribute[0] > line.tokens[earlier[-1].place].start:
        earlier = []  # what the run itself names is shared by it
    for number, reading in enumerate(run):
        if len(attributes) == len(run) and all(_is_quantity(line, part) for part in attributes):
            reading.subject, reading.attribute = None, attributes[number]
        elif len(subjects) == len(run):
            reading.subject = subjects[number]
        elif len(earlier) == len(run) and all(other.attribute or other.object for other in earlier):
            other = earlier[number]
            reading.subject, reading.attribute, reading.object = other.subject, other.attribute, other.object
        elif len(subjects) > 1:
            reading.subject = None
    _same_quantity(line, run)


def _same_quantity(line: Line, run: list[Reading]) -> None:
    """江原市月均工资3000元，海川市、云江市分别为2800元和2900元: the quantity is that of the figure before."""
    before = line.readings[run[0].number - 1] if run[0].number else None
    for reading in run:
        if before and reading.subject and not (reading.attribute or reading.object or reading.change):
            if reading.quantity.unit == before.quantity.unit and not reading.counts:
                reading.attribute = before.attribute


def _shared_noun(line: Line, run: list[Reading], subjects: list[Span]) -> list[Span]:
    """江原市、海川市|粮食|产量分别为: the noun behind the last of several names belongs to the quantity of all."""
    names = {token[:2] for token in line.tokens if token.kind == "name"}
    attribute = run[0].attribute
    if len(subjects) != len(run) or attribute is None or not all(part in names for part in subjects[:-1]):
        return subjects
    last = next((name for name in names if name[0] == subjects[-1][0] and name[1] < subjects[-1][1]), None)
    if last is None or subjects[-1][1] != attribute[0]:
        return subjects
    for reading in run:
        if reading.attribute == attribute:
            reading.attribute = last[1], attribute[1]
    return [*subjects[:-1], last]


def _dates(line: Line, first: Reading, number: int) -> list[int]:
    """2021年、2022年和2023年利润分别为…: as many dates as figures in one list, as tokens; else none."""
    runs: list[list[int]] = [[]]
    start = first.place
    while start > 0 and line.kind(start - 1) not in ENDS:
        start -= 1
    for place in range(start, first.place):
        if line.kind(place) == "date":
            runs[-1].append(place)
        elif line.kind(place) not in ("list", "and"):
            runs.append([])
    return next((run for run in runs if len(run) == number), [])


def _listed(line: Line, first: Reading) -> list[Span]:
    """我国对东盟、欧盟分别出口3亿元和2亿元: the list that stands before 分别, whatever governs it."""
    each = next(place for place in range(first.place, -1, -1) if line.kind(place) == "each")
    place = each - 1
    while place > 0 and line.kind(place) not in PHRASE and line.kind(place) != "stop":
        place -= 1
    if line.kind(place) not in PHRASE:
        return []
    opening = line.phrase_start(place, 0)
    if line.kind(opening - 1) == "figure" and line.kind(opening - 2) in PHRASE:
        place = opening - 2  # 臭氧、甲醛两项污染物浓度分别是
        opening = line.phrase_start(place, 0)
    while place > opening and line.kind(place) == "attribute":
        place -= 1  # 东区、西区|产量 分别
    span = line.phrase(opening, place)
    parts = _parts(line, span)
    return parts if len(parts) > 1 else []


def _is_quantity(line: Line, part: Span) -> bool:
    """客运量、周转量分别增长6%和11%: each of the items is a quantity."""
    token = line.tokens[bisect_left(line.tokens, (part[1],)) - 1]
    return token.end == part[1] and token.kind in ("attribute", "act")


def _parts(line: Line, span: Span | None) -> list[Span]:
    """The items of 甲、乙和丙 as spans."""
    if span is None:
        return []
    parts, start = [], span[0]
    for token in line.tokens[bisect_left(line.tokens, (span[0],)) :]:
        if token.start >= span[1]:
            break
        if token.kind in ("list", "and"):
            parts.append((start, token.start))
            start = token.end
    return [part for part in [*parts, (start, span[1])] if part[0] < part[1]]
