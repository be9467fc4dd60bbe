"""What refers to what: every id that a plan names must exist, be unique, and not wait for itself.

A valid `Plan` and its source go in; located problems come out. Planning rules, which judge a plan that hangs
together, are in `rules`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from plandocs.errors import Problem, did_you_mean
from plandocs.plan.cycle_check import find_loops
from plandocs.plan.model import ROLES, Milestone, Phase, Plan, Task
from plandocs.plan.names import named_ids, named_people
from plandocs.plan.source import KeyPath, Source
from plandocs.plan.task_checks import check_report_order, check_risk_days, check_task

Located = tuple[KeyPath, Problem]

_WITH_IDS = (
    "deliverables",
    "obligations",
    "dependencies",
    "risks",
    "issues",
    "changes",
    "discovery",
    "success_criteria",
)
"""The registers whose entries have ids of their own."""


def check_references(plan: Plan, source: Source) -> list[Located]:
    """Return every broken reference, each with the key path it stands at."""
    index = _Index.of(plan)
    return [
        *_check_start(plan, source),
        *_check_duplicates(plan, source),
        *_check_links(index, plan, source),
        *_check_people(plan, source),
        *_check_ids(index, plan, source),
        *_check_calendars(plan, source),
        *_check_raci(plan, source),
        *_check_loops(plan, source),
        *(found for path, task in tasks_with_paths(plan) for found in check_task(task, path, source)),
        *check_report_order(plan, source),
        *check_risk_days(plan, source),
    ]


def tasks_with_paths(plan: Plan) -> Iterator[tuple[KeyPath, Task]]:
    """Yield every task with its key path."""
    for i, phase in enumerate(plan.phases):
        for j, task in enumerate(phase.tasks):
            yield ("phases", i, "tasks", j), task


def waiting_entries(plan: Plan) -> Iterator[tuple[KeyPath, Phase | Task | Milestone]]:
    """Yield everything that may wait: phases, tasks and milestones, with their key paths."""
    for i, phase in enumerate(plan.phases):
        yield ("phases", i), phase
        for j, task in enumerate(phase.tasks):
            yield ("phases", i, "tasks", j), task
        if phase.milestone is not None:
            yield ("phases", i, "milestone"), phase.milestone


@dataclass(slots=True)
class _Index:
    """The ids of each kind."""

    waiting: dict[str, KeyPath] = field(default_factory=dict)
    kinds: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan) -> _Index:
        index = cls({entry.id: path for path, entry in waiting_entries(plan)})
        rollout = plan.rollout
        index.kinds = {
            "task": set(index.waiting),
            "scope item": {
                *(item.id for item in plan.scope.in_),
                *(item.id for item in plan.scope.out),
                *(idea.id for idea in plan.scope.parking_lot),
            },
            "deliverable": {entry.id for entry in plan.deliverables if entry.id},
            "dependency": {entry.id for entry in plan.dependencies},
            "site": set(rollout.sites) if rollout else set(),
        }
        return index


def _check_start(plan: Plan, source: Source) -> Iterator[Located]:
    if plan.project.start is None and plan.project.target_go_live is None:
        path: KeyPath = ("project",)
        fix = "add 'start: 2027-01-11', the kickoff; or 'target_go_live:' to plan backward"
        yield path, source.problem("no-start", "the project has no start", path, fix=fix, on_key=True)


def _check_duplicates(plan: Plan, source: Source) -> Iterator[Located]:
    scope = plan.scope
    rollout = plan.rollout
    spaces: list[tuple[str, Iterable[tuple[KeyPath, str]]]] = [
        ("tasks, milestones and phases", ((path, entry.id) for path, entry in waiting_entries(plan))),
        (
            "scope items",
            [
                *((("scope", "in", i), item.id) for i, item in enumerate(scope.in_)),
                *((("scope", "out", i), item.id) for i, item in enumerate(scope.out)),
            ],
        ),
        ("waves", ((("rollout", "waves", i), wave.id) for i, wave in enumerate(rollout.waves if rollout else ()))),
    ]
    spaces += [
        (name.replace("_", " "), [((name, i), row.id) for i, row in enumerate(getattr(plan, name))])
        for name in _WITH_IDS
    ]
    for words, ids in spaces:
        yield from _duplicates(words, ids, source)


def _duplicates(words: str, ids: Iterable[tuple[KeyPath, str]], source: Source) -> Iterator[Located]:
    first: dict[str, KeyPath] = {}
    for path, name in ids:
        if name and first.setdefault(name, path) is not path:
            line = source.mark((*first[name], "id")).line
            here = source.mark((*path, "id")).line
            message = f"the id '{name}' is already taken on line {line}; {words} must have ids of their own"
            fix = "give one of them another id"
            if line == here:
                message = f"the wave template gives several {words} the id '{name}'"
                fix = "put {wave} or {n} into the id"
            yield path, source.problem("duplicate-id", message, (*path, "id"), fix=fix)


def _check_links(index: _Index, plan: Plan, source: Source) -> Iterator[Located]:
    for path, entry in waiting_entries(plan):
        kind = type(entry).__name__.lower()
        for k, link in enumerate(entry.after):
            at: KeyPath = (*path, "after", k)
            name = link.predecessor
            if name == entry.id:
                message = f"{kind} '{entry.id}' depends on itself"
                yield at, source.problem("waits-for-itself", message, at, fix="take it out", word=name)
            elif name not in index.waiting:
                message = f"{kind} '{entry.id}' depends on unknown task '{name}'"
                fix = did_you_mean(name, index.waiting)
                yield at, source.problem("unknown-predecessor", message, at, fix=fix, word=name)


def _check_people(plan: Plan, source: Source) -> Iterator[Located]:
    for path, what, name, on_key in named_people(plan):
        if name and name not in plan.people:
            by_name = {person.name: key for key, person in plan.people.items()}
            fix = f"write the id '{by_name[name]}'" if name in by_name else did_you_mean(name, plan.people)
            fix = fix or "add the person under 'people'"
            message = f"{what} '{name}' is not among the people"
            yield path, source.problem("unknown-person", message, path, fix=fix, on_key=on_key, word=name)


def _check_ids(index: _Index, plan: Plan, source: Source) -> Iterator[Located]:
    for path, what, name, kind in named_ids(plan):
        known = index.kinds[kind]
        is_free_text = kind == "site" and not known and path[0] == "rollout"
        if name and name not in known and not is_free_text:
            fix = did_you_mean(name, known) or (f"the ids are {_few(known)}" if known else f"the plan has no {kind}")
            rule = "unknown-" + kind.replace(" ", "-")
            yield path, source.problem(rule, f"{what} '{name}' does not exist", path, fix=fix, word=name)


def _check_calendars(plan: Plan, source: Source) -> Iterator[Located]:
    places: list[tuple[KeyPath, str]] = [((*path, "calendar"), task.calendar) for path, task in tasks_with_paths(plan)]
    places += [(("people", key, "calendar"), person.calendar) for key, person in plan.people.items()]
    if plan.rollout:
        places += [(("rollout", "sites", key, "calendar"), site.calendar) for key, site in plan.rollout.sites.items()]
    for path, name in places:
        if name and name not in plan.calendars:
            fix = did_you_mean(name, plan.calendars) or f"add '{name}:' under 'calendars'"
            yield path, source.problem("unknown-calendar", f"there is no calendar '{name}'", path, fix=fix)


def _check_raci(plan: Plan, source: Source) -> Iterator[Located]:
    """Letters of a matrix belong to a person or to a role; a role may be one of your own if somebody has it."""
    roles = {role for person in plan.people.values() for role in person.role}
    known = [*plan.people, *ROLES, *sorted(roles)]
    keyed: list[tuple[KeyPath, str]] = [
        (("raci", i, *(("letters",) if source.has(("raci", i, "letters")) else ()), key), key)
        for i, row in enumerate(plan.raci)
        for key in row.letters
    ]
    keyed += [((*path, "raci", key), key) for path, task in tasks_with_paths(plan) for key in task.raci]
    accepted = set(known)
    for path, key in keyed:
        if key not in accepted:
            fix = did_you_mean(key, known) or "write a person's id or a role"
            message = f"'{key}' is neither a person nor a role"
            yield path, source.problem("unknown-person", message, path, fix=fix, on_key=True)


def _check_loops(plan: Plan, source: Source) -> Iterator[Located]:
    entries = {entry.id: (path, entry) for path, entry in waiting_entries(plan)}
    order = {name: place for place, name in enumerate(entries)}
    for loop in find_loops(plan):
        if len(loop) == 1:
            continue  # said already: it waits for itself
        path, k, before, after = _link_back(loop, entries, order)
        at: KeyPath = (*path, "after", k)
        start = loop.index(after)
        shown = " → ".join([*loop[start:], *loop[:start], after])
        message = f"these wait for each other in a loop: {shown}"
        problem = source.problem("S41", message, at, fix="take one of the links out", word=before)
        yield at, replace(problem, name="cycle")


def _link_back(
    loop: list[str], entries: dict[str, tuple[KeyPath, Phase | Task | Milestone]], order: dict[str, int]
) -> tuple[KeyPath, int, str, str]:
    """Return the link of a loop that most likely is the slip: one to something further down in the file.

    Given as the key path of what waits, the link's index, what it waits for, and its id.
    """
    found: list[tuple[bool, KeyPath, int, str, str]] = []
    for name in loop:
        path, entry = entries[name]
        found += [
            (order[link.predecessor] > order[name], path, k, link.predecessor, name)
            for k, link in enumerate(entry.after)
            if link.predecessor in loop
        ]
    chosen = next((link for link in found if link[0]), found[0])
    return chosen[1:]


def _few(names: Iterable[str], most: int = 8) -> str:
    listed = sorted(names)
    return ", ".join(listed[:most]) + (", …" if len(listed) > most else "")
