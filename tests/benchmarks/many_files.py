"""Many files with one job and with two, in one run: speed, memory, and whether the bytes are the same.

    python tests/benchmarks/many_files.py [--pages 200] [--kb 8] [--jobs 1 2] [--no-names]

The pages are made of the paragraphs of `seeds/samples` in changing order. Wall time is true on free cores only; beside
it stands processor time on the longest way, that of the first process and of its busiest worker: what wall time would
be if every process had a core of its own. `whole` counts the start of every process, `loaded` does not: it is a run
over all pages less one over a tenth of them. `x` are ratios to the first row. Peak memory is that of the largest
process, and of the first. Looks into /proc, so it needs Linux.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Use:
    """What the processes of a run have used: processor seconds and peak memory (MB) by process id."""

    first: int
    wall: float = 0.0
    seconds: dict[int, float] = field(default_factory=dict)
    memory: dict[int, float] = field(default_factory=dict)

    @property
    def way(self) -> float:
        """Processor time on the longest way through the run."""
        workers = [seconds for pid, seconds in self.seconds.items() if pid != self.first]
        return self.seconds[self.first] + max(workers, default=0.0)

    def look(self) -> None:
        for pid in (self.first, *_children(self.first)):
            try:
                times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
                status = Path(f"/proc/{pid}/status").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if "VmHWM" in status:
                self.seconds[pid] = sum(map(int, times)) / TICKS
                self.memory[pid] = int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def measure(folder: Path, jobs: int, out: Path, options: list[str]) -> Use:
    command = [sys.executable, "-m", "extractor", str(folder), "--jobs", str(jobs), *options]
    begin = time.perf_counter()
    with open(out, "wb") as stream, subprocess.Popen(command, stdout=stream, cwd=ROOT) as process:
        use = Use(process.pid)
        while process.poll() is None:
            use.look()
            time.sleep(0.02)
    use.wall = time.perf_counter() - begin
    if process.returncode:
        raise SystemExit(f"extract ended with {process.returncode}")
    return use


def make_pages(folder: Path, count: int, size: int) -> Path:
    """`count` pages of about `size` bytes: paragraphs in an order of their own each, behind the header of the first."""
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds" / "samples").glob("*.txt"))]
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n") if paragraph.strip()]
    for number in range(count):
        page, at = texts[number % len(texts)], number
        while len(page.encode()) < size:
            page += "\n\n" + paragraphs[at % len(paragraphs)]
            at += 1 + number % 5
        (folder / f"page{number}.txt").write_text(page, encoding="utf-8")
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--kb", type=float, default=8, help="size of a page; a page of a newspaper has 5 to 20")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--no-names", action="store_true")
    given = parser.parse_args()
    options = ["--no-names"] if given.no_names else []
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        few = make_pages(work / "few", given.pages // 10, int(given.kb * 1000))
        many = make_pages(work / "many", given.pages, int(given.kb * 1000))
        measure(few, 1, work / "warm", options)  # rules are compiled and kept
        rows = []
        print("jobs   wall s      x   way s  whole x  loaded x   largest MB   first MB   same bytes")
        for jobs in given.jobs:
            start, whole = (measure(folder, jobs, work / f"{jobs}", options) for folder in (few, many))
            rows.append((whole.wall, whole.way, whole.way - start.way))
            wall, way, loaded = (first / this for first, this in zip(rows[0], rows[-1], strict=True))
            same = filecmp.cmp(work / f"{given.jobs[0]}", work / f"{jobs}", shallow=False)
            print(
                f"{jobs:>4}{whole.wall:>9.1f}{wall:>7.2f}{whole.way:>8.1f}{way:>9.2f}{loaded:>10.2f}"
                f"{max(whole.memory.values()):>13.0f}{whole.memory[whole.first]:>11.0f}   {'yes' if same else 'NO'}"
            )


if __name__ == "__main__":
    main()
