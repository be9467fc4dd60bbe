"""The dashboard: where the project stands, counted by formulas from the other sheets; nothing is typed here.

Figures above, then on the left phases, buffers and the top risks, on the right milestones, the next days and the
dependencies to chase.
"""

from __future__ import annotations

from collections.abc import Mapping

from plandocs.content.sheets import Area, AreaRule, Sheet, address
from plandocs.documents.workbook.dashboard_figures import figures
from plandocs.documents.workbook.dashboard_left import left_blocks
from plandocs.documents.workbook.dashboard_right import right_blocks
from plandocs.documents.workbook.setting import Setting

WIDTHS: Mapping[int, float] = {
    1: 38.0,
    2: 16.5,
    **dict.fromkeys(range(3, 7), 12.0),
    7: 3.0,
    8: 38.0,
    9: 20.0,
    10: 16.5,
    11: 16.5,
    12: 10.0,
}
_FIGURES_ROW, _BLOCKS_ROW = 5, 9
_RIGHT_COLUMN = 8


def dashboard_sheet(setting: Setting, registers: Mapping[str, Sheet]) -> Sheet:
    """Return the dashboard over the sheets that are there, by key."""
    tables = {key: sheet.tables[0] for key, sheet in registers.items() if sheet.tables}
    areas: list[Area] = [figures(setting, tables, _FIGURES_ROW)]
    rules: list[AreaRule] = [*_figure_rules()]
    for column, blocks in ((1, left_blocks(setting, tables)), (_RIGHT_COLUMN, right_blocks(setting, tables))):
        row = _BLOCKS_ROW
        for block in blocks:
            area, more = block.placed(row, column)
            areas.append(area)
            rules += more
            row += len(area.rows) + 1
    return setting.sheet(
        "dashboard",
        group="start",
        areas=tuple(areas),
        rules=tuple(rules),
        widths=WIDTHS,
        freeze=(3, 0),
        holds_as_of=True,
        one_page=True,
    )


def _figure_rules() -> tuple[AreaRule, ...]:
    """Slip, high risks and overdue dependencies stand out when they are not zero."""
    row = _FIGURES_ROW + 1
    slip, risks, overdue = (address(row, column) for column in (2, 5, 6))
    return (
        AreaRule(slip, f"{slip}>10", "bad"),
        AreaRule(slip, f"{slip}>0", "watch"),
        AreaRule(risks, f"{risks}>0", "watch"),
        AreaRule(overdue, f"{overdue}>0", "bad"),
    )
