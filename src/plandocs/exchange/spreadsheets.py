"""The cells of a spreadsheet file, as Excel, LibreOffice or another program has saved it.

In comes the package of an .xlsx of unknown origin; out come sheets of plain values with their places and tables. Of a
formula its stored result counts. Nothing here knows a plan, and no style is read: what a number means, a day or a
share, its column says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml import etree

from plandocs.errors import PlanError, Problem
from plandocs.plan.decoding import strip_controls
from plandocs.render.package import Package

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LARGEST = 1e15
"""Numbers from here on, and what is no number, cannot be anything in a plan."""
MOST_CELLS = 2_000_000


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error such as `#REF!`, or a formula without a result."""

    text: str


Area = tuple[int, int, int, int]
Cell = str | float | bool | datetime | CellError


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its title, its filled cells by row and column (from 1), and its tables by name.

    A table is (top, left, bottom, right), all included. `formulas` are the places, (row, column), that hold a formula.
    """

    title: str
    cells: dict[int, dict[int, Cell]]
    tables: dict[str, Area]
    formulas: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A file's sheets in their order, and whether its days count from 1904."""

    sheets: tuple[Grid, ...]
    from_1904: bool

    def day(self, serial: float) -> datetime | None:
        """Return the moment of a serial number; None for one that is no day a plan could have."""
        if not 1 <= serial < 2_900_000:
            return None
        start = datetime(1904, 1, 1) if self.from_1904 else datetime(1899, 12, 30)
        return start + timedelta(minutes=round(serial * 1440))


def read_spreadsheet(package: Package, name: str) -> Spreadsheet:
    """Return the cells of a file. Raises PlanError for a file that is no workbook, or one with too many cells."""
    main = package.main_part()
    root = package.parse(main)
    listed = root.find("{*}sheets")
    if listed is None:
        message = "the file holds no sheets"
        raise PlanError(Problem(rule="no-workbook", message=message, path=name, fix="name a workbook (.xlsx)"))
    strings = _strings(package, main)
    rels = package.rels(main)
    sheets: list[Grid] = []
    room = MOST_CELLS
    for item in listed:
        identity = str(next((value for key, value in item.attrib.items() if str(key).endswith("}id")), ""))
        part = rels.target(identity) if identity in rels else ""
        if part not in package.parts:
            continue
        sheet = package.parse(part)
        if etree.QName(sheet).localname != "worksheet":
            continue
        formulas: set[tuple[int, int]] = set()
        cells = _cells(sheet, strings, formulas)
        room -= sum(map(len, cells.values()))
        if room < 0:
            message = f"the workbook has more than {MOST_CELLS:,} filled cells"
            raise PlanError(Problem(rule="too-large", message=message, path=name))
        sheets.append(Grid(item.get("name", ""), cells, _tables(package, part), frozenset(formulas)))
    about = root.find("{*}workbookPr")
    from_1904 = about is not None and about.get("date1904", "0") in ("1", "true", "on")
    return Spreadsheet(tuple(sheets), from_1904)


def _strings(package: Package, main: str) -> list[str]:
    part = package.rels(main).target_of("sharedStrings")
    if part is None or part not in package.parts:
        return []
    return [_text(item) for item in package.parse(part).iterchildren("{*}si")]


def _text(item: etree._Element) -> str:
    """Return the text of a string: of its runs, without the reading aids of Asian scripts."""
    found = []
    for child in item:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        if name == "t":
            found.append(child.text or "")
        elif name == "r":
            found.append("".join(text.text or "" for text in child.iterchildren("{*}t")))
    return _plain("".join(found))


def _plain(text: str) -> str:
    opened = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text
    return strip_controls(opened.replace("\r\n", "\n").replace("\r", "\n"))


def _cells(sheet: etree._Element, strings: list[str], formulas: set[tuple[int, int]]) -> dict[int, dict[int, Cell]]:
    """Return a sheet's filled cells; the places of formulas are added to those given."""
    rows: dict[int, dict[int, Cell]] = {}
    last_row = 0
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        number = row.get("r", "")
        last_row = int(number) if number.isdecimal() else last_row + 1
        found: dict[int, Cell] = {}
        last = 0
        for item in row.iterchildren("{*}c"):
            place = _PLACE.fullmatch(item.get("r", ""))
            last = column_number(place[1]) if place else last + 1
            value = _value(item, strings)
            if item.find("{*}f") is not None:
                formulas.add((last_row, last))
            if value is not None and value != "":
                found[last] = value
        if found:
            rows.setdefault(last_row, {}).update(found)
    return rows


def _value(item: etree._Element, strings: list[str]) -> Cell | None:
    kind = item.get("t", "n")
    if kind == "inlineStr":
        inside = item.find("{*}is")
        return None if inside is None else _text(inside)
    text = item.findtext("{*}v")
    if text is None:
        return CellError("a formula without a result") if item.find("{*}f") is not None else None
    if kind == "s":
        place = int(text) if text.strip().isdecimal() else -1
        return strings[place] if 0 <= place < len(strings) else CellError("a text that is missing in the file")
    if kind == "str":
        return _plain(text)
    if kind == "b":
        return text.strip() in ("1", "true")
    if kind == "e":
        return CellError(text)
    try:
        if kind == "d":
            return datetime.fromisoformat(text.strip().removesuffix("Z")).replace(tzinfo=None)
        number = float(text)
    except ValueError:
        return CellError(text)
    return number if abs(number) < _LARGEST else CellError(text)


def _tables(package: Package, part: str) -> dict[str, Area]:
    found = {}
    rels = package.rels(part)
    for item in rels.find_all("table"):
        target = rels.target(item.id)
        if target not in package.parts:
            continue
        root = package.parse(target)
        corners = [_PLACE.fullmatch(corner) for corner in root.get("ref", "").split(":")]
        if corners and corners[0] and corners[-1]:
            (left, top), (right, bottom) = corners[0].groups(), corners[-1].groups()
            found[root.get("displayName", "")] = (int(top), column_number(left), int(bottom), column_number(right))
    return found


def column_number(letters: str) -> int:
    """Return a column's number: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
