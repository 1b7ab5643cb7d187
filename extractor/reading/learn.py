"""Make `cuts.tsv` and `bonds.tsv`: python -m extractor.reading.learn NEWS HEADLINES

NEWS: items parted by a blank line, the headline first, then a paragraph a line; HEADLINES: one a line; both plain or
gzip. Paragraphs cut at random are the cuts; headlines before paragraphs and before other headlines are none.
The result is the same every time (fixed seed). It takes half a minute and needs nothing but Python.
"""

from __future__ import annotations

import gzip
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extractor.reading.cuts import BONDS, LONGEST, WEIGHTS, signs
from extractor.reading.fold import fold
from extractor.reading.shapes import ends_sentence

Example = tuple[list[str], bool]
Pair = tuple[str, str, bool]

_SEED, _ROUNDS, _RATE = 20230113, 4, 0.3
_RAREST = 8  # a sign seen less often says nothing
_SMALLEST = 30  # hundredths; weights nearer to 0 are left out
_RAREST_PAIR = 30
_HAN = re.compile("[\u4e00-\u9fff]")
_HAN_PAIR = re.compile("(?=([\u4e00-\u9fff]{2}))")
_CERTAIN = re.compile("[。；]|[，、；：（《“·]$")  # decided by marks: not this model's business
_LEADING_MARK = re.compile("[，。、；：！？）》”’]")


def main(news: str, headlines: str) -> None:
    """Learn from the two files and write what was learned beside this module."""
    text = _read(news)
    bonds = _learn_bonds(text)
    _write_bonds(bonds)
    pairs = _pairs(_items(text), _read(headlines).splitlines(), random.Random(_SEED))
    examples = [(list(signs(before, after, bonds)), is_cut) for before, after, is_cut in pairs]
    held_out, training = examples[::20], [example for at, example in enumerate(examples) if at % 20]
    weights = _learn(training, random.Random(_SEED))
    rounded = {sign: round(100 * weight) for sign, weight in weights.items()}
    kept = sorted((sign, weight) for sign, weight in rounded.items() if abs(weight) >= _SMALLEST)
    WEIGHTS.write_text("".join(f"{sign}\t{weight}\n" for sign, weight in kept), encoding="utf-8")
    print(f"{len(training)} examples, {len(kept)} weights; held out: {_report(held_out, dict(kept))}")


def _read(path: str) -> str:
    data = Path(path).read_bytes()
    return fold((gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8"))


def _items(text: str) -> list[list[str]]:
    items = ([line.strip() for line in item.split("\n") if line.strip()] for item in text.split("\n\n"))
    return [item for item in items if len(item) > 1]


def _pairs(items: list[list[str]], headlines: list[str], chance: random.Random) -> Iterator[Pair]:
    """What stands before a cut or after a heading, and whether it is a cut: about as many of both."""
    paragraphs = [paragraph for item in items for paragraph in item[1:]]
    titles = [title for item in items for title in (item[0], *re.split("[ \u3000：]", item[0]))] + headlines
    for paragraph in paragraphs:
        if len(paragraph) > 30:
            at = chance.randint(4, min(LONGEST, len(paragraph) - 4))
            yield from _pair(paragraph[:at], paragraph[at:], True)
    for item in items:
        yield from _pair(item[0], item[1], False)
    for title in titles:
        if chance.random() < 0.25:  # other papers set a comma where these headlines have a blank
            title = re.sub("[ \u3000]+", "，", title)
        yield from _pair(title, chance.choice(paragraphs), False)
        if chance.random() < 0.5:
            yield from _pair(title, chance.choice(titles), False)


def _pair(before: str, after: str, is_cut: bool) -> Iterator[Pair]:
    before, after = before.strip(), after.strip()
    if not before or not after or ends_sentence(before) or _CERTAIN.search(before) or _LEADING_MARK.match(after):
        return
    yield before, after, is_cut


def _learn_bonds(text: str) -> dict[str, str]:
    """How much more often two characters stand together than by chance, in powers of four, for pairs often seen."""
    singles = Counter(_HAN.findall(text))
    together = Counter(_HAN_PAIR.findall(text))
    total = sum(singles.values())
    bonds = {}
    for pair, count in together.items():
        level = int(math.log(count * total / (singles[pair[0]] * singles[pair[1]]), 4)) if count >= _RAREST_PAIR else 0
        if level >= 1:
            bonds[pair] = str(min(level, 5))
    return bonds


def _write_bonds(bonds: dict[str, str]) -> None:
    """A line for a level and a first character, then all second ones: 5观	测."""
    rows: dict[str, list[str]] = {}
    for pair in sorted(bonds):
        rows.setdefault(bonds[pair] + pair[0], []).append(pair[1])
    BONDS.write_text("".join(f"{key}\t{''.join(rows[key])}\n" for key in sorted(rows)), encoding="utf-8")


def _learn(examples: list[Example], chance: random.Random) -> dict[str, float]:
    """Logistic regression, by stochastic gradient descent with a rate of its own for each weight (AdaGrad)."""
    seen = Counter(sign for found, _ in examples for sign in found)
    weights = {sign: 0.0 for sign, count in seen.items() if count >= _RAREST}
    squares = dict.fromkeys(weights, 1e-6)
    for _ in range(_ROUNDS):
        chance.shuffle(examples)
        for found, is_cut in examples:
            known = [sign for sign in found if sign in weights]
            error = _probability(sum(weights[sign] for sign in known)) - is_cut
            for sign in known:
                squares[sign] += error * error
                weights[sign] -= _RATE * error / math.sqrt(squares[sign])
    return weights


def _probability(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _report(examples: list[Example], weights: dict[str, int]) -> str:
    scores = [(sum(weights.get(sign, 0) for sign in found), is_cut) for found, is_cut in examples]
    cuts, others = [s for s, is_cut in scores if is_cut], [s for s, is_cut in scores if not is_cut]
    rows = (
        f"above {limit / 100}: {sum(s > limit for s in cuts) / len(cuts):.3f} of cuts,"
        f" {sum(s > limit for s in others) / len(others):.4f} of headings"
        for limit in (-100, 0, 100, 150, 200, 300)
    )
    return "; ".join(rows)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
