"""Saved results read again: JSON Lines back to Documents, without rules, without spaCy.

What records do not hold is not made up: of the text of the page only length and digest are there. `with_text` reads it
again from its path, and the digest says whether it is the same.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from extractor.errors import ExtractorError, InputError
from extractor.model import Date, Document, Fact, Figure, Mention, Name, Place, Quantity, Quote, Role, Unread
from extractor.reading import text_sha256
from extractor.reading.inputs import Input, read_input
from extractor.writing.records import SLOTS, Record

#: Characters of the longest record of a document.
_LONGEST_HEAD = 100_000
_NUMBERS = ("value", "low", "high", "precision", "si_low", "si_high")
_WORDS = ("bound_text", "extreme", "unit", "si_unit", "per", "status", "aggregate")


#: One for all lines: json.loads makes a new one at each call that asks for exact numbers.
_DECODER = json.JSONDecoder(parse_float=Decimal)


def is_saved(text: str) -> bool:
    """Whether a text is a saved result, by its first line: a record of type document."""
    start = text.lstrip("\ufeff \t\r\n")[:_LONGEST_HEAD]
    if not start.startswith("{"):
        return False
    try:
        record = json.loads(start.splitlines()[0])
    except ValueError:
        return False
    return isinstance(record, dict) and record.get("type") == "document"


def load_documents(lines: Iterable[str], *, path: str, only: Collection[str] | None = None) -> Iterator[Document]:
    """The documents of a saved result, in its order; `only` reads records of these types and no others, faster.

    `path` is for messages. Raises InputError, with the line, where a line is no record of ours.
    """
    left_out = None if only is None else tuple(f'{{"type": "{kind}"' for kind in _READERS.keys() - set(only))
    head: Record | None = None
    found: list[Record] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or (left_out and line.startswith(left_out)):
            continue
        record = _parse(line, f"{path}:{number}", head)
        if record["type"] == "document":
            if head is not None:
                yield _document(head, found)
            head, found = record, []
        elif only is None or record["type"] in only:
            found.append(record)
    if head is None:
        raise InputError(f"{path}: no records. Save them with: extract PAGE --format jsonl > {path}")
    yield _document(head, found)


def with_text(document: Document) -> Document:
    """The document with its text, read again from its path; as it was where that is another text by now, or gone."""
    # A page of an archive is pages.zip/page.docx: the file is the first part of that path.
    path = Path(document.doc)
    file = next((part for part in (path, *path.parents) if part.is_file()), None)
    if file is None:
        return document
    for encoding in (None, document.encoding):
        try:
            pages = list(read_input(str(file), encoding=encoding))
        except ExtractorError:
            continue
        for page in pages:
            if isinstance(page, Input) and text_sha256(page.text) == document.sha256:
                return replace(document, text=page.text)
    return document


def _parse(line: str, where: str, head: Record | None) -> Record:
    try:
        record = _DECODER.decode(line)
    except ValueError as error:
        raise InputError(f"{where}: not JSON: {error}") from None
    kind = record.get("type") if isinstance(record, dict) else None
    if kind != "document" and (kind not in _READERS or head is None):
        raise InputError(f"{where}: no record of extract. The first of a page is of type document")
    missing = sorted(_NEEDED[kind] - record.keys())
    if missing:
        raise InputError(f"{where}: a {kind} record without {', '.join(missing)}")
    if kind == "document" and record["schema"] != 1:
        raise InputError(f"{where}: schema {record['schema']}; this version of extract reads schema 1")
    return dict(record)


def _document(head: Record, records: list[Record]) -> Document:
    read = [_READERS[record["type"]](record) for record in records]
    contexts = {_sentence(record): record["context"] for record in records if "context" in record}
    return Document(
        doc=head["doc"],
        text="",
        characters=head["characters"],
        sha256=head["sha256"],
        encoding=head["encoding"],
        reference_date=_day(head.get("reference_date")),
        reference_from=head.get("reference_from"),
        title=head.get("title"),
        tool=head["tool"],
        model=head.get("model"),
        rules=head["rules"],
        names=head["names"],
        kind=head.get("kind", "text"),
        script=head.get("script"),
        mentions=tuple(item for item in read if isinstance(item, Mention)),
        facts=tuple(item for item in read if isinstance(item, Fact)),
        unread=tuple(item for item in read if isinstance(item, Unread)),
        contexts=contexts,
    )


def _common(record: Record) -> Record:
    segments = tuple((start, end) for start, end in record.get("segments", ()))
    at = Place(
        start=record["start"],
        end=record["end"],
        line=record["line"],
        sentence=_sentence(record),
        segments=segments,
    )
    return {"text": record["text"], "at": at, "rule": record["rule"]}


def _name(record: Record) -> Name:
    return Name(type=record["type"], name=record["name"], **_common(record))


def _figure(record: Record) -> Figure:
    numbers: Record = {key: Fraction(record[key]) if key in record else None for key in _NUMBERS}
    words: Record = {key: record.get(key) for key in _WORDS}
    quantity = Quantity(
        bound=record["bound"],
        dimension=record["dimension"],
        unit_text=record.get("unit_text", ""),
        **numbers,
        **words,
    )
    slots = {key: record[key] for key in SLOTS if key in record}
    slots_at = {key: (start, end) for key, (start, end) in record.get("slots_at", {}).items()}
    return Figure(quantity=quantity, slots=slots, slots_at=slots_at, **_common(record))


def _date(record: Record) -> Date:
    return Date(
        edtf=record.get("edtf"),
        clock=record.get("clock"),
        earliest=_day(record.get("earliest")),
        latest=_day(record.get("latest")),
        relative=record["relative"],
        **_common(record),
    )


def _role(record: Record) -> Role:
    places = record.get("slots_at", {})
    body_at = places.get("organization")
    return Role(
        person=record["person"],
        person_text=record.get("person_text") or record["person"],
        person_at=_part(places.get("person"), record.get("person_id"), record),
        person_named="person_id" in record,
        title=record["title"],
        title_at=_part(places.get("title"), None, record),
        organization_at=None if body_at is None else (body_at[0], body_at[1]),
        status=record.get("status"),
        organization=record.get("organization"),
        **_common(record),
    )


def _quote(record: Record) -> Quote:
    places = record.get("slots_at", {})
    verb_at = places.get("verb")
    return Quote(
        speaker=record["speaker"],
        speaker_text=record.get("speaker_text") or record["speaker"],
        speaker_at=_part(places.get("speaker"), record.get("speaker_id"), record),
        verb_at=None if verb_at is None else (verb_at[0], verb_at[1]),
        speaker_mention=record["speaker_id"].split(":")[0] if "speaker_id" in record else None,
        verb=record.get("verb"),
        direct=record["direct"],
        **_common(record),
    )


def _unread(record: Record) -> Unread:
    return Unread(**_common(record))


def _part(place: list[int] | None, identity: str | None, record: Record) -> tuple[int, int]:
    """Where a part of a fact stands: as saved, else by `person:12-15`, else the record's own span."""
    if place is not None:
        return place[0], place[1]
    if identity is None:
        return record["start"], record["end"]
    start, end = identity.split(":")[1].split("#")[0].split("-")
    return int(start), int(end)


def _sentence(record: Record) -> tuple[int, int]:
    return record["sentence_start"], record["sentence_end"]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


_PLACED = {"text", "start", "end", "line", "sentence_start", "sentence_end", "rule"}
_READERS = {
    "person": _name,
    "organization": _name,
    "place": _name,
    "figure": _figure,
    "date": _date,
    "role": _role,
    "quote": _quote,
    "unread": _unread,
}
_NEEDED = {
    "document": {"schema", "doc", "sha256", "encoding", "characters", "tool", "rules", "names"},
    "person": {*_PLACED, "name"},
    "organization": {*_PLACED, "name"},
    "place": {*_PLACED, "name"},
    "figure": {*_PLACED, "bound", "dimension"},
    "date": {*_PLACED, "relative"},
    "role": {*_PLACED, "person", "title"},
    "quote": {*_PLACED, "speaker", "direct"},
    "unread": _PLACED,
}
