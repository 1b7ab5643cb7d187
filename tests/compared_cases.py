"""The cases of tests/cases/comparing.yaml, read with their names given by hand, so that no model is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from extractor import extract
from extractor.compared import Pair
from extractor.comparing import Words, compare
from extractor.language.entities import Entity
from extractor.model import Document

CASES: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "cases" / "comparing.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
DATES = ("2023-11-27", "2023-11-28")


def read(text: str, *, day: str = DATES[0], names: Mapping[str, str] | None = None, doc: str = "-") -> Document:
    """A page read whole, but that the model finds just these names, each with its type."""

    def found(texts: Iterable[str], *, model: str | None = None) -> Iterator[tuple[list[Entity], str]]:
        for block in texts:
            entities = [
                Entity(at, at + len(name), type_, type_)
                for name, type_ in (names or {}).items()
                for at in range(len(block))
                if block.startswith(name, at)
            ]
            yield entities, ""

    with (
        patch("extractor.language.read_texts", found),
        patch("extractor.language.model_version", lambda model: "by hand"),
    ):
        return extract(text, reference_date=date.fromisoformat(day), doc=doc)


def pairs_of(case: Mapping[str, Any], words: Words) -> list[Pair]:
    """The pairs of the two sentences of a case."""
    days = case.get("dates", DATES)
    one, other = (
        read(case[side], day=day, names=case.get("names"), doc=side)
        for side, day in zip(("one", "other"), days, strict=True)
    )
    return [pair for found in compare(one, [other], words=words, everything=True) for pair in found.pairs]


def told(pair: Pair) -> str:
    """A pair as the cases write it: `86.4公里 | 84.6公里`; one text alone for a figure without a partner."""
    return " | ".join(side.figure.text for side in (pair.a, pair.b) if side)
