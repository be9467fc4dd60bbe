"""The doctor for Excel templates: styles, fields, names that clash, and what a workbook cannot carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from plandocs.brand.model import Brand
from plandocs.content.sheets import Workbook
from plandocs.errors import PlanError, Problem, did_you_mean, has_errors
from plandocs.render.doctor import common
from plandocs.render.doctor.excel_look import look
from plandocs.render.excel import render_workbook
from plandocs.render.excel.fields import sheet_vocabulary
from plandocs.render.excel.frame import PATTERN_SHEET
from plandocs.render.excel.own import OwnSheets
from plandocs.render.excel.styles import MAIN, PREFIX
from plandocs.render.package import Package
from plandocs.render.relationships import OFFICE
from plandocs.resources import bundled

_X = f"{{{MAIN}}}"
_R_ID = f"{{{OFFICE}}}id"
_TEMPLATE = "excel/workbook.xlsx"
_OUTSIDE = {
    "drawing": "a text box or picture",
    "chart": "a chart",
    "comments": "a comment",
    "vmlDrawing": "a comment or control",
    "pivotTable": "a pivot table",
}


@dataclass(frozen=True, slots=True)
class TemplateSheet:
    """One sheet of a template."""

    name: str
    part: str


def check_excel(name: str, brand: Brand, workbook: Workbook) -> list[Problem]:
    """Return everything there is to say about an Excel template of a brand."""
    label, data = brand.template_label(name), brand.template(name)
    found: list[Problem] = []
    if name in brand.own_templates:
        try:
            package = Package.open(data, name=label)
            sheets = template_sheets(package)
        except PlanError as error:
            return list(error.problems)
        named = places(package, sheets)
        found += common.package_faults(package, label, named)
        found += common.code_and_links(package, label, named)
        try:
            found += _own(data, workbook, brand, label)
            found += _sheets(package, sheets, workbook, label)
            found += look(package, sheets, brand, label, named)
        except PlanError as error:
            found += error.problems
    if not has_errors(found):
        found += _built(workbook, brand, data, label, own=name in brand.own_templates)
    return common.in_order(found)


def template_sheets(package: Package) -> list[TemplateSheet]:
    """Return a workbook's sheets in their order. Raises PlanError where it has no main part."""
    main = package.main_part()
    rels = package.rels(main)
    items = package.parse(main).iterfind(f"{_X}sheets/{_X}sheet")
    return [
        TemplateSheet(item.get("name", ""), rels.target(item.get(_R_ID, "")))
        for item in items
        if item.get(_R_ID, "") in rels
    ]


def places(package: Package, sheets: list[TemplateSheet]) -> dict[str, str]:
    """Return what a reader calls the parts of a workbook; what a sheet leads to is named by the sheet."""
    named = {package.main_part(): "the workbook", "/": "the file", "/xl/styles.xml": "the styles"}
    for sheet in sheets:
        waiting = [sheet.part]
        while waiting:
            part = waiting.pop()
            if part in named:
                continue
            named[part] = f"sheet '{sheet.name}'"
            rels = package.rels(part)
            waiting += [rels.target(item.id) for item in rels if not item.external]
    return named


def _sheets(package: Package, sheets: list[TemplateSheet], workbook: Workbook, label: str) -> Iterator[Problem]:
    own = [sheet for sheet in sheets if sheet.name != PATTERN_SHEET]
    yield from _names(package, workbook, label)
    if len(own) < len(sheets):
        yield from _pattern(package, sheets, label)


def _own(data: bytes, workbook: Workbook, brand: Brand, label: str) -> Iterator[Problem]:
    """Yield what a build says of the template's sheets: what clashes with ours, and every tag that is wrong."""
    package = Package.open(data, name=label)  # tags are evaluated in place
    main = package.main_part()
    own = OwnSheets(package, main, workbook, sheet_vocabulary(workbook, brand))
    yield from own.problems()
    yield from own.fill(package.rels(main).target_of("sharedStrings"))


