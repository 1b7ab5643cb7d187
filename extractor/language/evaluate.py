"""Score a pipeline on the corpora: `python -m extractor.language.evaluate [PIPELINE] --corpora FOLDER`.

A name counts when its characters and its label are right, so a wrong word boundary is an error. The sets are judged in
our convention (`recipe/harmonise.py`); `--raw` judges them as published. Where a set leaves open whether a stretch is a
name, what is found there costs nothing. `--jsonl FOLDER` scores what another tool found, `SET.PART.jsonl` with
`{"text", "entities"}` lines (see `recipe/teacher_lac.py`), neighbouring places of a chain joined as in the gold.
`--words` scores the words that the packaged pipeline sees, on what the recipe leaves out of corpusZh: their edges, then
edges and kind together, by kind.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.language.entities import find_entities, read_texts
from extractor.language.recipe import corpora, gazetteers, silver
from extractor.language.recipe.corpora import Sentence, Span
from extractor.language.recipe.datasets import DEV_SETS
from extractor.language.recipe.examples import whole_words
from extractor.language.recipe.harmonise import harmonise
from extractor.language.words import LETTERS, kind_of

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


def tally_words(sentences: list[list[tuple[str, str]]]) -> dict[str, Tally]:
    """How many words have the right edges, and by kind (see `words.KINDS`) how many have the right kind too."""
    tallies = {name: Tally() for name in ("edges", *LETTERS)}
    texts = ("".join(word for word, _ in words) for words in sentences)
    for words, (_, spelt) in zip(sentences, read_texts(texts), strict=True):
        gold, at = set[Span](), 0
        for word, tag in whole_words(words):
            gold.add((at, at + len(word), LETTERS[kind_of(tag)]))
            at += len(word)
        begins = [i for i, letter in enumerate(spelt) if letter.isupper()]
        found = {(i, end, spelt[i].lower()) for i, end in zip(begins, [*begins[1:], len(spelt)], strict=True)}
        edges = {word[:2] for word in found}
        tallies["edges"].add(Tally(len(edges & {word[:2] for word in gold}), len(found), len(gold)))
        for letter in LETTERS:
            of_kind = [{word for word in words_ if word[2] == letter} for words_ in (found, gold)]
            tallies[letter].add(Tally(len(of_kind[0] & of_kind[1]), *map(len, of_kind)))
    return tallies


def table(rows: dict[str, dict[str, Tally]]) -> Iterator[str]:
    yield f"{'set':<16}{'label':<8}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}"
    for name, tallies in rows.items():
        total = Tally()
        for tallied in tallies.values():
            total.add(tallied)
        rest = [] if "edges" in tallies else [("all", total)]
        for label, tallied in [*tallies.items(), *rest]:
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
    parser.add_argument("--words", action="store_true", help="score words instead of names")
    given = parser.parse_args()
    if given.words:
        rows = {"corpusZh": tally_words(list(corpora.read_parts_of_speech(given.corpora, "dev")))}
        print("\n".join(table(rows)))
        return
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
