"""A workbook on any template: nothing to repair, nothing of ours lost, nothing of theirs lost."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from plandocs.brand.load import load_brand
from plandocs.errors import PlanError, Problem
from plandocs.render.excel import render_workbook
from plandocs.render.package import Package
from tests.documents.workbooks import said, sample
from tests.render.excel.hostile import HOSTILE, corporate
from tests.validators.judges import all_findings

SHEETS = 17
"""Read me, dashboard, schedule, RACI, risks, heat map, dependencies, issues, changes, parking lot, touchpoints,
impacts, calculation, lists, holidays."""
CUSTOMER = "Harrowby & Finch Textiles"


@cache
def built(name: str) -> bytes:
    return made(HOSTILE[name]())


def made(template: bytes) -> bytes:
    return render_workbook(said(sample("invoice-approval")), load_brand("default"), template)


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def problems(template: bytes) -> tuple[Problem, ...]:
    with pytest.raises(PlanError) as caught:
        made(template)
    return caught.value.problems


def values(data: bytes, skip: tuple[str, ...] = ()) -> dict[str, set[str]]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {
        sheet.title: {str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None}
        for sheet in book.worksheets
        if sheet.title not in skip
    }


@pytest.mark.parametrize("name", HOSTILE)
def test_no_judge_has_a_finding(name: str, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(built(name))
    assert all_findings(path) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_our_sheets_hold_what_they_hold_on_our_own_template(name: str) -> None:
    brand = load_brand("default")
    ours = values(render_workbook(said(sample("invoice-approval")), brand, brand.template("excel/workbook.xlsx")))
    assert len(ours) == SHEETS
    found = values(built(name))
    assert {title: cells for title, cells in found.items() if title in ours} == ours


@pytest.mark.parametrize("name", HOSTILE)
def test_the_templates_own_cover_is_kept_with_its_fields_filled(name: str) -> None:
    cover = opened(built(name))["Cover"]
    assert cover["B4"].value.replace("\u00a0", " ") == "Thu 25 Feb 2027"
    assert cover["C6"].value == 3
    assert len(cover._charts) == 1
    assert len(cover._images) == 1
    assert cover.oddFooter.left.text == "HF-2027-01 & more"
    assert cover["B2"].comment.text == "Ask Rhea Demoville"
    assert [str(area.sqref) for area in cover.conditional_formatting] == ["C6:C7"]
    assert [str(item.sqref) for item in cover.data_validations.dataValidation] == ["C9"]
    assert cover.page_setup.orientation == "landscape"
    assert cover.print_area == "'Cover'!$A$1:$G$30"
    chart = next(part for part in Package.open(built(name), name="x").parts if part.startswith("/xl/charts/chart"))
    assert f"Figures of {CUSTOMER}".replace("&", "&amp;").encode() in Package.open(built(name), name="x").parts[chart]


def test_merged_headers_stay() -> None:
    assert sorted(map(str, opened(built("merged headers"))["Standards"].merged_cells.ranges)) == ["A1:D2", "A3:B3"]


def test_good_names_stay_and_broken_ones_go() -> None:
    book = opened(built("defined names"))
    assert {"Budget", "Quiet", "AsOf"} <= set(book.defined_names)
    assert not {"Gone", "AlsoGone"} & set(book.defined_names)
    assert "Here" in book["Cover"].defined_names
    assert book["Cover"]["C10"].value == "=Budget*Quiet"


def test_a_sheet_called_like_ours_is_filled_at_its_place() -> None:
    book = opened(built("a sheet like ours"))
    assert book.sheetnames[:2] == ["Risks", "Cover"]
    assert len(book.sheetnames) == SHEETS + 1
    assert book["Risks"].oddHeader.left.text == "House header"


def test_a_very_hidden_sheet_stays_hidden_and_another_is_opened() -> None:
    book = opened(built("very hidden"))
    assert book["Settings"].sheet_state == "veryHidden"
    assert book.active.title == "Cover"


def test_protection_stays() -> None:
    book = opened(built("protected"))
    assert book.security.lockStructure
    assert book["Cover"].protection.sheet


def test_our_styles_are_made_from_the_templates_own() -> None:
    book = opened(built("named styles"))
    schedule = book["Schedule"]
    assert (schedule["A1"].font.name, schedule["A1"].font.sz) == ("Georgia", 22)
    assert schedule["A5"].fill.fgColor.rgb == "FFD0E0F0"
    assert schedule["A5"].font.color is None
    assert schedule["A5"].style == "Plandocs Header"
    assert schedule["A5"].alignment.wrap_text


def test_rich_text_keeps_its_looks_around_a_field_that_is_split() -> None:
    package = Package.open(built("rich text"), name="x")
    strings = package.parse("/xl/sharedStrings.xml")
    item = next(node for node in strings if CUSTOMER in "".join(node.itertext()))
    runs = [(run.findtext("{*}t"), run.find("{*}rPr") is not None) for run in item]
    assert runs == [(f"Plan for {CUSTOMER}", True), ("", False), (" only", True)]


def test_text_boxes_sparklines_and_checkboxes_survive() -> None:
    package = Package.open(built("text boxes"), name="x")
    drawing = package.rels("/xl/worksheets/sheet1.xml").target_of("drawing")
    assert drawing is not None
    texts = "".join(str(text) for text in package.parse(drawing).itertext())
    assert "Prepared by Nimbusfold Software" in texts
    assert b"x14:sparkline>" in package.parts["/xl/worksheets/sheet1.xml"]
    assert b"CheckBox" in package.parts["/xl/ctrlProps/ctrlProp1.xml"]
    assert b'name="Check Box 1"' in package.parts["/xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(("title", "tables", "charts"), [("Issues", ["Issues"], 0), ("Dashboard", [], 2)])
def test_a_text_box_on_a_sheet_like_ours_stays_on_it(title: str, tables: list[str], charts: int) -> None:
    """The sheet is called as one of ours; its drawing, colour and sparklines are kept around our cells and charts."""
    package = Package.open(HOSTILE["text boxes"](), name="x")
    sheet = package.xml("/xl/worksheets/sheet1.xml")
    for cell in list(sheet.iter("{*}c")):
        cell.getparent().remove(cell)  # type: ignore[union-attr]
    for group in (*sheet.findall("{*}dataValidations"), *sheet.findall("{*}conditionalFormatting")):
        sheet.remove(group)
    main = package.xml("/xl/workbook.xml")
    next(main.iter("{*}sheet")).set("name", title.lower())
    main.remove(next(main.iter("{*}definedNames")))
    for item in list(package.rels("/xl/worksheets/sheet1.xml").find_all("comments")):
        package.drop_part(package.rels("/xl/worksheets/sheet1.xml").target(item.id))
        package.rels("/xl/worksheets/sheet1.xml").remove(item.id)
    data = made(package.to_bytes())
    book = opened(data)
    assert book.sheetnames[0] == title
    assert list(book[title].tables) == tables
    package = Package.open(data, name="x")
    xml = package.parts["/xl/worksheets/sheet1.xml"]
    rels = package.rels("/xl/worksheets/sheet1.xml")
    drawing = rels.target_of("drawing")
    assert drawing is not None
    before = Package.open(HOSTILE["text boxes"](), name="x").parts[drawing]
    assert package.parts[drawing].count(b"graphicData ") == before.count(b"graphicData ") + charts
    added = re.findall(rb'cNvPr id="(1\d\d\d)"', package.parts[drawing])
    assert len(set(added)) == len(added) == charts
    assert b"x14:sparkline>" in xml
    assert b"<drawing" in xml
    assert b"Check Box 1" in xml


# What is wrong is told with its place, all of it at once


def test_every_unknown_field_is_told_with_its_cell() -> None:
    def add(book: Any) -> None:
        sheet = book.create_sheet("More")
        sheet["B2"] = "{{ project.nmae }}"
        sheet["C9"] = "{{ project.go_lvie }}"
        sheet["D1"] = "{% for task in tasks %}"
        sheet.oddHeader.left.text = "{{ wrong.field }}"

    found = problems(corporate(add))
    fixes = {problem.where: (problem.rule, problem.fix) for problem in found}
    assert set(fixes) == {"sheet 'More'!B2", "sheet 'More'!C9", "sheet 'More'!D1", "sheet 'More', oddHeader"}
    assert fixes["sheet 'More'!B2"] == ("template-unknown-name", "did you mean 'project.name'?")
    assert fixes["sheet 'More'!D1"][0] == "template-syntax"


def test_values_merges_and_tables_on_a_sheet_like_ours_are_told() -> None:
    def add(book: Any) -> None:
        sheet = book.create_sheet("Schedule")
        sheet["A1"], sheet["C3"] = "x", 4
        sheet.merge_cells("A1:B1")

    found = problems(corporate(add))
    assert {problem.rule for problem in found} == {"template-sheet-name"}
    assert {problem.where for problem in found} == {"sheet 'Schedule'!A1", "sheet 'Schedule'!A1:B1"}
    assert any("A1, C3" in problem.message for problem in found)


def test_a_table_called_like_ours_is_told() -> None:
    def add(book: Any) -> None:
        from openpyxl.worksheet.table import Table

        sheet = book.create_sheet("Rates")
        sheet["A1"], sheet["A2"] = "Rate", 3
        sheet.add_table(Table(displayName="risks", ref="A1:A2"))

    [problem] = problems(corporate(add))
    assert (problem.rule, problem.where) == ("template-table-name", "table 'risks'")
