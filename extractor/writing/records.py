"""A `Document` as flat records: the one place that knows which key holds what.

The order of keys is fixed: what every record has, then what its type adds, the sentence last.
A key without a value is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from extractor.model import Date, Document, Fact, Figure, Mention, Name, Quantity, Quote, Role, Unread
from extractor.writing.numbers import plain_number

#: The version of the contract; within it keys are only ever added.
SCHEMA = 1

#: What a figure can be about, in the order of its keys.
SLOTS = ("subject", "attribute", "object", "of", "change", "basis", "time", "time_text", "according_to")

Record = dict[str, Any]
Found = Mention | Fact | Unread


def records(document: Document, *, only: Collection[str] | None = None, context: bool = False) -> Iterator[Record]:
    """The record of the document, then those of its mentions and facts: by start, then the longest first, then by type.

    `only` keeps the types it names; the document's own record is always given, so that a filtered result still says
    what it was made from. It changes no record: the second fact on 王芳 is `#2` also where the first is not printed.
    `context` adds the healed text of the sentence to each mention.
    """
    yield _document(document)
    for identity, mention in identified(document, only=only):
        sentence = document.contexts.get(mention.at.sentence) if context else None
        yield _mention(mention, identity, document.doc, sentence)


def identified(document: Document, *, only: Collection[str] | None = None) -> Iterator[tuple[str, Found]]:
    """What was found with its `id`, in the order of the records: `figure:57-63`, and `role:9-20#2` for the second."""
    seen: Counter[str] = Counter()
    for mention in sorted([*document.mentions, *document.facts, *document.unread], key=_order):
        identity = f"{mention.type}:{mention.at.start}-{mention.at.end}"
        seen[identity] += 1
        if only is None or mention.type in only:
            yield identity + (f"#{seen[identity]}" if seen[identity] > 1 else ""), mention


def _order(mention: Found) -> tuple[int, int, str]:
    return mention.at.start, -mention.at.end, mention.type


def _document(document: Document) -> Record:
    return _valued(
        type="document",
        schema=SCHEMA,
        doc=document.doc,
        sha256=document.sha256,
        encoding=document.encoding,
        kind=document.kind if document.kind != "text" else None,
        script=document.script,
        characters=document.characters,
        title=document.title,
        reference_date=document.reference_date and document.reference_date.isoformat(),
        reference_from=document.reference_from,
        tool=document.tool,
        model=document.model,
        rules=document.rules,
        names=document.names,
    )


def _mention(mention: Found, identity: str, doc: str, context: str | None) -> Record:
    at = mention.at
    common = _valued(
        type=mention.type,
        id=identity,
        text=mention.text,
        start=at.start,
        end=at.end,
        segments=[list(segment) for segment in at.segments],
        line=at.line,
        sentence_start=at.sentence[0],
        sentence_end=at.sentence[1],
        doc=doc,
        rule=mention.rule,
    )
    return common | _OWN_KEYS[type(mention)](mention) | _valued(context=context)


def _name(name: Name) -> Record:
    return _valued(name=name.name)


def _figure(figure: Figure) -> Record:
    slots = {key: figure.slots.get(key) for key in SLOTS}
    slots_at = {key: list(figure.slots_at[key]) for key in SLOTS if key in figure.slots_at}
    return _quantity(figure.quantity) | _valued(**slots, slots_at=slots_at)


def _quantity(quantity: Quantity) -> Record:
    return _valued(
        value=_plain(quantity.value),
        low=_plain(quantity.low),
        high=_plain(quantity.high),
        bound=quantity.bound,
        bound_text=quantity.bound_text,
        precision=_plain(quantity.precision),
        extreme=quantity.extreme,
        unit=quantity.unit,
        unit_text=quantity.unit_text,
        dimension=quantity.dimension,
        si_low=_plain(quantity.si_low),
        si_high=_plain(quantity.si_high),
        si_unit=quantity.si_unit,
        per=quantity.per,
        status=quantity.status,
        aggregate=quantity.aggregate,
    )


def _plain(number: Fraction | None) -> int | Decimal | None:
    return None if number is None else plain_number(number)


def _date(date: Date) -> Record:
    return _valued(
        edtf=date.edtf,
        clock=date.clock,
        earliest=date.earliest and date.earliest.isoformat(),
        latest=date.latest and date.latest.isoformat(),
        relative=date.relative,
    )


def _role(role: Role) -> Record:
    return _valued(
        person=role.person,
        person_text=role.person_text,
        person_id=_identity("person", role.person_at) if role.person_named else None,
        title=role.title,
        status=role.status,
        organization=role.organization,
        slots_at=_places(person=role.person_at, title=role.title_at, organization=role.organization_at),
    )


def _quote(quote: Quote) -> Record:
    return _valued(
        speaker=quote.speaker,
        speaker_text=quote.speaker_text,
        speaker_id=quote.speaker_mention and _identity(quote.speaker_mention, quote.speaker_at),
        verb=quote.verb,
        direct=quote.direct,
        slots_at=_places(speaker=quote.speaker_at, verb=quote.verb_at),
    )


def _places(**places: tuple[int, int] | None) -> dict[str, list[int]]:
    """Where the parts of a fact stand; one that no words say stands nowhere."""
    return {name: list(place) for name, place in places.items() if place is not None}


def _identity(kind: str, at: tuple[int, int]) -> str:
    return f"{kind}:{at[0]}-{at[1]}"


#: A new kind of mention or fact is one entry here and one in `schema.py`.
_OWN_KEYS: dict[type, Callable[[Any], Record]] = {
    Name: _name,
    Figure: _figure,
    Date: _date,
    Role: _role,
    Quote: _quote,
    Unread: lambda unread: {},
}


def _valued(**keys: object) -> Record:
    """The keys that have a value: 0 and false are values, an empty text or list is none."""
    return {key: value for key, value in keys.items() if value or value == 0}
