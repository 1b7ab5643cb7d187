"""Score a pipeline on the corpora: `python -m extractor.language.evaluate [PIPELINE] --corpora FOLDER`.

A name counts when its characters and its label are right, so a wrong word boundary is an error. The sets are judged in
our convention (`recipe/harmonise.py`); `--raw` judges them as published. Where a set leaves open whether a stretch is a
name, what is found there costs nothing. `--jsonl FOLDER` scores what another tool found, `SET.PART.jsonl` with
`{"text", "entities"}` lines (see `recipe/teacher_lac.py`), neighbouring places of a chain joined as in the gold.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.language.entities import find_entities
from extractor.language.recipe import corpora, gazetteers, silver
from extractor.language.recipe.corpora import Sentence, Span
from extractor.language.recipe.datasets import DEV_SETS
from extractor.language.recipe.harmonise import harmonise

LABELS = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
Found = list[Span]


@dataclass(slots=True)
class Tally:
    """How many names were found, how many of them right, how many there are."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, other: Tally) -> None:
        self.right += other.right
        self.found += other.found
        self.gold += other.gold

    @property
    def scores(self) -> tuple[float, float, float]:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


def tally(sentences: Iterable[Sentence], predictions: Iterable[Found]) -> dict[str, Tally]:
    tallies = {label: Tally() for label in LABELS.values()}
    for sentence, found in zip(sentences, predictions, strict=True):
        gold = set(sentence.entities)
        counted = [span for span in found if span in gold or not _on_open(span, sentence)]
        for span in counted:
            tallies[span[2]].found += 1
            tallies[span[2]].right += span in gold
        for span in gold:
            tallies[span[2]].gold += 1
    return tallies


def _on_open(span: Span, sentence: Sentence) -> bool:
    """Whether a found name lies on a stretch of which the set says nothing, and on no name of the gold."""
    return any(start < span[1] and span[0] < end for start, end in sentence.unknown) and not any(
        start < span[1] and span[0] < end for start, end, _ in sentence.entities
    )


def predict(sentences: list[Sentence], model: str | None) -> Iterator[Found]:
    for entities in find_entities((sentence.text for sentence in sentences), model=model):
        yield [(entity.start, entity.end, LABELS[entity.type]) for entity in entities]


def read_predictions(path: Path, sentences: list[Sentence], places: gazetteers.Places) -> Iterator[Found]:
    found = {sentence.text: sentence for sentence in silver.read_labelled(path, "peer")}
    for sentence in sentences:
        other = found.get(sentence.text) or replace(sentence, entities=())
        joined = harmonise(other, places, extend=False)
        yield list(joined.entities)


def table(rows: dict[str, dict[str, Tally]]) -> Iterator[str]:
    yield f"{'set':<16}{'label':<8}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}"
    for name, tallies in rows.items():
        total = Tally()
        for tallied in tallies.values():
            total.add(tallied)
        for label, tallied in [*tallies.items(), ("all", total)]:
            precision, recall, f1 = tallied.scores
            yield f"{name:<16}{label:<8}{precision:>7.3f}{recall:>7.3f}{f1:>7.3f}{tallied.gold:>7}"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m extractor.language.evaluate", description="Score a pipeline on the corpora."
    )
    parser.add_argument("pipeline", nargs="?", help="an installed pipeline or a folder; left out: the packaged one")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--sets", nargs="+", default=list(DEV_SETS))
    parser.add_argument("--part", default="dev", help="train, dev or test")
    parser.add_argument("--raw", action="store_true", help="the gold as published")
    parser.add_argument(
        "--jsonl", type=Path, metavar="FOLDER", help="score another tool's findings instead of a pipeline's"
    )
    given = parser.parse_args()
    places = gazetteers.read_places(given.corpora)
    rows = {}
    for name in given.sets:
        published = corpora.read_ner(given.corpora, name, given.part)
        gold = published if given.raw else [harmonise(sentence, places) for sentence in published]
        path = given.jsonl / f"{name}.{given.part}.jsonl" if given.jsonl else None
        rows[name] = tally(gold, read_predictions(path, gold, places) if path else predict(gold, given.pipeline))
    print("\n".join(table(rows)))


if __name__ == "__main__":
    main()
