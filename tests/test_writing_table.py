"""Tables at a terminal: grouped names, figures as a reader writes them, nothing hostile."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from extractor.model import Document
from extractor.writing.table import print_tables
from tests.made_documents import dated, document, figure, full_page, name, quantity


def _printed(*documents: Document, width: int = 120, **options: object) -> str:
    console = Console(record=True, width=width, file=io.StringIO(), color_system=None)
    print_tables(documents, console=console, **options)  # type: ignore[arg-type]
    return console.export_text()


AT_120 = """\
澜江造车出海
page.txt · 85 字 · 基准日期 2023-11-27（取自报头）

人物 共 1 处
 姓名  次数  首见行
────────────────────
 王芳     1       2

机构 共 2 处
 名称                  又作      次数  首见行
──────────────────────────────────────────────
 澜江宏达汽车有限公司  宏达公司     2       2

地点 共 2 处
 地名    次数  首见行
──────────────────────
 青屿       1       2
 青屿市     1       3

数字 共 3 处
 数值                         措辞                 所指                              时间      来源                  行
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
 > 260万辆 (2,600,000 辆/年)  超过 计划 累计 最高  澜江宏达汽车有限公司 · 产量 ·     前三季度  澜江宏达汽车有限公司   2
                                                   汽车 · 同比增
 ≈ 1.48 km²                   约                                                                                      3
 数百人 (100–999 人)                                                                                                  3

日期 共 3 处
 原文      EDTF             时刻   行
──────────────────────────────────────
 11月26日  2023-11-26               2
 昨天      2023-11-26       09:30   2
 前三季度  2023-01/2023-09          2
