"""Organizations: known ones, those that begin with a place, and those that go on behind another name.

江苏省军区 + 苏州 + 第三干部休养所 + 门诊部 is one organization: whatever adjoins it and is no name of its own
belongs to it, as long as the whole ends like a body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from extractor.mentions.names_places import WORDS
from extractor.mentions.names_resolve import leading_place
from extractor.mentions.names_rules import BASE, propose_after
from extractor.mentions.names_shape import Shapes
from extractor.mentions.names_words import Sheet
from extractor.mentions.proposal import Proposal

_ROUNDS = 3
_LATIN = re.compile("[A-Za-z0-9]{2}")
#: Characters with which names of bodies end, though no lexicon has the word.
BODY = "部局院所厅署司处站队团社馆校厂店台报网军会党组室庭园行"


def known_bodies(sheet: Sheet, supported: Callable[[int, int], bool]) -> Iterator[Proposal]:
    """The well-known bodies: 国务院, 新华社; and as nameless the words that only seem to hold one.

    Of two characters, they count where a name may begin or the model saw one (国航 is not in 我国航天).
    """
    text, shapes, after = sheet.text, Shapes.of(sheet.rulebook), -1
    for hit in sheet.hits(*WORDS):
        if hit.lexicon == "names.traps":
            yield Proposal(hit.start, hit.end, "nameless", "names.traps", BASE)
        elif hit.lexicon == "bodies.known" and not is_post(text, hit.end) and _whole_word(text, hit.start, hit.end):
            sure = hit.end - hit.start > 2 or hit.start == after or shapes.opens(text, hit.start)
            if sure or supported(hit.start, hit.end):
                yield Proposal(hit.start, hit.end, "organization", "bodies.known", BASE)
        after = hit.end


def _whole_word(text: str, start: int, end: int) -> bool:
    """Whether a name in Latin letters is no part of a longer word: IBM, not in IBMs."""
    return not (start and _LATIN.match(text, start - 1) or _LATIN.match(text, end - 1))


def is_post(text: str, end: int) -> bool:
    """Whether what follows makes another word of it.

    外交部长, 卫生部门, 国防部署, 以军事行动, 美国银行业, 交警部门, 华北局地; but not 外交部分别.
    """
    following = text[end : end + 1]
    if text[end - 1] + following == "军事":
        return True
    if text[end - 1] == "部" and following in ("署", "队", "件", "位", "落", "分") and text[end + 1 : end + 2] != "别":
        return True
    if text.startswith("部门", end) or text[end - 1] == "局" and following in ("地", "部", "势", "面"):
        return True
    if following == "业" and text[end + 1 : end + 2] not in ("绩", "务", "主"):
        return True
    return following in ("长", "门") and text[end - 1] in "部局厅院会社台站队团所校处科委署"


def grow(sheet: Sheet, places: Sequence[tuple[int, int]], bodies: Sequence[Proposal]) -> Iterator[Proposal]:
    """Organizations made of a place and a body beside each other, or of a name and an ending behind it."""
    generic = sheet.rulebook.lexicon("bodies.generic")
    fresh = [
        body
        for body in propose_after(sheet, "organization", "place", places)
        if sheet.text[body.start : body.end] not in generic and not _common(sheet, body)
    ]
    yield from fresh
    found = [*bodies, *fresh]
    seen = {(body.start, body.end) for body in found}
    for _ in range(_ROUNDS):
        fresh = [body for body in _step(sheet, found, places) if (body.start, body.end) not in seen]
        seen |= {(body.start, body.end) for body in fresh}
        yield from fresh
        if not fresh:
            return
        found = fresh + found


def _common(sheet: Sheet, body: Proposal) -> bool:
    """比利时养老院: some home for old people in that country."""
    words = sheet.text[body.start : body.end]
    local, countries = sheet.rulebook.lexicon("bodies.local"), sheet.rulebook.lexicon("places.countries")
    return any(words[at:] in local and words[:at] in countries for at in range(2, len(words) - 1))


def _step(sheet: Sheet, bodies: Sequence[Proposal], places: Sequence[tuple[int, int]]) -> Iterator[Proposal]:
    """Each body with the place before it, with the body behind it, and with the branch behind it."""
    text, lexicon = sheet.text, sheet.rulebook.lexicon
    alone, media, known = lexicon("bodies.international"), lexicon("bodies.media"), lexicon("bodies.known")
    starts = {end: start for start, end in places}
    by_start = {body.start: body for body in sorted(bodies, key=lambda body: body.end)}
    for body in bodies:
        words = text[body.start : body.end]
        if body.start in starts and words not in alone and not leading_place(words, sheet.rulebook):
            yield _joined(starts[body.start], body.end, body)
        following = by_start.get(body.end)
        if following is not None and _join(words, text[following.start : following.end], alone | media, known):
            yield _joined(body.start, following.end, body)
    ends = [(body.start, body.end) for body in bodies if text[body.start : body.end] not in media]
    yield from propose_after(sheet, "organization", "organization", ends)


def _join(first: str, second: str, alone: frozenset[str], known: frozenset[str]) -> bool:
    """海军航海学院 and 门诊部 are one; a medium and what it reports of (中国网 宏达公司), or 曼联 and 拜仁, are two."""
    return not {first, second} & alone and first[-1] not in "网报社" and not (first in known and second in known)


def _joined(start: int, end: int, body: Proposal) -> Proposal:
    return Proposal(start, end, "organization", body.rule, body.priority)
