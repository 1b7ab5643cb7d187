"""Who states a figure: 据中国汽车工业协会统计, 记者从国铁集团获悉, 公司董事长吴平介绍."""

from __future__ import annotations

from bisect import bisect_right

from extractor.facts.measures_line import ENDS, Line
from extractor.facts.measures_words import Words
from extractor.facts.page import Span

#: What may stand between the source and the word of saying.
_BETWEEN = frozenset(
    "quote adverb blank date open close of present says shows noun preposition pronoun attribute scope".split()
)
_SPEAKING = tuple("，：“说:,将")
_WITH = ("同", "与", "和", "向", "对", "在")
_PAPER = frozenset("noun name quote date shows verb attribute act scope and".split())
_NEAR = 14
_REACH = 60

Source = tuple[int, Span]


def find_sources(line: Line, words: Words) -> list[Source]:
    """Each word of saying that has a source: where it ends, and the span of the source, in order."""
    found = []
    for place, token in enumerate(line.tokens):
        if token.kind == "says" or (token.kind == "shows" and _states(line, place)):
            source = _source(line, place, words)
        else:
            source = _paper(line, place, words) if line.text(token) in words.by else None
        if source is not None:
            found.append((token.end, source))
    return found


def _paper(line: Line, place: int, words: Words) -> Span | None:
    """根据市政府网站，or 根据《网络零售监测报告》，: a site or a paper, and no word of saying follows."""
    end = place + 1
    while line.kind(end) in _PAPER and end - place <= 12:
        end += 1
    if end == place + 1 or line.kind(end) != "stop":
        return None
    tokens = line.tokens
    inner = end - 1 - (line.kind(end - 1) == "quote")
    first = place + 1 + (line.kind(place + 1) == "quote")
    said = line.healed[tokens[first].start : tokens[inner].end]
    return (
        (tokens[first].start, tokens[inner].end) if said.endswith(words.papers) and said not in words.papers else None
    )


def source_of(line: Line, place: int, sources: list[Source]) -> Span | None:
    """The source of the figure at `place`: named before it, or behind the quotation that it stands in."""
    token = line.tokens[place]
    before = bisect_right(sources, (token.start, (token.start, 0)))
    source = sources[before - 1][1] if before else None
    if source is None and sources:
        close = line.healed.find("”", token.end, sources[0][0])
        opened = line.healed.rfind("“", line.tokens[0].start, token.start)
        if 0 < close < sources[0][1][0] and opened > line.healed.rfind("”", line.tokens[0].start, token.start):
            return sources[0][1] if sources[0][1][0] - close <= 2 * _NEAR else None
    return source


def _states(line: Line, place: int) -> bool:
    """据公安部统计，or 海关总署发布数据，: the clause ends behind the word; behind 据, 公布的 may follow."""
    start = _clause_start(line, place)
    if any(line.text(token) in line.words.by for token in line.tokens[start:place]):
        return line.kind(place + 1) in ("stop", "of")
    after = place + 1
    if line.kind(after) != "stop" and line.text(line.tokens[min(after, len(line.tokens) - 1)]) in line.words.reports:
        after += 1
    return line.kind(after) == "stop"


def _source(line: Line, place: int, words: Words) -> Span | None:
    tokens = line.tokens
    said = line.text(tokens[place])
    if said in ("说", "称") and not line.healed.startswith(_SPEAKING, tokens[place].end):
        return None
    start = _clause_start(line, place)
    by = _by(line, start, place, said)
    if by is not None:
        return _body(line, by, words)
    at = place - 1
    while at >= start and tokens[at].kind in _BETWEEN and tokens[place].start - tokens[at].end <= _NEAR:
        at -= 1
    near = (
        at >= start
        and tokens[at].number >= 0
        and tokens[at].kind == "name"
        and tokens[place].start - tokens[at].end <= _NEAR
    )
    if near and not (at > start and line.text(tokens[at - 1]) in _WITH):
        return _body(line, at, words)
    return _opening(line, start, place, words) or _nameless(line, start, place, words) or _people(line, start, place)


