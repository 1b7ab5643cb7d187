"""Whose quantity a figure is: the noun phrase before what it measures, in its clause or in one before it."""

from __future__ import annotations

from bisect import bisect_left

from extractor.facts.measures_line import JOINTS, PHRASE, Line
from extractor.facts.page import Span

_SKIPPED = frozenset(("adverb", "present", "blank", "date", "step", "each", "basis"))
_VERBS = frozenset(("verb", "owning", "copula", "act"))
_WENT = frozenset(("adverb", "rise", "fall", "level", "verb", "blank", "basis"))
_GOVERNS = frozenset(("preposition", "pronoun", "share"))
_TOO_LONG = 24
#: Behind the noun that a clause is about: 省运动会|由三地承办，共设34个大项. So long a noun is one.
_INTRODUCES = frozenset(("preposition", "date"))
_NAMED = 4


def find_subject(line: Line, place: int, floor: int, until: int | None = None) -> tuple[Span | None, bool]:
    """The subject of what begins behind the token `place`, which may run back to the token `floor`.

    Also whether the clause is silent about it, so that one from an earlier clause may stand in: 净利润为3亿元 is,
    他持股3% is not. One verb may stand between: 国家铁路完成|旅客发送量. `until` ends it inside the token.
    """
    verbs, relative = 0, False
    while place >= floor:
        kind = line.tokens[place].kind
        if kind in _VERBS and place > floor and _is_nouny(line, place):
            return _judged(line, line.phrase_start(place - 1, floor), place, floor, until, verbs)
        if kind in PHRASE and kind not in JOINTS:
            return _judged(line, line.phrase_start(place, floor), place, floor, until, verbs)
        if kind in _VERBS and not verbs and (not relative or line.text(line.tokens[place]) in line.words.links):
            verbs += 1
        elif kind == "pronoun" and line.text(line.tokens[place]) in line.words.bodily:
            return body_before(line, place), False
        elif kind == "preposition" and line.kind(place + 1) == "date":
            pass  # 宏达公司|于2016年|实现的利润
        elif kind not in _SKIPPED and kind not in JOINTS:
            return None, False
        relative = relative or kind == "of"
        place -= 1
    return None, True


def _judged(line: Line, first: int, last: int, floor: int, until: int | None, verbs: int) -> tuple[Span | None, bool]:
    """The phrase of tokens `first` to `last`, unless it says where or when or a verb or preposition governs it."""
    first = _whole(line, first, floor)
    if first > floor and _is_unknown_verb(line, first):
        return find_subject(line, first - 1, floor) if not verbs else (None, False)
    described = line.tokens[last].end - line.tokens[first].start > _TOO_LONG
    if described or (first > floor and line.kind(first - 1) in _VERBS and not verbs):
        # 服务本地的|钢铁企业 产量: what stands before 的 only describes
        core = next((place + 1 for place in range(last - 1, first, -1) if line.kind(place) == "of"), None)
        if core is not None:
            return _trim(line, line.phrase(core, last), until)
    span = line.phrase(first, last)
    if span is None:
        return None, True
    before = line.tokens[first - 1].kind if first > floor else "stop"
    if before in ("preposition", "adverb") and line.text(line.tokens[first - 1]) in line.words.towards:
        return find_subject(line, first - 2, floor)  # 宏达公司|对非洲|出口增幅
    if before == "verb" and not verbs and line.text(line.tokens[first - 1]) in line.words.links:
        owner, _ = find_subject(line, first - 2, floor)
        if owner:
            return owner, False  # 我国完成|营业性|货运量
    if before in _VERBS and (verbs or line.text(line.tokens[first - 1]) not in line.words.causing):
        return None, False
    if line.healed[span[0] : span[1]] in line.words.bodily:
        return body_before(line, first), False
    if before in _GOVERNS or (first == last and line.tokens[first].kind == "scope"):
        return None, False
    return _trim(line, span, until)


def body_before(line: Line, place: int) -> Span | None:
    """宏达公司公告称，|公司 利润3亿元: the only body that the sentence has named, or the one that it begins with."""
    bodies = [
        at
        for at in range(place)
        if line.kind(at) == "name" and line.tokens[at].number >= 0 and line.page_type(at) == "organization"
    ]
    if not bodies:
        return None
    first = line.tokens[bodies[0]]
    same = {line.text(line.tokens[at]) for at in bodies}
    opens = all(line.kind(at) in ("date", "adverb", "blank", "stop", "preposition") for at in range(bodies[0]))
    return (first.start, first.end) if len(same) == 1 or opens else None


