"""A page with its mentions settled: what the rules of facts read. Every offset counts in the healed text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.mentions.date_resolution import ResolvedDate
from extractor.mentions.proposal import Proposal
from extractor.reading import Text
from extractor.rulebook import Rulebook

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """Settled mentions in order of start. `resolved[i]` is what `dates[i]` is worth, None where no such day exists.

    `names` is empty when names were switched off; `full` gives the fullest form of a name by its span:
    宏达公司 -> 江苏宏达机械制造有限公司. `words` has the letter of its word's kind for each character of the healed
    text (language/words.py), a capital where the word begins; "" where no model has read it.
    """

    text: Text
    figures: tuple[Proposal, ...]
    dates: tuple[Proposal, ...]
    resolved: tuple[ResolvedDate | None, ...]
    names: tuple[Proposal, ...]
    full: Mapping[Span, str]
    rulebook: Rulebook
    words: str = ""
