"""How much of the article of a web page is read, and how much around it: python -m tests.benchmarks.web_pages

Over the pages of tests/made_html.py; peers are measured beside ours where they are installed (trafilatura,
readability-lxml, resiliparse). `kept`: lines of the article that are there; `leaked`: scraps around it that are.
"""

from __future__ import annotations

import re

from tests.made_html import PAGES, Page


def main() -> None:
    wanted = sum(len(page.wanted) for page in PAGES)
    noise = sum(len(page.noise) for page in PAGES)
    readers = {"ours": _ours, "trafilatura": _trafilatura, "readability": _readability, "resiliparse": _resiliparse}
    for name, read in readers.items():
        try:
            texts = [(page, _squeezed(read(page))) for page in PAGES]
        except ImportError:
            print(f"{name:12} is not installed")
            continue
        kept = sum(_squeezed(line) in text for page, text in texts for line in page.wanted)
        leaked = sum(_squeezed(scrap) in text for page, text in texts for scrap in page.noise)
        print(f"{name:12} kept {kept} of {wanted}, leaked {leaked} of {noise}")


def _squeezed(text: str) -> str:
    return re.sub(r"[\s|]+", "", text)


def _ours(page: Page) -> str:
    from extractor.reading.webpages import read_webpage

    return read_webpage(page.data, page.name)[0].text


def _trafilatura(page: Page) -> str:
    from trafilatura import extract

    return extract(page.data, include_tables=True, include_comments=False, favor_recall=True) or ""


def _readability(page: Page) -> str:
    from lxml.html import fromstring
    from readability import Document

    document = Document(page.data.decode(page.encoding))
    return document.short_title() + "\n" + str(fromstring(document.summary()).text_content())


def _resiliparse(page: Page) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(page.data.decode(page.encoding), main_content=True, list_bullets=False))


if __name__ == "__main__":
    main()
