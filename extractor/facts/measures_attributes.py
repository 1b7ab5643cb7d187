"""The noun for a quantity before its figure (营业总收入, 森林覆盖率), shares, and whose quantity it is.

Where the two part: 江原市云锦灯具|产量. The attribute is the word for the quantity with its modifiers (营业|总|收入,
日均|车流量) and the verbs that are part of the noun (研发|投入); all before it is the subject, up to a verb or 的.
A word that means little alone (人数, 总量, 普及率) takes the noun before it: 刑事案件|立案数 has no subject then.
Of a noun that a verb takes nothing is cut off: 宏达公司投入|节能改造资金. Who acts is the subject of sums and traffic
(宏达公司投入资金3亿元, 铁路部门开行列车40列), and nobody's are the things that are counted (民警抓获嫌疑人9名).
"""

from __future__ import annotations

from extractor.facts.measures_changes import change_before
from extractor.facts.measures_line import PHRASE, Head, Line, Reading
from extractor.facts.measures_subjects import find_subject, where
from extractor.facts.measures_words import Words
from extractor.model import Quantity

#: Behind the quantity of a clause without a figure: 空置率|逐步回落, 市净率|较低.
_GOES_ON = frozenset(("adverb", "rise", "fall", "verb", "blank", "basis", "preposition"))
#: What the whole of a share may be made of: 占全年发电量的.
_WHOLES = PHRASE | {"pronoun", "date", "act", "adverb"}
_INSIDE = frozenset(("owning", "verb", "shows", "rise"))
#: So many tokens may stand between 占 and 的.
_REACH = 8
#: So long a noun may be a quantity as a whole; of a longer one the last characters are.
_WHOLE, _RATE = 8, 3
_GRADES = tuple("较很偏")
_NO_QUANTITY = Quantity(
    value=None, low=None, high=None, bound="exact", precision=None, unit=None, unit_text="", dimension=""
)


def read_attribute(line: Line, reading: Reading, head: Head, words: Words) -> None:
    """震源深度10公里, 宏达公司营业总收入3亿元, 旅客发送量36.8亿人次."""
    token = line.tokens[head.place]
    place, start = head.place, token.start
    is_open = line.text(token) in words.open_nouns
    until, took = None, False
    place, start = _compound(line, place, head.floor)
    while place > head.floor:
        before = line.tokens[place - 1]
        if before.kind in ("verb", "adverb") and before.end == start and line.text(before) in words.modifiers:
            start, place = before.start, place - 1
            break
        if before.kind not in ("act", "attribute", "noun") or before.end != start:
            break
        if before.kind == "act" and line.text(before) in words.verbs:
            break
        if before.kind == "noun" and place < head.place and line.kind(place) in ("verb", "act"):
            break  # 大学生|消费规模
        if before.kind == "noun" and not (
            (is_open and before.end - before.start <= 8)
            or (token.end - token.start > 1 and _is_short(line, place - 1, head.floor))
        ):
            start = words.modified(line.healed, before.start, start)
            until = start if start > before.start else None
            place -= start == before.start
            break
        start, place = before.start, place - 1
        if before.kind == "noun":
            took = True
            act = line.tokens[place - 1] if place > head.floor else None
            if act and act.kind == "act" and act.end == start and line.text(act) in words.modifiers:
                start, place = act.start, place - 1  # 进口|物流|总额
            break
    while line.kind(place - 1) in ("and", "list") and line.kind(place - 2) == "attribute" and place - 2 >= head.floor:
        start, place = line.tokens[place - 2].start, place - 2  # 收入和支出合计9万亿元
    reading.attribute = start, token.end
    change_before(line, reading, head)
    if not _share_of(line, reading, head):
        own(line, reading, place - 1, head.floor, until)
        if reading.subject is None and reading.quantity.dimension == "money":
            _spender(line, reading, place - 1, head.floor)
        if took and line.topic and reading.subject == line.topic and not where(line, line.topic):
            reading.subject = None  # 风电利用率达97%；光伏利用率达98%: the quantity took in whose it is


def _compound(line: Line, place: int, floor: int) -> tuple[int, int]:
    """投入|超低|排放|改造|资金: verbs that are part of a noun, with the noun before them if a verb takes it."""
    first = place
    while first > floor and _is_part(line, first - 1):
        first -= 1
    if first == place or first == floor or line.kind(first - 1) != "noun" or not _touch(line, first - 1):
        return place, line.tokens[place].start
    begin = line.phrase_start(first - 1, floor)
    if begin > floor and line.kind(begin - 1) in ("verb", "act", "owning") and _touch(line, begin - 1):
        first = begin
    return first, line.tokens[first].start


def _is_part(line: Line, place: int) -> bool:
    token = line.tokens[place]
    return token.kind in ("verb", "act") and line.text(token) in line.words.nouny and _touch(line, place)


