"""`extract FOLDER` as a person and a script meet it: the same bytes however it is read, and whatever stops it."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from extractor.corpus.pages import Failure, More, Page, Reader
from extractor.corpus.partial import open_partial
from extractor.corpus.run import _options
from tests.test_cli import records, run

SENTENCES = (
    "本报讯　去年全省高速公路通车里程达{0}公里，同比增长{1}.5%，投资超过{1}亿元。\n　　港口{1}月12日装船约{0}余箱。\n"
)


def make(folder: Path, files: int, length: int = 1) -> Path:
    folder.mkdir()
    for number in range(files):
        text = "".join(SENTENCES.format(1000 + number, 1 + row % 12) for row in range(length))
        (folder / f"page{number}.txt").write_text(text, encoding="utf-8")
    return folder


def documents(output: str) -> list[dict[str, object]]:
    return [record for record in records(output) if record["type"] == "document"]


def test_corpus_run_gives_the_same_bytes_with_any_number_of_jobs(tmp_path: Path) -> None:
    pages = make(tmp_path / "pages", 9)
    (pages / "page3.txt").write_bytes(b"\x00")
    one = run(str(pages), "nowhere.txt", "--date", "2023-05-20")
    assert one == run(str(pages), "nowhere.txt", "--date", "2023-05-20", "--jobs", "2")
    code, out, err = one
    assert code == 1
    assert [Path(str(page["doc"])).stem[4:] for page in documents(out)] == list("01245678")
    assert err == f"{pages}/page3.txt: not a text file (NUL byte at byte 0)\nnowhere.txt: no such file\n"


def test_corpus_run_one_job_starts_no_process(tmp_path: Path) -> None:
    code = "import sys; sys.argv[1:] = sys.stdin.read().split(); from extractor.cli import main\ntry: main()\nfinally:"
    code += " print([name for name in sys.modules if name.startswith(('multiprocessing', 'concurrent'))])"
    pages = make(tmp_path / "pages", 2)
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, input=f"{pages} --no-names", capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_corpus_run_each_page_has_its_own_day(tmp_path: Path) -> None:
    pages = make(tmp_path / "pages", 2)
    (pages / "20230520.txt").write_text("去年产量达3万吨。", encoding="utf-8")
    (tmp_path / "dates.tsv").write_text("pages/page1.txt\t2024-02-01\n", encoding="utf-8")
    options = ("--dates", "dates.tsv", "--date-from-name", "--date", "2020-12-31", "--no-names")
    _, out, err = run("pages", *options, cwd=tmp_path)
    days = {page["doc"]: (page["reference_date"], page["reference_from"]) for page in documents(out)}
    assert days == {
        "pages/20230520.txt": ("2023-05-20", "option"),
        "pages/page0.txt": ("2020-12-31", "option"),
        "pages/page1.txt": ("2024-02-01", "option"),
    }
    assert err == ""


def test_corpus_run_a_table_of_dates_with_faults_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "dates.tsv").write_text("a.txt\t2023\nb.txt\n", encoding="utf-8")
    code, out, err = run("a.txt", "--dates", "dates.tsv", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert [line.partition(" ")[0] for line in err.splitlines()] == ["dates.tsv:1:", "dates.tsv:2:"]


def test_corpus_run_workers_give_documents_to_any_writer(tmp_path: Path) -> None:
    pages = make(tmp_path / "pages", 3)
    tables = run(str(pages), "--no-names", "--format", "table")
    assert tables[0] == 0 and "page2.txt" in tables[1]
    assert tables == run(str(pages), "--no-names", "--format", "table", "--jobs", "2")


def test_corpus_run_shows_a_bar_at_a_terminal_only(tmp_path: Path) -> None:
    """The results go elsewhere; a fault is a line above the bar."""
    pages = make(tmp_path / "pages", 3)
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "extractor", str(pages), "nowhere.txt", "--no-names"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | {"TERM": "xterm"})
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.returncode == 1 and len(documents(done.stdout.decode())) == 3
    assert "/4" in shown and "nowhere.txt: no such file" in shown


def start(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "extractor", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(3000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("nothing happened in half a minute")


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has asked for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks into /proc, which Linux has")


@needs_proc
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_corpus_run_ctrl_c_ends_with_what_was_finished(tmp_path: Path, jobs: str) -> None:
    pages = make(tmp_path / "pages", 30, length=60)
    process = start(str(pages), "--no-names", "--jobs", jobs)
    assert process.stdout is not None
    first = os.read(process.stdout.fileno(), 1000)
    workers = children(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err.decode()) == (130, "stopped\n")
    wait_for(lambda: not any(map(alive, workers)))
    assert (jobs == "1") == (not workers)
    output = (first + out).decode()
    assert output.endswith("\n")
    assert 1 <= len(documents(output)) < 30
    assert run(str(pages), "--no-names")[1].startswith(output)


def test_corpus_run_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    pages = make(tmp_path / "pages", 4, length=60)
    command = f"{sys.executable} -m extractor {pages} --no-names --jobs 2 | head -c 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True)
    assert (done.stdout, done.stderr) == (b"{0\n", b"")


@needs_proc
def test_corpus_run_killed_and_resumed_twice_gives_what_an_undisturbed_run_gives(tmp_path: Path) -> None:
    pages, out = make(tmp_path / "pages", 24, length=60), tmp_path / "out.jsonl"
    command = (str(pages), "--no-names", "--jobs", "2", "-o", str(out))
    for part, more in (("1.jsonl", ()), ("2.jsonl", ("--resume",))):
        process = start(*command, *more)
        size = out.stat().st_size if out.exists() else 0
        growing = tmp_path / "out.jsonl.part" / part
        wait_for(lambda: growing.exists() and growing.stat().st_size > size + 200_000)  # noqa: B023
        workers = children(process.pid)
        process.kill()
        process.communicate()
        wait_for(lambda: not any(map(alive, workers)))  # noqa: B023
        assert workers and not out.exists()
    with open(growing, "ab") as torn:
        torn.write(b'{"type": "figure", "id": "figu')
    assert run(*command)[0] == 2
    assert run(*command, "--only", "date", "--resume") == (
        2,
        "",
        f'{out}.part: the interrupted run was made with only null (now ["date"]). Give what was given then, or '
        "remove that folder to start anew\n",
    )
    assert run(*command, "--resume") == (0, "", "")
    assert out.read_text(encoding="utf-8") == run(str(pages), "--no-names")[1]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == ["out.jsonl"]


@pytest.fixture
def interrupted(tmp_path: Path) -> Iterator[Path]:
    """A folder of six pages, the first four read by a run that was interrupted: three of them for certain."""
    pages = make(tmp_path / "pages", 6)
    assert (
        run(*[f"pages/page{number}.txt" for number in range(4)], "-o", "four.jsonl", "--no-names", cwd=tmp_path)[0] == 0
    )
    options = _options(Reader(names=False))
    with pytest.raises(KeyboardInterrupt), open_partial(tmp_path / "out.jsonl", options, resume=False):
        (tmp_path / "out.jsonl.part" / "1.jsonl").write_bytes((tmp_path / "four.jsonl").read_bytes())
        raise KeyboardInterrupt
    yield pages


RESUME = ("pages", "-o", "out.jsonl", "--no-names", "--resume")


def test_corpus_resume_reads_again_what_has_changed_and_says_so(interrupted: Path) -> None:
    (interrupted / "page1.txt").write_text("产量达3万吨。", encoding="utf-8")
    (interrupted / "page2.txt").unlink()
    (interrupted / "page10.txt").write_text("投资2亿元。", encoding="utf-8")
    code, _, err = run(*RESUME, cwd=interrupted.parent)
    assert code == 0 and err.splitlines() == [
        "pages/page1.txt: has changed, or its date has, since it was read: read again",
        "1 pages of the interrupted run are no longer there and left out, the first: pages/page2.txt",
    ]
    out = (interrupted.parent / "out.jsonl").read_text(encoding="utf-8")
    assert out == run("pages", "--no-names", cwd=interrupted.parent)[1]


def test_corpus_resume_reads_again_what_has_another_date(interrupted: Path) -> None:
    (interrupted.parent / "dates.tsv").write_text("pages/page0.txt\t2024-02-01\n", encoding="utf-8")
    code, _, err = run(*RESUME, "--dates", "dates.tsv", cwd=interrupted.parent)
    assert code == 0 and err.startswith("pages/page0.txt: has changed, or its date") and err.count("\n") == 1


def test_corpus_resume_copies_what_is_the_same(interrupted: Path) -> None:
    """The copy is told by a mark in the records of the interrupted run."""
    part = interrupted.parent / "out.jsonl.part" / "1.jsonl"
    part.write_text(part.read_text(encoding="utf-8").replace("公里", "英里"), encoding="utf-8")
    assert run(*RESUME, cwd=interrupted.parent) == (0, "", "")
    found = records((interrupted.parent / "out.jsonl").read_text(encoding="utf-8"))
    assert [record["doc"][10:11] for record in found if record.get("unit_text") == "英里"] == ["0", "1", "2"]  # type: ignore[index]


def test_corpus_resume_into_a_database_reads_what_is_new_or_has_changed(tmp_path: Path) -> None:
    """What was read before and is the same is told by a mark: it is not written again."""
    pages = make(tmp_path / "pages", 3)
    command = ("pages", "-o", "facts.db", "--no-names")
    assert run(*command, cwd=tmp_path) == (0, "", "")
    with closing(sqlite3.connect(tmp_path / "facts.db")) as database, database:
        database.execute("UPDATE mentions SET rule = 'mark'")
    (pages / "page1.txt").write_text("产量达3万吨。", encoding="utf-8")
    (pages / "page3.txt").write_text("投资2亿元。", encoding="utf-8")
    said = "pages/page1.txt: has changed, or its date has, since it was read: read again\n"
    assert run(*command, "--resume", "--jobs", "2", cwd=tmp_path) == (0, "", said)
    with closing(sqlite3.connect(tmp_path / "facts.db")) as database:
        marked = database.execute(
            "SELECT DISTINCT d.doc, rule = 'mark' FROM documents d JOIN mentions ON d.id = document_id"
        )
        assert sorted(marked) == [(f"pages/page{number}.txt", number in (0, 2)) for number in range(4)]


@pytest.mark.parametrize("place", ["extractor.reading.inputs.read_input", "extractor.pipeline.extract"])
def test_corpus_run_a_fault_of_ours_costs_one_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    path = make(tmp_path / "pages", 1) / "page0.txt"
    monkeypatch.setattr(place, lambda *given, **options: 1 // 0)
    (failure,) = Reader(names=False).read(str(path))
    fault = "ZeroDivisionError: integer division or modulo by zero"
    assert failure == Failure(f"{path}: a fault of extract: {fault}. Please report it")


def test_corpus_run_writes_a_long_page_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "pages", 1, length=3) / "page0.txt"
    (whole,) = Reader(names=False).read(str(path))
    assert isinstance(whole, Page) and isinstance(whole.content, list) and whole.whole
    monkeypatch.setattr("extractor.corpus.pages._LINES", 3)
    first, *others = Reader(names=False).read(str(path))
    assert isinstance(first, Page) and isinstance(first.content, list)
    parts = [part for part in others if isinstance(part, More)]
    assert len(parts) == len(others) > 1
    assert [part.whole for part in (first, *parts)] == [False] * len(parts[1:]) + [False, True]
    assert first.content + [line for part in parts for line in part.lines] == whole.content


def test_corpus_resume_a_page_whose_process_died_while_it_was_written_is_taken_back(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with open_partial(out, {}, resume=False) as partial:
        partial.write(Page("a", [b"a1\n"], whole=False))
        partial.write(More([b"a2\n"], whole=True))
        partial.write(Page("b", [b"b1\n"], whole=False))
        partial.write(Page("c", [b"c1\n"]))
        partial.write(Page("d", [b"d1\n"], whole=False))
    assert out.read_bytes() == b"a1\na2\nc1\n"


def test_corpus_resume_reads_again_what_is_damaged(interrupted: Path) -> None:
    part = interrupted.parent / "out.jsonl.part" / "1.jsonl"
    lines = part.read_bytes().splitlines(keepends=True)
    heads = [number for number, line in enumerate(lines) if b'"type": "document"' in line]
    lines[heads[0] + 1] = b"\0" * 50 + b"\n"
    lines[heads[1]] = lines[heads[1]].replace(b'"sha256"', b'"sha"')
    part.write_bytes(b"".join(lines).replace("公里".encode(), "英里".encode()))
    assert run(*RESUME, cwd=interrupted.parent) == (0, "", "")
    found = records((interrupted.parent / "out.jsonl").read_text(encoding="utf-8"))
    assert [record["doc"] for record in found if record.get("unit_text") == "英里"] == ["pages/page2.txt"]


def test_corpus_resume_without_an_interrupted_run_starts_anew(tmp_path: Path) -> None:
    make(tmp_path / "pages", 1)
    said = "--resume: no interrupted run to go on with, so this one starts anew\n"
    assert run(*RESUME, cwd=tmp_path) == (0, "", said)
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[0])["doc"] == "pages/page0.txt"


def test_corpus_run_that_finished_nothing_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("产量达3万吨。", encoding="utf-8")
    code, _, err = run("page.txt", "--model", "no_such_model", "-o", "out.jsonl", cwd=tmp_path)
    assert code == 2 and "no_such_model" in err
    assert [path.name for path in tmp_path.iterdir()] == ["page.txt"]


def test_corpus_run_keeps_what_it_read_of_a_page_with_half_a_surrogate_pair(tmp_path: Path) -> None:
    make(tmp_path / "pages", 1)
    name = os.fsdecode(b"page\xff.txt")
    os.rename(tmp_path / "pages" / "page0.txt", tmp_path / "pages" / name)
    code, out, _ = run("pages", "--no-names", "--jobs", "2", cwd=tmp_path)
    assert code == 0 and documents(out)[0]["doc"] == f"pages/{name}"
