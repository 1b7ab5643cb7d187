"""Names in texts, in the tool's three types, by any spaCy pipeline for Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from extractor.language.pipelines import load_pipeline

# NORP (nationalities, religions), EVENT, LAW, PRODUCT and the like are no entities here.
TYPES = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "ORGANIZATION": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PLACE": "place",
}
# The network decides on all pieces of a batch at once, word by word, so a long piece makes the others wait; it has
# learnt from sentences and sees no further than four words. Memory grows with BATCH times LONGEST.
LONGEST = 200
BATCH = 256
_SENTENCE = re.compile("[^。！？\n]*[。！？\n]*[”’」』）]*")
_PAUSES = "；，、 　"


@dataclass(frozen=True, slots=True)
class Entity:
    """A name, `text[start:end]`, of type person, organization or place; `label` is the pipeline's own word for it."""

    start: int
    end: int
    type: str
    label: str


def find_entities(texts: Iterable[str], *, model: str | None = None) -> Iterator[list[Entity]]:
    """The names of each text, in order. `model` as for `load_pipeline`.

    Texts may be of any length: they are cut at sentence ends (else at pauses, else anywhere) before the pipeline sees
    them.
    """
    nlp = load_pipeline(model)
    pieces = ((piece, (i, at)) for i, text in enumerate(texts) for at, piece in _pieces_of(text))
    found = ((i, at, doc) for doc, (i, at) in nlp.pipe(pieces, as_tuples=True, batch_size=BATCH))
    for _, docs in groupby(found, key=lambda item: item[0]):
        yield [entity for _, at, doc in docs for entity in _entities(doc, at)]


def _pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text with their offsets, long ones in pieces; a text without anything is one empty piece."""
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        while end - start > LONGEST:
            cut = _pause(text, start, start + LONGEST)
            yield start, text[start:cut]
            start = cut
        if end > start or not text:
            yield start, text[start:end]


def _pause(text: str, start: int, limit: int) -> int:
    """Where to cut: after the last pause before `limit`, else at `limit`."""
    found = max(text.rfind(mark, start, limit) for mark in _PAUSES)
    return found + 1 if found > start + LONGEST // 4 else limit


def _entities(doc: Any, offset: int) -> Iterator[Entity]:
    for span in doc.ents:
        kind = TYPES.get(span.label_)
        name = span.text
        if kind is None or not name.strip():
            continue
        start = offset + span.start_char + len(name) - len(name.lstrip())
        yield Entity(start, start + len(name.strip()), kind, span.label_)
