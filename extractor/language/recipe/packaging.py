"""From a trained pipeline to the folder that the package ships."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

NAME, VERSION = "news", "0.1.0"


def package(nlp: Any, folder: Path) -> None:
    """Write the pipeline without what only training needs: its paths, its readers, the strings it has seen."""
    for section in ("training", "corpora", "paths", "system", "initialize"):
        nlp.config.pop(section, None)
    nlp.meta.update(
        {
            "name": NAME,
            "version": VERSION,
            "description": "Names of people, organisations and places in Chinese news",
            "license": "see MODEL_CARD.md",
            "spacy_version": ">=3.8,<3.9",
            "performance": {},
        }
    )
    nlp.to_disk(folder)
    # The strings of a million training words: a word's hash can be had from the word, only labels must be looked up.
    labels = sorted(label for labels in nlp.pipe_labels.values() for label in labels)
    (folder / "vocab" / "strings.json").write_text(json.dumps(labels), encoding="utf-8")
