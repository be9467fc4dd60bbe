"""Conditional formats: cells that follow what stands in them. The first rule of a sheet wins over later ones."""

from __future__ import annotations

from plandocs.content.sheets import DataTable, Sheet, address, quoted
from plandocs.render.excel.styles import StyleBook
from plandocs.render.xmltext import escape_text

STYLE_OF = {
    "good": "Good",
    "watch": "Watch",
    "bad": "Bad",
    "neutral": "Neutral",
    "accent": "Accent",
    "strong": "Emphasis",
    "faint": "Faint",
    "divider": "Divider",
}
"""The template's style for each way a rule marks cells."""


class Conditions:
    """The rules of one sheet, in order of their strength."""

    __slots__ = ("_priority", "_rules", "_styles")

    def __init__(self, styles: StyleBook) -> None:
        self._styles = styles
        self._rules: list[str] = []
        self._priority = 0

    def equal(self, area: str, text: str, style: str) -> None:
        """Mark the cells of an area that hold a text."""
        self._add(area, 'type="cellIs" operator="equal"', quoted(text), style, for_text=True)

    def when(self, area: str, formula: str, style: str, *, for_text: bool = False, last: bool = False) -> None:
        """Mark the cells of an area for which a formula holds; `last` keeps later rules away from them."""
        stop = ' stopIfTrue="1"' if last else ""
        self._add(area, f'type="expression"{stop}', formula, style, for_text=for_text)

    def to_xml(self) -> str:
        """Return the elements of all rules."""
        return "".join(self._rules)

    def _add(self, area: str, kind: str, formula: str, style: str, *, for_text: bool) -> None:
        self._priority += 1
        look = self._styles.rule(style, for_text=for_text)
        self._rules.append(
            f'<conditionalFormatting sqref="{area}"><cfRule {kind} dxfId="{look}" priority="{self._priority}">'
            f"<formula>{escape_text(formula)}</formula></cfRule></conditionalFormatting>"
        )


def write_conditions(sheet: Sheet, conditions: Conditions) -> None:
    """Write the rules of a sheet's tables and areas: tones of words first, then conditions."""
    for table in sheet.tables:
        for column in table.columns:
            area = column_area(table, column.key)
            for text, tone in column.tones.items():
                conditions.equal(area, text, STYLE_OF[tone])
        for rule in table.rules:
            areas = [column_area(table, key) for key in rule.columns] or [_body(table)]
            formula = table.as_condition(rule.when)
            is_text = bool(rule.columns) and all(
                column.kind == "text" for column in table.columns if column.key in rule.columns
            )
            conditions.when(" ".join(areas), formula, STYLE_OF[rule.style], for_text=is_text)
    for area_rule in sheet.rules:
        conditions.when(area_rule.area, area_rule.when, STYLE_OF[area_rule.style], for_text=True)


def column_area(table: DataTable, key: str) -> str:
    """Return the range of a column without its header: `F6:F26`."""
    return table.cells(key).replace("$", "")


def _body(table: DataTable) -> str:
    return f"{address(table.first_row, table.column)}:{address(table.last_row, table.last_column)}"
