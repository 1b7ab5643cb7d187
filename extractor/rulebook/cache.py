"""What takes longer than a page does is kept in the user's cache folder: rules as checked, patterns as compiled.

A file there is named for all that it was made from, so a stale one is never read. One that is broken or cannot be
written costs time and nothing else.
"""

from __future__ import annotations

import io
import os
import pickle
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import regex

from extractor.rulebook.patterns import compile_source


def cache_file(name: str) -> Path:
    """A file of ours in the user's cache folder."""
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root, "extract", name)


def write_cache(target: Path, data: bytes) -> None:
    """Write whole or not at all: beside its place first, so that a second run never reads half of it."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        draft.write_bytes(data)
        os.replace(draft, target)
    except (OSError, RuntimeError):
        return


class PatternStore:
    """The compiled patterns of one rulebook: compiling all of them takes a second, reading them back a hundredth.

    `digest` stands for the rules that the patterns come from.
    """

    def __init__(self, digest: str) -> None:
        python = f"{sys.implementation.cache_tag}-regex{regex.__version__}"
        self._name = f"patterns-{digest[:32]}-{python}.pickle"
        self._patterns: dict[str, regex.Pattern[str]] | None = None
        self._grown = False

    def compile(self, source: str, lists: Mapping[str, frozenset[str]]) -> regex.Pattern[str]:
        """The compiled pattern of an expanded source; PatternError if it is no regular expression."""
        if self._patterns is None:
            self._patterns = _read(self._name)
        pattern = self._patterns.get(source)
        if pattern is None:
            pattern = self._patterns[source] = compile_source(source, lists)
            self._grown = True
        return pattern

    def keep(self) -> None:
        """Write what was compiled since the last time, for the next run."""
        if self._grown:
            write_cache(cache_file(self._name), pickle.dumps(self._patterns, protocol=5))
            self._grown = False


class _Reader(pickle.Unpickler):
    """Reads compiled patterns and nothing else: a file that names any other function is refused."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in (("regex._regex", "compile"), ("_regex", "compile")):
            return regex._regex.compile  # type: ignore[attr-defined]
        raise pickle.UnpicklingError(f"{module}.{name} is no pattern")


def _read(name: str) -> dict[str, regex.Pattern[str]]:
    try:
        found = _Reader(io.BytesIO(cache_file(name).read_bytes())).load()
        return found if isinstance(found, dict) else {}
    except Exception:  # a broken pickle raises almost anything
        return {}
