"""Training the segmenter: a conditional random field with pkuseg's features, pruned, saved in pkuseg's own format.

pkuseg's trainer takes hours for this; here the same model is trained in batches of numpy arrays. Features that carry
little weight are pruned and the rest is trained on: that saves most of the size and costs next to no accuracy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import srsly  # type: ignore[import-untyped]

from extractor.language.features import Features
from extractor.language.segmenter import FastSegmenter

Words = list[str]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

TAGS = ("B", "B_single", "I", "I_end", "I_first")
TAG_INDEX = {tag: i for i, tag in enumerate(TAGS)}
MAX_LENGTH = 120


def word_tags(words: Iterable[str]) -> list[int]:
    tags: list[int] = []
    for word in words:
        if len(word) == 1:
            tags.append(TAG_INDEX["B_single"])
            continue
        middle = [TAG_INDEX["I_first"], *[TAG_INDEX["I"]] * (len(word) - 3)] if len(word) > 2 else []
        tags += [TAG_INDEX["B"], *middle, TAG_INDEX["I_end"]]
    return tags


class _Collecting(dict[str, int]):
    """An index that takes in every feature it is asked for."""

    def get(self, key: str, default: int | None = None) -> int:  # type: ignore[override]
        return self.setdefault(key, len(self))


class Corpus:
    """Sentences as arrays: `flat` holds the features of all characters, `offsets` where each character's begin."""

    def __init__(self, sentences: Sequence[Words], index: dict[str, int], lexicon: set[str]) -> None:
        extract = Features(index, lexicon)
        flat: list[npt.NDArray[np.int32]] = []
        counts: list[npt.NDArray[np.int32]] = []
        self.lengths = np.array([sum(map(len, words)) for words in sentences])
        self.tags = np.array([tag for words in sentences for tag in word_tags(words)], dtype=np.int8)
        for words in sentences:
            nodes = extract("".join(words))
            counts.append(np.fromiter((len(node) for node in nodes), dtype=np.int32, count=len(nodes)))
            flat.append(np.fromiter((f for node in nodes for f in node), dtype=np.int32, count=int(counts[-1].sum())))
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)])
        self.flat = np.concatenate(flat)
        self.counts = np.concatenate(counts)
        self.offsets = np.concatenate([[0], np.cumsum(self.counts, dtype=np.int64)])

    def __len__(self) -> int:
        return len(self.lengths)

    def renumber(self, mapping: npt.NDArray[np.int32]) -> None:
        """Keep the features that `mapping` gives a new number; -1 drops one."""
        new = mapping[self.flat]
        kept = new >= 0
        owner = np.repeat(np.arange(len(self.counts)), self.counts)
        self.counts = np.bincount(owner[kept], minlength=len(self.counts)).astype(np.int32)
        self.flat = new[kept]
        self.offsets = np.concatenate([[0], np.cumsum(self.counts, dtype=np.int64)])

    def batch(self, ids: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """Of some sentences, one after the other: features of the characters, their counts, gold tags, lengths."""
        characters = np.concatenate([np.arange(self.starts[i], self.starts[i + 1]) for i in ids])
        counts = self.counts[characters].astype(np.int64)
        flat = np.concatenate([self.flat[self.offsets[self.starts[i]] : self.offsets[self.starts[i + 1]]] for i in ids])
        return flat.astype(np.int64), counts, self.tags[characters].astype(np.int64), self.lengths[ids]


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    result: Floats = np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)
    return result


def _marginals(scores: Floats, mask: npt.NDArray[np.bool_], edge: Floats) -> tuple[Floats, Floats]:
    """Probabilities of tags (sentence, position, tag) and expected counts of tag pairs, by forward-backward."""
    size, length, tags = scores.shape
    forward, backward = np.zeros_like(scores), np.zeros_like(scores)
    forward[:, 0] = scores[:, 0]
    for t in range(1, length):
        stepped = _log_sum(forward[:, t - 1, :, None] + edge[None], 1) + scores[:, t]
        forward[:, t] = np.where(mask[:, t, None], stepped, forward[:, t - 1])
    for t in range(length - 2, -1, -1):
        stepped = _log_sum(edge[None] + (scores[:, t + 1] + backward[:, t + 1])[:, None, :], 2)
        backward[:, t] = np.where(mask[:, t + 1, None], stepped, 0.0)
    total = _log_sum(forward[:, -1], 1)[:, None, None]
    nodes = np.exp(forward + backward - total) * mask[:, :, None]
    pairs = (
        forward[:, :-1, :, None]
        + edge[None, None]
        + (scores[:, 1:] + backward[:, 1:])[:, :, None, :]
        - total[..., None]
    )
    return nodes, (np.exp(pairs) * mask[:, 1:, None, None]).sum(axis=(0, 1))


