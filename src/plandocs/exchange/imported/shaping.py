"""From an imported project to a plan's data: phases and tasks with ids, links between them, people.

What cannot be said in a plan is left out and told. The data always loads: links that would make tasks wait for each
other are left out, the first that goes backward in the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from plandocs.errors import Problem
from plandocs.exchange.imported.ids import free_id, is_as_typed, short_name, slug
from plandocs.exchange.imported.model import Given, ImportedLine, ImportedLink, ImportedPerson, ImportedProject
from plandocs.exchange.imported.outline import Group, Outline, taken_apart
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
    ids = _Ids(outline)
    phases = _phases(outline, ids, ids_of_people, made)
    made.data = {"plandocs": 1, "project": facts}
    calendar = {**({"country": given.country} if given.country else {}), **project.calendar}
    if calendar:
        made.data["calendar"] = calendar
    if project.calendars:
        made.data["calendars"] = {key: dict(spec) for key, spec in project.calendars.items()}
    made.data |= {"people": people, "phases": phases}
    _link(outline, ids, made)
    _leave_out_loops(made)
    _drop_empty(phases)
    if facts.get("go_live") not in {entry for entry, _ in _entries(phases)}:
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


class _Ids:
    """The ids of phases and tasks, by the keys of their lines."""

    def __init__(self, outline: Outline) -> None:
        self.taken: set[str] = set()
        tasks = [task for group in outline.groups for task in group.tasks]
        self.tasks = self._of_tasks(tasks)
        self.groups = [self._of_group(number, group) for number, group in enumerate(outline.groups, start=1)]
        headed = zip(outline.groups, self.groups, strict=True)
        self.phases = {group.heading.key: made for group, made in headed if group.heading is not None}

    def _of_tasks(self, tasks: Sequence[ImportedLine]) -> dict[str, str]:
        """Return the file's own ids where all of them are ids; numbers become T01, T02 …"""
        own = [task.id for task in tasks]
        width = max(2, len(str(len(tasks))))
        if own and all(text.isdecimal() and len(text) <= 6 for text in own) and len(set(own)) == len(own):
            width = max(2, *map(len, own))
            wanted = [f"T{int(text):0{width}}" for text in own]
        else:
            wanted = [task.id if is_as_typed(task.id) else "" for task in tasks]
        counts = Counter(wanted)
        self.taken |= {text for text in counts if text and counts[text] == 1}  # nobody before them gets these
        made = {}
        for number, (task, text) in enumerate(zip(tasks, wanted, strict=True), start=1):
            if text and counts[text] == 1:
                made[task.key] = text
            else:
                made[task.key] = free_id(text, self.taken, f"T{number:0{width}}")
        return made

    def _of_group(self, number: int, group: Group) -> str:
        wanted = ""
        if group.heading is not None:
            own = group.heading.id
            wanted = own if is_as_typed(own) and not own.isdecimal() else slug(group.heading.name)
        return free_id(wanted, self.taken, f"phase-{number}" if group.heading is not None else "tasks")


def _people(
    people: Sequence[ImportedPerson], given: Given, made: Shaped
) -> tuple[dict[str, dict[str, Value]], dict[str, str]]:
    """Return the plan's people by id, and their ids by key. A side that nobody knows is written with a remark."""
    found: dict[str, dict[str, Value]] = {}
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for person in people:
        wanted = person.id if is_as_typed(person.id) else short_name(person.name, taken)
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


def _phases(outline: Outline, ids: _Ids, people: dict[str, str], made: Shaped) -> list[dict[str, Any]]:
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
                made.remarks.above[at] = [one.name for one in outline.headings[task.key]]
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
    if heading.owner:
        made.problems.append(
            Problem(
                rule="not-taken-over",
                severity="warning",
                message=f"the phase '{heading.name}' cannot have an owner, only its tasks can",
                where=heading.place,
            )
        )


def _link(outline: Outline, ids: _Ids, made: Shaped) -> None:
    """Write the links of all lines; a heading's go to its phase, or to all tasks below it."""
    entries = dict(_entries(made.data["phases"]))
    homes = {entry: phase["id"] for phase in made.data["phases"] for entry, _ in _entries([phase])}
    for line in _all_lines(outline):
        targets = _targets(line, outline, ids)
        for link in line.links:
            sources = _sources(link, outline, ids)
            if not sources:
                made.problems.append(_no_such_line(link, line))
            for source in sources:
                for target in targets:
                    if source == target or source == homes[target] or target == homes[source]:
                        made.problems.append(_own_part(link, line))
                        continue
                    written = link.written(source)
                    if written not in entries[target]["after"]:
                        entries[target]["after"].append(written)


