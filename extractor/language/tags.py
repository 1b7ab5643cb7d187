"""Tags of characters: outside, or first, inside, last or single in a name of one of the labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

LABELS = ("PERSON", "ORG", "PLACE")
OUTSIDE, UNKNOWN = 0, -1
FIRST, INSIDE, LAST, SINGLE = range(4)
TAGS = 1 + 4 * len(LABELS)
NEVER = -1e4  # the score of what cannot be


def tag(label: str, place: int) -> int:
    return 1 + 4 * LABELS.index(label) + place


def tags_of(length: int, names: Iterable[tuple[int, int, str]], unknown: Iterable[tuple[int, int]] = ()) -> Array:
    """A tag for each of `length` characters; UNKNOWN on stretches of which nothing is known."""
    import numpy as np

    tags = np.full(length, OUTSIDE, dtype=np.int8)
    for start, end in unknown:
        tags[start:end] = UNKNOWN
    for start, end, label in names:
        tags[start:end] = tag(label, INSIDE)
        tags[start], tags[end - 1] = tag(label, FIRST), tag(label, LAST)
        if end - start == 1:
            tags[start] = tag(label, SINGLE)
    return tags


def names_of(tags: list[int]) -> Iterator[tuple[int, int, str]]:
    """The names that a sequence of tags spells; it must be one that `allowed` allows."""
    start = 0
    for i, each in enumerate(tags):
        if each != OUTSIDE:
            label, place = divmod(each - 1, 4)
            if place in (FIRST, SINGLE):
                start = i
            if place in (LAST, SINGLE):
                yield start, i + 1, LABELS[label]


def allowed() -> Array:
    """Which tag may follow which, bool (TAGS, TAGS): inside a name only the rest of the same name."""
    import numpy as np

    opens = np.array([each != OUTSIDE and (each - 1) % 4 in (FIRST, INSIDE) for each in range(TAGS)])
    goes_on = np.array([each != OUTSIDE and (each - 1) % 4 in (INSIDE, LAST) for each in range(TAGS)])
    label = np.array([(each + 3) // 4 for each in range(TAGS)])
    return np.where(opens[:, None], goes_on[None] & (label[:, None] == label[None]), ~goes_on[None])
