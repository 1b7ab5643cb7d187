"""From trained weights to the folder that the package ships."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extractor.language.encoding import Encoder

NAME, VERSION = "news", "0.2.1"


def weights(encoder: Encoder, state: Mapping[str, Any]) -> dict[str, Any]:
    """The arrays that `Tagger` reads, from the trained network's tensors; halves of floats are exact enough."""
    import numpy as np

    def ordered(gates: Any) -> Any:
        """PyTorch's gates in, forget, new, out as in, forget, out, new."""
        given = np.split(gates, 4, axis=-1)
        return np.concatenate([given[i] for i in (0, 1, 3, 2)], axis=-1)

    values = {name: tensor.numpy() for name, tensor in state.items()}
    sides = ("", "_reverse")
    found: dict[str, Any] = {
        "character_vectors": values["characters.weight"],
        "pair_vectors": values["pairs.weight"],
        "input": np.stack([ordered(values[f"lstm.weight_ih_l0{side}"].T) for side in sides]),
        "again": np.stack([ordered(values[f"lstm.weight_hh_l0{side}"].T) for side in sides]),
        "bias": np.stack(
            [ordered(values[f"lstm.bias_ih_l0{side}"] + values[f"lstm.bias_hh_l0{side}"]) for side in sides]
        ),
        "scores": values["names.weight"].T,
        "score_bias": values["names.bias"],
        "transitions": values["transitions"],
        "word_scores": values["words.weight"].T,
        "word_bias": values["words.bias"],
    }
    found = {name: array.astype(np.float16) for name, array in found.items()}
    found |= {"characters": encoder.characters.astype(np.uint16), "pairs": encoder.pairs}
    for length, hashes in encoder.words.hashes.items():
        found |= {f"hashes{length}": hashes, f"kinds{length}": encoder.words.kinds[length]}
    return found


def package(arrays: Mapping[str, Any], segmenter: Path, folder: Path) -> None:
    """Write a pipeline of the segmenter and the tagger, without what only training needs."""
    import spacy
    from spacy_pkuseg import pkuseg

    from extractor.language.component import FACTORY
    from extractor.language.tagger import Tagger

    tokenizer = {"tokenizer": {"@tokenizers": "spacy.zh.ChineseTokenizer", "segmenter": "pkuseg"}}
    nlp: Any = spacy.blank("zh", config={"nlp": tokenizer})
    nlp.tokenizer.pkuseg_seg = pkuseg(str(segmenter), user_dict=None)
    forget_dictionary(nlp.tokenizer.pkuseg_seg)
    nlp.add_pipe(FACTORY, name="ner")._tagger = Tagger(arrays)
    for section in ("training", "corpora", "paths", "system", "initialize", "pretraining"):
        nlp.config.pop(section, None)
    nlp.meta.update(
        {
            "name": NAME,
            "version": VERSION,
            "description": "Names of people, organisations and places, and words, in Chinese news",
            "license": "see MODEL_CARD.md",
            "spacy_version": ">=3.8,<3.9",
            "performance": {},
        }
    )
    nlp.to_disk(folder)
    # A word's hash can be had from the word, only labels must be looked up.
    labels = sorted(label for labels in nlp.pipe_labels.values() for label in labels)
    (folder / "vocab" / "strings.json").write_text(json.dumps(labels), encoding="utf-8")


def forget_dictionary(segmenter: Any) -> None:
    """pkuseg would join words by a general dictionary afterwards, across the edges of names."""
    segmenter.postprocesser.do_process = False
    segmenter.postprocesser.common_words = set()
    segmenter.postprocesser.other_words = set()
