"""Templates saved as Strict Open XML are read as the transitional ones that they were.

The strict copies are made here by hand rules, part by part, from ISO/IEC 29500: other namespaces, lengths with units,
shares with a percent sign, start and end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from plandocs.render.check import check_package
from plandocs.render.extract import extract
from plandocs.render.package import Package
from plandocs.render.strict import transitional
from tests.branding import companies
from tests.render.doctor.patients import BOOK, DECK, WORD, bundled, findings

OFFICE, STRICT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
NAMES = {
    f"{OFFICE}/officeDocument/2006/extended-properties": f"{STRICT}/officeDocument/extendedProperties",
    f"{OFFICE}/officeDocument/2006/custom-properties": f"{STRICT}/officeDocument/customProperties",
    f"{OFFICE}/officeDocument/2006/relationships/extended-properties":
        f"{STRICT}/officeDocument/relationships/extendedProperties",
    f"{OFFICE}/officeDocument/2006/relationships/custom-properties":
        f"{STRICT}/officeDocument/relationships/customProperties",
}  # fmt: skip
ROOMS = re.compile(rf"{OFFICE}/(officeDocument|wordprocessingml|presentationml|spreadsheetml|drawingml)/2006/")
W = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'


SWAPS: tuple[tuple[str, str, str], ...] = (
    (r"<w:(?:pgSz|pgMar) [^>]*>", r'( w:(?:w|h|top|left|right|bottom|header|footer|gutter)=)"(\d+)"', "{:g}pt,20"),
    (r"<w:szC?s? [^>]*>", r'( w:val=)"(\d+)"', "{:g}pt,2"),
    (r"<a:(?:lumMod|lumOff|tint|shade|alpha|satMod) [^>]*>", r'( val=)"(\d+)"', "{:g}%,1000"),
)  # fmt: skip
"""Elements, their values, how a strict file has them, and how many of the transitional unit that is."""
WORDS = (
    ('<w:jc w:val="left"/>', '<w:jc w:val="start"/>'),
    ('<w:jc w:val="right"/>', '<w:jc w:val="end"/>'),
)


def strict(data: bytes) -> bytes:
    """Return an Office file as Word, PowerPoint or Excel save it as Strict Open XML."""
    package = Package.open(data, name="t")
    for name in [name for name in package.parts if name.endswith((".xml", ".rels"))]:
        text = package.parts[name].decode()
        for old, new in sorted(NAMES.items(), key=lambda pair: -len(pair[0])):
            text = text.replace(old, new)
        text = ROOMS.sub(rf"{STRICT}/\1/", text)
        for elements, values, form in SWAPS:
            text = re.sub(elements, lambda found, v=values, f=form: swapped(found[0], v, f), text)
        for old, new in WORDS:
            text = text.replace(old, new)
        text = re.sub(r"<w:ind [^>]*/>", lambda found: found[0].replace("w:left=", "w:start="), text)
        package.parts[name] = text.encode()
    return package.to_bytes()


def swapped(element: str, values: str, form: str) -> str:
    """Return an element with its values divided and written with their unit."""
    written, _, parts = form.partition(",")
    return re.sub(values, lambda found: f'{found[1]}"{written.format(int(found[2]) / int(parts))}"', element)


def canonical(data: bytes) -> bytes:
    return etree.tostring(etree.fromstring(data), method="c14n")


SOURCES: dict[str, Callable[[], bytes]] = {
    WORD: lambda: bundled(WORD), DECK: lambda: bundled(DECK), BOOK: lambda: bundled(BOOK),
    "letter": companies.letter, "deck": companies.deck, "book": companies.book,
}  # fmt: skip


@pytest.mark.parametrize("name", SOURCES)
def test_a_strict_file_is_read_as_what_it_was_before(name: str) -> None:
    data = SOURCES[name]()
    saved = strict(data)
    before, after = Package.open(data, name="t"), Package.open(saved, name="t")
    assert b"purl.oclc.org" not in b"".join(after.parts.values())
    assert set(before.parts) == set(after.parts)
    compared = [part for part in before.parts if part.endswith((".xml", ".rels"))]
    assert len(compared) >= 7
    assert [part for part in compared if canonical(before.parts[part]) != canonical(after.parts[part])] == []
    assert check_package(saved, "t") == check_package(data, "t")


@pytest.mark.parametrize("name", [WORD, DECK, BOOK])
def test_the_doctor_has_nothing_against_a_strict_template(name: str) -> None:
    assert findings(name, strict(bundled(name))) == findings(name, bundled(name))


@pytest.mark.parametrize(
    ("ending", "make"), [(".docx", companies.letter), (".pptx", companies.deck), (".xlsx", companies.book)]
)
def test_a_companys_strict_file_gives_the_same_brand(ending: str, make: Callable[[], bytes]) -> None:
    before, after = extract(make(), ending, f"t{ending}"), extract(strict(make()), ending, f"t{ending}")
    assert (after.theme, after.logo, after.paper, after.styles) == (
        before.theme,
        before.logo,
        before.paper,
        before.styles,
    )
    assert after.theme is not None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('<w:pgSz w:w="21cm" w:h="297mm"/>', {"w": "11906", "h": "16838"}),  # A4 in twips
        ('<w:pgSz w:w="8.50in" w:h="66pc"/>', {"w": "12240", "h": "15840"}),  # Letter
        ('<w:sz w:val="10.5pt"/>', {"val": "21"}),  # half points
        ('<w:spacing w:after="8pt" w:line="12.95pt"/>', {"after": "160", "line": "259"}),
        ('<w:tblW w:w="100%" w:type="pct"/>', {"w": "5000", "type": "pct"}),  # fiftieths of a per cent
        ('<w:zoom w:percent="90%"/>', {"percent": "90"}),
        ('<w:ind w:start="-18pt" w:endChars="100"/>', {"left": "-360", "rightChars": "100"}),
        ('<w:jc w:val="end"/>', {"val": "right"}),
        ('<w:textDirection w:val="tb"/>', {"val": "lrTb"}),
        ('<w:pgNumType w:start="3"/>', {"start": "3"}),
        ('<w:t>12pt and 50%</w:t>', {}),
    ],
)  # fmt: skip
def test_each_form_of_a_value_is_put_back(written: str, read: dict[str, str]) -> None:
    part = f'<w:document {W} w:conformance="strict">{written}</w:document>'.encode()
    root = etree.fromstring(transitional({"/word/document.xml": part})["/word/document.xml"])
    assert root.attrib == {}
    assert {key.rpartition("}")[2]: value for key, value in root[0].attrib.items()} == read
    assert root[0].text in (None, "12pt and 50%")


def test_borders_have_their_older_names_and_list_starts_stay() -> None:
    part = f"<w:x {W}><w:tblBorders><w:start/><w:end/></w:tblBorders><w:lvl><w:start w:val='1'/></w:lvl></w:x>".encode()
    root = etree.fromstring(transitional({"/word/styles.xml": part})["/word/styles.xml"])
    assert [item.tag.rpartition("}")[2] for item in root.iter()] == [
        "x", "tblBorders", "left", "right", "lvl", "start",
    ]  # fmt: skip


def test_what_is_no_strict_file_is_not_touched(tmp_path: Path) -> None:
    before = Package.open(bundled(WORD), name="t")
    import zipfile

    with zipfile.ZipFile(Path(__file__).parents[2] / "templates" / WORD) as archive:
        assert all(before.parts[f"/{name}"] == archive.read(name) for name in archive.namelist() if name[0] != "[")


def test_a_strict_part_that_is_broken_is_told_by_its_name() -> None:
    package = Package.open(bundled(WORD), name="t")
    package.parts["/word/styles.xml"] = b"<w:styles"
    found = findings(WORD, strict(package.to_bytes()))
    assert [problem.rule for problem in found if "/word/styles.xml" in problem.message] != []
