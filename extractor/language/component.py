"""The tagger as a component of a spaCy pipeline; imported late, by whoever loads one, or by spaCy's entry point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokens import Doc

from extractor.language.tagger import Name, Tagger
from extractor.language.tags import LABELS

FACTORY = "extractor_names"
_FILE = "network.npz"
# The output for words, trained on the finished network: by itself, so that the large file stays as it is.
_WORDS_FILE, _OF_WORDS = "words.npz", ("word_scores", "word_bias")


class NameFinder:
    """Sets `doc.ents`. A name whose edge lies inside a word divides the word: names come out by characters."""

    def __init__(self, name: str = "ner") -> None:
        self.name = name
        self._tagger: Tagger | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        return LABELS

    def find(self, texts: Sequence[str]) -> list[list[Name]]:
        """The names of each text, (start, end, label) in characters; needs no words."""
        return self._loaded.find(texts)

    def read(self, texts: Sequence[str]) -> list[tuple[list[Name], str]]:
        """The same with the words of each text, see `words.py`."""
        return self._loaded.read(texts)

    @property
    def _loaded(self) -> Tagger:
        if self._tagger is None:
            raise ValueError("this component has no weights: load it from a folder")
        return self._tagger

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        stream = iter(docs)
        while batch := list(islice(stream, batch_size)):
            for doc, names in zip(batch, self.find([doc.text for doc in batch]), strict=True):
                _set_names(doc, names)
                yield doc

    def initialize(self, *args: Any, **options: Any) -> None:
        """Nothing to prepare: the recipe trains the network outside spaCy."""

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        Path(path).mkdir(exist_ok=True)
        if self._tagger is not None:
            weights = self._tagger.weights
            of_words = {name: weights[name] for name in _OF_WORDS if name in weights}
            names = {name: array for name, array in weights.items() if name not in of_words}
            np.savez(Path(path) / _FILE, **names)  # type: ignore[arg-type]
            if of_words:
                np.savez(Path(path) / _WORDS_FILE, **of_words)  # type: ignore[arg-type]

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> NameFinder:
        arrays: dict[str, Any] = {}
        for file in (Path(path) / _FILE, Path(path) / _WORDS_FILE):
            if file.name == _FILE or file.exists():
                with np.load(file, allow_pickle=False) as found:
                    arrays.update(found)
        self._tagger = Tagger(arrays)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        found: bytes = srsly.msgpack_dumps(self._tagger.weights if self._tagger else {})
        return found

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> NameFinder:
        self._tagger = Tagger(srsly.msgpack_loads(data))
        return self


def _set_names(doc: Doc, names: Sequence[Name]) -> None:
    _cut_words(doc, sorted({edge for start, end, _ in names for edge in (start, end)}))
    spans = (doc.char_span(start, end, label=label) for start, end, label in names)
    doc.set_ents([span for span in spans if span is not None], default="outside")


def _cut_words(doc: Doc, edges: Sequence[int]) -> None:
    """Divide the words that have one of the edges inside."""
    inside: dict[int, list[int]] = {}
    begins = np.array([token.idx for token in doc])
    for edge in edges:
        i = int(np.searchsorted(begins, edge, side="right")) - 1
        if begins[i] < edge < begins[i] + len(doc[i]):
            inside.setdefault(i, []).append(edge - int(begins[i]))
    with doc.retokenize() as retokenizer:
        for i, cuts in inside.items():
            text = doc[i].text
            parts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
            retokenizer.split(doc[i], parts, heads=[(doc[i], k) for k in range(len(parts))])


@Language.factory(
    FACTORY, assigns=["doc.ents", "token.ent_iob", "token.ent_type"], default_score_weights={"ents_f": 1.0}
)
def make(nlp: Language, name: str) -> NameFinder:
    return NameFinder(name)
