"""How long a person's name is where only its beginning or its end is known."""

from __future__ import annotations

import re

from extractor.mentions.names_shape import DOTS, HAN, HAN_ONLY, LATIN, Shapes

BRACKETS = (")", "）")
#: 保罗二世
_REGNAL = re.compile("[一二三四五六七八九十]{1,3}世(?![纪界])")


def name_from(text: str, start: int, shapes: Shapes) -> int | None:
    """The end of the name that begins at `start`, None if none does: 孟庆雨介绍说 -> 3."""
    return _dotted_from(text, start, shapes) or _latin_from(text, start) or _han_from(text, start, shapes)


def _latin_from(text: str, start: int) -> int | None:
    found = LATIN.match(text, start)
    return found.end() if found and found.end() - start > 3 else None


def _dotted_from(text: str, start: int, shapes: Shapes) -> int | None:
    """唐纳德·特朗普: as far as parts joined by dots go; the last part ends where its characters are no sounds."""
    found = _PARTS.match(text, start)
    if found is None:
        return None
    head, tail = found.end("head"), found.end()
    spoken = (at for at in range(start, head - 1) if text[at] not in DOTS and not text[at].isascii())
    if not all(shapes.sound(text, at, shapes.dotted) for at in spoken):
        return None
    return head + sounding(text, head, tail, shapes, shapes.dotted) or None


_PARTS = re.compile(rf"(?P<head>(?:[{HAN}A-Z.]{{1,8}}[{DOTS}])+)[{HAN}]{{1,8}}")


def sounding(text: str, start: int, end: int, shapes: Shapes, sounds: frozenset[str] | None = None) -> int:
    """How many characters from `start` on sound foreign: 特朗普 of 特朗普表示; a title or verb ends them."""
    at, sounds = start, sounds or shapes.sounds
    while at < end and shapes.sound(text, at, sounds):
        words = (shapes.after.at(text, at), shapes.bodies.at(text, at)) if at > start else ()
        if any(word is not None and word.end - word.start >= 2 for word in words) or text[at : at + 2] in shapes.never:
            break
        at += 1
    return at - start


def _han_from(text: str, start: int, shapes: Shapes) -> int | None:
    if any(text[at : at + 2] in shapes.verbs for at in (start - 1, start) if at >= 0):
        return None  # 出席 + 卓越, 总书记 + 达成新
    if _is_adverb(text, start, shapes):
        return None
    sound = start + sounding(text, start, min(start + 8, len(text)), shapes)
    least = 3 if text[start : start + 1] in shapes.surnames or not shapes.abroad.at(text, start) else 2
    if sound - start >= 2 and (number := _REGNAL.match(text, sound)):
        return number.end()
    if sound - start >= least and _foreign_ends(text, start, sound, shapes):
        return sound
    ends = [start + length for length in _lengths(text, start, shapes) if start + length <= len(text)]
    ends = [end for end in ends if HAN_ONLY.fullmatch(text[start:end]) and shapes.valid(text[start:end])]
    closed = [end for end in ends if _ends_well(text, start, end, shapes)]
    if len(closed) > 1 and (text[closed[0] - 1] not in shapes.given or _word_over(text, closed[0], shapes)):
        return closed[1]
    if closed:
        return closed[0]
    return next((end for end in ends if end - start > 2 and shapes.plausible(text[start:end])), None)


def _is_adverb(text: str, start: int, shapes: Shapes) -> bool:
    """Whether a surname that is an adverb too stands before a verb: 曾 + 参与."""
    word = shapes.after.at(text, start + 1) if text[start : start + 1] in shapes.functions else None
    return word is not None and text[word.start : word.end] in shapes.verbs


def _word_over(text: str, end: int, shapes: Shapes) -> bool:
    """Whether a verb begins with the last character before `end`: 一同 in 陈桦一同部署."""
    word = shapes.after.at(text, end - 1)
    return word is not None and word.end > end


def _foreign_ends(text: str, start: int, end: int, shapes: Shapes) -> bool:
    return shapes.closes(text, end) and shapes.valid(text[start:end])


def _ends_well(text: str, start: int, end: int, shapes: Shapes) -> bool:
    """A mark, a title or a verb stands behind it; a rare surname also needs two usual given characters."""
    if text[start] in shapes.common or text[start : start + 2] in shapes.compound | shapes.japanese:
        return shapes.closes(text, end)
    if end - start < 3 and not (text[end : end + 1] in BRACKETS and text[start + 1] in shapes.given):
        return False
    if text[start] in shapes.functions or not all(character in shapes.given for character in text[start + 1 : end]):
        return False
    return shapes.closes(text, end) and not text[end : end + 1].isdigit()


def _lengths(text: str, start: int, shapes: Shapes) -> tuple[int, ...]:
    head = text[start : start + 2]
    if head in shapes.compound or head in shapes.japanese:
        return (4, 3)
    if head[:1] in shapes.surnames:
        return (3, 2)
    people = shapes.peoples.at(text, start)
    return (4, 3, 2) if people else ()


def name_until(text: str, end: int, shapes: Shapes) -> int | None:
    """The start of the name that ends at `end`, None if none does: 学院教员孟庆雨说 -> the place of 刘."""
    dotted = _dotted_until(text, end, shapes)
    if dotted is not None:
        return dotted
    starts = [end - length for length in (4, 3, 2) if end >= length]
    starts = [at for at in starts if HAN_ONLY.fullmatch(text[at:end]) and shapes.valid(text[at:end])]
    starts = [at for at in starts if end - at != 4 or text[at : at + 2] in shapes.compound | shapes.japanese]
    return next((at for at in starts if shapes.opens(text, at) and not _cuts(text, at, shapes)), None)


def _cuts(text: str, at: int, shapes: Shapes) -> bool:
    """Whether a name from `at` on would cut a number or a verb in two: 出席 + 卓越."""
    return text[at - 1 : at].isdigit() or at > 0 and text[at - 1 : at + 1] in shapes.verbs


def _dotted_until(text: str, end: int, shapes: Shapes) -> int | None:
    at = end
    while at > 0 and (shapes.sound(text, at - 1, shapes.sounds) or text[at - 1] in DOTS):
        at -= 1
    return at if end - at >= 3 and any(dot in text[at:end] for dot in DOTS) and text[at] not in DOTS else None
