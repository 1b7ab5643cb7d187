"""Two versions of one story: figures aligned by their place in the text, changed, added and dropped ones listed.

The alignment keeps the order of the text, as diff does; a figure that only moved is found after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from extractor.compared import Edit
from extractor.comparing.claims import Claim
from extractor.comparing.likeness import Likeness
from extractor.comparing.verdicts import Rates, judge, side_of

#: Characters on either side of a figure that say where it stands.
_AROUND = 16
#: Figures whose surroundings share less are two figures.
_ALIKE = 0.5


def compare_versions(
    ones: Sequence[Claim], others: Sequence[Claim], rates: Rates, *, everything: bool = False
) -> Iterator[Edit]:
    """The edits from one version to the next, in the order of the text; with `everything` also what was kept."""
    pairs = _align(ones, others)
    pairs |= _moved(ones, others, pairs)
    partner = {b: a for a, b in pairs.items()}
    edits: list[tuple[tuple[int, int], Edit]] = []
    for a, one in enumerate(ones):
        b = pairs.get(a)
        edit = Edit(kind="dropped", a=side_of(one), b=None) if b is None else _edit(one, others[b], rates)
        edits.append(((a, 0), edit))
    for b, other in enumerate(others):
        if b not in partner:
            before = max((partner[place] for place in range(b) if place in partner), default=-1)
            edits.append(((before, b + 1), Edit(kind="added", a=None, b=side_of(other))))
    for _, edit in sorted(edits, key=lambda item: item[0]):
        if everything or edit.kind != "kept":
            yield edit


def _edit(one: Claim, other: Claim, rates: Rates) -> Edit:
    """`changed` where the figure says something else, be it 约 for 超过; another way to write it is no change."""
    if _states(one) == _states(other):
        return Edit(kind="kept", a=side_of(one), b=side_of(other))
    pair = judge(one, other, Likeness(100), rates)
    return Edit(kind="changed", a=pair.a, b=pair.b, pair=pair)


def _states(claim: Claim) -> object:
    quantity = claim.figure.quantity
    numbers = quantity.si_low, quantity.si_high, quantity.si_unit, quantity.per
    return numbers, quantity.bound, quantity.status, quantity.aggregate, quantity.extreme, claim.sign


def _align(ones: Sequence[Claim], others: Sequence[Claim]) -> dict[int, int]:
    """The best alignment in the order of the text, by place; what both begin and end with alike needs no search."""
    head = _alike_for(ones, others)
    tail = _alike_for(ones[head:][::-1], others[head:][::-1])
    last = len(ones) - tail, len(others) - tail
    pairs = {place: place for place in range(head)}
    pairs |= {last[0] + place: last[1] + place for place in range(tail)}
    middle = _search(ones[head : last[0]], others[head : last[1]])
    return pairs | {a + head: b + head for a, b in middle.items()}


def _alike_for(ones: Sequence[Claim], others: Sequence[Claim]) -> int:
    """How many figures stand at the beginning of both, in the same words."""
    pairs = enumerate(zip(ones, others, strict=False))
    same = (place for place, (a, b) in pairs if _states(a) != _states(b) or _around(a) != _around(b))
    return next(same, min(len(ones), len(others)))


def _search(ones: Sequence[Claim], others: Sequence[Claim]) -> dict[int, int]:
    """The method of Needleman and Wunsch (1970)."""
    worth = [[_worth(one, other) for other in others] for one in ones]
    best = [[0.0] * (len(others) + 1) for _ in range(len(ones) + 1)]
    for a in range(len(ones) - 1, -1, -1):
        for b in range(len(others) - 1, -1, -1):
            paired = worth[a][b] + best[a + 1][b + 1] if worth[a][b] else 0.0
            best[a][b] = max(paired, best[a + 1][b], best[a][b + 1])
    pairs, a, b = {}, 0, 0
    while a < len(ones) and b < len(others):
        if worth[a][b] and best[a][b] == worth[a][b] + best[a + 1][b + 1]:
            pairs[a] = b
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs


def _worth(one: Claim, other: Claim) -> float:
    """How well two figures stand for each other: by what is around them, and a little by their number."""
    if one.family != other.family or (one.sign is None) != (other.sign is None):
        return 0.0
    alike = Indel.normalized_similarity(_around(one), _around(other))
    if alike < _ALIKE:
        return 0.0
    return alike + (0.3 if _states(one) == _states(other) else 0.0)


def _around(claim: Claim) -> str:
    """The words beside a figure, of the page itself where it is at hand, else of what it is said to measure."""
    text, at = claim.page.document.text, claim.figure.at
    if text:
        beside = text[max(0, at.start - _AROUND) : at.start] + text[at.end : at.end + _AROUND]
    else:
        slots = claim.figure.slots
        beside = "".join(slots.get(key, "") for key in ("time_text", "subject", "attribute", "object"))
    # Numbers beside it change from version to version as well.
    return "".join(character for character in beside if character.isalpha() and not character.isdigit())


def _moved(ones: Sequence[Claim], others: Sequence[Claim], pairs: dict[int, int]) -> dict[int, int]:
    """Figures that state the same of the same thing and stand elsewhere now."""
    left: dict[object, list[int]] = {}
    for b, other in enumerate(others):
        if b not in pairs.values() and other.key:
            left.setdefault((other.key, _states(other)), []).append(b)
    moved = {}
    for a, one in enumerate(ones):
        places = left.get((one.key, _states(one)), []) if a not in pairs and one.key else []
        if places:
            moved[a] = places.pop(0)
    return moved
