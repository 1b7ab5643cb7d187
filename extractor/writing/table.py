"""Tables for a person at a terminal: 人物, 机构, 地点, 数字, 日期, 职务, 引语, for one page after another.

What a page holds reaches the terminal as `Text` only, without markup, and with its control characters made visible.
A kind of record is one entry in `_KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.model import Date, Document, Figure, Name, Quote, Role
from extractor.writing.hostile import visible
from extractor.writing.numbers import digits
from extractor.writing.records import Found
from extractor.writing.wording import REFERENCES, STATUSES, figure_measure, figure_remarks, figure_words

#: A cell for each column; the sentence comes last and is left empty unless it is asked for.
Row = tuple[str, ...]
Sentence = Callable[[Found], str]

_RIGHT = ("次数", "行", "首见行")


def print_tables(
    documents: Iterable[Document],
    *,
    console: Console | None = None,
    only: Collection[str] | None = None,
    context: bool = False,
) -> None:
    """Print each document as soon as it comes: a header, then a table for each kind of mention that `only` allows.

    A column that is empty throughout is left out; a kind of mention that the page has none of takes one line, a kind of
    fact only where `only` asks for it. `context` adds the sentence.
    """
    console = console or Console()
    for document in documents:
        _print_header(console, document)
        for kind in _KINDS:
            if _is_wanted(kind, document, only):
                _print_kind(console, kind, document, context)
        console.print()


def _is_wanted(kind: _Kind, document: Document, only: Collection[str] | None) -> bool:
    if only is not None:
        return kind.type in only
    return kind.type not in _FACTS or bool(_found(kind, document))


def _print_header(console: Console, document: Document) -> None:
    title = document.title or document.doc
    facts = [document.doc] if document.title else []
    facts += [f"{digits(document.characters, grouped=True)} 字", _reference(document)]
    console.print(Text(visible(title), style="bold"))
    console.print(Text(visible(" · ".join(facts)), style="dim"))
    console.print()


def _reference(document: Document) -> str:
    if document.reference_date is None or document.reference_from is None:
        return "无基准日期（可用 --date 给定）"
    return f"基准日期 {document.reference_date.isoformat()}（{REFERENCES[document.reference_from]}）"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How the mentions of one type become a table."""

    type: str
    title: str
    columns: tuple[str, ...]
    rows: Callable[[list[Found], Sentence], Iterable[Row]]


def _print_kind(console: Console, kind: _Kind, document: Document, context: bool) -> None:
    mentions = _found(kind, document)
    if not mentions:
        console.print(Text(f"{kind.title}：{_why_none(kind, document)}"))
        return

    def sentence(mention: Found) -> str:
        return document.contexts.get(mention.at.sentence, "") if context else ""

    console.print(Text(kind.title, style="bold"), Text(f"共 {len(mentions)} 处", style="dim"))
    console.print(_table((*kind.columns, "所在句"), list(kind.rows(mentions, sentence))))
    console.print()


def _found(kind: _Kind, document: Document) -> list[Found]:
    return [found for found in (*document.mentions, *document.facts, *document.unread) if found.type == kind.type]


def _why_none(kind: _Kind, document: Document) -> str:
    unread = kind.type in _NEED_NAMES and not document.names
    return "未识别（--no-names）" if unread else "无"


def _table(columns: tuple[str, ...], rows: list[Row]) -> Table:
    used = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    table = Table(box=SIMPLE_HEAD, show_edge=False, header_style="dim", padding=(0, 1), collapse_padding=True)
    for at in used:
        narrow = columns[at] in _RIGHT
        table.add_column(columns[at], justify="right" if narrow else "left", no_wrap=narrow, overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(row[at])) for at in used))
    return table


def _name_rows(mentions: list[Found], sentence: Sentence) -> Iterable[Row]:
    """A row for each name, in the order of the page: 江苏宏达机械有限公司, also read as 宏达公司, twice, on line 3."""
    groups: dict[str, list[Name]] = {}
    for mention in mentions:
        if isinstance(mention, Name):
            groups.setdefault(mention.name, []).append(mention)
    for name, group in groups.items():
        others = dict.fromkeys(mention.text for mention in group if mention.text != name)
        yield name, "、".join(others), str(len(group)), str(group[0].at.line), sentence(group[0])


def _figure_rows(mentions: list[Found], sentence: Sentence) -> Iterable[Row]:
    for mention in mentions:
        if isinstance(mention, Figure):
            when, source = mention.slots.get("time_text", ""), mention.slots.get("according_to", "")
            words = (figure_words(mention), figure_remarks(mention), figure_measure(mention), when, source)
            yield *words, str(mention.at.line), sentence(mention)


def _date_rows(mentions: list[Found], sentence: Sentence) -> Iterable[Row]:
    for mention in mentions:
        if isinstance(mention, Date):
            yield mention.text, mention.edtf or "—", mention.clock or "", str(mention.at.line), sentence(mention)


def _role_rows(mentions: list[Found], sentence: Sentence) -> Iterable[Row]:
    """A row for each post of a person, where it is stated first: 王芳, 董事长 of 江苏宏达机械有限公司, 前."""
    seen = set()
    for role in mentions:
        if isinstance(role, Role):
            row = (role.person, role.title, role.organization or "", STATUSES.get(role.status, ""))
            if row not in seen:
                seen.add(row)
                yield *row, str(role.at.line), sentence(role)


def _quote_rows(mentions: list[Found], sentence: Sentence) -> Iterable[Row]:
    for quote in mentions:
        if isinstance(quote, Quote):
            words = f"“{quote.text}”" if quote.direct else quote.text
            yield quote.speaker, quote.verb or "", words, str(quote.at.line), sentence(quote)


def _unread_rows(mentions: list[Found], sentence: Sentence) -> Iterable[Row]:
    for unread in mentions:
        yield unread.text, unread.rule, str(unread.at.line), sentence(unread)


#: Kinds of which a page without any says nothing.
_FACTS = ("role", "quote", "unread")
_NEED_NAMES = ("person", "organization", "place", "role", "quote")

_KINDS = (
    _Kind("person", "人物", ("姓名", "又作", "次数", "首见行"), _name_rows),
    _Kind("organization", "机构", ("名称", "又作", "次数", "首见行"), _name_rows),
    _Kind("place", "地点", ("地名", "又作", "次数", "首见行"), _name_rows),
    _Kind("figure", "数字", ("数值", "措辞", "所指", "时间", "来源", "行"), _figure_rows),
    _Kind("date", "日期", ("原文", "EDTF", "时刻", "行"), _date_rows),
    _Kind("role", "职务", ("姓名", "职务", "机构", "状态", "行"), _role_rows),
    _Kind("quote", "引语", ("说话人", "动词", "内容", "行"), _quote_rows),
    _Kind("unread", "未取的数字", ("原文", "规则", "行"), _unread_rows),
)
