"""What stands behind a figure: what it counts (500多家科技企业), its quantity (10亿元投资), its fate (38人死亡)."""

from __future__ import annotations

from extractor.facts.measures_changes import CHANGES
from extractor.facts.measures_line import ENDS, SHORT, SIZES, SPANS, Line, Reading
from extractor.facts.measures_words import Words
from extractor.facts.page import Span

_TOO_LONG = 14
_LONG_TO_MARK = 7
_SAYS_OF = frozenset(("step", "rise", "fall", "each", "basis", "adverb"))
_TRIMMED = "中里内上时后前等们经将已从以由在"
_NO_NOUN = tuple("来后前内间里时以之是为不有获被由将从已均因按向仍还也赴")


def read_tail(line: Line, reading: Reading, words: Words) -> None:
    """Read what stands behind the figure into `reading`; what is counted there comes before what stands before it."""
    first = reading.place + 1
    while line.kind(first) == "adverb" and line.text(line.tokens[first]) in words.behind:
        first += 1
    hedged, is_of = first > reading.place + 1, line.kind(first) == "of"
    first += is_of
    if reading.counts and not is_of and _fate(line, reading, first, words):
        return
    last = first if _is_event(line, reading, first, words) else _phrase_end(line, reading, first, words)
    span = _trimmed(line, first, last) if last is not None else None
    span = _people(line, reading, first, words) or span
    if last is None and span:
        last = first
    if last is not None and reading.counts and _stands_for_next(line, last):
        last -= 1
        span = _trimmed(line, first, last) if last >= first else None
    if last is None or span is None:
        return
    if reading.quantity.unit is None and line.healed[slice(*span)] in words.thresholds:
        return
    if is_of and line.kind(last + 1) in CHANGES and reading.quantity.dimension == "ratio" and not reading.attribute:
        reading.attribute, reading.after = (span[0], line.tokens[last + 1].end), last + 2  # 6%的经济增长
        return
    said = line.healed[slice(*reading.attribute)] if reading.attribute else ""
    flows = said in words.flows or said not in words.scanner.kinds or words.scanner.kinds[said] != "act"
    leads_on = line.kind(last + 1) in ("step", "figure")
    if _take(reading, span, line.healed[slice(*span)], line.kind(last) == "attribute", is_of, hedged, leads_on, flows):
        reading.after = last + 1
        if reading.counts:
            _fate(line, reading, last + 1, words)


def _take(
    reading: Reading, span: Span, text: str, is_quantity: bool, is_of: bool, hedged: bool, leads_on: bool, flows: bool
) -> bool:
    """Give the noun behind the figure to the slot that it fills; False if it has nothing to do with the figure."""
    dimension = reading.quantity.dimension
    if reading.counts:
        if reading.attribute and not flows and not reading.change:
            reading.attribute = reading.subject = None
        reading.object = span
    elif dimension == "age":
        reading.subject = span if is_of else reading.subject
        return is_of
    elif leads_on or (dimension == "time" and not text.endswith(SPANS)):
        return False
    elif is_quantity and (is_of or not hedged) and reading.attribute is None:
        reading.attribute = span
    elif is_of and reading.attribute and reading.subject is None and not leads_on:
        reading.subject = span  # 全长80公里的临江铁路
    elif reading.attribute or (reading.object and (dimension not in SIZES or is_of)):
        return False
    elif (dimension == "ratio" and (is_of or hedged)) or (dimension in SIZES and not hedged):
        reading.object = span
    else:
        return False
    return True


def _fate(line: Line, reading: Reading, place: int, words: Words) -> bool:
    """38人死亡: what became of those counted is what the figure says of them."""
    if line.kind(place) == "preposition":
        place = _behind_phrase(line, place)
    while line.kind(place) == "adverb":
        place += 1  # 7人不同程度受伤
    if line.kind(place) != "act" or reading.attribute:
        return False
    token = line.tokens[place]
    if line.text(token) not in words.fates or line.kind(place + 1) in ("noun", "name", "attribute", "of"):
        return False
    reading.attribute = token.start, token.end
    reading.after = place + 1
    return True


