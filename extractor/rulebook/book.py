"""The rulebook: every rule, unit, hedge, period and lexicon in use, checked, and compiled when first needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import regex

from extractor.rulebook import patterns
from extractor.rulebook.cache import PatternStore
from extractor.rulebook.schemas import Dimension, Entry, Example, Fragment, Hedge, Lexicon, Pattern, Period, Unit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern rule, ready to run. `source` is the pattern with its fragments put in, for joining several into one."""

    id: str
    kind: str
    source: str
    priority: int
    gives: Mapping[str, str]
    must_match: tuple[Example, ...]
    must_not_match: tuple[str, ...]
    compile: Callable[[str], regex.Pattern[str]]

    @property
    def pattern(self) -> regex.Pattern[str]:
        """The compiled pattern; compiled at the first call only."""
        return self.compile(self.source)


class Rulebook:
    """Rules and lexicons of one folder, or of ours with a user's laid over them. Immutable but for its memo."""

    def __init__(
        self,
        sections: Mapping[str, tuple[Entry, ...]],
        origins: Mapping[str, Mapping[str, str]],
        *,
        version: str,
        store: PatternStore,
    ) -> None:
        self._sections = sections
        self._origins = origins
        self._memo: dict[str, Any] = {}
        self._store = store
        self.version = version
        self._words = {entry.id: frozenset(entry.words) for entry in self._of("lexicons", Lexicon)}
        self._lists = {patterns.list_name(name): words for name, words in self._words.items()}
        self._rules: dict[str, tuple[Rule, ...]] = {}

    def _of(self, section: str, kind: type[T]) -> tuple[T, ...]:
        return cast("tuple[T, ...]", self._sections.get(section, ()))

    @property
    def units(self) -> tuple[Unit, ...]:
        return self._of("units", Unit)

    @property
    def hedges(self) -> tuple[Hedge, ...]:
        return self._of("hedges", Hedge)

    @property
    def periods(self) -> tuple[Period, ...]:
        return self._of("periods", Period)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return self._of("dimensions", Dimension)

    def section(self, name: str) -> tuple[Any, ...]:
        """The entries of any section, in the order of the files: `section("units")`."""
        return self._sections.get(name, ())

    def origins(self) -> list[tuple[str, str, str]]:
        """Section, id and place (`units.yaml:12`) of every entry."""
        return [(section, id_, place) for section, entries in self._origins.items() for id_, place in entries.items()]

    def origin(self, section: str, id_: str) -> str:
        """Where an entry stands: `units.yaml:12`."""
        return self._origins[section][id_]

    def lexicon(self, name: str) -> frozenset[str]:
        """The words of a lexicon of seeds/: `lexicon("surnames")` holds 王. KeyError if there is none of that name."""
        return self._words[name]

    def rules(self, kind: str) -> tuple[Rule, ...]:
        """The pattern rules of a kind, in the order of the files."""
        if kind not in self._rules:
            entries = [entry for entry in self._of("patterns", Pattern) if entry.kind == kind]
            self._rules[kind] = tuple(map(self._rule, entries))
        return self._rules[kind]

    def compile(self, source: str) -> regex.Pattern[str]:
        """Compile a pattern joined from the sources of several rules."""
        return self._store.compile(source, self._lists)

    def keep_patterns(self) -> None:
        """Keep the patterns compiled so far for the next run; does nothing where there are no new ones."""
        self._store.keep()

    def expand(self, pattern: str) -> str:
        """Put fragments and lexicons into a pattern."""
        fragments = self.memo("fragments", lambda book: {f.id: f.pattern for f in book._of("fragments", Fragment)})
        return patterns.expand(pattern, fragments, self._words)

    def memo(self, key: str, build: Callable[[Rulebook], T]) -> T:
        """What `build` makes of this rulebook, made once: tables and joined patterns of the modules that read rules."""
        if key not in self._memo:
            self._memo[key] = build(self)
        return cast(T, self._memo[key])

    def _rule(self, entry: Pattern) -> Rule:
        return Rule(
            id=entry.id,
            kind=entry.kind,
            source=self.expand(entry.pattern),
            priority=entry.priority,
            gives=entry.gives,
            must_match=entry.must_match,
            must_not_match=entry.must_not_match,
            compile=self.compile,
        )
