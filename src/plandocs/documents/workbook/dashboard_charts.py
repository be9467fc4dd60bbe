"""The charts of the dashboard: work planned and done by week, and the open risks by band."""

from __future__ import annotations

from plandocs.content.blocks import Tone
from plandocs.content.sheets import Area, ChartCells, Item, Sheet, SheetChart, SheetSeries
from plandocs.documents.workbook.burn_up import burn_up_series
from plandocs.documents.workbook.risks import band_counts
from plandocs.documents.workbook.setting import Setting

_ROWS = 13
_LEFT, _RIGHT = (1, 6), (8, 12)
"""The columns that the charts cover, first and last: those of the blocks above them."""
_TONES: tuple[Tone, ...] = ("bad", "watch", "good")


def charts(
    setting: Setting, row: int, burn_up: Sheet | None, heat_map: Sheet | None
) -> tuple[tuple[SheetChart, ...], tuple[Area, ...]]:
    """Return the charts from a row on, each below a heading, and the headings."""
    made: list[SheetChart] = []
    areas: list[Area] = []
    if burn_up is not None:
        labels, series = burn_up_series(burn_up)
        made.append(_chart(setting, "burn_up", row, _LEFT, labels, series))
        areas.append(_heading(setting, "burn_up", row, _LEFT))
    if heat_map is not None:
        names, counts, title = band_counts(setting, heat_map)
        made.append(_chart(setting, "risk_profile", row, _RIGHT, names, (SheetSeries(title, counts, tones=_TONES),)))
        areas.append(_heading(setting, "risk_profile", row, _RIGHT))
    return tuple(made), tuple(areas)


def _chart(
    setting: Setting,
    key: str,
    row: int,
    columns: tuple[int, int],
    labels: ChartCells,
    series: tuple[SheetSeries, ...],
) -> SheetChart:
    return SheetChart(
        title=setting.say(f"block.{key}"),
        alt=setting.say(f"chart.{key}"),
        first=(row + 1, columns[0]),
        last=(row + _ROWS, columns[1]),
        labels=labels,
        series=series,
    )


def _heading(setting: Setting, key: str, row: int, columns: tuple[int, int]) -> Area:
    width = columns[1] - columns[0]
    heading = (Item(setting.say(f"block.{key}"), "heading"), *(Item(None, "heading") for _ in range(width)))
    return Area(row, columns[0], (heading,), (22.0,))
