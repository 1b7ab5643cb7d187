"""Names in texts, in the tool's three types, by any spaCy pipeline for Chinese."""

from __future__ import annotations

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
# A sentence of a newspaper has some fifty characters; the network needs no longer view, and memory grows with it.
LONGEST = 400
BATCH = 128
_SENTENCE_ENDS = "。！？\n"
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

    Texts may be of any length: long ones are cut at sentence ends (or pauses, or anywhere) before the pipeline sees
    them.
    """
    nlp = load_pipeline(model)
    pieces = ((piece, (i, at)) for i, text in enumerate(texts) for at, piece in _pieces_of(text))
    found = ((i, at, doc) for doc, (i, at) in nlp.pipe(pieces, as_tuples=True, batch_size=BATCH))
    for _, docs in groupby(found, key=lambda item: item[0]):
        yield [entity for _, at, doc in docs for entity in _entities(doc, at)]


def _pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """Stretches of a text with their offsets; a text without anything is one empty stretch."""
    at = 0
    while len(text) - at > LONGEST:
        end = _cut(text, at, at + LONGEST)
        yield at, text[at:end]
        at = end
    yield at, text[at:]


def _cut(text: str, start: int, limit: int) -> int:
    """Where to cut: after the last sentence end before `limit`, else after the last pause, else at `limit`."""
    for marks in (_SENTENCE_ENDS, _PAUSES):
        found = max(text.rfind(mark, start, limit) for mark in marks)
        if found > start + LONGEST // 4:
            return found + 1
    return limit


def _entities(doc: Any, offset: int) -> Iterator[Entity]:
    for span in doc.ents:
        kind = TYPES.get(span.label_)
        name = span.text
        if kind is None or not name.strip():
            continue
        start = offset + span.start_char + len(name) - len(name.lstrip())
        yield Entity(start, start + len(name.strip()), kind, span.label_)
