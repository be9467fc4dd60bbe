"""A text file with separated values as a grid of cells: its encoding and its separator are found, not asked for."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter

from plandocs.errors import PlanError, Problem
from plandocs.exchange.spreadsheets import MOST_CELLS, Cell, Grid
from plandocs.plan.decoding import strip_controls

_SEPARATORS = (";", "\t", ",", "|")
_SAMPLE_LINES = 60
_LONGEST_CELL = 32_767
"""As many letters as a cell of a spreadsheet can hold."""


def text_grid(data: bytes, name: str) -> Grid:
    """Return the cells of a text file, all of them texts. PlanError for a file that is no table.

    UTF-8 and UTF-16 are told by their marks or by what they are; anything else is taken for Windows' Western European
    (cp1252), which is how Excel writes CSV.
    """
    text = _decoded(data, name)
    separator = _separator(text)
    rows: dict[int, dict[int, Cell]] = {}
    room = MOST_CELLS
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL * 4))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for values in reader:
            filled: dict[int, Cell] = {
                n: clean for n, value in enumerate(values, 1) if (clean := _clean(value)).strip()
            }
            room -= len(filled)
            if room < 0:
                raise PlanError(_problem(name, "too-large", f"the file has more than {MOST_CELLS:,} filled cells"))
            if filled:
                rows[reader.line_num - sum(value.count("\n") for value in values)] = filled
    except csv.Error as error:
        message = f"line {reader.line_num} is no line of a table: {error}"
        raise PlanError(_problem(name, "no-table", message, "save it again as CSV")) from None
    return Grid("", rows, {})


def _decoded(data: bytes, name: str) -> str:
    """Return a file's text, with plain line ends."""
    text = ""
    if data.startswith(BOM_UTF8):
        text = data.decode("utf-8-sig", "replace")
    elif data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    elif len(data) > 3 and data[1:4:2] == b"\0\0":
        text = data.decode("utf-16-le", "replace")
    elif len(data) > 3 and data[0:4:2] == b"\0\0":
        text = data.decode("utf-16-be", "replace")
    elif b"\0" in data:
        message = "the file is neither a text nor a workbook"
        raise PlanError(_problem(name, "no-table", message, "give a .xlsx, .csv or Microsoft Project .xml file"))
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _separator(text: str) -> str:
    """Return the sign that parts the cells: the one that most lines have equally often; Excel may say it (`sep=;`)."""
    said = re.match(r"sep=(.)\n", text)
    if said:
        return said[1]
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.split("\n")[:_SAMPLE_LINES] if line.strip()]
    best, most = ",", (0, 0)
    for sign in _SEPARATORS:
        counts = Counter(line.count(sign) for line in lines if sign in line)
        if counts:
            times, alike = counts.most_common(1)[0]
            if (alike, times) > most:
                best, most = sign, (alike, times)
    return best


def _clean(value: str) -> str:
    """Return a cell's text; an apostrophe that keeps a formula from running is not part of it."""
    text = strip_controls(value)[:_LONGEST_CELL]
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _problem(name: str, rule: str, message: str, fix: str = "") -> Problem:
    return Problem(rule=rule, message=message, path=name, fix=fix)
