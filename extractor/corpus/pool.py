"""Worker processes that read files, and their results in the order of the files.

Each worker has a pipe of its own and gets a few files ahead, so that it never waits. A worker that dies is noticed by
the end of its pipe: the file it was on is a Failure, those behind it go to another. No more files are given out than
their results fit into a bounded window, however many there are. Processes are spawned, so no thread or lock of this
one is copied, and a worker ends by itself when this process is gone.
"""

from __future__ import annotations

import pickle
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from extractor.corpus.interrupts import Interrupts
from extractor.corpus.pages import Failure, Item, Reader
from extractor.corpus.worker import END, serve
from extractor.errors import ExtractorError, InputError

AHEAD = 2  # files that a worker has before it, the one it is on included
WINDOW = 32  # files that are given out, for each worker
BUFFERED = 64_000_000  # bytes of results that wait for a file before them; above it none is given out
STILLBORN = 3  # workers that end before they have begun, one after the other

Task = str | InputError


@dataclass(slots=True, eq=False)
class _File:
    """A file that was given out, and what came back so far, still pickled."""

    task: Task
    results: deque[bytes] = field(default_factory=deque)
    finished: bool = False


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    ready: bool = False
    files: deque[_File] = field(default_factory=deque)


class Pool:
    """`read` gives the items of every file; leaving the context ends every process."""

    def __init__(self, reader: Reader, jobs: int, interrupts: Interrupts) -> None:
        self._reader, self._jobs, self._interrupts = reader, jobs, interrupts
        self._workers: list[_Worker] = []
        self._queue: deque[_File] = deque()  # every file without a full result that was written, in order
        self._waiting: deque[_File] = deque()  # those of them that no worker has
        self._buffered = 0
        self._stillborn = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            _join(worker)

    def read(self, tasks: Iterable[Task]) -> Iterator[Item | None]:
        """The items of each file, in order, and None behind its last.

        Raises ExtractorError if the model cannot be loaded or no worker can be started.
        """
        left = iter(tasks)
        while True:
            self._give_out(left)
            yield from self._finished()
            if not self._queue:
                return
            self._hear()

    def _give_out(self, left: Iterator[Task]) -> None:
        """Give every worker files ahead, starting one more where all have theirs, as far as the window is open."""
        while self._waiting or self._open(left):
            worker = min(self._workers, key=lambda worker: len(worker.files), default=None)
            if (worker is None or worker.files) and len(self._workers) < self._jobs:
                worker = self._start()
            if worker is None or len(worker.files) >= AHEAD:
                return
            try:
                worker.pipe.send(self._waiting[0].task)
            except OSError:
                self._bury(worker)
            else:
                worker.files.append(self._waiting.popleft())

    def _open(self, left: Iterator[Task]) -> bool:
        """Take one more file in, if there is room and one is left."""
        if len(self._queue) >= WINDOW * self._jobs or self._buffered > BUFFERED:
            return False
        task = next(left, None)
        if task is None:
            return False
        file = _File(task)
        self._queue.append(file)
        self._waiting.append(file)
        return True

    def _start(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._reader), daemon=True)
        worker = _Worker(process, ours)
        with self._interrupts.held(), _sheltered():
            try:
                process.start()
            except OSError as error:
                raise ExtractorError(f"no worker process can be started: {error.strerror}. Try fewer --jobs") from None
            self._workers.append(worker)
            theirs.close()
        return worker

    def _hear(self) -> None:
        """Take in what the workers have sent; wait until one has."""
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes)):
            worker = pipes[pipe]  # type: ignore[index]
            try:
                message = worker.pipe.recv_bytes()
            except (EOFError, OSError):
                self._bury(worker)
            else:
                self._take(worker, message)

    def _take(self, worker: _Worker, message: bytes) -> None:
        if not worker.ready:
            worker.ready, self._stillborn = True, 0
            if message != END:
                raise ExtractorError(message.decode())
        elif message != END:
            worker.files[0].results.append(message)
            self._buffered += len(message)
        else:
            worker.files.popleft().finished = True

    def _bury(self, worker: _Worker) -> None:
        """A worker is dead: the file it was on has failed, what it had before it is given out again."""
        self._workers.remove(worker)
        end = _join(worker)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn == STILLBORN:
                raise ExtractorError(f"worker processes end before they have begun ({end}). Try fewer --jobs")
        elif worker.files:
            file = worker.files.popleft()
            failure = Failure(f"{file.task}: left out: the process that read it ended ({end})")
            file.results.append(pickle.dumps(failure))
            file.finished = True
        self._waiting.extendleft(reversed(worker.files))

    def _finished(self) -> Iterator[Item | None]:
        """What can be written: results of the first file, and of the next where that is finished."""
        while self._queue:
            file = self._queue[0]
            while file.results:
                message = file.results.popleft()
                self._buffered -= len(message)
                yield pickle.loads(message)
            if not file.finished:
                return
            self._queue.popleft()
            yield None


@contextmanager
def _sheltered() -> Iterator[None]:
    """Ctrl-C at a terminal reaches every process of it, and a worker inherits that it does not hear of it."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows, where a worker hears of it until it can say no
        yield
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _join(worker: _Worker) -> str:
    """Wait for a process that is ending; how it ended, for people."""
    worker.pipe.close()
    worker.process.join(5)
    worker.process.kill()
    worker.process.join()
    code = worker.process.exitcode or 0
    if code == -signal.SIGKILL:
        return "killed; was memory short?"
    return f"signal {-code}" if code < 0 else f"exit code {code}"
