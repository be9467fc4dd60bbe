"""Every place where a plan names a person, or the id of a register's row.

One list, so that a new field is checked by adding a line. Fields that take a name in words as well as an id
(`distribution`, `who`, a parked idea's `requester`) are not here.
"""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.plan.model import Plan, Task
from plandocs.plan.source import KeyPath

PersonName = tuple[KeyPath, str, str, bool]
"""Key path, what the person is there (`the owner`), the id, and whether it is written as a key."""

IdName = tuple[KeyPath, str, str, str]
"""Key path, what it is there, the id, and the kind of thing that must have it."""

_ROWS_WITH_PEOPLE: tuple[tuple[str, str, str], ...] = (
    ("deliverables", "owner", "the owner"),
    ("deliverables", "reviewer", "the reviewer"),
    ("obligations", "owner", "the owner"),
    ("discovery", "owner", "the owner"),
    ("dependencies", "owner", "the owner"),
    ("risks", "owner", "the owner"),
    ("issues", "owner", "the owner"),
    ("changes", "requester", "the requester"),
    ("changes", "approver", "the approver"),
    ("alignment", "person", "the person"),
    ("approvals", "by", "the approver"),
    ("communications", "owner", "the owner"),
    ("processes", "owner", "the owner"),
    ("change_impacts", "owner", "the owner"),
    ("success_criteria", "owner", "the owner"),
    ("waivers", "by", "the person"),
)


def named_people(plan: Plan) -> Iterator[PersonName]:
    """Yield every person that the plan names, those left empty too."""
    for i, phase in enumerate(plan.phases):
        for j, task in enumerate(phase.tasks):
            yield from _people_of_task(task, ("phases", i, "tasks", j))
        if phase.milestone is not None:
            yield ("phases", i, "milestone", "owner"), "the owner", phase.milestone.owner, False
    for key, person in plan.people.items():
        yield ("people", key, "backup"), "the backup", person.backup, False
    for i, measure in enumerate(plan.project.objectives):
        yield ("project", "objectives", i, "owner"), "the owner", measure.owner, False
    for register, name, what in _ROWS_WITH_PEOPLE:
        for i, row in enumerate(getattr(plan, register)):
            yield (register, i, name), what, getattr(row, name), False
    for i, change in enumerate(plan.changes):
        for k, option in enumerate(change.options):
            yield ("changes", i, "options", k, "owner"), "the owner", option.owner, False
    if plan.rollout is not None:
        for key, site in plan.rollout.sites.items():
            yield ("rollout", "sites", key, "lead"), "the lead", site.lead, False
    if plan.sow is not None:
        yield ("sow", "change_approver"), "the approver", plan.sow.change_approver, False
        for i, signatory in enumerate(plan.sow.signatories):
            yield ("sow", "signatories", i, "person"), "the signatory", signatory.person, False


def _people_of_task(task: Task, path: KeyPath) -> Iterator[PersonName]:
    yield (*path, "owner"), "the owner", task.owner, False
    for k, name in enumerate(task.with_):
        yield (*path, "with", k), "the helper", name, False
    for name in task.effort:
        yield (*path, "effort", name), "the helper", name, True
    for name in task.needs:
        yield (*path, "needs", name), "the team", name, True


def named_ids(plan: Plan) -> Iterator[IdName]:
    """Yield every id of a task, scope item, deliverable, dependency or site that the plan names."""
    yield ("project", "go_live"), "the go-live", plan.project.go_live, "task"
    for i, phase in enumerate(plan.phases):
        for k, name in enumerate(phase.sites):
            yield ("phases", i, "sites", k), "the site", name, "site"
        for j, task in enumerate(phase.tasks):
            for k, name in enumerate(task.scope):
                yield ("phases", i, "tasks", j, "scope", k), "the scope item", name, "scope item"
            for k, name in enumerate(task.sites):
                yield ("phases", i, "tasks", j, "sites", k), "the site", name, "site"
    for i, deliverable in enumerate(plan.deliverables):
        yield ("deliverables", i, "task"), "the task", deliverable.task, "task"
        for k, name in enumerate(deliverable.scope):
            yield ("deliverables", i, "scope", k), "the scope item", name, "scope item"
    for i, obligation in enumerate(plan.obligations):
        yield ("obligations", i, "task"), "the task", obligation.task, "task"
    for i, dependency in enumerate(plan.dependencies):
        yield ("dependencies", i, "buffer"), "the buffer", dependency.buffer, "task"
        for k, name in enumerate(dependency.needed_by):
            yield ("dependencies", i, "needed_by", k), "the task", name, "task"
        for k, name in enumerate(dependency.blocked_by):
            yield ("dependencies", i, "blocked_by", k), "the dependency", name, "dependency"
    for register in ("risks", "issues", "changes"):
        for i, row in enumerate(getattr(plan, register)):
            for k, name in enumerate(row.tasks):
                yield (register, i, "tasks", k), "the task", name, "task"
    for i, change in enumerate(plan.changes):
        for o, option in enumerate(change.options):
            for k, name in enumerate(option.trade):
                yield ("changes", i, "options", o, "trade", k), "the scope item", name, "scope item"
    for i, row in enumerate(plan.raci):
        yield ("raci", i, "task"), "the task", row.task, "task"
    if plan.release is not None:
        yield ("release", "first"), "the scope item", plan.release.first, "scope item"
    yield from _ids_of_rollout(plan)
    yield from _ids_of_billing(plan)


def _ids_of_rollout(plan: Plan) -> Iterator[IdName]:
    if plan.rollout is None:
        return
    for i, wave in enumerate(plan.rollout.waves):
        yield ("rollout", "waves", i, "phase"), "the phase", wave.phase, "task"
        for k, name in enumerate(wave.sites):
            yield ("rollout", "waves", i, "sites", k), "the site", name, "site"


def _ids_of_billing(plan: Plan) -> Iterator[IdName]:
    """Yield deliverables and triggers; a trigger is an id when it is one word with a digit, else a text."""
    for i, item in enumerate(plan.sow.billing if plan.sow else ()):
        if len(item.trigger.split()) == 1 and any(c.isdigit() for c in item.trigger):
            yield ("sow", "billing", i, "trigger"), "the trigger", item.trigger, "task"
        for k, name in enumerate(item.deliverables):
            yield ("sow", "billing", i, "deliverables", k), "the deliverable", name, "deliverable"
