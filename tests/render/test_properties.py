"""Properties come from values that are given, and from nowhere else."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta, timezone

import docx
import openpyxl
import pptx
import pytest

from plandocs.render.package import Package
from plandocs.render.properties import CORE_PART, Properties, own_properties, set_own_properties, set_properties
from tests.render.check.faults import rules_found
from tests.render.check.small_files import SMALL_FILES, small_document

VALUES = Properties(
    title="Plan <A> & B",
    creator="Priya Plansworth",
    created=date(2027, 1, 4),
    modified=datetime(2027, 1, 29, 12, 30, tzinfo=timezone(timedelta(hours=2))),
    subject="Kickoff",
    company="Nimbusfold Software",
    keywords="plan, kickoff",
    description="made from a plan",
    category="Plan",
    language="en-GB",
    version="1.2",
    status="Draft",
)


def test_word_slides_and_workbook_libraries_read_the_properties_back() -> None:
    readers = {".docx": docx.Document, ".pptx": pptx.Presentation}
    for suffix, reader in readers.items():
        package = SMALL_FILES[suffix]()
        set_properties(package, VALUES)
        found = reader(io.BytesIO(package.to_bytes())).core_properties
        assert (found.title, found.author, found.last_modified_by) == ("Plan <A> & B", *["Priya Plansworth"] * 2)
        assert (found.subject, found.keywords, found.category) == ("Kickoff", "plan, kickoff", "Plan")
        assert (found.language, found.version, found.content_status) == ("en-GB", "1.2", "Draft")
        assert found.created.replace(tzinfo=UTC) == datetime(2027, 1, 4, tzinfo=UTC)
        assert found.modified.replace(tzinfo=UTC) == datetime(2027, 1, 29, 10, 30, tzinfo=UTC)
    package = SMALL_FILES[".xlsx"]()
    set_properties(package, VALUES)
    assert openpyxl.load_workbook(io.BytesIO(package.to_bytes())).properties.title == "Plan <A> & B"


@pytest.mark.parametrize("suffix", SMALL_FILES)
def test_a_file_with_properties_is_sound(suffix: str) -> None:
    package = SMALL_FILES[suffix]()
    set_properties(package, VALUES)
    set_own_properties(package, {"plan-hash": "abc"})
    assert rules_found(package) == set()


def test_the_templates_own_values_are_gone_and_its_place_is_kept() -> None:
    package = small_document()
    part = package.add_part(
        "/docProps/core7.xml", "application/vnd.openxmlformats-package.core-properties+xml", b"<x/>"
    )
    package.rels().add(
        "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties", part
    )
    set_properties(package, VALUES)
    assert CORE_PART not in package.parts
    assert b"Priya Plansworth" in package.parts[part]


def test_empty_values_are_left_out() -> None:
    package = small_document()
    day = date(2027, 1, 4)
    set_properties(package, Properties(title="T", creator="C", created=day, modified=day))
    assert b"subject" not in package.parts[CORE_PART]
    assert b"Company" not in package.parts["/docProps/app.xml"]


def test_own_properties_come_back_and_other_peoples_stay() -> None:
    package = small_document()
    set_own_properties(package, {"a": "1 & <2>", "b": "ü"})
    custom = "/docProps/custom.xml"
    package.set_part(custom, package.parts[custom].replace(b"plandocs:b", b"MSIP_Label"))
    set_own_properties(package, {"c": "3"})
    again = Package.open(package.to_bytes(), name="x")
    assert own_properties(again) == {"c": "3"}
    assert b"MSIP_Label" in again.parts[custom]
    assert again.parts[custom].count(b'pid="2"') == 1


def test_a_package_without_custom_properties_has_none() -> None:
    assert own_properties(small_document()) == {}
