"""Worker processes: results in order, and what happens when one dies."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractor.corpus import pool
from extractor.corpus.interrupts import Interrupts
from extractor.corpus.pages import Failure, Item, Note, Reader
from extractor.corpus.pool import Pool
from extractor.errors import ExtractorError, InputError, ModelError


@dataclass(frozen=True, kw_only=True)
class Actor(Reader):
    """Reads no files: the name says what to do."""

    start: str = ""

    def prepare(self) -> None:
        if self.start == "no model":
            raise ModelError("no such model")
        if self.start == "die":
            os._exit(3)

    def read(self, path: str | InputError) -> Iterator[Item]:
        if isinstance(path, InputError):
            yield Failure(str(path))
            return
        yield Note(path)
        if path.startswith("slow"):
            time.sleep(0.3)
        if path.startswith("killed"):
            os.kill(os.getpid(), signal.SIGKILL)
        if path.startswith("gone"):
            os._exit(7)
        yield Note(f"{path} done")


def read(*tasks: str | InputError, jobs: int = 2, start: str = "") -> list[str | None]:
    with Interrupts() as interrupts, Pool(Actor(start=start), jobs, interrupts) as workers:
        return [item and item.message for item in workers.read(tasks)]  # type: ignore[union-attr]


def test_corpus_pool_results_stand_in_the_order_of_the_files() -> None:
    tasks = ["slow", *map(str, range(20)), InputError("locked"), "slow too", "last"]
    wanted: list[str | None] = []
    for task in tasks:
        wanted += [str(task), None] if isinstance(task, InputError) else [task, f"{task} done", None]
    assert read(*tasks) == wanted


def test_corpus_pool_a_dead_worker_costs_the_file_it_was_on() -> None:
    found = read("a", "killed", "b", "c", "gone", "d", "slow")
    told = "left out: the process that read it ended"
    assert [text for text in found if text and "done" not in text] == [
        *("a", "killed", f"killed: {told} (killed; was memory short?)"),
        *("b", "c", "gone", f"gone: {told} (exit code 7)", "d", "slow"),
    ]
    assert [text for text in found if text and "done" in text] == ["a done", "b done", "c done", "d done", "slow done"]
    assert found.count(None) == 7


def test_corpus_pool_every_worker_may_die() -> None:
    found = read(*(f"killed{number}" for number in range(4)))
    assert sum(text is not None and "left out" in text for text in found) == 4


def test_corpus_pool_without_a_model_nothing_is_read() -> None:
    with pytest.raises(ExtractorError, match="no such model"):
        read("a", "b", start="no model")


def test_corpus_pool_workers_that_cannot_begin_end_the_run() -> None:
    with pytest.raises(ExtractorError, match="end before they have begun .exit code 3.. Try fewer --jobs"):
        read("a", "b", start="die")


def test_corpus_pool_gives_out_no_more_than_fits_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "WINDOW", 3)
    taken = 0

    def tasks() -> Iterator[str]:
        nonlocal taken
        for number in range(40):
            taken += 1
            yield "slow" if number == 0 else str(number)

    written = 0
    with Interrupts() as interrupts, Pool(Actor(), 2, interrupts) as workers:
        for item in workers.read(tasks()):
            assert taken <= written + 6
            written += item is None
    assert written == 40


def test_corpus_pool_leaves_no_process_behind() -> None:
    with Interrupts() as interrupts, Pool(Actor(), 2, interrupts) as workers:
        items = workers.read(["slow", "slow2", "slow3", "slow4"])
        assert next(items) == Note("slow")
        processes = [worker.process for worker in workers._workers]
    assert len(processes) == 2 and not any(process.is_alive() for process in processes)


def test_corpus_interrupts_wait_for_the_end_of_what_is_held(tmp_path: Path) -> None:
    done = False
    with Interrupts() as interrupts:
        with pytest.raises(KeyboardInterrupt):
            with interrupts.held():
                signal.raise_signal(signal.SIGTERM)
                done = True
        assert done and interrupts.exit_code == 143
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_corpus_interrupts_a_second_one_does_not_wait() -> None:
    reached = False
    with Interrupts() as interrupts, pytest.raises(KeyboardInterrupt):
        with interrupts.held():
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
            reached = True
    assert not reached and interrupts.exit_code == 130
