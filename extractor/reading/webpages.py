"""The article of a saved web page: headline, dateline, paragraphs and tables; no menus, lists of links or comments.

The article is the element with the most prose in it and the least else: each character of a sentence counts for an
element, each character of a link and some of a scrap against it, so the whole page scores less than the article. What
stands between headline and article (date, source, sub-headline) belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.reading.composing import Composer
from extractor.reading.decode import Decoded
from extractor.reading.markup import Block, Element, read_markup

_SENTENCE = re.compile("[。！？!?…；;][”’」』）)]*|[，、：]")
_STOP = re.compile("[。！？!?；…]")
_DATED = re.compile(
    r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}月\d{1,2}日|\d{1,2}[:：]\d\d|来源|來源|记者|記者|作者|编辑|通讯员"
)
_SITE = re.compile(r"\s*(?:--|——|[-_|丨｜–—·>»])\s*")
_LONGEST_AROUND = 100
_LEAST_TITLE = 4
_SCRAP = 2  # characters of a scrap that weigh against one of prose: sub-headings and captions are scraps too


def read_webpage(data: bytes, shown: str, *, encoding: str | None = None) -> tuple[Composer, Decoded]:
    """The article of a page, composed; raises InputError if it cannot be decoded or holds nothing.

    A page without any prose (a list, a table alone) is given whole, without its menus.
    """
    markup = read_markup(data, shown, encoding=encoding)
    blocks = markup.blocks
    first, last = _article(blocks)
    headline = _headline(blocks, markup.title, first, last)
    composer = Composer()
    if headline is None and (title := _shortened(markup.title)):
        composer.line(title)
    for block in [*_above(blocks, headline, first), *_inside(blocks, headline, first, last)]:
        if block.rows:
            composer.table(block.rows)
        else:
            composer.line(block.text)
    return composer, markup.decoded


def _worth(block: Block) -> int:
    """Prose for, links and scraps against; a table only decides between equals: it belongs to the prose beside it."""
    if block.rows:
        return 1
    own = len(block.text) - block.linked
    if block.linked > own:
        return -block.linked
    if _STOP.search(block.text) or len(block.text) >= 30 and _SENTENCE.search(block.text):
        return own - block.linked
    return 0 if block.heading or _DATED.search(block.text) else -len(block.text) // _SCRAP


def _article(blocks: Sequence[Block]) -> tuple[int, int]:
    """The stretch of blocks of the article: those of the element that is worth most, the innermost of equals."""
    worth: dict[Element, int] = {}
    where: dict[Element, tuple[int, int]] = {}
    worths = list(map(_worth, blocks))
    for number, block in enumerate(blocks):
        for element in block.path:
            worth[element] = worth.get(element, 0) + worths[number]
            where[element] = (where.get(element, (number, 0))[0], number + 1)
    if not any(value > 0 for value in worths):
        return 0, len(blocks)
    best = max(worth, key=lambda element: (worth[element], -_size(where[element])))
    return where[best]


def _size(stretch: tuple[int, int]) -> int:
    return stretch[1] - stretch[0]


def _headline(blocks: Sequence[Block], title: str, first: int, last: int) -> int | None:
    """The block with the headline: the last one before the article, or in it, that the head of the page names too."""
    wanted = _squeezed(title)
    named = [number for number, block in enumerate(blocks[:last]) if _is_named(_squeezed(block.text), wanted)]
    outside = [number for number in named if number < first]
    if outside and any(blocks[number].heading for number in outside):
        return [number for number in outside if blocks[number].heading][-1]
    if named:
        return named[-1] if named[-1] < first else named[0]
    headings = [number for number in range(first) if blocks[number].path and blocks[number].path[-1].tag == "h1"]
    return headings[-1] if headings else None


def _is_named(text: str, title: str) -> bool:
    return len(text) >= _LEAST_TITLE and title.startswith(text)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\xa0\u3000]+", "", text)


def _shortened(title: str) -> str:
    """The title without the name of the site: 青岚港投产--青岚新闻网."""
    return _SITE.split(title)[0].strip()


def _above(blocks: Sequence[Block], headline: int | None, first: int) -> list[Block]:
    """The headline, the headings right above it, and what stands between it and the article."""
    if headline is None or headline >= first:
        return []
    start = headline
    while start > 0 and blocks[start - 1].heading and blocks[start - 1].path[:-1] == blocks[headline].path[:-1]:
        start -= 1
    kept = blocks[start : headline + 1]
    between = [block for block in blocks[headline + 1 : first] if _introduces(block)]
    return [*kept, *between]


def _introduces(block: Block) -> bool:
    short = len(block.text) <= _LONGEST_AROUND and block.linked * 2 < len(block.text)
    return not block.rows and short and (block.heading or _DATED.search(block.text) is not None)


def _inside(blocks: Sequence[Block], headline: int | None, first: int, last: int) -> list[Block]:
    """The blocks of the article: no lists of links, and before and behind its prose no buttons (打印, 收藏)."""
    told = [number for number in range(first, last) if blocks[number].rows or _worth(blocks[number]) > 0]
    start, end = (told[0], told[-1]) if told else (first, last)
    return [
        block
        for number, block in enumerate(blocks[first:last], first)
        if block.rows
        or block.linked * 2 <= len(block.text)
        and (start <= number <= end or number == headline or _introduces(block))
    ]
