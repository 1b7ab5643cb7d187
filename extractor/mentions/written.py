"""A page in traditional characters is read in simplified ones; what its records quote is put back as it was written.

Codes stay: the unit of 80萬個 is 个, its `unit_text` 個. A word without a place of its own (the fullest form of a name)
is looked up on the page.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from extractor.model import Date, Document, Fact, Mention, Name, Place, Role
from extractor.reading import Forward, Text
from extractor.reading.fold import fold

_NEAR = 60  # healed characters before a mention in which a word that belongs to it may stand
#: Slots that hold codes.
_CODES = frozenset(("change", "time"))


def as_written(document: Document, read: Text) -> Document:
    """The document with its words as they stand in `document.text`; `read` is that text in simplified characters."""
    page = _Written(document.text, read)
    return replace(
        document,
        title=document.title and page.words(document.title),
        mentions=tuple(map(page.mention, document.mentions)),
        facts=tuple(map(page.fact, document.facts)),
        unread=tuple(replace(unread, text=page.at(unread.at, unread.text)) for unread in document.unread),
        contexts={span: page.stretch(*span, text) for span, text in document.contexts.items()},
    )


class _Written:
    def __init__(self, original: str, read: Text) -> None:
        self._read = read.healed
        self._forward = Forward(read.way)
        self._written = _healed(original, read)
        pairs = Counter(zip(self._read, self._written, strict=True))
        self._forms = {character: form for (character, form), _ in reversed(pairs.most_common())}

    def mention(self, mention: Mention) -> Mention:
        text = self.at(mention.at, mention.text)
        if isinstance(mention, Name):
            name = text if mention.name == mention.text else self.words(mention.name)
            return replace(mention, text=text, name=name)
        if isinstance(mention, Date):
            return replace(mention, text=text)
        near = mention.at.start
        quantity, at = mention.quantity, mention.slots_at
        slots = {
            name: value if name in _CODES else self.words(value, *at.get("time" if name == "time_text" else name, ()))
            for name, value in mention.slots.items()
        }
        quantity = replace(
            quantity,
            unit_text=self.words(quantity.unit_text, near),
            bound_text=quantity.bound_text and self.words(quantity.bound_text, near),
        )
        return replace(mention, text=text, quantity=quantity, slots=slots)

    def fact(self, fact: Fact) -> Fact:
        text = self.at(fact.at, fact.text)
        if isinstance(fact, Role):
            return replace(
                fact,
                text=text,
                person=self.words(fact.person),
                person_text=self.words(fact.person_text, *fact.person_at),
                title=self.words(fact.title, *fact.title_at),
                organization=fact.organization and self.words(fact.organization, *(fact.organization_at or ())),
            )
        return replace(
            fact,
            text=text,
            speaker=self.words(fact.speaker),
            speaker_text=self.words(fact.speaker_text, *fact.speaker_at),
            verb=fact.verb and self.words(fact.verb, *(fact.verb_at or ())),
        )

    def at(self, place: Place, text: str) -> str:
        """The words of a record, by its place."""
        spans = place.segments or ((place.start, place.end),)
        return self.stretch(spans[0][0], spans[-1][1], text)

    def stretch(self, start: int, end: int, text: str) -> str:
        """The healed characters from the original offset `start` to `end`, if they read as `text`."""
        first, last = self._forward.at(start), self._forward.at(end - 1)
        if first is not None and last is not None and self._read[first : last + 1] == text:
            return self._written[first : last + 1]
        return self.words(text, start)

    def words(self, words: str, start: int | None = None, end: int | None = None) -> str:
        """Words of the page, found at `start:end` of the original or near it, else anywhere, else form by form."""
        near = None if start is None else self._forward.at(start)
        found = -1
        if near is not None:
            found = self._read.find(words, near if end is not None else max(0, near - _NEAR))
        if found < 0:
            found = self._read.find(words)
        if found >= 0:
            return self._written[found : found + len(words)]
        return "".join(self._forms.get(character, character) for character in words)


def _healed(original: str, read: Text) -> str:
    """The healed text in the characters of the original: each run of it, but for the blanks that healing put in."""
    written = list(read.healed)
    for start, healed, length in zip(read.way.original, read.way.healed, read.way.lengths, strict=True):
        if fold(read.original[start : start + length]) == read.healed[healed : healed + length]:
            written[healed : healed + length] = fold(original[start : start + length])
    return "".join(written)
