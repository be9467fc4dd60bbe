"""A decision about a change request, step by step: each place of the plan file that changes, and to what.

The work first, then what is given up or put off, what is in scope now, who does it, and the log of changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from plandocs.errors import PlanError, Problem
from plandocs.exchange.patching import Insert, Patch, Remove, Set
from plandocs.exchange.patching.writing import Value
from plandocs.plan.load import LoadedPlan
from plandocs.plan.values import Duration
from plandocs.syncing.changes import Change
from plandocs.whatif.answers import Assessment, Decision, Option
from plandocs.whatif.edits import AddTask, LeaveOut, SetLength, SetLinks, SetRemaining
from plandocs.whatif.trial import Trial

if TYPE_CHECKING:
    from plandocs.plan.model import Task
    from plandocs.plan.reader import Data

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One change: how it is written, and how a reader sees it."""

    patch: Patch
    change: Change


def steps_of(loaded: LoadedPlan, assessment: Assessment, option: Option, decision: Decision) -> Iterator[Step]:
    """Yield the changes: the work, what it delivers, what is given up or put off, and then the log."""
    yield from _start(loaded, option)
    yield from _work(loaded, option)
    if option.kind == "trade":
        yield from _given_up(loaded, assessment, option, decision)
    if option.kind == "defer":
        yield from _put_off(loaded, assessment, decision)
    else:
        yield from _in_scope(loaded, assessment)
        yield from _person(loaded, assessment, option)
        yield from _target(loaded, option)
    yield from _log(loaded, assessment, option, decision)


def _start(loaded: LoadedPlan, option: Option) -> Iterator[Step]:
    """Yield the start of a plan that is planned back from its target: its kickoff stays where it is from now on."""
    project = loaded.plan.project
    if project.start is None and option.edits:
        start = Trial.of(loaded.plan, None).schedule.start
        yield _set(("project", "start"), "project.start", "", None, start.isoformat())


def _work(loaded: LoadedPlan, option: Option) -> Iterator[Step]:
    tasks = {task.id: task for task in loaded.plan.tasks()}
    for edit in option.edits:
        match edit:
            case SetLength():
                task, place = tasks[edit.task], _place(loaded, edit.task)
                label = f"phases[{place[1]}].tasks[{task.id}]"
                old = str(task.length)
                if str(edit.duration) != old:
                    yield _set((*place, "duration"), f"{label}.duration", task.name, old, str(edit.duration), task.id)
                if edit.remaining is not None:
                    was = str(task.remaining) if task.remaining else None
                    where = f"{label}.remaining"
                    yield _set((*place, "remaining"), where, task.name, was, str(edit.remaining), task.id)
                yield from _estimate(task, place, label, edit.duration)
            case LeaveOut():
                yield from _left_out(loaded, tasks[edit.task])
            case AddTask():
                yield from _added(loaded, edit)
            case SetRemaining() | SetLinks():
                raise AssertionError("an answer to a change request shortens and links nothing but so")


def _estimate(task: Task, place: Place, label: str, new: Duration) -> Iterator[Step]:
    """Yield the three estimates moved by as much as the duration; without them where that gives no work."""
    if task.estimate is None:
        return
    old = ", ".join(map(str, task.estimate))
    where = f"{label}.estimate"
    by = new.amount - task.length.amount
    moved = [estimate.amount + by for estimate in task.estimate]
    same_unit = {estimate.unit for estimate in task.estimate} == {task.length.unit} == {new.unit}
    if not same_unit or min(moved) <= 0:
        gone = Change(where=where, label=task.id, about=task.name, old=old, new="")
        yield Step(Remove((*place, "estimate")), gone)
        return
    estimates: list[Value] = [str(Duration(amount, new.unit)) for amount in moved]
    shown = ", ".join(map(str, estimates))
    change = Change(where=where, label=task.id, about=task.name, old=old, new=shown)
    yield Step(Set((*place, "estimate"), estimates), change)


def _left_out(loaded: LoadedPlan, task: Task) -> Iterator[Step]:
    """Yield a task that falls away: it takes no time any more, and says why; its links and reports stay valid."""
    place = _place(loaded, task.id)
    label = f"phases[{place[1]}].tasks[{task.id}]"
    yield _set((*place, "duration"), f"{label}.duration", task.name, str(task.length), "0d", task.id)
    for key, value in (("estimate", task.estimate), ("effort", task.effort), ("needs", task.needs)):
        if value:
            gone = Change(where=f"{label}.{key}", label=task.id, about=task.name, old=key, new="")
            yield Step(Remove((*place, key)), gone)


