"""Sentences as the network sees them in training: rows of arrays, and the tags that each character is to get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from extractor.language import tags
from extractor.language.encoding import PLACES_IN_WORD, Encoder, unpack
from extractor.language.recipe.corpora import Sentence
from extractor.language.words import LETTERS, PLACES, kind_of

LONGEST = 250
BATCH = 3_000  # characters
WORD_TAGS = PLACES * len(LETTERS)


@dataclass(frozen=True, slots=True)
class Examples:
    """All sentences, one behind the other; `tags` of names (tags.py) or of words (`word_tags`)."""

    characters: Any  # (n,)
    pairs: Any  # (n, 2)
    words: Any  # (n, PLACES_IN_WORD)
    tags: Any  # (n,)
    starts: Any
    lengths: Any
    of_words: bool


def of_names(encoder: Encoder, sentences: Iterable[Sentence]) -> Examples:
    kept = [sentence for sentence in sentences if 0 < len(sentence.text) <= LONGEST]
    tagged = [tags.tags_of(len(sentence.text), sentence.entities, sentence.unknown) for sentence in kept]
    return _examples(encoder, [sentence.text for sentence in kept], tagged, of_words=False)


def of_words(encoder: Encoder, sentences: Iterable[Sequence[tuple[str, str]]]) -> Examples:
    """Sentences of words with their parts of speech."""
    texts = [("".join(word for word, _ in words), words) for words in sentences]
    kept = [(text, words) for text, words in texts if 4 <= len(text) <= 120]
    return _examples(encoder, [text for text, _ in kept], [word_tags(words) for _, words in kept], of_words=True)


def _examples(encoder: Encoder, texts: list[str], tagged: list[Any], *, of_words: bool) -> Examples:
    found = encoder(texts)
    return Examples(
        found.characters, found.pairs, found.words, np.concatenate(tagged), found.starts, found.lengths, of_words
    )


def word_tags(words: Iterable[tuple[str, str]]) -> Any:
    """A tag for each character of a sentence: the kind of its word, and where in the word it stands."""
    found: list[int] = []
    for word, kind in whole_words(words):
        base = PLACES * kind_of(kind)
        inner = [tags.FIRST, *[tags.INSIDE] * (len(word) - 2), tags.LAST]
        found += [base + place for place in ([tags.SINGLE] if len(word) == 1 else inner)]
    return np.array(found, dtype=np.int8)


def whole_words(words: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """李/nhf 建国/nhs, 副/h 主任/n and 消费/v 者/k are one word each."""
    word, kind = "", ""
    for following, tag in words:
        if (kind, tag) == ("nhf", "nhs"):
            word, kind = word + following, "nh"
        elif kind == "h":
            word, kind = word + following, tag
        elif tag == "k" and kind[:1] in ("n", "v", "a", "j"):
            word, kind = word + following, "v" if following == "化" else "n"
        elif tag == "k" and kind == "r":
            word += following
        else:
            if word:
                yield word, "nh" if kind in ("nhf", "nhs") else kind
            word, kind = following, tag
    if word:
        yield word, "nh" if kind in ("nhf", "nhs") else kind


def batches(examples: Examples, random: Any) -> Iterator[Any]:
    """Sentence numbers by batch, each batch of one length, in a new order."""
    rounded = _rounded(examples.lengths)
    groups: dict[int, list[int]] = {}
    for i in random.permutation(len(rounded)):
        groups.setdefault(int(rounded[i]), []).append(i)
    found = []
    for length, members in groups.items():
        size = max(1, BATCH // max(length, 16))
        found += [members[at : at + size] for at in range(0, len(members), size)]
    for i in random.permutation(len(found)):
        yield np.array(found[i])


def _rounded(lengths: Any) -> Any:
    """Lengths that enough sentences share: long ones are filled up with unknown characters outside any name."""
    return np.where(lengths <= 40, lengths, np.where(lengths <= 100, -(-lengths // 4) * 4, -(-lengths // 20) * 20))


def batch(examples: Examples, chosen: Any) -> tuple[Any, Any, Any, Any]:
    """Characters, pairs, words (unpacked) and tags of the chosen sentences, each (sentences, length, ...)."""
    length = int(_rounded(examples.lengths[chosen]).max())
    at = examples.starts[chosen][:, None] + np.arange(length)
    real = np.arange(length) < examples.lengths[chosen][:, None]
    at = np.where(real, at, 0)
    marks = (examples.words[at] * real[:, :, None]).reshape(-1, PLACES_IN_WORD).astype(np.uint16)
    return (
        np.where(real, examples.characters[at], 0).astype(np.int64),
        np.where(real[:, :, None], examples.pairs[at], 0).astype(np.int64),
        unpack(marks).reshape(*at.shape, -1),
        np.where(real, examples.tags[at], tags.OUTSIDE),
    )
