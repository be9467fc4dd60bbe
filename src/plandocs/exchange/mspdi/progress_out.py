"""How far a task is, in Project's terms: what of its length is done, what remains, and from when on.

Without a status date there is no progress: the dates are the agreed ones. With one, only what is known by that day is
written. Work that goes on after the status date is split there, as Project does it: `Stop` and `Resume`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from plandocs.exchange.mspdi.calendars_out import edges
from plandocs.exchange.mspdi.elements import DAY, elements, length, moment
from plandocs.schedule.dating import Solved
from plandocs.schedule.progress import progress_state
from plandocs.schedule.result import ScheduledTask
from plandocs.schedule.rows import Row


@dataclass(frozen=True, slots=True)
class State:
    """The elements that tell of progress, in their two places among a task's others, and the task's length in minutes.

    A task whose rest is estimated anew is as long as what is done and what is left of it; its baseline keeps the length
    that was planned. `reported` is the share that its people report, None where they report none.
    """

    length: int
    stops: str = ""
    shares: str = ""
    reported: int | None = None
    percent: int = 0


def _untouched(minutes: int) -> State:
    """Return a task of which nothing is done."""
    facts = (("PercentComplete", 0), ("ActualDuration", length(0)), ("RemainingDuration", length(minutes)))
    return State(minutes, "", elements(*facts))


def progress_elements(
    row: Row, task: ScheduledTask, solved: Solved, index: int, planned: int, span: tuple[int, int]
) -> State:
    """Return a task's progress. `planned` is its length in minutes, `span` its start and finish as instants."""
    state = progress_state(row, solved.as_of)
    if solved.as_of is None or (row.is_milestone and state == "waiting"):
        return _untouched(planned)
    if state == "waiting":
        return _untouched(_left(solved, index))
    start, finish = span
    if state == "finished":
        real = (("ActualStart", moment(start)), ("ActualFinish", moment(finish)), ("ActualDuration", length(planned)))
        shares = elements(("PercentComplete", 100), *real, ("RemainingDuration", length(0)))
        return State(planned, "", shares, percent=100)
    left = _left(solved, index)
    done = max(0, planned - left)
    whole = done + left
    percent = int((Decimal(100 * done) / whole).to_integral_value(ROUND_HALF_UP)) if whole else 0
    reported = None if row.progress is None else int(row.progress)
    began = (("ActualStart", moment(start)),) if row.started is not None else ()
    shares = elements(
        ("PercentComplete", percent), *began, ("ActualDuration", length(done)), ("RemainingDuration", length(left))
    )
    calendar = solved.network.calendars[solved.network.activities[index].calendar]
    day = solved.as_of.toordinal()
    stop = day * DAY + edges(calendar.pattern, solved.as_of)[1]
    resume = calendar.start_instant(calendar.closes(day))
    if resume % DAY == 0 and calendar.snaps:
        resume += edges(calendar.pattern, solved.as_of.fromordinal(resume // DAY))[0]
    stops = elements(("Stop", moment(max(start, stop))), ("Resume", moment(max(start, resume)))) if left else ""
    return State(whole, stops, shares, reported, percent)


def _left(solved: Solved, index: int) -> int:
    """Return the minutes of work that the forecast still counts with."""
    activity = solved.network.activities[index]
    done = activity.progress is not None and activity.progress.finish is not None
    return 0 if done else activity.duration
