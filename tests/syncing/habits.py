"""Workbooks as programs store them, each otherwise: the same cells, another file. No habit changes what a cell says."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import openpyxl
from lxml import etree
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.render.test_strict import strict
from tests.syncing.workbooks import MAIN, packed, parts, saved

SHEETS = re.compile(r"xl/worksheets/sheet\d+\.xml")
STRINGS = "xl/sharedStrings.xml"


def _sheets(files: dict[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    """Yield each worksheet's root and write it back; a workbook without any is no test of a habit."""
    names = sorted(name for name in files if SHEETS.fullmatch(name))
    assert len(names) > 2
    for name in names:
        root = etree.fromstring(files[name])
        yield name, root
        files[name] = etree.tostring(root)


def _texts(files: dict[str, bytes]) -> list[str]:
    root = etree.fromstring(files[STRINGS])
    return ["".join(item.itertext()) for item in root]


def inline_strings(data: bytes) -> bytes:
    """Every text stands in its cell."""
    files = parts(data)
    texts = _texts(files)
    for _, root in _sheets(files):
        for cell in root.iter(f"{MAIN}c"):
            if cell.get("t") == "s":
                value = cell.find(f"{MAIN}v")
                text = texts[int(value.text)]
                cell.remove(value)
                cell.set("t", "inlineStr")
                etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t").text = text
    return packed(files)


def shared_strings(data: bytes) -> bytes:
    """Every text stands in the list, each as runs with a reading aid, as East Asian programs write them."""
    files = parts(data)
    texts = _texts(files)
    for _, root in _sheets(files):
        for cell in root.iter(f"{MAIN}c"):
            if cell.get("t") == "inlineStr":
                texts.append("".join(cell.itertext()))
                for child in list(cell):
                    cell.remove(child)
                cell.set("t", "s")
                etree.SubElement(cell, f"{MAIN}v").text = str(len(texts) - 1)
    found = etree.Element(f"{MAIN}sst", nsmap={None: MAIN[1:-1]})
    for text in texts:
        item = etree.SubElement(found, f"{MAIN}si")
        for part in (text[:3], text[3:]):
            etree.SubElement(etree.SubElement(item, f"{MAIN}r"), f"{MAIN}t").text = part
        aid = etree.SubElement(item, f"{MAIN}rPh", sb="0", eb="1")
        etree.SubElement(aid, f"{MAIN}t").text = "yomi"
    files[STRINGS] = etree.tostring(found)
    return packed(files)


def absolute_targets(data: bytes) -> bytes:
    """Relationships name their parts from the root of the package."""
    files = parts(data)
    changed = 0
    for name in [name for name in files if name.endswith(".rels")]:
        folder = name.partition("_rels/")[0]
        root = etree.fromstring(files[name])
        for item in root:
            target = item.get("Target")
            if item.get("TargetMode") != "External" and not target.startswith("/"):
                whole = (folder + target).split("/")
                while ".." in whole:
                    at = whole.index("..")
                    del whole[at - 1 : at + 1]
                item.set("Target", "/" + "/".join(whole))
                changed += 1
        files[name] = etree.tostring(root)
    assert changed > 5
    return packed(files)


def winding_targets(data: bytes) -> bytes:
    """Relationships name their parts by ways that lead through other folders."""
    files = parts(data)
    name = "xl/_rels/workbook.xml.rels"
    files[name] = re.sub(rb'Target="(?:/xl/)?(worksheets|shared)', rb'Target="../xl/./\1', files[name])
    assert b"../xl/./worksheets" in files[name]
    return packed(files)


def prefixed(data: bytes) -> bytes:
    """All elements of SpreadsheetML carry a prefix."""
    files = parts(data)
    for name in [name for name in files if name.startswith("xl/") and name.endswith(".xml")]:
        text = files[name].decode()
        if f'xmlns="{MAIN[1:-1]}"' in text:
            text = re.sub(r"<(/?)(?=[A-Za-z]+[\s/>])", r"<\1x:", text.replace(' xmlns="', ' xmlns:x="', 1))
            files[name] = text.encode()
    assert b"<x:worksheet" in files["xl/worksheets/sheet1.xml"]
    return packed(files)


