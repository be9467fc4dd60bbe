"""Workbooks that companies really have, made by script: each with the trap that its name tells."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, NamedStyle, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation

from plandocs.render.excel.cells import SharedStrings
from plandocs.render.package import Package
from plandocs.render.relationships import OFFICE
from tests.render.powerpoint.hostile import PNG

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MAIN = "/xl/workbook.xml"
FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family"),
    *("charset", "scheme"),
)
MICROSOFT = "http://schemas.microsoft.com"


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return as_excel_would(out.getvalue())


def as_excel_would(data: bytes) -> bytes:
    """Return a file as Excel saves it: texts shared, results beside formulas, the parts of fonts in order."""
    package = Package.open(data, name="made")
    for font in package.xml("/xl/styles.xml").iter(f"{X}font"):
        font[:] = sorted(font, key=lambda child: FONT_ORDER.index(etree.QName(child).localname))
    strings = SharedStrings()
    for part in [name for name in package.parts if re.fullmatch(r"/xl/worksheets/sheet\d+\.xml", name)]:
        for cell in package.xml(part).iter(f"{X}c"):
            inline, formula = cell.find(f"{X}is"), cell.find(f"{X}f")
            if inline is not None:
                cell.remove(inline)
                cell.set("t", "s")
                etree.SubElement(cell, f"{X}v").text = str(strings.index("".join(inline.itertext())))
            elif formula is not None:
                for old in cell.findall(f"{X}v"):
                    cell.remove(old)
                etree.SubElement(cell, f"{X}v").text = "0.57"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    if "/xl/sharedStrings.xml" not in package.parts:
        package.rels(MAIN).add("sharedStrings", "/xl/sharedStrings.xml")
    package.add_part("/xl/sharedStrings.xml", kind, strings.to_bytes())
    return package.to_bytes()


def corporate(more: Callable[[Any], None] = lambda _: None) -> bytes:
    """A cover sheet with fields, a chart, a rule, a drop-down, a picture, a comment; not one style of ours."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Cover"
    sheet["B2"] = "{{ project.name }} for {{project.customer}}"
    sheet["B3"], sheet["B4"] = "Go-live", "{{ project.go_live }}"
    for row, (name, value) in enumerate((("East", 3), ("West", 5)), start=6):
        sheet.cell(row, 2, name)
        sheet.cell(row, 3, value)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=6, max_row=7))
    chart.title = "Figures of {{ project.customer }}"
    chart.x_axis.delete = chart.y_axis.delete = False
    sheet.add_chart(chart, "E2")
    sheet.conditional_formatting.add("C6:C7", CellIsRule(operator="greaterThan", formula=["4"], font=Font(bold=True)))
    choices = DataValidation(type="list", formula1='"Yes,No"', allow_blank=True)
    choices.add("C9")
    sheet.add_data_validation(choices)
    sheet.add_image(Image(io.BytesIO(PNG)), "H20")
    sheet["B2"].comment = Comment("Ask {{ project.manager }}", "Office")
    sheet.oddFooter.left.text = "{{ project.id }} & more"
    sheet.print_area = "A1:G30"
    sheet.page_setup.orientation = "landscape"
    more(book)
    return saved(book)


def merged_headers() -> bytes:
    def add(book: Any) -> None:
        sheet = book.create_sheet("Standards")
        sheet["A1"] = "Quality gates"
        sheet.merge_cells("A1:D2")
        sheet["A3"], sheet["C3"] = "Gate", "Owner"
        sheet.merge_cells("A3:B3")

    return corporate(add)


def defined_names() -> bytes:
    """Good names, one that leads nowhere, one that is hidden, one of a single sheet."""

    def add(book: Any) -> None:
        book.defined_names["Budget"] = DefinedName("Budget", attr_text="Cover!$C$6")
        book.defined_names["Gone"] = DefinedName("Gone", attr_text="#REF!")
        book.defined_names["AlsoGone"] = DefinedName("AlsoGone", attr_text="Cover!#REF!")
        book.defined_names["Quiet"] = DefinedName("Quiet", attr_text="0.19", hidden=True)
        book["Cover"].defined_names["Here"] = DefinedName("Here", attr_text="Cover!$C$7")
        book["Cover"]["C10"] = "=Budget*Quiet"

    return corporate(add)


def sheet_like_ours() -> bytes:
    def add(book: Any) -> None:
        sheet = book.create_sheet("RISKS", 0)
        sheet.oddHeader.left.text = "House header"

    return corporate(add)


def very_hidden() -> bytes:
    def add(book: Any) -> None:
        sheet = book.create_sheet("Settings", 0)
        sheet["A1"] = "rate"
        sheet.sheet_state = "veryHidden"

    return corporate(add)


def protected() -> bytes:
    def add(book: Any) -> None:
        book.security = WorkbookProtection(lockStructure=True)
        book["Cover"].protection.sheet = True

    return corporate(add)


