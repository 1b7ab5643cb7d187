"""Read Chinese news pages: people, organisations, places, figures and dates, each with the characters it came from.

>>> from datetime import date
>>> from extractor import extract
>>> page = extract("今年前三季度产量超过260万辆。", reference_date=date(2023, 11, 27), names=False)
>>> [(mention.type, mention.text) for mention in page.mentions]
[('date', '今年前三季度'), ('figure', '260万辆')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extractor.errors import DateError, ExtractorError, InputError, ModelError, RulebookError
from extractor.model import Date, Document, Figure, Name, Place, Quantity

if TYPE_CHECKING:
    from extractor.pipeline import extract, to_spacy
    from extractor.rulebook import Rulebook, load_rulebook

__version__ = "0.1.0"

__all__ = [
    "Date",
    "DateError",
    "Document",
    "ExtractorError",
    "Figure",
    "InputError",
    "ModelError",
    "Name",
    "Place",
    "Quantity",
    "Rulebook",
    "RulebookError",
    "extract",
    "load_rulebook",
    "to_spacy",
]

_LATE = {"extract": "pipeline", "to_spacy": "pipeline", "Rulebook": "rulebook", "load_rulebook": "rulebook"}


def __getattr__(name: str) -> Any:
    """Import what needs rules only when it is asked for: the command line's help must not wait for it."""
    if name in _LATE:
        from importlib import import_module

        return getattr(import_module(f"extractor.{_LATE[name]}"), name)
    raise AttributeError(f"module 'extractor' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
