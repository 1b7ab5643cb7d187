"""Working out what the network knows of a word once, not at every mention.

The first layers of the packaged pipeline look at the word alone (its characters, its kind, the lists), and a page
repeats its words. Only the layers after them see the neighbours.
"""

from __future__ import annotations

from typing import Any

_KEPT = 40_000  # words, 15 MB


class WordCache:
    """Takes the place of the forward function of a layer that sees single words; training goes to the layer itself."""

    def __init__(self, layer: Any, vocab: Any) -> None:
        self._forward, self._vocab = layer._func, vocab
        self._rows: dict[int, int] = {}
        self._vectors: Any = None

    def __call__(self, layer: Any, docs: list[Any], is_train: bool) -> tuple[list[Any], Any]:
        if is_train or not docs:
            return self._forward(layer, docs, is_train)  # type: ignore[no-any-return]
        import numpy as np
        from spacy.attrs import ORTH

        words = [doc.to_array(ORTH).reshape(-1) for doc in docs]
        different, places = np.unique(np.concatenate(words), return_inverse=True)
        found = self._rows_of(layer, different.tolist())
        vectors = self._vectors[found[places]]
        ends = np.cumsum([len(each) for each in words])
        return np.split(vectors, ends[:-1]), _no_training

    def _rows_of(self, layer: Any, words: list[int]) -> Any:
        import numpy as np

        if len(self._rows) > _KEPT:
            self._rows, self._vectors = {}, None
        new = [word for word in words if word not in self._rows]
        if new:
            from spacy.tokens import Doc

            doc = Doc(self._vocab, words=[self._vocab.strings[word] for word in new])
            vectors = self._forward(layer, [doc], False)[0][0]
            self._rows.update(zip(new, range(len(self._rows), len(self._rows) + len(new)), strict=True))
            self._vectors = vectors if self._vectors is None else np.concatenate([self._vectors, vectors])
        return np.fromiter((self._rows[word] for word in words), dtype=np.int64, count=len(words))


def _no_training(gradient: Any) -> Any:
    raise NotImplementedError("the word cache is for finding names, not for training")


def use_fast_products(nlp: Any) -> None:
    """Multiply matrices by numpy's library, which is half as fast again as the one that thinc brings."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for layer in nlp.get_pipe("ner").model.walk():
        layer.ops = ops


def cache_words(nlp: Any) -> None:
    """Put a cache before the embedding of `nlp`, a pipeline of the recipe's make (`recipe/config.cfg`)."""
    embedding = nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0].layers[0]
    if embedding.layers[0].name == "extract_features":
        embedding._func = WordCache(embedding, nlp.vocab)
