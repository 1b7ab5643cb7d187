"""What became of those counted: 38人死亡, 1人在送医后死亡, and of which place a headline says so."""

from __future__ import annotations

from extractor.facts.measures_line import ENDS, Line, Reading
from extractor.facts.measures_words import Words
from extractor.facts.page import Span


def read_fate(line: Line, reading: Reading, place: int, words: Words) -> bool:
    """38人死亡: what became of those counted is what the figure says of them."""
    while line.kind(place) == "adverb":
        place += 1  # 7人不同程度受伤
    if line.kind(place) == "preposition":
        place = _behind_phrase(line, place)
    if line.kind(place) != "act" or reading.attribute:
        return False
    token = line.tokens[place]
    if line.text(token) not in words.fates or line.kind(place + 1) in ("noun", "name", "attribute", "of"):
        return False
    reading.attribute = token.start, token.end
    reading.after = place + 1
    reading.subject = reading.subject or _headed(line, reading)
    return True


def _headed(line: Line, reading: Reading) -> Span | None:
    """江原市地震已造成9人死亡: the place that opens a sentence which runs to the figure without a mark."""
    first = line.tokens[0]
    if first.kind != "name" or first.number < 0 or line.page_type(0) != "place" or reading.place > 8:
        return None
    between = line.tokens[1 : reading.place]
    plain = all(token.kind not in ENDS and token.kind not in ("of", "date", "owning") for token in between)
    return (first.start, first.end) if plain and line.kind(1) in ("noun", "figure") else None


def _behind_phrase(line: Line, place: int) -> int:
    """1人|在送医后|死亡: the last token of the clause, where what became of them stands behind when or where."""
    end = place
    while line.kind(end) not in ENDS and line.kind(end) not in ("figure", "list") and end - place <= 10:
        end += 1
    return end - 1 if line.kind(end) in ENDS else place
