"""The workbook around the sheets: tabs, names, styles, theme, properties. It begins as the template.

The template's own sheets stay in front, its pattern sheet goes, ours follow. What a template holds that we do not
know is carried along.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.brand.theme import restyle_parts
from plandocs.content.sheets import AS_OF_ROW, Sheet, Workbook, address, column_letters, sheet_reference
from plandocs.errors import PlanError, Problem
from plandocs.render.direction import runs_right_to_left
from plandocs.render.excel.cells import SharedStrings
from plandocs.render.excel.derived import add_missing_styles
from plandocs.render.excel.drawings import add_drawing
from plandocs.render.excel.fields import sheet_vocabulary
from plandocs.render.excel.frame import PATTERN_SHEET, frame_of
from plandocs.render.excel.gantt import last_printed
from plandocs.render.excel.in_place import in_place
from plandocs.render.excel.own import OwnSheets, broken_names, is_of_sheet
from plandocs.render.excel.styles import MAIN, StyleBook
from plandocs.render.excel.tables import TABLE_TYPE, table_part
from plandocs.render.excel.tints import recolor
from plandocs.render.excel.worksheet import SHEET_TYPE, Setting, sheet_xml
from plandocs.render.guard import refuse_damage, refuse_harm
from plandocs.render.own_accents import keep_own_accents
from plandocs.render.package import Package
from plandocs.render.relationships import OFFICE
from plandocs.resources import bundled

_X = f"{{{MAIN}}}"
_R_ID = f"{{{OFFICE}}}id"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STRINGS_PART = "/xl/sharedStrings.xml"
_AFTER_NAMES = ("calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes")
_AFTER_NAMES_TOO = ("webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst")
_CALCULATION_VERSION = "191029"
"""The engine that our stored results agree with; Excel of this version or later does not ask to save on closing."""


TEMPLATE = "excel/workbook.xlsx"
OWN_STYLE = b'name="Plandocs '
_FEW_STYLES = 20
"""A template with fewer styles of ours was not made from ours: it gets those that it lacks."""
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"


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
        turned = runs_right_to_left(workbook.formats.language)
        styles = StyleBook(package, _styles_part(package), turned=turned)
        vocabulary = sheet_vocabulary(workbook, brand)
        own = OwnSheets(package, self._part, workbook, vocabulary)
        own.check()
        pattern = own.pattern.part if own.pattern is not None else None
        frame = frame_of(
            None if pattern is None else package.parse(pattern),
            brand.paper or workbook.formats.paper,
            workbook.footer,
            workbook.words,
            vocabulary,
            package.name,
            turned=turned,
        )
        self._drop_calculation_chain()
        if pattern is not None:
            self._drop_pattern(pattern)
        strings_part = rels.target_of("sharedStrings")
        strings = self._kept_strings(strings_part, own)
        tabs = {sheet.key: sheet.title for sheet in workbook.sheets}
        setting = Setting(workbook, styles, strings, frame, brand.fonts.body, tabs)
        front = next((sheet for sheet in own.kept if not sheet.hidden), None)
        for place, sheet in enumerate(workbook.sheets):
            self._add_sheet(sheet, setting, own, selected=place == 0 and front is None)
        self._write_strings(strings, strings_part)
        self._write_names(setting.scales)
        self._open_at_first(own)

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

    def _drop_calculation_chain(self) -> None:
        """Remove the order in which the template's formulas were calculated: Excel makes it anew."""
        rels = self._package.rels(self._part)
        chain = rels.find("calcChain")
        if chain is not None:
            self._package.drop_part(rels.target(chain.id))
            rels.remove(chain.id)

    def _add_sheet(self, sheet: Sheet, setting: Setting, own: OwnSheets, *, selected: bool) -> None:
        """Add a sheet of ours behind the others, or put it into the template's sheet of that name."""
        package = self._package
        held = own.claimed.get(sheet.title.casefold())
        if held is None:
            part = package.next_name("/xl/worksheets/sheet{}.xml")
            package.add_part(part, SHEET_TYPE, b"")
        else:
            part = held.part
        rels = package.rels(part)
        tables = []
        for table in sheet.tables:
            name = package.next_name("/xl/tables/table{}.xml")
            package.add_part(name, TABLE_TYPE, table_part(table, self._next_table, setting.styles.table_style()))
            self._next_table += 1
            tables.append(rels.add("table", name))
        drawing = add_drawing(package, sheet, part, self._brand.logo, self._workbook.formats)
        xml = sheet_xml(sheet, setting, tables, drawing, selected=selected)
        if held is not None:
            package.set_part(part, in_place(xml, package.parse(part), package.name))
            entry = next(item for item in self._sheet_list() if item.get("name", "").casefold() == held.name.casefold())
            entry.set("name", sheet.title)
            entry.attrib.pop("state", "")
        else:
            package.set_part(part, xml)
            identity = package.rels(self._part).add("worksheet", part)
            numbers = [int(item.get("sheetId", "0")) for item in self._sheet_list()]
            entry = etree.SubElement(self._sheet_root(), f"{_X}sheet", name=sheet.title)
            entry.set("sheetId", str(max(numbers, default=0) + 1))
            entry.set(_R_ID, identity)

    def _write_names(self, scales: Mapping[str, int]) -> None:
        """Write the defined names and print titles, sorted as Excel keeps them, before the calculation settings."""
        names = self._root.find(f"{_X}definedNames")
        places = {item.get("name", ""): place for place, item in enumerate(self._sheet_list())}
        ours = {places[sheet.title]: sheet for sheet in self._workbook.sheets}
        entries = [] if names is None else list(names)
        broken = broken_names(entries)
        entries = [item for item in entries if item not in broken and not is_of_sheet(item, ours)]
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
        for place, sheet in ours.items():
            if sheet.print_columns and (scales[sheet.key] or len(sheet.print_columns) == 1):
                entries.append(_defined_name("_xlnm.Print_Area", _print_area(sheet), place))
            if sheet.repeat_rows is not None:
                entries.append(_defined_name("_xlnm.Print_Titles", _print_titles(sheet), place))
        if names is None:
            names = etree.Element(f"{_X}definedNames")
            self._place_before(names, (*_AFTER_NAMES, *_AFTER_NAMES_TOO))
        names[:] = sorted(entries, key=lambda item: (item.get("name", "").casefold(), item.get("localSheetId", "")))
        if not len(names):
            self._root.remove(names)

    def _open_at_first(self, own: OwnSheets) -> None:
        """Open the workbook at its first sheet that is seen, calculated by the engine that the results agree with."""
        seen = [item.get("state", "visible") == "visible" for item in self._sheet_list()]
        first = str(seen.index(True))
        for view in self._root.iterfind(f"{_X}bookViews/{_X}workbookView"):
            view.set("activeTab", first)
            view.set("firstSheet", first)
        front = next((sheet for sheet in own.kept if not sheet.hidden), None)
        for sheet in own.kept:
            for view in self._package.xml(sheet.part).iterfind(f"{_X}sheetViews/{_X}sheetView"):
                view.set("tabSelected", "1" if sheet is front else "0")
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

    def _kept_strings(self, part: str | None, own: OwnSheets) -> SharedStrings:
        """Return the texts that the template's own sheets use, at their numbers; the others become empty."""
        wrong = own.fill(part)
        if wrong:
            raise PlanError(wrong)
        if part is None or not own.kept:
            return SharedStrings()
        used = own.used_texts()
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
    """Return a template in the brand's fonts and colours and with all our styles, to be copied."""
    package = Package.open(template, name=label)
    refuse_harm(package)
    if TEMPLATE in brand.own_templates or template != brand.templates.get(TEMPLATE):
        refuse_damage(package)
        keep_own_accents(package)
    _require_workbook(package)
    for part, data in restyle_parts(package.parts, brand).items():
        package.set_part(part, data)
    styles = _styles_part(package)
    package.set_part(styles, recolor(package.parts[styles], brand))
    if package.parts[styles].count(OWN_STYLE) < _FEW_STYLES:
        ours = dressed(bundled("templates").joinpath(TEMPLATE).read_bytes(), TEMPLATE, brand)
        add_missing_styles(package.xml(styles), ours.parse(_styles_part(ours)))
    package.flush()
    return package


