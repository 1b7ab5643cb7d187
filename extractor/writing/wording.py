"""How a value is written for a person: `> 260万辆 (2,600,000 辆)`, `≈ 1.48 km²`, `47.57%`."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from extractor.model import Figure, Quantity
from extractor.writing.numbers import digits, plain_number

_SIGNS = {"about": "≈ ", "over": "> ", "under": "< ", "at_least": "≥ ", "at_most": "≤ "}
_FLAGS = {
    "max": "最高",
    "min": "最低",
    "planned": "计划",
    "expected": "预计",
    "denied": "否定",
    "cumulative": "累计",
    "new": "新增",
    "mean": "平均",
    "daily": "单日",
}
#: Where the reference date of a page was found.
REFERENCES = {"option": "由 --date 给定", "dateline": "取自电头", "header": "取自报头"}
#: How somebody holds a post.
STATUSES: dict[str | None, str] = {"former": "前任", "elected": "当选", "acting": "代理"}
_CHANGES = {"increase": "增", "decrease": "减"}
#: Codes of UCUM that no reader of a newspaper would know; the others are shown as they are, m2 as m².
_UNITS = {
    "har": "ha",
    "Cel": "°C",
    "a": "年",
    "mo": "个月",
    "wk": "周",
    "d": "天",
    "h": "小时",
    "min": "分钟",
    "s": "秒",
    "pp": "个百分点",
    "deg": "°",
}
#: Pieces of codes: kW.h is kW·h, uL is μL, MBy is MB, a calorie is cal.
_PIECES = {".": "·", "um": "μm", "ug": "μg", "uL": "μL", "us": "μs", "By": "B", "_th": ""}
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def figure_words(figure: Figure) -> str:
    """The figure with the sign of its bound; what the page wrote stands first where it is not the number itself.

    `> 260万辆 (2,600,000 辆)`, `≈ 1.48 km²` for 约1.48平方公里, `数百人 (100–999 人)`.
    """
    words, value = figure_parts(figure)
    return f"{words} ({value})" if value else words


def figure_parts(figure: Figure) -> tuple[str, str | None]:
    """The two parts of `figure_words`; None where the first says it all: `> 260万辆` and `2,600,000 辆`."""
    quantity = figure.quantity
    sign = _SIGNS.get(quantity.bound, "")
    value = quantity_words(quantity)
    if value is None or _says(figure.text, quantity):
        return sign + (value or figure.text), None
    return sign + figure.text, value


def quantity_words(quantity: Quantity) -> str | None:
    """The normalised number, or the interval where the wording gives two ends: `38,000,000–39,000,000 CNY`."""
    numbers = _numbers(quantity)
    if not numbers:
        return None
    unit = unit_words(quantity.unit, quantity.unit_text) + (f"/{unit_words(quantity.per)}" if quantity.per else "")
    return "–".join(map(_shown, numbers)) + _joined(unit)


def _shown(number: Fraction) -> str:
    """All digits of a number that has an end; 三分之一 is 33.33 %."""
    written = plain_number(number)
    # A number of more than thirteen digits before the point has been rounded already.
    is_short = Fraction(written) == number or abs(number) >= 10**13
    shown = written if is_short else round(Decimal(written), 2)
    return digits(Decimal(shown), grouped=True)


def unit_words(code: str | None, written: str = "") -> str:
    """A unit as a reader knows it: km2 is km², Cel is °C, kW.h is kW·h; `written` where the code is for machines."""
    if code is None:
        return ""
    if "[" in code or "*" in code:
        return written or code
    if code in _UNITS:
        return _UNITS[code]
    raised = re.sub(r"(?<=[a-zA-Z])-?[0-9]+", lambda power: power[0].translate(_RAISED), code)
    return re.sub("|".join(map(re.escape, _PIECES)), lambda piece: _PIECES[piece[0]], raised)


def figure_remarks(figure: Figure) -> str:
    """The word that set the bound, and what else the text says of the figure: `超过`, `预计 累计`."""
    quantity = figure.quantity
    flags = (quantity.status, quantity.aggregate, quantity.extreme)
    return " ".join(filter(None, [quantity.bound_text, *(_FLAGS[flag] for flag in flags if flag)]))


def figure_measure(figure: Figure) -> str:
    """What it measures, as far as the page says: `长三角地区新能源汽车 · 产量 · 同比增`."""
    slots = figure.slots
    change = slots.get("basis", "") + _CHANGES.get(slots.get("change", ""), "")
    return " · ".join(filter(None, [slots.get("subject"), slots.get("attribute"), slots.get("object"), change]))


def _numbers(quantity: Quantity) -> list[Fraction]:
    two_ends = quantity.value is None or quantity.bound in ("over", "under")
    if two_ends and quantity.low is not None and quantity.high is not None:
        return [quantity.low, quantity.high]
    nominal = next((end for end in (quantity.value, quantity.low, quantity.high) if end is not None), None)
    return [] if nominal is None else [nominal]


def _says(text: str, quantity: Quantity) -> bool:
    """Whether the page wrote the normalised number in digits: showing 1200亩 and 1,200 亩 would say it twice."""
    if quantity.value is None or len(_numbers(quantity)) > 1:
        return False
    return re.sub(r"[\s,，]", "", text) == digits(plain_number(quantity.value)) + quantity.unit_text


def _joined(unit: str) -> str:
    return unit if not unit or unit.startswith("%") else f" {unit}"
