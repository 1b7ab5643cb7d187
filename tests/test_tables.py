"""Tables: which heads belong to which numbers, and what the figures in the cells measure.

A table is written as its rows, cells parted by |; `A >2` covers two columns, `A v2` two rows. What its figures must be
stands below: text, value and unit, then the slots.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import extract
from extractor.model import Figure
from extractor.reading import heal
from extractor.reading.composing import Composer, RawCell
from extractor.reading.tables import find_tables, is_number

PROVINCES = """
表1 各省粮食产量
地区 v2 | 产量（万吨） >2
2022年 | 2023年
江苏 | 3,769.1 | 3797.7
合计 | 11532.2 | 11585.9
"""
INDICATORS = """
2023年全省主要指标
单位：亿元、%
指标 | 绝对量 | 同比增长
生产总值 | 12605 | 5.2
其中：餐饮收入 | 528.9 | 20.4
出口额 | 2377 | -0.6
"""
PORTS = """
港口 | 货物吞吐量（万吨） | 比上年同期±% | 泊位数量
青岚港 | 2760 | -7.4 | 12
临澜港 | 1.2亿吨 | +3% | —
"""
YEARS = """
年份 | 常住人口（万人） | 城镇化率（%）
2021 | 8505 | 73.9
2022年 | 8515 | 74.4
"""
COMPANIES = """
序号 | 企业名称 | 营业收入/亿元 | 员工人数 | 排名
1 | 澜江宏达汽车有限公司 | 26.5 | 1200 | 3
"""
PRICES = """
单位：元/吨
品种 | 11月24日 | 涨跌
螺纹钢 | 3950 | 50
"""
SECTIONS = """
城市 | 最低气温（℃） | 降水量（毫米）
2024年1月 >3
青岚 | -12.5 | 3.1
2024年2月 >3
青岚 | −8 | 7
"""
DATED = """
县 | 2023年产量（万吨） | 2023年11月24日收购价（元/吨）
青岚县 | 12.5 | 2600
"""
BARE = """
姓名 | 学号 | 成绩
王芳 | 20230117 | 88
"""

CASES = [
    (PROVINCES, "3,769.1 = 37691000 t", "subject=江苏; attribute=产量; time=2022; time_text=2022年"),
    (PROVINCES, "3797.7 = 37977000 t", "subject=江苏; attribute=产量; time=2023; time_text=2023年"),
    (PROVINCES, "11532.2 = 115322000 t", "attribute=产量; time=2022; time_text=2022年"),
    (INDICATORS, "12605 = 1260500000000 CNY", "attribute=生产总值; time=2023; time_text=2023年"),
    (INDICATORS, "20.4 = 102/5 %", "attribute=餐饮收入; change=increase; basis=同比; time=2023; time_text=2023年"),
    (INDICATORS, "-0.6 = 3/5 %", "attribute=出口额; change=decrease; basis=同比; time=2023; time_text=2023年"),
    (PORTS, "2760 = 27600000 t", "subject=青岚港; attribute=货物吞吐量"),
    (PORTS, "-7.4 = 37/5 %", "subject=青岚港; attribute=货物吞吐量; change=decrease; basis=比上年同期"),
    (PORTS, "1.2亿吨 = 120000000 t", "subject=临澜港; attribute=货物吞吐量"),
    (PORTS, "+3% = 3 %", "subject=临澜港; attribute=货物吞吐量; change=increase; basis=比上年同期"),
    (PORTS, "12 = 12 None", "subject=青岚港; attribute=泊位数量"),
    (YEARS, "8505 = 85050000 人", "attribute=常住人口; time=2021; time_text=2021"),
    (YEARS, "74.4 = 372/5 %", "attribute=城镇化率; time=2022; time_text=2022年"),
    (COMPANIES, "26.5 = 2650000000 CNY", "subject=澜江宏达汽车有限公司; attribute=营业收入"),
    (COMPANIES, "1200 = 1200 None", "subject=澜江宏达汽车有限公司; attribute=员工人数"),
    (PRICES, "3950 = 3950 CNY", "subject=螺纹钢; time=2023-11-24; time_text=11月24日"),
    (DATED, "12.5 = 125000 t", "subject=青岚县; attribute=产量; time=2023; time_text=2023年"),
    (DATED, "2600 = 2600 CNY", "subject=青岚县; attribute=收购价; time=2023-11-24; time_text=2023年11月24日"),
    (SECTIONS, "-12.5 = -25/2 Cel", "subject=青岚; attribute=最低气温; time=2024-01; time_text=2024年1月"),
    (SECTIONS, "7 = 7 mm", "subject=青岚; attribute=降水量; time=2024-02; time_text=2024年2月"),
]


def composed(table: str) -> Composer:
    composer = Composer()
    rows = []
    for line in table.strip().splitlines():
        if "|" in line or ">" in line:
            rows.append([_cell(words.strip()) for words in line.split("|")])
        else:
            composer.line(line)
    composer.table(rows)
    return composer


def _cell(words: str) -> RawCell:
    found = re.fullmatch(r"(.*?)(?: >(\d))?(?: v(\d))?", words)
    assert found
    return RawCell(found[1], int(found[2] or 1), int(found[3] or 1))


def figures(table: str) -> list[Figure]:
    page = composed(table)
    document = extract(page.text, tables=page.tables(), names=False, reference_date=date(2023, 12, 1))
    return [mention for mention in document.mentions if isinstance(mention, Figure)]


def told(figure: Figure) -> tuple[str, str]:
    slots = "; ".join(f"{name}={value}" for name, value in figure.slots.items())
    return f"{figure.text} = {figure.quantity.value} {figure.quantity.unit}", slots


@pytest.mark.parametrize(("table", "figure", "slots"), CASES)
def test_tables_the_heads_say_what_a_cell_measures(table: str, figure: str, slots: str) -> None:
    assert (figure, slots) in [told(found) for found in figures(table)]


@pytest.mark.parametrize(
    ("table", "texts"),
    [
        (PORTS, ["2760", "-7.4", "12", "1.2亿吨", "+3%"]),
        (COMPANIES, ["26.5", "1200"]),  # neither the row's number nor the rank
        (PRICES, ["3950"]),  # 涨跌 in yuan: no unit of a change
        (BARE, []),
    ],
)
def test_tables_a_number_without_a_unit_is_no_figure(table: str, texts: list[str]) -> None:
    assert [figure.text for figure in figures(table)] == texts


def test_tables_slots_point_at_the_heads() -> None:
    page = composed(PROVINCES)
    document = extract(page.text, tables=page.tables(), names=False)
    for figure in document.mentions:
        if isinstance(figure, Figure):
            assert page.text[figure.at.start : figure.at.end] == figure.text
            for name, (start, end) in figure.slots_at.items():
                said = figure.slots["time_text"] if name == "time" else figure.slots[name]
                assert page.text[start:end] == said


def test_tables_in_traditional_characters() -> None:
    page = composed("2023年\n單位：萬噸\n序號 | 地區 | 產量 | 較上年增減±%\n1 | 臺灣 | 1,234.5 | -3.4")
    document = extract(page.text, tables=page.tables(), names=False)
    assert [told(figure) for figure in document.mentions if isinstance(figure, Figure)] == [
        ("1,234.5 = 12345000 t", "subject=臺灣; attribute=產量; time=2023; time_text=2023年"),
        ("-3.4 = 17/5 %", "subject=臺灣; attribute=產量; change=decrease; basis=較上年; time=2023; time_text=2023年"),
    ]


def test_tables_in_plain_text_with_tabs() -> None:
    text = "各地产量\r\n地区\t产量（万吨）\t增长（%）\r\n江苏\t3797.7\t0.8\r\n河南\t6624.3\t-2.4\r\n完。"
    document = extract(text, tables=find_tables(text), names=False)
    assert [told(figure) for figure in document.mentions if isinstance(figure, Figure)] == [
        ("3797.7 = 37977000 t", "subject=江苏; attribute=产量"),
        ("0.8 = 4/5 %", "subject=江苏; attribute=产量; change=increase"),
        ("6624.3 = 66243000 t", "subject=河南; attribute=产量"),
        ("-2.4 = 12/5 %", "subject=河南; attribute=产量; change=decrease"),
    ]


@pytest.mark.parametrize("rows", [["说明，甲", "乙3", "万吨"], ["约30", "至40人", "2"], ["王", "芳", "3月"]])
def test_tables_a_row_is_never_joined_with_another(rows: list[str]) -> None:
    composer = Composer()
    composer.table([[RawCell("产量（吨）"), RawCell("x")], *([RawCell(words), RawCell("1")] for words in rows)])
    healed = heal(composer.text, [(table.start, table.end) for table in composer.tables()]).healed
    assert healed.splitlines() == composer.text.splitlines()


@pytest.mark.parametrize("text", ["\t本报讯\n\t产量3万吨\n\t增长1%\n", "甲\t乙\n1\t2\n", "没有表格。"])
def test_tables_in_plain_text_indents_and_two_lines_are_none(text: str) -> None:
    assert find_tables(text) == ()


@pytest.mark.parametrize("text", ["1,234.5", "-3.2%", "−8", "86公里", "12.5*", "￥30", "1.2亿吨"])
def test_tables_numbers(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "—", "约300人的队伍来了", "第28届", "2023年11月", "A12", "1:3"])
def test_tables_no_numbers(text: str) -> None:
    assert not is_number(text)


cells = st.builds(
    RawCell,
    st.sampled_from(["", "产量（万吨）", "2023年", "江苏", "12.5", "-3%", "1,234", "单位：亿元", "合计", "\t", "x\ny"]),
    st.integers(1, 4),
    st.integers(1, 4),
    st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, max_size=5), max_size=6))
def test_tables_any_layout_keeps_the_law_of_offsets(rows: list[list[RawCell]]) -> None:
    composer = Composer()
    composer.line("单位：万元")
    composer.table(rows)
    text = composer.text
    for table in composer.tables():
        for cell in table.cells:
            assert is_number(text[cell.start : cell.end])
            assert all(text[start:end].strip() for start, end in cell.heads + cell.sides)
    document = extract(text, tables=composer.tables(), names=False)
    for mention in document.mentions:
        if any(table.start <= mention.at.start < table.end for table in composer.tables()):
            assert text[mention.at.start : mention.at.end] == mention.text


def test_tables_far_too_wide_or_long_are_left_alone() -> None:
    composer = Composer()
    composer.table([[RawCell("产量（万吨）", 200)] * 100] * 20)
    composer.table([[RawCell("1")] * 400] * 3)
    assert composer.tables() == ()
