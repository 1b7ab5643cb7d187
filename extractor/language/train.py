"""From public corpora to the packaged pipeline: `python -m extractor.language.train --corpora FOLDER --out FOLDER`.

    base segmenter -> harmonised sets -> segmenter that respects names -> first network on corpora and the
    teacher's news -> news that teacher and first network agree on -> second network, with a slim segmenter

Every step leaves its result in the working folder; a step whose result is there is not done again. Seeds are fixed: the
same corpora and the same silver give the same pipeline on the same machine.

The silver is what a teacher made of raw news, see `recipe/teacher_lac.py`:

    python -m extractor.language.train --corpora FOLDER --write-raw RAW.txt
    OTHER_ENVIRONMENT/bin/python extractor/language/recipe/teacher_lac.py < RAW.txt > SILVER.jsonl
    python -m extractor.language.train --corpora FOLDER --silver SILVER.jsonl --out FOLDER
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.language.recipe import (
    augment,
    corpora,
    datasets,
    examples,
    gazetteers,
    network,
    packaging,
    segmentation,
    silver,
)
from extractor.language.recipe.corpora import Sentence

DEFAULT_CORPORA = Path("../shared/corpora")
SEED = 7
SEGMENTED_NEWS = 40_000  # sentences of news that train the segmenter
FIRST_NEWS = 60_000  # and the first network


@dataclass(frozen=True, slots=True)
class Plan:
    """Where things are and how much of everything is taken."""

    corpora: Path
    out: Path
    work: Path
    silver: Path | None
    without: Path | None
    silver_sentences: int
    first_steps: int
    steps: int
    features: int


def main() -> None:
    plan, write_raw = _arguments()
    if write_raw:
        _write_raw(plan, write_raw)
        return
    plan.work.mkdir(parents=True, exist_ok=True)
    places = gazetteers.read_places(plan.corpora)
    gold = datasets.gold(plan.corpora, places)
    taught = _read_silver(plan)
    gold = {name: [datasets.fill(sentence, taught) for sentence in sentences] for name, sentences in gold.items()}
    news = _clean_silver(plan, taught, places)
    segmenter = _segmenter(plan, gold, news)
    first = _first_network(plan, places, gold, news, segmenter)
    slim = _slim_segmenter(plan, gold, news, segmenter)
    packaging.package(_second_network(plan, places, gold, news, first, slim), plan.out)


def _arguments() -> tuple[Plan, Path | None]:
    parser = argparse.ArgumentParser(
        prog="python -m extractor.language.train", description="Train and package the pipeline."
    )
    parser.add_argument("--corpora", type=Path, default=DEFAULT_CORPORA)
    parser.add_argument("--out", type=Path, default=Path("build/model"), help="the packaged pipeline; must not exist")
    parser.add_argument("--work", type=Path, default=Path("build/train"), help="results of the single steps")
    parser.add_argument("--silver", type=Path, help="raw news labelled by a teacher (JSON Lines)")
    parser.add_argument("--without", type=Path, help="pages (*.txt) whose text must not be in the silver")
    parser.add_argument(
        "--write-raw", type=Path, metavar="FILE", help="only write the sentences that the teacher is to label"
    )
    parser.add_argument("--silver-sentences", type=int, default=170_000)
    parser.add_argument("--first-steps", type=int, default=2600)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--features", type=int, default=160_000, help="features that the segmenter keeps")
    given = vars(parser.parse_args())
    write_raw = given.pop("write_raw")
    return Plan(**given), write_raw


def _write_raw(plan: Plan, path: Path) -> None:
    """Raw news in a random order, then the sentences of the sets that leave names open."""
    texts = silver.sentences_of(plan.corpora, without=plan.without)
    random.Random(SEED).shuffle(texts)
    texts += silver.other_sentences(plan.corpora)
    open_sets = (
        sentence.text
        for name in sorted(datasets.OPEN_SETS)
        for sentence in corpora.read_ner(plan.corpora, name, "train")
    )
    path.write_text("".join(text + "\n" for text in [*texts, *open_sets]), encoding="utf-8")


def _read_silver(plan: Plan) -> dict[str, Sentence]:
    return {sentence.text: sentence for sentence in silver.read_labelled(plan.silver)} if plan.silver else {}


def _clean_silver(plan: Plan, taught: dict[str, Sentence], places: gazetteers.Places) -> list[Sentence]:
    if not taught:
        return []
    texts = [*silver.sentences_of(plan.corpora, without=plan.without), *silver.other_sentences(plan.corpora)]
    known = sorted(text for text in set(texts) if text in taught)
    random.Random(SEED).shuffle(known)
    return silver.build([taught[text] for text in known], places)[: plan.silver_sentences]


def _segmenter(plan: Plan, gold: dict[str, list[Sentence]], news: list[Sentence]) -> Path:
    base, final = plan.work / "segmenter-base", plan.work / "segmenter"
    standard = corpora.read_words(plan.corpora, "sxu", "train")
    if not base.exists():
        _train_segmenter(base, standard, segmentation.lexicon_of(standard, least=2), 250_000, (5, 2))
    if not final.exists():
        named = _named_words(plan, gold, news)
        lexicon = segmentation.lexicon_of([*standard, *named])
        _train_segmenter(final, [*standard, *standard, *named], lexicon, 300_000, (3, 2))
    return final


def _train_segmenter(
    folder: Path, sentences: list[list[str]], lexicon: set[str], keep: int, epochs: tuple[int, int]
) -> None:
    index, trainer = segmentation.train(sentences, lexicon=lexicon, keep=keep, epochs=epochs, seed=SEED)
    segmentation.save(folder, index, trainer, lexicon)


def _named_words(plan: Plan, gold: dict[str, list[Sentence]], news: list[Sentence]) -> list[list[str]]:
    """Sentences of all sets in words of the base segmenter, cut at the edges of their names."""
    cut = network.fast_cut(plan.work / "segmenter-base")
    named = [datasets.words_of(sentence, cut) for name in gold for sentence in gold[name]]
    return named + [datasets.words_of(sentence, cut) for sentence in news[:SEGMENTED_NEWS]]


def _slim_segmenter(plan: Plan, gold: dict[str, list[Sentence]], news: list[Sentence], full: Path) -> Path:
    """The segmenter that is packaged: the full one without what carries little weight."""
    folder = plan.work / "segmenter-slim"
    if not folder.exists():
        standard = corpora.read_words(plan.corpora, "sxu", "train")
        sentences = [*standard, *standard, *_named_words(plan, gold, news)]
        segmentation.save(folder, *segmentation.slim(full, sentences, keep=plan.features))
    return folder


def _first_network(
    plan: Plan, places: gazetteers.Places, gold: dict[str, list[Sentence]], news: list[Sentence], segmenter: Path
) -> Path:
    """A network that has seen the corpora and some of the teacher's news: the second judge of the rest."""
    folder = plan.work / "network-first"
    if not (folder / "model-last").exists():
        folder.mkdir(exist_ok=True)
        train, dev = _sentence_files(plan, places, gold, news[:FIRST_NEWS], segmenter, "first")
        words = Counter(word for words in corpora.read_words(plan.corpora, "sxu", "train") for word in words)
        everyday = frozenset(word for word, count in words.items() if count >= 5)
        listed = gazetteers.listed_words(plan.corpora, places, everyday)
        network.train(network.prepare(segmenter, train, dev, listed, plan.first_steps), folder)
    return folder / "model-last"


