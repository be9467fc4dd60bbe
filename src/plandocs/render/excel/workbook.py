"""The workbook around the sheets: tabs, names, styles, theme, properties. It begins as the template.

The template's own sheets stay in front, its pattern sheet goes, ours follow. What a template holds that we do not
know is carried along.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.brand.theme import restyle_parts
from plandocs.content.sheets import Sheet, Workbook, address, column_letters, sheet_reference
from plandocs.errors import PlanError, Problem
from plandocs.render.excel.cells import SharedStrings
from plandocs.render.excel.fields import fill_part
from plandocs.render.excel.frame import PATTERN_SHEET, frame_of
from plandocs.render.excel.logo import add_logo
from plandocs.render.excel.styles import MAIN, StyleBook
from plandocs.render.excel.tables import TABLE_TYPE, table_part
from plandocs.render.excel.tints import recolor
from plandocs.render.excel.worksheet import SHEET_TYPE, Setting, sheet_xml
from plandocs.render.package import Package
from plandocs.render.relationships import OFFICE

_X = f"{{{MAIN}}}"
_SHARED_CELL = re.compile(r'<(?:\w+:)?c\s[^>]*\bt="s"[^>]*>\s*<(?:\w+:)?v>(\d+)<')
_R_ID = f"{{{OFFICE}}}id"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STRINGS_PART = "/xl/sharedStrings.xml"
_AFTER_NAMES = ("calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes")
_AFTER_NAMES_TOO = ("webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst")
_CALCULATION_VERSION = "191029"
"""The engine that our stored results agree with; Excel of this version or later does not ask to save on closing."""


class BookMaker:
    """One workbook being made from a template."""

    def __init__(self, workbook: Workbook, brand: Brand, package: Package) -> None:
        self._workbook = workbook
        self._brand = brand
        self._package = package
        self._part = package.main_part()
        self._root = package.xml(self._part)
        self._next_table = self._first_free_table_id()

    def make(self) -> None:
        """Fill the package: after this it is the finished workbook, without its properties."""
        package, workbook, brand = self._package, self._workbook, self._brand
        rels = package.rels(self._part)
        styles = StyleBook(package, _styles_part(package))
        own = self._own_sheets()
        pattern = own.pop(PATTERN_SHEET, None)
        frame = frame_of(
            None if pattern is None else package.parse(pattern),
            brand.paper or workbook.formats.paper,
            workbook.footer,
            workbook.words,
            workbook.fields,
        )
        if pattern is not None:
            self._drop_pattern(pattern)
        for part in own.values():
            fill_part(package, part, workbook.fields)
        strings_part = rels.target_of("sharedStrings")
        strings = self._kept_strings(strings_part, own)
        tabs = {sheet.key: sheet.title for sheet in workbook.sheets}
        setting = Setting(workbook, styles, strings, frame, brand.fonts.body, tabs)
        for place, sheet in enumerate(workbook.sheets):
            self._add_sheet(sheet, setting, selected=place == 0 and not own)
        self._write_strings(strings, strings_part)
        self._write_names(len(own), setting.scales)
        self._open_at_first(own)

    def _own_sheets(self) -> dict[str, str]:
        """Return the template's sheets by name. Raises PlanError when one is called like one of ours."""
        rels = self._package.rels(self._part)
        found: dict[str, str] = {}
        for item in self._sheet_list():
            found[item.get("name", "")] = rels.target(item.get(_R_ID, ""))
        taken = {name.casefold() for name in found if name != PATTERN_SHEET}
        clashes = [sheet.title for sheet in self._workbook.sheets if sheet.title.casefold() in taken]
        if clashes:
            raise PlanError(
                Problem(
                    rule="template-sheet-name",
                    message=f"the template has a sheet called '{title}', and so has the workbook",
                    path=self._package.name,
                    where=title,
                    fix="rename the sheet in the template",
                )
                for title in clashes
            )
        return found

    def _drop_pattern(self, part: str) -> None:
        """Remove the pattern sheet, its names, and the parts that only it led to."""
        package = self._package
        rels = package.rels(self._part)
        items = self._sheet_list()
        place = next(n for n, item in enumerate(items) if item.get("name") == PATTERN_SHEET)
        rels.remove(items[place].get(_R_ID, ""))
        self._sheet_root().remove(items[place])
        for item in package.rels(part):
            target = "" if item.external else package.rels(part).target(item.id)
            if target in package.parts and package.content_type(target) != "image/png":
                package.drop_part(target)
        package.drop_part(part)
        names = self._root.find(f"{_X}definedNames")
        for name in [] if names is None else list(names):
            local = name.get("localSheetId")
            if local is not None and names is not None:
                if int(local) == place:
                    names.remove(name)
                elif int(local) > place:
                    name.set("localSheetId", str(int(local) - 1))
        chain = rels.find("calcChain")
        if chain is not None:
            package.drop_part(rels.target(chain.id))
            rels.remove(chain.id)

    def _add_sheet(self, sheet: Sheet, setting: Setting, *, selected: bool) -> None:
        package = self._package
        part = package.next_name("/xl/worksheets/sheet{}.xml")
        package.add_part(part, SHEET_TYPE, b"")
        rels = package.rels(part)
        tables = []
        for table in sheet.tables:
            name = package.next_name("/xl/tables/table{}.xml")
            package.add_part(name, TABLE_TYPE, table_part(table, self._next_table, setting.styles.table_style()))
            self._next_table += 1
            tables.append(rels.add("table", name))
        drawing = ""
        if sheet.logo_column and self._brand.logo is not None:
            drawing = rels.add("drawing", add_logo(package, self._brand.logo, sheet.logo_column))
        package.set_part(part, sheet_xml(sheet, setting, tables, drawing, selected=selected))
        identity = package.rels(self._part).add("worksheet", part)
        numbers = [int(item.get("sheetId", "0")) for item in self._sheet_list()]
        entry = etree.SubElement(self._sheet_root(), f"{_X}sheet", name=sheet.title)
        entry.set("sheetId", str(max(numbers, default=0) + 1))
        entry.set(_R_ID, identity)

    def _write_names(self, own: int, scales: Mapping[str, int]) -> None:
        """Write the defined names and print titles, sorted as Excel keeps them, before the calculation settings."""
        names = self._root.find(f"{_X}definedNames")
        entries = [] if names is None else list(names)
        known = {str(item.get("name", "")).casefold() for item in entries if item.get("localSheetId") is None}
        for name in self._workbook.names:
            if name.name.casefold() in known:
                raise PlanError(
                    Problem(
                        rule="template-defined-name",
                        message=f"the template defines the name '{name.name}', which the workbook needs",
                        path=self._package.name,
                        fix="rename it in the template (Formulas, Name Manager)",
                    )
                )
            entries.append(_defined_name(name.name, name.refers_to))
        for place, sheet in enumerate(self._workbook.sheets, start=own):
            if sheet.print_columns and scales[sheet.key]:
                entries.append(_defined_name("_xlnm.Print_Area", _print_area(sheet), place))
            if sheet.repeat_rows is not None:
                entries.append(_defined_name("_xlnm.Print_Titles", _print_titles(sheet), place))
        if names is None:
            names = etree.Element(f"{_X}definedNames")
            self._place_before(names, (*_AFTER_NAMES, *_AFTER_NAMES_TOO))
        names[:] = sorted(entries, key=lambda item: (item.get("name", "").casefold(), item.get("localSheetId", "")))
        if not len(names):
            self._root.remove(names)

    def _open_at_first(self, own: dict[str, str]) -> None:
        """Open the workbook at its first sheet, calculated by the engine that the results agree with."""
        for view in self._root.iterfind(f"{_X}bookViews/{_X}workbookView"):
            view.set("activeTab", "0")
            view.set("firstSheet", "0")
        for place, part in enumerate(own.values()):
            for view in self._package.xml(part).iterfind(f"{_X}sheetViews/{_X}sheetView"):
                view.set("tabSelected", "1" if place == 0 else "0")
        calculation = self._root.find(f"{_X}calcPr")
        if calculation is None:
            calculation = etree.Element(f"{_X}calcPr")
            self._place_before(calculation, (*_AFTER_NAMES[1:], *_AFTER_NAMES_TOO))
        calculation.set("calcId", _CALCULATION_VERSION)
        calculation.attrib.pop("fullCalcOnLoad", "")

    def _place_before(self, item: etree._Element, names: tuple[str, ...]) -> None:
        wanted = {f"{_X}{name}" for name in names}
        follower = next((child for child in self._root if child.tag in wanted), None)
        if follower is None:
            self._root.append(item)
        else:
            follower.addprevious(item)

    def _kept_strings(self, part: str | None, own: Mapping[str, str]) -> SharedStrings:
        """Return the texts that the template's own sheets use, at their numbers; the others become empty."""
        if part is None or not own:
            return SharedStrings()
        used = {
            int(number)
            for sheet in own.values()
            for number in _SHARED_CELL.findall(etree.tostring(self._package.parse(sheet), encoding="unicode"))
        }
        fill_part(self._package, part, self._workbook.fields)
        items = [
            etree.tostring(item, encoding="unicode", with_tail=False) if number in used else "<si><t/></si>"
            for number, item in enumerate(self._package.parse(part).iterfind(f"{_X}si"))
        ]
        return SharedStrings(tuple(items[: max(used, default=-1) + 1]))

    def _write_strings(self, strings: SharedStrings, part: str | None) -> None:
        if part is not None:
            self._package.set_part(part, strings.to_bytes())
        elif len(strings):
            self._package.add_part(_STRINGS_PART, _STRINGS_TYPE, strings.to_bytes())
            self._package.rels(self._part).add("sharedStrings", _STRINGS_PART)

    def _first_free_table_id(self) -> int:
        tables = list(self._package.names_of_type(TABLE_TYPE))
        return max((int(self._package.parse(name).get("id", "0")) for name in tables), default=0) + 1

    def _sheet_root(self) -> etree._Element:
        found = self._root.find(f"{_X}sheets")
        if found is None:
            raise _incomplete(self._package, "sheets")
        return found

    def _sheet_list(self) -> list[etree._Element]:
        return list(self._sheet_root())


