"""Which characters, pairs and words the tagger knows, and what the pairs meant in raw text before any training."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.language.encoding import LONGEST_WORD, Encoder, table_of
from extractor.language.recipe import gazetteers
from extractor.language.recipe.corpora import read_column, read_words
from extractor.language.recipe.gazetteers import Places

CHARACTERS = 7_000
PAIRS = 120_000
CHARACTER_WIDTH, PAIR_WIDTH = 64, 48
# One bit each in the table of words; everyday words by their length.
LISTS = "国省市县外人地"
ORGANISATION, COMPANY = 7, 8
WORD = {2: 9, 3: 10}
LONG_WORD = 11


def encoder(corpora: Path, places: Places, texts: Iterable[str]) -> Encoder:
    """Characters and pairs by their frequency in `texts`, words from the lists and the segmented corpora."""
    import numpy as np

    blank = Encoder(np.array([0xFFFF]), np.array([0], dtype=np.uint32), table_of({}))
    characters: Counter[int] = Counter()
    pairs: Counter[int] = Counter()
    for part in _parts(texts):
        codes = blank.codes(part)
        keys = codes[:-1] << 16 | codes[1:]
        characters.update(dict(zip(*map(np.ndarray.tolist, np.unique(codes, return_counts=True)), strict=True)))
        pairs.update(dict(zip(*map(np.ndarray.tolist, np.unique(keys, return_counts=True)), strict=True)))
    del characters[0]
    kept = np.array(sorted(_often(characters, CHARACTERS, 3)))
    kept_pairs = np.array(sorted(_often(pairs, PAIRS, 6)), dtype=np.uint32)
    return Encoder(kept, kept_pairs, table_of(words(corpora, places)))


def _parts(texts: Iterable[str], size: int = 20_000) -> Iterator[list[str]]:
    part: list[str] = []
    for text in texts:
        part.append(text)
        if len(part) == size:
            yield part
            part = []
    yield part


def _often(counted: Counter[int], most: int, least: int) -> list[int]:
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:most]
    return [key for key, count in ordered if count >= least]


def words(corpora: Path, places: Places) -> dict[str, int]:
    """Each known word with the bits of the lists that know it: 汶川县 -> the bit of 县."""
    counted = Counter(
        word for name in ("sxu", "cnc_part") for line in read_words(corpora, name, "train") for word in line
    )
    everyday = frozenset(word for word, count in counted.items() if count >= 5)
    found: dict[str, int] = {}
    for word, kind in gazetteers.listed_words(corpora, places, everyday).items():
        found[word] = found.get(word, 0) | 1 << LISTS.index(kind)
    for bit, name, least in ((ORGANISATION, "organisation_names_hanlp", 2), (COMPANY, "company_short_names", 3)):
        for word in read_column(corpora, name):
            if word not in everyday and len(word) >= least and not word.isascii():
                found[word] = found.get(word, 0) | 1 << bit
    for word, count in counted.items():
        if count >= 3 and "\u4e00" <= word[0] <= "\u9fff":
            found[word] = found.get(word, 0) | 1 << WORD.get(len(word), LONG_WORD)
    return {word: bits for word, bits in sorted(found.items()) if 2 <= len(word) <= LONGEST_WORD}


def vectors(encoder: Encoder, texts: list[str], seed: int) -> tuple[Any, Any]:
    """A vector for each row of characters and of pairs, by which of them stand near which in `texts`."""
    characters = [row for part in _parts(texts, 5_000) for row in _rows(encoder, part, pairs=False)]
    pairs = [row for part in _parts(texts, 5_000) for row in _rows(encoder, part, pairs=True)]
    return (
        _vectors(characters, len(encoder.characters), CHARACTER_WIDTH, seed),
        _vectors(pairs, len(encoder.pairs), PAIR_WIDTH, seed),
    )


def _rows(encoder: Encoder, texts: list[str], *, pairs: bool) -> Iterator[list[int]]:
    found = encoder(texts)
    rows = found.pairs[:, 1] if pairs else found.characters
    for start, length in zip(found.starts, found.lengths, strict=True):
        yield rows[start : start + min(length, 400)].tolist()


def _vectors(sequences: list[list[int]], known: int, width: int, seed: int) -> Any:
    import numpy as np
    from gensim.models import Word2Vec  # type: ignore[import-not-found, unused-ignore]

    model = Word2Vec(
        sequences, vector_size=width, window=4, min_count=1, sg=1, negative=5, sample=1e-4, epochs=2, workers=1,
        seed=seed, hashfxn=int,
    )  # fmt: skip
    table = np.random.default_rng(seed).normal(0, 0.05, (known + 1, width)).astype(np.float32)
    rows = np.array(model.wv.index_to_key)
    table[rows] = model.wv.vectors / model.wv.vectors.std() * 0.3
    return table
