"""The database: what stands in it, that writing again never doubles, and that Chinese words are found."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import pytest

from extractor import Document, extract
from extractor.errors import OutputError
from extractor.writing.datasette import datasette_metadata
from extractor.writing.records import records
from extractor.writing.schema import json_schema
from extractor.writing.writers import open_writer
from tests.conftest import SAMPLES
from tests.made_documents import document, figure, full_page, name, quantity


@pytest.fixture(scope="module")
def samples() -> list[Document]:
    return [
        extract((SAMPLES / name).read_text(encoding="utf-8"), unread=True, doc=name)
        for name in ("harbour.txt", "newspaper_page.txt")
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "facts.db"


def write(path: Path, *documents: Document, only: set[str] | None = None) -> None:
    with open_writer("sqlite", path, only=only) as writer:
        for made in documents:
            writer.write(made)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    try:
        yield connection
    finally:
        connection.close()


def counts(path: Path) -> dict[str, int]:
    tables = ("documents", "mentions", "facts", "unread", "figures", "dates", "roles", "quotes")
    with opened(path) as database:
        return {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def contents(path: Path) -> list[tuple[object, ...]]:
    """All cells but the numbers of rows, which writing again may change."""
    with opened(path) as database:
        return sorted(
            tuple(str(cell) for key, cell in zip(row.keys(), row, strict=True) if not key.endswith("id"))
            for table in ("documents", "mentions", "facts", "unread")
            for row in database.execute(f"SELECT * FROM {table}")
        )


def test_writing_database_holds_every_record(path: Path, samples: list[Document]) -> None:
    write(path, *samples)
    found = [record for made in samples for record in records(made)]
    amounts = {
        table: sum(record["type"] in kinds for record in found)
        for table, kinds in {
            "documents": ("document",),
            "mentions": ("person", "organization", "place", "figure", "date"),
            "facts": ("role", "quote"),
            "unread": ("unread",),
            "figures": ("figure",),
            "dates": ("date",),
            "roles": ("role",),
            "quotes": ("quote",),
        }.items()
    }
    assert counts(path) == amounts and all(amounts.values())


def test_writing_database_cells_are_the_values_of_the_records(path: Path) -> None:
    write(path, full_page())
    _, *found = records(full_page(), context=True)
    with opened(path) as database:
        for record in found:
            row = database.execute("SELECT * FROM mentions WHERE record = ?", (record["id"],)).fetchone()
            for key, value in record.items():
                if key not in ("id", "doc") and not isinstance(value, list | dict):
                    assert (
                        row[key] == pytest.approx(float(value))
                        if key == "value"
                        else str(row[key]) == str(int(value) if isinstance(value, bool) else value)
                    )


def test_writing_database_again_replaces_and_never_doubles(path: Path, samples: list[Document]) -> None:
    write(path, *samples)
    before = counts(path), contents(path)
    write(path, *samples)
    write(path, samples[0])
    assert (counts(path), contents(path)) == before
    write(path, dataclasses.replace(samples[0], mentions=(), facts=(), unread=(), title="改过的页面"))
    with opened(path) as database:
        titles = [row[0] for row in database.execute("SELECT title FROM documents ORDER BY id")]
        assert titles == ["改过的页面", samples[1].title]
        assert database.execute("SELECT count(*) FROM mentions WHERE document_id = 1").fetchone()[0] == 0
        assert database.execute("SELECT count(*) FROM mentions_fts('临澜港务集团')").fetchone()[0] == 0
        assert database.execute("SELECT count(*) FROM documents_fts('改过的页面')").fetchone()[0] == 1


def test_writing_database_is_sound_after_many_writes(path: Path, samples: list[Document]) -> None:
    for _ in range(3):
        write(path, *samples)
        write(path, *reversed(samples), only={"role"})
    with opened(path) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        for table in ("documents", "mentions", "facts"):
            database.execute(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)")
    assert counts(path)["figures"] == 0 and counts(path)["roles"] > 0


def test_writing_database_facts_point_at_the_mentions_of_their_people(path: Path, samples: list[Document]) -> None:
    write(path, *samples)
    with opened(path) as database:
        pairs = database.execute(
            "SELECT f.person_text, m.text FROM facts AS f JOIN mentions AS m ON m.id = f.person_mention_id"
        ).fetchall()
    assert len(pairs) > 5 and all(said == found for said, found in pairs)


@pytest.mark.parametrize(
    ("word", "titles"),
    [
        ("吞吐量", [0]),
        ("石磨岭", [0, 1]),
        ("铁路", [0, 1]),  # two characters: no trigram
        ("县", [0, 1]),
        ("水果", [0]),
        ("蓬莱", []),
        ('"水果" OR', []),
        ("%", [0]),  # on the second page it is full-width
    ],
)
def test_writing_database_finds_words_of_any_length(
    path: Path, samples: list[Document], word: str, titles: list[int]
) -> None:
    write(path, *samples)
    query = datasette_metadata("facts")["databases"]["facts"]["queries"]["find"]["sql"]
    with opened(path) as database:
        rows = database.execute(query, {"word": word}).fetchall()
    assert sorted(row["title"] for row in rows) == sorted(str(samples[at].title) for at in titles)
    assert all(word in row["around"] for row in rows)


def test_writing_database_names_and_figures_over_all_pages(path: Path, samples: list[Document]) -> None:
    write(path, *samples)
    query = datasette_metadata("facts")["databases"]["facts"]["queries"]["figures_about"]["sql"]
    with opened(path) as database:
        row = database.execute("SELECT * FROM names WHERE name = '临澜港务集团有限公司'").fetchone()
        assert (row["type"], row["mentions"], row["documents"]) == ("organization", 2, 1)
        assert "12万吨" in [row["text"] for row in database.execute(query, {"word": "水果"})]


def test_writing_database_a_document_is_written_whole_or_not_at_all(
    path: Path, samples: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractor.writing.database import DatabaseWriter

    write(path, samples[0])
    before = contents(path)
    whole = DatabaseWriter._put_record

    def stopped(self: DatabaseWriter, record: dict[str, object], *others: object) -> int:
        if record["type"] == "quote":
            raise KeyboardInterrupt
        return whole(self, record, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(DatabaseWriter, "_put_record", stopped)
    with pytest.raises(KeyboardInterrupt):
        write(path, samples[1], samples[0])
    assert contents(path) == before


def test_writing_database_keeps_a_text_that_a_saved_result_no_longer_has(path: Path) -> None:
    made = full_page()
    write(path, made)
    write(path, dataclasses.replace(made, text="", title="新题"))
    with opened(path) as database:
        assert tuple(database.execute("SELECT text, title FROM documents").fetchone()) == (made.text, "新题")
    write(path, dataclasses.replace(made, text="", sha256="0" * 64))
    with opened(path) as database:
        assert database.execute("SELECT text FROM documents").fetchone()[0] is None


def test_writing_database_adds_the_columns_that_an_earlier_version_had_not(path: Path) -> None:
    write(path, full_page())
    with opened(path) as database:
        database.execute("DROP VIEW figures")
        database.execute("ALTER TABLE mentions DROP COLUMN aggregate")
    write(path, full_page())
    with opened(path) as database:
        assert database.execute("SELECT count(*) FROM mentions WHERE aggregate = 'cumulative'").fetchone()[0] == 1


def test_writing_database_has_a_column_for_every_key(path: Path) -> None:
    write(path)
    with opened(path) as database:
        columns = {
            row[1]
            for table in ("documents", "mentions", "facts", "unread")
            for row in database.execute(f"PRAGMA table_info({table})")
        }
    keys = {key for kind in json_schema()["$defs"].values() for key in kind["properties"]}
    assert keys <= columns | {"id"}


HOSTILE = "王芳'); DROP TABLE mentions; --\x00\ud800\u202e"


def test_writing_database_takes_any_text_and_any_number(path: Path) -> None:
    huge = quantity(10**400, None, Fraction(1, 10**9), unit=HOSTILE)
    made = document(
        name("person", HOSTILE, text=HOSTILE),
        figure(HOSTILE, dataclasses.replace(huge, low=Fraction(2**70)), text=HOSTILE),
        text=HOSTILE,
        doc=HOSTILE,
        title=HOSTILE,
    )
    write(path, made)
    write(path, made)
    assert counts(path)["documents"] == 1 and counts(path)["mentions"] == 2
    with opened(path) as database:
        row = database.execute("SELECT value, low, high FROM figures").fetchone()
    assert row["value"] == float("inf") or len(str(row["value"])) == 401
    assert (row["low"], row["high"]) == (float(2**70), 1e-9)


def test_writing_database_does_not_touch_what_is_none_of_ours(tmp_path: Path) -> None:
    other, text = tmp_path / "other.db", tmp_path / "page.db"
    with opened(other) as database:
        database.execute("CREATE TABLE ships (name)")
    text.write_text("这不是数据库，是一页文字。" * 50, encoding="utf-8")
    before = other.read_bytes(), text.read_bytes()
    with pytest.raises(OutputError, match="a database, but none that extract has made"):
        write(other, full_page())
    with pytest.raises(OutputError, match="page.db: cannot be written: file is not a database"):
        write(text, full_page())
    assert (other.read_bytes(), text.read_bytes()) == before


def test_writing_database_is_one_file_in_the_end_and_can_be_read_meanwhile(path: Path) -> None:
    write(path, full_page())
    assert [file.name for file in path.parent.iterdir()] == ["facts.db"]
    with opened(path) as database:
        assert database.execute("SELECT count(*) FROM documents").fetchone()[0] == 1
        write(path, document(doc="other.txt"))
        assert database.execute("SELECT count(*) FROM documents").fetchone()[0] == 2


def test_writing_database_needs_a_file() -> None:
    with pytest.raises(OutputError, match="--format sqlite needs a file to write into: -o facts.db"):
        with open_writer("sqlite"):
            pass


def test_writing_database_tables_of_the_metadata_exist(path: Path) -> None:
    write(path)
    with opened(path) as database:
        for table, described in datasette_metadata("facts")["databases"]["facts"]["tables"].items():
            columns = {row[1] for row in database.execute(f"PRAGMA table_info({table})")}
            assert columns >= {*described.get("columns", {}), *described.get("facets", [])}
