"""Sentences as spaCy sees them in training: the segmenter's own words, with entities on their edges.

An entity that the segmenter cuts across is left open (missing), as are the stretches that a corpus says nothing about.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from extractor.language.recipe.corpora import Sentence


class Tokens(NamedTuple):
    """A sentence in words; spans count words."""

    words: list[str]
    entities: list[tuple[int, int, str]]
    missing: list[tuple[int, int]]


def tokenise(sentence: Sentence, cut: Callable[[str], list[str]]) -> Tokens:
    words = cut(sentence.text)
    starts, ends, at = {}, {}, 0
    for i, word in enumerate(words):
        at = sentence.text.index(word, at)
        starts[at] = i
        at += len(word)
        ends[at] = i + 1
    entities, missing = [], []
    for start, end, label in sentence.entities:
        if start in starts and end in ends:
            entities.append((starts[start], ends[end], label))
        else:
            missing.append(_cover(start, end, starts, ends))
    open_spans = [_cover(start, end, starts, ends) for start, end in sentence.unknown]
    taken = {i for start, end, _ in entities for i in range(start, end)}
    missing += [span for span in open_spans if taken.isdisjoint(range(*span))]
    return Tokens(words, entities, _merge(missing, taken))


def _cover(start: int, end: int, starts: dict[int, int], ends: dict[int, int]) -> tuple[int, int]:
    first = max((i for at, i in starts.items() if at <= start), default=0)
    last = min((i for at, i in ends.items() if at >= end), default=first + 1)
    return first, max(last, first + 1)


def _merge(spans: list[tuple[int, int]], taken: set[int]) -> list[tuple[int, int]]:
    """Single words, each once, none of a known entity."""
    return [(i, i + 1) for i in sorted({i for start, end in spans for i in range(start, end)} - taken)]


def write(path: Path, sentences: Iterable[Tokens]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for tokens in sentences:
            file.write(json.dumps(tokens, ensure_ascii=False) + "\n")
            count += 1
    return count


def make_example(nlp: Any, tokens: Tokens) -> Any:
    from spacy.tokens import Doc, Span
    from spacy.training import Example

    reference = Doc(nlp.vocab, words=tokens.words, spaces=[False] * len(tokens.words))
    entities = [Span(reference, start, end, label=label) for start, end, label in tokens.entities]
    reference.set_ents(
        entities, missing=[Span(reference, start, end) for start, end in tokens.missing], default="outside"
    )
    return Example(Doc(nlp.vocab, words=tokens.words, spaces=[False] * len(tokens.words)), reference)


class Reader:
    """A corpus for spaCy's training loop: each call goes over all sentences in a new order, the same in every run."""

    def __init__(self, path: Path, seed: int = 0) -> None:
        self._path, self._random = path, random.Random(seed)
        self._lines: list[str] = []

    def __call__(self, nlp: Any) -> Iterator[Any]:
        if not self._lines:
            self._lines = self._path.read_text(encoding="utf-8").splitlines()
        order = list(range(len(self._lines)))
        if self._path.name.startswith("train"):
            self._random.shuffle(order)
        for i in order:
            tokens = Tokens(*json.loads(self._lines[i]))
            if tokens.words:
                yield make_example(nlp, tokens)


def register() -> None:
    from spacy.util import registry

    def reader(path: Path) -> Reader:
        return Reader(Path(path))

    if not registry.has("readers", "extractor.sentences"):
        registry.readers("extractor.sentences", func=reader)