def _trim(line: Line, span: Span | None, until: int | None) -> tuple[Span | None, bool]:
    """The phrase without the small words at its edges; None where it says where or when, or only 公司."""
    if span is None:
        return None, False
    span = span[0], until or span[1]
    words = line.healed[span[0] : span[1]].rstrip("到至自已也还约")
    end, words = span[0] + len(words), words.lstrip("到")
    if words.endswith(line.words.settings) or words in line.words.generic or not 2 <= len(words) <= _TOO_LONG:
        return None, False
    return (end - len(words), end), False


def _is_unknown_verb(line: Line, first: int) -> bool:
    """财政已|先期下达|资金: what touches a word such as 已 or 将 begins with a verb that no list knows."""
    before = line.tokens[first - 1]
    return (
        not line.seen
        and before.kind == "adverb"
        and before.end == line.tokens[first].start
        and line.kind(first) == "noun"
        and line.text(before) in line.words.acting
    )


def _whole(line: Line, first: int, floor: int) -> int:
    """服务|机器人 产量: a verb that as often is part of a noun belongs to the phrase that it opens."""
    place = first
    while place > floor and _opens_noun(line, place - 1):
        place -= 1
        if place > floor and line.kind(place - 1) in PHRASE:
            first = place = line.phrase_start(place - 1, floor)
    return first


def _opens_noun(line: Line, place: int) -> bool:
    """The verb touches what follows and is as often part of a noun."""
    token = line.tokens[place]
    touches = token.end == line.tokens[place + 1].start
    return touches and token.kind in ("verb", "act", "owning") and line.text(token) in line.words.nouny


def _is_nouny(line: Line, place: int) -> bool:
    """旅行|服务 继续增长: behind a noun and before the verb of the clause such a verb is part of the noun."""
    return (
        line.text(line.tokens[place]) in line.words.nouny
        and line.tokens[place - 1].end == line.tokens[place].start
        and line.kind(place - 1) in ("noun", "name")
        and line.kind(place + 1) in _WENT | {"date", "each", "present"}
    )


def _is_topic(line: Line, first: int, end: int, last: int) -> bool:
    """旅行服务继续快速增长，: nothing but how it went stands behind the noun; 江原水电站项目动工: a name opens it."""
    if line.kind(end - 1) in ("scope", "attribute"):
        return False
    listed = any(line.kind(place) in JOINTS for place in range(first, end))
    went = all(line.kind(place) in _WENT for place in range(end, last + 1))
    acts = line.kind(end) == "adverb" and line.text(line.tokens[end]) in line.words.acting
    if (acts or line.kind(end) in _INTRODUCES) and line.tokens[end - 1].end - line.tokens[first].start >= _NAMED:
        return True
    begins = line.kind(first) == "name" or (line.kind(first) == "scope" and end > first + 1)
    return went or (begins and not listed)


def leading_subject(line: Line, first: int, last: int) -> Span | None:
    """The subject that a clause without figures names for those behind it: 成渝中线高铁西起…."""
    tokens = line.tokens
    if any(token.kind in ("says", "shows") for token in tokens[first : last + 1]):
        return None
    while first <= last and tokens[first].kind in ("adverb", "date", "blank", "present", "quote"):
        first += 1
    end = first
    while end <= last and (tokens[end].kind in PHRASE or (end > first and _is_nouny(line, end))):
        end += 1
    if end == first or end > last or any(token.kind == "of" for token in tokens[end : min(end + 5, last + 1)]):
        return None
    relative = [place for place in range(first, end) if tokens[place].kind == "of"]
    first = relative[-1] + 1 if relative else first
    if first >= end or not (tokens[end - 1].kind == "name" or _is_topic(line, first, end, last)):
        return None
    return _judged(line, first, end - 1, first, None, 0)[0]


def where(line: Line, subject: Span | None) -> Span | None:
    """青岛市发生火灾6起 says whose they are, 地震造成 and 试验中发生 do not: only a place has what happens in it."""
    if subject is None:
        return None
    last = bisect_left(line.tokens, (subject[1],)) - 1
    return subject if line.kind(last) == "name" and line.tokens[last].end == subject[1] else None