@lru_cache(maxsize=4)
def dressed(template: bytes, label: str, brand: Brand) -> Package:
    """Return a template in the brand's fonts and colours, to be copied."""
    package = Package.open(template, name=label)
    for part, data in restyle_parts(package.parts, brand).items():
        package.set_part(part, data)
    styles = _styles_part(package)
    package.set_part(styles, recolor(package.parts[styles], brand))
    package.flush()
    return package


def _styles_part(package: Package) -> str:
    found = package.rels(package.main_part()).target_of("styles")
    if found is None:
        raise _incomplete(package, "styles")
    return found


def _incomplete(package: Package, what: str) -> PlanError:
    return PlanError(
        Problem(
            rule="template-incomplete",
            message=f"the template has no {what}",
            path=package.name,
            fix="open it in Excel and save it again",
        )
    )


def _defined_name(name: str, refers_to: str, sheet: int | None = None) -> etree._Element:
    item = etree.Element(f"{_X}definedName", name=name)
    if sheet is not None:
        item.set("localSheetId", str(sheet))
    item.text = refers_to
    return item


def _print_area(sheet: Sheet) -> str:
    """Return the column spans that are printed, from the first row to the last of the tables."""
    bottom = max(table.last_row for table in sheet.tables)
    return ",".join(
        sheet_reference(sheet.title, f"{address(1, first, fixed=True)}:{address(bottom, last, fixed=True)}")
        for first, last in sheet.print_columns
    )


def _print_titles(sheet: Sheet) -> str:
    """Return the columns and rows that are printed on every page."""
    first, last = sheet.repeat_rows or (1, 1)
    rows = sheet_reference(sheet.title, f"${first}:${last}")
    columns = sheet.freeze[1]
    if not columns or sheet.one_page:
        return rows
    return f"{sheet_reference(sheet.title, f'$A:${column_letters(columns)}')},{rows}"
