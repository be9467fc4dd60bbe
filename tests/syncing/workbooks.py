"""Workbooks as people hand them back: made from a plan, then typed into cell by cell, as a program would store it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree

from plandocs import api
from plandocs.api.documents import make_documents
from plandocs.plan.load import load_text
from plandocs.schedule.from_plan import schedule_plan

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Cells = Mapping[tuple[str, str, str], Any]
"""What is typed: by table, row id (`+1` for the first empty row) and column title."""


def made(plan: Path, as_of: date | None = None, audience: str = "customer") -> bytes:
    """Return the workbook of a plan file; one that was made already is not made again."""
    return _made(plan.read_bytes(), plan.suffix, as_of, audience)


@cache
def _made(text: bytes, suffix: str, as_of: date | None, audience: str) -> bytes:
    loaded = load_text(text, f"plan{suffix}")
    options = api.BuildOptions(only=frozenset({"workbook"}), as_of=as_of, audience=audience, draft=True)
    files, _ = make_documents(loaded, schedule_plan(loaded.plan), options)
    (data,) = files.values()
    return data


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def typed(data: bytes, cells: Cells) -> bytes:
    """Return a workbook with values typed into tables: numbers as numbers, texts inline, None for an emptied cell."""
    files = parts(data)
    where = places(data)
    for (table, row_id, title), value in cells.items():
        sheet, place = where(table, row_id, title)
        root = etree.fromstring(files[sheet])
        cell = next(item for item in root.iter(f"{MAIN}c") if item.get("r") == place)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t").text = value
        elif value is not None:
            etree.SubElement(cell, f"{MAIN}v").text = str(value)
        files[sheet] = etree.tostring(root)
    return packed(files)


@cache
def places(data: bytes) -> Any:
    """Return what finds a cell: (table, row id, title) to the sheet's part and the address."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    found: dict[str, tuple[str, Any, str]] = {}
    for number, sheet in enumerate(book, start=1):
        for table in sheet.tables.values():
            found[table.displayName] = (f"xl/worksheets/sheet{number}.xml", sheet, table.ref)

    def place(table: str, row_id: str, title: str) -> tuple[str, str]:
        part, sheet, ref = found[table]
        rows = list(sheet[ref])
        titles = [str(cell.value) for cell in rows[0]]
        by = titles.index("ID") if "ID" in titles else 0
        if row_id.startswith("+"):
            empty = [row for row in rows[1:] if row[by].value in (None, "")]
            row = empty[int(row_id[1:]) - 1]
        else:
            row = next(row for row in rows[1:] if str(row[by].value) == row_id)
        return part, row[titles.index(title)].coordinate

    return place


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