"""


def test_writing_table_of_a_page() -> None:
    printed = _printed(full_page(), width=120)
    assert "\n".join(line.rstrip() for line in printed.splitlines()).rstrip() + "\n" == AT_120


@pytest.mark.parametrize("width", [60, 80])
def test_writing_table_fits_a_narrow_terminal(width: int) -> None:
    lines = _printed(full_page(), width=width).splitlines()
    assert max(map(cell_len, lines)) <= width
    head = next(line for line in lines if "数值" in line)
    assert head.split() == ["数值", "措辞", "所指", "时间", "来源", "行"]


LONG = "澜江省青屿市临港新区管理委员会重大工程建设指挥部办公室综合协调与安全生产监督管理处"


@pytest.mark.parametrize("width", [40, 60, 120])
@pytest.mark.parametrize("context", [False, True])
def test_writing_table_keeps_to_the_width_and_loses_nothing(width: int, context: bool) -> None:
    text = f"{LONG}在1.48平方公里的𠮷地开工，投资3800余万元。"
    money = quantity(38000000, 38000000, 39000000, bound="over", bound_text="余", unit="CNY", unit_text="元")
    made = document(name("organization", LONG, text=text), figure("3800余万元", money, text=text), text=text)
    printed = _printed(made, width=width, context=context)
    assert max(map(cell_len, printed.splitlines())) <= width
    cells = "".join(line[: line.rfind("  ")] if context else line for line in printed.splitlines())
    assert set(LONG) <= set(cells)
    assert "…" not in printed


@pytest.mark.parametrize(
    "hostile", ["\x1b[31m", "\x9b2J", "\u202e", "\u200b", "\r", "\x07", "\u2028", "\ud800", "\x00"]
)
def test_writing_table_shows_what_a_terminal_would_obey(hostile: str) -> None:
    text = f"王{hostile}芳"
    made = document(
        name("person", text, text=text), dated(text, None, text=text), text=text, title=text, doc=f"{text}.txt"
    )
    printed = _printed(made, context=True)
    assert hostile not in printed
    assert printed.count(f"王\\u{ord(hostile[0]):04x}{hostile[1:]}芳") >= 4


def test_writing_table_takes_no_markup_and_no_emoji_from_a_page() -> None:
    text = "[red]王芳[/red] :smile: [link=http://a.example]b[/link]"
    assert text in _printed(document(name("person", text, text=text), text=text, title=text))


def test_writing_table_has_one_row_for_a_name_with_count_forms_and_first_line() -> None:
    full = "澜江宏达汽车有限公司"
    made = document(
        name("organization", full), *[name("organization", "宏达公司", full=full)] * 2, name("person", "王芳")
    )
    rows = [line.split() for line in _printed(made).splitlines() if "宏达" in line]
    assert rows == [[full, "宏达公司", "3", "2"]]


@pytest.mark.parametrize(
    ("words", "amount", "shown"),
    [
        ("1200亩", quantity(1200, unit="亩", unit_text="亩"), "1,200 亩"),
        ("47.57%", quantity("47.57", unit="%", unit_text="%"), "47.57%"),
        ("8折", quantity(80, unit="%", unit_text="折"), "8折 (80%)"),
        ("18000", quantity(18000), "18,000"),
        ("12家", quantity(12, None, 12, bound="under", unit="家", unit_text="家"), "< 12 家"),
        ("10多家", quantity(10, 10, 20, bound="over", unit="家", unit_text="家"), "> 10多家 (10–20 家)"),
        ("近百位", quantity(100, 90, 100, bound="under", unit="人", unit_text="位"), "< 近百位 (90–100 人)"),
        ("30年", quantity(30, 30, None, bound="at_least", unit="a", unit_text="年"), "≥ 30 年"),
        ("5米", quantity(5, None, 5, bound="at_most", unit="m", unit_text="米"), "≤ 5 m"),
        ("30至40分钟", quantity(None, 30, 40, bound="range", unit="min", unit_text="分钟"), "30至40分钟 (30–40 分钟)"),
        ("零下12摄氏度", quantity(-12, unit="Cel", unit_text="摄氏度"), "零下12摄氏度 (-12 °C)"),
        ("3个百分点", quantity(3, unit="pp", unit_text="个百分点"), "3 个百分点"),
        ("5千瓦时", quantity(5, unit="kW.h", unit_text="千瓦时"), "5 kW·h"),
        ("2英寸", quantity(2, unit="[in_i]", unit_text="英寸"), "2 英寸"),
        ("9800元", quantity(9800, unit="CNY", unit_text="元", per="m2"), "9,800 CNY/m²"),
        ("6公顷", quantity(6, unit="har", unit_text="公顷"), "6 ha"),
        ("4立方米", quantity(4, unit="m3/s", unit_text="立方米"), "4 m³/s"),
        ("75微克", quantity(75, unit="ug/m3", unit_text="微克"), "75 μg/m³"),
        ("2千卡", quantity(2, unit="kcal_th", unit_text="千卡"), "2 kcal"),
        ("500兆", quantity(500, unit="MBy", unit_text="兆"), "500 MB"),
        ("1/3", quantity("100/3", unit="%", unit_text=""), "1/3 (33.33%)"),
        ("1e30", quantity(f"{10**30}/7", unit="t"), "1e30 (142,857,142,857,143,000,000,000,000,000 t)"),
    ],
)
def test_writing_table_shows_a_figure_as_a_reader_writes_it(words: str, amount: object, shown: str) -> None:
    printed = _printed(document(figure(words, amount, text=words), text=words))  # type: ignore[arg-type]
    row = next(line for line in printed.splitlines() if line.rstrip().endswith("  1"))
    assert row.strip().removesuffix("1").rstrip() == shown


def test_writing_table_says_what_is_missing_in_one_line_each() -> None:
    assert "人物：无\n机构：无\n地点：无\n数字：无\n日期：无\n" in _printed(document())
    without_names = _printed(document(names=False))
    assert (
        "人物：未识别（--no-names）\n机构：未识别（--no-names）\n地点：未识别（--no-names）\n数字：无" in without_names
    )


def test_writing_table_of_some_kinds_only() -> None:
    printed = _printed(full_page(), only=frozenset({"figure"}))
    assert "数字 共" in printed and "人物 共" not in printed and "日期 共" not in printed


def test_writing_table_shows_a_date_without_edtf() -> None:
    rows = [
        line.split() for line in _printed(document(dated("昨天", None, relative=True))).splitlines() if "昨天" in line
    ]
    assert rows == [["昨天", "—", "2"]]


def test_writing_tables_of_several_documents_follow_each_other() -> None:
    printed = _printed(full_page(), document(doc="-"), document(doc="c.txt"))
    assert [line for line in printed.splitlines() if line in ("澜江造车出海", "-", "c.txt")] == [
        "澜江造车出海",
        "-",
        "c.txt",
    ]
    assert printed.count("无基准日期") == 2
