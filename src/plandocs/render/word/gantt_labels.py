"""What stands beside the bars of a chart: each row's name with its sign and owner, and its dates.

A name takes two lines at most, dates one. Owners are shown for all tasks or for none. All of it is measured, so that
the columns are as wide as they must be and leave the rest to the bars.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from plandocs.content.gantt import CRITICAL_MARK, Gantt, GanttRow
from plandocs.render.metrics import TextMetrics, metrics
from plandocs.render.word.setting import Setting

_SHARE = (0.24, 0.36)
"""The least and the most of the text's width that names take."""
_LINES = 2
_INSETS = 230
"""What the styles of labels keep free at both sides, in twentieths of a point."""
_DATES_SHARE = 0.2
"""The share of the width from which on years are written short."""
_DATES_INSETS = 200
_CRITICAL = f"\u202f{CRITICAL_MARK}"


@dataclass(frozen=True, slots=True)
class Label:
    """A row's name as it is shown, the sign of the critical path, the owner, and how many lines they take."""

    name: str
    sign: str
    owner: str
    lines: int


class RowLabels:
    """The labels of a chart. `width` and `dates_width` are those of the two columns in twentieths of a point."""

    def __init__(self, block: Gantt, setting: Setting) -> None:
        self._block = block
        self._setting = setting
        size = 8.0 if setting.compact else 8.5
        self._plain = metrics(setting.brand.fonts.body, size)
        self.bold = metrics(setting.brand.fonts.body, size, bold=True)
        low, high = (round(setting.width * share) for share in _SHARE)
        self._owners = self._widest(owners=True) * 20 + _INSETS <= high
        self.width = min(max(ceil(self._widest(owners=self._owners) * 20) + _INSETS, low), high)
        self._short_years = False
        self._short_years = self._widest_dates() > setting.width * _DATES_SHARE
        self.dates_width = self._widest_dates()
        self._labels: dict[tuple[str, str], Label] = {}

    def label(self, row: GanttRow) -> Label:
        """Return a row's label; a name of more than two lines is cut, since the task list has it in full."""
        key = (row.kind, row.id)
        found = self._labels.get(key)
        if found is None:
            found = self._labels[key] = self._made(row)
        return found

    def dates(self, row: GanttRow) -> str:
        """Return a row's days: with their year where the chart has several, short where it would take much room."""
        formats = self._setting.formats
        several = self._block.start.year != self._block.finish.year
        if several and not self._short_years:
            return formats.span(row.start, row.finish)
        if not several:
            return formats.short_span(row.start, row.finish)
        year = f"\u00a0{row.finish.year}"
        last = formats.short_date(row.finish).replace(year, f"\u00a0’{row.finish.year % 100:02d}")
        if row.start == row.finish:
            return last
        same_month = (row.start.year, row.start.month) == (row.finish.year, row.finish.month)
        if same_month and formats.language.startswith("en"):
            return f"{row.start.day}–{last}"
        return f"{formats.day_month(row.start)} – {last}"

    def _made(self, row: GanttRow) -> Label:
        font = self._font_of(row)
        room = (self.width - _INSETS) / 20
        sign, owner = _sign(row), _owner(row) if self._owners else ""
        name = row.label
        if len(font.wrap(name + sign + owner, room)) > _LINES:
            name = font.cut(name, room - font.width(sign + owner), lines=_LINES)
        return Label(name, sign, owner, len(font.wrap(name + sign + owner, room)))

    def _font_of(self, row: GanttRow) -> TextMetrics:
        return self.bold if row.kind in ("phase", "milestone") else self._plain

    def _widest(self, *, owners: bool) -> float:
        return max(
            self._font_of(row).width(row.label + _sign(row) + (_owner(row) if owners else ""))
            for row in self._block.rows
        )

    def _widest_dates(self) -> int:
        wide = max(self._font_of(row).width(self.dates(row)) for row in self._block.rows)
        return round(wide * 20) + _DATES_INSETS


def _sign(row: GanttRow) -> str:
    return _CRITICAL if row.critical and row.kind != "phase" else ""


def _owner(row: GanttRow) -> str:
    return f"\u2003{row.owner}" if row.owner and row.kind == "task" else ""
