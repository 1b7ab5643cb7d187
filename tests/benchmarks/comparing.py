"""Comparing saved pages: cold start, one page against many, and how often `different` is right.

    python tests/benchmarks/comparing.py [--pages 1000] [--characters 1000] [--texts FOLDER]

Pages are made from the samples, or from those of a folder given with --texts: each copy has other digits and other
places. Many copies of two samples in one page are the worst case: every figure may go with twenty others. The baseline
reads the same files with the json module and does nothing with them. Seconds are processor time on one core; read the
ratios, absolute times say more about the machine.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

BASELINE = """
import json, sys
for path in sys.argv[1:]:
    for line in open(path, encoding="utf-8"):
        json.loads(line)
"""
SHARED = ("临澜", "青岚", "临青", "江渡", "石磨")
MADE = "松柏桐枫榆柳桃李梅兰竹菊云雨雪霜山川河湖"


def page(text: str, characters: int, seed: int) -> str:
    """A page of about so many characters: copies of a text with their digits and places changed."""
    chance = random.Random(seed)
    copies: list[str] = []
    while sum(map(len, copies)) < characters:
        copy = "".join(str(chance.randrange(1, 10)) if c in "3456789" else c for c in text)
        for place in SHARED:
            copy = copy.replace(place, chance.choice(MADE) + chance.choice(MADE))
        copies.append(copy)
    return "\n".join(copies)[:characters]


def save(pages: list[str], folder: Path) -> list[Path]:
    """Each page read without the model, as JSON Lines."""
    from datetime import date

    from extractor import extract
    from extractor.writing.jsonl import write_jsonl

    paths = []
    for number, text in enumerate(pages):
        document = extract(text, names=False, reference_date=date(2023, 11, 27), doc=f"{number}.txt")
        paths.append(folder / f"{number}.jsonl")
        with paths[-1].open("w", encoding="utf-8") as stream:
            write_jsonl([document], stream)
    return paths


def timed(command: list[str], runs: int) -> float:
    """Median of the seconds of processor time that a command takes, start and all."""
    return statistics.median(_once(command) for _ in range(runs))


def _once(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def report(label: str, paths: list[Path], runs: int) -> None:
    files = list(map(str, paths))
    compared = timed([sys.executable, "-m", "extractor", "compare", *files, "--format", "jsonl"], runs)
    read = timed([sys.executable, "-c", BASELINE, *files], runs)
    print(f"{label:48}{compared:8.2f} s   {compared / read:5.1f} times as long as reading the JSON alone")


def precision() -> None:
    from extractor.comparing import load_words
    from tests.compared_cases import CASES, pairs_of, told

    words = load_words()
    found = [
        (case["pairs"].get(told(pair)), pair.verdict)
        for case in CASES
        for pair in pairs_of(case, words)
        if "different" in (pair.verdict, case["pairs"].get(told(pair)))
    ]
    right = sum(wanted == got for wanted, got in found)
    called = sum(got == "different" for _, got in found)
    wanted = sum(verdict == "different" for case in CASES for verdict in case["pairs"].values())
    print(f"different, {len(CASES)} cases: precision {right / called:.3f}, recall {right / wanted:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--texts", type=Path, default=ROOT / "seeds" / "samples")
    parser.add_argument("--characters", type=int, nargs="*", default=[1000, 10000])
    given = parser.parse_args()
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(given.texts.glob("*.txt")))
    precision()
    with tempfile.TemporaryDirectory() as folder:
        two = save([page(text, 10_000, seed) for seed in (1, 2)], Path(folder))
        report("two pages of 10,000 characters, cold", two, 5)
    for characters in given.characters:
        with tempfile.TemporaryDirectory() as folder:
            many = save([page(text, characters, seed) for seed in range(given.pages)], Path(folder))
            report(f"one page against {given.pages:,}, {characters:,} characters each", many, 1)


if __name__ == "__main__":
    main()
