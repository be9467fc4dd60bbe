"""A package keeps what it does not know, and makes the same bytes every time."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from plandocs.errors import PlanError
from plandocs.render.package import Package, parse_xml
from tests.render.check.small_files import PNG, SMALL_FILES, small_deck, small_document

DOCUMENT = "/word/document.xml"


@pytest.mark.parametrize("suffix", SMALL_FILES)
def test_opening_and_saving_changes_no_part(suffix: str) -> None:
    data = SMALL_FILES[suffix]().to_bytes()
    package = Package.open(data, name=f"x{suffix}")
    assert package.to_bytes() == data


def test_the_content_types_come_first_and_parts_by_name() -> None:
    names = zipfile.ZipFile(io.BytesIO(small_deck().to_bytes())).namelist()
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])


def test_the_order_in_which_parts_were_added_does_not_matter() -> None:
    package = Package("x.docx")
    for name in reversed(small_document().parts):
        package.parts[name] = small_document().parts[name]
    package.defaults = dict(reversed(small_document().defaults.items()))
    package.overrides = dict(reversed(small_document().overrides.items()))
    assert package.to_bytes() == small_document().to_bytes()


def test_another_process_makes_the_same_bytes() -> None:
    program = (
        "import sys, hashlib; sys.path.insert(0, '.')\n"
        "from tests.render.check.small_files import small_deck\n"
        "print(hashlib.sha256(small_deck().to_bytes()).hexdigest())"
    )
    root = Path(__file__).parents[2]
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=root, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_a_part_nobody_knows_is_carried_along() -> None:
    out = io.BytesIO(small_document().to_bytes())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("customXml/secret.bin", b"\x00\x01")
    again = Package.open(Package.open(out.getvalue(), name="x.docx").to_bytes(), name="x.docx")
    assert again.parts["/customXml/secret.bin"] == b"\x00\x01"


def test_a_changed_tree_reaches_the_file_and_a_read_one_changes_nothing() -> None:
    package = small_document()
    before = package.parts[DOCUMENT]
    package.parse(DOCUMENT).clear()
    package.flush()
    assert package.parts[DOCUMENT] == before
    package.xml(DOCUMENT).set("changed", "1")
    assert package.xml(DOCUMENT).get("changed") == "1"
    assert b'changed="1"' in Package.open(package.to_bytes(), name="x").parts[DOCUMENT]


def test_new_names_skip_those_taken_and_are_given_out_once() -> None:
    package = small_deck()
    assert package.next_name("/ppt/slides/slide{}.xml") == "/ppt/slides/slide3.xml"
    assert package.next_name("/ppt/slides/slide{}.xml") == "/ppt/slides/slide4.xml"


def test_a_dropped_part_takes_its_relationships_and_type_with_it() -> None:
    package = small_document()
    package.drop_part(DOCUMENT)
    assert "/word/_rels/document.xml.rels" not in package.parts
    assert DOCUMENT.encode() not in package.content_types()
    assert "/word/_rels/document.xml.rels" not in Package.open(package.to_bytes(), name="x").parts


def test_equal_pictures_share_a_part() -> None:
    package = Package("x.pptx")
    first = package.add_image(PNG, folder="/ppt/media")
    assert package.add_image(PNG, folder="/ppt/media") == first == "/ppt/media/image1.png"
    assert package.add_image(b"\xff\xd8\xff\xe0", folder="/ppt/media") == "/ppt/media/image1.jpeg"
    assert package.content_type(first) == "image/png"


def test_a_picture_of_another_kind_is_refused_by_name() -> None:
    with pytest.raises(PlanError) as caught:
        Package("deck.pptx").add_image(b"<svg/>", folder="/ppt/media")
    assert (caught.value.problems[0].rule, caught.value.problems[0].path) == ("package-image-type", "deck.pptx")


def test_a_type_declared_for_an_extension_is_not_repeated_for_a_part() -> None:
    package = small_document()
    package.add_part("/word/media/b.png", "image/png", PNG)
    assert b"/word/media/b.png" not in package.content_types()
    package.add_part("/word/media/c.png", "image/x-odd", PNG)
    assert package.content_type("/word/media/c.png") == "image/x-odd"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"not a zip", "package-unreadable"),
        (b"PK\x05\x06" + b"\0" * 18, "package-no-content-types"),
    ],
)
def test_a_file_that_is_no_package_is_one_located_problem(data: bytes, rule: str) -> None:
    with pytest.raises(PlanError) as caught:
        Package.open(data, name="template.docx")
    assert [(problem.rule, problem.path) for problem in caught.value.problems] == [(rule, "template.docx")]


def test_a_package_without_a_main_part_is_refused() -> None:
    with pytest.raises(PlanError, match="no main part"):
        Package("x.docx").main_part()


def test_an_entity_bomb_and_an_external_entity_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    for data in (bomb, outside, b"<!DOCTYPE x><x/>", b"<x>"):
        with pytest.raises(PlanError) as caught:
            parse_xml(data, path="x.docx", part="/word/document.xml")
        assert caught.value.problems[0].where == "/word/document.xml"


def test_very_deep_xml_is_refused() -> None:
    with pytest.raises(PlanError):
        parse_xml(b"<a>" * 5000 + b"</a>" * 5000, path="x", part="/x")


def test_a_serialised_part_is_utf8_with_its_declaration() -> None:
    package = small_document()
    package.xml(DOCUMENT)
    package.flush()
    data = package.parts[DOCUMENT]
    assert data.startswith(b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>")
    assert etree.fromstring(data) is not None


def test_a_copy_is_changed_alone() -> None:
    package = small_document()
    package.flush()
    before = package.to_bytes()
    copy = package.copy()
    assert copy.to_bytes() == before
    copy.set_part(DOCUMENT, copy.parts[DOCUMENT].replace(b"<w:body>", b"<w:body><w:p/>"))
    copy.rels(DOCUMENT).add("image", copy.add_image(PNG, folder="/word/media"))
    copy.set_content_type(DOCUMENT, "x/y")
    assert copy.to_bytes() != before
    assert package.to_bytes() == before


def test_what_a_copy_does_not_change_is_shared() -> None:
    package = small_document()
    package.flush()
    copy = package.copy()
    assert copy.is_shared(DOCUMENT)
    copy.set_part(DOCUMENT, bytes(bytearray(copy.parts[DOCUMENT])))
    assert copy.is_shared(DOCUMENT)
    copy.set_part(DOCUMENT, copy.parts[DOCUMENT] + b" ")
    assert not copy.is_shared(DOCUMENT)
    assert not package.is_shared(DOCUMENT)
