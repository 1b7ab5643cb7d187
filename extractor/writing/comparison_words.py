"""How a comparison is told to a person: verdicts, both wordings, differences, in short lines of Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from extractor.compared import VERDICTS, Check, Comparison, Edit, Naming, Pair, Side
from extractor.model import Document, Quantity
from extractor.writing.numbers import digits, plain_number
from extractor.writing.wording import figure_measure, figure_remarks, unit_words

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


#: From here on a score is not told; below the other its reasons are, too. JSON Lines hold both always.
_SURE, _DOUBTFUL = Fraction(9, 10), Fraction(7, 10)


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
    cells = _wording(pair.a), _line(pair.a), _wording(pair.b) + _converted(pair), _line(pair.b)
    remarks = "\n".join([*pair.remarks, *_sureness(pair)])
    return Row(verdict, _measure(pair.a, pair.b), *cells, _difference(pair), remarks)


def _sureness(pair: Pair) -> list[str]:
    """How sure it is that both measure the same, where that is not plain; the reasons where it is doubtful."""
    if pair.verdict == "only" or pair.score >= _SURE:
        return []
    score = digits(plain_number(Fraction(round(pair.score * 100), 100)))
    return [f"把握 {score}" + (f"（{'；'.join(pair.reasons)}）" if pair.score < _DOUBTFUL else "")]


def _measure(*sides: Side | None) -> str:
    """The fuller of two measures, and the times: 前三季度 is not said beside 今年前三季度."""
    measures = [(figure_measure(side.figure), side.figure.slots.get("time_text", "")) for side in sides if side]
    measure = max((measure for measure, _ in measures), key=len, default="")
    times = dict.fromkeys(time for _, time in measures if time)
    longest = [time for time in times if not any(time != other and time in other for other in times)]
    return "\n".join(filter(None, [measure, " / ".join(longest)]))


def _wording(side: Side | None) -> str:
    """`260万辆（超过）`, and below it what it is worth, where its own digits do not say so."""
    if side is None:
        return "—"
    remarks = figure_remarks(side.figure)
    words = side.figure.text + (f"（{remarks}）" if remarks else "")
    worth = _worth(side.figure.quantity)
    return words if not worth or worth[0] in side.figure.text else f"{words}\n{' '.join(worth)}"


def _converted(pair: Pair) -> str:
    """Below page b what its figure is in the unit of page a: 合1.48平方公里 for 148公顷."""
    if pair.a is None or pair.b is None or pair.difference is None:
        return ""
    one, other = pair.a.figure.quantity, pair.b.figure.quantity
    if one.unit == other.unit or one.unit != pair.unit or one.value is None or one.dimension == "count":
        return ""
    sign = -1 if pair.a.figure.slots.get("change") == "decrease" else 1
    return f"\n合{in_wan(sign * one.value + pair.difference)}{one.unit_text}"


def _worth(quantity: Quantity) -> tuple[str, str] | None:
    """Number and unit in their plain form: `1.23亿`, `t` for 12300万吨, `1000–1999`, `人` for 1000多人."""
    numbers = [quantity.value]
    if quantity.value is None or (quantity.bound in ("over", "under") and None not in (quantity.low, quantity.high)):
        numbers = [quantity.low, quantity.high]
    shown = [in_wan(number) for number in numbers if number is not None]
    unit = unit_words(quantity.unit, quantity.unit_text) + (f"/{unit_words(quantity.per)}" if quantity.per else "")
    return ("–".join(shown), unit) if shown else None


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
    return ("+" if number > 0 else "") + in_wan(number)


def in_wan(number: Fraction) -> str:
    """In 万 and 亿, to two digits behind the point where there are more than four: 264.4万, -40.5亿, 33.33."""
    worth, word = next(((size, word) for size, word in ((10**8, "亿"), (10**4, "万")) if abs(number) >= size), (1, ""))
    scaled = number / worth
    exact = worth > 1 and (scaled * 10**4).denominator == 1
    return digits(plain_number(scaled if exact else Fraction(round(scaled * 100), 100))) + word


def arithmetic(check: Check) -> str:
    """The sum on paper: `9.1万吨 + 7.5万吨 = 16.6万吨（容许16.5万至16.7万吨）`."""
    texts = [term.figure.text for term in check.terms]
    result = check.result
    unit = "%" if result.unit == "%" else result.unit_text
    match check.kind, result.dimension:
        case "sum", _:
            terms = " + ".join(texts)
        case "share", _:
            terms = " ÷ ".join(texts)
        case _, ("ratio" | "multiple"):
            terms = f"({texts[1]} - {texts[0]}) ÷ {texts[0]}"
        case _:
            terms = f"{texts[1]} - {texts[0]}"
    shown = "" if result.value is None else in_wan(result.value) + unit
    if result.low is None or result.high is None or result.low == result.high:
        return f"{terms} = {shown}"
    return f"{terms} = {shown}（容许{in_wan(result.low)}至{in_wan(result.high)}{unit}）"


def _check(check: Check) -> Row:
    lines = "、".join(dict.fromkeys(f"{'乙' if term.page else '甲'}{term.figure.at.line}" for term in check.terms))
    return Row(
        "相合" if check.holds else "对不上",
        f"验算：{CHECK_WORDS[check.kind]}\n{figure_measure(check.stated.figure)}".rstrip(),
        arithmetic(check),
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
