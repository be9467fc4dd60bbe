"""Two versions of a plan compared: the go-live first, then every milestone and task in working days, then the rest.

Days are counted on the old version's project calendar, because that is what was agreed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from plandocs.baseline.difference.model import Difference, Move
from plandocs.baseline.difference.registers import changed_registers
from plandocs.baseline.versions import Version


def difference(old: Version, new: Version) -> Difference:
    """Return what differs between two versions."""
    milestones = {task.id for side in (old, new) for task in side.schedule.tasks if task.is_milestone}
    go_live = None
    if old.go_live is not None or new.go_live is not None:
        task = new.schedule.go_live_task or old.schedule.go_live_task or ""
        go_live = _move(task, "Go-live", old, old.go_live, new.go_live)
    moves = [_move_of(task, old, new) for task in _ids(old, new)]
    return Difference(
        old=old,
        new=new,
        day_word="working day" if old.schedule.day_count == "working" else "day",
        go_live=go_live,
        start=_move("", "Start", old, old.start, new.start),
        finish=_move("", "Finish", old, old.finish, new.finish),
        milestones=tuple(move for move in moves if move.id in milestones and move.moved),
        tasks_moved=tuple(move for move in moves if move.id not in milestones and move.days and move.moved),
        registers=tuple(changed_registers(old.plan, new.plan)),
    )


def _ids(old: Version, new: Version) -> Iterable[str]:
    """Return the ids of both versions: the new plan's in its order, then those that went."""
    return [*new.dates, *(task for task in old.dates if task not in new.dates)]


def _move_of(task: str, old: Version, new: Version) -> Move:
    before, after = old.dates.get(task), new.dates.get(task)
    known = after or before
    return _move(
        task,
        known.name if known else task,
        old,
        before.finish if before else None,
        after.finish if after else None,
    )


def _move(task: str, name: str, old: Version, before: date | None, after: date | None) -> Move:
    days = None if before is None or after is None else old.schedule.working_days_between(before, after)
    return Move(task, name, before, after, days)
