"""What is given as an input and is none, and how much of one is read: one clear line each."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.reading.inputs import Input, Limits, read_input


def read(path: Path | str, **options: object) -> Input | InputError:
    (page,) = read_input(str(path), **options)  # type: ignore[arg-type]
    return page


def test_files_a_guess_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("全市去年造林1200亩。".encode("gbk"))
    page = read(path)
    assert isinstance(page, Input)
    assert (page.text, page.encoding) == ("全市去年造林1200亩。", "gb18030")
    assert page.notes == (f"{path}: read as GB18030; if that is wrong, name its encoding with --encoding",)
    assert read(path, encoding="gbk").notes == ()  # type: ignore[union-attr]


def test_files_more_than_the_limit_is_never_held(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with open(path, "wb") as file:
        file.truncate(10_000_000_000)  # no memory here could hold it
    assert str(read(path)) == (
        f"{path}: larger than 64 MB, and that is the most that is read. Cut it into parts, or raise --max-mb"
    )


def test_files_a_line_that_never_ends(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("坝" * 1001, encoding="utf-8")
    error = read(path, limits=Limits(characters=1000))
    assert str(error) == (
        f"{path}: 1,001 characters, and more than 1,000 are not read at once. Cut it into parts, or raise --max-mb"
    )
    assert isinstance(read(path, limits=Limits(characters=1001)), Input)


def test_files_limits_grow_with_the_megabytes() -> None:
    assert Limits.of(128) == Limits(128_000_000, 4_000_000)
    assert Limits.of(1) == Limits(1_000_000, 2_000_000)


def test_files_what_is_no_file(tmp_path: Path) -> None:
    assert "a folder, and folders are not read" in str(read(tmp_path))
    assert str(read(tmp_path / "no.txt")) == f"{tmp_path}/no.txt: no such file"
    assert "cannot be read" in str(read("page\0.txt"))
    assert str(read("/dev/null")) == "/dev/null: empty, nothing to read"
    if Path("/dev/zero").exists():
        assert str(read("/dev/zero", limits=Limits(bytes=1000000))).startswith("/dev/zero: larger than 1 MB")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_files_one_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("坝", encoding="utf-8")
    path.chmod(0)
    assert str(read(path)) == f"{path}: cannot be read: Permission denied"