def _added(loaded: LoadedPlan, edit: AddTask) -> Iterator[Step]:
    numbers = {phase.id: number for number, phase in enumerate(loaded.plan.phases)}
    place: Place = ("phases", numbers[edit.phase], "tasks")
    if not loaded.source.has(place):
        raise PlanError(_templated(edit.task.id))
    task = edit.task
    entry: dict[str, Value] = {"id": task.id, "name": task.name, "duration": str(task.length)}
    if task.owner:
        entry["owner"] = task.owner
    if task.start_no_earlier_than is not None:
        entry["start_no_earlier_than"] = task.start_no_earlier_than.isoformat()
    entry["scope"] = list(task.scope)
    yield _insert(place, f"phases[{place[1]}].tasks", task.name, entry, task.id)
    milestone = loaded.plan.phases[numbers[edit.phase]].milestone
    for name in edit.before:
        is_milestone = milestone is not None and milestone.id == name
        target: Place = ("phases", numbers[edit.phase], "milestone") if is_milestone else _place(loaded, name)
        yield from _listed(loaded, (*target, "after"), f"{name}.after", task.id, name)


def _given_up(loaded: LoadedPlan, assessment: Assessment, option: Option, decision: Decision) -> Iterator[Step]:
    """Yield scope items moved to the list for later phases, and taken out of the tasks and deliverables.

    They keep their ids, by which the request's own options go on naming them.
    """
    scope = loaded.plan.scope
    places: list[tuple[Place, str, tuple[str, ...]]] = [
        ((*_place(loaded, task.id), "scope"), f"tasks[{task.id}].scope", task.scope)
        for task in loaded.plan.tasks()
        if set(task.scope).intersection(option.items)
    ]
    places += [
        (("deliverables", number, "scope"), f"deliverables[{given.id or number}].scope", given.scope)
        for number, given in enumerate(loaded.plan.deliverables)
        if set(given.scope).intersection(option.items)
    ]
    for place, where, old in places:
        left = [name for name in old if name not in option.items]
        if left:
            yield Step(
                Set(place, left), Change(where=where, label="", about="", old=", ".join(old), new=", ".join(left))
            )
        else:
            yield Step(Remove(place), Change(where=where, label="", about="", old=", ".join(old), new=""))
    for name in option.items:
        number, item = next((n, item) for n, item in enumerate(scope.in_) if item.id == name)
        yield Step(
            Remove(("scope", "in", name)),
            Change(where=f"scope.in[{number}]", label=name, about=item.text, old=item.text, new=""),
        )
        yield _parked(name, item.text, assessment, decision, f"Given up for {assessment.change.id}")


def _put_off(loaded: LoadedPlan, assessment: Assessment, decision: Decision) -> Iterator[Step]:
    """Yield the request on the list for later phases, unless it stands there already."""
    lot = loaded.plan.scope.parking_lot
    if any(idea.idea == assessment.change.request for idea in lot):
        return
    free = _next_id({idea.id for idea in lot})
    yield _parked(free, assessment.change.request, assessment, decision, f"Asked for as {assessment.change.id}")


def _parked(name: str, idea: str, assessment: Assessment, decision: Decision, value: str) -> Step:
    change = assessment.change
    entry: dict[str, Value] = {"id": name, "idea": idea}
    if change.requester:
        entry["requester"] = change.requester
    day = change.date or decision.decided
    if day is not None:
        entry["date"] = day.isoformat()
    entry |= {"value": value, "revisit": "phase 2"}
    return _insert(("scope", "parking_lot"), "scope.parking_lot", idea, entry, name)


def _in_scope(loaded: LoadedPlan, assessment: Assessment) -> Iterator[Step]:
    """Yield the request as an item of scope, and the tasks that deliver it."""
    change = assessment.change
    scope = loaded.plan.scope
    if change.id in {*(item.id for item in scope.in_), *(item.id for item in scope.out)}:
        return
    entry: dict[str, Value] = {"id": change.id, "text": change.request}
    yield _insert(("scope", "in"), "scope.in", change.request, entry, change.id)
    for name in (length.task for length in assessment.lengths):
        yield from _listed(loaded, (*_place(loaded, name), "scope"), f"tasks[{name}].scope", change.id, name)


def _person(loaded: LoadedPlan, assessment: Assessment, option: Option) -> Iterator[Step]:
    """Yield the added person on the tasks, where the option names one whom the plan knows."""
    owner = option.stated.owner if option.stated else ""
    if option.kind != "resource" or owner not in loaded.plan.people:
        return
    tasks = {task.id: task for task in loaded.plan.tasks()}
    for name in (length.task for length in assessment.lengths):
        if owner != tasks[name].owner and owner not in tasks[name].with_:
            yield from _listed(loaded, (*_place(loaded, name), "with"), f"tasks[{name}].with", owner, name)


