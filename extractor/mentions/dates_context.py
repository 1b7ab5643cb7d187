"""What a piece of a date needs to know of the page, and the ways that reading it can end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from extractor.mentions.date_values import ImpossibleDate, Stretch
from extractor.numerals import parse_numeral

_NAMED = {"元": 1, "首": 1, "半": 6, "日": 7, "天": 7}
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


class NoReference(Exception):
    """The date counts from a reference date, and there is none: it keeps its text and gets no EDTF."""


class NoAntecedent(Exception):
    """The date counts from an earlier one that the text does not have: 次日 at the head of a page is no mention."""


class Context(Protocol):
    """What stands around a date: the reference date and the dates before it."""

    def today(self) -> date:
        """The reference date; NoReference without one."""

    @property
    def relative(self) -> bool:
        """Whether the date has needed the reference date so far."""

    def earlier(self, base: str) -> Stretch:
        """The last date before: `text` any, `day` of one day, `sentence` in the same sentence, `compared` a month;
        NoAntecedent if none."""

    def nearest(self, days: Iterable[Stretch]) -> Stretch:
        """The fitting one of several days, as tense and distance say; NoReference without a reference date."""

    def months_in_sentence(self) -> Stretch | None:
        """The months that the sentence has named already: 前三季度 for a 去年同期 after it."""


def number(text: str) -> int:
    """A whole number as dates write it: 12, 十二, 廿三, 二〇二三, 元, 首."""
    if text in _NAMED:
        return _NAMED[text]
    digits = text.translate(_DIGITS)
    if digits.isascii() and digits.isdigit():
        return int(digits)
    read = parse_numeral(text)
    if read is None or read.value.denominator != 1:
        raise ImpossibleDate(text)
    return int(read.value)
