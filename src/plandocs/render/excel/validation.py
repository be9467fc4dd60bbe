"""Drop-downs and limits of cells that are typed in."""

from __future__ import annotations

from datetime import date

from plandocs.content.sheets import Bounds, Choices, Sheet, address
from plandocs.render.excel.cells import number
from plandocs.render.excel.conditional import column_area
from plandocs.render.xmltext import escape_text


def validations_xml(sheet: Sheet) -> str:
    """Return the validations of a sheet, or nothing when it has none."""
    rules: list[str] = []
    for table in sheet.tables:
        for column in table.columns:
            place = column_area(table, column.key)
            if column.choices is not None and column.choices.fits:
                rules.append(_list(place, column.choices))
            elif column.bounds is not None:
                rules.append(_bounds(place, column.bounds))
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
