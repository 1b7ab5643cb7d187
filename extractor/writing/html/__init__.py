"""One self-contained HTML file: the pages with all that was found marked, tables beside them, a timeline, charts."""

from extractor.writing.html.writer import HtmlWriter

__all__ = ["HtmlWriter"]
