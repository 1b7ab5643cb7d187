"""The small words before a figure: has it grown, by how much, from what, and was a level reached?"""

from __future__ import annotations

from extractor.facts.measures_line import PHRASE, Head, Line, Reading
from extractor.facts.measures_words import Words

CHANGES = {"rise": "increase", "fall": "decrease"}
_JOINED = frozenset(("each", "adverb", "basis", "blank", "date"))
LOOSE = frozenset(("adverb", "blank", "present"))
LIKENED = ("相比", "比较", "相较")
_RELATIVE = frozenset(("ratio", "percentage_points", "multiple"))
_COMPARED = ("比", "较", "与", "和", "相比", "相较于")
#: Characters of the words before these: 预计将|超过, 已累计|突破.
_AHEAD = "预计将已累有望首次"
#: Behind a word of change these lead to a level: 增加到, 降至, 缩减为.
_LEVEL = ("至", "到", "为")
_REACHED = ("突破", "首次突破", "超", "已超", "达", "逾", "已达", "高达", "首超", "升", "降")


def skip_words(line: Line, reading: Reading, head: Head, words: Words) -> None:
    """Step over the words that touch the figure, noting what they say."""
    to = False
    while not head.empty:
        token = line.tokens[head.place]
        kind = token.kind
        if kind == "step":
            to = line.text(token).lstrip("了")[:1] in _LEVEL
            head.owning = head.owning or line.text(token).endswith("有")
            head.reached = head.reached or line.text(token).lstrip(_AHEAD).startswith(_REACHED)
        elif (
            kind in LOOSE
            or kind == "each"
            or line.text(token) == "是"
            or (kind == "stop" and line.text(token) in "：:")
        ):
            pass
        elif kind == "of" and line.kind(head.place - 1) in ("date", "present") and head.place > head.floor:
            head.place -= 1
        elif kind == "level" or (kind in CHANGES and to):
            head.level = True
        elif kind == "attribute" and line.text(token) == "高" and reading.quantity.dimension != "length":
            reading.change, reading.change_at = "increase", (token.start, token.end)
        elif kind in CHANGES and not reading.change and _is_half(line, reading, head, words):
            return
        elif kind in CHANGES and not reading.change and not head.level:
            reading.change, reading.change_at = CHANGES[kind], (token.start, token.end)
        elif kind == "basis":
            if reading.change:
                reading.basis = token.start, token.end
        elif kind == "date" and reading.change and head.place > head.floor and line.kind(head.place - 1) == "basis":
            line.compared.add(head.place)
            head.place -= 1
            reading.basis = line.tokens[head.place].start, token.end  # 环比上月下降5%
        elif kind == "date" and line.kind(head.place - 1) == "attribute" and head.place > head.floor:
            pass  # 产量一季度增长5%
        elif kind == "owning" and not reading.change:
            head.owning = True
        elif kind == "copula":
            head.copula = True
        elif kind == "verb" and (_links(line, head, words) or (reading.change and line.text(token) in words.links)):
            pass
        elif kind == "verb" and reading.change and line.text(token) in words.turns:
            head.place = _turned(line, head)
        elif kind == "share":
            reading.attribute = None if reading.counts else (token.start, token.end)
        else:
            return
        head.place -= 1


def _turned(line: Line, head: Head) -> int:
    """由上月下降|转为上涨0.2%: where what it turned from begins, else the verb itself."""
    for place in range(head.place - 1, max(head.floor, head.place - 5) - 1, -1):
        if line.text(line.tokens[place]) in ("由", "从"):
            line.compared.update(range(place, head.place))
            return place
    return head.place


def _links(line: Line, head: Head, words: Words) -> bool:
    """产销量分别完成3万辆和2万辆: the verb only joins the quantity to its figure."""
    place = head.place - 1
    while place > head.floor and line.kind(place) in _JOINED:
        place -= 1
    return place >= head.floor and line.kind(place) == "attribute" and line.text(line.tokens[head.place]) in words.links


def _is_half(line: Line, reading: Reading, head: Head, words: Words) -> bool:
    """改造提升农田3500亩: the word of change is half of another verb and says nothing about the figure."""
    if head.place == head.floor or reading.quantity.dimension in _RELATIVE:
        return False
    before = line.tokens[head.place - 1]
    return before.kind in ("act", "verb") and line.text(before) not in words.flows


def find_basis(line: Line, reading: Reading, head: Head) -> None:
    """较上年, 比2022年同期, 与去年同期相比: what stands between such a word and the change."""
    if line.against and head.empty:
        reading.basis = line.against
        return
    for place in range(head.place, max(head.floor, head.place - 10) - 1, -1):
        token = line.tokens[place]
        if line.text(token) in _COMPARED and token.kind == "preposition" and place == head.place:
            if line.kind(place + 1) == "adverb":  # 比常年快3天
                reading.basis = token.start, line.tokens[place + 1].end
                head.place -= 1
            return
        if line.text(token) in _COMPARED and place < head.place:
            if token.kind == "and" and not line.text(line.tokens[head.place]).endswith(LIKENED):
                return
            reading.basis = token.start, line.tokens[head.place].end
            line.compared.update(range(place, head.place + 1))
            head.place = place - 1
            return
        if token.kind not in PHRASE and token.kind not in ("date", "preposition", "adverb", "verb", "act"):
            return


def change_before(line: Line, reading: Reading, head: Head) -> None:
    """下调存款准备金率0.25个百分点: the word of change stands before the quantity."""
    first = line.phrase_start(head.place, head.floor)
    token = line.tokens[first - 1]
    taken = line.kind(first - 2) == "noun" and line.tokens[first - 2].end == token.start and first - 3 > head.floor
    if (
        taken
        and token.kind in CHANGES
        and token.end == line.tokens[first].start
        and line.kind(first - 3) in ("verb", "act")
    ):
        reading.attribute = line.tokens[first - 2].start, line.tokens[head.place].end  # 发放|技能|提升|补贴
        head.place = first - 2
        return
    if first > head.floor and token.kind in CHANGES and not (reading.change or head.level or head.reached):
        reading.change, reading.change_at = CHANGES[token.kind], (token.start, token.end)


def moves_on(line: Line, place: int) -> bool:
    """Behind the figure, or the list that it opens, the text says where the number went: 增加到, 降至."""
    while line.kind(place) in ("figure", "list", "and", "step", "blank", "adverb") or (
        line.kind(place) == "stop" and line.kind(place + 1) in ("level", "rise", "fall")
    ):
        place += 1
    return line.kind(place) == "level" or (
        line.kind(place) in CHANGES
        and line.kind(place + 1) == "step"
        and line.text(line.tokens[place + 1]).startswith(_LEVEL)
    )
