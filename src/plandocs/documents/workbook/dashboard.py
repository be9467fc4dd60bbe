"""The dashboard: where the project stands, counted by formulas from the other sheets; nothing is typed here.

Figures above, then on the left phases, buffers and the top risks, on the right milestones, the next days and the
dependencies to chase; charts below. Blocks that stand side by side begin in the same row.
"""

from __future__ import annotations

from collections.abc import Mapping

from plandocs.content.sheets import Area, AreaRule, Sheet
from plandocs.documents.workbook.dashboard_buffers import BufferCells, buffers, protecting_ids
from plandocs.documents.workbook.dashboard_charts import charts
from plandocs.documents.workbook.dashboard_figures import figure_rules, figures
from plandocs.documents.workbook.dashboard_left import phases, top_risks
from plandocs.documents.workbook.dashboard_right import dependencies_to_chase, milestones, next_days
from plandocs.documents.workbook.setting import Setting

WIDTHS: Mapping[int, float] = {
    1: 42.0,
    2: 16.5,
    **dict.fromkeys(range(3, 7), 14.0),
    7: 3.0,
    8: 42.0,
    9: 20.0,
    10: 20.0,
    11: 16.5,
    12: 12.0,
}
_FIGURES_ROW, _BLOCKS_ROW = 5, 9
_RIGHT_COLUMN = 8


def dashboard_sheet(setting: Setting, registers: Mapping[str, Sheet]) -> Sheet:
    """Return the dashboard over the sheets that are there, by key."""
    tables = {key: sheet.tables[0] for key, sheet in registers.items() if sheet.tables}
    tasks = tables["schedule"]
    pairs = (
        (phases(setting, tasks), milestones(setting, tasks)),
        (buffers(setting, tasks), next_days(setting, tasks)),
        (top_risks(setting, tables["risks"]), dependencies_to_chase(setting, tables["dependencies"])),
    )
    areas: list[Area] = []
    rules: list[AreaRule] = []
    cells: BufferCells | None = None
    row = _BLOCKS_ROW
    for number, pair in enumerate(pairs):
        if number == 1 and pair[0] is not None:
            cells = BufferCells(row + 2, row + 1 + len(protecting_ids(setting)))
        sides = zip(pair, (1, _RIGHT_COLUMN), strict=True)
        placed = [block.placed(row, column) for block, column in sides if block is not None]
        for area, more in placed:
            areas.append(area)
            rules += more
        row += max((len(area.rows) + 1 for area, _ in placed), default=0)
    drawn, headings = charts(setting, row, registers.get("burn_up"), registers.get("heat_map"))
    return setting.sheet(
        "dashboard",
        group="start",
        areas=(figures(setting, tables, _FIGURES_ROW, cells), *areas, *headings),
        charts=drawn,
        rules=(*figure_rules(setting, _FIGURES_ROW + 1), *rules),
        widths=WIDTHS,
        freeze=(3, 0),
        holds_as_of=True,
        one_page=True,
    )
