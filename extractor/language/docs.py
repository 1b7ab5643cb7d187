"""A spaCy Doc for whoever goes on in spaCy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from extractor.language.pipelines import load_pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc


def make_doc(text: str, spans: Iterable[tuple[int, int, str]], key: str = "extract") -> Doc:
    """`text` in the packaged pipeline's words, with `spans` (start, end, label in characters) in `doc.spans[key]`.

    A span that begins or ends inside a word is widened to the whole word; one without any word is left out.
    """
    doc = load_pipeline().tokenizer(text)
    found = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans)
    doc.spans[key] = [span for span in found if span is not None]
    return doc
