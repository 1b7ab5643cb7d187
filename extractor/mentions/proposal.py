"""What a rule proposes, before overlaps are settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Proposal:
    """A stretch of the healed text that a rule takes for a mention, or for nothing at all (一带一路).

    `priority`: the higher wins an overlap, then the longer, then the earlier.
    `value` is a Quantity for a figure, an unresolved date for a date.
    """

    start: int
    end: int
    type: str
    rule: str
    priority: int = 0
    value: Any = None
