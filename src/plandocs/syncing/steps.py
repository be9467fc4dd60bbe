"""The steps in which a decision changes a plan file: each place, what stood there, and what comes in its place.

A task that a wave template makes is no line of its own. Its length is changed by `values` of its wave: the template
asks for the value by name, and the other waves keep theirs. What else it has is changed in the template by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from plandocs.errors import PlanError
from plandocs.exchange.patching import Insert, Patch, Remove, Set
from plandocs.exchange.patching.writing import Value
from plandocs.plan.expand import made_by_template
from plandocs.plan.load import LoadedPlan
from plandocs.plan.values import Duration
from plandocs.syncing.changes import Change

if TYPE_CHECKING:
    from plandocs.plan.model import Task
    from plandocs.plan.reader import Data

Place = tuple[str | int, ...]
_ALONE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Step:
    """One change: how it is written, and how a reader sees it."""

    patch: Patch
    change: Change


def place_of(loaded: LoadedPlan, task_id: str, what: str) -> Place:
    """Return the key path of a task in the file. PlanError where no line is it alone, so that `what` cannot change."""
    place = line_of(loaded, task_id)
    if place is not None:
        return place
    made = made_by_template(loaded.source.data, task_id)
    path: Place = ("rollout", "template", "tasks", made.task) if made else ("phases",)
    message = (
        f"{what} of '{task_id}' cannot be written: the task is made by the wave template and is no line of its own"
    )
    fix = "change the template by hand, or write this wave as a phase of its own and name it in the wave's 'phase'"
    raise PlanError(loaded.source.problem("not-a-line", message, path, fix=fix))


def line_of(loaded: LoadedPlan, task_id: str) -> Place | None:
    """Return the key path of a task in the file, None for one that no line is alone: a wave template makes it."""
    phases = loaded.source.data.get("phases")
    for number, phase in enumerate(phases if isinstance(phases, list) else []):
        rows = phase.get("tasks") if isinstance(phase, dict) else None
        for row, entry in enumerate(rows if isinstance(rows, list) else []):
            if isinstance(entry, dict) and entry.get("id") == task_id:
                path: Place = ("phases", number, "tasks", row)
                return path if loaded.source.has(path) else None
    return None


def milestone_place(loaded: LoadedPlan, name: str) -> Place | None:
    """Return the key path of a phase's milestone, None where no line of the file is it."""
    phases = loaded.source.data.get("phases")
    for number, phase in enumerate(phases if isinstance(phases, list) else []):
        mark = phase.get("milestone") if isinstance(phase, dict) else None
        if isinstance(mark, dict) and mark.get("id") == name:
            return ("phases", number, "milestone")
    return None


def named(place: Place, task: Task) -> str:
    """Return how a reader is told a task's place."""
    return f"phases[{place[1]}].tasks[{task.id}]"


def lengthened(loaded: LoadedPlan, task: Task, new: Duration, remaining: Duration | None) -> Iterator[Step]:
    """Yield a task's new length, with what is left of it where that is given, and its estimates moved with it."""
    place = line_of(loaded, task.id)
    if place is None:
        return  # see `lengthened_in_waves`
    label = named(place, task)
    if str(new) != str(task.length):
        yield set_((*place, "duration"), f"{label}.duration", task.name, str(task.length), str(new), task.id)
    if remaining is not None:
        yield left(place, task, remaining)
    yield from _estimate(task, place, label, new)


def left(place: Place, task: Task, remaining: Duration) -> Step:
    """Return the step that says anew how much of a task is left."""
    was = str(task.remaining) if task.remaining else None
    return set_((*place, "remaining"), f"{named(place, task)}.remaining", task.name, was, str(remaining), task.id)


def left_out(loaded: LoadedPlan, task: Task) -> Iterator[Step]:
    """Yield a task that falls away: it takes no time any more, and says why; its links and reports stay valid."""
    place = line_of(loaded, task.id)
    if place is None:
        return  # see `lengthened_in_waves`
    label = named(place, task)
    yield set_((*place, "duration"), f"{label}.duration", task.name, str(task.length), "0d", task.id)
    gone: tuple[tuple[str, object], ...] = (("estimate", task.estimate), ("effort", task.effort), ("needs", task.needs))
    for key, value in (*gone, ("remaining", task.remaining)):
        if value:
            change = Change(where=f"{label}.{key}", label=task.id, about=task.name, old=key, new="")
            yield Step(Remove((*place, key)), change)


def lengthened_in_waves(loaded: LoadedPlan, lengths: Mapping[str, Duration]) -> Iterator[Step]:
    """Yield the new lengths, by id, of tasks that the wave template makes; other tasks are passed over.

    PlanError for one whose estimates or remaining work would have to change too.
    """
    data: Any = loaded.source.data
    by_template: dict[int, dict[int, tuple[Task, Duration]]] = {}
    tasks = {task.id: task for task in loaded.plan.tasks()}
    for name, length in lengths.items():
        made = None if line_of(loaded, name) is not None else made_by_template(data, name)
        if made is None:
            continue
        if tasks[name].estimate is not None or tasks[name].remaining is not None:
            place_of(loaded, name, "the estimates")
        by_template.setdefault(made.task, {})[made.wave] = (tasks[name], length)
    for number, waves in by_template.items():
        yield from _in_waves(data, number, waves)


