"""Checks of a workbook as a whole: sheets, defined names, formulas and styles.

Schema validators see almost none of these; Excel answers most of them with an offer to repair the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plandocs.render.check import excel_cells, excel_parts, excel_tables
from plandocs.render.check.formulas import misnamed_functions, unknown_functions
from plandocs.render.check.sheets import Workbook, is_name
from plandocs.render.check.view import Finding, Rule, View, repeated, tag, xpath_texts

_FORBIDDEN_IN_SHEET_NAME = set("[]:*?/\\")
_LINKS = xpath_texts("//x:hyperlink/@location")
_DIFFERENTIALS = xpath_texts("//x:cfRule/@dxfId | //x:colorFilter/@dxfId")
_FORMAT_LISTS = (
    ("numFmtId", ""),
    ("fontId", "fonts"),
    ("fillId", "fills"),
    ("borderId", "borders"),
    ("xfId", "cellStyleXfs"),
)
_FIRST_OWN_NUMBER_FORMAT = 164


def sheet_name(view: View) -> Iterator[Finding]:
    """Sheet names have 1 to 31 characters, none of []:*?/\\, no quote at either end, and are not "History"."""
    names = [item.get("name", "") for item in view.shared(Workbook).entries]
    for name in names:
        if not 1 <= len(name) <= 31:
            yield f"'{name}'", f"the sheet name has {len(name)} characters; 1 to 31 are possible"
        if set(name) & _FORBIDDEN_IN_SHEET_NAME:
            yield f"'{name}'", "the sheet name holds one of []:*?/\\"
        if name.startswith("'") or name.endswith("'") or name.casefold() == "history":
            yield f"'{name}'", "Excel does not allow this sheet name"
    for name in repeated(name.casefold() for name in names):
        yield f"'{name}'", "two sheets have this name (compared without case)"


def sheet_entry(view: View) -> Iterator[Finding]:
    """Sheet ids are unique, every entry leads to a sheet, one is visible, and the workbook opens at a visible one."""
    workbook = view.shared(Workbook)
    for identity in repeated(item.get("sheetId", "") for item in workbook.entries):
        yield workbook.part, f"two sheets have the id {identity}"
    rels = view.rels(workbook.part)
    for item in workbook.entries:
        identity = item.get(tag("r:id"), "")
        if identity not in rels or rels.target(identity) not in view.package.parts:
            yield f"'{item.get('name')}'", "the sheet's part is not in the file"
    if all(item.get("state", "visible") != "visible" for item in workbook.entries):
        yield workbook.part, "no sheet is visible"
    elif (active := workbook.active_tab) is not None:
        shown = active.isdecimal() and int(active) < len(workbook.entries)
        if not shown or workbook.entries[int(active)].get("state", "visible") != "visible":
            yield workbook.part, f"the workbook opens at sheet {active}, which is hidden or does not exist"


def defined_name(view: View) -> Iterator[Finding]:
    """Defined names are unique in their scope, look like no cell, and their scope is a sheet that exists."""
    workbook = view.shared(Workbook)
    scoped = []
    for item in workbook.defined_names:
        name, scope = item.get("name", ""), item.get("localSheetId", "")
        scoped.append(f"{name.casefold()}@{scope}" if scope else name.casefold())
        if not name.startswith("_xlnm.") and not is_name(name):
            yield f"name {name}", "Excel does not allow this name"
        if scope and (not scope.isdecimal() or int(scope) >= len(workbook.entries)):
            yield f"name {name}", f"the name belongs to sheet {scope}, which does not exist"
    for key in repeated([*scoped, *(table.name.casefold() for table in workbook.tables)]):
        yield f"name {key}", "two names or tables are called this (compared without case)"


def formula_writing(view: View) -> Iterator[Finding]:
    """Formulas are balanced, in English, with commas, without a leading '=', and refer to no #REF!."""
    for where in view.shared(Workbook).long_texts:
        yield where, "a formula: it holds a text of more than 255 characters"
    for where, formula in view.shared(Workbook).all_formulas:
        for fault in formula.faults:
            yield where, f"a formula: {fault}"
        for name, stored in misnamed_functions(formula).items():
            yield where, f"a formula: {name} must be stored as {stored}"


def unknown_function(view: View) -> Iterator[Finding]:
    """A function Excel does not know shows #NAME?, unless an add-in brings it."""
    for where, formula in view.shared(Workbook).all_formulas:
        for name in unknown_functions(formula):
            yield where, f"a formula: {name} is no function of Excel"


