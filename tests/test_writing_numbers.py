"""Numbers are exact inside and plain outside."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.writing.numbers import digits, plain_number


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("2600000", "2600000"),  # 260万
        ("0", "0"),
        ("-12", "-12"),  # 零下12摄氏度
        ("4757/100", "47.57"),
        ("9.350", "9.35"),  # 9秒35
        ("100/3", "33.3333333333333"),
        ("2000/3", "666.666666666667"),  # 1亩 in square metres
        ("1/100000", "0.00001"),
        ("1/1000000000", "0.000000001"),
        ("100000000000000000000", "100000000000000000000"),
        ("123456789012345678901", "123456789012345678901"),  # a whole number keeps every digit
        ("999999999999999999/1000000000000000000", "1"),  # rounding up to a whole number leaves no .0
        ("12345678901234567/10", "1234567890123460"),
    ],
)
def test_writing_number_is_plain(number: str, printed: str) -> None:
    assert digits(plain_number(Fraction(number))) == printed


def test_writing_number_longer_than_python_prints() -> None:
    assert digits(plain_number(Fraction(10**6000))) == "1" + "0" * 6000


@pytest.mark.parametrize(
    ("number", "printed"),
    [(2600000, "2,600,000"), (1200, "1,200"), (999, "999"), (Decimal("12345.5"), "12,345.5"), (-1000, "-1,000")],
)
def test_writing_number_parts_thousands_for_people(number: int | Decimal, printed: str) -> None:
    assert digits(number, grouped=True) == printed


@given(st.fractions())
def test_writing_number_never_has_an_exponent_and_is_close(number: Fraction) -> None:
    printed = digits(plain_number(number))
    assert set(printed) <= set("-0123456789.")
    assert abs(Fraction(printed) - number) <= abs(number) / 10**14
