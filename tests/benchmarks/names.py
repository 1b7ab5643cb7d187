"""Names: ours beside LAC and jieba on the same pages, in one run.

    python tests/benchmarks/names.py --pages PAGES --score SCORE.py [--lac PYTHON] [--jieba PYTHON]

LAC and jieba are never dependencies: give the Python of an environment that has them (LAC 2.1.2 with paddlepaddle
2.6.2 and setuptools<70), or leave them out. `model` is the packaged pipeline on single lines, `extract` the whole tool.
F1 strict and (~) with any overlap; speed on one core, loaded and warm, in processor time.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[3] / "shared"
ROWS = ("person", "organization", "place")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def measure(tool: str, python: str, pages: Path, score: Path) -> dict[str, Any] | None:
    """What `tag_names.py` measured and `score.py` says; None where the tool does not run."""
    with tempfile.TemporaryDirectory() as folder:
        command = [python, str(Path(__file__).with_name("tag_names.py")), tool, str(pages), folder]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ | ONE_THREAD)
        if done.returncode:
            print(f"{tool}: left out ({done.stderr.strip().splitlines()[-1:]})", file=sys.stderr)
            return None
        scored = subprocess.run(
            [sys.executable, str(score), "--pages", str(pages), folder, "--json"],
            capture_output=True,
            text=True,
            check=True,
        )
        measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return measured | {"scores": json.loads(scored.stdout)}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=Path, default=SHARED / "pages")
    parser.add_argument("--score", type=Path, default=SHARED / "tools" / "score.py")
    parser.add_argument("--lac", metavar="PYTHON")
    parser.add_argument("--jieba", metavar="PYTHON")
    given = parser.parse_args()
    tools = {"extract": sys.executable, "model": sys.executable, "lac": given.lac, "jieba": given.jieba}
    print("tool    " + "".join(f"{row:>14}{row[:6] + '~':>9}" for row in ROWS) + "    kB/s  load s      MB")
    for tool, python in tools.items():
        found = measure(tool, python, given.pages, given.score) if python else None
        if found:
            cells = (f"{found['scores'][row]['f1']:>14.3f}{found['scores'][row + '~']['f1']:>9.3f}" for row in ROWS)
            print(f"{tool:<8}{''.join(cells)}{found['speed']:>8}{found['load']:>8}{found['memory']:>8}")


if __name__ == "__main__":
    main()
