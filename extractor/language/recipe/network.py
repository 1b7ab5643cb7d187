"""Training the network that finds names, by spaCy's own loop and `config.cfg`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.language import lexemes
from extractor.language.recipe import examples
from extractor.language.recipe.corpora import Span
from extractor.language.segmenter import FastSegmenter

CONFIG = Path(__file__).parent / "config.cfg"


def prepare(segmenter: Path, train: Path, dev: Path, listed: dict[str, str], steps: int) -> Any:
    """A pipeline ready to be trained: segmenter in place, network initialised, lists in its vocabulary."""
    from spacy import util
    from spacy.lookups import Lookups
    from spacy.training.initialize import init_nlp

    lexemes.register()
    examples.register()
    paths = {"paths.train": str(train), "paths.dev": str(dev), "paths.init": str(segmenter)}
    config = util.load_config(CONFIG, overrides={**paths, **_length(steps)}, interpolate=False)
    nlp: Any = init_nlp(config)
    _forget_dictionary(nlp.tokenizer.pkuseg_seg)
    nlp.vocab.lookups = Lookups()
    nlp.vocab.lookups.add_table("lexeme_norm", listed)
    _use_lists(nlp, listed)
    return nlp


def _length(steps: int) -> dict[str, int]:
    return {"training.max_steps": steps, "training.optimizer.learn_rate.total_steps": steps + 1}


def resume(trained: Path, segmenter: Path, train: Path, dev: Path, steps: int) -> Any:
    """A trained pipeline made ready to be trained on other sentences, with another segmenter."""
    nlp = load(trained)
    nlp.tokenizer.pkuseg_seg = _segmenter(segmenter)
    config = nlp.config.copy()
    config["training"].update({"max_steps": steps})
    # The rate would reach zero only later: the average of the weights that `blend` takes does the rest.
    config["training"]["optimizer"]["learn_rate"]["total_steps"] = steps * 7 // 5 + 1
    config["corpora"]["train"]["path"], config["corpora"]["dev"]["path"] = str(train), str(dev)
    nlp.config = config
    return nlp


def find(trained: Path, segmenter: Path, texts: list[str]) -> Iterator[list[Span]]:
    """The names that a trained pipeline finds, in characters."""
    nlp = load(trained)
    nlp.tokenizer.pkuseg_seg = FastSegmenter(_segmenter(segmenter))
    for doc in nlp.pipe(texts, batch_size=256):
        yield [(span.start_char, span.end_char, span.label_) for span in doc.ents]


def _segmenter(folder: Path) -> Any:
    import spacy_pkuseg

    segmenter = spacy_pkuseg.pkuseg(str(folder))
    _forget_dictionary(segmenter)
    return segmenter


def _forget_dictionary(segmenter: Any) -> None:
    """pkuseg would join words by a general dictionary afterwards, across the edges of names."""
    segmenter.postprocesser.do_process = False
    segmenter.postprocesser.common_words = set()
    segmenter.postprocesser.other_words = set()


def _use_lists(nlp: Any, listed: dict[str, str]) -> None:
    from spacy.attrs import NORM

    def listed_as(word: str) -> str:
        return listed.get(word) or lexemes.nothing(word)

    nlp.vocab.lex_attr_getters[NORM] = listed_as


def train(nlp: Any, folder: Path) -> Any:
    """Train to the end; the pipeline with averaged weights. `folder` gets the best one by the dev sets."""
    from spacy.training.loop import train as train_nlp

    trained, best = train_nlp(nlp, folder, stdout=sys.stdout, stderr=sys.stderr)
    return best or trained


def blend(trained: Sequence[tuple[Path, float]]) -> Any:
    """The last pipeline with the weighted average of all weights; they must have been trained from one another."""
    pipelines = [(load(folder), share) for folder, share in trained]
    networks = [list(nlp.get_pipe("ner").model.walk()) for nlp, _ in pipelines]
    for layers in zip(*networks, strict=True):
        for name in layers[-1].param_names:
            if layers[-1].has_param(name):
                weighted = (layer.get_param(name) * share for layer, (_, share) in zip(layers, pipelines, strict=True))
                layers[-1].set_param(name, sum(weighted))
    return pipelines[-1][0]


def fast_cut(folder: Path) -> Any:
    import spacy_pkuseg

    return FastSegmenter(spacy_pkuseg.pkuseg(str(folder), user_dict=None)).cut


def load(folder: Path) -> Any:
    import spacy

    lexemes.register()
    examples.register()
    return spacy.load(folder)
