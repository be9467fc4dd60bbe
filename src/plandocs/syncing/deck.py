"""Bars that somebody dragged in a deck, as changes of the plan with their effect on the go-live.

Each change is tried on the plan itself: written into its text, read back, scheduled. What a bar cannot have, because
another task stands in its way, is told with the reason; a task that follows of itself once the others have moved needs
no change of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from plandocs.errors import PlanError, Problem
from plandocs.exchange.patching import Patch, Set, patched
from plandocs.plan.load import LoadedPlan, load_text
from plandocs.syncing.changes import Change
from plandocs.syncing.files import bytes_of, write_plan
from plandocs.syncing.moves import Move, moves_of

if TYPE_CHECKING:
    from plandocs.plan.reader import Data
    from plandocs.schedule.result import Schedule, ScheduledTask

NO_EARLIER, ON = "start_no_earlier_than", "must_start_on"
_MOST_TRIES = 12
"""Lengths that are tried until a task ends where its bar does; a calendar may not let it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A task that moves because others do."""

    id: str
    name: str
    finish: date
    new_finish: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What a deck's bars change in a plan, and what follows.

    `go_live` and `new_go_live` are the plan's go-live before and after, its finish where it has none; `slip` is in
    working days, positive when later, or in days where the plan `counts_elapsed` ones. `data` is the plan's new text,
    None where nothing changes.
    """

    plan: Path
    bars: int
    changes: tuple[Change, ...]
    carried: tuple[Carried, ...]
    problems: tuple[Problem, ...]
    go_live: date
    new_go_live: date
    slip: int
    counts_elapsed: bool
    data: bytes | None
    before: bytes


def pull(plan: Path, deck: Path) -> Pulled:
    """Return what the bars of a deck change in a plan; nothing is written.

    FileError for files that cannot be read, PlanError for a plan that is not valid, a deck without bars of ours, one of
    another project, and one made from another state of the plan.
    """
    from plandocs.render.origin import origin_of
    from plandocs.render.powerpoint.bars import drawn_charts

    before = bytes_of(plan, "plan")
    loaded = load_text(before, str(plan))
    data = bytes_of(deck, "deck")
    charts = drawn_charts(data, name=str(deck))
    if not charts:
        message = "there is no chart in this deck that plandocs drew, or its scale was removed"
        raise PlanError(Problem(rule="no-bars", message=message, path=str(deck), fix="build the deck again"))
    _require_same_plan(loaded, origin_of(data, name=str(deck)).facts.get("plan-hash", ""), deck)
    trial = _Trial(before, str(plan))
    was = trial.schedule
    tasks = {task.id: task for task in was.tasks}
    moves, torn = moves_of(charts, tasks)
    problems = [_torn(task_id, tasks, deck) for task_id in torn]
    changes = [change for move in moves for change in _taken(move, trial, problems, deck)]
    moved = {move.task.id for move in moves}
    now = trial.schedule
    return Pulled(
        plan=plan,
        bars=sum(len(chart.bars) for chart in charts),
        changes=tuple(changes),
        carried=tuple(_carried(was, now, moved)),
        problems=tuple(problems),
        go_live=was.go_live or was.finish,
        new_go_live=now.go_live or now.finish,
        slip=was.working_days_between(was.go_live or was.finish, now.go_live or now.finish),
        counts_elapsed=was.day_count == "elapsed",
        data=trial.data if changes else None,
        before=before,
    )


def write(found: Pulled) -> None:
    """Write a plan's changes, in one step."""
    if found.data is not None:
        write_plan(found.plan, found.before, found.data)


class _Trial:
    """The plan as it would be: its text, its data and its schedule, after each change that was kept."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._take(data)

    def _take(self, data: bytes) -> None:
        from plandocs.schedule.from_plan import schedule_plan

        self.data = data
        self.loaded: LoadedPlan = load_text(data, self.name)
        self.schedule: Schedule = schedule_plan(self.loaded.plan)

    def with_patches(self, patches: list[Patch]) -> _Trial:
        """Return the trial after some changes. PlanError where they cannot be written or the plan has no dates then."""
        return _Trial(patched(self.data, patches, self.name), self.name)

    def keep(self, other: _Trial) -> None:
        """Go on from another trial."""
        self.data, self.loaded, self.schedule = other.data, other.loaded, other.schedule

    def task(self, task_id: str) -> ScheduledTask:
        """Return a task as it is scheduled now."""
        return self.schedule.task(task_id)

    def place(self, task_id: str) -> tuple[str | int, ...] | None:
        """Return the key path of a task in the file; None where no line of the file is it alone."""
        phases = self.loaded.source.data.get("phases")
        for number, phase in enumerate(phases if isinstance(phases, list) else []):
            rows = phase.get("tasks") if isinstance(phase, dict) else None
            for row, entry in enumerate(rows if isinstance(rows, list) else []):
                if isinstance(entry, dict) and entry.get("id") == task_id:
                    path = ("phases", number, "tasks", row)
                    return path if self.loaded.source.has(path) else None
        return None

    def value(self, path: tuple[str | int, ...], key: str) -> Data:
        """Return what the file says under a task's key; None for nothing."""
        here: Data = self.loaded.source.data
        for part in path:
            here = here[part]  # type: ignore[index]
        return here.get(key) if isinstance(here, dict) else None


def _taken(move: Move, trial: _Trial, problems: list[Problem], deck: Path) -> Iterator[Change]:
    """Yield the changes that give a bar its new place, as far as the plan lets it; the rest goes among the problems."""
    task = move.task
    start, finish = task.start + timedelta(days=move.start), task.finish + timedelta(days=move.finish)
    if task.is_milestone:
        if trial.task(task.id).finish != finish:
            problems.append(_milestone(task, finish, deck))
        return
    path = trial.place(task.id)
    if path is None:
        problems.append(_templated(task, deck))
        return
    if move.start and not _starts(trial, task.id, start):
        yield from _started(move, trial, path, start, problems, deck)
    if not move.is_shift:
        yield from _ended(move, trial, path, finish, problems, deck)


