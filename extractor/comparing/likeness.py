"""How sure it is that two figures measure the same thing: a score from 0 to 100, with its reasons in words.

Words say most: the characters that both measures share, after synonyms, whatever their order (长三角新能源汽车产量,
新能源汽车在长三角的产量). What only one says may go unsaid on the other page: a place that its sentence names. What
each says differently (东河县, 西山县) parts them, and so does another quantity, another base of a change, another whole
of a share. An equal number speaks for a pair, an unequal one never: two figures are `different` by their words alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from extractor.comparing.claims import Claim
from extractor.comparing.times import relation
from extractor.comparing.words import Phrase, Words

#: What an equal number of so many written digits speaks for a pair; four or more digits count as four.
_EQUAL = (0, 5, 15, 25, 30)
#: And two numbers that meet, both narrow.
_MEETING = 15
#: Two figures of which at least one says nothing of itself.
_SILENT = 40
_ONE_WHOLE = 0.6
#: In a sentence with so many other names a figure may be of any of them.
_MANY = 2
_ALIKE_SENTENCES = 0.35
_ALIKE_TITLES = 0.35
#: Characters of a sentence or title that are held against another.
_READ = 300
_DIVISIONS = "省市区县州盟旗乡镇村"


@dataclass(frozen=True, slots=True)
class Likeness:
    """The score of a pair, 0 to 100, and why."""

    score: int
    reasons: tuple[str, ...] = ()


class _Sum:
    """A score as it is counted up."""

    __slots__ = ("reasons", "score")

    def __init__(self) -> None:
        self.score = 0
        self.reasons: list[str] = []

    def add(self, points: int, reason: str) -> None:
        self.score += points
        self.reasons.append(reason)


def likeness(one: Claim, other: Claim, words: Words, least: int = 0) -> Likeness | None:
    """Whether two figures measure the same; None where they cannot, or are less sure than `least`."""
    if _apart(one, other, words):
        return None
    total = _Sum()
    if not _compare_words(one, other, words, total):
        return None
    if total.score + _EQUAL[-1] < least:
        return None
    _compare_slots(one, other, total)
    total.score = max(0, min(100, total.score))
    bonus, reason = _bonus(one, other)
    if bonus:
        total.add(bonus, reason)
    return Likeness(min(100, total.score), tuple(total.reasons)) if total.score >= least else None


def _apart(one: Claim, other: Claim, words: Words) -> bool:
    """What two figures cannot differ in and measure the same thing."""
    first, second = one.what, other.what
    if not (first.quantities <= second.quantities or second.quantities <= first.quantities):
        return True
    if one.basis != other.basis and one.basis and other.basis:
        return True
    if first.scopes != second.scopes and first.scopes and second.scopes:
        return True
    if one.of and other.of and not _one_whole(one.of, other.of):
        return True
    return _measured_apart(one, other, words)


def _measured_apart(one: Claim, other: Claim, words: Words) -> bool:
    first, second = one.figure.quantity, other.figure.quantity
    if (one.sign is None) != (other.sign is None) or one.family != other.family:
        return True
    if first.per != second.per or first.extreme != second.extreme:
        return True
    if first.dimension != second.dimension and "percentage_points" in (first.dimension, second.dimension):
        return True
    return one.family == "count" and not words.count_alike(first.unit, second.unit)


def _one_whole(one: Phrase, other: Phrase) -> bool:
    """外贸总值 and 我国外贸总值 are one whole, 全国 and 全省 are not."""
    if not one.text or not other.text:
        return one.text == other.text and one.scopes == other.scopes
    return Indel.normalized_similarity(one.text, other.text) >= _ONE_WHOLE


def _compare_words(one: Claim, other: Claim, words: Words, total: _Sum) -> bool:
    """False where the words part the two."""
    texts = one.what.text, other.what.text
    if not texts[0] or not texts[1]:
        total.add(_SILENT, "一方未写明所指")
        return True
    unmatched = _unmatched(one, other), _unmatched(other, one)
    if unmatched[0] and unmatched[1]:
        return False
    kinds = one.what.kinds - other.what.kinds, other.what.kinds - one.what.kinds
    if kinds[0] and kinds[1]:
        return False
    forms = _other_forms(one, other), _other_forms(other, one)
    texts = _without(texts[0], unmatched[0] + forms[0]), _without(texts[1], unmatched[1] + forms[1])
    _overlap(one, other, texts, words, total)
    for at, (claim, partner) in enumerate(((one, other), (other, one))):
        for name in unmatched[at]:
            _cover(claim, partner, name, total)
        for kind in kinds[at]:
            if kind not in words.read(partner.sentence).kinds:
                total.add(-30, f"“{kind}”只见于一方")
    return True


def _unmatched(one: Claim, other: Claim) -> list[str]:
    """The names in the measure of one that are not in the other's, in any form."""
    if not one.names:
        return []
    return [
        text
        for text, full in one.names.items()
        if text not in other.said
        and not any(same_name(full, name) or same_name(text, form) for form, name in other.names.items())
    ]


