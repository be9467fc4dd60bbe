"""What a consultant may do to the template: restyle, add sheets with fields; and what is refused with a clear word."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Color, PatternFill

from plandocs.brand.load import load_brand
from plandocs.brand.model import Brand
from plandocs.errors import PlanError
from plandocs.render.check import check_package
from plandocs.render.excel import render_workbook
from plandocs.render.package import Package
from tests.documents.workbooks import said, sample


@cache
def brand() -> Brand:
    return load_brand("default")


def template() -> bytes:
    return brand().template("excel/workbook.xlsx")


def changed(change: Callable[[Any], None]) -> bytes:
    """Return the template after somebody changed and saved it with another program."""
    book = openpyxl.load_workbook(io.BytesIO(template()))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def render(with_template: bytes) -> Any:
    data = render_workbook(said(sample("bakery")), brand(), with_template)
    assert check_package(data) == []
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_restyled_cell_style_is_followed() -> None:
    def paint(book: Any) -> None:
        book._named_styles["Plandocs Header"].fill = PatternFill("solid", fgColor=Color(rgb="FF123456"))

    sheet = render(changed(paint))["Schedule"]
    assert sheet["A5"].fill.fgColor.rgb == "FF123456"
    assert sheet["A5"].style == "Plandocs Header"


def test_texts_stand_on_one_line_with_the_labels_beside_them() -> None:
    """On Read me a label, or a link, is in column A, and what it means in column B of the same row."""
    data = render_workbook(said(sample("invoice-approval")), brand(), template())
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    rows = [row for row in sheet.iter_rows(min_row=6, max_col=2) if row[0].value and row[1].value]
    assert len(rows) > 30
    assert {(left.alignment.vertical, right.alignment.vertical) for left, right in rows} == {("center", "center")}


def test_a_rule_takes_its_look_from_the_style_of_its_name() -> None:
    def paint(book: Any) -> None:
        book._named_styles["Plandocs Good"].fill = PatternFill("solid", fgColor=Color(rgb="FF00FF77"))

    sheet = render(changed(paint))["Schedule"]
    fills = [
        rule.dxf.fill.bgColor.rgb
        for found in sheet.conditional_formatting
        for rule in found.rules
        if rule.type == "cellIs" and rule.formula == ['"Done"']
    ]
    assert fills == ["FF00FF77"]


def test_own_sheets_stay_in_front_with_their_fields_filled() -> None:
    def add(book: Any) -> None:
        cover = book.create_sheet("Cover")
        cover["B2"] = "{{ project.name }} for {{project.customer}}"

    book = render(changed(add))
    assert book.sheetnames == ["Cover", "Schedule", "Actions", "Risks", "Calculation"]
    assert book["Cover"]["B2"].value == "Online pre-orders for Three Otters Bakery"
    assert book.active.title == "Cover"


def test_the_patterns_texts_do_not_travel() -> None:
    data = render_workbook(said(sample("bakery")), brand(), template())
    package = Package.open(data, name="x")
    assert b"This sheet is left out" not in b"".join(package.parts.values())


def test_the_patterns_margins_zoom_and_footer_go_to_every_sheet() -> None:
    def frame(book: Any) -> None:
        sheet = book["Styles"]
        sheet.sheet_view.zoomScale = 110
        sheet.page_margins.left = 1.25
        sheet.oddFooter.left.text = "{{ project.id }} confidential"

    book = render(changed(frame))
    for sheet in book:
        assert sheet.sheet_view.zoomScale == 110
        assert sheet.page_margins.left == 1.25
        assert sheet.oddFooter.left.text == "TOB-2027-01 confidential"


def refused(with_template: bytes) -> str:
    with pytest.raises(PlanError) as caught:
        render_workbook(said(sample("bakery")), brand(), with_template)
    [problem] = caught.value.problems
    assert problem.fix
    return f"{problem.rule}: {problem.message} ({problem.fix})"


def test_a_missing_style_is_named() -> None:
    package = Package.open(template(), name="x")
    part = "/xl/styles.xml"
    package.set_part(part, package.parts[part].replace(b'name="Plandocs Title"', b'name="Plandocs Titel"'))
    message = refused(package.to_bytes())
    assert message.startswith("template-missing-style: the template has no cell style 'Plandocs Title'")
    assert "did you mean 'Plandocs Titel'?" in message


def test_an_unknown_field_is_named_with_the_nearest() -> None:
    def add(book: Any) -> None:
        book.create_sheet("Cover")["A1"] = "{{ project.nmae }}"

    message = refused(changed(add))
    assert "'project.nmae'" in message
    assert "did you mean 'project.name'?" in message


def test_a_sheet_of_the_same_name_with_values_is_refused_with_their_place() -> None:
    def add(book: Any) -> None:
        book.create_sheet("risks")["B4"] = "Our own register"

    message = refused(changed(add))
    assert "'risks' is filled with our 'risks', but holds values in B4" in message


def test_an_empty_sheet_of_the_same_name_is_filled_in_place() -> None:
    def add(book: Any) -> None:
        sheet = book.create_sheet("risks", 0)
        sheet.sheet_properties.tabColor = "FF123456"
        sheet.oddHeader.center.text = "{{ project.name }} & Co"
        sheet.page_margins.left = 1.5
        book.create_sheet("Cover", 1)

    book = render(changed(add))
    assert book.sheetnames == ["Risks", "Cover", "Schedule", "Actions", "Calculation"]
    sheet = book["Risks"]
    assert sheet["A1"].value == "Risks"
    assert list(sheet.tables) == ["Risks"]
    assert sheet.sheet_properties.tabColor.rgb == "FF123456"
    assert sheet.page_margins.left == 1.5
    assert sheet.oddHeader.center.text == "Online pre-orders & Co"
    assert sheet.print_title_rows


def test_a_name_that_formulas_need_is_refused() -> None:
    from openpyxl.workbook.defined_name import DefinedName

    def add(book: Any) -> None:
        book.create_sheet("Cover")["A1"] = 1
        book.defined_names["asof"] = DefinedName("asof", attr_text="Cover!$A$1")

    assert "'AsOf'" in refused(changed(add))
