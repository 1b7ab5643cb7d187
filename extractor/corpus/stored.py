"""Pages that stand in a database already, so that `--resume` need not read them again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from extractor.corpus.pages import Key
from extractor.errors import OutputError

_PAGES = """
    SELECT doc, sha256, encoding, CASE reference_from WHEN 'option' THEN reference_date END
    FROM documents WHERE tool = ? AND rules = ? AND model IS ?
"""


def stored_pages(path: Path, *, tool: str, rules: str, model: str | None) -> dict[str, Key]:
    """The pages of a database of ours that were read with these versions, by doc; no database has none.

    A database does not say with which `--only` and `--unread` it was made.
    Raises OutputError, one line, if it is none of ours.
    """
    if not path.exists():
        return {}
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            rows = database.execute(_PAGES, (tool, rules, model)).fetchall()
    except sqlite3.Error as error:
        raise OutputError(f"{path}: cannot be read: {error}") from None
    return {doc: (sha256, encoding, day and date.fromisoformat(day)) for doc, sha256, encoding, day in rows}
