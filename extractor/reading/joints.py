"""Does a line go on in another? Judged by the wording around the cut alone, never by blank lines or indents.

Those are gone once a text is healed, and a healed text read again must come out the same.
"""

from __future__ import annotations

import re

from extractor.reading.cuts import LONGEST, cut_score
from extractor.reading.lines import Line
from extractor.reading.shapes import Shape, starts_dateline

_STAYS_ALONE = frozenset({Shape.HEADER, Shape.BYLINE, Shape.CAPTION, Shape.CREDIT, Shape.DATELINE, Shape.ROW})
_STARTS_ANEW = _STAYS_ALONE | {Shape.ITEM}

_UNITS = (
    "万亿千百余多来个人名位家只头匹条座栋幢所艘辆架台部件套起次场届期项种类份张本篇封枚颗株棵粒块片层级度点分秒时小"
    "天日月年周岁元角毛美欧英港韩卢泰斤吨克公千米厘毫里平立亩顷升瓦伏赫兆倍成折口户村镇县市省区城国组队支门枪发批"
    "笔宗例床间处班列节车航标箱载桶股手轮代门道集首幅声句字页"
)
_OPENERS = "（《“‘「『【〔〈([｛"
_HANGS_BEFORE = re.compile(rf"[，、·・{re.escape(_OPENERS)}—～~＋+&]$|\d[∶:：]$|[的与及]$")
_HANGS_AFTER = re.compile("\\d+\\.\\d+(?:%|[万亿倍]|个百分点)|[，。、；：！？…%‰·）》”’」』】〕〉)\\]]")
_NUMBER_AFTER = re.compile(rf"(?![12]\d{{3}}年|\d{{1,2}}月)\.?\d|[十百千万亿{_UNITS}]|[a-zA-Z]{{1,3}}(?![a-zA-Z])")
_HALF_UNIT = re.compile(r"\d[百千万亿多余]*(?:平方?|立方?|公|毫|厘|摄氏?|海|个百分?|载重?)$")
_BRACKETED = re.compile("[（(【\\[][^（()）】\\]]*[）)】\\]]$")
_DIGIT_END = re.compile(r"\d[.,]?$")

_STOP_INSIDE = re.compile("[。；]|[a-z]\\. +[A-Z]")
_PAIRS = (("（", "）"), ("《", "》"), ("“", "”"), ("「", "」"), ("【", "】"), ("(", ")"), ("‘", "’"))
_LATIN_END, _LATIN_START = re.compile("[^ -~] ?[A-Za-z .&-]+$"), re.compile("[A-Za-z]")
_OPENING = re.compile("[（《“「【(‘]")
_LATIN_WORDS = re.compile("(?:[A-Za-z'’-]+[ ,]+){3}.*[A-Za-z,'’-]$")

_CLOSE_FIT = 8.0
_SURE, _LIKELY = 1.0, 0.0  # log-odds of a cut: by the wording alone, and where a picture stands in between


def goes_on(before: str, shape: Shape, after: Line) -> bool:
    """Whether `after` continues what `before`, without a sentence end, has begun: 旅客突破2000 + 万人次."""
    return _can_go_on(before, shape, after) and (_needs_more(before, after.text) or _is_cut(before, after.text, _SURE))


def may_go_on(before: str, shape: Shape, after: Line) -> bool:
    """Weaker: whether `after` can be the rest of `before` where a picture in between says that something was cut."""
    if not _can_go_on(before, shape, after):
        return False
    return _needs_more(before, after.text) or _is_cut(before, after.text, _LIKELY)


def speaks_on(before: str, after: Line) -> bool:
    """Whether `after` closes a quotation that `before` has left open: “路修好了。⏎⏎图为工地。⏎⏎下月通车。”"""
    if after.shape in _STARTS_ANEW:
        return False
    mark = re.search("[“”]", after.text)
    return before.rfind("“") > before.rfind("”") and mark is not None and mark[0] == "”"


def fit(before: str, after: str) -> float:
    """How well `after` goes on from `before`: to choose between a caption's text and the line below the picture."""
    joint = _HANGS_AFTER.match(after) or _is_number_joint(before, after)
    return cut_score(before, after) + (_CLOSE_FIT if joint else 0)


def _can_go_on(before: str, shape: Shape, after: Line) -> bool:
    if shape in _STAYS_ALONE or after.shape in _STARTS_ANEW or starts_dateline(after.text):
        return False
    if _BRACKETED.match(before) or _BRACKETED.match(after.text):  # （133名） above a list of names
        return False
    return not before.endswith(("：", ":")) or after.text.startswith(("“", "「", "『", '"'))


def _needs_more(before: str, after: str) -> bool:
    """Whether the characters at the cut cannot stand at an end or at a start: 1.⏎8万, 马克·⏎马尔金, “……水下作⏎战."""
    if _HANGS_AFTER.match(after) is not None:
        return True
    if _DIGIT_END.search(before):
        return _is_number_joint(before, after)
    if _HANGS_BEFORE.search(before) or _HALF_UNIT.search(before):
        return True
    return len(before) <= LONGEST and _is_open(before)


def _is_number_joint(before: str, after: str) -> bool:
    """Whether a number goes on, or gets its unit: 2000⏎万人次, 1.⏎8万, 约600平方⏎公里."""
    if _DIGIT_END.search(before):
        return _NUMBER_AFTER.match(after) is not None
    return _HALF_UNIT.search(before) is not None


def _is_open(text: str) -> bool:
    """Whether a bracket or a quotation mark is still open at the end."""
    if not _OPENING.search(text):
        return False
    return any(text.count(opening) > text.count(closing) for opening, closing in _PAIRS)


def _is_cut(before: str, after: str, least: float) -> bool:
    """Whether an unfinished line is running text and not a heading: by its stops, its length, else by its wording."""
    if _STOP_INSIDE.search(before) or before.endswith(("：", ":")):
        return True
    if _LATIN_WORDS.match(before):
        return after[0].islower()
    if len(before) > LONGEST:
        return True
    if _DIGIT_END.search(before):  # a count and no unit to it: the end of a heading
        return False
    if _LATIN_END.search(before) and _LATIN_START.match(after):  # seldom seen, so the score says little
        least = min(least, _LIKELY)
    return cut_score(before, after) > least
