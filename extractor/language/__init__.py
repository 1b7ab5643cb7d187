"""Names and words by a spaCy pipeline: the only folder that knows spaCy, and it imports it late, inside functions.

The packaged pipeline lies in `model/` (see MODEL_CARD.md); `train` makes it and `evaluate` scores it or any other.
"""

from __future__ import annotations

from extractor.language.docs import make_doc
from extractor.language.entities import Entity, find_entities, read_texts
from extractor.language.pipelines import load_pipeline, model_version

__all__ = ["Entity", "find_entities", "load_pipeline", "make_doc", "model_version", "read_texts"]
