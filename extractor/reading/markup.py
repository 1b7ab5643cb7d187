"""A web page as blocks: the paragraphs, headings and tables that a reader sees, in order, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from extractor.errors import EncodingError, InputError
from extractor.reading.composing import RawCell
from extractor.reading.decode import Decoded, decode, reads_as_chinese
from extractor.reading.files import missing_extra

#: An lxml element; lxml has no types.
Element = Any

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_HEAD = 8192
_SIMPLE = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_PROLOG = re.compile(r"\s*<\?xml[^>]{0,200}\?>")

_NEVER = (
    "script style noscript template head iframe object embed svg canvas audio video map select option button input "
    "textarea datalist dialog"
).split()
#: Old pages put everything into one form.
_ASIDES = frozenset(("nav", "aside", "footer", "form"))
#: What an element is for, by the words of its class or id.
_ASIDE = re.compile(
    r"(?:^|[-_\s])(?:nav|menu|menus|breadcrumbs?|crumbs?|side|sidebar|aside|related?|recommend\w{0,9}|relevant|hot|"
    r"rank\w{0,9}|comments?|reply|footer|foot|bottom|copyright|share|sharing|social|toolbar|tools?|login|ads?|"
    r"advert\w{0,9}|banner|qr\w{0,9}|tags?|pager|pagination|subscribe|popup|modal|more)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i img ins kbd label mark q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_WIDE = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—"
_BESIDE_WIDE = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*+\n[ \t\n\r\f]*+|[ \t\r\f]*+\n[ \t\n\r\f]*+(?=[{_WIDE}])")
_MOST_CELL = 120  # characters; what is longer is no cell of a table but a part of the page's layout
_MOST_SPAN = 200


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a table: `text` of it, of which `linked` characters are links.

    `path`: the elements around it, the outermost first. `rows`: the cells, if it is a table of data.
    """

    text: str
    linked: int
    path: tuple[Element, ...]
    heading: bool = False
    rows: tuple[tuple[RawCell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Markup:
    """The blocks of a page, what its head calls it (empty if nothing), and how its bytes were decoded."""

    blocks: tuple[Block, ...]
    title: str
    decoded: Decoded


def read_markup(data: bytes, shown: str, *, encoding: str | None = None) -> Markup:
    """Parse a page; the encoding is the named one, else that of its meta element, else found out.

    Raises InputError if it cannot be decoded or holds nothing.
    """
    try:
        from lxml import etree, html
    except ImportError:
        raise InputError(missing_extra(shown, "a web page")) from None
    decoded = decode_markup(data, shown, encoding)
    text = _PROLOG.sub("", decoded.text, count=1)
    # Entities that a page declares are not expanded, and a depth of 256 elements is the most.
    parser = html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise InputError(f"{shown}: no text in this web page. Save it again from the browser") from None
    title = root.findtext(".//head/title") or ""
    body = root.find("body")
    body = root if body is None else body
    etree.strip_elements(body, *_NEVER, with_tail=False)
    return Markup(tuple(_blocks(body)), _plain(title), decoded)


def decode_markup(data: bytes, shown: str, encoding: str | None) -> Decoded:
    """The text of a page. What it says of its encoding is believed if it reads as Chinese that way."""
    found = _DECLARED.search(data[:_HEAD])
    if encoding is None and found and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = found.group(1).decode("ascii").lower()
        try:
            believed = decode(data, shown, encoding=_SIMPLE.get(name, name))
            if believed.encoding == "utf-8" or reads_as_chinese(believed.text):
                return believed
        except (EncodingError, InputError):  # no such encoding, or not that of this page
            pass
    return decode(data, shown, encoding=encoding)


class _Around(NamedTuple):
    """What stands around a text: the blocks, the outermost first, and whether it is in a link."""

    path: tuple[Element, ...] = ()
    linked: bool = False

    def inside(self, element: Element) -> _Around:
        if element.tag in _INLINE:
            return self if self.linked or element.tag != "a" else _Around(self.path, True)
        return _Around((*self.path, element), self.linked)


def _blocks(body: Element) -> Iterator[Block]:
    """All blocks below an element."""
    gathered = _Gathered()
    for event, element, around in _walk(body):
        if event == "table":
            yield from gathered.close()
            yield Block(element.text_content(), 0, around.path, rows=_rows(element))
        elif event in ("text", "tail"):
            gathered.add(element.text if event == "text" else element.tail, around)
        elif element.tag == "br":
            gathered.break_line()
        elif element.tag not in _INLINE:
            yield from gathered.close()
    yield from gathered.close()


class _Gathered:
    """The text of the block that is being read."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._linked = 0
        self._path: tuple[Element, ...] | None = None

    def add(self, text: str | None, around: _Around) -> None:
        if not text:
            return
        if self._path is None and not text.isspace():
            self._path = around.path
        self._parts.append(text.replace("\x00", ""))
        if around.linked:
            self._linked += len(text.strip())

    def break_line(self) -> None:
        self._parts.append("\x00")  # kept apart from the line breaks of the source, which mean a blank

    def close(self) -> Iterator[Block]:
        lines = [line for part in "".join(self._parts).split("\x00") if (line := _plain(part))]
        if lines and self._path:
            total = sum(map(len, lines))
            heading = self._path[-1].tag in _HEADINGS
            for line in lines:
                yield Block(line, self._linked * len(line) // total, self._path, heading)
        self._parts, self._linked, self._path = [], 0, None


def _walk(body: Element) -> Iterator[tuple[str, Element, _Around]]:
    """Start and end of each element that is seen, and the texts between; no recursion, as a hostile page nests deep."""
    stack = [("open", body, _Around())]
    most = len(body.text_content()) // 2
    while stack:
        event, element, around = stack.pop()
        if event != "open":
            yield event, element, around
            continue
        inner = around.inside(element)
        if element.tag == "table" and _is_data(element):
            yield "table", element, inner
            continue
        yield "start", element, around
        yield "text", element, inner
        stack.append(("end", element, around))
        for child in reversed(element):
            stack.append(("tail", child, inner))
            if isinstance(child.tag, str) and not _is_unseen(child, most):
                stack.append(("open", child, inner))


def _is_unseen(element: Element, most: int) -> bool:
    """Whether an element is hidden, for filling in or for finding one's way; never one with half of the page's text."""
    if element.tag in _ASIDES or _ASIDE.search(f"{element.get('class', '')} {element.get('id', '')}") is not None:
        return len(element.text_content()) <= most
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None and not element.get("id", "").startswith("js_")


def _plain(text: str) -> str:
    """Blanks as a browser shows them; a line break of the source beside a Chinese character is none."""
    return _BLANKS.sub(" ", _BESIDE_WIDE.sub("", text)).strip(" \xa0\u3000\u200b\ufeff")


def _is_data(table: Element) -> bool:
    """Whether a table holds data: two rows and columns at least, cells short, nothing nested; else it is layout."""
    if table.find(".//table") is not None:
        return False
    rows = [cells for row in table.iter("tr") if (cells := row.xpath("./td|./th"))]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    lengths = [len(_plain(cell.text_content())) for cells in rows for cell in cells]
    return max(lengths) <= _MOST_CELL and not any(True for _ in table.iter("ul", "ol", "form"))


def _rows(table: Element) -> tuple[tuple[RawCell, ...], ...]:
    rows: list[tuple[RawCell, ...]] = []
    caption = table.find("caption")
    if caption is not None and (words := _plain(caption.text_content())):
        rows.append((RawCell(words, columns=1, head=True),))
    for row in table.iter("tr"):
        in_head = row.getparent().tag == "thead"
        rows.append(tuple(_cell(cell, in_head) for cell in row.xpath("./td|./th")))
    return tuple(row for row in rows if row)


def _cell(cell: Element, in_head: bool) -> RawCell:
    words = " ".join(word for word in (_plain(text) for text in cell.itertext()) if word) if len(cell) else cell.text
    return RawCell(
        _plain(words or ""), _spanned(cell, "colspan"), _spanned(cell, "rowspan"), in_head or cell.tag == "th"
    )


def _spanned(cell: Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _MOST_SPAN) if value.isdecimal() else 1
