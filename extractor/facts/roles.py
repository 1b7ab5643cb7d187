"""Who holds which post on a page: 宏达公司董事长王芳, 王芳任宏达公司董事长, 王芳（宏达公司董事长）."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

import regex

from extractor.facts.marks import PERSON, PRONOUN, TITLE, Marked, Token, mark, name_tokens, uncovered
from extractor.facts.page import Page, Span
from extractor.facts.roles_bodies import Bodies
from extractor.facts.roles_posts import Post, Posts, Status
from extractor.facts.roles_titles import Titles
from extractor.facts.subjects import Subjects
from extractor.mentions.names_words import finder
from extractor.rulebook import Rule

#: What may stand between two groups so that the body of the first is that of the second: 伊朗总统甲、外交部长乙.
_NEXT = regex.compile(r"[、，和与及或]|，?以及|[ 　]{1,2}")
#: The mark that opens what a mark behind the name of a body closes: 《江城晚报》报社.
_OPENING = {"》": "《", "”": "“"}
#: A name of so few characters may be none.
_DOUBTFUL = 2
#: Hands the posts of a list to the people of another, in order.
_EACH = "分别"
#: What a CV puts between a person and the posts: 王芳，女，汉族，1965年生，现任……
_SHORT = regex.compile(r"[^，。；：\uE001\uE008\uE005]{1,12}，")
_SENTENCE_END = "。！？\n"
_FAR = 300


@dataclass(frozen=True, slots=True)
class RoleFact:
    """A post of a person, as stated at one place; healed offsets.

    `start:end` covers title and name. `person` is the fullest form on the page; where a pronoun stands at `person_at`,
    `named` is False.
    """

    start: int
    end: int
    rule: str
    person: str
    person_at: Span
    named: bool
    title: str
    title_at: Span
    status: Status | None
    organization: str | None
    organization_at: Span | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A match of a rule: the posts it names and the places of the people in the marked text."""

    start: int
    end: int
    rule: Rule
    posts: tuple[Post, ...]
    people: tuple[int, ...]


def find_roles(page: Page) -> list[RoleFact]:
    """The posts that the page states, one record for each pair of person and title at each place."""
    names = name_tokens(page)
    if not any(token.mark == PERSON for token in names):
        return []
    healed = page.text.healed
    titles = Titles.of(page.rulebook)
    names = titles.reread(healed, names)
    found = titles.find(healed, names, page.words)
    bodies = Bodies.of(page.rulebook).find(healed, found, names, page.words)
    others = [*bodies, *_pronouns(page, [*names, *found, *bodies])]
    marked = mark(healed, [*names, *found, *others])
    reader = _Reader(page, marked, Posts.of(page.rulebook), Subjects.of(page.rulebook))
    facts = {(fact.person_at, fact.title_at): fact for fact in reversed(list(reader.facts()))}
    return sorted(facts.values(), key=lambda fact: (fact.start, -fact.end, fact.title_at))


def _pronouns(page: Page, taken: list[Token]) -> list[Token]:
    words = finder(page.rulebook, "pronouns.hidden", "pronouns.groups", "pronouns.persons").find(page.text.healed)
    return uncovered([Token(hit.start, hit.end, PRONOUN) for hit in words if hit.lexicon == "pronouns.persons"], taken)


