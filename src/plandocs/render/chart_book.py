"""The workbook behind a native chart: a sheet `Data`, whose numbers a person can edit in Word or PowerPoint."""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.render.archive import write_archive
from plandocs.render.relationships import NAMESPACE, OFFICE, XML_HEAD
from plandocs.render.xmltext import escape_text

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def column_name(number: int) -> str:
    """Return the letter of a column of the sheet, counted from 0."""
    return chr(ord("A") + number)


def chart_book(labels: Sequence[str], columns: Sequence[tuple[str, Sequence[float | None]]]) -> bytes:
    """Return the workbook: a row a label, and a column a name with its values, empty where one is None."""
    head = _text_cell("A", 1, "") + "".join(
        _text_cell(column_name(n), 1, name) for n, (name, _) in enumerate(columns, start=1)
    )
    rows = [f'<row r="1">{head}</row>']
    for place, label in enumerate(labels):
        number = place + 2
        cells = [_text_cell("A", number, label)]
        for n, (_, values) in enumerate(columns, start=1):
            value = values[place]
            if value is not None:
                cells.append(f'<c r="{column_name(n)}{number}"><v>{value:g}</v></c>')
        rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    sheet = f'{XML_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    book = (
        f'{XML_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_R}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    types = (
        f'{XML_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SPREADSHEET}.worksheet+xml"/></Types>'
    )
    entries = (
        ("[Content_Types].xml", types),
        ("_rels/.rels", _rels("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", _rels("worksheet", "worksheets/sheet1.xml")),
        ("xl/workbook.xml", book),
        ("xl/worksheets/sheet1.xml", sheet),
    )
    return write_archive((name, text.encode()) for name, text in entries)


def _text_cell(column: str, row: int, text: str) -> str:
    return f'<c r="{column}{row}" t="inlineStr"><is><t>{escape_text(text)}</t></is></c>'


def _rels(kind: str, target: str) -> str:
    return (
        f'{XML_HEAD}<Relationships xmlns="{NAMESPACE}"><Relationship Id="rId1" Type="{OFFICE}/{kind}"'
        f' Target="{target}"/></Relationships>'
    )