def without_references(data: bytes) -> bytes:
    """Rows and cells stand where they stand, without saying where: gaps are filled with empty ones."""
    files = parts(data)
    for _, root in _sheets(files):
        body = root.find(f"{MAIN}sheetData")
        rows = {int(row.get("r")): row for row in body}
        body[:] = [
            rows.get(n) if n in rows else etree.Element(f"{MAIN}row") for n in range(1, max(rows, default=0) + 1)
        ]
        for row in body:
            row.attrib.pop("r", None)
            cells = {_column(cell.get("r")): cell for cell in row}
            row[:] = [
                cells.get(n) if n in cells else etree.Element(f"{MAIN}c") for n in range(1, max(cells, default=0) + 1)
            ]
            for cell in row:
                cell.attrib.pop("r", None)
    return packed(files)


def _column(place: str) -> int:
    number = 0
    for letter in place.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number


def of_1904(data: bytes) -> bytes:
    """Days are counted from 1904, as Excel for the Mac did."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.epoch = CALENDAR_MAC_1904
    made = saved(book)
    assert b'date1904="1"' in parts(made)["xl/workbook.xml"]
    return made


def strict_with_written_dates(data: bytes) -> bytes:
    """Strict Open XML, in which days are written out: `2027-01-29T00:00:00`."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    days = {
        (number, cell.coordinate): cell.value
        for number, sheet in enumerate(book, start=1)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, datetime)
    }
    assert len(days) > 20
    files = parts(data)
    for name, root in _sheets(files):
        number = int(re.sub(r"\D", "", name.rpartition("/")[2]))
        for cell in root.iter(f"{MAIN}c"):
            day = days.get((number, cell.get("r")))
            if day is not None and cell.find(f"{MAIN}f") is None:
                cell.set("t", "d")
                cell.find(f"{MAIN}v").text = (day + timedelta(0)).isoformat()
    return strict(packed(files))


def by_openpyxl(data: bytes) -> bytes:
    """Read and saved by openpyxl, which drops results of formulas."""
    return saved(openpyxl.load_workbook(io.BytesIO(data)))


def filtered(data: bytes) -> bytes:
    """Every row of every table is hidden by a filter."""
    files = parts(data)
    for name in [name for name in files if name.startswith("xl/tables/")]:
        column = b'<filterColumn colId="1"><filters><filter val="nothing"/></filters></filterColumn>'
        files[name] = re.sub(
            rb'<autoFilter ref="([^"]*)"/>', rb'<autoFilter ref="\1">%s</autoFilter>' % column, files[name]
        )
        assert b"<filterColumn" in files[name]
    for _, root in _sheets(files):
        for row in root.iter(f"{MAIN}row"):
            if int(row.get("r")) > 5:
                row.set("hidden", "1")
    return packed(files)


def as_formulas(data: bytes) -> bytes:
    """Every text is the result of a formula, as a lookup leaves it."""
    files = parts(data)
    texts = _texts(files)
    for _, root in _sheets(files):
        for cell in root.iter(f"{MAIN}c"):
            if cell.get("t") in ("s", "inlineStr"):
                inline = "".join(cell.itertext())
                text = texts[int(inline)] if cell.get("t") == "s" else inline
                for child in list(cell):
                    cell.remove(child)
                cell.set("t", "str")
                etree.SubElement(cell, f"{MAIN}f").text = "T(1)"
                etree.SubElement(cell, f"{MAIN}v").text = text
    return packed(files)


def with_room_inside(data: bytes) -> bytes:
    """A row was inserted in the middle of some tables, a column of somebody's own too, and the table taken away."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    widened = 0
    for sheet in book:
        if len(sheet.tables) != 1 or sheet.title not in ("Risks", "Issues", "Parking lot"):
            continue
        (table,) = sheet.tables.values()
        first, last = table.ref.split(":")
        top, bottom = (int(re.sub(r"\D", "", corner)) for corner in (first, last))
        left, right = _column(first), _column(last)
        rows = [[sheet.cell(row, column).value for column in range(left, right + 1)] for row in range(top, bottom + 1)]
        rows.insert(2, [None] * len(rows[0]))
        for number, row in enumerate(rows):
            own = "My notes" if number == 0 else f"note {number}"
            for column, value in enumerate([*row[:2], own, *row[2:]], start=left):
                sheet.cell(top + number, column).value = value
        del sheet.tables[table.displayName]
        widened += 1
    assert widened == 3
    return saved(book)


HABITS: tuple[Callable[[bytes], bytes], ...] = (
    inline_strings, shared_strings, absolute_targets, winding_targets, prefixed, without_references, of_1904,
    strict_with_written_dates, by_openpyxl, filtered, as_formulas, with_room_inside,
)  # fmt: skip
