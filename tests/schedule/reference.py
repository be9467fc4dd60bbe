"""A slow scheduler that is obviously right: it walks cell by cell and asks each link whether it is kept.

Written for the tests, with nothing from the engine. A *cell* is the unit of time: a day (for plans of whole days) or
an hour. A calendar is the set of worked cells. A *position* is an edge of a cell: 2·c is the beginning of cell c,
2·c+1 its end, so that Friday evening comes before Monday morning although no work lies between them. A task takes the
first worked cell from which all links into it are kept; the latest one is found the same way from the end.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass
class RefLink:
    predecessor: int
    type: str
    lag: int = 0
    elapsed: bool = False
    lag_cells: list[int] | None = None
    """The worked cells that a lag is counted in; those of the task that waits when left out."""


@dataclass
class RefTask:
    cells: list[int]
    """The worked cells of its calendar, in order."""
    duration: int
    links: list[RefLink] = field(default_factory=list)
    not_before: int | None = None
    """The first cell it may start in."""
    not_done_before: int | None = None
    """The cell at whose end it may finish at the earliest."""
    deadline: int | None = None
    not_after: int | None = None
    """The cell at whose beginning it starts at the latest, even against its links."""
    done_by: int | None = None
    """The cell at whose end it is finished at the latest, even against its links."""
    must_start: int | None = None
    """The cell in which it starts whatever the links say; in time off, the next one that is worked."""
    must_finish: int | None = None
    """The cell in which it finishes whatever the links say; in time off, the one that was worked before."""
    late: bool = False
    """Whether it stands at its latest dates."""
    in_hours: bool = False
    """In a plan of hours a finish that is asked for in time off is met by the end of the work before it."""


@dataclass
class RefDates:
    start: int
    finish: int


def worked_before(cells: list[int], position: int) -> int:
    """Count the worked cells that end at or before a position."""
    return bisect_right(cells, (position - 1) // 2)


def shift(position: int, lag: int, elapsed: bool, cells: list[int]) -> int:
    """Move a position by so many cells of time, or by so many worked cells."""
    if not lag:
        return position
    if elapsed:
        return position + 2 * lag
    number = worked_before(cells, position) + lag
    return 2 * cells[number - 1] + 1 if position % 2 else 2 * cells[number]


def occupied(task: RefTask, start: int) -> RefDates:
    """Return the positions of a task that starts at a position: its duration in worked cells from there."""
    if not task.duration:
        return RefDates(start, start)
    worked_from_start = task.cells[worked_before(task.cells, start) :]
    return RefDates(start, 2 * worked_from_start[task.duration - 1] + 1)


def is_kept(link: RefLink, source: RefDates, task: RefTask, dates: RefDates) -> bool:
    """Ask whether a link holds: its end of the task is not before the shifted end of its predecessor."""
    asked = shift(
        source.finish if link.type[0] == "F" else source.start, link.lag, link.elapsed, link.lag_cells or task.cells
    )
    if link.type[1] == "S" or not task.duration:
        return dates.start >= asked
    if asked % 2 == 0 or task.in_hours:  # a finish meets a beginning in the last evening before it
        asked = 2 * task.cells[worked_before(task.cells, asked) - 1] + 1
    return dates.finish >= asked


def candidates(task: RefTask) -> list[int]:
    """Return the positions a task may start at: beginnings of worked cells; a milestone also at their ends."""
    if task.duration:
        return [2 * cell for cell in task.cells[: -task.duration]]
    return [edge for cell in task.cells for edge in (2 * cell, 2 * cell + 1)]


def fixed(task: RefTask) -> RefDates | None:
    """Return where a task with a fixed date stands."""
    if task.must_start is not None:
        return occupied(task, next(start for start in candidates(task) if start >= 2 * task.must_start))
    if task.must_finish is not None:
        at = [start for start in candidates(task) if occupied(task, start).finish <= 2 * task.must_finish + 1]
        return occupied(task, at[-1])
    return None


def keeps_its_latest(task: RefTask, dates: RefDates) -> bool:
    """Ask whether a task starts and finishes no later than it may."""
    return (task.not_after is None or dates.start <= 2 * task.not_after) and (
        task.done_by is None or dates.finish <= 2 * task.done_by + 1
    )


def earliest(tasks: list[RefTask], project_start: int, late: list[RefDates] | None = None) -> list[RefDates]:
    """Return the earliest positions; tasks are listed predecessors first.

    With `late`, those that stand as late as possible do not start before it.
    """
    found: list[RefDates] = []
    for index, task in enumerate(tasks):
        at = fixed(task)
        if at is None:
            floor = max(2 * project_start, late[index].start if late is not None and task.late else 0)
            at = _first_kept(task, found, floor)
            if not keeps_its_latest(task, at):
                allowed = [occupied(task, start) for start in candidates(task)]
                at = [dates for dates in allowed if keeps_its_latest(task, dates)][-1]
        found.append(at)
    return found


def _first_kept(task: RefTask, found: list[RefDates], floor: int) -> RefDates:
    for start in candidates(task):
        if start < floor:
            continue
        dates = occupied(task, start)
        if (
            (task.not_before is None or start >= 2 * task.not_before)
            and (task.not_done_before is None or dates.finish >= 2 * task.not_done_before + 1)
            and all(is_kept(link, found[link.predecessor], task, dates) for link in task.links)
        ):
            return dates
    raise AssertionError("the reference's calendar is too short")


def broken(tasks: list[RefTask], found: list[RefDates]) -> list[tuple[int, int]]:
    """Return (task, link) for each link that dates overrule."""
    return [
        (index, number)
        for index, task in enumerate(tasks)
        for number, link in enumerate(task.links)
        if not is_kept(link, found[link.predecessor], task, found[index])
    ]


def latest(tasks: list[RefTask], early: list[RefDates], finish: int) -> list[RefDates]:
    """Return the latest positions that keep every link, every deadline and the project's finish.

    A fixed date is the latest one too, but for a deadline before it. A milestone reached on an evening is late on
    an evening, one on a morning on a morning.
    """
    found: list[RefDates | None] = [None] * len(tasks)
    for index in reversed(range(len(tasks))):
        task = tasks[index]
        at = fixed(task)
        if at is not None and (task.deadline is None or at.finish <= 2 * task.deadline + 1):
            found[index] = at
            continue
        for start in reversed(candidates(task)):
            if not task.duration and start % 2 != early[index].start % 2:
                continue
            if occupied(task, start).finish > _end(task, finish):
                continue
            if not keeps_its_latest(task, occupied(task, start)):
                continue
            if at is not None or _successors_are_kept(tasks, found, index, occupied(task, start)):
                found[index] = occupied(task, start)
                break
        else:
            raise AssertionError("the reference's calendar is too short")
    return [dates for dates in found if dates is not None]


def _end(task: RefTask, finish: int, *, capped: bool = True) -> int:
    end = finish
    if capped and task.deadline is not None and 2 * task.deadline + 1 < end:
        end = 2 * task.deadline + 1
    return end


def _successors_are_kept(tasks: list[RefTask], found: list[RefDates | None], index: int, dates: RefDates) -> bool:
    for number, successor in enumerate(tasks):
        later = found[number]
        if later is None:
            continue
        for link in successor.links:
            if link.predecessor == index and not is_kept(link, dates, successor, later):
                return False
    return True


def free_cells(tasks: list[RefTask], early: list[RefDates], index: int, finish: int) -> int:
    """Count the worked cells a task can slip before a successor at its earliest date, or the finish, is touched."""
    task = tasks[index]
    slipped = 0
    for start in candidates(task):
        if start <= early[index].start or (not task.duration and start % 2 != early[index].start % 2):
            continue
        dates = occupied(task, start)
        if dates.finish > _end(task, finish, capped=False) or not _successors_are_kept(
            tasks, list(early), index, dates
        ):
            break
        slipped += 1
    return slipped
