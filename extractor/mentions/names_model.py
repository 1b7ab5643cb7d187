"""The model's entities, held against what a name can be: titles cut off, impossible names dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import regex

from extractor.mentions.names_bodies import BODY, is_post
from extractor.mentions.names_places import LEVELS, LINKED, Grammar, Part
from extractor.mentions.names_resolve import leading_place
from extractor.mentions.names_rules import BASE
from extractor.mentions.names_shape import Shapes
from extractor.mentions.names_words import Sheet, WordEnds, WordFinder, finder, word_ends
from extractor.mentions.proposal import Proposal
from extractor.reading import Text
from extractor.rulebook import Rulebook

_EDGE = " 　，。、；：！？“”‘’「」『』（）()《》〈〉【】[]…—-\n\t·."
_GAP = regex.compile(r"(?<=\p{Han})[ 　、](?=\p{Han})")
_ODD = regex.compile(r"[^\p{Han}\p{Latin}\d·“”・•（）() -]|^\d+$|[Ⅰ-ⅿ]|[A-Z]\w*\d")

#: A name in Latin letters of one part (Thomas), or of parts whose blank a page has lost (ThomasMiller).
_CAPITALISED = regex.compile(r"(?:\p{Lu}\p{Ll}{2,}){1,3}")


class EntityLike(Protocol):
    """What is asked of an entity: a stretch of its block and its type; `extractor.language.Entity` has it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def type(self) -> str: ...


