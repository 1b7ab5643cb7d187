"""Names and posts of two pages: the same person with another post, and a name that is written in two ways.

张文蔚 and 张文尉 sound alike, or hold the same post: one of the two may be a slip. 王建国 and 王建军 share neither,
and are two people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.distance import Levenshtein

from extractor.compared import Naming
from extractor.comparing.likeness import same_name
from extractor.comparing.words import Words
from extractor.model import Document, Name, Role

#: A name of fewer characters is another name if one of them is.
_SHORTEST = {"person": 2, "organization": 5, "place": 4}
_STATUS = {"former": "前", "elected": "当选", "acting": "代"}

Posts = Mapping[str, list[Role]]


def compare_names(one: Document, other: Document, words: Words, *, everything: bool = False) -> Iterator[Naming]:
    """Posts that differ, then names in two spellings; with `everything` the posts that agree as well.

    Both may be the same Document: then only what its sentences say differently is told.
    """
    posts = _posts(one), _posts(other)
    yield from _compare_posts(posts, within=one is other, everything=everything)
    yield from _spellings(one, other, posts, words)


def _posts(document: Document) -> Posts:
    posts: dict[str, list[Role]] = defaultdict(list)
    for fact in document.facts:
        if isinstance(fact, Role):
            posts[fact.person].append(fact)
    return posts


def _compare_posts(posts: tuple[Posts, Posts], *, within: bool, everything: bool) -> Iterator[Naming]:
    for person, theirs in posts[0].items():
        others = posts[1].get(person, [])
        if within:
            pair = next(((a, b) for a in theirs for b in theirs if _is_slip(a, b)), None)
            if pair:
                yield _naming("post", *pair, "")
            continue
        same = next(((a, b) for a in theirs for b in others if _same_post(a, b)), None)
        if same and everything:
            yield _naming("same_post", *same, "")
        elif others and not same:
            yield _naming("post", theirs[0], others[0], _difference(theirs, others))


def _is_slip(one: Role, other: Role) -> bool:
    """厅长 and 副厅长 of one body in two sentences; 党委书记、董事长 are two posts of one person."""
    if one.at.start >= other.at.start or one.at.sentence == other.at.sentence or one.status != other.status:
        return False
    titles = one.title, other.title
    nested = titles[0] != titles[1] and (titles[0].endswith(titles[1]) or titles[1].endswith(titles[0]))
    return nested and _same_body(one, other)


def _same_post(one: Role, other: Role) -> bool:
    return one.title == other.title and one.status == other.status and _same_body(one, other)


def _same_body(one: Role, other: Role) -> bool:
    """Whether both may be of one body; what one page leaves out may be anything."""
    if one.organization is None or other.organization is None:
        return True
    return same_name(one.organization, other.organization)


def _difference(ones: list[Role], others: list[Role]) -> str:
    if any(a.title == b.title and a.status == b.status for a in ones for b in others):
        return "机构不同"
    if any(a.title == b.title for a in ones for b in others):
        return "现任与否不同"
    return "职务不同"


def _naming(kind: str, one: Role, other: Role, remark: str) -> Naming:
    return Naming(
        kind=kind,  # type: ignore[arg-type]
        a_text=_told(one),
        b_text=_told(other),
        a_at=one.at,
        b_at=other.at,
        remarks=(remark,) if remark else (),
    )


def _told(role: Role) -> str:
    """海川省交通运输厅副厅长罗定安, with 前 where the page says so."""
    return f"{_STATUS.get(role.status or '', '')}{role.organization or ''}{role.title} {role.person}"


def _spellings(one: Document, other: Document, posts: tuple[Posts, Posts], words: Words) -> Iterator[Naming]:
    names = _first_named(one), _first_named(other)
    within = one is other
    for name, first in names[0].items():
        for variant, second in names[1].items():
            if first.type != second.type or name == variant or (within and name >= variant):
                continue
            if not within and (variant in names[0] or name in names[1]):
                continue
            reason = _why_one(first, second, posts, words, within=within)
            if reason:
                swapped = within and second.at.start < first.at.start
                yield _spelling(second, first, reason) if swapped else _spelling(first, second, reason)


def _first_named(document: Document) -> dict[str, Name]:
    """Where each full name stands first."""
    names: dict[str, Name] = {}
    for mention in document.mentions:
        if isinstance(mention, Name):
            names.setdefault(mention.name, mention)
    return names


def _why_one(one: Name, other: Name, posts: tuple[Posts, Posts], words: Words, *, within: bool) -> str:
    """Why two names may be one in two spellings; empty where nothing says so."""
    texts = one.name, other.name
    if min(map(len, texts)) < _SHORTEST[one.type] or abs(len(texts[0]) - len(texts[1])) > 0:
        return ""
    if Levenshtein.distance(*texts, score_cutoff=1) != 1:
        return ""
    differing = next((a, b) for a, b in zip(*texts, strict=True) if a != b)
    if any(character in words.contrasts for character in differing) or any(c.isascii() for c in differing):
        return ""
    if one.type == "person" and _share_post(posts[0].get(texts[0], ()), posts[1].get(texts[1], ())):
        return "职务相同"
    if one.type == "person" and len(texts[0]) < 3 or (within and one.type != "person"):
        return ""
    return "读音相同" if _sound_alike(*differing) else ""


def _share_post(ones: Iterable[Role], others: Iterable[Role]) -> bool:
    """The same title of the same named body; 记者 of one paper are many."""
    return any(
        a.title == b.title and a.organization and b.organization and same_name(a.organization, b.organization)
        for a in ones
        for b in others
    )


def _sound_alike(one: str, other: str) -> bool:
    """Whether two characters have a reading in common, whatever the tone: 蔚 and 尉."""
    from pypinyin import Style, pinyin

    readings = [set(pinyin(character, style=Style.NORMAL, heteronym=True)[0]) for character in (one, other)]
    return bool(readings[0] & readings[1])


def _spelling(one: Name, other: Name, reason: str) -> Naming:
    return Naming(kind="spelling", a_text=one.name, b_text=other.name, a_at=one.at, b_at=other.at, remarks=(reason,))
