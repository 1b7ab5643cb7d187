"""What a person's name looks like: surnames, given names, sounds of foreign names, and what may stand beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.mentions.names_words import WordEnds, WordFinder, finder, word_ends
from extractor.rulebook import Rulebook

HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
#: The hyphen joins 让-皮埃尔; last, for it stands in character classes.
DOTS = "·•・‧-"
HAN_ONLY = re.compile(f"[{HAN}]+")
LATIN = re.compile(r"[A-Z][A-Za-zÀ-ÿ.'’-]*(?: (?:de|van|von|der|den|da|di|la|le|bin|al|[A-Z][A-Za-zÀ-ÿ.'’-]*))*")

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
        if not HAN_ONLY.fullmatch(name):
            return bool(LATIN.fullmatch(name))
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
        return at <= 0 or not HAN_ONLY.match(text[at - 1]) or self.before.at(text, at) > 0

    def closes(self, text: str, at: int) -> bool:
        """Whether a name may end at `at`: a mark, a title, or a verb that people do stands there."""
        if at >= len(text) or not HAN_ONLY.match(text[at]):
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
