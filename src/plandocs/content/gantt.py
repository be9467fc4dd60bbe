"""A Gantt chart as data: rows with dates. Scale, pixels and colours belong to the renderer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

CRITICAL_MARK = "►"
"""Stands beside the names of what decides the date, in all documents: a shape that no status has."""
RowKind = Literal["phase", "task", "buffer", "milestone"]


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One row. Dates are inclusive; `progress` is percent done; `baseline` is the agreed finish where it differs."""

    id: str
    label: str
    kind: RowKind
    start: date
    finish: date
    owner: str = ""
    phase: str = ""
    """The id of the phase the row belongs to."""
    critical: bool = False
    progress: int = 0
    baseline_start: date | None = None
    baseline_finish: date | None = None
    marks: tuple[tuple[date, str], ...] = ()
    """Milestones shown on the row itself, as on a phase's row of a short chart: their days and labels."""
    alt: str = ""
    """The row in words, for people who do not see the bar."""
    held: tuple[GanttRow, ...] = ()
    """Rows that are not shown themselves and stand on this one, as on a phase's row of a short chart: its buffers, and
    what decides the date."""


@dataclass(frozen=True, slots=True)
class GanttLink:
    """A dependency between two rows that are both shown."""

    predecessor: str
    successor: str
    type: str = "FS"


@dataclass(frozen=True, slots=True)
class Gantt:
    """Rows in plan order over the days `start` to `finish`, both inclusive.

    `non_working` are the days without work in that span; `legend` names what is used: `task`, `buffer`, `critical`,
    `milestone`, `progress`, `baseline`, `today`.
    """

    name: str
    start: date
    finish: date
    rows: tuple[GanttRow, ...]
    links: tuple[GanttLink, ...] = ()
    non_working: tuple[date, ...] = ()
    today: date | None = None
    today_label: str = ""
    legend: tuple[tuple[str, str], ...] = ()
    """Pairs of what is used and its word."""
    caption: str = ""
    alt: str = ""
    most_rows: int = 12
    """Rows beside which a slide still has connectors; of more rows it shows a part. A chart to plan with has more."""

    def split(self, most: int) -> tuple[Gantt, ...]:
        """Return the chart in parts of at most `most` rows, about equally long, cut before a phase where one is near.

        Every part keeps the whole span, so that bars stay comparable. Links between parts are left out.
        """
        if len(self.rows) <= most:
            return (self,)
        parts: list[Gantt] = []
        rest = self.rows
        while rest:
            still = -(-len(rest) // most)
            cut = _cut(rest, -(-len(rest) // still))
            shown = rest[:cut]
            ids = {row.id for row in shown}
            links = tuple(link for link in self.links if link.predecessor in ids and link.successor in ids)
            parts.append(replace(self, rows=shown, links=links))
            rest = rest[cut:]
        return tuple(parts)


def _cut(rows: tuple[GanttRow, ...], most: int) -> int:
    """Return how many of the rows go on the next part: a phase heading is never its last row."""
    if len(rows) <= most:
        return len(rows)
    for cut in range(most, max(1, most // 2), -1):
        if rows[cut].kind == "phase":
            return cut
    return most - 1 if most > 1 and rows[most - 1].kind == "phase" else most