def _is_event(line: Line, reading: Reading, place: int, words: Words) -> bool:
    """3起爆炸，: what happened so often is a verb as well."""
    return (
        reading.quantity.unit in ("起", "次", "场", "轮", "宗")
        and line.kind(place) in ("verb", "act")
        and line.text(line.tokens[place]) in words.nouny
        and line.kind(place + 1) not in ("noun", "name", "attribute", "verb", "act", "blank", "figure")
    )


def _behind_phrase(line: Line, place: int) -> int:
    """1人|在送医后|死亡: the last token of the clause, where what became of them stands behind when or where."""
    end = place
    while line.kind(end) not in ENDS and line.kind(end) not in ("figure", "list") and end - place <= 10:
        end += 1
    return end - 1 if line.kind(end) in ENDS else place


def _people(line: Line, reading: Reading, first: int, words: Words) -> Span | None:
    """两名消防员冲进火场: those counted by 名, or a share of them, end with the word for them, whatever follows."""
    if reading.quantity.dimension != "ratio" and not (reading.counts and reading.quantity.unit in ("人", None)):
        return None
    last = first
    while _goes_on(line, last, last == first, words):
        last += 1
    if last == first:
        return None
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    found = words.people.match(line.healed, start, min(end, start + _TOO_LONG))
    return found.span() if found and found.end() < end else None


def _stands_for_next(line: Line, last: int) -> bool:
    """32国占比超53%: the quantity behind the figure is that of the next one."""
    if line.kind(last) != "attribute":
        return False
    place = last + 1
    while line.kind(place) in _SAYS_OF:
        place += 1
    return place > last + 1 and line.kind(place) == "figure"


def _phrase_end(line: Line, reading: Reading, first: int, words: Words) -> int | None:
    """The last token of the noun phrase that begins at `first`, None where none does or where it runs on too far.

    Where a mark ends it and not a word, verbs that no list knows may be in it, so it has to be short, or to end in a
    word for things that are counted (家 国家级智能制造示范工厂).
    """
    last = first - 1
    while _goes_on(line, last + 1, last < first, words):
        last += 1
    if last < first:
        return None
    length = line.tokens[last].end - line.tokens[first].start
    thing = reading.counts and line.text(line.tokens[last]).endswith(words.things)
    limit = _LONG_TO_MARK if line.kind(last + 1) in ENDS and not thing else _TOO_LONG + 2 * thing
    return last if length <= limit else None


def _goes_on(line: Line, place: int, begins: bool, words: Words) -> bool:
    kind = line.kind(place)
    if kind in ("noun", "attribute", "quote", "scope"):
        return True
    if kind == "name":
        return begins
    if kind not in ("verb", "act", "shows", "owning") or place >= len(line.tokens):
        return False
    follows = line.kind(place + 1)
    if begins and follows == "noun" and _is_counted(line, place + 1, words):
        return True  # 3家上市公司
    return line.text(line.tokens[place]) in words.nouny and (
        follows == "noun" or (not begins and follows not in ("of", "blank", "name"))
    )


def _is_counted(line: Line, place: int, words: Words) -> bool:
    """The noun ends in a word for things, or is one for people."""
    token = line.tokens[place]
    found = words.people.match(line.healed, token.start, token.end)
    return line.text(token).endswith(words.things) or (found is not None and found.end() == token.end)


def _trimmed(line: Line, first: int, last: int) -> Span | None:
    span = line.phrase(first, last)
    if (
        span is None
        or (line.kind(first) != "name" and line.healed.startswith(_NO_NOUN, span[0]))
        or any(mark in line.healed[slice(*span)] for mark in "了到")
    ):
        return None
    end = span[1]
    inside = line.healed.rfind("中", span[0] + 2, end)
    end = inside if inside > 0 and end - inside <= 3 else end
    while end > span[0] + 1 and line.healed[end - 1] in _TRIMMED:
        end -= 1
    return (span[0], end) if end - span[0] > 1 or line.healed[span[0]] in SHORT else None
