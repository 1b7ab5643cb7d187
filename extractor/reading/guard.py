"""A bound on memory while a library unpacks a hostile file: a PDF of 1 MB may hold a stream of 100 GB."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Bytes by which the process may grow.
MORE = 1_000_000_000
_STATUS = Path("/proc/self/statm")


@contextmanager
def bounded_memory() -> Iterator[None]:
    """Let the process grow by `MORE` bytes at most inside the block: what needs more raises MemoryError.

    Only Linux says how large a process is and keeps to such a bound; elsewhere the block runs without.
    """
    if not _STATUS.exists():
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    size = int(_STATUS.read_text().split()[0]) * resource.getpagesize()
    most = size + MORE if before[1] == resource.RLIM_INFINITY else min(size + MORE, before[1])
    resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
