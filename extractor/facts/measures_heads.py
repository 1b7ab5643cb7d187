"""What stands before a figure, read from the figure back to the beginning of its clause."""

from __future__ import annotations

from extractor.facts.measures_attributes import is_quantity, is_share, own, read_attribute, read_ending, read_share
from extractor.facts.measures_changes import CHANGES, LOOSE, find_basis, moves_on, skip_words
from extractor.facts.measures_line import PHRASE, SPANS, Head, Line, Reading
from extractor.facts.measures_lists import inherit, part_of_last
from extractor.facts.measures_nouns import read_noun, read_verb
from extractor.facts.measures_subjects import find_subject
from extractor.facts.measures_words import Words

_UNDER = LOOSE | {"date"}


def read_head(line: Line, reading: Reading, words: Words) -> Head:
    """Read what stands before the figure into `reading`."""
    head = Head(reading.place - 1, line.clause_start(reading.place))
    reading.distributed = any(token.kind == "each" for token in line.tokens[head.floor : reading.place])
    start = line.tokens[reading.place].start
    if line.healed.startswith("翻", start):
        reading.change, reading.change_at = "increase", (start, start + 1)  # 翻了一番
    skip_words(line, reading, head, words)
    if reading.change and reading.basis is None:
        find_basis(line, reading, head)
        skip_words(line, reading, head, words)
    if all(line.kind(place) in _UNDER for place in range(head.floor, head.place + 1)):
        head.place = head.floor - 1
    if not head.empty and not _from(line, reading, head, words):
        _read_core(line, reading, head, words)
    return head


def _read_core(line: Line, reading: Reading, head: Head, words: Words) -> None:
    """Read the word that the figure is about, `head.place`, and what stands before it."""
    token = line.tokens[head.place]
    if reading.quantity.dimension == "length" and _distance(line, reading, head):
        return
    use = _use(line, reading, head, words)
    if head.owning and reading.quantity.dimension == "magnitude":
        reading.subject, _ = find_subject(line, head.place, head.floor)
    elif token.kind == "of" and reading.counts and part_of_last(line, reading, head.place):
        reading.object = line.readings[-1].object
    elif use:
        reading.subject, _ = find_subject(line, use - 1, head.floor)
    elif is_share(line, reading, head, words):
        read_share(line, reading, head)
    elif token.kind == "attribute":
        if reading.change or reading.quantity.dimension != "time" or line.text(token).endswith(SPANS):
            read_attribute(line, reading, head, words)
    elif token.kind == "act" and not head.owning:
        reading.attribute = token.start, token.end
        before = line.tokens[head.place - 2]
        if head.place - 2 >= head.floor and before.kind in CHANGES and line.kind(head.place - 1) == "noun":
            reading.attribute = line.tokens[head.place - 1].start, token.end  # 减少|烟尘|排放3吨
            reading.change, reading.change_at = CHANGES[before.kind], (before.start, before.end)
            head.place -= 2
        own(line, reading, head.place - 1, head.floor)
    elif token.kind == "noun" and is_quantity(line, head.place, words):
        read_ending(line, reading, head)
    elif token.kind in ("noun", "name"):
        read_noun(line, reading, head, words)
    elif token.kind == "verb":
        read_verb(line, reading, head, words)
    elif token.kind == "of" and not reading.counts:
        read_share(line, reading, head)
    elif token.kind == "preposition" and line.text(token) == "以":
        reading.subject, _ = find_subject(line, head.place - 1, head.floor)


def _distance(line: Line, reading: Reading, head: Head) -> bool:
    """震中距县城33公里: the quantity is how far that is."""
    first = line.phrase_start(head.place, head.floor)
    if (
        first > head.floor
        and line.kind(head.place) in PHRASE
        and line.text(line.tokens[first - 1]) in line.words.distances
    ):
        reading.attribute = line.tokens[first - 1].start, line.tokens[head.place].end
        own(line, reading, first - 2, head.floor)
        return True
    return False


def _use(line: Line, reading: Reading, head: Head, words: Words) -> int | None:
    """补助资金用于产业发展超过60%: the share is of what stands before 用于; its token."""
    if reading.quantity.dimension != "ratio" or reading.change:
        return None
    for place in range(head.place, max(head.floor, head.place - 6), -1):
        if line.text(line.tokens[place]) in words.using:
            return place
    return None


def _from(line: Line, reading: Reading, head: Head, words: Words) -> bool:
    """失联人数从40人下调至12人: what stands before 从 or 由 has been at this figure and gone on to another."""
    place = next(
        (
            place
            for place in range(head.place, head.floor - 1, -1)
            if line.tokens[place].kind == "preposition" and line.text(line.tokens[place]) in ("从", "由")
        ),
        None,
    )
    if place is None or not moves_on(line, reading.place + 1):
        return False
    if place == head.floor:
        if line.said and line.said.attribute:
            inherit(line, reading)  # 扣除标准，由每月1000元提高到2000元
        return bool(reading.attribute)
    while place - 1 > head.floor and line.kind(place - 1) in LOOSE:
        place -= 1
    core = Head(place - 1, head.floor, level=True)
    _read_core(line, reading, core, words)
    last = line.readings[-1] if line.readings else None
    if last and reading.subject and reading.attribute is None and last.quantity.unit == reading.quantity.unit:
        reading.attribute = last.attribute
    return True