def _nameless(line: Line, start: int, place: int, words: Words) -> Span | None:
    """春运工作专班数据显示: the body is no known name, but its last word says that it is one."""
    end = place
    while end > start and line.text(line.tokens[end - 1]) in line.words.reports:
        end -= 1
    if not line.text(line.tokens[place]).endswith("显示") or end == start:
        return None
    first = line.phrase_start(end - 1, start)
    if line.healed[line.tokens[first].start : line.tokens[end - 1].end] in words.papers:
        return None
    if first > start and line.kind(first - 1) == "date" and line.tokens[first - 1].end == line.tokens[first].start:
        first -= 1
    text = line.healed[line.tokens[first].start : line.tokens[end - 1].end]
    named = text.endswith(words.offices) and text not in words.papers
    return (line.tokens[first].start, line.tokens[end - 1].end) if named else None


def _people(line: Line, start: int, place: int) -> Span | None:
    """在工地值守的民警说, 一位店主说: somebody without a name, the noun that touches the word of saying."""
    token = line.tokens[place - 1]
    if place == start or token.kind != "noun" or line.text(line.tokens[place - 2]) in _WITH:
        return None
    first = token.start
    for mark in ("位", "名", "个"):
        first = max(first, line.healed.rfind(mark, token.start, token.end) + 1)
    found = line.words.people.fullmatch(line.healed, first, token.end)
    named = found and not line.healed.endswith(line.words.nobody, first, token.end)
    return (first, token.end) if named else None


def _opening(line: Line, start: int, place: int, words: Words) -> Span | None:
    """江原省副省长吴平在会上说: more stands between, so it is the last name before the first preposition."""
    if line.kind(start) != "name":
        return None
    stop = start
    while stop < place and line.kind(stop) not in ("preposition", "verb"):
        stop += 1
    names = [
        at
        for at in range(start, stop)
        if line.kind(at) == "name"
        and line.tokens[at].number >= 0
        and (at == start or line.text(line.tokens[at - 1]) not in _WITH)
    ]
    return _body(line, names[-1], words) if names else None


def _by(line: Line, start: int, place: int, said: str) -> int | None:
    """Behind 据, or 从 of what was heard: the last name before the word of saying, else the noun that touches it."""
    at = start
    while at < place and not (
        line.text(line.tokens[at]) in line.words.by or (said in line.words.heard and line.text(line.tokens[at]) == "从")
    ):
        at += 1
    for name in range(place - 1, at, -1):
        token = line.tokens[name]
        if token.kind == "name" and token.number >= 0 and line.text(line.tokens[name - 1]) not in _WITH:
            if line.kind(name + 1) == "of" and name + 3 == place and line.kind(name + 2) == "noun":
                return name if line.text(line.tokens[name + 2]) in line.words.reports else name + 2
            return name
    return at + 1 if at + 2 == place and line.kind(at + 1) == "noun" else None


def _body(line: Line, place: int, words: Words) -> Span | None:
    """The source at the token `place`, with the word that makes a body of a place: 加州|消防部门."""
    token = line.tokens[place]
    if token.kind == "noun":
        text = line.text(token)
        return (token.start, token.end) if len(text) >= 2 and text not in ("初步", "不完全", "最新", "有关") else None
    following = line.tokens[place + 1] if line.kind(place + 1) == "noun" else None
    if following:
        text = line.text(following)
        for body in words.bodies:
            at = text.find(body)
            if 0 <= at <= 4:
                return token.start, following.start + at + len(body)
        if line.page_type(place) == "place" and following.start == token.end:
            if text.endswith(words.offices) and line.kind(place + 2) in ("shows", "says"):
                return token.start, following.end
            return (token.start, token.end) if text.startswith(words.plainly) else None
    return token.start, token.end


def _clause_start(line: Line, place: int) -> int:
    floor = max(0, place - _REACH)
    while place > floor and line.kind(place - 1) not in ENDS:
        place -= 1
    return place
