"""The pieces of dates: which rule may stand where, and a scan that tries only rules that can begin with a character.

A date is a chain of pieces from the coarse to the fine, 去年|三季度|末 or 今年|1月|13日|上午|10时. A rule of kind
`date` is one piece. Its `gives` say

- `shape`: how its value is read (dates_steps.py names one function for each shape); the other keys go to that function,
  as do the groups of the pattern;
- `level`: year, part, month, day ...: what the chain has come to after it;
- `after`: the levels that it may follow, `start` for a rule that may begin a date. Left out: start alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import regex

from extractor.rulebook import Rulebook

START = "start"
FRAGMENTS = (
    *("date_gap", "date_close", "dateline_after"),
    *("future_before", "future_after", "compared_before", "compared_after"),
)
"""Fragments that the code reads by name: what may stand inside a date, and the words around it that decide its year."""
_RANGE = re.compile(r"([^\\])-([^\]])")
_CHINESE_DIGITS = "〇零○一二三四五六七八九十两廿"
_NUMERALS = frozenset("0123456789" + _CHINESE_DIGITS)
_KNOWN_HEADS = 50_000


@dataclass(frozen=True, slots=True)
class Step:
    """A piece as found: 三季度 is the shape `quarter` with the argument `quarter` 三; the chain has come to `level`."""

    shape: str
    level: str
    rule: str
    args: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A rule that reads one piece of a date. `names`: the words of periods, each with its own rule and `gives`."""

    rule: str
    pattern: regex.Pattern[str]
    priority: int
    after: frozenset[str]
    shape: str
    level: str
    gives: Mapping[str, str]
    names: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)

    def step(self, match: regex.Match[str]) -> Step:
        groups = {name: text for name, text in match.groupdict().items() if text is not None}
        rule, gives = self.names[groups["name"]] if self.names else (self.rule, self.gives)
        return Step(self.shape, self.level, rule, {**gives, **groups})

    def may_begin(self, text: str) -> bool:
        """Whether something that begins with `text` may match; what stands before it is not looked at."""
        return bool(self.pattern.fullmatch(text, partial=True) or self.pattern.match(text))


class _Index:
    """Pieces by the characters that they may begin with.

    Two characters, three of a number, leave one or two pieces to try; which ones is found out at the first meeting.
    """

    def __init__(self) -> None:
        self._by_first: dict[str, list[Piece]] = {}
        self._by_head: dict[str, tuple[Piece, ...]] = {}

    def add(self, piece: Piece, characters: Iterable[str]) -> None:
        for character in characters:
            self._by_first.setdefault(character, []).append(piece)

    @property
    def characters(self) -> frozenset[str]:
        return frozenset(self._by_first)

    def at(self, healed: str, at: int) -> tuple[Piece, ...]:
        head = healed[at : at + 3]
        if head[:1] not in _NUMERALS:
            head = head[:2]
        pieces = self._by_head.get(head)
        if pieces is None:
            pieces = tuple(piece for piece in self._by_first.get(head[:1], ()) if piece.may_begin(head))
            if len(self._by_head) < _KNOWN_HEADS:
                self._by_head[head] = pieces
        return pieces


class Grammar:
    """Every piece of a rulebook, and the scan for where dates may begin."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.joins = {
            rule.gives["join"]: (rule.id, rule.pattern) for rule in rulebook.rules("date") if "join" in rule.gives
        }
        self._starts, self._inner = _Index(), _Index()
        for piece in (*_pieces(rulebook), *_periods(rulebook)):
            characters = _first_characters(piece)
            if START in piece.after:
                self._starts.add(piece, characters)
            if piece.after - {START}:
                self._inner.add(piece, characters)
        self.trigger = _trigger(self._starts.characters)
        self.patterns = {name: rulebook.compile(rulebook.expand(f"{{:{name}}}")) for name in FRAGMENTS}

    @classmethod
    def of(cls, rulebook: Rulebook) -> Grammar:
        """The grammar of a rulebook, made once."""
        return rulebook.memo("dates", cls)

    def may_start(self, healed: str, at: int) -> bool:
        """Whether any piece may begin a date here; says no to most characters at no cost."""
        return bool(self._starts.at(healed, at))

    def read(self, healed: str, at: int, level: str) -> tuple[Step, int] | None:
        """The best piece that begins at `at` in a chain that has come to `level`, and its end."""
        best: tuple[int, int] = (-1, 0)
        found: tuple[Piece, regex.Match[str]] | None = None
        for piece in (self._starts if level == START else self._inner).at(healed, at):
            if level in piece.after and (match := piece.pattern.match(healed, at)):
                rank = (piece.priority, match.end())
                if found is None or rank > best:
                    best, found = rank, (piece, match)
        return None if found is None else (found[0].step(found[1]), best[1])


def _pieces(rulebook: Rulebook) -> Iterable[Piece]:
    for rule in rulebook.rules("date"):
        if "join" not in rule.gives:
            gives = dict(rule.gives)
            after = frozenset(gives.pop("after", START).split())
            shape, level = gives.pop("shape"), gives.pop("level")
            yield Piece(rule.id, rule.pattern, rule.priority, after, shape, level, gives)


def _periods(rulebook: Rulebook) -> Iterable[Piece]:
    """Named periods and holidays (rules/periods.yaml): a fixed stretch begins a date, a feast may follow a year.

    A feast without a year must not be part of a name (国庆路); after one it cannot be.
    """
    feasts = [period for period in rulebook.periods if period.years or period.edtf.startswith("XXXX")]
    stretches = [period for period in rulebook.periods if period not in feasts]
    for group, shape, level, after, tail in (
        (stretches, "period", "period", START, "{:period_after}"),
        (feasts, "holiday", "day", START, "{:holiday_after}"),
        (feasts, "holiday", "day", "year", "{:holiday_day}?"),
    ):
        names = {
            name: (f"periods.{period.id}", {"edtf": period.edtf, "years": " ".join(period.years)})
            for period in group
            for name in period.names
        }
        if names:
            words = "|".join(regex.escape(name) for name in sorted(names, key=len, reverse=True))
            source = f'(?:[“"](?P<name>{words})[”"]|(?P<name>{words})){rulebook.expand(tail)}'
            yield Piece("", rulebook.compile(source), 0, frozenset({after}), shape, level, {}, names)


def _first_characters(piece: Piece) -> list[str]:
    """The characters that a match may begin with, tried one by one: those that the pattern names, and its ranges."""
    source = piece.pattern.pattern
    named = set(source)
    for low, high in _RANGE.findall(source):
        if 0 < ord(high) - ord(low) < 128:
            named.update(map(chr, range(ord(low), ord(high) + 1)))
    return [character for character in named if piece.may_begin(character)]


def _trigger(starts: frozenset[str]) -> re.Pattern[str]:
    """Finds where a date may begin; a run of digits can only begin one at its first."""
    others = "".join(sorted(starts - _NUMERALS))
    return re.compile(f"[0-9]+|[{_CHINESE_DIGITS}]+|[{re.escape(others)}]")
