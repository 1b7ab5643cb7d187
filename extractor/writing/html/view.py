"""What the template shows of one document: its text with marks, a row for each record, charts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from extractor.model import Date, Document, Figure, Name, Quote, Role
from extractor.writing.html.charts import Chart, figure_charts, timeline
from extractor.writing.html.typeset import Evidence, Paragraph, Spot, typeset
from extractor.writing.records import Found, identified

#: Types in the order of the page: title of the table, sign in front of a mark.
KINDS = {
    "figure": ("数字", "数"),
    "date": ("日期", "日"),
    "person": ("人物", "人"),
    "organization": ("机构", "机"),
    "place": ("地点", "地"),
    "role": ("职务", "职"),
    "quote": ("引语", "引"),
    "unread": ("未取的数字", "未"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A record with the key of its mark (`d1-figure-57-63`) and of its row."""

    key: str
    row: str
    found: Found
    context: str | None


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name and all its mentions: 江苏宏达机械有限公司, also read as 宏达公司."""

    key: str
    name: str
    others: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One document on the page; `number` counts from 1, `paragraphs` are empty where the text is not at hand."""

    number: int
    document: Document
    paragraphs: list[Paragraph]
    items: dict[str, list[Item]]
    names: dict[str, list[NameRow]]
    timeline: Chart | None
    charts: list[Chart]

    @property
    def key(self) -> str:
        return f"d{self.number}"

    @property
    def title(self) -> str:
        return self.document.title or self.document.doc

    @property
    def counts(self) -> dict[str, int]:
        return {kind: len(items) for kind, items in self.items.items()}


def view(document: Document, number: int, *, only: Collection[str] | None, context: bool) -> View:
    """Sort what was found into rows and marks. Sentences stand in the rows where asked for, or where no text is."""
    with_context = context or not document.text
    items: dict[str, list[Item]] = {}
    first_rows: dict[tuple[str, str], str] = {}
    for identity, found in identified(document, only=only):
        key = f"d{number}-" + identity.replace(":", "-").replace("#", "-")
        row = f"r-{key}"
        if isinstance(found, Name):
            row = first_rows.setdefault((found.type, found.name), row)
        sentence = document.contexts.get(found.at.sentence) if with_context else None
        items.setdefault(found.type, []).append(Item(key, row, found, sentence))
    figures = [(item.key, item.found) for item in items.get("figure", []) if isinstance(item.found, Figure)]
    dates = [(item.key, item.found) for item in items.get("date", []) if isinstance(item.found, Date)]
    return View(
        number=number,
        document=document,
        paragraphs=_paragraphs(document, [item for group in items.values() for item in group]),
        items=items,
        names={kind: _names(items[kind]) for kind in ("person", "organization", "place") if kind in items},
        timeline=timeline(dates),
        charts=figure_charts(figures),
    )


def _paragraphs(document: Document, items: list[Item]) -> list[Paragraph]:
    if not document.text:
        return []
    about: dict[tuple[int, int], list[str]] = {}
    for item in items:
        for span in _evidence(item.found):
            about.setdefault(span, []).append(item.key)
    return typeset(document.text, [*map(_spot, items), *(Evidence(tuple(keys), span) for span, keys in about.items())])


def _evidence(found: Found) -> set[tuple[int, int]]:
    """What says around a figure what it measures, around a quote who speaks."""
    match found:
        case Figure():
            return set(found.slots_at.values())
        case Quote():
            return {at for at in (found.speaker_at, found.verb_at) if at and at != (found.at.start, found.at.end)}
    return set()


def _spot(item: Item) -> Spot:
    found = item.found
    title, sign = KINDS[found.type]
    segments = found.at.segments or ((found.at.start, found.at.end),)
    return Spot(item.key, item.row, found.type, sign, _spoken(title, found), segments, found.rule)


def _spoken(title: str, found: Found) -> str:
    """What a screen reader says where a mark begins: of a long quote only who speaks."""
    match found:
        case Quote():
            return f"{title}：{found.speaker}"
        case Role():
            return f"{title}：{found.person} {found.title}"
    return title


def _names(items: list[Item]) -> list[NameRow]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.row, []).append(item)
    rows = []
    for row, group in groups.items():
        name = group[0].found.name if isinstance(group[0].found, Name) else ""
        others = dict.fromkeys(item.found.text for item in group if item.found.text != name)
        rows.append(NameRow(row, name, tuple(others), tuple(group)))
    return rows
