"""Where the rows of the workbook stand in the plan: facts are sorted and filtered, the file is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plandocs.content.facts import Facts

Path = tuple[str | int, ...]


def task_paths(facts: Facts) -> Mapping[str, Path]:
    """Return the key path of each task and milestone, by id."""
    found: dict[str, Path] = {}
    for i, phase in enumerate(facts.plan.phases):
        for j, task in enumerate(phase.tasks):
            found[task.id] = ("phases", i, "tasks", j)
        if phase.milestone is not None:
            found[phase.milestone.id] = ("phases", i, "milestone")
    return found


def raci_paths(facts: Facts) -> Sequence[Path]:
    """Return the key path of each row of the RACI matrix, in the order of `facts.raci`."""
    shown = {row.id for phase in facts.phases for row in phase.tasks} | {phase.id for phase in facts.phases}
    own: list[Path] = [("raci", i) for i, row in enumerate(facts.plan.raci) if not row.task or row.task in shown]
    paths = task_paths(facts)
    return [*own, *(paths[task.id] for task in facts.plan.tasks() if task.raci and task.id in shown)]


def register_places(table: str, facts: Facts) -> Sequence[int]:
    """Return the index in the plan's list of each row of a register, in the order of the facts."""
    plan = facts.plan
    match table:
        case "Risks":
            return _by_id([entry.id for entry in plan.risks], [fact.id for fact in facts.risks])
        case "Dependencies":
            return _by_id([entry.id for entry in plan.dependencies], [fact.id for fact in facts.dependencies])
        case "Issues":
            return _by_id([entry.id for entry in plan.issues], [fact.id for fact in facts.issues])
        case "Changes":
            return _by_id([entry.id for entry in plan.changes], [fact.id for fact in facts.changes])
        case "ParkingLot":
            return range(len(plan.scope.parking_lot))
        case "ChangeImpacts":
            left = list(enumerate(plan.change_impacts))
            found = []
            for fact in facts.impacts:
                at = next(n for n, (_, e) in enumerate(left) if (e.group, e.impact) == (fact.group, fact.impact))
                found.append(left.pop(at)[0])
            return found
    listed = {id(entry): number for number, entry in enumerate(plan.alignment)}
    return [listed[id(entry)] for entry in facts.alignment]


def _by_id(listed: Sequence[str], shown: Sequence[str]) -> Sequence[int]:
    places = {name: number for number, name in enumerate(listed)}
    return [places[name] for name in shown]


def touchpoint_places(facts: Facts) -> Sequence[int]:
    """Return the index in the plan's list of each row of the touchpoints: by date, those without one last."""
    shown = [n for n, entry in enumerate(facts.plan.communications) if facts.internal or entry.audience != "internal"]
    dated: list[tuple[str, int]] = []
    undated: list[int] = []
    for place, fact in zip(shown, facts.communications, strict=True):
        days = fact.dates or ((fact.starts,) if fact.starts else ())
        dated += [(str(day), place) for day in days]
        if not days:
            undated.append(place)
    dated.sort(key=lambda row: row[0])
    return [*(place for _, place in dated), *undated]
