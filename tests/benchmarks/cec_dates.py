"""How many of the time expressions marked in CEC (../shared/corpora/events/cec.jsonl.gz) are found, by kind.

    python tests/benchmarks/cec_dates.py [--errors]

CEC marks more than dates: vague words (目前, 事发后), lengths of time (半个小时) and clock times without a day
(20时许) too. Each mark is sorted by its wording; recall counts for `date`, precision for every date that we give.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

from extractor.mentions.date_resolution import resolve_dates
from extractor.mentions.dates import propose_dates
from extractor.reading import heal
from extractor.rulebook import Rulebook, load_rulebook

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "events" / "cec.jsonl.gz"
Span = tuple[int, int]

_PART = "凌晨|早上|早晨|晨|上午|中午|正午|下午|晚上|晚间|晚|清晨|傍晚|夜里|深夜|午夜|早|一早|周末的傍晚"
_TIME = "[0-9０-９零一二三四五六七八九十]+(?:[时点:：]|不到).*"
_LEAD = "截至|截止|直至|到|至|从|在|约|大约|大概|北京时间|当地时间|智利当地时间|稍早的"
_COUNT = "[0-9０-９一二两三四五六七八九十半几数多余]+"
_UNIT = "分钟|小时|钟头|秒|天|周|个月|(?<![0-9]{4})年"
_AROUND = "在|约|近|超过|不到|大约|短短|经过了|过去的"
KINDS = [
    ("clock", rf"(?:{_LEAD})*(?:{_PART})?(?:约|大约)?(?:{_TIME}|六七点钟)?(?:发稿时|记者发稿时|前)?"),
    ("length", rf"(?:{_AROUND})*{_COUNT}(?:个|多个|余|多)*(?:{_UNIT})(?:[^0-9０-９日号]*)"),
    ("event", r"[^0-9０-９日天晚节]*(?:当时|发生后|事发.*|发稿.*|[后前时]|高峰.*|出现|期间)|.*[０-９0-9][・·].*"),
    (
        "vague",
        r".*(?:目前.*|随后|当场|同时|立即|第一时间|此[时后前]|日前|近日.*|近期|不久|刚刚|现在?|这时|正在|后来|一时|迄今|"
        r"当即|与此同时|之[前后]|近年来?|近几年|然后|有史以来|彻夜|一夜|数天|前几日|每年|晚些时候)",
    ),
]


def kind(words: str) -> str:
    """What a marked expression is: `date` unless its wording says otherwise."""
    return next((name for name, pattern in KINDS if re.fullmatch(pattern, words)), "date")


def report_date(text: str) -> date | None:
    parts = re.match(r"(\d+)\D+(\d+)\D+(\d+)", text or "")
    try:
        return date(*map(int, parts.groups())) if parts else None
    except ValueError:
        return None


def found_in(text: str, reference: date | None, rulebook: Rulebook) -> list[Span]:
    page = heal(text)
    proposals = propose_dates(page.healed, rulebook)
    resolved = zip(proposals, resolve_dates(proposals, page, reference), strict=True)
    located = [page.locate(proposal.start, proposal.end) for proposal, value in resolved if value is not None]
    return [(at.start, at.end) for at in located]


def overlaps(span: Span, spans: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in spans)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print what was missed, and what CEC does not mark")
    show = parser.parse_args().errors
    rulebook = load_rulebook()
    total, hit = Counter[str](), Counter[str]()
    given = right = 0
    missed: dict[str, Counter[str]] = defaultdict(Counter)
    unmarked: Counter[str] = Counter()
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for report in map(json.loads, lines):
            text = report["text"]
            marked = [(start, end) for start, end, label, *_ in report["spans"] if label == "TIME"]
            found = found_in(text, report_date(report["report_time"]), rulebook)
            for span in marked:
                words = text[slice(*span)]
                total[kind(words)] += 1
                hit[kind(words)] += overlaps(span, found)
                missed[kind(words)][words] += not overlaps(span, found)
            given += len(found)
            right += sum(overlaps(span, marked) for span in found)
            unmarked.update(text[max(0, s - 6) : e + 6] for s, e in found if not overlaps((s, e), marked))
    for name in sorted(total):
        print(f"{name:8}{hit[name]:5} of {total[name]:5}  {hit[name] / total[name]:.3f}")
    print(f"precision {right} of {given}  {right / given:.3f}")
    if show:
        print("missed dates:", [words for words, count in missed["date"].items() if count])
        print("found, not marked:", list(unmarked))


if __name__ == "__main__":
    main()
