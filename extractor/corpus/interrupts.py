"""Ctrl-C (and SIGTERM) between two results, never inside one."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """While this context lasts, a signal raises KeyboardInterrupt; inside `held()` it waits for the end of that block.

    Who presses Ctrl-C twice does not want to wait. `exit_code` is that of a program which the signal ended: 130 for
    Ctrl-C. Signals belong to the main thread, so this does.
    """

    def __init__(self) -> None:
        self._received: int | None = None
        self._held = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Interrupts:
        self._before = {number: signal.signal(number, self._receive) for number in _SIGNALS}
        return self

    def __exit__(self, *error: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._received is not None:
            raise KeyboardInterrupt

    @property
    def exit_code(self) -> int:
        return 128 + (self._received or signal.SIGINT)

    def _receive(self, number: int, frame: FrameType | None) -> None:
        again, self._received = self._received is not None, number
        if again or not self._held:
            raise KeyboardInterrupt