def named_styles() -> bytes:
    """The company's own gallery: Office's Title, Good and Total restyled, and a style for table heads."""

    def add(book: Any) -> None:
        book.add_named_style(NamedStyle("Table Header", fill=PatternFill("solid", fgColor="FFD0E0F0")))
        book["Cover"]["B5"].style = "Table Header"
        for name in ("Title", "Good", "Total"):
            book["Cover"].cell(12, 2).style = name
        book._named_styles["Title"].font = Font(name="Georgia", sz=22, color="FF402060")

    return corporate(add)


def system_colours() -> bytes:
    package = Package.open(corporate(), name="made")
    theme = package.xml("/xl/theme/theme1.xml")
    for slot, value, last in (("dk1", "windowText", "000000"), ("lt1", "window", "FFFFFF")):
        item = theme.find(f".//{A}clrScheme/{A}{slot}")
        for child in list(item):
            item.remove(child)
        etree.SubElement(item, f"{A}sysClr", val=value, lastClr=last)
    return package.to_bytes()


def rich_text() -> bytes:
    """Shared texts in several looks; a field is split over two of them."""
    package = Package.open(corporate(), name="made")
    root = package.xml("/xl/sharedStrings.xml")
    item = next(node for node in root if "project.customer" in "".join(node.itertext()))
    for child in list(item):
        item.remove(child)
    for text, bold in (("Plan for {{ proj", True), ("ect.customer }}", False), (" only", True)):
        run = etree.SubElement(item, f"{X}r")
        if bold:
            etree.SubElement(etree.SubElement(run, f"{X}rPr"), f"{X}b")
        etree.SubElement(run, f"{X}t").text = text
    return package.to_bytes()


def text_boxes() -> bytes:
    """What other programs lose: a text box, sparklines, a form's checkbox, a picture in the header."""
    package = Package.open(corporate(), name="made")
    sheet = "/xl/worksheets/sheet1.xml"
    drawing = package.rels(sheet).target_of("drawing")
    assert drawing is not None
    box = etree.fromstring(
        '<xdr:oneCellAnchor xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:from><xdr:col>1</xdr:col>'
        "<xdr:colOff>0</xdr:colOff><xdr:row>14</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
        '<xdr:ext cx="2000000" cy="500000"/><xdr:sp macro="" textlink=""><xdr:nvSpPr>'
        '<xdr:cNvPr id="77" name="House box"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="2000000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>Prepared by {{ project</a:t></a:r>"
        "<a:r><a:t>.vendor }}</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:oneCellAnchor>"
    )
    package.xml(drawing).append(box)
    root = package.xml(sheet)
    sparklines = (
        f'<extLst xmlns="{X[1:-1]}"><ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}"'
        f' xmlns:x14="{MICROSOFT}/office/spreadsheetml/2009/9/main"><x14:sparklineGroups'
        f' xmlns:xm="{MICROSOFT}/office/excel/2006/main"><x14:sparklineGroup><x14:colorSeries theme="4"/>'
        "<x14:sparklines><x14:sparkline><xm:f>Cover!C6:C7</xm:f><xm:sqref>D6</xm:sqref></x14:sparkline>"
        "</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
    )
    control = package.add_part(
        "/xl/ctrlProps/ctrlProp1.xml",
        "application/vnd.ms-excel.controlproperties+xml",
        f'<formControlPr xmlns="{MICROSOFT}/office/spreadsheetml/2009/9/main" objectType="CheckBox" fmlaLink="$C$9"'
        ' lockText="1" noThreeD="1"/>'.encode(),
    )
    identity = package.rels(sheet).add(f"{OFFICE}/ctrlProp", control)
    controls = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        f' xmlns="{X[1:-1]}" xmlns:r="{OFFICE}" xmlns:x14="{MICROSOFT}/office/spreadsheetml/2009/9/main">'
        '<mc:Choice Requires="x14"><controls><mc:AlternateContent><mc:Choice Requires="x14">'
        f'<control shapeId="1025" r:id="{identity}" name="Check Box 1"><controlPr defaultSize="0" autoFill="0"'
        ' autoLine="0" autoPict="0"><anchor moveWithCells="1"><from><xdr:col'
        ' xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">1</xdr:col><xdr:colOff'
        ' xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">0</xdr:colOff><xdr:row'
        ' xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">17</xdr:row><xdr:rowOff'
        ' xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">0</xdr:rowOff></from><to>'
        '<xdr:col xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">3</xdr:col><xdr:colOff'
        ' xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">0</xdr:colOff><xdr:row'
        ' xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">18</xdr:row><xdr:rowOff'
        ' xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">0</xdr:rowOff></to></anchor>'
        "</controlPr></control></mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>"
    )
    root.append(etree.fromstring(controls))
    root.append(etree.fromstring(sparklines))
    return package.to_bytes()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "corporate": corporate,
    "merged headers": merged_headers,
    "defined names": defined_names,
    "a sheet like ours": sheet_like_ours,
    "very hidden": very_hidden,
    "protected": protected,
    "named styles": named_styles,
    "sysClr": system_colours,
    "rich text": rich_text,
    "text boxes": text_boxes,
}
