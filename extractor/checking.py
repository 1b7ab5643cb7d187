"""Running the examples of rules: what `extract rules check` and the tests both do.

An example passes if exactly one mention covers its span, made by the rule that it belongs to, with the value it says.
No example needs the model: those of roles and quotes name people whom the rules for names find (教授王明远).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractor.comparing import Words, compare
from extractor.errors import DateError
from extractor.facts.measures import SLOTS, measure
from extractor.facts.page import Page
from extractor.facts.stated import state_facts
from extractor.mentions.date_resolution import resolve_dates
from extractor.mentions.proposal import Proposal
from extractor.mentions.settle import NAMES
from extractor.pipeline import Analysis, analyse, extract
from extractor.rulebook import Alike, Example, Rulebook
from extractor.writing.values import date_value, fact_value, figure_value


@dataclass(frozen=True, slots=True)
class Case:
    """One example of an entry: `number` counts from 1 over its must_match, then its must_not_match."""

    section: str
    id: str
    origin: str
    number: int
    example: Example | Alike | str
    kind: str | None = None

    @property
    def name(self) -> str:
        """The name of its test: `units.yaml::mu::1`."""
        return f"{self.origin.split(':')[0]}::{self.id}::{self.number}"


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that failed, and what was found instead."""

    case: Case
    message: str

    def __str__(self) -> str:
        return f"{self.case.origin}: [{self.case.id}] example {self.case.number}: {self.message}"


@dataclass(frozen=True, slots=True)
class Result:
    """What a run of the examples gave."""

    rules: int
    examples: int
    failures: tuple[Failure, ...]


def check_examples(rulebook: Rulebook) -> Result:
    """Run every example of every rule, unit, hedge and period."""
    cases = list(find_cases(rulebook))
    failures = [failure for case in cases if (failure := check(case, rulebook))]
    return Result(len({(case.section, case.id) for case in cases}), len(cases), tuple(failures))


def find_cases(rulebook: Rulebook) -> Iterator[Case]:
    """Every example that the loader has not held against its file already."""
    for section, id_, origin in rulebook.origins():
        if section == "lexicons":
            continue
        entry = next(entry for entry in rulebook.section(section) if entry.id == id_)
        examples = (*getattr(entry, "must_match", ()), *getattr(entry, "must_not_match", ()))
        for number, example in enumerate(examples, 1):
            yield Case(section, id_, origin, number, example, getattr(entry, "kind", None))


def check(case: Case, rulebook: Rulebook) -> Failure | None:
    """Run one example; None if it passes."""
    example = case.example
    if isinstance(example, Alike):
        return _compared(case, example, rulebook)
    wanted = example if isinstance(example, Example) else Example(text=example, span="")
    try:
        reference = date.fromisoformat(wanted.reference) if wanted.reference else None
    except ValueError:
        raise DateError(f"{case.origin}: [{case.id}] reference '{wanted.reference}': write YYYY-MM-DD") from None
    found = list(_found(wanted.text, case, rulebook, reference))
    if isinstance(example, str):
        return Failure(case, f"'{example}' must not match, but gives {_list(found)}") if found else None
    hits = [(span, value) for span, value in found if span == example.span]
    if len(hits) != 1:
        return Failure(case, f"'{example.text}' must give one '{example.span}', but gives {_list(found)}")
    if example.value is not None and hits[0][1] != example.value:
        return Failure(case, f"'{example.span}' in '{example.text}' must be {example.value}, but is {hits[0][1]}")
    return None


def _compared(case: Case, example: Alike, rulebook: Rulebook) -> Failure | None:
    """Two sentences with a figure each: the verdict on the pair they make."""
    words = rulebook.memo("comparing", lambda book: Words(book.section("comparing")))
    one, other = (extract(text, rulebook=rulebook, names=False) for text in (example.text, example.other))
    verdicts = [pair.verdict for found in compare(one, [other], words=words) for pair in found.pairs]
    if verdicts == ([example.verdict] if example.verdict else []):
        return None
    wanted = example.verdict or "no pair"
    return Failure(case, f"'{example.text}' and '{example.other}' must be {wanted}, but are {verdicts or 'no pair'}")


def _list(found: list[tuple[str, str]]) -> str:
    return ", ".join(f"'{span}' ({value})" if value else f"'{span}'" for span, value in found) or "nothing"


def _found(text: str, case: Case, rulebook: Rulebook, reference: date | None) -> Iterator[tuple[str, str]]:
    """Span and value of each mention that the case's entry made in a text."""
    analysis = analyse(text, rulebook, names=False)
    if case.section == "measures":
        yield from _measured(analysis, case, rulebook, reference)
        return
    healed = analysis.text.healed
    resolved = dict(zip(analysis.dates, resolve_dates(analysis.dates, analysis.text, reference), strict=True))
    for proposal in _standing(analysis, rulebook):
        if not _made_by(proposal, case):
            continue
        span = healed[proposal.start : proposal.end]
        if proposal.type == "figure":
            yield span, figure_value(proposal.value)
        elif proposal.type == "date":
            if (value := resolved[proposal]) is not None:
                yield span, date_value(value.edtf, value.clock)
        else:
            yield span, ""
    for fact in state_facts(_page(analysis, rulebook, reference)) if case.kind in ("role", "quote") else ():
        if fact.rule == case.id:
            yield fact.text, fact_value(fact)


def _measured(analysis: Analysis, case: Case, rulebook: Rulebook, reference: date | None) -> Iterator[tuple[str, str]]:
    """Each figure with the slot that the entry is for, and all its slots but the words of its time."""
    slot = next(entry.slot for entry in rulebook.section("measures") if entry.id == case.id)
    for (start, end), slots in measure(_page(analysis, rulebook, reference)).items():
        if slot in slots:
            said = [f"{name}={slots[name].value}" for name in SLOTS if name in slots and name != "time_text"]
            yield analysis.text.healed[start:end], "; ".join(said)


def _page(analysis: Analysis, rulebook: Rulebook, reference: date | None) -> Page:
    names = (name for name in _standing(analysis, rulebook) if name.type in NAMES)
    return Page(
        text=analysis.text,
        figures=analysis.figures,
        dates=analysis.dates,
        resolved=tuple(resolve_dates(analysis.dates, analysis.text, reference)),
        names=tuple(sorted(names, key=lambda name: name.start)),
        full={},
        rulebook=rulebook,
    )


def _standing(analysis: Analysis, rulebook: Rulebook) -> list[Proposal]:
    from extractor.mentions.names import propose_names
    from extractor.mentions.settle import settle

    names = settle(propose_names(analysis.text, rulebook, None)).winners
    return [*analysis.figures, *analysis.dates, *analysis.nothing, *names]


def _made_by(proposal: Proposal, case: Case) -> bool:
    if case.section in ("units", "periods", "phrases"):
        return f"{case.section}.{case.id}" in proposal.rule.split("+")
    if case.section == "hedges":
        return proposal.type == "figure" and case.id in proposal.value.hedges
    return proposal.rule == case.id
