"""Drop-downs and limits of cells that are typed in; ids, which tie rows to the plan, are kept from being typed over.

Sheets are not locked: Excel adds no rows to a table on a locked sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plandocs.content.sheets import Bounds, Choices, DataTable, Sheet, address
from plandocs.render.excel.cells import number
from plandocs.render.excel.conditional import column_area
from plandocs.render.xmltext import escape_attribute, escape_text

_LONGEST_ERROR = 255


def validations_xml(sheet: Sheet, words: Mapping[str, str]) -> str:
    """Return the validations of a sheet, or nothing when it has none.

    `words` say why an id is refused: `id_kept` where it is of the plan, `id_taken` where another row has it.
    """
    rules: list[str] = []
    for table in sheet.tables:
        for column in table.columns:
            place = column_area(table, column.key)
            if column.choices is not None and column.choices.fits:
                rules.append(_list(place, column.choices))
            elif column.bounds is not None:
                rules.append(_bounds(place, column.bounds))
            elif column.key == "id":
                rules += _ids(table, words)
    for area in sheet.areas:
        for down, row in enumerate(area.rows):
            for across, item in enumerate(row):
                if item is not None and item.choices is not None and item.choices.fits:
                    rules.append(_list(address(area.row + down, area.column + across), item.choices))
    return f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>' if rules else ""


def _list(place: str, choices: Choices) -> str:
    source = choices.name or '"' + ",".join(choices.values).replace('"', '""') + '"'
    manner = "" if choices.strict else ' errorStyle="warning"'
    return (
        f'<dataValidation type="list"{manner} allowBlank="1" showInputMessage="1" showErrorMessage="1"'
        f' sqref="{place}"><formula1>{escape_text(source)}</formula1></dataValidation>'
    )


def _ids(table: DataTable, words: Mapping[str, str]) -> list[str]:
    """Return what keeps the ids of the plan's rows, and those of new rows apart from all others."""
    column = table.column + [item.key for item in table.columns].index("id")
    first, last = table.first_row, table.last_row
    new = first + len(table.rows)
    found = []
    if table.rows:
        found.append(_custom(f"{address(first, column)}:{address(new - 1, column)}", "FALSE", words["id_kept"]))
    if new <= last:
        whole = f"{address(first, column, fixed=True)}:{address(last, column, fixed=True)}"
        once = f"COUNTIF({whole},{address(new, column)})=1"
        found.append(_custom(f"{address(new, column)}:{address(last, column)}", once, words["id_taken"]))
    return found


def _custom(place: str, formula: str, error: str) -> str:
    return (
        '<dataValidation type="custom" allowBlank="1" showInputMessage="1" showErrorMessage="1"'
        f' error="{escape_attribute(error[:_LONGEST_ERROR])}" sqref="{place}">'
        f"<formula1>{escape_text(formula)}</formula1></dataValidation>"
    )


def _bounds(place: str, bounds: Bounds) -> str:
    limits = [limit for limit in (bounds.low, bounds.high) if limit is not None]
    kind = "date" if any(isinstance(limit, date) for limit in limits) else "decimal"
    operator = "between"
    if bounds.high is None:
        operator = "greaterThanOrEqual"
    elif bounds.low is None:
        operator = "lessThanOrEqual"
    formulas = "".join(f"<formula{order}>{number(limit)}</formula{order}>" for order, limit in enumerate(limits, 1))
    return (
        f'<dataValidation type="{kind}" operator="{operator}" allowBlank="1" showInputMessage="1" showErrorMessage="1"'
        f' sqref="{place}">{formulas}</dataValidation>'
    )
