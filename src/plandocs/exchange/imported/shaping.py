"""From an imported project to a plan's data: phases and tasks with ids, links between them, people.

What cannot be said in a plan is left out and told. The data always loads: links that would make tasks wait for each
other are left out, the first that goes backward in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from plandocs.errors import Problem
from plandocs.exchange.imported.ids import free_id, is_id, short_name
from plandocs.exchange.imported.linking import Ids, entries_of, leave_out_loops, link
from plandocs.exchange.imported.model import Given, ImportedLine, ImportedPerson, ImportedProject
from plandocs.exchange.imported.outline import Outline, taken_apart
from plandocs.exchange.imported.page import Remarks
from plandocs.exchange.patching.writing import Value

_LOOSE = "Tasks"
_SIDES = frozenset({"customer", "vendor", "third_party"})
_NOT_KNOWN = "not known from the file: customer, vendor or third_party"


@dataclass(slots=True)
class Shaped:
    """A plan as data, the comments for its text, the line of each task by id, and what could not be said in it."""

    data: dict[str, Any]
    remarks: Remarks
    lines: dict[str, ImportedLine]
    problems: list[Problem] = field(default_factory=list)


def shaped(project: ImportedProject, given: Given, name: str) -> Shaped:
    """Return the plan of an imported project. `name` is the file's, for messages and where nothing else is a name."""
    outline = taken_apart(project.lines)
    made = Shaped({}, Remarks(), {})
    facts = _facts(project, given, outline, name)
    people, ids_of_people = _people(project.people, given, made)
    ids = Ids(outline, keeps=project.keeps_ids)
    phases = _phases(outline, ids, ids_of_people, made)
    made.data = {"plandocs": 1, "project": facts}
    calendar = {**({"country": given.country} if given.country else {}), **project.calendar}
    if calendar:
        made.data["calendar"] = calendar
    if project.calendars:
        made.data["calendars"] = {key: dict(spec) for key, spec in project.calendars.items()}
    made.data |= {"people": people, "phases": phases}
    link(outline, ids, phases, made.problems)
    leave_out_loops(made.data, made.lines, made.problems)
    _drop_empty(phases)
    if facts.get("go_live") not in {entry for entry, _ in entries_of(phases)}:
        facts.pop("go_live", None)
    return made


def _facts(project: ImportedProject, given: Given, outline: Outline, name: str) -> dict[str, Value]:
    """Return the keys of `project`: what was said on the way in, else what the file says."""
    root = outline.root.name if outline.root else ""
    found: dict[str, Value] = {"name": given.name or project.project.get("name") or root or name}
    said = {key: getattr(given, key) for key in ("id", "customer", "vendor", "start", "language")}
    for key in ("id", "customer", "vendor", "start", "go_live", "day_count", "language", "currency", "summary"):
        value = said.get(key) or project.project.get(key)
        if value:
            found[key] = value
    return found


def _people(
    people: Sequence[ImportedPerson], given: Given, made: Shaped
) -> tuple[dict[str, dict[str, Value]], dict[str, str]]:
    """Return the plan's people by id, and their ids by key. A side that nobody knows is written with a remark."""
    found: dict[str, dict[str, Value]] = {}
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for person in people:
        wanted = person.id if is_id(person.id) else short_name(person.name, taken)
        key = free_id(wanted, taken, f"person-{len(found) + 1}")
        ids[person.key] = key
        side = str(person.fields.get("side") or "")
        if side not in _SIDES:
            side = given.side or "vendor"
            if not given.side:
                made.remarks.behind["people", key, "side"] = _NOT_KNOWN
        rest = {name: value for name, value in person.fields.items() if name not in ("side", "name", "role")}
        role = person.fields.get("role")
        found[key] = {"name": person.name, **({"role": role} if role else {}), "side": side, **rest}
    return found, ids


def _phases(outline: Outline, ids: Ids, people: dict[str, str], made: Shaped) -> list[dict[str, Any]]:
    phases: list[dict[str, Any]] = []
    for number, group in enumerate(outline.groups):
        place = ("phases", number)
        heading = group.heading
        phase: dict[str, Any] = {"id": ids.groups[number], "name": heading.name if heading else _LOOSE}
        if heading is None:
            made.remarks.behind[*place, "name"] = "the file has no phase for these tasks: name it, or move them"
        else:
            if heading.fields.get("description"):
                phase["goal"] = heading.fields["description"]
            _heading_left_out(heading, made)
        phase["after"] = []
        phase["tasks"] = []
        for task in group.tasks:
            data = _task(task, ids.tasks[task.key], people)
            made.lines[data["id"]] = task
            if task.closes_phase and task is group.tasks[-1]:
                phase["milestone"] = {key: value for key, value in data.items() if key in _OF_MILESTONE}
                continue
            at = (*place, "tasks", len(phase["tasks"]))
            if task.key in outline.headings:
                made.remarks.above[at] = [line for one in outline.headings[task.key] for line in _heading_lines(one)]
                for one in outline.headings[task.key]:
                    _heading_left_out(one, made)
            for key, remark in task.remarks.items():
                made.remarks.behind[*at, key] = remark
            phase["tasks"].append(data)
        phases.append(phase)
    return phases


_OF_MILESTONE = frozenset(
    {"id", "name", "after", "acceptance", "owner", "deadline", "start_no_earlier_than", "audience", "finished"}
)


def _task(task: ImportedLine, identity: str, people: dict[str, str]) -> dict[str, Any]:
    """Return a task's keys in the order of the format."""
    fields = dict(task.fields)
    data: dict[str, Any] = {"id": identity, "name": task.name}
    data["duration"] = str(task.length) if task.length is not None else "1d"
    if "estimate" in fields:
        data["estimate"] = fields.pop("estimate")
    data["after"] = []
    if task.owner:
        data["owner"] = people[task.owner]
    if helpers := [people[key] for key in dict.fromkeys(task.helpers) if key != task.owner]:
        data["with"] = helpers
    for key in ("effort", "needs"):
        shares = fields.pop(key, None)
        if isinstance(shares, dict) and shares and data["duration"] != "0d":
            data[key] = {people[person]: amount for person, amount in shares.items()}
    return data | {key: value for key, value in fields.items() if value not in ("", None)}


def _heading_left_out(heading: ImportedLine, made: Shaped) -> None:
    """Tell what a heading says and a phase cannot."""
    lost = ["owner"] if heading.owner else []
    lost += [key for key in ("deadline",) if heading.fields.get(key)]
    for key in lost:
        value = f" ({heading.fields[key]})" if key in heading.fields else ""
        message = f"'{heading.name}' cannot have {'an' if key == 'owner' else 'a'} {key}{value}: only tasks can"
        made.problems.append(Problem(rule="not-taken-over", severity="warning", message=message, where=heading.place))


def _heading_lines(heading: ImportedLine) -> list[str]:
    """Return what a comment says of a heading inside a phase: its name, and its notes."""
    notes = str(heading.fields.get("description") or "")
    return [heading.name, *(f"  {line}" for line in notes.split("\n") if line)]


def _drop_empty(phases: Sequence[dict[str, Any]]) -> None:
    """Leave out lists of links in which nothing stands, and those that a milestone has of itself."""
    for phase in phases:
        milestone = phase.get("milestone")
        if milestone and milestone.get("after") == [task["id"] for task in phase["tasks"]]:
            milestone["after"] = []
        for entry in (phase, *phase["tasks"], *((milestone,) if milestone else ())):
            if not entry.get("after", True):
                del entry["after"]