def _target(loaded: LoadedPlan, option: Option) -> Iterator[Step]:
    """Yield the target go-live, which an approved extension moves with it."""
    target = loaded.plan.project.target_go_live
    if target is not None and option.go_live is not None and target < option.go_live and option.days:
        new = option.go_live.isoformat()
        yield _set(("project", "target_go_live"), "project.target_go_live", "", target.isoformat(), new)


def _log(loaded: LoadedPlan, assessment: Assessment, option: Option, decision: Decision) -> Iterator[Step]:
    """Yield the request's entry in the log of changes: the options that were computed, and what was decided."""
    change = assessment.change
    base: Place = ("changes", assessment.index)
    stated = len(change.options)
    for computed in assessment.options[stated : max(stated, decision.number)]:
        entry = _as_entry(computed)
        yield _insert((*base, "options"), f"changes[{change.id}].options", str(entry["text"]), entry, change.id)
    assert decision.decided is not None
    status = "deferred" if option.kind == "defer" else "approved"
    log: dict[str, tuple[object, Value]] = {
        "impact_days": (change.impact_days, option.days if option.kind != "defer" else None),
        "chosen": (change.chosen, decision.number),
        "status": (change.status, status),
        "approver": (change.approver, decision.approver),
        "decided": (change.decided, decision.decided.isoformat()),
    }
    for key, (old, new) in log.items():
        if new is None or _said(old) == _said(new):
            continue
        yield _set((*base, key), f"changes[{change.id}].{key}", "", _said(old) or None, new, change.id)


def _as_entry(option: Option) -> dict[str, Value]:
    """Return a computed option as the plan writes one."""
    texts = {
        "extend": "Extend the timeline",
        "trade": f"Move {', '.join(option.items)} to a later phase in exchange",
        "resource": "Add a second person",
        "defer": "Keep it for a later phase",
    }
    entry: dict[str, Value] = {"kind": option.kind, "text": texts[option.kind], "days": option.days}
    if option.go_live is not None and option.days:
        entry["go_live"] = option.go_live.isoformat()
    if option.items:
        entry["trade"] = list(option.items)
    return entry


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _place(loaded: LoadedPlan, task_id: str) -> Place:
    """Return the key path of a task in the file. PlanError where no line of the file is it alone."""
    phases = loaded.source.data.get("phases")
    for number, phase in enumerate(phases if isinstance(phases, list) else []):
        rows = phase.get("tasks") if isinstance(phase, dict) else None
        for row, entry in enumerate(rows if isinstance(rows, list) else []):
            if isinstance(entry, dict) and entry.get("id") == task_id:
                path: Place = ("phases", number, "tasks", row)
                if loaded.source.has(path):
                    return path
    raise PlanError(_templated(task_id))


def _templated(task_id: str) -> Problem:
    message = f"'{task_id}' is not a line of its own in the plan: it is made for each wave"
    return Problem(
        rule="not-a-line", message=message, where=task_id, fix="change the wave's template by hand, or another task"
    )


def _set(path: Place, where: str, about: str, old: str | None, new: Value, label: str = "") -> Step:
    return Step(Set(path, new), Change(where=where, label=label, about=about, old=old or "", new=_said(new)))


def _insert(path: Place, where: str, about: str, entry: Mapping[str, Value], label: str) -> Step:
    new = ", ".join(f"{key}: {_shown(value)}" for key, value in entry.items() if value is not None)
    return Step(Insert(path, dict(entry)), Change(where=where, label=label, about=about, old="", new=new))


def _shown(value: Value) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)


def _listed(loaded: LoadedPlan, path: Place, where: str, name: str, label: str) -> Iterator[Step]:
    """Yield a name added to a list that may be missing, or be a single word."""
    here: Data = loaded.source.data
    for part in path:
        here = here.get(part) if isinstance(here, dict) else here[part] if isinstance(here, list) else None  # type: ignore[arg-type,index]
    change = Change(where=where, label=label, about="", old=_old(here), new=f"{name} is added")
    if here is None or isinstance(here, list):
        yield Step(Insert(path, name), change)
    else:
        yield Step(Set(path, [str(here), name]), change)


def _old(value: Data) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)


def _next_id(taken: set[str]) -> str:
    """Return the first of P1, P2, … that is free."""
    number = 1
    while f"P{number}" in taken:
        number += 1
    return f"P{number}"
