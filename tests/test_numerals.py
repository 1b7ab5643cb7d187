"""Numbers read exactly: a table of forms, and the law that a number written and read again is the same."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.numerals import LONGEST, NUMERAL, parse_numeral

DIGITS = "零一二三四五六七八九"
WORTHS = {"万": 10**4, "亿": 10**8}

READ = {
    "2487": "2487",
    "2,487": "2487",
    "2，487": "2487",
    "1,234,567.8": "1234567.8",
    "47.57%": "0.4757",
    "3.6亿": "360000000",
    "260万": "2600000",
    "1.5万亿": "1500000000000",
    "5千亿": "500000000000",
    "1万5千": "15000",
    "3万4000": "34000",
    "8亿2000万": "820000000",
    "三千六百万": "36000000",
    "两万五": "25000",
    "一万零五": "10005",
    "一万零五百": "10500",
    "三百五": "350",
    "一百零五": "105",
    "一百一十": "110",
    "二〇二三": "2023",
    "廿一": "21",
    "卅": "30",
    "壹佰": "100",
    "肆佰叁拾萬": "4300000",
    "三点六亿": "360000000",
    "零点九": "0.9",
    "百分之五点一": "0.051",
    "千分之二": "0.002",
    "三分之一": "1/3",
    "1/3": "1/3",
    "零下12": "-12",
    "负三": "-3",
    "百万": "1000000",
}

NOT_ONE_NUMBER = ["", "万一", "一千百", "十十", "千百", "2,48", "1.2.3", "两两", "三个", "1//2", "1/0", "%", "/"]
NOT_ONE_NUMBER.append("9" * (LONGEST + 1))


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_parse_numeral_reads(text: str, value: str) -> None:
    read = parse_numeral(text)
    assert read is not None
    assert read.value == Fraction(value)


@pytest.mark.parametrize("text", NOT_ONE_NUMBER)
def test_parse_numeral_refuses(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize(
    ("text", "precision", "step"),
    [
        ("82.5万", "1000", "1000"),
        ("260万", "10000", "100000"),
        ("47.57", "0.01", "0.01"),
        ("4600", "1", "100"),
        ("3800万", "10000", "1000000"),
        ("6.0", "0.1", "1"),
        ("三千六百万", "1000000", "1000000"),
        ("十", "10", "10"),
    ],
)
def test_parse_numeral_knows_the_worth_of_its_last_digits(text: str, precision: str, step: str) -> None:
    read = parse_numeral(text)
    assert read is not None
    assert (read.precision, read.step) == (Fraction(precision), Fraction(step))


def _section(number: int) -> str:
    written, zero = "", False
    for worth, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // worth % 10
        if digit:
            written += ("零" if zero and written else "") + DIGITS[digit] + mark
            zero = False
        else:
            zero = True
    return written


def write(number: int) -> str:
    """A number in Chinese, the long way: 10500 is 一万零五百."""
    for mark, worth in reversed(WORTHS.items()):
        if number >= worth:
            head, rest = divmod(number, worth)
            gap = "零" if rest and rest < worth // 10 else ""
            return write(head) + mark + gap + (write(rest) if rest else "")
    return _section(number) or "零"


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_chinese_numerals_written_and_read_again(number: int) -> None:
    read = parse_numeral(write(number))
    assert read is not None and read.value == number


@given(st.integers(min_value=0, max_value=10**15), st.integers(min_value=0, max_value=6))
def test_arabic_numerals_written_and_read_again(digits: int, decimals: int) -> None:
    value = Fraction(digits, 10**decimals)
    whole, rest = divmod(digits, 10**decimals)
    written = f"{whole:,}" + (f".{rest:0{decimals}}" if decimals else "")
    read = parse_numeral(written)
    assert read is not None
    assert (read.value, read.precision) == (value, Fraction(1, 10**decimals))


@given(st.text(alphabet="0123456789,，.点零一二两三十百千万亿壹佰廿负%/分之", max_size=80))
def test_any_text_is_a_number_or_none(text: str) -> None:
    parse_numeral(text)
    re.findall(NUMERAL, text)
