"""Reading the corpora: sentences with entities, words separated by blanks, raw news, name lists.

All of them come as files of one folder (`ner/NAME/PART.jsonl.gz`, `cws/NAME/PART.txt.gz`, `raw/NAME.txt.gz`,
`gazetteers/NAME.tsv.gz`). Offsets are kept: every normalisation replaces one character by one.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int, str]

# What the reader of pages does before the model sees a text: full-width letters, digits, ． and ％ become ASCII.
_FOLD = {
    code: code - 0xFEE0
    for low, high in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for code in range(low, high + 1)
}
_FOLD |= {ord("％"): ord("%"), ord("．"): ord("."), ord("\n"): ord(" "), ord("\t"): ord(" "), ord("\u3000"): ord(" ")}
_SENTENCE = re.compile(r"[^。！？]*[。！？]*[”’」』）]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its entities; `unknown` are stretches that may or may not be names: the corpus does not say."""

    text: str
    entities: tuple[Span, ...]
    unknown: tuple[tuple[int, int], ...] = ()
    source: str = ""


def fold(text: str) -> str:
    """Full-width letters and digits as ASCII, character by character: ２６０万 -> 260万."""
    return text.translate(_FOLD)


def lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def read_ner(corpora: Path, name: str, part: str) -> list[Sentence]:
    """The set as it was published (labels PERSON, ORG, PLACE; TITLE and `other` left out)."""
    path = corpora / "ner" / name / f"{part}.jsonl.gz"
    return [_sentence(json.loads(line), name) for line in lines(path)]


def _sentence(record: dict[str, list[list[int | str]]], source: str) -> Sentence:
    spans = sorted((int(e[0]), int(e[1]), str(e[2])) for e in record["entities"])
    kept = tuple(span for span in spans if span[2] in ("PERSON", "ORG", "PLACE"))
    return Sentence(fold(str(record["text"])), kept, (), source)


def read_words(corpora: Path, name: str, part: str) -> list[list[str]]:
    """Segmented sentences, the words folded as the reader does it."""
    found = (fold(line).split() for line in lines(corpora / "cws" / name / f"{part}.txt.gz"))
    return [words for words in found if words]


def read_column(corpora: Path, name: str, column: str = "name") -> list[str]:
    with gzip.open(corpora / "gazetteers" / f"{name}.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        return [row[column] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row[column]]


def read_items(corpora: Path, name: str = "xinwenlianbo") -> list[list[str]]:
    """Raw news, each item a list of paragraphs."""
    items: list[list[str]] = [[]]
    for line in lines(corpora / "raw" / f"{name}.txt.gz"):
        if line.strip():
            items[-1].append(fold(line).strip())
        elif items[-1]:
            items.append([])
    return [item for item in items if item]


def split_sentences(paragraph: str) -> list[str]:
    return [found.strip() for found in _SENTENCE.findall(paragraph) if found.strip()]


def read_parts_of_speech(corpora: Path, part: str = "train") -> Iterator[list[tuple[str, str]]]:
    """Sentences of words with their tags: nh person, ns place, ni organisation, n noun, v verb ...

    The corpus has no parts of its own: every sixtieth sentence is `dev`, the others are `train`.
    """
    for number, line in enumerate(lines(corpora / "pos" / "corpuszh_part.txt.gz")):
        if (number % 60 == 0) != (part == "dev"):
            continue
        pairs = (item.rpartition("/") for item in fold(line).split())
        words = [(word, tag) for word, _, tag in pairs if word]
        if words:
            yield words