@dataclass(frozen=True, slots=True)
class _Reader:
    page: Page
    marked: Marked
    posts: Posts
    subjects: Subjects

    def facts(self) -> Iterator[RoleFact]:
        found = self._handed_on(sorted(self._matches(), key=lambda match: match.start))
        for match in found:
            for at, post in self._pairs(match):
                person = at if self.marked.text[at] == PERSON else self._antecedent(at)
                if person is not None and self.posts.is_held(post):
                    yield self._fact(match, at, person, post)

    def _pairs(self, match: _Found) -> Iterator[tuple[int, Post]]:
        """Each person with each title; a title of one holder at a time goes to the first person alone.

        Where a verb gives them, 甲、乙任主任、副主任 gives each person the title in the same place of its list, and
        选举甲、乙为书记 the one title to all.
        """
        is_verbal = "sole" not in match.rule.gives
        if is_verbal and len(match.people) == len(match.posts) > 1:
            yield from zip(match.people, match.posts, strict=True)
            return
        for post in match.posts:
            for person in match.people if is_verbal or self.posts.is_shared(post) else match.people[:1]:
                yield person, post

    def _matches(self) -> Iterator[_Found]:
        """Rules by priority; a title that one has read is read by no other."""
        taken: set[int] = set()
        rules = sorted(self.page.rulebook.rules("role"), key=lambda rule: -rule.priority)
        for start, end in self._stretches():
            for rule in rules:
                for match in rule.pattern.finditer(self.marked.text, start, end):
                    found = self._found(match, rule, start)
                    used = {post.at for post in found.posts} if found else set()
                    if found and ("again" in rule.gives or not used & taken):
                        taken |= used
                        yield found

    def _stretches(self) -> Iterator[Span]:
        """The sentences that hold a title and somebody who may have it."""
        text = self.marked.text
        for found in regex.finditer(f"[^{_SENTENCE_END}]+", text):
            words = found.group()
            if TITLE in words and (PERSON in words or PRONOUN in words):
                yield found.span()

    def _found(self, match: regex.Match[str], rule: Rule, start: int) -> _Found | None:
        posts = self.posts.read(self.marked, *match.span("posts"))
        people = self._people(match, rule, start)
        if not people or "behind" in rule.gives and posts[0].title in self.posts.never_behind:
            return None
        if "between" in rule.gives and len(self.marked.words(match.start() - 1, match.start())) > _DOUBTFUL:
            return None
        if self._is_dealt(match) and len(people) != len(posts) > 1:
            return None
        if match.groupdict().get("body"):
            posts = [post if post.body is not None else replace(post, body=match.span("body")) for post in posts]
        if "status" in rule.gives:
            posts = [replace(post, status=post.status or _status(rule)) for post in posts]
        posts = [self.posts.placed(self.marked, post) for post in posts]
        return _Found(match.start(), match.end(), rule, tuple(posts), tuple(people))

    def _people(self, match: regex.Match[str], rule: Rule, start: int) -> list[int]:
        text = self.marked.text
        if rule.gives.get("people") != "subject":
            return [at for at in range(*match.span("people")) if text[at] == PERSON]
        at = match.start()
        start = max(start, at - _FAR, self._opened(start, at))
        holder = self.posts.holder.search(text, start, at)
        while holder and (length := self.posts.replaced.at(text, holder.start())):
            at = holder.start() - length  # 王芳 + 接替李明 + 出任
            holder = self.posts.holder.search(text, start, at)
        if holder and self.posts.succeeded.search(text, start, holder.start()):
            return []  # 接替已经辞职的 + 王芳 + 出任
        if holder:
            return self._listed(holder.start()) if holder["who"] else []
        if text[at - 1] == TITLE and text[at - 2] != PERSON:
            return []  # 由副总理 + 任团长
        back = 1 if "near" in rule.gives else 3 + self._short(start, at)
        unit = self.subjects.before(text, start, at, PERSON + PRONOUN, back)
        if unit is None or self.posts.replaced.at(text, unit.start):
            return []
        return [at for at in range(unit.start, unit.end) if text[at] == unit.head][-1:]

    def _is_dealt(self, match: regex.Match[str]) -> bool:
        return _EACH in self.marked.text[max(0, match.start() - 4) : match.start("posts")]

    def _listed(self, last: int) -> list[int]:
        """The people of a list by its last one: 王芳、李明 + 当选."""
        text, people = self.marked.text, [last]
        while text[people[0] - 1 : people[0]] in ("、", "和", "与") and text[people[0] - 2 : people[0] - 1] == PERSON:
            people.insert(0, people[0] - 2)
        return people

    def _short(self, start: int, at: int) -> int:
        """How many clauses before a place are as short as those of a CV and name nobody."""
        clauses = self.marked.text[start:at].split("，")[:-1]
        return sum(1 for _ in takewhile(_SHORT.fullmatch, (f"{clause}，" for clause in reversed(clauses))))

    def _opened(self, start: int, at: int) -> int:
        """Where the words begin that are quoted at a place: who says them is not whom they are about."""
        opening = self.marked.text.rfind("“", start, at)
        return 0 if self.marked.text.rfind("”", start, at) > opening else opening + 1

    def _antecedent(self, pronoun: int) -> int | None:
        """The person whom 他 stands for: the last one named in the sentence, else whom one before it is about."""
        text, least = self.marked.text, max(0, pronoun - _FAR)
        opened = self._opened(least, pronoun)
        start = max(least, opened, *(text.rfind(mark, least, pronoun) + 1 for mark in _SENTENCE_END))
        at = text.rfind(PERSON, start, pronoun)
        if at >= 0 or opened:
            return at if at >= 0 else None
        unit = self.subjects.person_before(text, pronoun)
        return None if unit is None else text.rfind(PERSON, unit.start, unit.end)

    def _handed_on(self, found: Iterable[_Found]) -> Iterator[_Found]:
        """The body of a group for the next one, if that begins with a post that needs a body and has none."""
        row: list[_Found] = []
        for match in found:
            if not (row and self._continues(row[-1], match)):
                row = []
            body = self._body_of_row(row, match.posts[0])
            if body is not None:
                posts = (post if post.body is not None else replace(post, body=body) for post in match.posts)
                match = replace(match, posts=tuple(self.posts.placed(self.marked, post) for post in posts))
            yield match
            row.append(match)

    def _continues(self, before: _Found, match: _Found) -> bool:
        text, starts = self.marked.text, (match.start, min(match.people))
        return any(_NEXT.fullmatch(text[before.end : start]) for start in starts)

    def _body_of_row(self, row: list[_Found], first: Post) -> Span | None:
        """The body that a row of groups has come to: 某国总统甲、某省省长乙、内政部长丙 is minister of the country."""
        if first.body is not None or not row or not self.posts.hands_on(self.marked, row[-1].posts[-1], first):
            return None
        bodies = [post.body for match in row for post in match.posts if post.body is not None]
        fitting = [body for body in bodies if self.posts.fits(first, self.marked.words(*body))]
        return fitting[-1] if fitting else None

    def _fact(self, match: _Found, at: int, person: int, post: Post) -> RoleFact:
        who = self.marked.token(at)
        title_at = self.marked.span(post.start, post.end)
        return RoleFact(
            start=min(who.start, title_at[0]),
            end=max(who.end, title_at[1]),
            rule=match.rule.id,
            person=self._full(self.marked.token(person)),
            person_at=(who.start, who.end),
            named=at == person,
            title=post.title,
            title_at=title_at,
            status=post.status,
            organization=None if post.body is None else self._body(post, post.body),
            organization_at=None if post.body is None else self.marked.span(*post.body),
        )

    def _body(self, post: Post, body: Span) -> str:
        """The fullest name of the body, with the part of it that is named behind it."""
        name = self.posts.body_name(self._full(self.marked.token(body[0])), post)
        part = self.marked.words(body[0] + 1, body[1])
        return _OPENING.get(part[:1], "") + name + part

    def _full(self, token: Token) -> str:
        span = (token.start, token.end)
        return self.page.full.get(span, self.page.text.healed[slice(*span)])


def _status(rule: Rule) -> Status:
    return rule.gives["status"]  # type: ignore[return-value]