class Trainer:
    """AdaGrad on batches of sentences; sparse in the features."""

    def __init__(self, features: int, rate: float = 0.25, decay: float = 1e-5) -> None:
        self.weights: Floats = np.zeros((features, len(TAGS)))
        self.edges: Floats = np.zeros((len(TAGS), len(TAGS)))
        self._squares = np.full((features, len(TAGS)), 1e-2)
        self._edge_squares = np.full_like(self.edges, 1e-2)
        self._rate, self._decay = rate, decay

    def epoch(self, corpus: Corpus, random: np.random.Generator, batch: int = 96) -> None:
        # Sentences of like length go together, in random order of batches.
        order = np.argsort(corpus.lengths + random.uniform(0, 8, len(corpus)), kind="stable")
        batches = [order[i : i + batch] for i in range(0, len(order), batch)]
        for i in random.permutation(len(batches)):
            self._update(corpus.batch(batches[i]))

    def _update(self, data: tuple[Ints, Ints, Ints, Ints]) -> None:
        flat, counts, tags, lengths = data
        bounds = np.concatenate([[0], np.cumsum(counts)[:-1]])
        rows = np.repeat(np.arange(len(lengths)), lengths)
        columns = np.arange(len(rows)) - np.repeat(np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
        scores = np.zeros((len(lengths), int(lengths.max()), len(TAGS)))
        scores[rows, columns] = np.add.reduceat(self.weights[flat], bounds, axis=0)
        mask = np.zeros(scores.shape[:2], dtype=bool)
        mask[rows, columns] = True
        nodes, pairs = _marginals(scores, mask, self.edges)
        wrong = nodes[rows, columns]
        wrong[np.arange(len(tags)), tags] -= 1.0
        same = rows[1:] == rows[:-1]
        np.subtract.at(pairs, (tags[:-1][same], tags[1:][same]), 1.0)
        self._step(flat, counts, wrong, pairs)

    def _step(self, flat: Ints, counts: Ints, wrong: Floats, pairs: Floats) -> None:
        used, inverse = np.unique(flat, return_inverse=True)
        spread = np.repeat(wrong, counts, axis=0)
        gradient: Floats = np.stack([np.bincount(inverse, spread[:, t], len(used)) for t in range(len(TAGS))], axis=1)
        gradient += self._decay * self.weights[used]
        self._squares[used] += gradient**2
        self.weights[used] -= self._rate * gradient / np.sqrt(self._squares[used])
        self._edge_squares = self._edge_squares + pairs**2
        self.edges -= self._rate * pairs / np.sqrt(self._edge_squares)

    def resume(self, weights: Floats, edges: Floats) -> None:
        """Go on from saved weights, in small steps."""
        self.weights, self.edges = weights.copy(), edges.copy()
        self._squares += 25.0
        self._edge_squares += 2500.0

    def keep(self, mapping: npt.NDArray[np.int32]) -> None:
        kept = np.flatnonzero(mapping >= 0)
        self.weights, self._squares = self.weights[kept], self._squares[kept]


def _mapping(kept: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32]:
    kept = kept.copy()
    kept[0] = True  # the feature that every character has
    return np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)


def _renumber(index: dict[str, int], mapping: npt.NDArray[np.int32]) -> dict[str, int]:
    return {name: int(mapping[i]) for name, i in index.items() if mapping[i] >= 0}


