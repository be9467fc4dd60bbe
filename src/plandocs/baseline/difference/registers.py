"""The registers of two plans entry by entry: what came, what went, and which keys of the rest changed.

Entries are the same by their id; those without one by their text. Progress, reports and approvals are no change of the
plan and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from plandocs.baseline.difference.model import EntryChange, FieldChange, Kind, RegisterChange
from plandocs.plan.model import Plan

_PROGRESS = frozenset({"started", "finished", "progress", "remaining"})
_PROJECT_APART = frozenset({"objectives"})
_MILESTONE = "milestone"
_NAMES = ("name", "text", "risk", "what", "request", "idea", "question", "activity", "change", "trigger", "person")

Named = tuple[str, str, Mapping[str, Any]]
"""What an entry is the same by, its name as shown, and its values."""


def changed_registers(old: Plan, new: Plan) -> list[RegisterChange]:
    """Return the changes of every part of two plans; parts without any are left out."""
    pairs = zip(_parts(old), _parts(new), strict=True)
    made = (RegisterChange(key, _compared(before, after)) for (key, before), (_, after) in pairs)
    return [register for register in made if register.entries]


def _parts(plan: Plan) -> list[tuple[str, list[Named]]]:
    """Return the parts of a plan in the order in which they are told."""
    sow = plan.sow
    fees = {} if sow is None else _values(sow, {"billing", "signatories"})
    return [
        ("scope.in", _entries(plan.scope.in_)),
        ("scope.out", _entries(plan.scope.out)),
        ("tasks", _tasks(plan)),
        ("phases", [(phase.id, phase.name, _values(phase, {"id", "tasks", _MILESTONE})) for phase in plan.phases]),
        ("deliverables", _entries(plan.deliverables)),
        ("people", [(key, person.name, _values(person)) for key, person in plan.people.items()]),
        ("risks", _entries(plan.risks)),
        ("dependencies", _entries(plan.dependencies)),
        ("sow", [("", "", _flat(fees))]),
        ("sow.billing", _entries(() if sow is None else sow.billing)),
        ("sow.signatories", _entries(() if sow is None else sow.signatories)),
        ("project", [("", "", _flat(_values(plan.project, _PROJECT_APART)))]),
        ("project.objectives", _entries(plan.project.objectives)),
        ("success_criteria", _entries(plan.success_criteria)),
        ("calendar", [("", "", _values(plan.calendar))]),
        ("calendars", [(key, "", _values(calendar)) for key, calendar in plan.calendars.items()]),
        ("rollout", [("", "", {} if plan.rollout is None else _flat(_values(plan.rollout, {"template"})))]),
        ("raci", _entries(plan.raci)),
        ("scope.assumptions", _entries(plan.scope.assumptions)),
        ("scope.constraints", _entries(plan.scope.constraints)),
        ("scope.parking_lot", _entries(plan.scope.parking_lot)),
        ("changes", _entries(plan.changes)),
        ("communications", _entries(plan.communications)),
        ("processes", _entries(plan.processes)),
        ("change_impacts", _entries(plan.change_impacts)),
    ]


def _tasks(plan: Plan) -> list[Named]:
    """Return tasks and milestones with the phase they are in."""
    found: list[Named] = []
    for phase in plan.phases:
        entries: list[BaseModel] = [*phase.tasks, *([phase.milestone] if phase.milestone else [])]
        for entry in entries:
            values = {"phase": phase.name, **_values(entry, {"id", *_PROGRESS})}
            found.append((entry.id, str(values["name"]), values))  # type: ignore[attr-defined]  # both have an id
    return found


def _entries(entries: Iterable[BaseModel]) -> list[Named]:
    """Return entries of a register by id, else by their text; a text that comes twice is counted."""
    found: list[Named] = []
    seen: dict[str, int] = {}
    for entry in entries:
        values = _values(entry)
        identity = str(values.pop("id", ""))
        name = next((str(values[key]) for key in _NAMES if values.get(key)), "")
        identity = identity or name
        seen[identity] = seen.get(identity, 0) + 1
        found.append((identity if seen[identity] == 1 else f"{identity} ({seen[identity]})", name, values))
    return found


def _values(entry: BaseModel, without: Iterable[str] = ()) -> dict[str, Any]:
    """Return what an entry says, by the keys of the plan file; what it leaves out is not there."""
    values = entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {key: value for key, value in values.items() if key not in without}


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with those of inner mappings beside them: `fees.total`."""
    flat: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, dict):
            flat.update({f"{key}.{inner}": part for inner, part in value.items()})
        else:
            flat[key] = value
    return flat


def _compared(old: Sequence[Named], new: Sequence[Named]) -> tuple[EntryChange, ...]:
    """Return changed and added entries in the new order, then the removed ones in the old order."""
    before = {identity: values for identity, _, values in old}
    after = {identity for identity, _, _ in new}
    found: list[EntryChange] = []
    for identity, name, values in new:
        fields = _changed_fields(before.get(identity, {}), values)
        if identity not in before or fields:
            kind: Kind = "changed" if identity in before else "added"
            found.append(EntryChange(kind, _id(identity, name), name, fields))
    for identity, name, values in old:
        if identity not in after:
            found.append(EntryChange("removed", _id(identity, name), name, _changed_fields(values, {})))
    return tuple(found)


def _id(identity: str, name: str) -> str:
    """Return an entry's id; empty where its text stands for one."""
    return "" if identity == name else identity


def _changed_fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    keys = [*new, *(key for key in old if key not in new)]
    return tuple(
        FieldChange(key, as_text(old.get(key)), as_text(new.get(key))) for key in keys if old.get(key) != new.get(key)
    )


def as_text(value: Any) -> str:
    """Return a value of a plan as a person would type it; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {as_text(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(f"{{{as_text(part)}}}" if isinstance(part, dict) else as_text(part) for part in value)
    return str(value)
