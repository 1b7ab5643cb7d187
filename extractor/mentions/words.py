"""Words looked up at a place of a text: the longest of a set that begins or ends there."""

from __future__ import annotations

from collections.abc import Iterable


class WordsAt:
    """A set of words, each with the name of its rule."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._rules = dict(words)
        self._starts: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}
        for word in self._rules:
            _note(self._starts, word[0], len(word))
            _note(self._ends, word[-1], len(word))

    def at(self, text: str, start: int) -> str | None:
        """The rule of the longest word that begins at `start`."""
        if start >= len(text):
            return None
        lengths = (length for length in self._starts.get(text[start], ()) if start + length <= len(text))
        found = (self._rules.get(text[start : start + length]) for length in lengths)
        return next((rule for rule in found if rule), None)

    def ending_at(self, text: str, end: int) -> str | None:
        """The rule of the longest word that ends at `end`."""
        if end <= 0:
            return None
        lengths = (length for length in self._ends.get(text[end - 1], ()) if length <= end)
        found = (self._rules.get(text[end - length : end]) for length in lengths)
        return next((rule for rule in found if rule), None)


def _note(lengths: dict[str, list[int]], character: str, length: int) -> None:
    known = lengths.setdefault(character, [])
    if length not in known:
        known.append(length)
        known.sort(reverse=True)