class Repair:
    """The repair of entities by the lexicons of a rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.shapes = Shapes.of(rulebook)
        self.firms: WordEnds = word_ends(rulebook, "bodies.endings.firm", "bodies.branches", "bodies.known")
        self.heads: WordFinder = finder(rulebook, "titles.person", "byline.words", "names.leads")
        self.tails: WordEnds = word_ends(rulebook, "titles.person", "byline.words", "names.trails")
        self.endings: WordEnds = word_ends(rulebook, "bodies.endings")
        self.none = word_ends(rulebook, "divisions.generic")
        self.sites: WordEnds = word_ends(rulebook, "places.endings.inside")
        self.place_endings = Grammar.of(rulebook).endings
        self.breaks = regex.compile(rulebook.expand("{:name_breaks}"))
        self.beside = rulebook.compile(rulebook.expand("{:place_beside}"))
        self.verbs = rulebook.lexicon("names.verbs")
        self.pairs = rulebook.compile(rulebook.expand("{:name_pairs}"))
        self.says: WordFinder = finder(rulebook, "person.says")
        self.generic = rulebook.lexicon("bodies.generic") | rulebook.lexicon("divisions.generic")
        self.places = frozenset().union(*(rulebook.lexicon(name) for name in LEVELS if name != LINKED))
        self.traps = rulebook.lexicon("names.traps") | rulebook.lexicon("names.nothing")
        self.known = rulebook.lexicon("bodies.known")

    def __call__(self, text: str, start: int, end: int, kind: str) -> Proposal | None:
        """The entity as a name may stand; None if it cannot be one."""
        full = end
        start, end = self._trimmed(text, start, end, kind)
        name = text[start:end]
        if kind == "organization" and end < full and name[-1:] in tuple("省市县区镇乡村"):
            kind = "place"  # 望川市 of 望川市交警部门
        if kind == "organization" and not self._ends_like_body(name) and name[:-1] in self.known:
            end, name = end - 1, name[:-1]  # 联大高 in 联大高票通过
        if kind == "organization" and name[:1] in "京沪" and name[1:] in self.known:
            start, name = start + 1, name[1:]  # 京全国人大 in 在京全国人大代表
        if name[-1:] in ("讯", "电") and name[:-1] in self.places:
            end, name = end - 1, name[:-1]  # 渭南讯
        if name[-2:] in ("村村", "镇镇", "乡乡"):
            end, name = end - 1, name[:-1]  # 余村 + 村党支部
        if len(name) < 2 or name in self.traps or "\n" in name:
            return None
        kind = self._type(name, kind)
        if kind != "person" and self._acts_like_person(text, end, name):
            kind = "person"
        if kind == "person" and self.beside.match(text, end) and self.shapes.foreign(name):
            kind = "place"  # 在梅利托波尔等方向
        if kind == "person" and self._doubtful(text, start, end):
            return None
        if kind == "organization" and is_post(text, end):
            return None
        check = {"person": self._person, "organization": self._organization, "place": self._place}[kind]
        return Proposal(start, end, kind, f"model.{kind}", BASE) if check(name) else None

    def _trimmed(self, text: str, start: int, end: int, kind: str) -> tuple[int, int]:
        """教授孟庆雨 -> 孟庆雨; marks at the edges go, quotation marks of a whole name with them."""
        while start < end and text[start] in _EDGE and not self._opens_pair(text, start, end):
            start += 1
        while start < end and text[end - 1] in _EDGE and not self._closes_pair(text, start, end):
            end -= 1
        if kind == "person":
            head = self.heads.at(text, start)
            while head is not None and head.end < end:
                start, head = head.end, self.heads.at(text, head.end)
        if (
            kind == "person"
            and end - start == 3
            and text[end - 1] in self.verbs
            and text[end - 1] not in self.shapes.given
        ):
            end -= 1  # 周岚曾 in 周岚曾告诉
        tail = self.tails.at(text[start:end], end - start) if text[start:end] not in self.known else 0
        if tail and tail < end - start and (kind == "person" or tail > self.endings.at(text[start:end], end - start)):
            end -= tail
        return start, end

    @staticmethod
    def _opens_pair(text: str, start: int, end: int) -> bool:
        return text[start] in "“（(《" and bool(regex.search("[”）)》]", text[start:end])) and end - start > 4

    @staticmethod
    def _closes_pair(text: str, start: int, end: int) -> bool:
        return text[end - 1] in "”）)》" and bool(regex.search("[“（(《]", text[start:end])) and end - start > 4

    def _type(self, name: str, kind: str) -> str:
        """What a lexicon knows for certain, else what the model says."""
        if name in self.known:
            return "organization"
        if name in self.places and kind != "place":
            return "place"
        if kind == "organization" and self.sites.at(name, len(name)) > 1 and not self.endings.at(name, len(name)):
            return "place"
        return "organization" if kind == "person" and self._company(name) else kind

    def _acts_like_person(self, text: str, end: int, name: str) -> bool:
        """扎西次仁获得, 斯托克曼认为; a body may win, but it has no opinion of its own."""
        if self.shapes.peoples.at(name, 0):
            return self.shapes.acts.at(text, end) is not None
        known = name in self.known or name in self.places or self.endings.at(name, len(name))
        return not known and self.says.at(text, end) is not None and len(name) > 2 and self.shapes.foreign(name)

    def _company(self, name: str) -> bool:
        length = self.endings.at(name, len(name))
        return length > 1 and len(name) - length >= 2 and name[-length:] not in ("空军基地", "机构")

    def _person(self, name: str) -> bool:
        return self.shapes.valid(name) and (
            not name.isascii() or " " in name or _CAPITALISED.fullmatch(name) is not None
        )

    def _doubtful(self, text: str, start: int, end: int) -> bool:
        """A rare surname and one character, with no word before or behind that shows a person: 干休."""
        shapes, name = self.shapes, text[start:end]
        if end - start != 2 or name[0] in shapes.common or shapes.foreign(name):
            return False
        return not (shapes.opens(text, start) and shapes.closes(text, end))

    def given_name(self, name: str) -> bool:
        """Whether a name may be a given name without its surname: 俊平."""
        known = name in self.shapes.never or name in self.shapes.others or name in self.traps
        return len(name) == 2 and not known and all(character in self.shapes.given for character in name)

    def _organization(self, name: str) -> bool:
        if name in self.known:
            return True
        if name in self.generic or name.isdigit() or len(name) > 40 or self.breaks.search(name):
            return False
        if self.pairs.match(name):
            return self._ends_like_body(name)
        rest = name[len(leading_place(name, self.rulebook)) :]
        return len(rest) == len(name) or len(rest) < 5 or self._ends_like_body(rest)

    def _ends_like_body(self, name: str) -> bool:
        return self.endings.at(name, len(name)) > 0 or self.firms.at(name, len(name)) > 0 or name[-1:] in tuple(BODY)

    def _place(self, name: str) -> bool:
        if name in self.places:
            return True
        if self.pairs.match(name) and len(name) < 6:
            return False  # 中阿经贸
        length = self.none.at(name, len(name))
        # 江苏省苏州 is a place, 会理县交界地区 none.
        common = length and name[-length:] not in self.place_endings and name[-length:] not in self.places
        return not (name in self.generic or common or _ODD.search(name) or self.breaks.search(name[:-1]))


def repaired(text: Text, rulebook: Rulebook, entities: Sequence[Sequence[EntityLike]]) -> Iterator[Proposal]:
    """The model's entities of every block in offsets of the healed text, as far as they can be names.

    A given name alone (俊平) has no surname to show it, so the model must see it twice.
    """
    repair = rulebook.memo("names.repair", Repair)
    dropped: dict[str, list[tuple[int, int]]] = {}
    for start, end, kind in _pieces(text, entities):
        proposal = repair(text.healed, start, end, kind)
        if proposal is not None:
            yield proposal
        elif kind == "person" and repair.given_name(text.healed[start:end]):
            dropped.setdefault(text.healed[start:end], []).append((start, end))
    for spans in dropped.values():
        if len(spans) > 1:
            yield from (Proposal(start, end, "person", "model.person", BASE) for start, end in spans)


def _pieces(text: Text, entities: Sequence[Sequence[EntityLike]]) -> Iterator[tuple[int, int, str]]:
    """The entities in offsets of the healed text; 韩立群 孟庆雨 read as one are two."""
    for block, found in zip(text.blocks, entities, strict=True):
        for entity in found:
            at, end = block.start + entity.start, block.start + entity.end
            for gap in _GAP.finditer(text.healed, at, end):
                yield at, gap.start(), entity.type
                at = gap.end()
            yield at, end, entity.type


def longer_places(sheet: Sheet, model: Sequence[Proposal], chains: Iterable[Sequence[Part]]) -> Iterator[Proposal]:
    """The model's places with what adjoins them: 县 behind 望川, and 古槐街 behind 望川县."""
    text, grammar = sheet.text, Grammar.of(sheet.rulebook)
    places = [proposal for proposal in model if proposal.type == "place"]
    ends = {chain[0].start: chain[-1].end for chain in chains if 0 < chain[0].level < 5} | {
        place.start: place.end for place in places
    }
    for place in places:
        suffix = grammar.suffix.match(text, place.end) if text[place.end - 1] not in "省市县区州镇乡村旗路街" else None
        end = suffix.end() if suffix else place.end
        end = max(end, ends.get(end, end)) if text[end - 1] in "省市县区州镇乡旗" else end
        if end > place.end:
            yield Proposal(place.start, end, "place", place.rule, BASE)
