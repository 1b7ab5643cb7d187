"""pkuseg's segmentation, the same words several times faster.

spacy_pkuseg builds fifty pairs of words for every character, most of them of words that are not there. `FastSegmenter`
takes the dictionaries and weights of a loaded pkuseg and asks only for what can exist; the words are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from extractor.language.features import Features


class FastSegmenter:
    """Stands in for `spacy_pkuseg.pkuseg` in a spaCy tokenizer: `cut`, and what spaCy serialises."""

    def __init__(self, original: Any) -> None:
        from spacy_pkuseg.inference import decodeViterbi_fast

        self.feature_extractor = original.feature_extractor
        self.model = original.model
        self.preprocesser = original.preprocesser
        self.postprocesser = original.postprocesser
        self._decode = decodeViterbi_fast
        self._features = Features(self.feature_extractor.feature_to_idx, self.feature_extractor.unigram)
        self._begins = [
            tag.startswith("B")
            for tag, _ in sorted(self.feature_extractor.tag_to_idx.items(), key=lambda item: item[1])
        ]

    def cut(self, text: str) -> list[str]:
        return [word for run in text.split() for word in self._cut(run)]

    def _cut(self, text: str) -> list[str]:
        _, tags = self._decode(self._features(text), self.model)
        begins = self._begins
        edges = [i for i, tag in enumerate(tags) if i and begins[tag]]
        return [text[start:end] for start, end in zip([0, *edges], [*edges, len(text)], strict=True)]


def is_plain(segmenter: Any) -> bool:
    """Whether pkuseg neither forces words of a user's dictionary nor joins words afterwards; else it must stay."""
    return not segmenter.preprocesser.trie.children and not segmenter.postprocesser.do_process


class LateTokenizer:
    """Stands in for a spaCy tokenizer until it is first used: pkuseg takes longer to load than all the rest."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Any:
        return self._make()

    def __call__(self, text: str) -> Any:
        return self._made(text)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copying and pickling ask for what no tokenizer has
            raise AttributeError(name)
        return getattr(self._made, name)
