"""A timeline of the dates of a page and charts of its comparable figures: geometry alone, drawn by the template.

Coordinates are those of an SVG 360 wide, the width of a telephone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from extractor.model import Date, Figure
from extractor.writing.html.scales import DayAxis, Tick, number_axis
from extractor.writing.wording import figure_measure, figure_parts, unit_words

WIDTH = 360
LEFT, RIGHT = 6.0, 354.0
ROW = 38
#: More rows than this say less: the largest are drawn, and how many are not.
MOST_ROWS = 24
_ARROW = 14.0
#: A number that no axis needs; a page may hold one of four hundred digits.
_LARGEST = 10**30


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: what it is, its value in words, and where it stands; `x1` to `x2`, alike for a point.

    `opens`: "right" or "left" where the wording leaves that side open (超过, 以来).
    """

    key: str
    label: str
    value: str
    y: int
    x1: float
    x2: float
    opens: str | None = None

    @property
    def is_point(self) -> bool:
        return self.x2 - self.x1 < 3


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows over one axis; `left_out` counts what the chart does not show."""

    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...] = ()
    breaks: tuple[float, ...] = ()
    zero: float | None = None
    is_log: bool = False
    left_out: int = 0

    @property
    def height(self) -> int:
        return len(self.bars) * ROW + (26 if self.ticks else 8)


def timeline(dates: Sequence[tuple[str, Date]]) -> Chart | None:
    """The dates that are known, each once, by their first day; None for fewer than two."""
    first: dict[tuple[str | None, str | None], tuple[str, Date]] = {}
    for key, found in dates:
        if found.earliest is not None or found.latest is not None:
            first.setdefault((found.edtf, found.clock), (key, found))
    rows = sorted(first.values(), key=lambda row: (_ends(row[1]), row[1].clock or ""))
    if len(rows) < 2:
        return None
    axis = DayAxis.of((day for _, found in rows for day in _ends(found)), LEFT, RIGHT)
    bars = [_span(key, found, axis, number) for number, (key, found) in enumerate(rows[:MOST_ROWS])]
    left_out = len(rows) - len(bars) + sum(found.earliest is None and found.latest is None for _, found in dates)
    return Chart("时间线", tuple(bars), tuple(axis.ticks()), tuple(axis.breaks), left_out=left_out)


def _ends(found: Date) -> tuple[date, date]:
    """First and last day; the known one for both where the other is open."""
    known = found.earliest or found.latest or date.min
    return found.earliest or known, found.latest or known


def _span(key: str, found: Date, axis: DayAxis, number: int) -> Bar:
    start, end = _ends(found)
    opens = "right" if found.latest is None else "left" if found.earliest is None else None
    when = f"{found.edtf or ''} {found.clock or ''}".strip()
    return _bar(key, found.text, when, number, axis.place(start), axis.place(end), opens)


def figure_charts(figures: Sequence[tuple[str, Figure]]) -> list[Chart]:
    """A chart for each unit in which two or more different figures can be compared, the fullest first."""
    groups: dict[tuple[str, str, str], list[tuple[str, Figure]]] = {}
    for key, figure in figures:
        quantity = figure.quantity
        ends = _sizes(figure, in_base=True)
        if ends and _sizes(figure, in_base=False) and max(map(abs, ends)) < _LARGEST:
            unit = (quantity.dimension, quantity.si_unit or "", quantity.per or "")
            groups.setdefault(unit, []).append((key, figure))
    charts = [_chart(*unit, group) for unit, group in groups.items() if len(group) > 1]
    return sorted(
        (chart for chart in charts if len({bar.value for bar in chart.bars}) > 1),
        key=lambda chart: -len(chart.bars) - chart.left_out,
    )


def _chart(dimension: str, base: str, per: str, group: list[tuple[str, Figure]]) -> Chart:
    """Figures in one unit stand in it (-12 and 30 degrees Celsius), those in several in the base unit."""
    units = {unit_words(figure.quantity.unit, figure.quantity.unit_text) for _, figure in group}
    unit = units.pop() if len({figure.quantity.unit for _, figure in group}) == 1 else None
    sized = [(key, figure, _sizes(figure, in_base=unit is None)) for key, figure in group]
    rows = sorted(sized, key=lambda row: row[2][-1], reverse=True)[:MOST_ROWS]
    axis = number_axis([float(end) for _, _, ends in rows for end in ends], LEFT, RIGHT - _ARROW)
    bars = []
    for number, (key, figure, ends) in enumerate(rows):
        quantity = figure.quantity
        opens = "right" if quantity.high is None else "left" if quantity.low is None else None
        x1, x2 = axis.place(float(ends[0])), axis.place(float(ends[-1]))
        label = figure_measure(figure) or f"第 {figure.at.line} 行"
        bars.append(_bar(key, label, figure_parts(figure)[0], number, x1, x2, opens))
    words = unit_words(base) if unit is None else unit
    title = " · ".join(filter(None, [_DIMENSIONS.get(dimension, dimension), words + (f"/{per}" if per else "")]))
    zero = None if axis.is_log else axis.place(0.0)
    return Chart(title, tuple(bars), zero=zero, is_log=axis.is_log, left_out=len(group) - len(rows))


def _sizes(figure: Figure, *, in_base: bool) -> list[Fraction]:
    """The known ends of the interval, lower first."""
    quantity = figure.quantity
    ends = (quantity.si_low, quantity.si_high) if in_base else (quantity.low, quantity.high)
    return [end for end in ends if end is not None]


def _bar(key: str, label: str, value: str, number: int, x1: float, x2: float, opens: str | None) -> Bar:
    value = _shortened(value, 26)
    return Bar(key, _shortened(label, 54 - _width(value)), value, number * ROW, round(x1, 1), round(x2, 1), opens)


_DIMENSIONS = {
    "length": "长度",
    "area": "面积",
    "volume": "体积",
    "mass": "重量",
    "time": "时长",
    "speed": "速度",
    "temperature": "温度",
    "power": "功率",
    "energy": "能量",
    "money": "金额",
    "ratio": "比率",
    "percentage_points": "百分点",
    "multiple": "倍数",
    "count": "数量",
    "magnitude": "震级",
    "index": "指数",
    "age": "年龄",
    "acceleration": "加速度",
    "pressure": "压强",
    "force": "力",
    "voltage": "电压",
    "current": "电流",
    "charge": "电荷",
    "data": "数据量",
    "data_rate": "传输速率",
    "frequency": "频率",
    "angle": "角度",
    "density": "密度",
    "concentration": "浓度",
    "flow": "流量",
    "sound": "声级",
    "radioactivity": "放射性",
    "points": "分",
}


def _width(text: str) -> int:
    return sum(1 if ord(character) < 0x2E80 else 2 for character in text)


def _shortened(text: str, width: int) -> str:
    """As much of a text as fits, in half-width cells."""
    if _width(text) <= width:
        return text
    kept = ""
    for character in text:
        if _width(kept + character) > width - 1:
            break
        kept += character
    return f"{kept}…"
