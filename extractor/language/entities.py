"""Names in texts, in the tool's three types, by any spaCy pipeline for Chinese, and words by ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
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
# Pieces of a batch are read side by side, so a long one makes the others wait. Memory grows with BATCH times LONGEST.
LONGEST = 200
BATCH = 256
_SENTENCE = re.compile("[^。！？\n]*[。！？\n]*[”’」』）]*")
_PAUSES = "；，、 　"
_Name = tuple[int, int, str]


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
    return (entities for entities, _ in read_texts(texts, model=model))


def read_texts(texts: Iterable[str], *, model: str | None = None) -> Iterator[tuple[list[Entity], str]]:
    """The same with the words of each text, one letter a character (see `words.py`); "" by a pipeline but ours."""
    pieces = ((piece, (i, at)) for i, text in enumerate(texts) for at, piece in _pieces_of(text))
    found = _found(load_pipeline(model), pieces)
    for _, group in groupby(found, key=lambda item: item[0]):
        read = list(group)
        entities = [entity for _, at, piece, names, _ in read for entity in _entities(piece, names, at)]
        yield entities, "".join(words for *_, words in read)


def _found(nlp: Any, pieces: Iterator[tuple[str, tuple[int, int]]]) -> Iterator[tuple[int, int, str, list[_Name], str]]:
    """Each piece with its names and words. A component that reads characters, like ours, is asked without a Doc."""
    read = getattr(nlp.get_pipe("ner"), "read", None)
    if read is None or nlp.pipe_names != ["ner"]:
        for doc, (i, at) in nlp.pipe(pieces, as_tuples=True, batch_size=BATCH):
            yield i, at, doc.text, [(span.start_char, span.end_char, span.label_) for span in doc.ents], ""
        return
    while batch := list(islice(pieces, BATCH)):
        for (piece, (i, at)), (names, words) in zip(batch, read([piece for piece, _ in batch]), strict=True):
            yield i, at, piece, names, words


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


def _entities(piece: str, names: list[_Name], offset: int) -> Iterator[Entity]:
    for begin, end, label in names:
        kind, name = TYPES.get(label), piece[begin:end]
        if kind is None or not name.strip():
            continue
        start = offset + begin + len(name) - len(name.lstrip())
        yield Entity(start, start + len(name.strip()), kind, label)
