"""Each rule for any Office file finds its fault, and lets its near miss pass."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from plandocs.errors import PlanError
from plandocs.render.check import all_rules, check_package, require_sound
from plandocs.render.package import Package
from tests.render.check import test_excel, test_powerpoint, test_word
from tests.render.check.faults import Fault, prove, rules_found
from tests.render.check.small_files import PNG, SMALL_FILES, replace, small_deck, small_document, small_workbook

DOCUMENT, SLIDE = "/word/document.xml", "/ppt/slides/slide1.xml"
CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:plotArea><c:barChart>'
    "<c:ser><c:val><c:numRef><c:numCache><c:pt><c:v>{value}</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>"
    '<c:axId val="{axis}"/></c:barChart><c:catAx><c:axId val="{defined}"/><c:crossAx val="{defined}"/></c:catAx>'
    "</c:plotArea></c:chart></c:chartSpace>"
)

FAULTS = [
    Fault(
        "drawing-size", SLIDE, '<a:ext cx="914400" cy="0"/>', '<a:ext cx="914400" cy="-1"/>', '<a:ext cx="1" cy="1"/>'
    ),
    Fault("drawing-size", SLIDE, '<a:off x="0" y="0"/>', '<a:off x="0.5" y="0"/>', '<a:off x="-5" y="0"/>'),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_is_found_and_its_near_miss_is_not(fault: Fault) -> None:
    prove(fault, small_deck)


@pytest.mark.parametrize("suffix", SMALL_FILES)
def test_a_sound_file_has_no_problem(suffix: str) -> None:
    assert rules_found(SMALL_FILES[suffix]()) == set()


def test_two_entries_of_one_name_are_found_in_the_zip() -> None:
    out = io.BytesIO(small_document().to_bytes())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("WORD/document.xml", b"<x/>")
    assert [problem.rule for problem in check_package(out.getvalue(), "twice.docx")] == ["package-duplicate-entry"]


def test_two_parts_that_differ_in_case_are_found() -> None:
    package = small_document()
    package.add_part("/word/media/IMAGE1.png", "image/png", PNG)
    package.rels(DOCUMENT).add("image", "/word/media/IMAGE1.png")
    assert {problem.rule for problem in check_package(package)} == {"package-duplicate-part"}


def test_a_part_without_a_content_type_is_found() -> None:
    package = small_document()
    package.parts["/word/data.bin"] = b"1"
    package.rels(DOCUMENT).add("package", "/word/data.bin")
    assert rules_found(package) == {"package-part-type"}
    package.set_content_type("/word/data.bin", "application/octet-stream")
    assert rules_found(package) == set()


@pytest.mark.parametrize("character", ["\x01", "\x0b", "\x1f", "\ufffe", "&#1;"])
def test_a_control_character_is_found(character: str) -> None:
    assert rules_found(replace(small_document(), "/word/settings.xml", "/>", f">{character}</w:settings>")) == {
        "package-bad-xml"
    }


def test_a_control_character_in_a_cell_is_found() -> None:
    assert "package-bad-xml" in rules_found(
        replace(small_workbook(), "/xl/worksheets/sheet1.xml", "Title", "Ti\x01tle")
    )


@pytest.mark.parametrize("character", ["\t", "\n", "\x7f", "é", "😀", "&#10;"])
def test_a_character_that_xml_allows_passes(character: str) -> None:
    assert rules_found(replace(small_document(), DOCUMENT, ">Scope<", f">Scope{character}<")) == set()


def test_a_document_type_is_refused() -> None:
    package = small_document()
    package.set_part("/word/settings.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    assert rules_found(package) == {"package-bad-xml"}


def test_a_relationship_to_a_part_that_is_not_there_is_found() -> None:
    package = small_document()
    package.drop_part("/word/settings.xml")
    assert rules_found(package) == {"package-dangling-relationship"}


def test_links_out_of_the_file_and_within_a_part_are_no_parts() -> None:
    package = small_document()
    package.rels(DOCUMENT).add("hyperlink", "https://example.com/a b", external=True)
    data = (
        package.rels(DOCUMENT).to_bytes().replace(b"</Rel", b'<Relationship Id="x" Type="t" Target="#Plan!A1"/></Rel')
    )
    package.flush()
    package = Package.open(package.to_bytes(), name="links.docx")
    package.parts["/word/_rels/document.xml.rels"] = data
    assert rules_found(package) == set()


def test_relationships_of_a_part_that_is_gone_are_found() -> None:
    package = small_document()
    package.parts["/word/_rels/footer9.xml.rels"] = package.rels("/").to_bytes().replace(b"word/", b"../word/")
    assert "package-orphan-relationships" in rules_found(package)


def test_two_relationships_of_one_id_are_found() -> None:
    package = small_document()
    rels = package.parts["/word/_rels/document.xml.rels"]
    package = Package.open(package.to_bytes(), name="twice.docx")
    package.parts["/word/_rels/document.xml.rels"] = rels.replace(
        b"</Relationships>", b'<Relationship Id="rId1" Type="t" Target="x:" TargetMode="External"/></Relationships>'
    )
    found = {problem.rule for problem in check_package(package.to_bytes())}
    assert "package-duplicate-relationship" in found


def test_an_id_that_is_no_relationship_is_found() -> None:
    assert rules_found(replace(small_document(), DOCUMENT, 'r:embed="rId4"', 'r:embed="rId44"')) == {
        "package-unknown-relationship"
    }
    assert rules_found(replace(small_document(), DOCUMENT, 'r:embed="rId4"', 'r:embed=""')) == set()


def test_a_part_nothing_leads_to_is_a_warning() -> None:
    package = small_document()
    package.add_part("/word/old.xml", "application/xml", b"<old/>")
    assert [(problem.rule, problem.severity) for problem in check_package(package)] == [
        ("package-orphan-part", "warning")
    ]


def test_a_picture_that_is_not_what_it_is_called_is_found() -> None:
    package = small_document()
    package.set_part("/word/media/image1.png", b"GIF89a")
    assert rules_found(package) == {"package-picture-type"}


def test_a_file_without_a_main_part_is_found() -> None:
    package = small_document()
    package.rels().remove("rId1")
    assert "package-main-part" in rules_found(package)


def test_strict_open_xml_is_named() -> None:
    package = small_document()
    data = package.parts[DOCUMENT].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    package.set_part(DOCUMENT, data)
    assert "Strict" in check_package(package)[0].message


def _with_chart(**values: str) -> Package:
    package = small_deck()
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    package.rels(SLIDE).add("chart", package.add_part("/ppt/charts/chart1.xml", kind, CHART.format(**values).encode()))
    return package


def test_a_negative_axis_id_is_found() -> None:
    assert rules_found(_with_chart(value="1", axis="-7", defined="-7")) == {"chart-axis"}
    assert rules_found(_with_chart(value="1", axis="7", defined="7")) == set()


def test_an_axis_that_is_not_defined_is_found() -> None:
    assert rules_found(_with_chart(value="1", axis="7", defined="8")) == {"chart-axis"}


@pytest.mark.parametrize("value", ["nan", "inf", "", "1,5"])
def test_a_chart_value_that_is_no_number_is_found(value: str) -> None:
    assert rules_found(_with_chart(value=value, axis="7", defined="7")) == {"chart-number"}


@pytest.mark.parametrize("value", ["0", "-1.5", "1E-3"])
def test_a_chart_value_that_is_a_number_passes(value: str) -> None:
    assert rules_found(_with_chart(value=value, axis="7", defined="7")) == set()


def test_a_chart_or_its_workbook_that_two_share_is_found() -> None:
    package = _with_chart(value="1", axis="7", defined="7")
    package.rels("/ppt/slides/slide2.xml").add("chart", "/ppt/charts/chart1.xml")
    assert rules_found(package) == {"chart-sharing"}
    package = _with_chart(value="1", axis="7", defined="7")
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    second = package.add_part("/ppt/charts/chart2.xml", kind, package.parts["/ppt/charts/chart1.xml"])
    package.rels("/ppt/slides/slide2.xml").add("chart", second)
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    book = package.add_part("/ppt/embeddings/book1.xlsx", sheet, b"PK")
    package.rels("/ppt/charts/chart1.xml").add("package", book)
    assert rules_found(package) == set()
    package.rels(second).add("package", book)
    assert rules_found(package) == {"chart-sharing"}


def test_an_unsound_package_is_refused_with_all_its_problems() -> None:
    package = replace(small_document(), DOCUMENT, "<w:sectPr/>", "")
    package.add_part("/word/old.xml", "application/xml", b"<old/>")
    with pytest.raises(PlanError) as caught:
        require_sound(package, "plan.docx")
    assert {(problem.rule, problem.path) for problem in caught.value.problems} == {
        ("word-section-end", "plan.docx"),
        ("package-orphan-part", "plan.docx"),
    }


def test_a_package_with_warnings_alone_passes_and_gives_them() -> None:
    package = small_document()
    package.add_part("/word/old.xml", "application/xml", b"<old/>")
    assert [problem.rule for problem in require_sound(package)] == ["package-orphan-part"]


def test_every_rule_has_its_own_id_and_says_why() -> None:
    rules = all_rules()
    assert len({rule.id for rule in rules}) == len(rules) > 40
    assert all(rule.reason.endswith(".") for rule in rules)


def test_every_rule_of_a_format_is_proven_by_a_fault() -> None:
    """The rules of `common` are proven one by one above; a rule without proof is named here."""
    proven = {fault.rule for tests in (test_word, test_powerpoint, test_excel) for fault in tests.FAULTS}
    alone = {
        *("slides-layout", "slides-theme", "drawing-size", "chart-axis", "chart-number", "chart-sharing"),
        *("sheets-chart-reference", "sheets-calculation-chain"),
    }
    expected = {rule.id for rule in all_rules() if not rule.id.startswith("package-")}
    assert expected - alone == proven


def test_every_rule_of_the_package_is_named_in_a_test_above() -> None:
    text = Path(__file__).read_text("utf-8").partition("def test_every_rule_has_its_own_id")[0]
    rules = [rule.id for rule in all_rules() if rule.id.startswith("package-")]
    assert [rule for rule in rules if f'"{rule}"' not in text] == []
