"""Pages whose names are given, so that tests of facts need no model."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractor.facts.page import Page
from extractor.mentions.dates import propose_dates
from extractor.mentions.proposal import Proposal
from extractor.mentions.settle import settle
from extractor.reading import heal
from extractor.rulebook import Rulebook


def made_page(text: str, names: Mapping[str, str], rulebook: Rulebook) -> Page:
    """A page in which the words of `names` (type: words with blanks between them) are mentions wherever they stand."""
    healed = heal(text)
    spans = {
        found.span(): kind
        for kind, words in names.items()
        for word in words.split()
        for found in re.finditer(re.escape(word), healed.healed)
    }
    longest = {
        (start, end): kind
        for (start, end), kind in spans.items()
        if not any(left <= start and end <= right and (left, right) != (start, end) for left, right in spans)
    }
    dates = tuple(date for date in settle(propose_dates(healed.healed, rulebook)).winners if date.type == "date")
    return Page(
        text=healed,
        figures=(),
        dates=dates,
        resolved=(),
        names=tuple(Proposal(start, end, kind, "test") for (start, end), kind in sorted(longest.items())),
        full={},
        rulebook=rulebook,
    )
