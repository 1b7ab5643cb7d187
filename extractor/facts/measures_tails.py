"""What stands behind a figure: what it counts (500多家科技企业), its quantity (10亿元投资), its fate (38人死亡)."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.facts.measures_changes import CHANGES
from extractor.facts.measures_fates import read_fate
from extractor.facts.measures_line import ENDS, SHORT, SIZES, SPANS, Line, Reading
from extractor.facts.measures_words import Words
from extractor.facts.page import Span

#: Words for a share that stand at once before what it is a share of: 八成居民.
_PARTS = ("成", "分之", "半")
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
    first = _behind_bracket(line, first)
    hedged = first > reading.place + 1 and line.kind(first - 1) == "adverb"
    is_of = line.kind(first) == "of"
    first += is_of
    if is_of and line.kind(first) in CHANGES and line.kind(first + 1) in ENDS and not reading.counts:
        token = line.tokens[first]  # 实现8%的增长
        reading.change, reading.change_at = reading.change or CHANGES[token.kind], (token.start, token.end)
        reading.after = first + 1
        return
    if reading.counts and not is_of and read_fate(line, reading, first, words):
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
    if line.kind(last) == "attribute" and (reading.counts or _is_part(line, reading)):
        span = _first_thing(line, span, words)  # 17个行业|企业利润保持增长
    text = line.healed[slice(*span)]
    if (reading.quantity.unit is None and text in words.thresholds) or (is_of and text.endswith(words.marks)):
        return
    if is_of and line.kind(last + 1) in CHANGES and reading.quantity.dimension == "ratio" and not reading.attribute:
        reading.attribute, reading.after = (span[0], line.tokens[last + 1].end), last + 2  # 6%的经济增长
        return
    quantity = line.kind(last) == "attribute"
    if reading.quantity.dimension == "ratio":
        quantity = quantity and text.endswith(words.rates)  # 80%的产能 is a share of it
    if _take(line, reading, _Tail(span, text, quantity, is_of, hedged, line.kind(last + 1) in ("step", "figure"))):
        reading.after = last + 1
        if reading.counts:
            read_fate(line, reading, last + 1, words)


def _behind_bracket(line: Line, place: int) -> int:
    """1000泰铢（约合200元）|的最低价: what a bracket says again does not part the figure from its noun."""
    if line.kind(place) != "open":
        return place
    end = next((at for at in range(place, min(place + 6, len(line.tokens))) if line.kind(at) == "close"), None)
    return end + 1 if end is not None and line.kind(end + 1) == "of" else place


@dataclass(frozen=True, slots=True)
class _Tail:
    """The noun behind a figure: does it follow 的 (`is_of`), 以上 (`hedged`), and another figure it (`leads_on`)?"""

    span: Span
    text: str
    is_quantity: bool
    is_of: bool
    hedged: bool
    leads_on: bool


def _take(line: Line, reading: Reading, tail: _Tail) -> bool:
    """Give the noun behind the figure to the slot that it fills; False if it has nothing to do with the figure."""
    dimension = reading.quantity.dimension
    if reading.counts:
        if reading.attribute and not _flows(line, reading) and not reading.change:
            reading.attribute = reading.subject = None
        reading.object = tail.span
    elif dimension == "age":
        reading.subject = tail.span if tail.is_of else reading.subject
        return tail.is_of
    elif tail.leads_on or (dimension == "time" and not tail.text.endswith(SPANS)):
        return False
    elif dimension == "money" and tail.is_of and reading.attribute is None:
        reading.attribute = tail.span  # 3亿元的备用金
    elif tail.is_quantity and (tail.is_of or not tail.hedged) and reading.attribute is None:
        reading.attribute = tail.span
    elif tail.is_of and reading.attribute and reading.subject is None:
        reading.subject = tail.span  # 全长80公里的临江铁路
    elif reading.attribute or (reading.object and (dimension not in SIZES or tail.is_of)):
        return False
    elif _is_counted_so(line, reading, tail):
        reading.object = tail.span
    else:
        return False
    return True


def _first_thing(line: Line, span: Span, words: Words) -> Span:
    """The shortest beginning of a noun phrase that ends in a word for things; all of it where none does."""
    for end in range(span[0] + 2, span[1]):
        if line.healed.endswith(words.things, span[0], end):
            return span[0], end
    return span


def _is_part(line: Line, reading: Reading) -> bool:
    """八成, 四分之三."""
    return reading.quantity.dimension == "ratio" and any(
        mark in line.text(line.tokens[reading.place]) for mark in _PARTS
    )


def _is_counted_so(line: Line, reading: Reading, tail: _Tail) -> bool:
    """65%的居民, 八成居民, 300吨垃圾: the noun is what there is so much of."""
    if reading.quantity.dimension != "ratio":
        return reading.quantity.dimension in SIZES and not tail.hedged
    return (tail.is_of or tail.hedged or _is_part(line, reading)) and not reading.change


def _flows(line: Line, reading: Reading) -> bool:
    """The attribute is no verb, or one of how much flowed: 出口5万辆汽车."""
    said = line.healed[slice(*reading.attribute)] if reading.attribute else ""
    return said in line.words.flows or line.words.scanner.kinds.get(said) != "act"


def _is_event(line: Line, reading: Reading, place: int, words: Words) -> bool:
    """3起爆炸，: what happened so often is a verb as well."""
    return (
        reading.quantity.unit in ("起", "次", "场", "轮", "宗")
        and line.kind(place) in ("verb", "act")
        and line.text(line.tokens[place]) in words.nouny
        and line.kind(place + 1) not in ("noun", "name", "attribute", "verb", "act", "blank", "figure")
    )


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
    thing = reading.counts and line.text(line.tokens[last]).rstrip("中里内").endswith(words.things)
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