def _touch(line: Line, place: int) -> bool:
    """Nothing stands between the token and the next."""
    return line.tokens[place].end == line.tokens[place + 1].start


def _spender(line: Line, reading: Reading, place: int, floor: int) -> None:
    """农业银行投放救灾|贷款8000万元: the name before the verb, whose money it is, and the noun with its quantity."""
    first = line.phrase_start(place, floor) if place >= floor and line.kind(place) == "noun" else place + 1
    if first <= floor or line.kind(first - 1) not in ("verb", "act") or reading.attribute is None:
        return
    subject = find_subject(line, first - 2, floor)[0]
    if subject and where(line, subject):
        reading.subject = subject
        reading.attribute = line.tokens[first].start, reading.attribute[1]


def _is_short(line: Line, place: int, floor: int) -> bool:
    """The noun at `place` belongs to the quantity behind it: 宏达公司|总|收入, 江原市2021年|工业|产值."""
    token = line.tokens[place]
    dated = place - 1 > floor and line.kind(place - 1) == "date" and line.kind(place - 2) == "name"
    if dated:
        return token.end - token.start <= 6
    return place > floor and line.kind(place - 1) == "name" and token.end - token.start <= 2


def is_quantity(line: Line, place: int, words: Words) -> bool:
    """No list knows 订单量, but its end says what it is."""
    token = line.tokens[place]
    return 3 <= token.end - token.start <= 16 and line.text(token).endswith(words.endings)


def read_ending(line: Line, reading: Reading, head: Head) -> None:
    token = line.tokens[head.place]
    if token.end - token.start <= _WHOLE:
        reading.attribute = token.start, token.end
        own(line, reading, head.place - 1, head.floor)
    elif line.healed[token.end - 1] in "率量额":
        reading.attribute = token.end - _RATE, token.end  # 普通小客车|中签率
        own(line, reading, head.place, head.floor, token.end - _RATE)


def own(line: Line, reading: Reading, place: int, floor: int, until: int | None = None) -> None:
    """Find the subject of the attribute that begins behind `place`, or take the one that the sentence spoke of last."""
    subject, silent = find_subject(line, place, floor, until)
    if subject:
        line.topic = subject
    reading.subject = subject or (line.topic if silent else None)


def _share_of(line: Line, reading: Reading, head: Head) -> bool:
    """增加值占国内生产总值比重: the whole stands between 占 and the word for the share."""
    token = line.tokens[head.place]
    first = line.phrase_start(head.place, head.floor)
    if line.kind(first - 1) != "share" or first <= head.floor or reading.quantity.dimension != "ratio":
        return False
    reading.of = line.phrase(first, head.place - 1)
    reading.attribute = token.start, token.end
    own(line, reading, first - 2, head.floor)
    return True


def is_share(line: Line, reading: Reading, head: Head, words: Words) -> bool:
    """占全球42%: what stands between 占 and the figure is the whole, unless it is the word for the share."""
    if reading.quantity.dimension != "ratio" or line.text(line.tokens[head.place]) in words.shares:
        return False
    first = line.phrase_start(head.place, head.floor)
    return first > head.floor and line.kind(first - 1) == "share"


def read_share(line: Line, reading: Reading, head: Head) -> None:
    """占全国的三分之一, 占全国33%: what stands between 占 and 的 or the figure is the whole."""
    place = head.place - (line.kind(head.place) == "of")
    wholes = _WHOLES if reading.quantity.dimension == "magnitude" else _WHOLES | _INSIDE
    while place > head.floor and line.kind(place) in wholes and head.place - place <= _REACH:
        place -= 1
    token = line.tokens[place]
    if token.kind == "share":
        reading.of = line.phrase(place + 1, head.place)
        if reading.of and line.healed[reading.of[0]] in "到了据":
            reading.of = reading.of[0] + 1, reading.of[1]
        reading.attribute = token.start, reading.of[1] if reading.of else token.end
        own(line, reading, place - 1, head.floor)
    elif token.kind in ("verb", "owning") and reading.quantity.dimension == "magnitude":
        reading.subject, _ = find_subject(line, place - 1, head.floor)


def read_silent(line: Line, first: int, end: int, words: Words) -> Reading | None:
    """空置率逐步回落，6月降到3.8%: the quantity of a clause without figures (tokens `first` up to `end`), or None."""
    for place in range(end - 1, first - 1, -1):
        if (
            line.kind(place) == "attribute"
            and line.text(line.tokens[place]) not in words.thresholds
            and (
                line.kind(place + 1) in _GOES_ON
                or line.healed.startswith(_GRADES, line.tokens[place].end)
                or place + 1 == end
            )
        ):
            reading = Reading(place + 1, _NO_QUANTITY, place + 1)
            read_attribute(line, reading, Head(place, first), words)
            return reading
    return None
