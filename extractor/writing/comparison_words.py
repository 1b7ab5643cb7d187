"""How a comparison is told to a person: verdicts, both wordings, differences, in short lines of Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from extractor.compared import VERDICTS, Check, Comparison, Edit, Naming, Pair, Side
from extractor.model import Document
from extractor.writing.numbers import digits, plain_number
from extractor.writing.wording import figure_measure, figure_remarks, figure_words

VERDICT_WORDS = {
    "different": "不符",
    "unit": "单位不同",
    "time": "时间不同",
    "status": "性质不同",
    "consistent": "相容",
    "same": "相同",
    "only": "仅一页有",
}
CHECK_WORDS = {"sum": "分项之和", "share": "占比", "change": "增减"}
NAMING_WORDS = {"post": "职务不同", "spelling": "写法不同", "same_post": "职务相同"}
EDIT_WORDS = {"changed": "改动", "added": "新增", "dropped": "删去", "kept": "未改"}


#: Above this score the reasons are left to JSON Lines.
_SURE = Fraction(9, 10)


class Row(NamedTuple):
    """One line of a table: verdict, what is measured, page a, its line, page b, its line, difference, remarks."""

    verdict: str
    measure: str
    a: str
    a_line: str
    b: str
    b_line: str
    difference: str
    remarks: str


COLUMNS = Row("判定", "所指", "甲", "行", "乙", "行", "乙比甲", "说明")


def rows(comparison: Comparison) -> Iterator[Row]:
    """The lines of a comparison in its order: pairs, checks, names, edits."""
    for pair in comparison.pairs:
        yield _pair(pair, VERDICT_WORDS[pair.verdict])
    for check in comparison.checks:
        yield _check(check)
    for naming in comparison.namings:
        yield _naming(naming)
    for edit in comparison.edits:
        yield _edit(edit)


def headings(comparison: Comparison) -> tuple[str, ...]:
    """Which pages stand side by side: `甲 harbour.txt · 2023-11-26 · 临青铁路通车`."""
    if comparison.a is comparison.b:
        return (_page("甲乙", comparison.a) + "（同一页）",)
    return _page("甲", comparison.a), _page("乙", comparison.b)


def summary(comparison: Comparison) -> str:
    """How many of each: `不符 2 · 相容 1 · 相同 5；另有 7 处只在一页出现（--all 列出）`."""
    counts = Counter(pair.verdict for pair in comparison.pairs)
    words = [f"{VERDICT_WORDS[verdict]} {counts[verdict]}" for verdict in VERDICTS if counts[verdict]]
    failed = sum(not check.holds for check in comparison.checks)
    if comparison.checks:
        words.append(f"验算 {len(comparison.checks)}" + (f"，其中 {failed} 处对不上" if failed else "，都对得上"))
    for table, found in ((NAMING_WORDS, comparison.namings), (EDIT_WORDS, comparison.edits)):
        kinds = Counter(item.kind for item in found)
        words += [f"{table[kind]} {count}" for kind, count in kinds.items()]
    told = " · ".join(words) or "没有可以对照的数字"
    return told + (f"；另有 {comparison.unpaired} 处只在一页出现（--all 列出）" if comparison.unpaired else "")


def _page(mark: str, document: Document) -> str:
    date = document.reference_date
    words = [document.doc, date.isoformat() if date else "日期不明", document.title]
    return f"{mark} " + " · ".join(word for word in words if word)


def _pair(pair: Pair, verdict: str) -> Row:
    sure = f"把握 {digits(plain_number(Fraction(round(pair.score * 100), 100)))}：{'；'.join(pair.reasons)}"
    remarks = [*pair.remarks, *([sure] if pair.score < _SURE else [])]
    return Row(
        verdict,
        _measure(pair.a, pair.b),
        _wording(pair.a),
        _line(pair.a),
        _wording(pair.b),
        _line(pair.b),
        _difference(pair),
        "\n".join(remarks),
    )


def _measure(*sides: Side | None) -> str:
    """The fuller of two measures, and the time."""
    measures = [(figure_measure(side.figure), side.figure.slots.get("time_text", "")) for side in sides if side]
    measure = max((measure for measure, _ in measures), key=len, default="")
    times = dict.fromkeys(time for _, time in measures if time)
    return "\n".join(filter(None, [measure, " / ".join(times)]))


def _wording(side: Side | None) -> str:
    """`260万辆（超过）` and below it what it is worth."""
    if side is None:
        return "—"
    remarks = figure_remarks(side.figure)
    words = side.figure.text + (f"（{remarks}）" if remarks else "")
    worth = figure_words(side.figure).replace(f"{side.figure.text} (", "", 1)
    worth = worth.removesuffix(")") if "(" not in worth else worth
    said = worth.replace(" ", "").replace(",", "") == side.figure.text.replace(",", "")
    return words if said or worth == side.figure.text else f"{words}\n{worth}"


def _line(side: Side | None) -> str:
    return "、".join(map(str, (side.figure.at.line, *side.also))) if side else ""


def _difference(pair: Pair) -> str:
    """`-40.5亿元` and below it `-90%`; of two shares in 个百分点."""
    if pair.difference is None or pair.a is None or pair.verdict == "only":
        return ""
    if not pair.difference:
        return "0"
    quantity = pair.a.figure.quantity
    unit = "个百分点" if pair.unit in ("%", "pp") else quantity.unit_text if pair.unit == quantity.unit else pair.unit
    amount = _signed(pair.difference) + (unit or "")
    return amount if pair.percent is None or unit == "个百分点" else f"{amount}\n{_signed(pair.percent)}%"


def _signed(number: Fraction) -> str:
    """With its sign, in 万 and 亿, to two digits behind the point."""
    worth, word = next(((size, word) for size, word in ((10**8, "亿"), (10**4, "万")) if abs(number) >= size), (1, ""))
    scaled = number / worth
    shown = scaled if (scaled * 10**4).denominator == 1 and worth > 1 else Fraction(round(scaled * 100), 100)
    return ("+" if number > 0 else "") + digits(plain_number(shown), grouped=True) + word


def _check(check: Check) -> Row:
    lines = "、".join(dict.fromkeys(f"{'乙' if term.page else '甲'}{term.figure.at.line}" for term in check.terms))
    return Row(
        "相合" if check.holds else "对不上",
        f"验算：{CHECK_WORDS[check.kind]}\n{figure_measure(check.stated.figure)}".rstrip(),
        check.arithmetic,
        lines,
        _wording(check.stated),
        f"{'乙' if check.stated.page else '甲'}{check.stated.figure.at.line}",
        "",
        "\n".join(check.remarks),
    )


def _naming(naming: Naming) -> Row:
    lines = str(naming.a_at.line), str(naming.b_at.line)
    remarks = "；".join(naming.remarks)
    return Row(NAMING_WORDS[naming.kind], "", naming.a_text, lines[0], naming.b_text, lines[1], "", remarks)


def _edit(edit: Edit) -> Row:
    if edit.pair is not None:
        return _pair(edit.pair, EDIT_WORDS[edit.kind])
    cells = _wording(edit.a), _line(edit.a), _wording(edit.b), _line(edit.b)
    return Row(EDIT_WORDS[edit.kind], _measure(edit.a, edit.b), *cells, "", "")
