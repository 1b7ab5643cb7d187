"""FollowTheMoney entities, an object a line, for Aleph and other tools that follow people and companies.

Names become Person, Company, PublicBody, Organization and Address, one for each name on a page, with a Mention for each
place where it stands; posts become Directorship, Occupancy, Employment or Membership. Each id is a hash of the path of
the page and of the name, so writing again gives the same entities; one name on two pages is two entities, for only a
person can tell whether they are one. Figures, dates and quotes have no schema there and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import PurePath
from typing import Any, TextIO

from extractor.errors import OutputError
from extractor.model import Document, Name, Role
from extractor.writing.hostile import visible
from extractor.writing.jsonl import json_text
from extractor.writing.records import identified

#: What the last characters of a body say it is; any other stays an Organization.
_COMPANY = re.compile("(?:公司|集团|银行|厂)$")
_PUBLIC = re.compile(
    "(?:政府|国务院|人大|政协|法院|检察院|委员会|办公室|指挥部|使馆|领事馆|管委会|海关|总署|(?<!俱乐)(?<!总)(?<!事业)部|(?<!书)局|厅)$"
)
#: Posts that direct a company; others in a company are employment.
_DIRECTS = re.compile("董事|监事|总裁|总经理|首席|理事长|行长|厂长|法定代表人|合伙人")


class FtmWriter:
    """Writes the entities of each document as it comes."""

    def __init__(self, stream: TextIO, only: Collection[str] | None) -> None:
        try:
            from followthemoney import model
        except ImportError:
            raise OutputError("--format ftm needs the library followthemoney: pip install 'extractor[ftm]'") from None
        self._model, self._stream, self._only = model, stream, only

    def write(self, document: Document) -> None:
        for entity in _Entities(self._model, document, self._only).all():
            self._stream.write(json_text(entity.to_dict()) + "\n")

    def close(self) -> None:
        pass


class _Entities:
    """The entities of one page: those that mentions and posts point at come before them."""

    def __init__(self, model: Any, document: Document, only: Collection[str] | None) -> None:
        self._model, self._document = model, document
        self._found = list(identified(document, only=only))
        self._bodies: dict[tuple[str, str], Any] = {}
        # 青岚县 in 青岚县县长 is a place that has a post, no body that somebody is a member of.
        self._places = {item.name for item in document.mentions if isinstance(item, Name) and item.type == "place"}
        self._page = self._made("PlainText", "page")

    def all(self) -> Iterator[Any]:
        mentions = [self._mention(identity, found) for identity, found in self._found if isinstance(found, Name)]
        posts = [self._post(identity, found) for identity, found in self._found if isinstance(found, Role)]
        self._describe_page()
        yield self._page
        yield from self._bodies.values()
        yield from mentions
        yield from posts

    def _made(self, schema: str, *key: str, **properties: Any) -> Any:
        entity = self._model.make_entity(schema)
        entity.make_id("extract", *map(visible, (self._document.doc, *key)))
        for name, value in properties.items():
            if isinstance(value, str):
                value = visible(value)
            entity.add(name, value)
        return entity

    def _describe_page(self) -> None:
        document, page = self._document, self._page
        page.add("title", visible(document.title or ""))
        page.add("fileName", visible(PurePath(document.doc).name))
        page.add("date", document.reference_date)
        page.add("language", "zho")
        page.add("bodyText", "\n".join(map(visible, document.text.splitlines())))
        for (kind, name), _ in self._bodies.items():
            if kind in _LISTED:
                page.add(_LISTED[kind], visible(name))

    def _body(self, kind: str, name: str) -> Any:
        """The entity of a name, the same one wherever it stands on the page."""
        if (kind, name) not in self._bodies:
            schema, key = (_body_schema(name), "name") if kind == "organization" else _SCHEMAS[kind]
            self._bodies[kind, name] = self._made(schema, kind, name, **{key: name}, proof=self._page)
        return self._bodies[kind, name]

    def _position(self, at: str, title: str) -> Any:
        """A public post, the same one for everybody who holds it: 青岚县县长."""
        if ("post", at + title) not in self._bodies:
            post = self._made("Position", "post", at, title, name=at + title, proof=self._page)
            if at and at not in self._places:
                post.add("organization", self._body("organization", at))
            self._bodies["post", at + title] = post
        return self._bodies["post", at + title]

    def _mention(self, identity: str, found: Name) -> Any:
        body = self._body(found.type, found.name)
        return self._made(
            "Mention", identity, name=found.text, document=self._page, resolved=body, detectedSchema=body.schema.name
        )

    def _post(self, identity: str, role: Role) -> Any:
        person = self._body("person", role.person)
        about = {"summary": role.text, "proof": self._page, "status": role.status}
        at = role.organization or ""
        if not at or at in self._places or _body_schema(at) == "PublicBody":
            return self._made("Occupancy", identity, holder=person, post=self._position(at, role.title), **about)
        body = self._body("organization", at)
        schema, holder, held_at = _post_schema(body.schema.name, role.title)
        return self._made(schema, identity, **{holder: person, held_at: body}, role=role.title, **about)


_SCHEMAS = {"person": ("Person", "name"), "place": ("Address", "full")}
_LISTED = {"person": "peopleMentioned", "organization": "companiesMentioned", "place": "locationMentioned"}


def _body_schema(name: str) -> str:
    """Company, PublicBody, or Organization where the name does not say: 海川省交通运输厅 is a PublicBody."""
    if _COMPANY.search(name):
        return "Company"
    return "PublicBody" if _PUBLIC.search(name) else "Organization"


def _post_schema(body: str, title: str) -> tuple[str, str, str]:
    """The schema of a post and the properties of its two ends: a director of a company, else somebody's employee."""
    if body == "Company" and _DIRECTS.search(title):
        return "Directorship", "director", "organization"
    if body == "Company":
        return "Employment", "employee", "employer"
    return "Membership", "member", "organization"
