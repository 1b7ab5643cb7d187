"""What stands before a figure: its change and basis, then the word for the quantity, then whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.facts.measures_line import PHRASE, Line, Reading
from extractor.facts.measures_subjects import find_subject, is_generic
from extractor.facts.measures_words import Words
from extractor.facts.page import Span
from extractor.model import Quantity

_CHANGES = {"rise": "increase", "fall": "decrease"}
_LOOSE = frozenset(("adverb", "blank", "present"))
_OPENING = frozenset(("stop", "open", "close", "adverb", "date", "blank", "figure", "present", "says", "pronoun", "of"))
_COMPARED = ("比", "较", "与", "和", "相比", "相较于")
#: Quantities that a duration may be.
SPANS = ("龄", "期", "时间", "周期", "历史", "经验", "寿命", "时长", "任期", "学制", "车程", "行程", "用时", "工龄")
#: Nouns of one character.
SHORT = "县市省区乡镇村校户人书国"
_REACHED = ("突破", "首次突破", "超", "已超", "达", "逾", "已达", "高达", "首超", "升", "降")
#: Dimensions of which there may be so much of something: 垃圾300吨.
SIZES = frozenset(("length", "area", "volume", "mass", "energy", "power"))
_RELATIVE = frozenset(("ratio", "percentage_points", "multiple"))
_TRAFFIC = ("人次", "标箱")


_NO_QUANTITY = Quantity(
    value=None, low=None, high=None, bound="exact", precision=None, unit=None, unit_text="", dimension=""
)


@dataclass(slots=True)
class Head:
    """The tokens before a figure: `place` is the last that is not read yet, `floor` the first of the clause.

    `level`: a level was reached (增至3万辆). `owning`: 有, 设有 and the like came before the figure.
    """

    place: int
    floor: int
    level: bool = False
    owning: bool = False
    copula: bool = False
    reached: bool = False

    @property
    def empty(self) -> bool:
        return self.place < self.floor


def read_head(line: Line, reading: Reading, words: Words) -> Head:
    """Read what stands before the figure into `reading`."""
    head = Head(reading.place - 1, line.clause_start(reading.place))
    reading.distributed = any(token.kind == "each" for token in line.tokens[head.floor : reading.place])
    _skip(line, reading, head, words)
    if reading.change and reading.basis is None:
        _find_basis(line, reading, head)
        _skip(line, reading, head, words)
    if not head.empty and not _from(line, reading, head, words):
        _read_core(line, reading, head, words)
    return head


def read_silent(line: Line, first: int, end: int, words: Words) -> Reading | None:
    """失业率总体下降，6月份降至5.2%: the quantity of a clause without figures (tokens `first` up to `end`), or None."""
    for place in range(end - 1, first - 1, -1):
        if line.kind(place) == "attribute" and line.kind(place + 1) in ("adverb", "rise", "fall", "verb", "blank", "basis"):
            reading = Reading(place + 1, _NO_QUANTITY, place + 1)
            _attribute(line, reading, Head(place, first), words)
            return reading
    return None


def _read_core(line: Line, reading: Reading, head: Head, words: Words) -> None:
    """Read the word that the figure is about, `head.place`, and what stands before it."""
    token = line.tokens[head.place]
    if token.kind == "attribute":
        if reading.quantity.dimension != "time" or line.text(token).endswith(SPANS):
            _attribute(line, reading, head, words)
    elif token.kind == "act":
        reading.attribute = token.start, token.end
        _own(line, reading, head.place - 1, head.floor)
    elif token.kind == "noun" and _is_quantity(line, head.place, words):
        _ending(line, reading, head)
    elif token.kind in ("noun", "name"):
        _noun(line, reading, head, words)
    elif token.kind == "verb":
        _verb(line, reading, head, words)
    elif token.kind == "of" and not reading.counts:
        _share(line, reading, head)
    elif token.kind == "preposition" and line.text(token) == "以":
        reading.subject, _ = find_subject(line, head.place - 1, head.floor)


def _skip(line: Line, reading: Reading, head: Head, words: Words) -> None:
    """Step over the words that touch the figure, noting what they say."""
    to = False
    while not head.empty:
        token = line.tokens[head.place]
        kind = token.kind
        if kind == "step":
            to = line.text(token).lstrip("了")[:1] in ("至", "到")
            head.owning = head.owning or line.text(token).endswith("有")
            head.reached = head.reached or line.text(token).startswith(_REACHED)
        elif kind in _LOOSE or kind == "each" or line.text(token) == "是" or (kind == "stop" and line.text(token) in "：:"):
            pass
        elif kind == "of" and line.kind(head.place - 1) in ("date", "present") and head.place > head.floor:
            head.place -= 1
        elif kind == "level" or (kind in _CHANGES and to):
            head.level = True
        elif kind == "attribute" and line.text(token) == "高" and reading.quantity.dimension != "length":
            reading.change, reading.change_at = "increase", (token.start, token.end)
        elif kind in _CHANGES and not reading.change and _is_half(line, reading, head, words):
            return
        elif kind in _CHANGES and not reading.change and not head.level:
            reading.change, reading.change_at = _CHANGES[kind], (token.start, token.end)
        elif kind == "basis":
            if reading.change:
                reading.basis = token.start, token.end
        elif kind == "owning" and not reading.change:
            head.owning = True
        elif kind == "copula":
            head.copula = True
        elif kind == "share":
            reading.attribute = token.start, token.end
        else:
            return
        head.place -= 1


def _is_half(line: Line, reading: Reading, head: Head, words: Words) -> bool:
    """改造提升农田3500亩: the word of change is half of another verb and says nothing about the figure."""
    if head.place == head.floor or reading.quantity.dimension in _RELATIVE:
        return False
    before = line.tokens[head.place - 1]
    return before.kind in ("act", "verb") and line.text(before) not in words.flows


def _find_basis(line: Line, reading: Reading, head: Head) -> None:
    """较上年, 比2022年同期, 与去年同期相比: what stands between such a word and the change."""
    for place in range(head.place, max(head.floor, head.place - 10) - 1, -1):
        token = line.tokens[place]
        if token.kind in ("preposition", "and") and line.text(token) in _COMPARED and place < head.place:
            reading.basis = token.start, line.tokens[head.place].end
            head.place = place - 1
            return
        if token.kind not in PHRASE and token.kind not in ("date", "preposition", "adverb"):
            return


def _from(line: Line, reading: Reading, head: Head, words: Words) -> bool:
    """下落不明人数从323人下调至102人: what stands before 从 or 由 has been at this figure and gone on to another."""
    place = next(
        (
            place
            for place in range(head.place, head.floor - 1, -1)
            if line.tokens[place].kind == "preposition" and line.text(line.tokens[place]) in ("从", "由")
        ),
        None,
    )
    if place is None or place == head.floor or not _moves_on(line, reading.place + 1):
        return False
    core = Head(place - 1, head.floor, level=True)
    _read_core(line, reading, core, words)
    return True


def _moves_on(line: Line, place: int) -> bool:
    """Behind the figure, or the list that it opens, the text says where the number went: 增加到, 降至."""
    while line.kind(place) in ("figure", "list", "and", "step", "blank", "adverb") or (
        line.kind(place) == "stop" and line.kind(place + 1) in ("level", "rise", "fall")
    ):
        place += 1
    return line.kind(place) == "level" or (
        line.kind(place) in _CHANGES and line.kind(place + 1) == "step" and line.text(line.tokens[place + 1])[0] in "至到"
    )


def _attribute(line: Line, reading: Reading, head: Head, words: Words) -> None:
    """震源深度10公里, 摩恩公司营业总收入3亿元, 旅客发送量36.8亿人次."""
    token = line.tokens[head.place]
    place, start = head.place, token.start
    is_open = line.text(token) in words.open_nouns or line.text(token)[:-1] in words.verbs
    until = None
    while place > head.floor:
        before = line.tokens[place - 1]
        if before.kind not in ("act", "attribute", "noun") or before.end != start:
            break
        if before.kind == "act" and line.text(before) in words.verbs:
            break
        if before.kind == "noun" and not ((is_open and before.end - before.start <= 8) or (token.end - token.start > 1 and _is_short(line, place - 1, head.floor))):
            start = words.modified(line.healed, before.start, start)
            until = start if start > before.start else None
            place -= start == before.start
            break
        start, place = before.start, place - 1
        if before.kind == "noun":
            break
    reading.attribute = start, token.end
    _change_before(line, reading, head)
    if not _share_of(line, reading, head):
        _own(line, reading, place - 1, head.floor, until)


def _change_before(line: Line, reading: Reading, head: Head) -> None:
    """下调存款准备金率0.25个百分点: the word of change stands before the quantity."""
    first = line.phrase_start(head.place, head.floor)
    token = line.tokens[first - 1]
    if first > head.floor and token.kind in _CHANGES and not (reading.change or head.level or head.reached):
        reading.change, reading.change_at = _CHANGES[token.kind], (token.start, token.end)


def _share_of(line: Line, reading: Reading, head: Head) -> bool:
    """增加值占国内生产总值比重: the whole stands between 占 and the word for the share."""
    token = line.tokens[head.place]
    first = line.phrase_start(head.place, head.floor)
    if line.kind(first - 1) != "share" or first <= head.floor or reading.quantity.dimension != "ratio":
        return False
    reading.of = line.phrase(first, head.place - 1)
    reading.attribute = token.start, token.end
    _own(line, reading, first - 2, head.floor)
    return True


def _is_quantity(line: Line, place: int, words: Words) -> bool:
    """No list knows 订单量, but its end says what it is."""
    token = line.tokens[place]
    return 3 <= token.end - token.start <= 8 and line.text(token).endswith(words.endings)


def _ending(line: Line, reading: Reading, head: Head) -> None:
    token = line.tokens[head.place]
    reading.attribute = token.start, token.end
    _own(line, reading, head.place - 1, head.floor)


def _is_short(line: Line, place: int, floor: int) -> bool:
    """The noun at `place` stands between a name and a quantity, so it is part of the quantity: 摩恩公司|营业|总收入."""
    token = line.tokens[place]
    return place > floor and line.kind(place - 1) == "name" and token.end - token.start <= 6


def _own(line: Line, reading: Reading, place: int, floor: int, until: int | None = None) -> None:
    """Find the subject of the attribute that begins behind `place`, or take the one that the sentence spoke of last."""
    subject, silent = find_subject(line, place, floor, until)
    if subject:
        line.topic = subject
    reading.subject = subject or (line.topic if silent else None)


def _noun(line: Line, reading: Reading, head: Head, words: Words) -> None:
    """A noun that is no known quantity: counted (刑事案件56.6万起), grown (夏粮减产3亿斤) or named (四川32人)."""
    first = line.phrase_start(head.place, head.floor)
    if reading.counts and not (reading.change or head.level or head.owning or head.copula):
        first = next((place + 1 for place in range(head.place, first, -1) if line.kind(place) == "of"), first)
    span = line.tokens[first].start, line.tokens[head.place].end
    before = line.kind(first - 1) if first > head.floor else "stop"
    if head.copula and before in ("verb", "act"):
        first = line.phrase_start(first - 1, head.floor)
        reading.subject = line.tokens[first].start, span[1]
    elif before == "act":
        _acted(line, reading, head, first, words)
    elif before in _CHANGES and line.kind(first - 2) in ("act", "verb") and first - 1 > head.floor:
        _taken(line, reading, head, span, first)
    elif before in _CHANGES and not reading.change and span[1] - span[0] > 1:
        token = line.tokens[first - 1]
        reading.change, reading.change_at = _CHANGES[before], (token.start, token.end)
        if line.kind(head.place) != "name":
            _counted(reading, span)
        reading.subject, _ = find_subject(line, first - 2, head.floor)
    elif before == "verb" and (reading.change or head.level):
        reading.subject = span if line.text(line.tokens[first - 1]) in words.causing else None
    elif before in ("verb", "owning"):
        while line.text(line.tokens[first - 1]) in words.nouny and line.kind(first - 2) in ("verb", "blank"):
            first -= 1
            span = line.tokens[first].start, span[1]
        if before == "owning" and reading.counts:
            reading.subject, silent = find_subject(line, first - 2, head.floor)
        _taken(line, reading, head, span, first)
    elif before in _OPENING:
        _bare(line, reading, head, span)


def _acted(line: Line, reading: Reading, head: Head, first: int, words: Words) -> None:
    """发送旅客3000万人次: passengers are what the word for the traffic counts; 出口汽车5万辆: cars are counted."""
    token, last = line.tokens[first - 1], line.tokens[head.place]
    if reading.counts and reading.quantity.unit not in _TRAFFIC and not reading.change:
        reading.object = line.tokens[first].start, last.end
        if line.text(token) not in words.flows:
            return
        reading.attribute = token.start, token.end
    else:
        reading.attribute = token.start, last.end
    _own(line, reading, first - 2, head.floor)


def _taken(line: Line, reading: Reading, head: Head, span: Span, first: int) -> None:
    """A verb took the noun: 抓获嫌疑人500名, 投入经费3亿元, 拿下宏达公司20%的股份."""
    if head.owning:
        return
    if reading.counts:
        reading.object = span
    elif reading.quantity.dimension in SIZES:
        reading.object = span
    elif reading.quantity.dimension == "money" and line.kind(head.place) != "name":
        reading.attribute = span
        reading.subject, _ = find_subject(line, first - 2, head.floor)
    elif reading.quantity.dimension == "ratio" and line.tokens[head.place].kind == "name":
        reading.object = span
        reading.subject, _ = find_subject(line, first - 2, head.floor)


def _bare(line: Line, reading: Reading, head: Head, span: Span) -> None:
    """Only a noun stands between the beginning of the clause and the figure."""
    if line.healed[span[1] - 1] in "上里内中到" or (span[1] - span[0] < 2 and line.healed[span[0]] not in SHORT):
        return
    if line.kind(line.phrase_start(head.place, head.floor) - 1) == "pronoun":
        return
    if line.kind(head.place) == "name" or reading.change or head.level or head.copula or head.owning:
        reading.subject = line.topic = None if is_generic(line.healed[slice(*span)]) else span
    elif reading.counts:
        reading.object = span


def _counted(reading: Reading, span: Span) -> None:
    if reading.counts:
        reading.object = span
    else:
        reading.attribute = span


def _verb(line: Line, reading: Reading, head: Head, words: Words) -> None:
    """A verb touches the figure: it may end the noun that is counted (涉黑组织30个), or tell where an earthquake was."""
    if reading.quantity.dimension == "magnitude" or (head.copula and reading.quantity.dimension == "index"):
        reading.subject, _ = find_subject(line, head.place - 1, head.floor)
    elif reading.counts and line.text(line.tokens[head.place]) in words.nouny:
        first = head.place
        while first > head.floor and (line.kind(first - 1) == "noun" or line.text(line.tokens[first - 1]) in words.nouny):
            first -= 1
        if first < head.place and first > head.floor and line.kind(first - 1) in ("verb", "blank"):
            reading.object = line.tokens[first].start, line.tokens[head.place].end


def _share(line: Line, reading: Reading, head: Head) -> None:
    """占全国的三分之一: what stands between 占 and 的 is the whole."""
    place = head.place - 1
    while place > head.floor and (line.kind(place) in PHRASE or line.kind(place) in ("pronoun", "date", "act")):
        place -= 1
    token = line.tokens[place]
    if token.kind == "share":
        reading.of = line.phrase(place + 1, head.place)
        if reading.of and line.healed[reading.of[0]] in "到了据":
            reading.of = reading.of[0] + 1, reading.of[1]
        reading.attribute = token.start, reading.of[1] if reading.of else token.end
        _own(line, reading, place - 1, head.floor)
    elif token.kind == "verb" and reading.quantity.dimension == "magnitude":
        reading.subject, _ = find_subject(line, place - 1, head.floor)
