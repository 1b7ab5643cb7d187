"""Persons by what stands beside their names: bylines, titles, verbs of saying, lists; and names with a dot anywhere."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor.mentions.names_length import name_from, name_until, sounding
from extractor.mentions.names_rules import BASE, Ready, matches, ready
from extractor.mentions.names_shape import DOTS, HAN, Shapes
from extractor.mentions.names_words import Sheet
from extractor.mentions.proposal import Proposal

UNCLOSED = BASE - 3
#: What parts the names of a list; 和 and 与 only before the last.
_BETWEEN = regex.compile(r"[、/]\s?|[ \u3000]+|(?:和|与|及)(?=\p{Han})")
_BEFORE = regex.compile(r"(?:(?<=\p{Han})[、/]\s?|和|与)$")
_DOT = regex.compile(f"[{DOTS}]")
_LINE = regex.compile(r"[ \u3000]*(?=\n|\Z)")


def propose_persons(sheet: Sheet) -> Iterator[Proposal]:
    """Persons that their surroundings show; needs no model.

    Where a title opens a name and nothing closes it (院长柯洁九段), the model's edge is better than ours.
    """
    text, shapes = sheet.text, Shapes.of(sheet.rulebook)
    yield from _dotted(text, shapes)
    for rule in ready(sheet.rulebook, "person"):
        way = rule.gives.get("names")
        if way is None:
            continue
        read = _after if way == "after" else _before
        for found in matches(sheet, rule):
            for start, end in read(text, found.end() if way == "after" else found.start(), rule, shapes):
                closed = way == "before" or shapes.closes(text, end)
                yield Proposal(start, end, "person", rule.rule.id, rule.priority if closed else UNCLOSED)


def _after(text: str, at: int, rule: Ready, shapes: Shapes) -> list[tuple[int, int]]:
    """The names that begin at `at`: one, or as many as the list has."""
    spans: list[tuple[int, int]] = []
    while (end := name_from(text, at, shapes)) is not None:
        spans.append((at, end))
        between = _BETWEEN.match(text, end) if "list" in rule.gives else None
        if between is None or between.group() in ("和", "与", "及") and not _sure_from(text, between.end(), shapes):
            break
        at = between.end()
    if "sure" in rule.gives and 2 * sum(_certain(text[start:end], shapes) for start, end in spans) < len(spans):
        return []
    if "acts" in rule.gives and not (spans and shapes.acts.at(text, spans[-1][1])):
        return []
    if rule.gives.get("until") == "line" and not (spans and _LINE.match(text, spans[-1][1])):
        return []
    return spans


def _sure_from(text: str, at: int, shapes: Shapes) -> bool:
    """Whether a name beyond doubt begins at `at`: not 时调来 in 孟庆雨及时调来."""
    end = name_from(text, at, shapes)
    return end is not None and (_certain(text[at:end], shapes) or shapes.foreign(text[at:end]))


def _before(text: str, end: int, rule: Ready, shapes: Shapes) -> list[tuple[int, int]]:
    """The names that end at `end`: one, or as many as the list has, which then must open like a name."""
    spans: list[tuple[int, int]] = []
    while (start := _start_of(text, end, rule, shapes)) is not None:
        spans.append((start, end))
        between = _BEFORE.search(text, max(0, start - 2), start) if "list" in rule.gives else None
        if between is None:
            break
        end = between.start()
    return spans if _enough(text, spans, rule, shapes) else []


def _start_of(text: str, end: int, rule: Ready, shapes: Shapes) -> int | None:
    start = name_until(text, end, shapes)
    if start is None or "sure" not in rule.gives:
        return start
    return start if _certain(text[start:end], shapes) else None


def _certain(name: str, shapes: Shapes) -> bool:
    return shapes.plausible(name) or any(dot in name for dot in DOTS)


def _enough(text: str, spans: list[tuple[int, int]], rule: Ready, shapes: Shapes) -> bool:
    least = int(rule.gives.get("least", "1"))
    return len(spans) >= least


def _dotted(text: str, shapes: Shapes) -> Iterator[Proposal]:
    """唐纳德·特朗普: a dot, and on both sides as far as the characters sound foreign."""
    after = 0
    for dot in _DOT.finditer(text):
        if dot.start() < after:
            continue
        start = _sound_start(text, dot.start(), after, shapes)
        if dot.group() == "-" and not _hyphened(text, start, dot, shapes):
            continue
        end = _dotted_end(text, dot.start(), shapes)
        if start < dot.start() and end > dot.end():
            after = end
            yield _dotted_name(text, start, end, shapes)


def _hyphened(text: str, start: int, dot: regex.Match[str], shapes: Shapes) -> bool:
    """Whether a hyphen joins parts of a name: 让-皮埃尔, 阿库福-阿多; not 俄-乌, 乌鲁木齐-阿拉木图."""
    first, rest = text[start : dot.start()], text[dot.end() : dot.end() + 6]
    if not shapes.opens(text, start) or sounding(rest, 0, len(rest), shapes) < 2:
        return False
    sizes = range(2, 7)
    place = any(first[-size:] in shapes.others or rest[:size] in shapes.others for size in sizes)
    return first == "让" or len(first) > 1 and not place


def _dotted_name(text: str, start: int, end: int, shapes: Shapes) -> Proposal:
    """约翰斯·霍普金斯大学 is a body and 杰拉尔德·福特号 a ship; all else with a dot is a person."""
    body = shapes.bodies.at(text, end)
    if body is not None:
        return Proposal(start, body.end, "organization", "names.organization.dotted", BASE + 10)
    if text[end : end + 1] in ("号", "级", "奖"):
        return Proposal(start, end + 1, "nameless", "names.nothing.dotted", BASE + 10)
    return Proposal(start, end, "person", "names.person.dotted", BASE + 10)


def _sound_start(text: str, dot: int, least: int, shapes: Shapes) -> int:
    at = dot
    while at > least and dot - at < 8 and shapes.sound(text, at - 1, shapes.dotted):
        at -= 1
    at = max(least, min(at, dot - shapes.people_ends.at(text, dot)))
    if at == dot and at > least and text[at - 1].isupper():
        return at - 1
    return _without_title(text, at, dot, shapes)


def _without_title(text: str, start: int, dot: int, shapes: Shapes) -> int:
    """Past a title or place whose characters sound foreign too: 主|席尼古拉斯, 法国总理加布里埃尔, 大使马丁."""
    for end in range(dot - 1, start, -1):
        length = shapes.before.at(text, end)
        if length > max(1, end - start) or length > 1 and text[end - length : end] in shapes.titles:
            return end
        if any(text[end - size : end] in shapes.others for size in range(2, end - start + 1)):
            return end
    return start


def _initial(text: str, at: int) -> int:
    """The length of the initial that stands between two dots: the W of 乔治·W·布什."""
    return int(text[at : at + 1].isascii() and text[at : at + 1].isupper() and text[at + 1 : at + 2] in (*DOTS,))


def _dotted_end(text: str, dot: int, shapes: Shapes) -> int:
    at = dot
    while at < len(text) and text[at] in DOTS:
        stop = at + 1
        while stop < len(text) and regex.match(f"[{HAN}]", text[stop]) and stop - at <= 8:
            stop += 1
        people = shapes.peoples.at(text, at + 1)
        spoken = sounding(text, at + 1, stop, shapes, shapes.dotted)
        length = max(spoken, people.end - at - 1 if people else 0) or _initial(text, at + 1)
        if not length:
            return at
        at += 1 + length
    return at