def train(
    sentences: Sequence[Words], *, lexicon: set[str], keep: int, epochs: tuple[int, int] = (5, 3), seed: int = 0
) -> tuple[dict[str, int], Trainer]:
    """Train on `sentences`, prune to `keep` features, train on: the features' indices and the trainer with the weights.

    `lexicon` is the set of words that make the word features.
    """
    random = np.random.default_rng(seed)
    index: dict[str, int] = _Collecting({"$$": 0})
    sentences = [words for words in sentences if 0 < sum(map(len, words)) <= MAX_LENGTH]
    corpus = Corpus(sentences, index, lexicon)
    index = dict(index)
    frequent = _mapping(np.bincount(corpus.flat, minlength=len(index)) > 2)
    corpus.renumber(frequent)
    index = _renumber(index, frequent)
    trainer = Trainer(len(index))
    for _ in range(epochs[0]):
        trainer.epoch(corpus, random)
    pruned = prune(trainer.weights, np.bincount(corpus.flat, minlength=len(index)), keep)
    corpus.renumber(pruned)
    trainer.keep(pruned)
    index = _renumber(index, pruned)
    for _ in range(epochs[1]):
        trainer.epoch(corpus, random)
    return index, trainer


def slim(
    folder: Path, sentences: Sequence[Words], *, keep: int, epochs: int = 2, seed: int = 0
) -> tuple[dict[str, int], Trainer, set[str]]:
    """The segmenter in `folder` with only `keep` features, trained on: indices, trainer, and the words still used."""
    random = np.random.default_rng(seed)
    data = srsly.read_msgpack(folder / "features.msgpack")
    index, lexicon = dict(data["feature_to_idx"]), set(data["unigram"])
    with np.load(folder / "weights.npz") as stored:
        flat = stored["w"]
    trainer = Trainer(len(index))
    trainer.resume(
        flat[: len(index) * len(TAGS)].reshape(-1, len(TAGS)), flat[-(len(TAGS) ** 2) :].reshape(len(TAGS), -1).T
    )
    corpus = Corpus([words for words in sentences if 0 < sum(map(len, words)) <= MAX_LENGTH], index, lexicon)
    mapping = prune(trainer.weights, np.bincount(corpus.flat, minlength=len(index)), keep)
    corpus.renumber(mapping)
    trainer.keep(mapping)
    for _ in range(epochs):
        trainer.epoch(corpus, random)
    return _renumber(index, mapping), trainer, lexicon


def prune(weights: Floats, frequency: npt.NDArray[np.int64], keep: int) -> npt.NDArray[np.int32]:
    """Number the `keep` features that move the most: those that set tags far apart and are often seen."""
    spread = (weights - weights.mean(axis=1, keepdims=True)) ** 2
    worth = np.sqrt(spread.sum(axis=1)) * np.sqrt(frequency)
    if len(worth) <= keep:
        return _mapping(np.ones(len(worth), dtype=bool))
    return _mapping(worth >= np.partition(worth, -keep)[-keep])


def lexicon_of(sentences: Iterable[Words], *, least: int = 3, longest: int = 5) -> set[str]:
    """Words seen often enough to be worth a feature."""
    counted = Counter(word for words in sentences for word in words if 2 <= len(word) <= longest)
    return {word for word, count in counted.items() if count >= least and not word.isascii()}


def save(folder: Path, index: dict[str, int], trainer: Trainer, lexicon: set[str]) -> None:
    """Write what `spacy_pkuseg.pkuseg(folder)` reads; words that no feature uses are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    used = {
        part
        for name in index
        if name.startswith("w")
        for part in name.split(".", 2 if name.startswith("ww") else 1)[-1].split("*")
    }
    data = {
        "unigram": sorted(lexicon & used),
        "bigram": [],  # only pkuseg's trainer reads it
        "feature_to_idx": index,
        "tag_to_idx": TAG_INDEX,
    }
    srsly.write_msgpack(folder / "features.msgpack", data)
    # pkuseg numbers a pair of tags by the later one first
    flat = np.concatenate([trainer.weights.ravel(), trainer.edges.T.ravel()])
    np.savez(folder / "weights.npz", sizes=np.array([len(TAGS), len(index)]), w=flat)


def fast_cut(folder: Path) -> Callable[[str], Words]:
    """A saved segmenter, ready to cut."""
    from spacy_pkuseg import pkuseg

    return FastSegmenter(pkuseg(str(folder), user_dict=None)).cut
