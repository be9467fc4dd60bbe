"""Ids for what an imported project has, and its links between them; no task waits for itself in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plandocs.errors import Problem
from plandocs.exchange.imported.ids import free_id, is_as_typed, is_id, slug
from plandocs.exchange.imported.model import ImportedLine, ImportedLink
from plandocs.exchange.imported.outline import Group, Outline

_MOST_TURNS = 5
"""How often ten loops are looked for one by one."""


class Ids:
    """The ids of phases and tasks, by the keys of their lines. `keeps` says that the file's ids are those of a plan."""

    def __init__(self, outline: Outline, *, keeps: bool) -> None:
        self._keeps = keeps
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
        if self._keeps:
            wanted = own
        elif own and all(text.isdecimal() and len(text) <= 6 for text in own) and len(set(own)) == len(own):
            width = max(2, *map(len, own))
            wanted = [f"T{int(text):0{width}}" for text in own]
        else:
            wanted = [task.id if is_as_typed(task.id) else "" for task in tasks]
        counts = Counter(wanted)
        # Nobody before them gets these.
        self.taken |= {text for text in counts if is_id(text) and counts[text] == 1}
        made = {}
        for number, (task, text) in enumerate(zip(tasks, wanted, strict=True), start=1):
            if text in self.taken and counts[text] == 1:
                made[task.key] = text
            else:
                made[task.key] = free_id(text, self.taken, f"T{number:0{width}}")
        return made

    def _of_group(self, number: int, group: Group) -> str:
        wanted = ""
        if group.heading is not None:
            own = group.heading.id
            counts = self._keeps or (is_as_typed(own) and not own.isdecimal())
            wanted = own if own and counts else slug(group.heading.name)
        return free_id(wanted, self.taken, f"phase-{number}" if group.heading is not None else "tasks")


def link(outline: Outline, ids: Ids, phases: Sequence[dict[str, Any]], problems: list[Problem]) -> None:
    """Write the links of all lines; a heading's go to its phase, or to all tasks below it."""
    entries = dict(entries_of(phases))
    homes = {entry: phase["id"] for phase in phases for entry, _ in entries_of([phase])}
    for line in _all_lines(outline):
        targets = _targets(line, outline, ids)
        for link in line.links:
            sources = _sources(link, outline, ids)
            if not sources:
                problems.append(_no_such_line(link, line))
            for source in sources:
                for target in targets:
                    if source == target or source == homes[target] or target == homes[source]:
                        problems.append(_own_part(link, line))
                        continue
                    written = link.written(source)
                    if written not in entries[target]["after"]:
                        entries[target]["after"].append(written)


def entries_of(phases: Sequence[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield everything that may wait, with its id: phases, tasks, milestones."""
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


def _targets(line: ImportedLine, outline: Outline, ids: Ids) -> list[str]:
    if line.key in ids.tasks:
        return [ids.tasks[line.key]]
    if line.key in ids.phases:
        return [ids.phases[line.key]]
    return [ids.tasks[task.key] for task in outline.leaves.get(line.key, ())]


def _sources(link: ImportedLink, outline: Outline, ids: Ids) -> list[str]:
    """Return the ids that a link waits for: of a heading inside a phase all tasks, or its first for a start."""
    key = link.predecessor
    if key in ids.tasks:
        return [ids.tasks[key]]
    if key in ids.phases:
        return [ids.phases[key]]
    leaves = outline.leaves.get(key, [])
    return [ids.tasks[task.key] for task in (leaves[:1] if link.type in ("SS", "SF") else leaves)]


def leave_out_loops(data: dict[str, Any], lines: Mapping[str, ImportedLine], problems: list[Problem]) -> None:
    """Leave out links until nothing waits for itself: one of each loop; of very many loops all that go backward."""
    from plandocs.plan.cycle_check import find_loops
    from plandocs.plan.model import Plan

    entries = dict(entries_of(data["phases"]))
    order = {identity: number for number, identity in enumerate(entries)}
    for _ in range(_MOST_TURNS):
        loops = find_loops(Plan.model_validate(data))
        if not loops:
            return
        for loop in loops:
            _break(loop, entries, order, lines, problems)
    count = 0
    for identity, entry in entries.items():
        forward = [text for text in entry["after"] if order[text.split(" ", 1)[0]] < order[identity]]
        count += len(entry["after"]) - len(forward)
        entry["after"] = forward
    message = f"{count} links to later lines are left out, because too many tasks would wait for themselves"
    problems.append(Problem(rule="loop", severity="warning", message=message))


def _break(
    loop: list[str],
    entries: dict[str, dict[str, Any]],
    order: dict[str, int],
    lines: Mapping[str, ImportedLine],
    problems: list[Problem],
) -> None:
    """Leave out one link of a loop: the one that goes farthest back in the file."""
    pairs = [
        (order[before] - order[after], before, after)
        for before, after in zip(loop, [*loop[1:], loop[0]], strict=True)
        if before in entries and after in entries and any(_names(text, before) for text in entries[after]["after"])
    ]
    _, before, after = max(pairs)
    texts = [text for text in entries[after]["after"] if _names(text, before)]
    entries[after]["after"] = [text for text in entries[after]["after"] if text not in texts]
    line = lines.get(after)
    problems.append(
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