def _require_workbook(package: Package) -> None:
    """Take a template for a workbook; refuse what is another kind of file."""
    main = package.main_part()
    kind = package.content_type(main)
    if kind == _TEMPLATE_TYPE:
        package.set_content_type(main, _WORKBOOK_TYPE)
    elif kind != _WORKBOOK_TYPE:
        raise PlanError(
            Problem(
                rule="template-format",
                message="the template is no Excel workbook",
                path=package.name,
                fix="save it in Excel as .xlsx",
            )
        )


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
    """Return the column spans that are printed, from the first row to the last of the tables.

    The title stands in the first span alone: beside the columns that come again, the second has no room for it.
    """
    bottom = max(
        *(table.last_row for table in sheet.tables),
        *(area.row + len(area.rows) for area in sheet.calculated),
        AS_OF_ROW,
    )
    spans = [(1, *sheet.print_columns[0]), *((AS_OF_ROW, *span) for span in sheet.print_columns[1:])]
    return ",".join(
        sheet_reference(
            sheet.title, f"{address(top, first, fixed=True)}:{address(bottom, last_printed(sheet, last), fixed=True)}"
        )
        for top, first, last in spans
    )


def _print_titles(sheet: Sheet) -> str:
    """Return the columns and rows that are printed on every page."""
    first, last = sheet.repeat_rows or (1, 1)
    rows = sheet_reference(sheet.title, f"${first}:${last}")
    columns = sheet.freeze[1]
    if not columns or sheet.one_page:
        return rows
    return f"{sheet_reference(sheet.title, f'$A:${column_letters(columns)}')},{rows}"
