"""A SQLite database of documents, mentions and facts, for Datasette, SQL and full-text search.

The columns are the keys of the schema (`extract schema`), so they never drift from it; what later versions add is added
to a database that is there already. A document is written in one transaction and replaces what stood under its path.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from extractor.errors import OutputError
from extractor.model import Document
from extractor.writing.jsonl import json_text
from extractor.writing.numbers import digits
from extractor.writing.records import Record, records
from extractor.writing.schema import json_schema

#: "extr" in the header of the file: this database is ours.
_APPLICATION = int.from_bytes(b"extr", "big")
_TABLES = {
    "documents": ("document",),
    "mentions": ("person", "organization", "place", "figure", "date"),
    "facts": ("role", "quote"),
    "unread": ("unread",),
}
_TABLE_OF = {kind: table for table, kinds in _TABLES.items() for kind in kinds}
#: Columns that the schema has not: keys between the tables, and the text that offsets count in.
_OWN = {
    "documents": ["id INTEGER PRIMARY KEY", "text TEXT"],
    "mentions": ["id INTEGER PRIMARY KEY", "document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE"],
    "facts": [
        "id INTEGER PRIMARY KEY",
        "document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE",
        "person_mention_id INTEGER REFERENCES mentions (id) ON DELETE SET NULL",
        "speaker_mention_id INTEGER REFERENCES mentions (id) ON DELETE SET NULL",
    ],
    "unread": ["id INTEGER PRIMARY KEY", "document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE"],
}
_UNIQUE = {"documents": "doc", "mentions": "document_id, record", "facts": "document_id, record"}
#: What is searched, by trigrams: any three characters in a row and more. For shorter words see `find` in datasette.py.
_SEARCHED = {
    "documents": ("title", "text"),
    "mentions": ("text", "name", "subject", "attribute", "object"),
    "facts": ("text", "person", "title", "organization", "speaker"),
}
_SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}
_LARGEST_INTEGER = 2**63 - 1


@contextmanager
def open_database(path: Path, only: Collection[str] | None) -> Iterator[DatabaseWriter]:
    """A writer into the database at `path`, which is made if there is none.

    Raises OutputError, one line, where it cannot be written or holds something else.
    """
    connection = None
    try:
        connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        _prepare(connection, path)
        # A fifth of the time that a rollback journal takes for each page; a power cut costs the last pages at most.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        yield DatabaseWriter(connection, only)
        _join_journal(connection)
    except sqlite3.Error as error:
        raise OutputError(f"{path}: cannot be written: {error}") from None
    finally:
        if connection is not None:
            connection.close()


def _join_journal(connection: sqlite3.Connection) -> None:
    """Leave one file that can be copied or read from a disk that is read-only; not while somebody else reads it."""
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA journal_mode = DELETE")


class DatabaseWriter:
    """Writes a document with all that was found in it, or nothing of it."""

    def __init__(self, connection: sqlite3.Connection, only: Collection[str] | None) -> None:
        self._connection, self._only = connection, only

    def write(self, document: Document) -> None:
        head, *found = records(document, only=self._only, context=True)
        with _transaction(self._connection):
            number = self._put_document(head, document.text or None)
            for table in ("facts", "mentions", "unread"):
                self._connection.execute(f"DELETE FROM {table} WHERE document_id = ?", (number,))
            mentions: dict[str, int] = {}
            # Facts point at mentions, so those come first.
            for record in sorted(found, key=lambda record: _TABLE_OF[record["type"]] == "facts"):
                mentions[record["id"]] = self._put_record(record, number, mentions)

    def close(self) -> None:
        pass

    def _put_document(self, head: Record, text: str | None) -> int:
        """The number of the document, which stays when it is written again. A text that is known is not forgotten."""
        cells = {key: _cell(head.get(key)) for key in _columns("documents")} | {"text": _cell(text)}
        kept = "coalesce(excluded.text, CASE WHEN excluded.sha256 = sha256 THEN text END)"
        changes = ", ".join(f'"{key}" = {kept if key == "text" else f"excluded.{_quoted(key)}"}' for key in cells)
        return self._insert("documents", cells, f"ON CONFLICT (doc) DO UPDATE SET {changes}")

    def _put_record(self, record: Record, document: int, mentions: dict[str, int]) -> int:
        cells: dict[str, Any] = {"document_id": document, "record": record["id"]}
        for column, key in (("person_mention_id", "person_id"), ("speaker_mention_id", "speaker_id")):
            if key in record:
                cells[column] = mentions.get(record[key])
        own = _columns(_TABLE_OF[record["type"]])
        return self._insert(
            _TABLE_OF[record["type"]], cells | {key: _cell(record[key]) for key in own if key in record}
        )

    def _insert(self, table: str, cells: dict[str, Any], conflict: str = "") -> int:
        names, marks = ", ".join(map(_quoted, cells)), ", ".join("?" * len(cells))
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks}) {conflict} RETURNING id"
        (row,) = self._connection.execute(statement, tuple(cells.values())).fetchall()
        return int(row[0])


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != _APPLICATION:
        raise OutputError(f"{path}: a database, but none that extract has made. Name another file")
    connection.execute("PRAGMA foreign_keys = ON")
    with _transaction(connection):
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        for table in _TABLES:
            _make_table(connection, table)
        for table, searched in _SEARCHED.items():
            _make_search(connection, table, searched)
        for statement in (files("extractor.writing") / "views.sql").read_text(encoding="utf-8").split(";\n"):
            connection.execute(statement)


def _make_table(connection: sqlite3.Connection, table: str) -> None:
    """The table, or the columns that an earlier version has not made."""
    columns = [*_OWN[table], *(["record TEXT NOT NULL"] if table != "documents" else [])]
    columns += [f"{_quoted(key)} {kind}" for key, kind in _columns(table).items()]
    unique = [f"UNIQUE ({_UNIQUE[table]})"] if table in _UNIQUE else []
    connection.execute(f"CREATE TABLE IF NOT EXISTS {table} ({', '.join(columns + unique)})")
    there = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    for key, kind in _columns(table).items():
        if key not in there:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {_quoted(key)} {kind}")


def _make_search(connection: sqlite3.Connection, table: str, searched: tuple[str, ...]) -> None:
    """A full-text index over a table that stays true by triggers; Datasette knows it by `content="..."`."""
    names = ", ".join(searched)
    new, old = (", ".join(f"{row}.{name}" for name in searched) for row in ("new", "old"))
    index = f"{table}_fts"
    add = f"INSERT INTO {index} (rowid, {names}) VALUES (new.id, {new});"
    drop = f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.id, {old});"
    connection.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5"
        f'({names}, content="{table}", content_rowid="id", tokenize="trigram")'
    )
    for event, actions in (("INSERT", add), ("DELETE", drop), ("UPDATE", f"{drop} {add}")):
        trigger = f"{table}_{event.lower()}"
        connection.execute(f"CREATE TRIGGER IF NOT EXISTS {trigger} AFTER {event} ON {table} BEGIN {actions} END")


@cache
def _columns(table: str) -> dict[str, str]:
    """Name and SQL type of each key that the records of a table may have, in the order of the schema."""
    kinds = json_schema()["$defs"]
    found = {}
    for kind in _TABLES[table]:
        for key, rule in kinds[kind]["properties"].items():
            if key not in ("id", "doc") or table == "documents":
                found[key] = _SQL_TYPES.get(rule.get("type", "string"), "TEXT")
    if table == "documents":
        del found["type"]
    return found


def _quoted(name: str) -> str:
    return f'"{name}"'


def _cell(value: object) -> object:
    """As SQLite keeps it: lists as JSON; a number of more than 64 bits as the nearest float, or its digits."""
    match value:
        case list() | dict():
            return json_text(value)
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case bool() | None:
            return value
        case int() | Decimal():
            return _number(value)
    raise TypeError(f"no record holds a {type(value).__name__}")


def _number(value: int | Decimal) -> int | float | str:
    if isinstance(value, int) and abs(value) <= _LARGEST_INTEGER:
        return value
    try:
        return float(value)
    except OverflowError:
        return digits(value)
