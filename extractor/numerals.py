"""Numbers as Chinese news writes them, read exactly: 三千六百万, 3.6亿, 2，487, 壹佰, 两万五, 百分之五点一.

`parse_numeral` reads a string that is one number and nothing else. `NUMERAL` is the source of a pattern that finds the
stretches worth reading; it never backtracks, and what is longer than `LONGEST` characters is no number.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

LONGEST = 64
"""Characters of the longest number that is read; longer runs of digits are tables gone wrong or an attack."""

_CAPITALS = str.maketrans(
    {
        **dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True)),
        **dict(zip("貳參陸萬億兩○零〇−－—", "二三六万亿两〇〇〇---", strict=True)),
        "廿": "二十",
        "卅": "三十",
        "，": ",",
        "負": "负",
        "點": "点",
    }
)
_DIGITS = {digit: worth for worth, digit in enumerate("〇一二三四五六七八九")} | {"两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_PLAIN_DIGITS, _CAPITAL_DIGITS = "〇零○一二两兩三四五六七八九", "壹贰貳叁參肆伍陆陸柒捌玖"
_PLAIN_WORTHS, _CAPITAL_WORTHS = "十百千万亿萬億", "拾佰仟"
_WORTHS = f"[{_PLAIN_WORTHS}{_CAPITAL_WORTHS}]"
_DIGIT = f"(?:[{_PLAIN_DIGITS}]|[{_CAPITAL_DIGITS}](?={_WORTHS})|(?<={_WORTHS})[{_CAPITAL_DIGITS}])"
_WORTH = f"(?:[{_PLAIN_WORTHS}]|(?<=[{_PLAIN_DIGITS}{_CAPITAL_DIGITS}])[{_CAPITAL_WORTHS}])"
# Older papers set the point as a middle dot (6·4%); between bare digits that is a date or a name (9·11).
_POINTED = r"(?:\.[0-9]++|[·・][0-9]{1,4}(?=[%％‰万亿]|千[克瓦米]|公[里斤顷分]|[毫微厘]|[平立]方|[元吨米亩倍]))"
_ARABIC = rf"[0-9]++{_POINTED}?"
_GROUPED = rf"[0-9]{{1,3}}(?:[,，][0-9]{{3}})++(?![0-9]){_POINTED}?"

NUMERAL = (
    rf"(?:(?:{_GROUPED}|{_ARABIC})"
    rf"(?:[{_PLAIN_WORTHS}]++(?:(?:{_ARABIC}|[{_PLAIN_DIGITS}])(?=[{_PLAIN_WORTHS}]))?+)*+"
    rf"(?:(?<=[{_PLAIN_WORTHS}]){_ARABIC})?+"
    rf"|(?:{_DIGIT}|{_WORTH}|[廿卅])++(?:[点點]{_DIGIT}++{_WORTH}*+)?+)"
)
"""Source of a pattern for a stretch that may be one number; `re` and `regex` both read it.

