"""Relationships keep their order and ids, and resolve as the packaging conventions say."""

from __future__ import annotations

import pytest
from lxml import etree

from plandocs.render.relationships import Relationships, full_type, rels_name, rels_source, resolve

IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("/word/document.xml", "media/a.png", "/word/media/a.png"),
        ("/word/document.xml", "../customXml/item1.xml", "/customXml/item1.xml"),
        ("/ppt/slides/slide1.xml", "/ppt/media/a.png", "/ppt/media/a.png"),
        ("/", "word/document.xml", "/word/document.xml"),
    ],
)
def test_a_target_resolves_against_its_source(source: str, target: str, expected: str) -> None:
    assert resolve(source, target) == expected


def test_an_added_target_is_written_relative_and_resolves_back() -> None:
    rels = Relationships("/ppt/slides/slide1.xml")
    identity = rels.add("slideLayout", "/ppt/slideLayouts/slideLayout3.xml")
    assert rels[identity].target == "../slideLayouts/slideLayout3.xml"
    assert rels.target(identity) == "/ppt/slideLayouts/slideLayout3.xml"


def test_a_relative_name_is_a_bug() -> None:
    with pytest.raises(ValueError, match="starts with '/'"):
        Relationships("/a.xml").add("image", "media/a.png")


def test_ids_go_on_after_those_in_the_file() -> None:
    root = etree.fromstring(
        f'<Relationships><Relationship Id="rId1" Type="{IMAGE}" Target="a"/>'
        f'<Relationship Id="rId2" Type="{IMAGE}" Target="b"/></Relationships>'
    )
    rels = Relationships.parse("/x.xml", root)
    assert rels.add("image", "/c") == "rId3"
    rels.remove("rId2")
    assert rels.add("image", "/d") == "rId4", "an id is not given out twice"
    assert [item.id for item in rels] == ["rId1", "rId3", "rId4"]


def test_types_are_found_short_full_and_strict() -> None:
    rels = Relationships("/x.xml")
    rels.add("image", "/a")
    rels.add("http://purl.oclc.org/ooxml/officeDocument/relationships/image", "/b")
    rels.add("theme", "/c")
    assert [rels.target(item.id) for item in rels.find_all("image")] == ["/a", "/b"]
    assert [rels.target(item.id) for item in rels.find_all(IMAGE)] == ["/a"]
    assert rels.target_of("theme") == "/c"
    assert rels.target_of("styles") is None


def test_links_out_are_escaped_and_come_back() -> None:
    rels = Relationships("/x.xml")
    address = 'https://example.com/?a=1&b="2"'
    identity = rels.add("hyperlink", address, external=True)
    again = Relationships.parse("/x.xml", etree.fromstring(rels.to_bytes()))
    assert again[identity].external
    assert again.target(identity) == address


def test_the_part_of_relationships_lies_beside_its_source() -> None:
    assert rels_name("/") == "/_rels/.rels"
    assert rels_name("/word/document.xml") == "/word/_rels/document.xml.rels"
    for source in ("/", "/word/document.xml", "/a.xml"):
        assert rels_source(rels_name(source)) == source


def test_a_short_type_is_offices_own() -> None:
    assert full_type("image") == IMAGE
    assert full_type("http://example.com/x") == "http://example.com/x"
