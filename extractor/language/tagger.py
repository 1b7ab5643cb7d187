"""The network that finds names and words, in numpy: one LSTM over the characters in each direction, and the best tags.

`recipe/network.py` trains it. Texts are read side by side, longest first, so that each step of the LSTM is one product
of matrices over all texts that still go on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from extractor.language import tags, words
from extractor.language.encoding import KINDS, PLACES_IN_WORD, Encoded, Encoder, WordTable, unpack

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

Name = tuple[int, int, str]
SIDE_BY_SIDE = 4_000  # characters; memory grows with it


class Tagger:
    """Call `find` with texts. `weights` as `recipe/packaging.py` writes them, see `__init__`."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        """Gates stand in the order in, forget, out, new; `input`, `again` and `bias` hold both directions."""
        import numpy as np

        self.weights = dict(weights)
        lengths = [int(name.removeprefix("hashes")) for name in weights if name.startswith("hashes")]
        table = WordTable({n: weights[f"hashes{n}"] for n in lengths}, {n: weights[f"kinds{n}"] for n in lengths})
        self._encode = Encoder(weights["characters"], weights["pairs"], table)
        self._characters, self._pairs = weights["character_vectors"], weights["pair_vectors"]
        width = weights["again"].shape[1]
        # A sigmoid is half a tanh: with the first three gates halved, one tanh serves all four.
        half = np.array([[0.5], [0.5], [0.5], [1]], dtype=np.float32)
        self._input, self._again, self._bias = (
            (weights[name].astype(np.float32).reshape(2, -1, 4, width) * half).reshape(2, -1, 4 * width)
            for name in ("input", "again", "bias")
        )
        # Names and words are two outputs of one product: the columns of the names stand first.
        outputs = [weights["scores"], *_by_place(weights.get("word_scores"))]
        biases = [weights["score_bias"], *_by_place(weights.get("word_bias"))]
        self._scores = np.concatenate(outputs, axis=-1).astype(np.float32)
        self._score_bias = np.concatenate(biases, axis=-1).astype(np.float32)
        self._transitions = np.where(tags.allowed(), weights["transitions"].astype(np.float32), tags.NEVER)

    def find(self, texts: Sequence[str]) -> list[list[Name]]:
        """The names of each text, in order, by characters."""
        return [names for names, _ in self.read(texts, spelling=False)]

    def read(self, texts: Sequence[str], *, spelling: bool = True) -> list[tuple[list[Name], str]]:
        """The names of each text, and its words as `words.spell` writes them; "" without weights for words."""
        found: list[tuple[list[Name], str]] = [([], "") for _ in texts]
        for group in _groups(texts):
            encoded = self._encode([texts[i] for i in group])
            rows, going = _by_steps(encoded)
            hidden = self._remembered(encoded, rows, going)
            scores = self._scored(rows, hidden, None if spelling else tags.TAGS)
            paths = self._paths(encoded, rows, going, scores[:, : tags.TAGS])
            spelt = [""] * len(group)
            if scores.shape[1] > tags.TAGS:
                spelt = words.spell(scores[:, tags.TAGS :], encoded.starts, encoded.lengths)
            for i, path, words_ in zip(group, paths, spelt, strict=True):
                found[i] = list(tags.names_of(path)), words_
        return found

    def _remembered(self, encoded: Encoded, rows: tuple[Array, Array], going: Array) -> Array:
        """What the LSTMs remember, (2, n, width), each in the order of its steps; texts longest first."""
        import numpy as np

        seen = self._seen(encoded)
        gates = np.empty((2, len(seen), self._input.shape[2]), dtype=np.float32)
        for order, part, own in zip(rows, self._input, gates, strict=True):
            np.matmul(seen[order], part, out=own)
        return self._steps(gates, going)

    def _scored(self, rows: tuple[Array, Array], hidden: Array, outputs: int | None) -> Array:
        """What speaks for each of the first `outputs` at each character, (n, outputs), from both directions."""
        import numpy as np

        both = np.empty((hidden.shape[1], 2 * hidden.shape[2]), dtype=np.float32)
        for order, own, part in zip(rows, hidden, np.split(both, 2, axis=1), strict=True):
            part[order] = own
        scores: Array = both @ self._scores[:, :outputs]
        scores += self._score_bias[:outputs]
        return scores

    def _seen(self, encoded: Encoded) -> Array:
        import numpy as np

        count, own = len(encoded.characters), self._characters.shape[1]
        both = own + 2 * self._pairs.shape[1]
        seen = np.empty((count, both + PLACES_IN_WORD * KINDS), dtype=np.float32)
        seen[:, :own] = self._characters[encoded.characters]
        seen[:, own:both] = self._pairs[encoded.pairs].reshape(count, -1)
        seen[:, both:] = unpack(encoded.words)
        return seen

    def _steps(self, gates: Array, going: Array) -> Array:
        """What the LSTMs remember at each character, (2, n, width), both at once; `going` texts go on at each step."""
        import numpy as np

        gates += self._bias
        width = self._again.shape[1]
        hidden = np.empty((2, gates.shape[1], width), dtype=np.float32)
        memory = np.zeros((2, int(going[0]), width), dtype=np.float32)
        last = np.zeros_like(memory)
        at = 0
        for count in going.tolist():
            now = np.matmul(last[:, :count], self._again)
            now += gates[:, at : at + count]
            np.tanh(now, out=now)
            open_ = now[:, :, : 3 * width]
            open_ *= 0.5
            open_ += 0.5
            memory = memory[:, :count]
            memory *= open_[:, :, width : 2 * width]
            memory += open_[:, :, :width] * now[:, :, 3 * width :]
            last = np.tanh(memory)
            last *= open_[:, :, 2 * width :]
            hidden[:, at : at + count] = last
            at += count
        return hidden

    def _paths(self, encoded: Encoded, rows: tuple[Array, Array], going: Array, scores: Array) -> list[list[int]]:
        """The best tags of each text."""
        import numpy as np

        scores = scores[rows[0]]
        begins = np.concatenate([[0], np.cumsum(going)]).tolist()
        came_from = np.zeros((len(scores), tags.TAGS), dtype=np.int8)
        best = scores[: going[0]] + np.where(_INSIDE_AT_START, tags.NEVER, 0)
        final = np.zeros((len(encoded.lengths), tags.TAGS), dtype=np.float32)
        for at, count in zip(begins[1:], going[1:].tolist(), strict=False):
            final[count : len(best)] = best[count:]
            ways = best[:count, :, None] + self._transitions
            origin = ways.argmax(axis=1)
            came_from[at : at + count] = origin
            best = ways.max(axis=1)
            best += scores[at : at + count]
        final[: len(best)] = best
        return _trace(final + np.where(_OPEN_AT_END, tags.NEVER, 0), came_from, begins, going, encoded)


def _by_place(weights: Array | None) -> list[Array]:
    """The output for words with its columns by place, then by kind, for `words.spell`; none without weights."""
    import numpy as np

    if weights is None:
        return []
    by_kind = weights.reshape(*weights.shape[:-1], len(words.LETTERS), words.PLACES)
    return [np.swapaxes(by_kind, -1, -2).reshape(weights.shape)]


_INSIDE_AT_START = [each and (each - 1) % 4 in (tags.INSIDE, tags.LAST) for each in range(tags.TAGS)]
_OPEN_AT_END = [each and (each - 1) % 4 in (tags.FIRST, tags.INSIDE) for each in range(tags.TAGS)]


def _trace(final: Array, came_from: Array, begins: list[int], going: Array, encoded: Encoded) -> list[list[int]]:
    """Back from the best last tag of each text to its first."""
    import numpy as np

    now = final.argmax(axis=1)
    paths = np.zeros((len(going), len(now)), dtype=np.int8)
    rows = np.arange(len(came_from))
    for step in range(len(going) - 1, -1, -1):
        count = int(going[step])
        paths[step, :count] = now[:count]
        if step:
            at = begins[step]
            now[:count] = came_from[rows[at : at + count], now[:count]]
    return [paths[:length, i].tolist() for i, length in enumerate(encoded.lengths.tolist())]


def _by_steps(encoded: Encoded) -> tuple[tuple[Array, Array], Array]:
    """The characters in the order of the steps, forwards and backwards, and how many texts go on at each step."""
    import numpy as np

    steps = np.arange(int(encoded.lengths[0]))
    goes_on = steps[:, None] < encoded.lengths
    forwards = (encoded.starts + steps[:, None])[goes_on]
    backwards = (encoded.starts + encoded.lengths - 1 - steps[:, None])[goes_on]
    return (forwards, backwards), goes_on.sum(axis=1)


def _groups(texts: Sequence[str]) -> Iterator[list[int]]:
    """Numbers of texts in groups of like length, longest first; texts without any character are left out."""
    order = sorted((i for i, text in enumerate(texts) if text), key=lambda i: -len(texts[i]))
    group: list[int] = []
    size = 0
    for i in order:
        if group and size + len(texts[i]) > SIDE_BY_SIDE:
            yield group
            group, size = [], 0
        group.append(i)
        size += len(texts[i])
    if group:
        yield group
