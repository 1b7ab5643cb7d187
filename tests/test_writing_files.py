"""A file is written whole or not at all, whatever stops the run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractor.errors import OutputError
from extractor.writing.files import whole_file
from extractor.writing.writers import format_of, open_writer
from tests.made_documents import full_page


def test_writing_files_stand_there_when_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "产量.txt"
    with whole_file(path) as stream:
        stream.write("产量\n")
        assert not path.exists()
    assert path.read_text(encoding="utf-8") == "产量\n"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("stopped_by", [KeyboardInterrupt, SystemExit, ValueError])
def test_writing_files_the_old_one_stays_when_the_run_is_stopped(
    tmp_path: Path, stopped_by: type[BaseException]
) -> None:
    path = tmp_path / "page.jsonl"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(stopped_by), open_writer("jsonl", path) as writer:
        writer.write(full_page())
        raise stopped_by
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_writing_files_keep_permissions_and_links(tmp_path: Path) -> None:
    path, link = tmp_path / "page.txt", tmp_path / "link.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o600)
    link.symlink_to(path)
    with whole_file(link) as stream:
        stream.write("new")
    assert link.is_symlink() and path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o600


def test_writing_files_a_new_one_has_the_permissions_of_any_new_one(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    with whole_file(tmp_path / "page.txt") as stream:
        stream.write("new")
    assert (tmp_path / "page.txt").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_writing_files_a_pipe_is_written_straight(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with whole_file(pipe) as stream:
        stream.write("产量")
    assert os.read(reader, 100).decode() == "产量"
    os.close(reader)


@pytest.mark.parametrize(("path", "said"), [("nowhere/page.txt", "No such file or directory"), (".", "it is a folder")])
def test_writing_files_say_in_one_line_what_cannot_be_written(tmp_path: Path, path: str, said: str) -> None:
    with pytest.raises(OutputError, match=said) as caught, whole_file(tmp_path / path):
        pass
    assert str(caught.value) == f"{tmp_path / path}: cannot be written: {said}"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which is always full")
def test_writing_files_a_full_disk_is_one_line() -> None:
    with pytest.raises(OutputError, match="/dev/full: cannot be written: No space left on device"):
        with open_writer("jsonl", Path("/dev/full")) as writer:
            for _ in range(100):
                writer.write(full_page())


@pytest.mark.parametrize(
    ("out", "terminal", "format"),
    [
        (None, True, "table"),
        (None, False, "jsonl"),
        (Path("page.jsonl"), True, "jsonl"),
        (Path("page.TXT"), False, "table"),
        (Path("page.html"), True, "html"),
        (Path("page.csv"), True, "csv"),
        (Path("page"), True, "jsonl"),
    ],
)
def test_writing_files_format_follows_the_ending(out: Path | None, terminal: bool, format: str) -> None:
    assert format_of(out, terminal) == format
