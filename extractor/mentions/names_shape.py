"""What a person's name looks like, and how long it is where only its beginning or its end is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.mentions.names_words import WordEnds, WordFinder, finder, word_ends
from extractor.rulebook import Rulebook

HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
#: The hyphen joins 让-皮埃尔; last, for it stands in character classes.
DOTS = "·•・‧-"
BRACKETS = (")", "）")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_LATIN = re.compile(r"[A-Z][A-Za-zÀ-ÿ.'’-]*(?: (?:de|van|von|der|den|da|di|la|le|bin|al|[A-Z][A-Za-zÀ-ÿ.'’-]*))*")


#: Lexicons whose words are no names of people.
_OTHERS = (
    "bodies.generic",
    "titles.person",
    "byline.words",
    "names.verbs",
    "places.countries",
    "places.provinces",
    "places.prefectures",
    "places.foreign",
)


#: 保罗二世
_REGNAL = re.compile("[一二三四五六七八九十]{1,3}世(?![纪界])")


@dataclass(frozen=True, slots=True)
class Shapes:
    """The lexicons that judge names of persons, made once for a rulebook."""

    surnames: frozenset[str]
    common: frozenset[str]
    compound: frozenset[str]
    japanese: frozenset[str]
    given: frozenset[str]
    sounds: frozenset[str]
    pairs: frozenset[str]
    dotted: frozenset[str]
    peoples: WordFinder
    people_ends: WordEnds
    never: frozenset[str]
    address: frozenset[str]
    after: WordFinder
    before: WordEnds
    words: frozenset[str]
    others: frozenset[str]
    countries: frozenset[str]
    functions: frozenset[str]
    abroad: WordEnds
    titles: frozenset[str]
    verbs: frozenset[str]
    acts: WordFinder
    bodies: WordFinder

    @classmethod
    def of(cls, rulebook: Rulebook) -> Shapes:
        """The shapes of a rulebook."""
        return rulebook.memo("names.shapes", _shapes)

    def valid(self, name: str) -> bool:
        """Whether a string can be a whole name of a person: 孟庆雨, 唐纳德·特朗普, 扎西次仁, John Smith; not 高质量."""
        if name in self.never or name in self.others or name[:2] in self.titles:
            return False  # 王储兼
        if name[1:] in self.titles or name[1:] in self.verbs:
            return False  # 韩介绍
        if any(dot in name for dot in DOTS):
            return len(name) >= 3 and name[0] not in DOTS and name[-1] not in DOTS
        if not _HAN_ONLY.fullmatch(name):
            return bool(_LATIN.fullmatch(name))
        return len(name) >= 2 and (self.chinese(name) or self.foreign(name))

    def chinese(self, name: str) -> bool:
        """Surname and one or two characters, or more after a surname of two."""
        if name[:2] in self.compound and len(name) in (3, 4):
            return True
        if name[1:2] == "某":
            return name[1:] in ("某", "某某")
        if name[:2] in self.countries or name[1:] in self.countries:
            return False  # 越南国 of 越南国家主席, 应美国 of 应美国总统邀请
        if len(name) == 4:  # 张李小雨: a woman's name after her husband's, or the names of both parents
            return name[0] in self.common and name[1] in self.common
        if len(name) == 2 and name[1] in self.address:
            return False  # 李总
        if name[0] in self.functions and name[1:] in self.never:
            return False  # 于公开
        if len(name) == 3 and name[:2] in self.never and name[2] not in self.given:
            return False  # 金牌 + 被
        return len(name) in (2, 3) and name[0] in self.surnames

    def sound(self, text: str, at: int, sounds: frozenset[str]) -> bool:
        """Whether a character is one of `sounds`, or one only behind the character before it: 得 of 彼得."""
        return text[at] in sounds or at > 0 and text[at - 1 : at + 1] in self.pairs

    def foreign(self, name: str) -> bool:
        """A transliterated, Tibetan or Japanese name without a dot: 泽连斯基, 扎西次仁, 石破茂."""
        if all(self.sound(name, at, self.sounds) for at in range(len(name))):
            return len(name) <= 8 and not self._holds_word(name)
        return name[:2] in self.japanese and len(name) <= 5 or self.peoples.at(name, 0) is not None and len(name) <= 6

    def _holds_word(self, name: str) -> bool:
        """考察内蒙古: every character sounds foreign, but a known word stands at one end."""
        # Half of it at least: 尼斯 stands in 阿尔巴尼斯 too.
        sizes = range(max(2, (len(name) + 1) // 2), len(name))
        return any(word in self.words or word in self.never for n in sizes for word in (name[:n], name[-n:]))

    def plausible(self, name: str) -> bool:
        """Whether a Chinese name consists of what names are usually made of: a common surname, given characters."""
        if name in self.never or not self.chinese(name):
            return False
        if name[:2] in self.compound:
            return True
        if name[:2] in self.others:  # 韩国国 of 韩国国会
            return False
        return name[0] in self.common and all(character in self.given for character in name[1:])

    def opens(self, text: str, at: int) -> bool:
        """Whether a name may begin at `at`: a mark, a title or a function word stands before it."""
        return at <= 0 or not _HAN_ONLY.match(text[at - 1]) or self.before.at(text, at) > 0

    def closes(self, text: str, at: int) -> bool:
        """Whether a name may end at `at`: a mark, a title, or a verb that people do stands there."""
        if at >= len(text) or not _HAN_ONLY.match(text[at]):
            return text[at : at + 1] not in DOTS or at >= len(text)
        return self.after.at(text, at) is not None


def _shapes(rulebook: Rulebook) -> Shapes:
    lexicon = rulebook.lexicon
    words = frozenset().union(*map(lexicon, _OTHERS))
    return Shapes(
        acts=finder(rulebook, "person.acts"),
        titles=lexicon("titles.person"),
        verbs=frozenset(word for word in lexicon("names.verbs") if len(word) > 1),
        abroad=word_ends(rulebook, "titles.abroad"),
        countries=lexicon("places.countries"),
        functions=lexicon("names.before") | lexicon("names.verbs"),
        bodies=finder(rulebook, "bodies.endings"),
        surnames=lexicon("surnames") | lexicon("surnames.common"),
        common=lexicon("surnames.common"),
        compound=lexicon("surnames.compound"),
        japanese=lexicon("surnames.japanese"),
        given=lexicon("given.characters"),
        sounds=lexicon("transliteration.characters"),
        pairs=lexicon("transliteration.pairs"),
        dotted=lexicon("transliteration.characters") | lexicon("transliteration.rare"),
        peoples=finder(rulebook, "names.of.peoples"),
        people_ends=word_ends(rulebook, "names.of.peoples"),
        never=lexicon("not.persons"),
        address=lexicon("names.address"),
        after=finder(rulebook, "names.verbs", "titles.person", "byline.words"),
        before=word_ends(rulebook, "titles.person", "names.before", "byline.words"),
        words=words,
        others=words | lexicon("bodies.known"),
    )


def name_from(text: str, start: int, shapes: Shapes) -> int | None:
    """The end of the name that begins at `start`, None if none does: 孟庆雨介绍说 -> 3."""
    return _dotted_from(text, start, shapes) or _latin_from(text, start) or _han_from(text, start, shapes)


def _latin_from(text: str, start: int) -> int | None:
    found = _LATIN.match(text, start)
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
    ends = [end for end in ends if _HAN_ONLY.fullmatch(text[start:end]) and shapes.valid(text[start:end])]
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
    starts = [at for at in starts if _HAN_ONLY.fullmatch(text[at:end]) and shapes.valid(text[at:end])]
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
