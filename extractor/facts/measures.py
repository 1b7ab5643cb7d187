"""What each figure measures: whose, which quantity, of what, when and according to whom.

今年前三季度，江北新区风电机组产量超过260台: subject 江北新区风电机组, attribute 产量, time 2023-01/2023-09.
A sentence is cut into tokens (measures_scan); each figure is read from what stands before it
(measures_heads) and behind it (measures_tails), then from the figures before it (measures_lists).
A slot left out is better than a wrong one, so what no rule knows stays empty.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.facts.measures_attributes import read_silent
from extractor.facts.measures_changes import LIKENED
from extractor.facts.measures_context import (
    fill_subject,
    goes_through,
    is_next_level,
    is_worth,
    of_named,
    under_heading,
)
from extractor.facts.measures_evidence import weigh
from extractor.facts.measures_heads import read_head
from extractor.facts.measures_line import ENDS, Line, Reading
from extractor.facts.measures_lists import continue_list, distribute, inherit, of_whole, whole_of
from extractor.facts.measures_sources import Source, find_sources, source_of
from extractor.facts.measures_subjects import leading_subject
from extractor.facts.measures_tails import read_tail
from extractor.facts.measures_times import find_time
from extractor.facts.measures_tokens import Token, joined
from extractor.facts.measures_words import Words, words_of
from extractor.facts.page import Page, Span

#: The order in which the slots of a figure are written.
SLOTS = ("subject", "attribute", "object", "of", "change", "basis", "time", "time_text", "according_to")
#: So many characters behind the last figure of a sentence are read.
_BEHIND = 30


@dataclass(frozen=True, slots=True)
class Slot:
    """What a slot says and the healed span where it stands; both None where it has no place of its own."""

    value: str
    start: int | None = None
    end: int | None = None


def measure(page: Page) -> dict[Span, dict[str, Slot]]:
    """The slots of each figure by its span; figures that say nothing of themselves are left out."""
    words = words_of(page.rulebook)
    slots: dict[Span, dict[str, Slot]] = {}
    for line in _lines(page, words):
        readings = _read(line, page, words)
        sources = find_sources(line, words)
        for reading in readings:
            found = dict(_slots(line, reading, page, sources))
            if found:
                token = line.tokens[reading.place]
                slots[token.start, token.end] = found
    return slots


def _lines(page: Page, words: Words) -> Iterator[Line]:
    """The sentences that hold figures, each with its tokens."""
    mentions = sorted(
        Token(proposal.start, proposal.end, kind, index)
        for kind, proposals in (("figure", page.figures), ("date", page.dates), ("name", page.names))
        for index, proposal in enumerate(proposals)
    )
    starts = [mention.start for mention in mentions]
    for start, end in _sentences(page):
        inside = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        end = _enough(page.text.healed, inside, end)
        inside = [mention for mention in inside if mention.start < end]
        tokens = words.scanner.tokens(page.text.healed, inside, start, end)
        if page.words:
            tokens = weigh(tokens, page.text.healed, page.words, words.endings)
        tokens = joined(tokens, words.inner, words.carried, page.text.healed)
        yield Line(page.text.healed, tokens, words, page.names, seen=bool(page.words))


def _enough(healed: str, inside: list[Token], end: int) -> int:
    """How far a sentence has to be read: little behind its last figure says what that is, but for “……”王海说."""
    last = max(mention.end for mention in inside if mention.kind == "figure")
    if end - last <= _BEHIND or healed.find("”", last, end) >= 0:
        return end
    return max(last + _BEHIND, *(mention.end for mention in inside if mention.start < last + _BEHIND))


def _sentences(page: Page) -> Iterator[Span]:
    sentences = iter(page.text.sentences)
    start, end = 0, 0
    for figure in page.figures:
        if figure.start >= end:
            while figure.start >= end:
                start, end = next(sentences)
            yield start, end


def _read(line: Line, page: Page, words: Words) -> list[Reading]:
    run: list[Reading] = []
    opened, topic = 0, None
    last = max(place for place, token in enumerate(line.tokens) if token.kind == "figure")
    for place, token in enumerate(line.tokens[: last + 1]):
        if token.kind in ENDS:
            _close_clause(line, opened, place, words)
            opened = place + 1
            if token.kind == "open":
                line.outer, topic = line.readings[-1] if line.readings else None, line.topic
            elif token.kind == "close":
                line.outer, line.topic = None, topic
        elif token.kind == "figure":
            reading = Reading(place, page.figures[token.number].value, place + 1)
            _read_figure(line, reading, words)
            if goes_through(line, reading):
                line.asides.append(reading)
                line.tokens[place] = token._replace(kind="adverb")
                continue
            reading.number = len(line.readings)
            line.readings.append(reading)
            line.said = None
            run = _run(line, run, reading)
    if len(run) > 1:
        distribute(line, run)
    return [*line.readings, *line.asides]


def _close_clause(line: Line, first: int, end: int, words: Words) -> None:
    """At the end of a clause (tokens `first` up to `end`) without figures: what it names for those behind it."""
    line.against = None
    if first == end or any(token.kind == "figure" for token in line.tokens[first:end]):
        return
    if line.text(line.tokens[first]) in ("与", "和", "同", "比", "较") and line.text(line.tokens[end - 1]) in LIKENED:
        line.against = line.tokens[first].start, line.tokens[end - 1].end
        return
    line.topic = leading_subject(line, first, end - 1) or line.topic
    line.said = read_silent(line, first, end, words)
    if line.text(line.tokens[end]) in "：:":
        last = end - 1
        while last > first and line.text(line.tokens[last]) in ("为", "是", "如下", "分别"):
            last -= 1
        token = line.tokens[last]
        line.heading = (token.start, token.end) if token.kind == "attribute" else None
        line.headed = last


def _run(line: Line, run: list[Reading], reading: Reading) -> list[Reading]:
    """The figures that share one 分别; what came before is handed out when a new one begins."""
    if reading.distributed and run and line.kind(reading.place - 1) in ("list", "and", "step"):
        return [*run, reading]
    if len(run) > 1:
        distribute(line, run)
    return [reading] if reading.distributed else []


def _read_figure(line: Line, reading: Reading, words: Words) -> None:
    if line.healed.startswith("级", line.tokens[reading.place].end):
        return  # 30万吨级油轮 is a class of ships
    if continue_list(line, reading):
        read_tail(line, reading, words)
        return
    reading.whole = whole_of(line, reading, line.clause_start(reading.place))
    head = read_head(line, reading, words)
    if head.empty and (reading.change or head.level or (line.said and head.reached)):
        inherit(line, reading)
    elif head.empty and (is_next_level(line, reading, head) or is_worth(line, reading)):
        inherit(line, reading)
    read_tail(line, reading, words)
    fill_subject(line, reading, head)
    last = line.readings[-1] if line.readings else None
    if head.empty and head.owning and reading.object is None and last and line.same_clause(last, reading):
        reading.object, reading.subject = last.object, None
    if reading.counts and reading.object is None and line.text(line.tokens[reading.place - 1]) in words.only:
        reading.object, reading.subject = reading.subject, None  # 上涨的个股仅有8只
    if reading.attribute is None and line.heading and under_heading(line, head.place, reading.place):
        reading.attribute = line.heading
    of_whole(reading)
    of_named(line, reading)


def _in_relative(line: Line, reading: Reading) -> bool:
    """1日发生的7.6级地震造成3人死亡: when and by whom the deaths are stated says nothing of the magnitude."""
    return reading.quantity.dimension == "magnitude" and line.kind(reading.place - 1) == "of"


def _slots(line: Line, reading: Reading, page: Page, sources: list[Source]) -> Iterator[tuple[str, Slot]]:
    for name in ("subject", "attribute", "object", "of", "basis"):
        span = getattr(reading, name)
        if span:
            yield name, Slot(line.healed[span[0] : span[1]], *span)
    if reading.change:
        yield "change", Slot(reading.change, *(reading.change_at or (None, None)))
    if _in_relative(line, reading):
        return
    date = reading.date if reading.date is not None else find_time(line, reading.leader or reading)
    if date is not None:
        token = line.tokens[date]
        resolved = page.resolved[token.number]
        if resolved and not line.text(token).endswith(line.words.feasts):
            if resolved.edtf:
                yield "time", Slot(resolved.edtf, token.start, token.end)
            yield "time_text", Slot(line.text(token), token.start, token.end)
    source = source_of(line, reading.place, sources)
    if source and not (line.heading and reading.attribute == line.heading):  # a table says who made it once
        yield "according_to", Slot(line.healed[source[0] : source[1]], *source)
