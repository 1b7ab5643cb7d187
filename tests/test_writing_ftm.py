"""FollowTheMoney entities: valid for the library itself, with ids that stay."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from extractor import Document
from extractor.errors import OutputError
from extractor.model import Role
from extractor.writing.ftm import FtmWriter, _body_schema
from tests.made_documents import document, full_page, name, place

TEXT = """\
海川省交通运输厅副厅长罗定安说，临澜港务集团有限公司董事长沈若兰、工程师何秋白到青岚县县长潘立群处，记者方知远同行。
"""


def role(person: str, title: str, organization: str | None, text: str = TEXT) -> Role:
    at, post = place(text, person), place(text, title)
    return Role(
        text=text[post.start : at.end] if post.start < at.start else person,
        at=at,
        rule="roles.test",
        person=person,
        person_text=person,
        person_at=(at.start, at.end),
        title=title,
        title_at=(post.start, post.end),
        organization=organization,
    )


def people() -> Document:
    return document(
        name("organization", "海川省交通运输厅", text=TEXT),
        name("person", "罗定安", text=TEXT),
        name("organization", "临澜港务集团有限公司", text=TEXT),
        name("person", "沈若兰", text=TEXT),
        name("person", "何秋白", text=TEXT),
        name("place", "青岚县", text=TEXT),
        name("person", "潘立群", text=TEXT),
        text=TEXT,
        title="通车",
        doc="opening.txt",
        facts=(
            role("罗定安", "副厅长", "海川省交通运输厅"),
            role("沈若兰", "董事长", "临澜港务集团有限公司"),
            role("何秋白", "工程师", "临澜港务集团有限公司"),
            role("潘立群", "县长", "青岚县"),
            role("方知远", "记者", None),
            role("何秋白", "记者", None),  # the same post
        ),
    )


def entities(*documents: Document) -> list[dict[str, Any]]:
    pytest.importorskip("followthemoney", reason="the extra ftm is not installed: pip install -e '.[ftm]'")
    stream = io.StringIO()
    writer = FtmWriter(stream, None)
    for made in documents:
        writer.write(made)
    writer.close()
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_writing_ftm_entities_are_valid() -> None:
    from_pages = entities(people(), full_page())
    from followthemoney import model

    ids = {entity["id"] for entity in from_pages}
    assert len(ids) == len(from_pages)
    for entity in from_pages:
        schema = model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        proxy = model.get_proxy(entity)
        assert proxy.to_dict() == entity
        assert all(proxy.get(key) for key in schema.required)
        linked = {value for prop, value in proxy.itervalues() if prop.type.name == "entity"}
        assert linked <= ids


def test_writing_ftm_posts_have_the_schema_of_their_body() -> None:
    made = entities(people())
    by_id: Mapping[str, dict[str, Any]] = {entity["id"]: entity for entity in made}

    def named(key: str) -> str:
        return str(by_id[key]["properties"]["name"][0])

    posts = set()
    for entity in made:
        properties = entity["properties"]
        match entity["schema"]:
            case "Occupancy":
                posts.add((named(properties["holder"][0]), "Occupancy", named(properties["post"][0])))
            case "Directorship":
                posts.add((named(properties["director"][0]), "Directorship", named(properties["organization"][0])))
            case "Employment":
                posts.add((named(properties["employee"][0]), "Employment", named(properties["employer"][0])))
    assert posts == {
        ("罗定安", "Occupancy", "海川省交通运输厅副厅长"),
        ("沈若兰", "Directorship", "临澜港务集团有限公司"),
        ("何秋白", "Employment", "临澜港务集团有限公司"),
        ("何秋白", "Occupancy", "记者"),
        ("潘立群", "Occupancy", "青岚县县长"),
        ("方知远", "Occupancy", "记者"),
    }


def test_writing_ftm_ids_stay_and_are_those_of_one_page() -> None:
    page = document(name("person", "王芳"))
    other = document(name("person", "王芳"), doc="other.txt")
    one, again, another = entities(page), entities(page), entities(other)
    assert one == again
    assert not {entity["id"] for entity in one} & {entity["id"] for entity in another}


def test_writing_ftm_a_name_is_one_entity_with_a_mention_for_each_place() -> None:
    full = "澜江宏达汽车有限公司"
    made = entities(document(name("organization", full), name("organization", "宏达公司", full=full)))
    assert [entity["schema"] for entity in made] == ["PlainText", "Company", "Mention", "Mention"]
    assert {entity["properties"]["resolved"][0] for entity in made[2:]} == {made[1]["id"]}
    assert made[0]["properties"]["companiesMentioned"] == [full]


@pytest.mark.parametrize(
    ("body", "schema"),
    [
        ("临澜港务集团有限公司", "Company"),
        ("澜江银行", "Company"),
        ("海川省交通运输厅", "PublicBody"),
        ("青屿市人民政府", "PublicBody"),
        ("商务部", "PublicBody"),
        ("青岚果品协会", "Organization"),
        ("澜江足球俱乐部", "Organization"),
        ("临澜大学", "Organization"),
        ("新华社", "Organization"),
        ("宏达总部", "Organization"),
    ],
)
def test_writing_ftm_what_a_body_is(body: str, schema: str) -> None:
    assert _body_schema(body) == schema


def test_writing_ftm_takes_hostile_text() -> None:
    text = "王\u202e芳\x00\ud800"
    (page, person, mention) = entities(document(name("person", text, text=text), text=text, doc=text))
    assert person["properties"]["name"] == mention["properties"]["name"] == ["王\\u202e芳\\u0000\\ud800"]
    assert page["properties"]["bodyText"] == ["王\\u202e芳\\u0000\\ud800"]


def test_writing_ftm_without_the_library_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    with pytest.raises(OutputError) as caught:
        FtmWriter(io.StringIO(), None)
    assert str(caught.value) == "--format ftm needs the library followthemoney: pip install 'extractor[ftm]'"
