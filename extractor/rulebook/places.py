"""Which copy of `rules/` and `seeds/` is in use: this one function decides."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def data_dir(name: str) -> Path:
    """The folder `rules` or `seeds` in use: the wheel's copy in the package, else the one beside it in a checkout."""
    packaged = PACKAGE / "data" / name
    return packaged if packaged.is_dir() else PACKAGE.parent / name
