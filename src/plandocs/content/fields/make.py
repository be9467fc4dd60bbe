"""The plan's facts as plain dictionaries and lists for a template, each group made only when one asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from plandocs.content.facts import Facts
from plandocs.content.fields.catalogue import PLAN, shortened
from plandocs.content.fields.lazy import Fields
from plandocs.content.fields.shapes import Shape

_OF_PROJECT = (
    "name",
    "id",
    "customer",
    "vendor",
    "target_go_live",
    "contract_signed",
    "contract_deadline",
    "confirm_by",
    "tier",
    "day_count",
    "language",
    "currency",
    "version",
    "summary",
    "problem",
    "background",
    "kickoff_minutes",
)
"""What is printed of the project as the plan has it."""


def plan_fields(facts: Facts) -> Fields:
    """Return what a template may print of a plan, for the audience of the facts."""
    makers: dict[str, Callable[[Facts], Any]] = {
        "project": _project,
        "people": lambda facts: _people(facts, ("customer", "vendor", "third_party")),
        "team": lambda facts: {side: _people(facts, (side,)) for side in ("customer", "vendor", "third_party")},
        "scope": _scope,
        "raci": _raci,
        "success_criteria": lambda facts: _measures(facts, facts.plan.success_criteria),
        "processes": _processes,
        "changes": _changes,
        "issues": _issues,
        "approvals": _approvals,
        "sites": _sites,
        "sow": _sow,
    }
    for name in ("phases", "tasks", "milestones", "deliverables", "risks", "dependencies", "communications"):
        makers[name] = _taken_of(name)
    makers |= {name: _taken_of(name) for name in ("asks", "impacts")}
    return Fields({name: _bound(makers[name], facts) for name in PLAN})


def _bound(make: Callable[[Facts], Any], facts: Facts) -> Callable[[], Any]:
    return lambda: make(facts)


def _taken_of(name: str) -> Callable[[Facts], Any]:
    return lambda facts: _entries(getattr(facts, name), PLAN[name])


def _entries(items: Iterable[object], shape: Shape) -> list[dict[str, Any]]:
    return [_taken(item, shape.below) for item in items]


def _taken(item: object, names: Mapping[str, Shape]) -> dict[str, Any]:
    """Return the attributes of a fact under the names of a shape; lists within it too."""
    out: dict[str, Any] = {}
    for name, shape in names.items():
        value = getattr(item, shape.source or name)
        if shape.kind == "list":
            value = _entries(value, shape)
        elif shape.kind in ("texts", "dates"):
            value = list(value)
        out[name] = value
    return out


def _project(facts: Facts) -> dict[str, Any]:
    project = facts.plan.project
    manager = facts.project_manager
    return {
        **{name: getattr(project, name) for name in _OF_PROJECT},
        "short_name": shortened(project.name),
        "manager": manager.name if manager else "",
        "start": facts.current.start,
        "finish": facts.current.finish,
        "go_live": facts.current.go_live,
        "objectives": _measures(facts, project.objectives),
        "distribution": list(facts.people.names(tuple(project.distribution))),
    }


def _measures(facts: Facts, items: Iterable[Any]) -> list[dict[str, Any]]:
    names = PLAN["success_criteria"].below
    people = facts.people
    return [
        {**_taken(item, names), "owner": people.name(item.owner), "measured_by": people.name(item.measured_by)}
        for item in items
    ]


def _people(facts: Facts, sides: tuple[str, ...]) -> list[dict[str, Any]]:
    names = {name: shape for name, shape in PLAN["people"].below.items() if name != "phone"}
    return [
        _taken(person, names) | {"phone": facts.plan.people[person.id].phone}
        for person in facts.people
        if person.side in sides
    ]


def _scope(facts: Facts) -> dict[str, Any]:
    scope, plan = facts.scope, facts.plan.scope
    names = PLAN["scope"].below
    out: dict[str, Any] = {
        name: _entries(getattr(scope, name), names[name]) for name in ("included", "excluded", "parked")
    }
    for name, letter in (("assumptions", "A"), ("constraints", "C")):
        found = _entries(getattr(plan, name), names[name])
        out[name] = [{**item, "id": item["id"] or f"{letter}{n}"} for n, item in enumerate(found, start=1)]
    return out


def _raci(facts: Facts) -> dict[str, Any]:
    table = facts.raci
    rows = [{"activity": name, "letters": list(letters)} for name, letters in table.rows]
    return {"heads": list(table.heads), "rows": rows}


def _processes(facts: Facts) -> list[dict[str, Any]]:
    made = _entries(facts.processes, PLAN["processes"])
    return [{**item, "owner": facts.people.name(item["owner"])} for item in made]


def _changes(facts: Facts) -> list[dict[str, Any]]:
    names = PLAN["changes"].below
    return [
        _taken(item, {name: shape for name, shape in names.items() if name != "days"})
        | {
            "days": item.impact_days,
            "requester": facts.people.name(item.requester),
            "approver": facts.people.name(item.approver),
        }
        for item in facts.changes
    ]


def _issues(facts: Facts) -> list[dict[str, Any]]:
    return [{**item, "owner": facts.people.name(item["owner"])} for item in _entries(facts.issues, PLAN["issues"])]


def _approvals(facts: Facts) -> list[dict[str, Any]]:
    made = _entries(facts.plan.approvals, PLAN["approvals"])
    return [{**item, "by": facts.people.name(item["by"])} for item in made]


def _sites(facts: Facts) -> list[dict[str, Any]]:
    sites = facts.plan.rollout.sites if facts.plan.rollout else {}
    names = {name: shape for name, shape in PLAN["sites"].below.items() if name != "id"}
    return [{"id": key, **_taken(site, names), "lead": facts.people.name(site.lead)} for key, site in sites.items()]


def _sow(facts: Facts) -> dict[str, Any]:
    sow = facts.plan.sow
    names = PLAN["sow"].below
    out: dict[str, Any] = {name: [] if shape.kind in ("list", "texts") else None for name, shape in names.items()}
    if sow is None:
        return out
    for source in (sow.fees, sow.acceptance, sow):
        for name in names:
            if source is not None and name not in ("billing", "signatories") and hasattr(source, name):
                out[name] = getattr(source, name)
    out["precedence"] = list(sow.precedence)
    out["change_approver"] = facts.people.name(sow.change_approver)
    out["billing"] = _entries(facts.billing, names["billing"])
    out["signatories"] = []
    for entry in sow.signatories:
        person = facts.people.get(entry.person)
        name, title = (person.name, person.title) if person else (entry.person, "")
        side = entry.side or (person.side if person else "")
        out["signatories"].append({"name": entry.name or name, "title": entry.title or title, "side": side})
    return out
