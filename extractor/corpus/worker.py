"""A worker process: it loads rules and model once, then reads the files that come through its pipe."""

from __future__ import annotations

import gc
import os
import pickle
import signal
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from threading import Thread

from extractor.corpus.pages import Reader
from extractor.errors import ExtractorError

END = b""  # behind the last result of a file; before the first file it says that all is loaded


def serve(pipe: Connection, reader: Reader) -> None:
    """Read each file that comes through `pipe` and send its items back, pickled; end when the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # a core for each worker, whatever library the model brings
    gc.set_threshold(50_000, 20, 100)
    try:
        reader.prepare()
    except ExtractorError as error:
        pipe.send_bytes(str(error).encode())
        return
    try:
        pipe.send_bytes(END)
        while True:
            for item in reader.read(pipe.recv()):
                pipe.send_bytes(pickle.dumps(item, protocol=5))
            pipe.send_bytes(END)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _end_with_parent() -> None:
    """No orphans: when the first process is gone, killed perhaps, nobody waits for this page any more."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
