"""Which files a folder gives, in which order, and the day that each is of."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from extractor.corpus.collect import collect, natural
from extractor.corpus.dates import Dates, name_patterns, own_pattern, read_table
from extractor.errors import DateError, InputError, TableError


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("产量达3万吨。", encoding="utf-8")


def names(folder: Path, *patterns: str) -> list[str]:
    return [os.path.relpath(str(path), folder) for path in collect([str(folder)], patterns=patterns)]


def test_corpus_a_folder_gives_its_files_in_the_order_that_people_expect(tmp_path: Path) -> None:
    make(tmp_path, "第10版.txt", "第2版.txt", "b/2.txt", "b/10.txt", "b/1.TXT", "a.txt", "c.txt")
    assert names(tmp_path) == ["a.txt", "b/1.TXT", "b/2.txt", "b/10.txt", "c.txt", "第2版.txt", "第10版.txt"]


def test_corpus_what_is_hidden_or_of_another_kind_is_left_out(tmp_path: Path) -> None:
    make(tmp_path, "page.txt", ".page.txt", ".git/page.txt", "~$page.txt", "photo.jpg", "b/.c/page.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    assert names(tmp_path) == ["page.txt"]


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        (["*.log"], ["2023/11/1.log", "x.LOG"]),
        (["2023/*"], ["2023/3.txt", "2023/11/1.log", "2023/11/2.txt"]),
        (["2023/11/*.txt", "x.*"], ["2023/11/2.txt", "x.LOG"]),
        (["[23].txt"], ["2023/3.txt", "2023/11/2.txt"]),
    ],
)
def test_corpus_patterns_hold_for_names_or_with_a_slash_for_paths(
    tmp_path: Path, patterns: list[str], found: list[str]
) -> None:
    make(tmp_path, "2023/11/1.log", "2023/11/2.txt", "2023/3.txt", "x.LOG")
    assert names(tmp_path, *patterns) == found


def test_corpus_what_is_being_written_is_not_read(tmp_path: Path) -> None:
    make(tmp_path, "page.txt", "out.jsonl.part/1.jsonl", "download.pdf.part")
    assert names(tmp_path, "*") == ["page.txt"]


def test_corpus_links_that_lead_back_end(tmp_path: Path) -> None:
    make(tmp_path, "a/page.txt", "b/other.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "c").symlink_to(tmp_path / "b")
    assert names(tmp_path) == ["a/page.txt", "b/other.txt"]


def test_corpus_a_file_is_read_whatever_its_name_and_a_missing_one_left_to_reading(tmp_path: Path) -> None:
    make(tmp_path, "page.log")
    paths = [str(tmp_path / "page.log"), "nowhere.txt", "-"]
    assert list(collect(paths, patterns=["*.txt"])) == paths


def test_corpus_a_folder_without_pages_is_said(tmp_path: Path) -> None:
    (found,) = collect([str(tmp_path)], patterns=["*.text", "*.md"])
    assert isinstance(found, InputError)
    said = "a folder without files like *.text, *.md. Try --glob PATTERN, --glob '*' for all"
    assert str(found) == f"{tmp_path}: {said}"


def test_corpus_a_locked_folder_is_said_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The superuser may read every folder, so the lock is a made one."""
    make(tmp_path, "a/1.txt", "b/2.txt")
    listed = os.listdir

    def listdir(path: str) -> list[str]:
        if path.endswith("/a"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "listdir", listdir)
    first, second = collect([str(tmp_path)])
    assert str(first) == f"{tmp_path}/a: cannot be read: Permission denied" and second == f"{tmp_path}/b/2.txt"


