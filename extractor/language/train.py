"""From public corpora to the packaged pipeline: `python -m extractor.language.train --corpora FOLDER --out FOLDER`.

    harmonised sets and the teacher's news -> segmenter that respects names
    raw text -> vectors of characters and pairs -> words and parts of speech -> the sets, and news as the teacher has it
    -> the sets, and news that the teacher and the network agree on (twice) -> words once more

Needs the extra `train` (PyTorch, gensim). The long steps leave their results in the working folder; a step whose result
is there is not done again. Seeds are fixed: the same corpora and the same silver give the same pipeline on the same
machine.

The silver is what a teacher made of raw news, see `recipe/teacher_lac.py`:

    python -m extractor.language.train --corpora FOLDER --write-raw RAW.txt
    OTHER_ENVIRONMENT/bin/python extractor/language/recipe/teacher_lac.py < RAW.txt > SILVER.jsonl
    PYTHONHASHSEED=0 python -m extractor.language.train --corpora FOLDER --silver SILVER.jsonl --out FOLDER
"""

from __future__ import annotations

import argparse
import random
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
    packaging,
    segmentation,
    silver,
    vocabulary,
)
from extractor.language.recipe.corpora import Sentence

DEFAULT_CORPORA = Path("../shared/corpora")
SEED = 7
# First and last batch of each stage, and the length of the schedule that they are part of. A judge is its stage stopped
# earlier: it says what of the next sentences is to be believed.
STEPS = {
    "words": (0, 1200, 2400),
    "first-judge": (0, 1600, 4200),
    "first": (0, 2000, 4200),
    "second-judge": (6500, 10_000, 13_000),
    "second": (6500, 13_000, 13_000),
    "third": (4600, 9200, 9200),
    "words-again": (0, 3000, 3000),
}
NEWS = (150_000, 270_000)  # sentences of the first and third stage, and of the second
SEGMENTED_NEWS = 40_000  # sentences of news that train the segmenter


@dataclass(frozen=True, slots=True)
class Plan:
    """Where things are and how much of everything is taken."""

    corpora: Path
    out: Path
    work: Path
    silver: Path | None
    without: Path | None
    steps: float
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
    segmenter = _slim_segmenter(plan, gold, news, _segmenter(plan, gold, news))
    packaging.package(_network(plan, places, gold, news), segmenter, plan.out)


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
    parser.add_argument("--steps", type=float, default=1.0, help="share of the steps: 0.01 to try the recipe out")
    parser.add_argument("--features", type=int, default=160_000, help="features that the segmenter keeps")
    given = vars(parser.parse_args())
    write_raw = given.pop("write_raw")
    return Plan(**given), write_raw


def _write_raw(plan: Plan, path: Path) -> None:
    path.write_text("".join(text + "\n" for text in _raw(plan)), encoding="utf-8")


def _raw(plan: Plan) -> list[str]:
    """Raw news in a random order, then the sentences of the sets that leave names open."""
    texts = silver.sentences_of(plan.corpora, without=plan.without)
    random.Random(SEED).shuffle(texts)
    texts += silver.other_sentences(plan.corpora)
    open_sets = (
        sentence.text
        for name in sorted(datasets.OPEN_SETS)
        for sentence in corpora.read_ner(plan.corpora, name, "train")
    )
    return [*texts, *open_sets]


def _read_silver(plan: Plan) -> dict[str, Sentence]:
    return {sentence.text: sentence for sentence in silver.read_labelled(plan.silver)} if plan.silver else {}


def _clean_silver(plan: Plan, taught: dict[str, Sentence], places: gazetteers.Places) -> list[Sentence]:
    if not taught:
        return []
    texts = [*silver.sentences_of(plan.corpora, without=plan.without), *silver.other_sentences(plan.corpora)]
    known = sorted(text for text in set(texts) if text in taught)
    random.Random(SEED).shuffle(known)
    return silver.build([taught[text] for text in known], places)


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
    cut = segmentation.fast_cut(plan.work / "segmenter-base")
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


def _network(plan: Plan, places: gazetteers.Places, gold: dict[str, list[Sentence]], news: list[Sentence]) -> Any:
    """The arrays of the tagger, see `tagger.Tagger`."""
    from extractor.language.recipe import network
    from extractor.language.tagger import Tagger

    spoken = list(corpora.read_parts_of_speech(plan.corpora))
    texts = ["".join(word for word, _ in words) for words in spoken]
    encoder = vocabulary.encoder(plan.corpora, places, [*_raw(plan), *_texts(gold), *texts])
    start = network.begin(*vocabulary.vectors(encoder, [*_raw(plan), *_texts(gold), *texts], SEED), SEED)

    def learn(before: Any, of: examples.Examples, name: str, seed: int) -> Any:
        steps = network.Steps(*(round(plan.steps * step) for step in STEPS[name]))
        return network.learn(before, of, plan.work / f"{name}.pt", steps, seed)

    def agreed(judge: Any, sentences: list[Sentence]) -> list[Sentence]:
        found = Tagger(packaging.weights(encoder, judge)).find([sentence.text for sentence in sentences])
        return silver.agreed(sentences, found)

    def names(silver_: list[Sentence], seed: int) -> examples.Examples:
        return examples.of_names(encoder, _training(plan, gold, silver_, seed))

    early, late = news[: NEWS[0]], news[NEWS[0] : NEWS[1]]
    of_words = examples.of_words(encoder, spoken)
    words = learn(start, of_words, "words", SEED)
    given = names(early, SEED)
    judge, first = learn(words, given, "first-judge", SEED), learn(words, given, "first", SEED)
    given = names(agreed(judge, late), SEED + 1)
    judge, second = learn(first, given, "second-judge", SEED + 1), learn(first, given, "second", SEED + 1)
    given = names(agreed(judge, early), SEED + 2)
    third = learn(second, given, "third", SEED + 2)
    steps = network.Steps(*(round(plan.steps * step) for step in STEPS["words-again"]))
    done = network.learn_words(third, of_words, plan.work / "words-again.pt", steps, SEED)
    return packaging.weights(encoder, done)


def _texts(gold: dict[str, list[Sentence]]) -> list[str]:
    return [sentence.text for sentences in gold.values() for sentence in sentences]


def _training(plan: Plan, gold: dict[str, list[Sentence]], news: list[Sentence], seed: int) -> Iterator[Sentence]:
    swapper = augment.Swapper(plan.corpora, seed)
    for name, sentences in gold.items():
        for time in range(datasets.TRAIN_SETS[name]):
            for sentence in sentences:
                yield swapper(sentence) if time else sentence
    yield from news


if __name__ == "__main__":
    main()
