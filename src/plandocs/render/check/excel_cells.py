"""Checks of cells: order, style, values, texts, and results stored beside formulas.

They read the bytes of a sheet by patterns: a schedule of a thousand tasks has fifty thousand cells, and the
check runs on every render. `sheets.py` has put the attributes of every cell in order, so the patterns can
rely on it. Rules read the distinct cells, and look for the place of a fault only when there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from plandocs.render.check.common import is_number
from plandocs.render.check.sheets import Sheet, Workbook
from plandocs.render.check.view import Finding, Rule, View

_TEXT_LIMIT = 32_767
_STYLE = re.compile(rb' s="(\d+)"')
_COLUMN_STYLE = re.compile(rb'<col\s[^>]*?\bstyle="(\d+)"')
_SHARED = re.compile(rb' t="s"[^>]*><v>([^<]*)')
_ODD_VALUE = re.compile(rb"<v>(?!-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?</v>)([^<]+)")
_ODD_CELL = re.compile(
    rb'<c r="[^"]*"(?: s="\d+")?(?: t="n")?(?: [cv]m="\d+")*>'
    rb"(?:<f(?:\s[^>]*)?/>|<f(?:\s[^>]*)?>[^<]*</f>)?<v>(?!-?\d+(?:\.\d*)?</v>)([^<]+)"
)
_NUMBER_CELL = re.compile(rb'<c r="([^"]*)"(?: s="\d+")?(?: t="n")?(?: [cv]m="\d+")*>')
_LONG_TEXT = re.compile(rb'<c r="([^"]*)"[^>]*><is>((?:(?!</is>).)*)</is>', re.DOTALL)
_RESULT = re.compile(rb"(?:<f(?:\s[^>]*)?/>|</f>)(<v>[^<])?")
_FORMULA_CELL = re.compile(
    rb'<c r="([^"]*)"(?: s="\d+")?(?: t="(\w+)")?[^>]*>'
    rb"(?:<f(?:\s[^>]*)?/>|<f(?:\s[^>]*)?>[^<]*</f>)(<v/?>)?([^<]?)"
)
_ERROR_CELL = re.compile(rb'<c r="([^"]*)"(?: s="\d+")? t="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)')


def cell_order(view: View) -> Iterator[Finding]:
    """Rows ascend, and so do the cells of a row; each stands in the row it names."""
    for sheet in view.shared(Workbook).sheets:
        for fault in sheet.scan.faults:
            yield f"'{sheet.name}'", fault


def style_index(view: View) -> Iterator[Finding]:
    """A cell's, row's or column's style points into the list of cell formats."""
    workbook = view.shared(Workbook)
    count = workbook.style_count("cellXfs")
    for sheet in workbook.sheets:
        used = {value for text in sheet.scan.attributes for value in _STYLE.findall(text)}
        used.update(value for head in sheet.scan.heads for value in _STYLE.findall(head))
        used.update(_COLUMN_STYLE.findall(sheet.data, 0, max(sheet.data.find(b"<sheetData"), 0)))
        for value in sorted(map(int, used)):
            if value >= max(count, 1):
                yield f"'{sheet.name}'", f"the style {value} is used; {count} are defined"


def shared_string(view: View) -> Iterator[Finding]:
    """A shared string that a cell names must exist."""
    workbook = view.shared(Workbook)
    for sheet in workbook.sheets:
        for value in sorted(set(_SHARED.findall(sheet.scan.cells))):
            if not value.isdigit() or int(value) >= len(workbook.strings):
                yield f"'{sheet.name}'", f"the shared string {value.decode()} does not exist"


def finite_number(view: View) -> Iterator[Finding]:
    """A number cell holds a finite number: Excel repairs NaN and infinity away."""
    for sheet in view.shared(Workbook).sheets:
        if all(_holds_number(found) for found in _ODD_CELL.findall(sheet.scan.cells)):
            continue
        for odd in _ODD_VALUE.finditer(sheet.data):
            cell = _NUMBER_CELL.match(sheet.data, sheet.data.rfind(b"<c ", 0, odd.start()))
            value = odd.group(1).decode()
            if cell is not None and not is_number(value):
                yield _place(sheet, cell.group(1)), f"the cell holds the number {value!r}"


def _holds_number(value: bytes) -> bool:
    return is_number(value.decode())


def text_length(view: View) -> Iterator[Finding]:
    """A cell holds at most 32,767 characters; Excel cuts the rest without a word."""
    workbook = view.shared(Workbook)
    for text in workbook.strings:
        if len(text) > _TEXT_LIMIT:
            yield "/xl/sharedStrings.xml", f"a text of {len(text)} characters begins {text[:20]!r}"
    for sheet in workbook.sheets:
        if b"<is>" in sheet.data and max(map(len, sheet.data.split(b"</is>"))) > _TEXT_LIMIT:
            for reference, inside in _LONG_TEXT.findall(sheet.data):
                length = len(unescape(re.sub(rb"<[^>]*>", b"", inside).decode()))
                if length > _TEXT_LIMIT:
                    yield _place(sheet, reference), f"the text has {length} characters; at most {_TEXT_LIMIT}"


def stored_result(view: View) -> Iterator[Finding]:
    """Every formula has its result stored beside it, or viewers show a blank."""
    for sheet in view.shared(Workbook).sheets:
        if all(_RESULT.findall(sheet.scan.cells)) or not any(_without_result(sheet.scan.cells)):
            continue
        for reference in _without_result(sheet.data):
            yield _place(sheet, reference), "the formula has no stored result"


def _without_result(cells: bytes) -> Iterator[bytes]:
    """Yield the references of formulas without a result; an empty text is one."""
    for reference, kind, value, text in _FORMULA_CELL.findall(cells):
        if not value or (kind != b"str" and not text):
            yield reference


def error_value(view: View) -> Iterator[Finding]:
    """A cell shows an error such as #REF! or #NAME?."""
    for sheet in view.shared(Workbook).sheets:
        if any(b' t="e"' in text for text in sheet.scan.attributes):
            for reference, value in _ERROR_CELL.findall(sheet.data):
                yield _place(sheet, reference), f"the cell shows {value.decode()}"


def _place(sheet: Sheet, reference: bytes) -> str:
    return f"'{sheet.name}'!{reference.decode()}"


RULES = (
    Rule("sheets-cell-order", cell_order),
    Rule("sheets-style-index", style_index),
    Rule("sheets-shared-string", shared_string),
    Rule("sheets-number", finite_number),
    Rule("sheets-text-length", text_length),
    Rule("sheets-stored-result", stored_result),
    Rule("sheets-error-value", error_value, severity="warning"),
)