def _starts(trial: _Trial, task_id: str, wanted: date) -> bool:
    """Whether a task begins on a day, or on the first working day after it."""
    found = trial.task(task_id).start
    return found == wanted or (found > wanted and trial.schedule.days.count(wanted, found - timedelta(days=1)) == 0)


def _started(
    move: Move, trial: _Trial, path: tuple[str | int, ...], wanted: date, problems: list[Problem], deck: Path
) -> Iterator[Change]:
    task = move.task
    key = ON if trial.value(path, ON) is not None else NO_EARLIER
    old = trial.value(path, key)
    try:
        tried = trial.with_patches([Set((*path, key), wanted)])
    except PlanError as error:
        problems += error.problems
        return
    if not _starts(tried, task.id, wanted):
        problems.append(_in_the_way(task, wanted, tried, deck))
        return
    trial.keep(tried)
    yield _change(path, key, task, old, wanted.isoformat())


def _ended(
    move: Move, trial: _Trial, path: tuple[str | int, ...], wanted: date, problems: list[Problem], deck: Path
) -> Iterator[Change]:
    """Yield the change of a task's length with which it ends where its bar does, or on the last working day before."""
    task = move.task
    old = trial.value(path, "duration")
    start = trial.task(task.id).start
    elapsed = trial.schedule.day_count == "elapsed"
    length = max(1, (wanted - start).days + 1 if elapsed else trial.schedule.days.count(start, wanted))
    best: tuple[_Trial, str] | None = None
    for _ in range(_MOST_TRIES):
        said = f"{length}d"
        try:
            tried = trial.with_patches([Set((*path, "duration"), said)])
        except PlanError as error:
            problems += error.problems
            return
        found = tried.task(task.id).finish
        if found <= wanted and (best is None or found > best[0].task(task.id).finish):
            best = (tried, said)
        if found == wanted or (found > wanted and (best is not None or length == 1)):
            break
        length += 1 if found < wanted else -1
    if best is None or best[0].task(task.id).finish == trial.task(task.id).finish:
        problems.append(_length(task, wanted, deck))
        return
    trial.keep(best[0])
    yield _change(path, "duration", task, old, best[1])


def _change(path: tuple[str | int, ...], key: str, task: ScheduledTask, old: Data, new: str) -> Change:
    where = f"phases[{path[1]}].tasks[{task.id}].{key}"
    return Change(where=where, label=task.id, about=task.name, old="" if old is None else str(old), new=f"{key}: {new}")


def _carried(was: Schedule, now: Schedule, moved: set[str]) -> Iterator[Carried]:
    for task in was.tasks:
        later = now.task(task.id)
        if task.id not in moved and later.finish != task.finish:
            yield Carried(task.id, task.name, task.finish, later.finish)


def _require_same_plan(loaded: LoadedPlan, stamped: str, deck: Path) -> None:
    """Raise PlanError where a deck was made from another plan, or from this one before it was changed."""
    from plandocs.plan.fingerprint import plan_hash

    now = plan_hash(loaded.plan)
    if stamped and now.startswith(stamped):
        return
    if not stamped:
        message = "the deck does not say which plan it was made from"
    else:
        message = f"the deck was made from another state of the plan ({stamped}; the plan is {now[:8]} now)"
    fix = "build the deck again and move the bars there, or pull it into the plan as it was then"
    raise PlanError(Problem(rule="other-plan", message=message, path=str(deck), fix=fix))


def _torn(task_id: str, tasks: dict[str, ScheduledTask], deck: Path) -> Problem:
    message = f"two slides show '{tasks[task_id].name}' ({task_id}) on different days"
    fix = "move its bar on one of them only, or on both alike"
    return Problem(rule="two-bars", message=message, path=str(deck), where=task_id, fix=fix)


def _milestone(task: ScheduledTask, wanted: date, deck: Path) -> Problem:
    message = f"the milestone '{task.name}' was moved to {wanted.isoformat()}: it is dated by what comes before it"
    return Problem(
        rule="milestone-moved", message=message, path=str(deck), where=task.id, fix="move the tasks before it"
    )


def _templated(task: ScheduledTask, deck: Path) -> Problem:
    message = f"'{task.name}' ({task.id}) is not a line of its own in the plan: it is made for each wave"
    fix = "change its dates in the wave's template, or in the plan by hand"
    return Problem(rule="not-a-line", message=message, path=str(deck), where=task.id, fix=fix)


def _in_the_way(task: ScheduledTask, wanted: date, tried: _Trial, deck: Path) -> Problem:
    found = tried.task(task.id)
    waits = [driver.by for driver in found.drivers if driver.kind == "link"]
    because = f", because it waits for {', '.join(waits)}" if waits else ""
    message = f"'{task.name}' ({task.id}) cannot begin on {wanted.isoformat()}: it begins on {found.start.isoformat()}"
    fix = "move what it waits for as well, or change its 'after'"
    return Problem(rule="bar-in-the-way", message=f"{message}{because}", path=str(deck), where=task.id, fix=fix)


def _length(task: ScheduledTask, wanted: date, deck: Path) -> Problem:
    message = f"no length in whole days lets '{task.name}' ({task.id}) end on {wanted.isoformat()}"
    fix = "draw its end to a working day, or change its duration in the plan"
    return Problem(rule="bar-length", message=message, path=str(deck), where=task.id, fix=fix)
