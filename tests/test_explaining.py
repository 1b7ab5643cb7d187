"""`extract explain`: each rule that fired, what it gave, and what decided."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.explaining import Firing, explain
from extractor.rulebook import Rulebook


def firings(text: str, rulebook: Rulebook) -> list[Firing]:
    return list(explain(text, rulebook, reference_date=date(2023, 11, 27), names=False))


@pytest.mark.parametrize(
    ("text", "words", "rule", "value", "outcome", "reason"),
    [
        ("今年前三季度产量超过260万辆", "260万辆", "units.pieces hedges.over", "> 2600000 辆", "won", ""),
        ("今年前三季度产量超过260万辆", "今年前三季度", "dates.first_quarters", "2023-01/2023-09", "won", ""),
        ("第28届会议开幕", "第28届", "nothing.ordinal", "", "won", "over nothing.session"),
        ("第28届会议开幕", "28届", "nothing.session", "", "lost", "to nothing.ordinal: longer"),
        ("五年规划已经公布", "五年", "units.a", "5 a", "lost", "to phrases.idioms: priority 20 over 0"),
        ("23号线开通", "23号线", "nothing.number_of", "", "won", ""),
    ],
)
def test_explaining_says_what_fired_and_why(
    text: str, words: str, rule: str, value: str, outcome: str, reason: str, rulebook: Rulebook
) -> None:
    found = [firing for firing in firings(text, rulebook) if firing.text == words]
    assert [(firing.rule, firing.value, firing.outcome) for firing in found] == [(rule, value, outcome)]
    assert found[0].reason.startswith(reason)


def test_explaining_a_name_over_a_number(rulebook: Rulebook) -> None:
    found = {firing.text: firing for firing in explain("队伍在五一广场集合。", rulebook)}
    assert found["五一广场"].outcome == "won"
    assert all(firing.outcome == "lost" for words, firing in found.items() if words == "五一")
