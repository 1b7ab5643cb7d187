"""Who said what: the sentences of cases/quotes.yaml, and laws that hold on any text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractor.facts.quotes import QuoteFact, find_quotes
from extractor.facts.quotes_marks import find_quotations
from extractor.rulebook import Rulebook, load_rulebook
from tests.made_pages import made_page

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "quotes.yaml").read_text("utf-8"))


def written(healed: str, quote: QuoteFact) -> str:
    words = "/".join(healed[start:end] for start, end in quote.pieces)
    return f"{quote.speaker.name}|{quote.verb or ''}|{'direct' if quote.direct else 'reported'}|{words}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_quotes_cases(case: dict[str, Any], rulebook: Rulebook) -> None:
    page = made_page(case["text"], case["names"], rulebook)
    assert [written(page.text.healed, quote) for quote in find_quotes(page)] == case["quotes"]


def test_quotes_cases_hold_forty_direct_quotes() -> None:
    assert sum("|direct|" in quote for case in CASES for quote in case["quotes"]) >= 40


def test_quotes_speaker_points_at_what_was_read(rulebook: Rulebook) -> None:
    page = made_page("韩立群走进车间。他说：“机器没停。”", {"person": "韩立群"}, rulebook)
    (quote,) = find_quotes(page)
    assert (quote.speaker.name, quote.speaker.text, quote.speaker.mention) == ("韩立群", "他", None)
    assert page.text.healed[slice(*quote.speaker.at)] == "他"


SEEN = [
    # text, kinds of its words (language/words.py), quote: what the network sees beside the names
    ("评论家韩立群对我说：“路通了。”", "NnnHhhPRVWWNVUWW", ["韩立群|说|direct|路通了。"]),  # a person the names lack
    ("韩立群叫一位店员上前说：“再等等。”", "HhhVMQNnVvVWWDVvWW", ["韩立群|说|direct|再等等。"]),  # told to do something
    ("韩立群同路过的居民谈心，并指出：“要快。”", "HhhPVvUNnVvWCVvWWXAWW", ["韩立群|指出|direct|要快。"]),
    ("只见一个店员喊：“快来人！”", "DVMQNnVWWAVNWW", ["一个店员|喊|direct|快来人！"]),  # shown, and speaks
    ("领导此项研究的韩立群说：“再做一次。”", "VvRrNnUHhhVWWDVMqWW", ["韩立群|说|direct|再做一次。"]),  # 领导 is a verb
    ("康熙年间说：“路通了。”", "HhNnVWWNVUWW", []),
]


@pytest.mark.parametrize(("text", "kinds", "quotes"), SEEN, ids=lambda value: str(value)[:12])
def test_quotes_words_of_the_network(text: str, kinds: str, quotes: list[str], rulebook: Rulebook) -> None:
    assert len(text) == len(kinds)
    page = replace(made_page(text, {}, rulebook), words=kinds)
    assert [written(text, quote) for quote in find_quotes(page)] == quotes


def test_quotes_speaker_whom_the_names_lack_is_no_mention(rulebook: Rulebook) -> None:
    page = replace(made_page(SEEN[0][0], {}, rulebook), words=SEEN[0][1])
    (quote,) = find_quotes(page)
    assert (quote.speaker.kind, quote.speaker.mention) == ("person", None)


@given(st.text('“”‘’「」"\n。，：韩立群说他', max_size=40))
def test_quotes_pieces_stand_in_order_inside_the_text(text: str) -> None:
    page = made_page(text, {"person": "韩立群"}, load_rulebook())
    length = len(page.text.healed)
    for quote in find_quotes(page):
        edges = [edge for piece in quote.pieces for edge in piece]
        assert edges == sorted(edges) and edges[0] >= 0 and edges[-1] <= length
        assert all(start < end for start, end in quote.pieces)


@given(st.text('“”‘’「」"\n。，韩', max_size=40))
def test_quotes_quotations_do_not_overlap(text: str) -> None:
    found = list(find_quotations(text))
    assert all(before.end <= after.start for before, after in zip(found, found[1:], strict=False))
