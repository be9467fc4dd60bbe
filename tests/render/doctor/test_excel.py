"""The doctor for Excel templates: fields by cell, names that clash, styles, and what a workbook really loses."""

from __future__ import annotations

import re
from collections.abc import Callable

from plandocs.render.excel import render_workbook
from plandocs.render.package import Package
from tests.render.doctor.patients import BOOK, LABELS, brand_with, bundled, changed, findings, sample, substituted

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
DRAWING = "application/vnd.openxmlformats-officedocument.drawing+xml"


def cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def with_sheet(name: str, cells: str, after: str = "", then: Callable[[Package, str], None] | None = None) -> bytes:
    """Return our template with a sheet of its own in front."""

    def change(package: Package) -> None:
        part = package.add_part(
            "/xl/worksheets/sheet9.xml",
            SHEET,
            f'<worksheet xmlns="{MAIN}" xmlns:r="{REL}"><sheetData><row r="1">{cells}</row></sheetData>{after}'
            "</worksheet>".encode(),
        )
        identity = package.rels("/xl/workbook.xml").add("worksheet", part)
        entry = f'<sheets><sheet xmlns:r="{REL}" name="{name}" sheetId="9" r:id="{identity}"/>'
        substituted("/xl/workbook.xml", "<sheets>", entry)(package)
        if then is not None:
            then(package, part)

    return changed(BOOK, change)


def test_our_own_template_has_no_finding_as_a_brands_own() -> None:
    assert findings(BOOK, bundled(BOOK)) == []


def test_unknown_fields_are_named_by_sheet_and_cell_all_of_them() -> None:
    cells = (
        cell("A1", "{{ project.nmae }} for {{ project.customer }}") + cell("B1", "{{ wrong }}") + cell("C1", "{% if %}")
    )
    found = findings(BOOK, with_sheet("Our cover", cells))
    assert [(item.rule, item.where, item.severity) for item in found] == [
        ("template-unknown-name", "sheet 'Our cover'!A1", "error"),
        ("template-unknown-name", "sheet 'Our cover'!B1", "error"),
        ("template-syntax", "sheet 'Our cover'!C1", "error"),
    ]
    assert found[0].fix == "did you mean 'project.name'?"
    assert {item.path for item in found} == {LABELS[BOOK]}


def test_a_sheet_called_like_one_of_ours() -> None:
    """With values on it its place is taken; an empty one is filled, as a build does."""
    found = findings(BOOK, with_sheet("raci", cell("A1", "x")))
    assert [(item.rule, item.where) for item in found] == [("template-sheet-name", "sheet 'raci'!A1")]
    assert "empty the sheet's cells" in found[0].fix
    assert findings(BOOK, with_sheet("raci", "")) == []


def test_a_defined_name_that_the_workbook_needs() -> None:
    name = sample().workbook.names[0].name
    names = f"<definedNames><definedName name=\"{name}\">'Styles'!$A$1</definedName></definedNames>"
    change = substituted("/xl/workbook.xml", "</sheets>", f"</sheets>{names}")
    found = [item for item in findings(BOOK, changed(BOOK, change)) if item.rule == "template-defined-name"]
    assert [item.where for item in found] == [f"name '{name}'"]


def test_missing_cell_styles_are_all_named() -> None:
    def change(package: Package) -> None:
        for name in ("Plandocs Header", "Plandocs Title"):
            substituted("/xl/styles.xml", f'name="{name}"', f'name="Acme {name[9:]}"')(package)

    found = findings(BOOK, changed(BOOK, change))
    assert [(item.rule, item.severity) for item in found] == [("template-missing-style", "error")] * 2
    assert ["'Plandocs Header'" in item.message for item in found] == [True, False]
    assert all("Acme Title" in item.message for item in found)


def test_tags_in_headers_are_looked_at_as_those_in_cells() -> None:
    after = "<headerFooter><oddHeader>{{ project.name }} {{ project.nmae }}</oddHeader></headerFooter>"
    found = findings(BOOK, with_sheet("Our cover", cell("A1", "x"), after))
    assert [(item.rule, item.where) for item in found] == [("template-unknown-name", "sheet 'Our cover', oddHeader")]


def test_a_formula_that_asks_for_the_sheet_that_is_left_out() -> None:
    found = findings(BOOK, with_sheet("Our cover", '<c r="B1"><f>Styles!A1</f><v>1</v></c>'))
    assert [(item.rule, item.where) for item in found] == [("template-pattern-sheet", "sheet 'Our cover'!B1")]


def test_a_style_that_cannot_be_read() -> None:
    text = Package.open(bundled(BOOK), name="b").parts["/xl/styles.xml"].decode()
    style = re.search(r'name="Plandocs Header"[^>]*xfId="(\d+)"|xfId="(\d+)"[^>]*name="Plandocs Header"', text)
    assert style is not None
    change = substituted("/xl/styles.xml", r'<fgColor theme="3"[^>]*/>', '<fgColor rgb="FFFFE08A"/>')
    found = [item for item in findings(BOOK, changed(BOOK, change)) if item.rule == "template-contrast"]
    assert "cell style 'Plandocs Header'" in [item.where for item in found]


def test_text_boxes_sparklines_and_checkboxes_are_kept_and_so_not_warned_of() -> None:
    """openpyxl would drop all of these; our own package layer carries what it does not know."""
    drawing = (
        b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:absoluteAnchor><xdr:pos x="0" y="0"/>'
        b'<xdr:ext cx="100" cy="100"/><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Text Box"/><xdr:cNvSpPr txBox="1"/>'
        b"</xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>Read this first</a:t></a:r></a:p></xdr:txBody>"
        b"</xdr:sp><xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>"
    )
    controls = (
        b'<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="CheckBox"/>'
    )
    sparklines = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"/></ext></extLst>'
    )

    def then(package: Package, part: str) -> None:
        package.add_part("/xl/drawings/drawing9.xml", DRAWING, drawing)
        identity = package.rels(part).add("drawing", "/xl/drawings/drawing9.xml")
        package.add_part("/xl/ctrlProps/ctrlProp1.xml", "application/vnd.ms-excel.controlproperties+xml", controls)
        package.rels(part).add("ctrlProp", "/xl/ctrlProps/ctrlProp1.xml")
        text = package.parts[part].decode()
        package.set_part(part, text.replace("<extLst>", f'<drawing r:id="{identity}"/><extLst>').encode())

    data = with_sheet("Our cover", cell("A1", "{{ project.name }}"), sparklines, then)
    assert findings(BOOK, data) == []
    built = Package.open(render_workbook(sample().workbook, brand_with(BOOK, data), data), name="built")
    assert built.parts["/xl/drawings/drawing9.xml"] == drawing
    assert built.parts["/xl/ctrlProps/ctrlProp1.xml"] == controls
    assert b"sparklineGroups" in built.parts["/xl/worksheets/sheet9.xml"]


def test_a_link_to_another_workbook() -> None:
    def change(package: Package) -> None:
        package.add_part(
            "/xl/externalLinks/externalLink1.xml",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
            f'<externalLink xmlns="{MAIN}"/>'.encode(),
        )
        package.rels("/xl/workbook.xml").add("externalLink", "/xl/externalLinks/externalLink1.xml")
        package.rels("/xl/externalLinks/externalLink1.xml").add(
            "externalLinkPath", "file:///budget.xlsx", external=True
        )

    found = [item for item in findings(BOOK, changed(BOOK, change)) if item.rule == "template-remote"]
    assert [item.message for item in found] == ["the template leads to another workbook: file:///budget.xlsx"]
