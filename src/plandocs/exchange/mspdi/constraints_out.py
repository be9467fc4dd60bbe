"""The one constraint that Project has for a task, out of the several that a plan may have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from plandocs.exchange.mspdi import codes
from plandocs.exchange.mspdi.elements import moment
from plandocs.plan.model import Milestone, Task
from plandocs.schedule.result import ScheduledTask
from plandocs.schedule.rows import Row

_CONSTRAINTS = (
    "must_start_on", "must_finish_on", "finish_no_later_than", "start_no_later_than", "start_no_earlier_than",
    "finish_no_earlier_than", "as_late_as_possible",
)  # fmt: skip
"""Keys of a task of which Project can have one: the first that a task has is taken."""
_EARLIEST = frozenset({"start_no_earlier_than", "finish_no_earlier_than", "as_late_as_possible"})
"""Of several of these the date that comes of them is the constraint; of others it is fixed."""
_FIXED = frozenset({"must_start_on", "must_finish_on"})


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint's type and its date as MSPDI writes it, None for none.

    `lost` are the keys that cannot be said beside it; `is_held` that it stands for what the export does not show.
    """

    type: int = 0
    date: str | None = None
    lost: tuple[str, ...] = ()
    is_held: bool = False


def constraint_of(
    member: Task | Milestone,
    row: Row,
    scheduled: ScheduledTask,
    span: tuple[int, int],
    *,
    edge: Callable[[date, bool], str],
    is_held: bool,
) -> Constraint:
    """Return a task's constraint. Of several the date that comes of them is written.

    `span` is its start and finish as instants; `edge` gives the beginning of a day's work, or with True its end.
    `is_held` says that something holds the task which the export does not show.
    """
    found = [(key, day) for key in _CONSTRAINTS if (day := getattr(member, key, None))]
    lost = tuple(key for key, _ in found[1:])
    start, finish = span
    own = moment(finish if row.is_milestone else start)
    if len(found) > 1 and {key for key, _ in found} <= _EARLIEST:
        return Constraint(codes.CONSTRAINTS["start_no_earlier_than"], own, lost)
    if len(found) > 1 and found[0][0] not in _FIXED:
        key = "must_finish_on" if row.is_milestone else "must_start_on"
        return Constraint(codes.CONSTRAINTS[key], own, lost)
    if found:
        key, day = found[0]
        by_day = None if key == "as_late_as_possible" else edge(day, key in codes.DATED_BY_FINISH)
        return Constraint(codes.CONSTRAINTS[key], by_day, lost)
    if is_held or waits_for_status(row, scheduled):
        return Constraint(codes.CONSTRAINTS["start_no_earlier_than"], own, is_held=is_held)
    return Constraint()


def waits_for_status(row: Row, scheduled: ScheduledTask) -> bool:
    """Return whether a task that has not begun lies where it does because of the status date alone."""
    if row.is_milestone or scheduled.started is not None or any(getattr(row, key) for key in _CONSTRAINTS):
        return False
    return any(driver.kind == "as_of" for driver in scheduled.drivers)
