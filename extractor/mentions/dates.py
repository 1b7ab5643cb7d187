"""Dates in a text: pieces become chains, chains are joined to ranges, and each gets a value that waits for its year.

今年|前三季度            a chain, from the coarse to the fine
3月5日 至 12日           a range: its ends share what the other leaves out
今天（1月13日）上午10时   a date and the same date in brackets: one date, with a time of day
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.mentions.date_ranges import resolve_value
from extractor.mentions.date_values import ImpossibleDate
from extractor.mentions.dates_context import NoAntecedent, NoReference
from extractor.mentions.dates_grammar import START, Grammar, Step
from extractor.mentions.dates_value import Blind, DateValue, Steps
from extractor.mentions.proposal import Proposal
from extractor.rulebook import Rulebook

PRIORITY = 26
"""Of every date in its arena, above figures and phrases: 半年前 holds 半年, 去年四季度初 holds 四季. What is no date
(五一劳动奖状) is not proposed in the first place; a rule of kind `nothing` that must beat a date needs more."""

_LONGEST = 12  # pieces in a chain; news has six at most
_CLAUSE = 16  # characters before a date in which a word decides its year


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A date as read so far, from its start to `end`."""

    steps: Steps
    end: int
    rule: str
    until: Steps = ()
    beside: Steps = ()

    @property
    def level(self) -> str:
        return (self.beside or self.steps)[-1].level


def propose_dates(healed: str, rulebook: Rulebook) -> list[Proposal]:
    """Every date of a healed text, in order, with a DateValue that `resolve_dates` can put in its year.

    What the calendar does not have (2月30日) gives no proposal, and neither do its parts.
    """
    grammar = Grammar.of(rulebook)
    proposals = []
    end = 0
    for hit in grammar.trigger.finditer(healed):
        start = hit.start()
        if start < end or not grammar.may_start(healed, start):
            continue
        phrase = _read_phrase(healed, start, grammar)
        if phrase is not None:
            end = phrase.end
            if (value := _value(healed, start, phrase, grammar)) is not None:
                proposals.append(Proposal(start, end, "date", phrase.rule, PRIORITY, value))
    return proposals


def _read_phrase(healed: str, start: int, grammar: Grammar) -> _Phrase | None:
    """The longest date that begins here; None if none does."""
    phrase = _read_chain(healed, start, grammar)
    if phrase is None:
        return None
    phrase = _with_brackets(healed, phrase, grammar)
    return _with_end(healed, phrase, grammar)


def _read_chain(healed: str, start: int, grammar: Grammar, level: str = START) -> _Phrase | None:
    steps: list[Step] = []
    end = start
    while len(steps) < _LONGEST:
        found = grammar.read(healed, end, level) or (_over_gap(healed, end, grammar, level) if steps else None)
        if found is None:
            break
        steps.append(found[0])
        level, end = found[0].level, found[1]
    return _Phrase(tuple(steps), end, steps[-1].rule) if steps else None


def _over_gap(healed: str, at: int, grammar: Grammar, level: str) -> tuple[Step, int] | None:
    """A piece after a blank or 的: 去年的11月."""
    gap = grammar.patterns["date_gap"].match(healed, at)
    return grammar.read(healed, gap.end(), level) if gap else None


def _with_brackets(healed: str, phrase: _Phrase, grammar: Grammar) -> _Phrase:
    """Take in the same date in brackets, and a time of day after it: 今天（1月13日）上午10时."""
    rule, opening = grammar.joins["beside"]
    if not (bracket := opening.match(healed, phrase.end)):
        return phrase
    inner = _read_chain(healed, bracket.end(), grammar)
    close = inner and grammar.patterns["date_close"].match(healed, inner.end)
    if inner is None or not close:
        return phrase
    tail = _read_chain(healed, close.end(), grammar, inner.level)
    beside = (*inner.steps, *tail.steps) if tail else inner.steps
    both = _Phrase(phrase.steps, tail.end if tail else close.end(), rule, beside=beside)
    return both if _possible(both) else phrase


def _with_end(healed: str, phrase: _Phrase, grammar: Grammar) -> _Phrase:
    """Take in the end of a range: 3月5日至12日, 2019年到2022年底."""
    rule, joint = grammar.joins["range"]
    if not (found := joint.match(healed, phrase.end)):
        return phrase
    last = _read_chain(healed, found.end(), grammar)
    if last is None and any(step.shape == "day" for step in phrase.steps):
        last = _read_chain(healed, found.end(), grammar, "month")  # 14日至17日出访: what follows 日 says nothing here
    if last is None:
        return phrase
    last = _with_brackets(healed, last, grammar)
    joined = _Phrase(phrase.steps, last.end, rule, until=last.beside or last.steps, beside=phrase.beside)
    return joined if _possible(joined) else phrase


def _possible(phrase: _Phrase) -> bool:
    """Whether the calendar has it, as far as can be said without the page."""
    try:
        resolve_value(DateValue(phrase.steps, phrase.until, phrase.beside), Blind())
    except (NoReference, NoAntecedent):
        return True
    except ImpossibleDate:
        return False
    return True


def _value(healed: str, start: int, phrase: _Phrase, grammar: Grammar) -> DateValue | None:
    if not _possible(phrase):
        return None

    def beside(words: str) -> bool:
        before, after = grammar.patterns[f"{words}_before"], grammar.patterns[f"{words}_after"]
        return bool(before.search(healed, max(0, start - _CLAUSE), start) or after.match(healed, phrase.end))

    return DateValue(
        phrase.steps,
        phrase.until,
        phrase.beside,
        future=beside("future"),
        compared=beside("compared"),
        dateline=grammar.patterns["dateline_after"].match(healed, phrase.end) is not None,
    )