def formula_sheets(view: View) -> Iterator[Finding]:
    """A sheet that a formula, a name or a link refers to must exist."""
    workbook = view.shared(Workbook)
    known = {item.get("name", "").casefold() for item in workbook.entries}
    for where, formula in workbook.all_formulas:
        for name in sorted(formula.sheets):
            if any(part.casefold() not in known for part in name.split(":")):
                yield where, f"a formula refers to the sheet '{name}', which does not exist"
    names = {item.get("name", "").casefold() for item in workbook.defined_names}
    for sheet in workbook.sheets:
        for location in _LINKS(sheet.root):
            name, bang, _ = location.rpartition("!")
            target = name.removeprefix("'").removesuffix("'").replace("''", "'").casefold()
            if (bang and target not in known) or (not bang and not _is_live(location, names)):
                yield f"'{sheet.name}'", f"a link leads to {location}, which does not exist"


def formula_names(view: View) -> Iterator[Finding]:
    """A name in a formula must be defined: else the cell shows #NAME?."""
    workbook = view.shared(Workbook)
    known = {item.get("name", "").casefold() for item in workbook.defined_names}
    known |= {table.name.casefold() for table in workbook.tables}
    known |= {item.get("name", "").casefold() for item in workbook.entries}
    for where, formula in workbook.all_formulas:
        for name in sorted(name for name in formula.names if name.casefold() not in known):
            yield where, f"a formula uses the name '{name}', which is not defined"


def formula_tables(view: View) -> Iterator[Finding]:
    """A table and its column that a formula refers to must exist."""
    workbook = view.shared(Workbook)
    columns = {table.name.lower(): {name.lower() for name in table.columns} for table in workbook.tables}
    for where, formula in workbook.all_formulas:
        for table in sorted(formula.tables - set(columns)):
            yield where, f"a formula refers to the table '{table}', which does not exist"
        for table, column in sorted(formula.columns):
            first, _, last = column.partition("]:[")
            if table in columns and not {first, last or first} <= columns[table]:
                yield where, f"a formula refers to the column '{column}', which the table '{table}' has not"


def formula_in_rule(view: View) -> Iterator[Finding]:
    """Validations and conditional formats cannot refer to table columns, nor hold array constants."""
    workbook = view.shared(Workbook)
    for where, formula in [*workbook.format_formulas, *workbook.validation_formulas]:
        if formula.tables or formula.columns:
            yield where, "a rule's formula refers to a table by name; use cells or a defined name"
        if formula.has_array:
            yield where, "a rule's formula holds an array constant"


def differential_index(view: View) -> Iterator[Finding]:
    """A conditional or table format index points into the list of differential formats."""
    workbook = view.shared(Workbook)
    count = workbook.style_count("dxfs")
    for sheet in workbook.sheets:
        for value in sorted(set(_DIFFERENTIALS(sheet.root))):
            if not value.isdecimal() or int(value) >= count:
                yield f"'{sheet.name}'", f"the format {value} is used; {count} are defined"
    for table in workbook.tables:
        for item in table.root.iter():
            for value in [str(value) for name, value in item.attrib.items() if str(name).endswith("DxfId")]:
                if not value.isdecimal() or int(value) >= count:
                    yield f"table {table.name}", f"the format {value} is used; {count} are defined"


def format_parts(view: View) -> Iterator[Finding]:
    """A cell format points to a font, a fill, a border and a number format that exist."""
    workbook = view.shared(Workbook)
    if workbook.styles is None:
        return
    own = {item.get("numFmtId", "") for item in workbook.styles.iter(tag("x:numFmt"))}
    for group in ("cellXfs", "cellStyleXfs"):
        for item in workbook.styles.iterfind(f"{tag(f'x:{group}')}/{tag('x:xf')}"):
            for attribute, listed in _FORMAT_LISTS:
                value = item.get(attribute)
                if value is None or (group == "cellStyleXfs" and attribute == "xfId"):
                    continue
                number = int(value) if value.isdecimal() else -1
                built_in = 0 <= number < _FIRST_OWN_NUMBER_FORMAT
                if not (0 <= number < workbook.style_count(listed) if listed else built_in or value in own):
                    yield group, f"{attribute}={value} points to nothing"


def _is_live(location: str, names: set[str]) -> bool:
    return location.casefold() in names or re.match(r"\$?[A-Z]{1,3}\$?\d+", location) is not None


RULES = (
    Rule("sheets-name", sheet_name),
    Rule("sheets-entry", sheet_entry),
    Rule("sheets-defined-name", defined_name),
    Rule("sheets-formula", formula_writing),
    Rule("sheets-unknown-function", unknown_function, severity="warning"),
    Rule("sheets-dead-sheet", formula_sheets),
    Rule("sheets-dead-name", formula_names),
    Rule("sheets-dead-table", formula_tables),
    Rule("sheets-rule-formula", formula_in_rule),
    Rule("sheets-differential-index", differential_index),
    Rule("sheets-format-parts", format_parts),
    *excel_parts.RULES,
    *excel_tables.RULES,
    *excel_cells.RULES,
)
