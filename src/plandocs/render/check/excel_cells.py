"""Checks of cells: order, style, values, texts, and results stored beside formulas.

They read the bytes of a sheet by patterns (see `sheets.py`), and go to the tree only to say where a fault is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from plandocs.render.check.common import is_number
from plandocs.render.check.sheets import Sheet, Workbook, cell_text
from plandocs.render.check.view import Finding, Rule, View, tag, xpath

_TEXT_LIMIT = 32_767
_STYLES = re.compile(rb'<(?:c|row|col)\s[^>]*?\b(?:s|style)="(\d+)"')
_ROW = re.compile(rb'<row\s[^>]*?\br="(\d+)"')
_CELL_COLUMN = re.compile(rb'<c\s[^>]*?\br="([A-Z]+)')
_CELL_ROW = re.compile(rb'<c\s[^>]*?\br="[A-Z]+(\d+)"')
_SHARED = re.compile(rb'<c\s[^>]*?\bt="s"[^>]*><v>([^<]*)')
_ODD_VALUE = re.compile(rb"<v>(?!-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?</v>)[^<]*</v>")
_LONG_TEXT = re.compile(rb"<t(?:\s[^>]*)?>[^<]{%d}" % _TEXT_LIMIT)
_ERROR_CELL = re.compile(rb'<c\s[^>]*?\bt="e"')
_NUMBER_CELLS = xpath("//x:c[not(@t) or @t='n']/x:v")
_ERROR_CELLS = xpath("//x:c[@t='e']")
_UNSTORED = xpath("//x:c[x:f and not(x:v)]")


def cell_order(view: View) -> Iterator[Finding]:
    """Rows ascend, and so do the cells of a row; each stands in the row it names."""
    for sheet in view.shared(Workbook).sheets:
        last = 0
        known: set[tuple[bytes, ...]] = set()
        for chunk in sheet.data.split(b"<row")[1:]:
            match = _ROW.match(b"<row" + chunk[:200])
            row = int(match.group(1)) if match else last + 1
            if row <= last:
                yield f"'{sheet.name}'", f"row {row} follows row {last}"
            last = row
            columns = tuple(_CELL_COLUMN.findall(chunk))
            if columns not in known:
                known.add(columns)
                padded = [letters.rjust(3) for letters in columns]
                if padded != sorted(set(padded)):
                    yield f"'{sheet.name}'", f"the cells of row {row} are repeated or out of order"
            if set(_CELL_ROW.findall(chunk)) - {str(row).encode()}:
                yield f"'{sheet.name}'", f"a cell in row {row} names another row"


def style_index(view: View) -> Iterator[Finding]:
    """A cell's, row's or column's style points into the list of cell formats."""
    workbook = view.shared(Workbook)
    count = workbook.style_count("cellXfs")
    for sheet in workbook.sheets:
        for value in sorted(map(int, set(_STYLES.findall(sheet.data)))):
            if value >= max(count, 1):
                yield f"'{sheet.name}'", f"the style {value} is used; {count} are defined"


def shared_string(view: View) -> Iterator[Finding]:
    """A shared string that a cell names must exist."""
    workbook = view.shared(Workbook)
    for sheet in workbook.sheets:
        for value in sorted(set(_SHARED.findall(sheet.data))):
            if not value.isdigit() or int(value) >= len(workbook.strings):
                yield f"'{sheet.name}'", f"the shared string {value.decode()} does not exist"


def finite_number(view: View) -> Iterator[Finding]:
    """A number cell holds a finite number: Excel repairs NaN and infinity away."""
    for sheet in view.shared(Workbook).sheets:
        if _ODD_VALUE.search(sheet.data):
            for item in _NUMBER_CELLS(sheet.root):
                if not is_number(item.text or ""):
                    yield _place(sheet, item.getparent()), f"the cell holds the number {item.text!r}"


def text_length(view: View) -> Iterator[Finding]:
    """A cell holds at most 32,767 characters; Excel cuts the rest without a word."""
    workbook = view.shared(Workbook)
    for text in workbook.strings:
        if len(text) > _TEXT_LIMIT:
            yield "/xl/sharedStrings.xml", f"a text of {len(text)} characters begins {text[:20]!r}"
    for sheet in workbook.sheets:
        if _LONG_TEXT.search(sheet.data):
            for cell in sheet.root.iter(tag("x:c")):
                if cell.get("t") == "inlineStr" and len(cell_text(workbook, cell) or "") > _TEXT_LIMIT:
                    yield _place(sheet, cell), f"the text is longer than {_TEXT_LIMIT} characters"


def stored_result(view: View) -> Iterator[Finding]:
    """Every formula has its result stored beside it, or viewers show a blank."""
    for sheet in view.shared(Workbook).sheets:
        if b"<f" in sheet.data:
            for cell in _UNSTORED(sheet.root):
                yield _place(sheet, cell), "the formula has no stored result"


def error_value(view: View) -> Iterator[Finding]:
    """A cell shows an error such as #REF! or #NAME?."""
    for sheet in view.shared(Workbook).sheets:
        if _ERROR_CELL.search(sheet.data):
            for cell in _ERROR_CELLS(sheet.root):
                yield _place(sheet, cell), f"the cell shows {cell.findtext(tag('x:v'))}"


def _place(sheet: Sheet, cell: etree._Element | None) -> str:
    return f"'{sheet.name}'!{'' if cell is None else cell.get('r', '')}"


RULES = (
    Rule("sheets-cell-order", cell_order),
    Rule("sheets-style-index", style_index),
    Rule("sheets-shared-string", shared_string),
    Rule("sheets-number", finite_number),
    Rule("sheets-text-length", text_length),
    Rule("sheets-stored-result", stored_result),
    Rule("sheets-error-value", error_value, severity="warning"),
)