def _names(package: Package, workbook: Workbook, label: str) -> Iterator[Problem]:
    """Yield names that the template defines and that a workbook needs."""
    names = {item.name.casefold() for item in workbook.names}
    for item in package.parse(package.main_part()).iterfind(f"{_X}definedNames/{_X}definedName"):
        name = item.get("name", "")
        if item.get("localSheetId") is None and name.casefold() in names:
            message = f"the template defines the name '{name}', which the workbook needs"
            fix = "rename it in the template (Formulas, Name Manager)"
            yield common.problem("template-defined-name", message, label, f"name '{name}'", fix=fix, severity="error")


def _pattern(package: Package, sheets: list[TemplateSheet], label: str) -> Iterator[Problem]:
    """Yield what goes with the pattern sheet, which is not kept: pictures, and formulas elsewhere that ask for it."""
    part = next(sheet.part for sheet in sheets if sheet.name == PATTERN_SHEET)
    kinds = {item.type.rsplit("/", 1)[-1] for item in package.rels(part)} & {*_OUTSIDE, "table"}
    where = f"sheet '{PATTERN_SHEET}'"
    fix = f"'{PATTERN_SHEET}' is where plandocs looks for cell styles; rename the sheet, or move this to another"
    if kinds:
        message = f"the sheet is left out of workbooks, and with it {', '.join(sorted(kinds))}"
        yield common.problem("template-pattern-sheet", message, label, where, fix=fix)
    asks = re.compile(rf"(?<![\w']){PATTERN_SHEET}!|'{PATTERN_SHEET}'!")
    for sheet in sheets:
        for formula in package.parse(sheet.part).iter(f"{_X}f") if sheet.part != part else ():
            if asks.search(formula.text or ""):
                cell = formula.getparent()
                place = f"sheet '{sheet.name}'!{'' if cell is None else cell.get('r', '')}"
                message = f"the formula asks for the sheet '{PATTERN_SHEET}', which is left out: {formula.text}"
                yield common.problem("template-pattern-sheet", message, label, place, fix=fix, severity="error")


def _built(workbook: Workbook, brand: Brand, data: bytes, label: str, *, own: bool) -> list[Problem]:
    """Return what a build of the sample says; of missing styles all are named, not the first."""
    try:
        render_workbook(workbook, brand, data)
    except PlanError as error:
        if own and any(problem.rule == "template-missing-style" for problem in error.problems):
            return [*_missing_styles(data, label), *(p for p in error.problems if p.rule != "template-missing-style")]
        return list(error.problems)
    return []


def _missing_styles(data: bytes, label: str) -> Iterator[Problem]:
    has = cell_style_names(data, label)
    listed = ", ".join(sorted(has)) or "none"
    for name in sorted(_wanted() - has):
        message = f"the template has no cell style '{name}' (it has {listed})"
        fix = (
            did_you_mean(name, has, cutoff=0.85)
            or "copy the sheet 'Styles' of the template that comes with plandocs into it"
        )
        yield common.problem("template-missing-style", message, label, "the cell styles", fix=fix, severity="error")


def cell_style_names(data: bytes, label: str) -> frozenset[str]:
    """Return the names of a workbook's cell styles."""
    package = Package.open(data, name=label)
    part = package.rels(package.main_part()).target_of("styles")
    items = package.parse(part).iterfind(f"{_X}cellStyles/{_X}cellStyle") if part in package.parts and part else ()
    return frozenset(item.get("name", "") for item in items)


@lru_cache(maxsize=1)
def _wanted() -> frozenset[str]:
    """Return the cell styles that workbooks are made with: those of the template that comes with plandocs."""
    names = cell_style_names((bundled("templates") / _TEMPLATE).read_bytes(), _TEMPLATE)
    return frozenset(name for name in names if name.startswith(PREFIX))