def _entries(phases: Sequence[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for phase in phases:
        yield phase["id"], phase
        for task in phase["tasks"]:
            yield task["id"], task
        if "milestone" in phase:
            yield phase["milestone"]["id"], phase["milestone"]


def _all_lines(outline: Outline) -> Iterator[ImportedLine]:
    seen: set[str] = set()
    for group in outline.groups:
        if group.heading is not None:
            yield group.heading
        for task in group.tasks:
            for heading in outline.headings.get(task.key, ()):
                if heading.key not in seen:
                    seen.add(heading.key)
                    yield heading
            yield task


def _targets(line: ImportedLine, outline: Outline, ids: _Ids) -> list[str]:
    if line.key in ids.tasks:
        return [ids.tasks[line.key]]
    if line.key in ids.phases:
        return [ids.phases[line.key]]
    return [ids.tasks[task.key] for task in outline.leaves.get(line.key, ())]


def _sources(link: ImportedLink, outline: Outline, ids: _Ids) -> list[str]:
    """Return the ids that a link waits for: of a heading inside a phase all tasks, or its first for a start."""
    key = link.predecessor
    if key in ids.tasks:
        return [ids.tasks[key]]
    if key in ids.phases:
        return [ids.phases[key]]
    leaves = outline.leaves.get(key, [])
    return [ids.tasks[task.key] for task in (leaves[:1] if link.type in ("SS", "SF") else leaves)]


def _leave_out_loops(made: Shaped) -> None:
    """Leave out links until nothing waits for itself."""
    from plandocs.plan.cycle_check import find_loops
    from plandocs.plan.model import Plan

    entries = dict(_entries(made.data["phases"]))
    order = {identity: number for number, identity in enumerate(entries)}
    while True:
        loops = find_loops(Plan.model_validate(made.data))
        if not loops:
            return
        for loop in loops:
            _break(loop, entries, order, made)


def _break(loop: list[str], entries: dict[str, dict[str, Any]], order: dict[str, int], made: Shaped) -> None:
    """Leave out one link of a loop: the one that goes farthest back in the file."""
    pairs = [
        (order[before] - order[after], before, after)
        for before, after in zip(loop, [*loop[1:], loop[0]], strict=True)
        if before in entries and after in entries and any(_names(text, before) for text in entries[after]["after"])
    ]
    _, before, after = max(pairs)
    texts = [text for text in entries[after]["after"] if _names(text, before)]
    entries[after]["after"] = [text for text in entries[after]["after"] if text not in texts]
    line = made.lines.get(after)
    made.problems.append(
        Problem(
            rule="loop",
            severity="warning",
            message=f"'{entries[after]['name']}' would wait for itself ({' > '.join([*loop, loop[0]])}): its link to "
            f"'{entries[before]['name']}' is left out",
            where=line.place if line else "",
            fix="look which of these links is not meant",
        )
    )


def _names(written: str, identity: str) -> bool:
    return written.split(" ", 1)[0] == identity


def _drop_empty(phases: Sequence[dict[str, Any]]) -> None:
    """Leave out lists of links in which nothing stands, and those that a milestone has of itself."""
    for phase in phases:
        milestone = phase.get("milestone")
        if milestone and milestone.get("after") == [task["id"] for task in phase["tasks"]]:
            milestone["after"] = []
        for entry in (phase, *phase["tasks"], *((milestone,) if milestone else ())):
            if not entry.get("after", True):
                del entry["after"]


def _no_such_line(link: ImportedLink, line: ImportedLine) -> Problem:
    return Problem(
        rule="not-understood",
        severity="warning",
        message=f"'{line.name}' waits for '{link.predecessor}', which the file does not have",
        where=link.place or line.place,
        fix="add the link in the plan where it is meant",
    )


def _own_part(link: ImportedLink, line: ImportedLine) -> Problem:
    return Problem(
        rule="not-understood",
        severity="warning",
        message=f"'{line.name}' waits for itself, or for what it is a part of: the link is left out",
        where=link.place or line.place,
    )
