"""Figures and dates: how fast beside JioNLP, how long to the first result, and whether time grows with the text.

    python tests/benchmarks/figures_and_dates.py [--pages PAGES] [--jionlp PYTHON]

JioNLP is never a dependency: give the Python of an environment that has it, or leave it out. Speed is kB of UTF-8 in a
second of processor time on one core, loaded and warm. Read the ratios; absolute times say more about the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

#: What each tool's own Python runs: `run(text)` reads a page.
TOOLS = {
    "extract": "import extractor\nrun = lambda text: extractor.extract(text, names=False)",
    "jionlp": "import jionlp\n"
    "run = lambda text: [(jionlp.ner.extract_time(line), jionlp.ner.extract_money(line))"
    " for line in text.split('\\n') if line.strip()]",
}
DRIVER = """
import json, resource, sys, time
start = time.perf_counter()
{tool}
run("今年前三季度产量超过260万辆。")
first = time.perf_counter() - start
pages = json.load(open(sys.argv[1], encoding="utf-8"))
best = float("inf")
for _ in range(3):
    start = time.process_time()
    for page in pages:
        run(page)
    best = min(best, time.process_time() - start)
speed = sum(len(page.encode()) for page in pages) / 1000 / best
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print("\\n" + json.dumps({{"speed": speed, "first": first, "memory": memory}}))
"""


def measure(tool: str, python: str, pages: list[str]) -> dict[str, float]:
    """Speed (kB/s), seconds to the first result (import included) and peak memory (MB), in a process of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(pages, file)
        file.flush()
        command = [python, "-c", DRIVER.format(tool=TOOLS[tool]), file.name]
        done = subprocess.run(command, env=os.environ | ONE_THREAD, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{tool}: {done.stderr.strip().splitlines()[-1]}")
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def growth(text: str, megabytes: list[float]) -> None:
    """Speed over pages of these sizes, and over 100 kB in one line: the same but for noise where time is linear."""
    from extractor import extract

    extract(text, names=False)
    unit = len(text.encode())
    single = text.replace("\n", "")
    sizes = [(f"{size:g} MB", text * max(1, round(size * 1e6 / unit))) for size in megabytes]
    for label, page in [("0.1 MB in one line", single * max(1, round(1e5 / unit))), *sizes]:
        start = time.process_time()
        extract(page, names=False)
        seconds = time.process_time() - start
        print(f"{label:20}{len(page.encode()) / 1000 / seconds:8.0f} kB/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=Path, default=ROOT / "seeds" / "samples")
    parser.add_argument("--jionlp", metavar="PYTHON")
    parser.add_argument("--megabytes", type=float, nargs="*", default=[0.1, 1, 10, 100])
    given = parser.parse_args()
    pages = [page.read_text(encoding="utf-8") for page in sorted(given.pages.glob("*.txt"))]
    ours = measure("extract", sys.executable, pages * 10)
    tools = [("extract", ours)]
    if given.jionlp:
        tools.append(("jionlp", measure("jionlp", given.jionlp, pages * 10)))
    for tool, found in tools:
        print(
            f"{tool:10}{found['speed']:8.0f} kB/s {found['first']:6.2f} s to the first result {found['memory']:6.0f} MB"
            f"   extract is {ours['speed'] / found['speed']:.2f} times as fast"
        )
    growth("\n".join(pages) + "\n", given.megabytes)


if __name__ == "__main__":
    main()
