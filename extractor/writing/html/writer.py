"""The file: pages are rendered as they come and kept on disk, for the list of pages stands in front of them."""

from __future__ import annotations

import base64
import shutil
import tempfile
from collections import Counter
from collections.abc import Collection
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from extractor.model import Document
from extractor.writing import wording
from extractor.writing.hostile import visible
from extractor.writing.html.charts import WIDTH
from extractor.writing.html.view import KINDS, view
from extractor.writing.numbers import digits


class HtmlWriter:
    """Writes one HTML document with an article for each page; a page in memory at a time."""

    def __init__(self, stream: TextIO, only: Collection[str] | None, context: bool) -> None:
        self._stream, self._only, self._context = stream, only, context
        self._articles = tempfile.TemporaryFile("w+", encoding="utf-8", errors="backslashreplace", newline="")
        self._pages: list[tuple[str, str, int]] = []
        self._counts: Counter[str] = Counter()

    def write(self, document: Document) -> None:
        shown = view(document, len(self._pages) + 1, only=self._only, context=self._context)
        self._articles.write(_environment().get_template("article.html").render(view=shown, **_WORDS))
        self._pages.append((shown.key, shown.title, sum(shown.counts.values())))
        self._counts.update(shown.counts)

    def close(self) -> None:
        before, after = _environment().get_template("page.html").render(**self._frame()).split(_ARTICLES)
        self._stream.write(before)
        self._articles.seek(0)
        shutil.copyfileobj(self._articles, self._stream)
        self._articles.close()
        self._stream.write(after)

    def _frame(self) -> dict[str, object]:
        style, script = _asset("page.css"), _asset("page.js")
        return {
            "title": self._pages[0][1] if len(self._pages) == 1 else f"{len(self._pages)} 个文件",
            "pages": self._pages,
            "kinds": [(kind, title, self._counts[kind]) for kind, (title, _) in KINDS.items() if self._counts[kind]],
            "style": Markup(style),
            "script": Markup(script),
            "policy": f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
            "base-uri 'none'; form-action 'none'",
            "articles": Markup(_ARTICLES),
        }


#: Stands where the articles go; no page can hold it, for its text is escaped.
_ARTICLES = "<!-- articles -->"

_WORDS = {
    "kinds": KINDS,
    "width": WIDTH,
    "figure_parts": wording.figure_parts,
    "figure_measure": wording.figure_measure,
    "figure_remarks": wording.figure_remarks,
    "grouped": lambda number: digits(number, grouped=True),
    "statuses": wording.STATUSES,
    "references": wording.REFERENCES,
}


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("extractor.writing.html", "assets"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    """What a page holds, its control characters visible; our own markup as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return "\n".join(map(visible, value.split("\n")))
    return value


@cache
def _asset(name: str) -> str:
    return (files("extractor.writing.html") / "assets" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """What the policy allows: this style and this script, and nothing that a page might smuggle in."""
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"