def test_corpus_the_order_of_names_is_total() -> None:
    given = ["版2", "版10", "版02", "A1", "a1", "", "1", "01", "²"]
    backwards = given[::-1]
    assert sorted(given, key=natural) == sorted(backwards, key=natural)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("人民日报20231127-01.txt", date(2023, 11, 27)),
        ("2023-11-27.txt", date(2023, 11, 27)),
        ("page_2023_11_27_03.txt", date(2023, 11, 27)),
        ("2023.1.7.txt", date(2023, 1, 7)),
        ("2023年11月27日要闻.txt", date(2023, 11, 27)),
        ("2023年11月27日/20231128.txt", date(2023, 11, 28)),
        ("20231127_2023-11-27.txt", date(2023, 11, 27)),
        ("2023-11-27/page.txt", None),
        ("20231127-20231130.txt", None),
        ("120231127.txt", None),
        ("20230230.txt", None),
        ("2023-11_27.txt", None),
        ("2023年11月.txt", None),
    ],
)
def test_corpus_dates_in_names(name: str, day: date | None) -> None:
    assert Dates(patterns=name_patterns()).of(name) == day


@pytest.mark.parametrize(
    ("pattern", "path", "day"),
    [
        ("YYYY-MM/DD", "rmrb/2023-11/27/01.txt", date(2023, 11, 27)),
        ("YYYY/M/D", "2023/1/7/01.txt", date(2023, 1, 7)),
        ("DD.MM.YYYY", "27.11.2023.txt", date(2023, 11, 27)),
        ("RMRBYYYYMMDD", "RMRB20231127.txt", date(2023, 11, 27)),
        ("YYYY年M月D日", "2023年1月17日.txt", date(2023, 1, 17)),
        ("YYYYMMDD", "120231127.txt", None),
        ("YYYY.MM.DD", "2023x11x27", None),
    ],
)
def test_corpus_dates_by_a_pattern_of_the_user(pattern: str, path: str, day: date | None) -> None:
    assert Dates(patterns=(own_pattern(pattern),), everywhere=True).of(path) == day


@pytest.mark.parametrize("pattern", ["", "YYYY-MM", "YYYY-MM-DD-DD", "MM/DD/YY", "YYYYMMD"])
def test_corpus_a_pattern_without_a_day_is_refused(pattern: str) -> None:
    with pytest.raises(DateError, match="It holds YYYY, MM and DD once each"):
        own_pattern(pattern)


def test_corpus_a_table_of_dates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the folder of the table or the current one; the nearest word counts: table, name, option."""
    table = tmp_path / "pages" / "dates.tsv"
    make(tmp_path, "pages/dates.tsv")
    table.write_text("\ufeffpath\tdate\r\n# 周一\r\n\r\na.txt\t2023-11-27\r\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    dates = Dates(default=date(2020, 1, 1), table=read_table(table), patterns=name_patterns())
    assert dates.of("pages/a.txt") == dates.of(f"{tmp_path}/pages/../a.txt") == date(2023, 11, 27)
    assert dates.of("pages/20231126.txt") == date(2023, 11, 26)
    assert dates.of("pages/b.txt") == date(2020, 1, 1)


def test_corpus_faults_of_a_table_are_told_by_line(tmp_path: Path) -> None:
    table = tmp_path / "dates.tsv"
    table.write_text(
        "a.txt\t2023-11-27\nb.txt 2023-11-27\nc.txt\t昨天\na.txt\t2023-11-28\n\t2023-11-27\nd\t2023-W48-1\n"
    )
    with pytest.raises(TableError) as caught:
        read_table(table)
    assert caught.value.faults == [
        f"{table}:2: not a path and a date with a tab between them: b.txt 2023-11-27",
        f"{table}:3: not a day: 昨天. Write it as YYYY-MM-DD: 2023-11-27",
        f"{table}:4: a.txt has another date above: 2023-11-27",
        f"{table}:5: not a path and a date with a tab between them: 2023-11-27",
        f"{table}:6: not a day: 2023-W48-1. Write it as YYYY-MM-DD: 2023-11-27",
    ]


@pytest.mark.parametrize(("content", "said"), [(b"\xff\tx", "not UTF-8 at byte 0"), (None, "cannot be read: No such")])
def test_corpus_a_table_that_cannot_be_read(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "dates.tsv").write_bytes(content)
    with pytest.raises(DateError, match=said):
        read_table(tmp_path / "dates.tsv")
