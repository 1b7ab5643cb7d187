"""What stands before a figure, read from the figure back to the beginning of its clause."""

from __future__ import annotations

from extractor.facts.measures_attributes import is_quantity, is_share, own, read_attribute, read_ending, read_share
from extractor.facts.measures_changes import LOOSE, find_basis, moves_on, skip_words
from extractor.facts.measures_line import SPANS, Head, Line, Reading
from extractor.facts.measures_lists import part_of_last
from extractor.facts.measures_nouns import read_noun, read_verb
from extractor.facts.measures_subjects import find_subject
from extractor.facts.measures_words import Words

_UNDER = LOOSE | {"date"}


def read_head(line: Line, reading: Reading, words: Words) -> Head:
    """Read what stands before the figure into `reading`."""
    head = Head(reading.place - 1, line.clause_start(reading.place))
    reading.distributed = any(token.kind == "each" for token in line.tokens[head.floor : reading.place])
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
        if reading.quantity.dimension != "time" or line.text(token).endswith(SPANS):
            read_attribute(line, reading, head, words)
    elif token.kind == "act":
        reading.attribute = token.start, token.end
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
    if place is None or place == head.floor or not moves_on(line, reading.place + 1):
        return False
    core = Head(place - 1, head.floor, level=True)
    _read_core(line, reading, core, words)
    return True
