"""What somebody did to the bars of a chart: by how many days each end was moved.

A bar is compared with the place where it was drawn, not read as dates: so a short task, drawn longer than it is, and a
scale on which a day is less than a hair, still tell a moved bar from one that was left alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plandocs.content.drawn import LEAST_BAR, DrawnBar, DrawnChart
from plandocs.schedule.result import ScheduledTask


@dataclass(frozen=True, slots=True)
class Move:
    """One bar that was moved: the calendar days that its two ends went, later is positive. A milestone has one end."""

    task: ScheduledTask
    start: int
    finish: int

    @property
    def is_shift(self) -> bool:
        """Whether the bar was moved as a whole."""
        return self.start == self.finish


def moves_of(charts: Sequence[DrawnChart], tasks: Mapping[str, ScheduledTask]) -> tuple[list[Move], list[str]]:
    """Return the moved bars by the dates of their tasks, and the ids that two charts tell differently.

    A task that several slides show counts as moved where one of them was touched.
    """
    found: dict[str, Move] = {}
    torn: list[str] = []
    for chart in charts:
        for bar in chart.bars:
            task = tasks.get(bar.id)
            move = None if task is None else _move(bar, chart, task)
            if move is None:
                continue
            known = found.setdefault(bar.id, move)
            if known != move and bar.id not in torn:
                torn.append(bar.id)
    whole = [move for key, move in found.items() if key not in torn]
    return sorted(whole, key=lambda move: (move.task.start, move.task.finish, move.task.id)), torn


def _move(bar: DrawnBar, chart: DrawnChart, task: ScheduledTask) -> Move | None:
    begins, ends = (task.start - chart.first).days, (task.finish - chart.first).days + 1
    if task.is_milestone or bar.is_mark:
        by = round(bar.left + bar.width / 2 - (ends - 0.5))
        return Move(task, by, by) if by else None
    least = LEAST_BAR / chart.per_day
    start = round(bar.left - begins)
    longer = round(bar.width - max(least, ends - begins))
    return Move(task, start, start + longer) if start or longer else None