def _other_forms(one: Claim, other: Claim) -> list[str]:
    """The names in the measure of one that the other's has in another form: 宏达公司 for 江苏宏达机械有限公司."""
    if not other.names:
        return []
    return [
        text
        for text, full in one.names.items()
        if text not in other.names
        and any(same_name(full, name) or same_name(text, form) for form, name in other.names.items())
    ]


@lru_cache(maxsize=65536)
def same_name(one: str, other: str) -> bool:
    """Whether one may be short for the other: 上海 for 上海市, 汶川县 for 四川省汶川县, 宏达公司 for its full name."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 2:
        return False
    bare = short.rstrip(_DIVISIONS) if len(short) > 2 else short
    if long.rstrip(_DIVISIONS).endswith(bare) or (long.startswith(short) and long[len(short) :] in _DIVISIONS):
        return True
    return len(short) > 3 and long[-1] not in _DIVISIONS and bare[:2] in long and _is_subsequence(short, long)


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, "", 1)
    return text


def _overlap(one: Claim, other: Claim, texts: tuple[str, str], words: Words, total: _Sum) -> None:
    """The characters that both measures have; where both name the same quantity, its subject and object decide."""
    heads = one.what.quantities & other.what.quantities
    if not heads:
        total.add(_shared(*texts), "用语相近" if texts[0] != texts[1] else "所指相同")
        if one.what.quantities or other.what.quantities:
            total.add(-20, "一方未写明是什么量")
        _restrict(one, other, texts, total)
        if not one.figure.slots.get("subject") and not other.figure.slots.get("subject"):
            _counted(one, other, texts, total)
        return
    quantity = "、".join(sorted(map(words.word, heads)))
    for head in heads:
        texts = texts[0].replace(words.word(head), ""), texts[1].replace(words.word(head), "")
    if texts[0] == texts[1]:
        total.add(100, f"同为{quantity}" + (f"，{texts[0]}" if texts[0] else ""))
    elif not texts[0] or not texts[1]:
        total.add(55, f"同为{quantity}，一方未写主体")
    else:
        total.add(40 + _shared(*texts) * 3 // 5, f"同为{quantity}，用语相近")
    _restrict(one, other, texts, total)
    if not texts[0] and not texts[1] and not one.names and not other.names:
        _common(one, other, bool(heads & words.vague), total)


@lru_cache(maxsize=65536)
def _shared(one: str, other: str) -> int:
    """Characters that both have, in points; the same in another order (中国对美国, 美国对中国) are a little less."""
    alike = Indel.normalized_similarity("".join(sorted(one)), "".join(sorted(other)))
    return round(90 * alike + 10 * Indel.normalized_similarity(one, other))


def _cover(claim: Claim, partner: Claim, name: str, total: _Sum) -> None:
    """A name that one page gives and the other may leave unsaid."""
    full = claim.names[name]
    where = "乙" if partner.page.number > claim.page.number else "甲"
    others = sum(form not in claim.near for form in partner.near)
    if partner.subject and not _share_word(partner.subject, claim.said):
        total.add(-45, f"{where}句所说不是{name}")
    elif name in partner.sentence or any(same_name(full, other) for other in partner.near.values()):
        total.add(-3 if others < _MANY else -25, f"{name}见于{where}句中")
    elif not partner.subject and any(same_name(full, other) for other in partner.before.values()):
        total.add(-8, f"{name}见于{where}前一句")
    elif others:
        total.add(-45, f"{name}与{where}句中所说不同")
    elif any(same_name(full, other) for other in partner.page.names):
        total.add(-8, f"{name}见于{where}页中")
    elif name in (partner.page.document.title or ""):
        total.add(-8, f"{name}见于{where}标题")
    else:
        total.add(-30, f"{name}不见于{where}")


def _share_word(one: str, other: str) -> bool:
    """Whether two characters in a row of one stand in the other."""
    return any(one[at : at + 2] in other for at in range(max(1, len(one) - 1)))


def _restrict(one: Claim, other: Claim, texts: tuple[str, str], total: _Sum) -> None:
    """What is left when shared characters are gone: 新能源 on one side narrows, 研发 against 管理 parts."""
    if texts[0] == texts[1]:
        return
    sizes = _leftovers(*texts)
    if min(sizes):
        total.add(-30 * min(sizes), "各有所指")
    elif max(sizes):
        partner, (long, short) = (other, texts) if sizes[0] else (one, texts[::-1])
        _cover_rest(long.replace(short, "", 1), short, partner, total)


@lru_cache(maxsize=65536)
def _leftovers(one: str, other: str) -> tuple[int, int]:
    """How many characters each has that the other has not."""
    counts = Counter(one), Counter(other)
    return (counts[0] - counts[1]).total(), (counts[1] - counts[0]).total()


def _cover_rest(rest: str, short: str, partner: Claim, total: _Sum) -> None:
    """What one says more than the other, by where the other's page says it: 临青铁路 in its headline."""
    size = len(rest)
    if rest in partner.sentence:
        total.add(min(30, 6 * size), "其余见于另一方句中")
    elif size > 1 and rest in (partner.page.document.title or "") and not partner.figure.slots.get("subject"):
        total.add(min(25, 6 * size), "其余见于另一方标题")
    elif size > 1 and short:
        total.add(-12, "一方所指较窄")