Capital digits count only beside a worth: 陆 and 伍 alone are parts of other words (陆续, 队伍).
"""

_PLAIN = re.compile(r"([0-9]+)(?:\.([0-9]+))?(万亿|[百千万亿])?")
_ZEROS = {None: 0, "百": 2, "千": 3, "万": 4, "亿": 8, "万亿": 12}
_POINT = re.compile(r"(.+)点([〇一二三四五六七八九]+)([十百千万亿兆]*)")
_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?|[〇一二两三四五六七八九])?([十百千])")
_REST = re.compile(r"〇?([0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九])")
_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9,])")
_SHARE = re.compile(r"(.+)分之(.+)")
_SIGN = re.compile(r"零下|[负負]|[-−－]")


class Numeral(NamedTuple):
    """A number read: 260万 is 2600000, its last written digit is worth 10000, its last that is not zero 100000."""

    value: Fraction
    precision: Fraction
    step: Fraction

    def times(self, factor: Fraction | int) -> Numeral:
        """The same digits in another unit: 3.5 in 成 is 35 in percent."""
        factor = Fraction(factor)
        return Numeral(self.value * factor, self.precision * abs(factor), self.step * abs(factor))


def parse_numeral(text: str) -> Numeral | None:
    """Read one number: 三千六百万, 3.6亿, 两万五 (25000), 三分之一, 1/3, 47.57%, 零下12. None if it is not one number.

    Percents and shares come as what they are worth: 百分之五 is 1/20. 二〇二三 is read digit by digit.
    """
    if not 0 < len(text) <= LONGEST:
        return None
    text = text.replace("·", ".").replace("・", ".")
    if sign := _SIGN.match(text):
        read = _parse_unsigned(text[sign.end() :])
        return read and Numeral(-read.value, read.precision, read.step)
    return _parse_unsigned(text)


def _parse_unsigned(text: str) -> Numeral | None:
    if not text:
        return None
    if plain := _PLAIN.fullmatch(text):
        return _arabic(plain[1], plain[2] or "", _ZEROS[plain[3]])
    if text.endswith(("%", "‰")):
        read = _parse_unsigned(text[:-1])
        return read and read.times(Fraction(1, 100 if text[-1] == "%" else 1000))
    if share := _SHARE.fullmatch(text):
        return _quotient(share[2], share[1])
    if text.count("/") + text.count("／") == 1:
        return _quotient(*re.split("[/／]", text))
    return _mixed(text.translate(_CAPITALS))


def _quotient(numerator: str, denominator: str) -> Numeral | None:
    """三分之一 has no digit that could be finer: its precision is one part, a third."""
    above, below = _parse_unsigned(numerator), _parse_unsigned(denominator)
    if above is None or below is None or not below.value:
        return None
    return above.times(1 / below.value)


def _arabic(whole: str, decimals: str, zeros: int = 0) -> Numeral:
    """The digits before and after the point, with `zeros` more places in front of it: ("3", "6", 8) is 3.6亿."""
    digits = whole + decimals
    shift = zeros - len(decimals)
    precision = Fraction(10**shift) if shift >= 0 else Fraction(1, 10**-shift)
    trailing = len(digits) - len(digits.rstrip("0"))
    step = precision * 10**trailing if 0 < trailing < len(digits) else precision
    return Numeral(int(digits) * precision, precision, step)


def _mixed(text: str) -> Numeral | None:
    """A number with Chinese digits or several worths; capitals are gone already."""
    if point := _POINT.fullmatch(text):
        return _with_point(point[1], point[2], point[3])
    if _COMMAS.match(text):
        text = text.replace(",", "")
    for mark, worth in sorted(_BIG.items(), key=lambda item: -item[1]):
        if mark in text:
            return _big(*text.rpartition(mark)[::2], worth)
    return _section(text)


def _with_point(whole: str, decimals: str, worths: str) -> Numeral | None:
    """三点六亿: the part before the point is a number of its own, digits follow one by one."""
    before = _mixed(whole)
    if before is None or before.value.denominator != 1:
        return None
    read = _arabic(str(before.value), "".join(str(_DIGITS[digit]) for digit in decimals))
    for worth in worths:
        read = read.times(_SMALL.get(worth) or _BIG[worth])
    return read


def _big(left: str, right: str, worth: int) -> Numeral | None:
    """`left` times 万 or 亿, and what follows it: 3|万|4000, 两|万|五 (五 counts thousands), |万| alone is 10000."""
    head = _mixed(left) if left else Numeral(Fraction(1), Fraction(1), Fraction(1))
    if head is None:
        return None
    head = head.times(worth)
    if not left and len(right) == 1:
        return None  # 万一
    return head if not right else _add(head, _tail(right, worth), worth)


def _tail(text: str, worth: int) -> Numeral | None:
    """What follows a worth: 万五 is five thousand, 万零五 is five."""
    read = _mixed(text.removeprefix("〇") or text)
    if read is not None and len(text) == 1:
        return read.times(Fraction(worth, 10))
    return read if text[0] != "十" else None


def _add(head: Numeral, tail: Numeral | None, worth: int) -> Numeral | None:
    if tail is None or tail.value >= worth or head.value.denominator != 1:
        return None
    return Numeral(head.value + tail.value, tail.precision, tail.step if tail.value else head.step)


def _section(text: str) -> Numeral | None:
    """A number below 万: 三千六百, 一百零五, 十二, 5千; a row of digits is read one by one."""
    if plain := _PLAIN.fullmatch(text):
        return _arabic(plain[1], plain[2] or "", _ZEROS[plain[3]])
    if all(character in _DIGITS for character in text):
        return _arabic("".join(str(_DIGITS[digit]) for digit in text), "") if _is_row(text) else None
    return _by_worths(text)


def _is_row(text: str) -> bool:
    return len(text) == 1 or "两" not in text


def _by_worths(text: str) -> Numeral | None:
    """千, 百, 十 in falling order, each with its digit; 三百五 leaves out the last worth, 三百零五 has none."""
    total: Numeral | None = None
    position, last = 0, 10**4
    while part := _PART.match(text, position):
        position = part.end()
        worth = _SMALL[part[2]]
        piece = _piece(part[1], worth, first=total is None)
        if worth >= last or piece is None:
            return None
        total = piece if total is None else _add(total, piece, last)
        last = worth
        if total is None:
            return None
        if text.startswith("〇", position) and _PART.match(text, position + 1):
            position += 1
    return total if position == len(text) else _with_rest(total, text[position:], last)


def _piece(digit: str | None, worth: int, first: bool) -> Numeral | None:
    if digit is None:
        return _arabic("1", "").times(worth) if first or worth == 10 else None
    if digit == "〇":
        return None
    return (_arabic(str(_DIGITS[digit]), "") if digit in _DIGITS else _section(digit) or _arabic("0", "")).times(worth)


def _with_rest(total: Numeral | None, text: str, last: int) -> Numeral | None:
    rest = _REST.fullmatch(text)
    if total is None or rest is None:
        return None
    read = _section(rest[1])
    if read is not None and text[0] != "〇" and last > 10 and len(text) == 1:
        read = read.times(Fraction(last, 10))
    return _add(total, read, last)
