"""Figures: what sentences of our own must give, units held against public lists, and texts made to break the reader."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractor.checking import figure_value
from extractor.mentions.figures import propose_figures
from extractor.mentions.nothing import propose_nothing, unread_numerals
from extractor.mentions.proposal import Proposal
from extractor.numerals import LONGEST
from extractor.pipeline import analyse
from extractor.rulebook import Rulebook, Unit
from extractor.rulebook.schemas import fraction

CASES = yaml.load((Path(__file__).parent / "cases" / "figures.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
PINT_NAMES = {
    "[nmi_i]": "nautical_mile", "[mi_i]": "mile", "[ft_i]": "foot", "[in_i]": "inch", "[yd_i]": "yard",
    "AU": "au", "[ly]": "light_year", "km2": "km**2", "m2": "m**2", "dm2": "dm**2", "cm2": "cm**2",
    "mm2": "mm**2", "har": "hectare", "[sft_i]": "foot**2", "m3": "m**3", "dm3": "dm**3", "cm3": "cm**3",
    "km3": "km**3", "[gal_us]": "gallon", "[lb_av]": "pound", "[oz_av]": "ounce", "[car_m]": "carat",
    "km/h": "km/hour", "[kn_i]": "knot", "mm[Hg]": "mmHg", "kW.h": "kW*hour", "MW.h": "MW*hour",
    "GW.h": "GW*hour", "W.h": "W*hour", "cal_th": "cal", "kcal_th": "kcal", "kV.A": "kV*A", "mA.h": "mA*hour",
    "a": "julian_year", "mo": "julian_year/12", "wk": "week", "d": "day", "h": "hour", "deg": "degree",
    "By": "byte", "kBy": "kilobyte", "MBy": "megabyte", "GBy": "gigabyte", "TBy": "terabyte",
    "PBy": "petabyte", "Mbit/s": "megabit/s", "Gbit/s": "gigabit/s", "t": "tonne", "m3/s": "m**3/s",
    "g/cm3": "g/cm**3", "kg/m3": "kg/m**3", "ug/m3": "ug/m**3", "mg/m3": "mg/m**3", "[degF]": "delta_degF",
    "Cel": "delta_degC", "[acr_br]": "4046.8564224*m**2", "[smi_us]": "survey_mile**2", "[HP]": "hp",
}  # fmt: skip
PINT_BASES = {"By": "byte", "m2": "m**2", "m3": "m**3", "kg/m3": "kg/m**3", "m3/s": "m**3/s", "K": "delta_degC"}


def figures(text: str, rulebook: Rulebook) -> tuple[str, tuple[Proposal, ...]]:
    analysis = analyse(text, rulebook, names=False)
    return analysis.text.healed, analysis.figures


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_figures_of_a_sentence(case: dict[str, Any], rulebook: Rulebook) -> None:
    healed, found = figures(case["text"], rulebook)
    read = [(healed[figure.start : figure.end], figure_value(figure.value)) for figure in found]
    assert read == [(wanted["text"], wanted["value"]) for wanted in case["figures"]]
    for figure, wanted in zip(found, case["figures"], strict=True):
        for key in ("low", "high"):
            if key in wanted:
                assert getattr(figure.value, key) == Fraction(wanted[key]), (wanted["text"], key)
        for key in ("per", "status", "aggregate", "extreme"):
            assert getattr(figure.value, key) == wanted.get(key), (wanted["text"], key)


@pytest.mark.parametrize(
    ("text", "precision"),
    [("产量82.5万吨", "1000"), ("产量260万吨", "10000"), ("增长47.57%", "1/100"), ("面积三千六百万亩", "1000000")],
)
def test_figures_know_the_worth_of_the_last_digit(text: str, precision: str, rulebook: Rulebook) -> None:
    _, found = figures(text, rulebook)
    assert [figure.value.precision for figure in found] == [Fraction(precision)]


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("气温30摄氏度", "6063/20", "K"),
        ("历时3年", "94672800", "s"),
        ("耕地1200亩", "800000", "m2"),
        ("占比三成", "3/10", "1"),
        ("投资3亿美元", "300000000", "USD"),
        ("到场20名", "20", "人"),
    ],
)
def test_figures_in_base_units(text: str, low: str, unit: str, rulebook: Rulebook) -> None:
    _, (figure,) = figures(text, rulebook)
    assert (figure.value.si_low, figure.value.si_unit) == (Fraction(low), unit)


def _measured(rulebook: Rulebook) -> list[Unit]:
    return [unit for unit in rulebook.units if (unit.code or unit.names[0]).isascii()]


def test_units_factors_agree_with_pint(rulebook: Rulebook) -> None:
    pint = pytest.importorskip("pint")
    registry = pint.UnitRegistry()
    bases = {dimension.id: dimension.base for dimension in rulebook.dimensions}
    checked = 0
    for unit in _measured(rulebook):
        base, code = bases[unit.dimension], unit.code or unit.names[0]
        if base is None or base == "1" or unit.dimension == "money":
            continue
        factor = registry.parse_expression(PINT_NAMES.get(code, code)).to(PINT_BASES.get(base, base)).magnitude
        assert float(fraction(unit.factor)) == pytest.approx(float(factor), rel=1e-6), unit.id
        checked += 1
    assert checked > 80


def test_units_currencies_are_iso_4217(rulebook: Rulebook) -> None:
    pycountry = pytest.importorskip("pycountry")
    codes = {unit.code for unit in rulebook.units if unit.dimension == "money" and unit.code}
    assert len(codes) > 60
    assert {code for code in codes if pycountry.currencies.get(alpha_3=code) is None} <= {"BGN"}


def test_units_a_currency_without_a_code_is_a_word_of_several_countries(rulebook: Rulebook) -> None:
    money = [unit for unit in rulebook.units if unit.dimension == "money"]
    for word in [unit.names[0] for unit in money if unit.code is None]:
        assert len({unit.code for unit in money if unit.code and unit.names[0].endswith(word)}) > 1, word


def test_units_have_a_known_dimension(rulebook: Rulebook) -> None:
    known = {dimension.id for dimension in rulebook.dimensions}
    assert {unit.dimension for unit in rulebook.units} <= known


HOSTILE = {
    "digits": "9" * 10_000,
    "grouped": "123," * 5_000,
    "worths": "万" * 10_000,
    "more": "1" + "0多" * 10_000,
    "brackets": "（" * 10_000,
    "header": "（亿元" * 5_000,
    "ranges": "1至" * 10_000,
    "points": "三点" * 10_000,
    "shares": "百分之" * 10_000,
    "colons": "1:" * 10_000,
    "sums": "1+" * 10_000,
    "codes": "A1" + "-1" * 10_000,
    "parts": "1小时" * 5_000,
    "titles": "《1" * 5_000,
    "hedges": "约达到了" * 5_000 + "5米",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_figures_survive_hostile_text(text: str, rulebook: Rulebook) -> None:
    for proposal in (*propose_figures(text, rulebook), *propose_nothing(text, rulebook)):
        assert 0 <= proposal.start < proposal.end <= len(text)


def test_figures_of_endless_digits_are_none(rulebook: Rulebook) -> None:
    assert propose_figures("9" * (LONGEST + 1) + "元", rulebook) == []


ALPHABET = "0123456789.,，%一二两三十百千万亿半几数多余来个年月日天米公里元美约近超至到—以上下内第（）《》“”：: 分之成"


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_figures_of_any_text(text: str) -> None:
    from extractor.rulebook import load_rulebook

    for proposal in propose_figures(text, load_rulebook()):
        quantity = proposal.value
        assert 0 <= proposal.start < proposal.end <= len(text)
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high


def test_unread_numerals_name_the_rule(rulebook: Rulebook) -> None:
    text = "23号线有3趟列车，三农干部和36计。"
    nothing = propose_nothing(text, rulebook)
    unread = unread_numerals(text, propose_figures(text, rulebook), nothing, rulebook)
    assert [(numeral.text, numeral.rule) for numeral in unread] == [
        ("23", "nothing.number_of"),
        ("三", "phrases.idioms"),
        ("36", "none"),
    ]
