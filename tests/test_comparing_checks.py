"""What can be worked out: sums, shares and changes, with their arithmetic; repeated figures; names; versions."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extractor.compared import Comparison
from extractor.comparing import Words, compare
from extractor.rulebook import Rulebook
from extractor.writing.comparison_words import arithmetic
from tests.compared_cases import read, told

NAMES = {"甲县": "place", "乙县": "place", "丙县": "place", "江原省": "place", "明远科技": "organization"}


@pytest.fixture(scope="module")
def words(rulebook: Rulebook) -> Words:
    return Words(rulebook.section("comparing"))


def within(text: str, words: Words, names: Mapping[str, str] = NAMES) -> Comparison:
    (found,) = compare(read(text, names=names), words=words)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "holds", "shown"),
    [
        (
            "江原省茶叶产量超过22万吨。其中，甲县、乙县、丙县茶叶产量分别为9.1万吨、7.5万吨和6.2万吨。",
            "sum",
            True,
            "9.1万吨 + 7.5万吨 + 6.2万吨 = 22.8万吨（容许22.65万至22.95万吨）",
        ),
        (
            "江原省茶叶产量25.8万吨。其中，甲县、乙县、丙县茶叶产量分别为9.1万吨、7.5万吨和6.2万吨。",
            None,
            None,
            None,  # short of the total by more than a tenth: the list does not claim to be complete
        ),
        (
            "江原省茶叶产量23.8万吨。其中，甲县、乙县、丙县茶叶产量分别为9.1万吨、7.5万吨和6.2万吨。",
            "sum",
            False,
            "9.1万吨 + 7.5万吨 + 6.2万吨 = 22.8万吨（容许22.65万至22.95万吨）",
        ),
        (
            "明远科技营业收入4.8亿元，占江原省茶业总收入的三成。",
            None,
            None,
            None,  # no whole is given
        ),
        (
            "民营企业进出口19万亿元，占外贸总值的48.6%。去年外贸总值39万亿元。",
            "share",
            True,
            "19万亿元 ÷ 39万亿元 = 48.72%（容许46.84至50.65%）",
        ),
        (
            "民营企业进出口19.06万亿元，占外贸总值的46.8%。去年外贸总值39.21万亿元。",
            "share",
            False,
            "19.06万亿元 ÷ 39.21万亿元 = 48.61%（容许48.59至48.63%）",
        ),
        (
            "鸟类种数由120种增加到186种，增长55%。",
            "change",
            True,
            "(186种 - 120种) ÷ 120种 = 55%（容许53.94至56.07%）",
        ),
        (
            "鸟类种数由120种增加到186种，增加60种。",
            "change",
            False,
            "186种 - 120种 = 66种（容许65至67种）",
        ),
        (
            "森林覆盖率由62.1%提高到63.2%，提高1.1个百分点。",
            "change",
            True,
            "63.2% - 62.1% = 1.1个百分点（容许1至1.2个百分点）",
        ),
    ],
)
def test_comparing_check(text: str, kind: str | None, holds: bool | None, shown: str | None, words: Words) -> None:
    checks = within(text, words).checks
    found = [(check.kind, check.holds, arithmetic(check)) for check in checks]
    assert found == ([(kind, holds, shown)] if kind else [])


def test_comparing_a_change_finds_its_old_value_on_the_other_page(words: Words) -> None:
    one = read("2022年江原省茶叶产量38万吨。", names=NAMES, doc="old.txt")
    other = read("2023年江原省茶叶产量42万吨，同比增长15.2%。", names=NAMES, doc="new.txt")
    (found,) = compare(one, [other], words=words)
    (check,) = found.checks
    assert not check.holds and found.differs
    assert arithmetic(check) == "(42万吨 - 38万吨) ÷ 38万吨 = 10.53%（容许7.79至13.33%）"
    assert [side.doc for side in check.terms] == ["old.txt", "new.txt"]


def test_comparing_what_page_a_gives_alone_is_worked_out_once(words: Words) -> None:
    one, other = read("鸟类种数由120种增加到186种，增长55%。"), read("湖面面积148公顷。")
    assert [len(found.checks) for found in compare(one, [other, other], words=words)] == [1, 0]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "大桥全长86.4公里。\n今天上午，大桥通车。\n大桥全长84.6公里，省内最长。",
            {"86.4公里 | 84.6公里": "different"},
        ),
        ("江原省茶叶产量超过26万吨。\n江原省茶叶产量26.4万吨。", {"26万吨 | 26.4万吨": "consistent"}),
        ("死亡人数从18人上升至23人。", {}),  # two figures of one sentence are meant to be two things
        ("大桥全长86.4公里。\n大桥全长86.4公里。", {}),  # the same said twice is one claim with two lines
        ("甲县茶叶产量3万吨。\n乙县茶叶产量4万吨。", {}),
    ],
)
def test_comparing_within_one_page(text: str, pairs: dict[str, str], words: Words) -> None:
    assert {told(pair): pair.verdict for pair in within(text, words).pairs} == pairs


def test_comparing_a_figure_said_twice_keeps_both_lines(words: Words) -> None:
    one = read("大桥全长86.4公里。\n通车。\n大桥全长86.4公里。")
    (found,) = compare(one, [read("大桥全长84.6公里。")], words=words)
    (pair,) = found.pairs
    assert pair.a and pair.a.figure.at.line == 1 and pair.a.also == (3,)


@pytest.mark.parametrize(
    ("one", "other", "slip", "remark"),
    [
        ("港口吞吐量26.44万吨。", "港口吞吐量264.4万吨。", 10, "恰为10倍，疑似小数点错位"),
        ("茶厂净利润3200万元。", "茶厂净利润3200亿元。", 10000, "恰为10,000倍，疑似万、亿误写"),
        ("港口吞吐量超过26万吨。", "港口吞吐量2600万吨。", 100, "恰为100倍，疑似小数点错位"),
        ("港口吞吐量26万吨。", "港口吞吐量264万吨。", None, None),
    ],
)
def test_comparing_names_a_likely_slip(
    one: str, other: str, slip: int | None, remark: str | None, words: Words
) -> None:
    (found,) = compare(read(one), [read(other)], words=words)
    (pair,) = found.pairs
    assert pair.slip == slip
    assert [said for said in pair.remarks if "倍" in said] == ([remark] if remark else [])


def test_comparing_says_by_how_much(words: Words) -> None:
    (found,) = compare(read("湖面面积1.48平方公里。"), [read("湖面面积184公顷。")], words=words)
    (pair,) = found.pairs
    assert (pair.difference, pair.unit, pair.percent) == (pytest.approx(0.36), "km2", pytest.approx(24.3243, abs=1e-4))


PEOPLE = {"江原省卫生厅": "organization", "江原港务集团": "organization", "张文蔚": "person", "张文尉": "person"}


@pytest.mark.parametrize(
    ("other", "told_"),
    [
        ("江原省卫生厅副厅长张文蔚说。", ("post", "江原省卫生厅厅长 张文蔚", "江原省卫生厅副厅长 张文蔚")),
        ("江原港务集团董事长张文蔚说。", ("post", "江原省卫生厅厅长 张文蔚", "江原港务集团董事长 张文蔚")),
        ("江原省卫生厅厅长张文尉说。", ("spelling", "张文蔚", "张文尉")),
        ("江原省卫生厅厅长张文蔚说。", None),
        ("张文蔚到场。", None),
    ],
)
def test_comparing_names(other: str, told_: tuple[str, str, str] | None, words: Words) -> None:
    one = read("江原省卫生厅厅长张文蔚说。", names=PEOPLE)
    (found,) = compare(one, [read(other, names=PEOPLE)], words=words, names=True)
    assert [(naming.kind, naming.a_text, naming.b_text) for naming in found.namings] == ([told_] if told_ else [])


TWO = ["王建国 王建军", "李东 李栋", "东河县 西河县", "江原第一医院 江原第二医院", "张文 张文蔚"]


@pytest.mark.parametrize("names", TWO)
def test_comparing_two_names_stay_two(names: str, words: Words) -> None:
    one, other = names.split()
    kind = "place" if one[-1] in "县院" else "person"
    pages = [read(f"记者看到{name}在这里。", names={name: kind}) for name in (one, other)]
    (found,) = compare(pages[0], [pages[1]], words=words, names=True)
    assert found.namings == ()


FIRST = "大桥全长86.4公里，主跨1200米。\n大桥总投资45亿元，可抗8级地震。\n施工人员超过900名。"


@pytest.mark.parametrize(
    ("second", "edits"),
    [
        (FIRST, []),
        (FIRST.replace("86.4", "88.4"), [("changed", "86.4公里", "88.4公里")]),
        (FIRST.replace("超过900", "近900"), [("changed", "900名", "900名")]),
        (FIRST.replace("，主跨1200米", ""), [("dropped", "1200米", None)]),
        (FIRST.replace("，主跨", "，桥面宽33.5米，主跨"), [("added", None, "33.5米")]),
        (FIRST.replace("45亿元", "4500000000元"), []),
        ("\n".join(reversed(FIRST.split("\n"))), []),
    ],
)
def test_comparing_versions(second: str, edits: list[tuple[str, str | None, str | None]], words: Words) -> None:
    (found,) = compare(read(FIRST), [read(second)], words=words, versions=True)
    texts = [(edit.kind, *(side and side.figure.text for side in (edit.a, edit.b))) for edit in found.edits]
    assert texts == edits
    assert found.differs is bool(edits)


def test_comparing_a_page_with_itself_as_two_finds_no_difference(words: Words) -> None:
    page = read(FIRST)
    (found,) = compare(page, [read(FIRST)], words=words, everything=True)
    assert {pair.verdict for pair in found.pairs} == {"same"} and not found.differs