def _common(one: Claim, other: Claim, vague: bool, total: _Sum) -> None:
    """Neither page says whose it is: 价格 alone may be the price of anything, 死亡 be of any accident."""
    if vague:
        total.add(-45, "用语太泛")
    elif one.near and other.near and not _share_names(one.near, other.near):
        total.add(-45, "两句所说不同")
    elif one.pace != "running" and not _one_story(one, other):
        total.add(-45, "未写主体，两页各说各的")
    elif one.pace != "running" and not _share_names(one.near, other.near):
        total.add(-15, "未写主体")


def _counted(one: Claim, other: Claim, texts: tuple[str, str], total: _Sum) -> None:
    """Both say what is counted and no more: 群众 may be moved or housed, unless the sentences are alike."""
    if max(map(len, texts)) < 2 or _alike_sentences(one, other) is False:
        total.add(0 if _share_names(one.near, other.near) else -45, "用语太泛")
    else:
        _common(one, other, False, total)


def _one_story(one: Claim, other: Claim) -> bool:
    """Whether something says that two sentences tell of one thing: names of the pages, their titles, their words."""
    if one.page is other.page or not one.page.names.isdisjoint(other.page.names):
        return True
    titles = (one.page.document.title or "")[:_READ], (other.page.document.title or "")[:_READ]
    if all(titles) and Indel.normalized_similarity(titles[0], titles[1]) >= _ALIKE_TITLES:
        return True
    return _alike_sentences(one, other) is True


def _alike_sentences(one: Claim, other: Claim) -> bool | None:
    """Whether the sentences are worded alike; None where a saved result holds none."""
    if not one.sentence or not other.sentence:
        return None
    sentences = one.sentence[:_READ], other.sentence[:_READ]
    return Indel.normalized_similarity(*sentences) >= _ALIKE_SENTENCES


def _share_names(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return any(same_name(a, b) for a in one.values() for b in other.values())


def _compare_slots(one: Claim, other: Claim, total: _Sum) -> None:
    if bool(one.basis) != bool(other.basis):
        total.add(-8, "一方未写基期")
    if bool(one.of) != bool(other.of):
        total.add(-10, "一方未写整体")
    if one.earlier != other.earlier:
        total.add(-20, "一方为变化前的数")
    if one.days and other.days and relation(one.days, other.days) != "equal":
        total.add(-6, "时间不同")
    elif bool(one.time_text) != bool(other.time_text):
        total.add(-3, "一方未写时间")
    if not (one.names and other.names) and one.page.is_foreign_to(other.page):
        total.add(-35, "两页没有共同的名称")


def _bonus(one: Claim, other: Claim) -> tuple[int, str]:
    """An equal number, or two that meet and are both narrow (28.58公里, 约28.6公里), speak for a pair."""
    if one.figure.quantity.si_unit != other.figure.quantity.si_unit:
        return 0, ""
    digits = min(one.digits, other.digits)
    if one.equals(other):
        return _EQUAL[min(digits, len(_EQUAL) - 1)], "数值相等"
    narrow = digits > 1 and one.is_narrow and other.is_narrow and one.is_near(other, 0.2)
    if narrow and one.interval.meets(other.interval):
        return _MEETING, "数值相合"
    return 0, ""
