"""The network of the tagger and its training, in PyTorch; `tagger.py` runs the same network in numpy.

A character's vector, those of its two pairs and the lists that know a word around it go into one LSTM in each
direction, and a conditional random field decides on the tags. Where a corpus leaves open what a stretch is, all tags
that fit count as right (the field sums over them). A second output learns words and parts of speech first, so that the
network knows what a word is, and once more in the end, when the network itself no longer changes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn

from extractor.language import tags
from extractor.language.encoding import KINDS, PLACES_IN_WORD
from extractor.language.recipe.examples import WORD_TAGS, Examples, batch, batches

HIDDEN = 192
RATE = 0.002
State = Mapping[str, Any]


class Steps(NamedTuple):
    """Batches from `first` to `last` of a schedule of `all`: the rate rises for 3 % of it, then falls to nothing."""

    first: int
    last: int
    all: int

    def rate(self, step: int) -> float:
        return RATE * min(step / (0.03 * self.all + 1), 1.0) * max(1 - step / self.all, 0.01)


class Network(nn.Module):  # type: ignore[misc, unused-ignore]
    def __init__(self, characters: Any, pairs: Any) -> None:
        super().__init__()
        self.characters = nn.Embedding.from_pretrained(characters, freeze=False, sparse=True)
        self.pairs = nn.Embedding.from_pretrained(pairs, freeze=False, sparse=True)
        width = characters.shape[1] + 2 * pairs.shape[1] + PLACES_IN_WORD * KINDS
        self.lstm = nn.LSTM(width, HIDDEN, batch_first=True, bidirectional=True)
        self.names = nn.Linear(2 * HIDDEN, tags.TAGS)
        self.words = nn.Linear(2 * HIDDEN, WORD_TAGS)
        self.transitions = nn.Parameter(torch.zeros(tags.TAGS, tags.TAGS))
        self.blank = nn.Dropout(0.25)
        self.forget = nn.Dropout(0.35)

    def forward(self, characters: Any, pairs: Any, words: Any, *, of_words: bool) -> Any:
        """Scores (sentences, length, tags)."""
        if self.training:
            pairs = pairs * (torch.rand(pairs.shape) > 0.05)
        seen = torch.cat([self.characters(characters), self.pairs(pairs).flatten(2)], dim=2)
        hidden, _ = self.lstm(torch.cat([self.blank(seen), words], dim=2))
        return (self.words if of_words else self.names)(self.forget(hidden))


class Field(torch.autograd.Function):  # type: ignore[misc, unused-ignore]
    """Minus the log of the share that right sequences have of all; see `_marginals`."""

    @staticmethod
    def forward(ctx: Any, scores: Any, transitions: Any, right: Any) -> Any:
        emitted = scores.detach().numpy()
        every, tag_counts, pair_counts = _marginals(emitted, transitions.detach().numpy(), np.ones_like(right))
        fitting, right_tags, right_pairs = _marginals(emitted, transitions.detach().numpy(), right)
        ctx.gradients = torch.from_numpy(tag_counts - right_tags), torch.from_numpy(pair_counts - right_pairs)
        return torch.tensor(float((every - fitting).sum()))

    @staticmethod
    def backward(ctx: Any, *gradient: Any) -> Any:
        scores, transitions = ctx.gradients
        return scores * gradient[0], transitions * gradient[0], None


def _marginals(scores: Any, transitions: Any, open_: Any) -> tuple[Any, Any, Any]:
    """Over all sequences of tags that are `open_` (n, t, tags): log sum, and how often each tag and pair is expected.

    By the forward-backward algorithm, on shares instead of logarithms.
    """
    count, length, size = scores.shape
    matrix = np.exp(transitions) * tags.allowed()
    top = scores.max(axis=2, keepdims=True)
    emitted = (np.exp(scores - top) * open_).transpose(1, 0, 2)
    begins = np.array([each == 0 or (each - 1) % 4 in (tags.FIRST, tags.SINGLE) for each in range(size)])
    ends = np.array([each == 0 or (each - 1) % 4 in (tags.LAST, tags.SINGLE) for each in range(size)])
    ahead = np.empty_like(emitted)
    scale = np.empty((length, count, 1), dtype=emitted.dtype)
    now = emitted[0] * begins
    for t in range(length):
        if t:
            now = (now @ matrix) * emitted[t]
        scale[t] = now.sum(axis=1, keepdims=True) + 1e-30
        now = now / scale[t]
        ahead[t] = now
    behind = np.empty_like(emitted)
    after = np.broadcast_to(ends.astype(emitted.dtype), (count, size))
    total = (ahead[-1] * after).sum(axis=1, keepdims=True) + 1e-30
    after = after / total
    behind[-1] = after
    for t in range(length - 1, 0, -1):
        after = ((after * emitted[t]) @ matrix.T) / scale[t]
        behind[t - 1] = after
    expected = (ahead * behind).transpose(1, 0, 2)
    weighted = emitted[1:] * behind[1:] / scale[1:]
    pairs = np.tensordot(ahead[:-1], weighted, axes=((0, 1), (0, 1))) * matrix
    logs = np.log(scale).sum(axis=0)[:, 0] + np.log(total)[:, 0] + top.sum(axis=(1, 2))
    return logs, expected, pairs


def loss_of(network: Network, examples: Examples, chosen: Any) -> Any:
    characters, pairs, words, tagged = batch(examples, chosen)
    scores = network(*map(torch.from_numpy, (characters, pairs, words)), of_words=examples.of_words)
    if examples.of_words:
        return nn.functional.cross_entropy(scores.flatten(0, 1), torch.from_numpy(tagged).long().flatten())
    right = (tagged[:, :, None] == np.arange(tags.TAGS)) | (tagged[:, :, None] == tags.UNKNOWN)
    return Field.apply(scores, network.transitions, right.astype(np.float32)) / tagged.size


def begin(characters: Any, pairs: Any, seed: int) -> State:
    """An untrained network with these vectors."""
    torch.manual_seed(seed)
    return Network(torch.from_numpy(characters), torch.from_numpy(pairs)).state_dict()  # type: ignore[no-any-return]


def learn(start: State, examples: Examples, path: Path, steps: Steps, seed: int) -> State:
    """`start` trained on `examples`; what lies at `path` is taken as it is."""
    if not path.exists():
        torch.set_num_threads(1)  # sums in another order would give another network
        network = Network(start["characters.weight"].clone(), start["pairs.weight"].clone())
        network.load_state_dict(start)
        vectors = [network.characters.weight, network.pairs.weight]
        others = [each for name, each in network.named_parameters() if not name.startswith(("characters", "pairs"))]
        network.train()
        _train(network, examples, steps, seed, others, vectors)
        torch.save(network.state_dict(), path)
    return torch.load(path)  # type: ignore[no-any-return]


def learn_words(done: State, examples: Examples, path: Path, steps: Steps, seed: int) -> State:
    """Only the output for words of `done` trained on `examples`, from nothing: the names stay what they are."""
    if not path.exists():
        torch.set_num_threads(1)
        torch.manual_seed(seed)
        network = Network(done["characters.weight"].clone(), done["pairs.weight"].clone())
        fresh = network.words
        network.words = nn.Linear(2 * HIDDEN, done["words.weight"].shape[0])
        network.load_state_dict(done)
        network.words = fresh
        for name, each in network.named_parameters():
            each.requires_grad = name.startswith("words.")
        network.eval()  # nothing is blanked: what it says in the end is what this output gets to see
        _train(network, examples, steps, seed, list(fresh.parameters()), [])
        torch.save(network.state_dict(), path)
    return torch.load(path)  # type: ignore[no-any-return]


def _train(network: Network, examples: Examples, steps: Steps, seed: int, dense: list[Any], vectors: list[Any]) -> None:
    random = np.random.default_rng(seed)
    torch.manual_seed(seed)
    optimizers = [torch.optim.Adam(dense, lr=RATE)]
    if vectors:
        optimizers.append(torch.optim.SparseAdam(vectors, lr=RATE))
    began, shown, seen, step = time.time(), 0.0, 0, steps.first
    while step < steps.last:
        for chosen in batches(examples, random):
            for optimizer in optimizers:
                optimizer.param_groups[0]["lr"] = steps.rate(step)
                optimizer.zero_grad()
            loss = loss_of(network, examples, chosen)
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 1.0)
            for optimizer in optimizers:
                optimizer.step()
            step, seen = step + 1, seen + int(examples.lengths[chosen].sum())
            shown += float(loss.detach()) / 200
            if step % 200 == 0:
                speed = seen / (time.time() - began)
                print(
                    f"{step} of {steps.last}: loss {shown:.4f}, {speed:.0f} characters/s", file=sys.stderr, flush=True
                )
                shown = 0.0
            if step == steps.last:
                return