def _second_network(
    plan: Plan,
    places: gazetteers.Places,
    gold: dict[str, list[Sentence]],
    news: list[Sentence],
    first: Path,
    slim: Path,
) -> Any:
    """The first network trained on: all corpora again, and the news that teacher and first network agree on.

    The average of its weights with those of the first is better than either.
    """
    folder = plan.work / "network-second"
    if not (folder / "model-last").exists():
        folder.mkdir(exist_ok=True)
        found = network.find(first, slim, [sentence.text for sentence in news])
        agreed = silver.agreed(news, found)
        train, dev = _sentence_files(plan, places, gold, agreed, slim, "second")
        network.train(network.resume(first, slim, train, dev, plan.steps), folder)
    return network.blend([(first, 0.4), (folder / "model-last", 0.3), (folder / "model-best", 0.3)])


def _sentence_files(
    plan: Plan,
    places: gazetteers.Places,
    gold: dict[str, list[Sentence]],
    news: list[Sentence],
    segmenter: Path,
    name: str,
) -> tuple[Path, Path]:
    train, dev = plan.work / f"train-{name}.jsonl", plan.work / f"dev-{name}.jsonl"
    if not train.exists():
        cut = network.fast_cut(segmenter)
        examples.write(train, (examples.tokenise(sentence, cut) for sentence in _training(plan, gold, news)))
        tested = datasets.gold(plan.corpora, places, "dev", ("finance_ner", "uner_gsdsimp", "cluener", "peoples_daily"))
        examples.write(dev, (examples.tokenise(sentence, cut) for name in tested for sentence in tested[name][:500]))
    return train, dev


def _training(plan: Plan, gold: dict[str, list[Sentence]], news: list[Sentence]) -> Iterator[Sentence]:
    swapper = augment.Swapper(plan.corpora, SEED)
    for name, sentences in gold.items():
        for time in range(datasets.TRAIN_SETS[name]):
            for sentence in sentences:
                yield swapper(sentence) if time else sentence
    yield from news


if __name__ == "__main__":
    main()
