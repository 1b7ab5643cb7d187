"""Figures that belong together: 分别 hands each its own subject, a list shares one, a change is of what came before."""

from __future__ import annotations

from bisect import bisect_left

from extractor.facts.measures_line import PHRASE, Line, Reading
from extractor.facts.page import Span

_SHARED = ("subject", "attribute", "change", "change_at", "basis", "distributed")


def continue_list(line: Line, reading: Reading) -> bool:
    """2群、不到10只: a figure behind 、 or 和 and a figure says of itself what that one says. True if it was one."""
    place = reading.place - 1
    while line.kind(place) in ("step", "blank"):
        place -= 1
    if not line.readings or line.kind(place) not in ("list", "and") or line.kind(place - 1) != "figure":
        return False
    for name in _SHARED:
        setattr(reading, name, getattr(line.readings[-1], name))
    reading.leader = line.readings[-1].leader or line.readings[-1]
    return True


def inherit(line: Line, reading: Reading) -> None:
    """同比增长14% behind 发送86万标箱: the change is of what the figure before it counts."""
    last = line.said or (line.readings[-1] if line.readings else None)
    if last:
        reading.subject = reading.subject or last.subject
        reading.attribute = last.attribute
        if last.attribute is None:
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


def of_outer(line: Line, reading: Reading) -> None:
    """38人死亡（四川32人，云南6人）: in a bracket the figures are parts of the one before it."""
    outer = line.outer
    if (
        outer
        and reading.subject
        and not (reading.attribute or reading.object)
        and reading.quantity.unit == outer.quantity.unit
    ):
        reading.attribute, reading.object = outer.attribute, outer.object


def distribute(line: Line, run: list[Reading]) -> None:
    """Hand out what 分别 shares among the figures of `run`, in order; no subject where the numbers do not agree."""
    first = run[0]
    subjects = _parts(line, first.subject)
    if len(subjects) != len(run):
        subjects = _listed(line, first) or subjects
    whole = (first.subject[0], first.attribute[1]) if first.subject and first.attribute else first.attribute
    attributes = _parts(line, whole) if whole and whole[0] < whole[1] else []
    earlier = line.readings[max(0, first.number - len(run)) : first.number]
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