def _in_waves(data: Any, number: int, new: Mapping[int, tuple[Task, Duration]]) -> Iterator[Step]:
    """Yield one template task's lengths by wave: the value that the template asks for, and that of each wave."""
    rollout = data["rollout"]
    typed = str(rollout["template"]["tasks"][number]["duration"])
    alone = _ALONE.fullmatch(typed)
    key = alone[1] if alone and str(rollout["template"]).count(typed) == 1 else ""
    if not key:
        key = _free_key(rollout, f"days_{number + 1}")
        place: Place = ("rollout", "template", "tasks", number, "duration")
        yield set_(place, f"rollout.template.tasks[{number}].duration", "", typed, f"{{{key}}}")
    for index, wave in enumerate(rollout["waves"]):
        if not isinstance(wave, dict) or wave.get("phase"):
            continue
        values = wave.get("values") or {}
        old = str(values[alone[1]]) if alone and alone[1] in values else typed
        task, length = new.get(index, (None, None))
        if length is None and key in values:
            continue
        about, label = (task.name, task.id) if task is not None else ("", "")
        where = f"rollout.waves[{wave['id']}].values.{key}"
        path: Place = ("rollout", "waves", index, "values", key)
        was = old if length is not None else None
        yield set_(path, where, about, was, str(length) if length is not None else old, label)


def _free_key(rollout: Any, wanted: str) -> str:
    taken = {key for wave in rollout["waves"] if isinstance(wave, dict) for key in (wave.get("values") or {})}
    while wanted in taken:
        wanted += "x"
    return wanted


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


def given_up(loaded: LoadedPlan, items: tuple[str, ...]) -> Iterator[Step]:
    """Yield scope items taken out of scope, out of the tasks that deliver them, and out of the deliverables."""
    template: Any = (loaded.source.data.get("rollout") or {}).get("template") or {}  # type: ignore[union-attr]
    places: list[tuple[Place, str, tuple[str, ...]]] = []
    for task in loaded.plan.tasks():
        place = line_of(loaded, task.id)
        if place is not None and set(task.scope).intersection(items):
            places.append(((*place, "scope"), f"tasks[{task.id}].scope", task.scope))
    for number, entry in enumerate(template.get("tasks") or []):
        typed = entry.get("scope") or []
        names = (typed,) if isinstance(typed, str) else tuple(map(str, typed))
        if set(names).intersection(items):
            where = f"rollout.template.tasks[{number}].scope"
            places.append((("rollout", "template", "tasks", number, "scope"), where, names))
    places += [
        (("deliverables", number, "scope"), f"deliverables[{given.id or number}].scope", given.scope)
        for number, given in enumerate(loaded.plan.deliverables)
        if set(given.scope).intersection(items)
    ]
    for place, where, old in places:
        kept = [name for name in old if name not in items]
        change = Change(where=where, label="", about="", old=", ".join(old), new=", ".join(kept))
        yield Step(Set(place, kept) if kept else Remove(place), change)
    for name in items:
        number, item = next((n, item) for n, item in enumerate(loaded.plan.scope.in_) if item.id == name)
        change = Change(where=f"scope.in[{number}]", label=name, about=item.text, old=item.text, new="")
        yield Step(Remove(("scope", "in", name)), change)


def parked(name: str, idea: str, *, requester: str, day: date | None, value: str) -> Step:
    """Return an entry of the list for later phases."""
    entry: dict[str, Value] = {"id": name, "idea": idea}
    if requester:
        entry["requester"] = requester
    if day is not None:
        entry["date"] = day.isoformat()
    entry |= {"value": value, "revisit": "phase 2"}
    return insert(("scope", "parking_lot"), "scope.parking_lot", idea, entry, name)


def set_(path: Place, where: str, about: str, old: str | None, new: Value, label: str = "") -> Step:
    """Return the step that gives a key its value."""
    return Step(Set(path, new), Change(where=where, label=label, about=about, old=old or "", new=said(new)))


def insert(path: Place, where: str, about: str, entry: Mapping[str, Value], label: str) -> Step:
    """Return the step that adds an entry to a list."""
    new = ", ".join(f"{key}: {_shown(value)}" for key, value in entry.items() if value is not None)
    return Step(Insert(path, dict(entry)), Change(where=where, label=label, about=about, old="", new=new))


def listed(loaded: LoadedPlan, path: Place, where: str, name: str, label: str) -> Iterator[Step]:
    """Yield a name added to a list that may be missing, or be a single word."""
    here: Data = loaded.source.data
    for part in path:
        here = here.get(part) if isinstance(here, dict) else here[part] if isinstance(here, list) else None  # type: ignore[arg-type,index]
    change = Change(where=where, label=label, about="", old=_old(here), new=f"+ {name}")
    if here is None or isinstance(here, list):
        yield Step(Insert(path, name), change)
    else:
        yield Step(Set(path, [str(here), name]), change)


def said(value: object) -> str:
    """Return a value as it is shown: a date as the plan writes one, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _shown(value: Value) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)


def _old(value: Data) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)
