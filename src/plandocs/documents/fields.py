"""The names that texts in a template may use: plain dictionaries, lists and texts, dates as the reader sees them.

`{{ project.customer }}`, `{{ go_live }}`, and in a loop or a repeated slide `{{ phase.name }}`. Only what the audience
may see is among them, because they are made of the facts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from plandocs.content.facts import Facts, PersonFact, PhaseFact, RiskFact, TaskFact

Day = Callable[[date | None], str]


def plan_fields(facts: Facts) -> dict[str, Any]:
    """Return the names for templates, with the plan's phases, milestones, waves, risks and people as lists."""
    formats = facts.words.formats

    def day(value: date | None) -> str:
        return formats.day(value) if value is not None else ""

    schedule = facts.current
    return {
        "project": _project(facts),
        "start": day(schedule.start),
        "finish": day(schedule.finish),
        "go_live": day(schedule.go_live),
        "as_of": day(facts.as_of),
        "plan_hash": facts.plan_hash[:8],
        "phases": [_phase(phase, day) for phase in facts.phases],
        "milestones": [_row(row, day) for row in facts.milestones],
        "waves": _waves(facts, day),
        "risks": [_risk(risk, day) for risk in facts.risks],
        "people": [_person(person) for person in facts.people if facts.internal or not person.informed_only],
    }


def _project(facts: Facts) -> dict[str, Any]:
    project, manager = facts.plan.project, facts.project_manager
    return {
        "name": project.name,
        "id": project.id,
        "customer": facts.customer,
        "vendor": facts.vendor,
        "version": project.version,
        "summary": facts.goals.summary,
        "manager": manager.name if manager else "",
    }


def _phase(phase: PhaseFact, day: Day) -> dict[str, Any]:
    tasks = [row for row in phase.tasks if not row.is_milestone]
    return {
        "id": phase.id,
        "number": phase.number,
        "name": phase.name,
        "goal": phase.goal,
        "start": day(phase.start),
        "finish": day(phase.finish),
        "exit_criteria": list(phase.exit_criteria),
        "milestone": phase.milestone.name if phase.milestone else "",
        "tasks": [_row(row, day) for row in tasks],
    }


def _row(row: TaskFact, day: Day) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "phase": row.phase_name,
        "owner": row.owner,
        "start": day(row.start),
        "finish": day(row.finish),
        "date": day(row.finish),
        "duration": row.duration,
        "acceptance": row.acceptance,
        "description": row.description,
    }


def _risk(risk: RiskFact, day: Day) -> dict[str, Any]:
    return {
        "id": risk.id,
        "risk": risk.risk,
        "likelihood": risk.likelihood,
        "impact": risk.impact,
        "score": risk.score,
        "band": risk.band_label,
        "mitigation": risk.mitigation,
        "owner": risk.owner,
        "status": risk.status_label,
        "due": day(risk.due),
    }


def _person(person: PersonFact) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "title": person.title,
        "role": person.role,
        "side": person.side_label,
        "company": person.company,
        "email": person.email,
        "initials": person.initials,
    }


def _waves(facts: Facts, day: Day) -> list[dict[str, Any]]:
    rollout = facts.plan.rollout
    if rollout is None:
        return []
    phases = {phase.id: phase for phase in facts.phases}
    found = []
    for wave in rollout.waves:
        phase = phases.get(wave.phase)
        found.append(
            {
                "id": wave.id,
                "name": wave.name or (phase.name if phase else wave.id),
                "sites": [rollout.sites[key].name if key in rollout.sites else key for key in wave.sites],
                "start": day(phase.start) if phase else "",
                "finish": day(phase.finish) if phase else "",
                "entry": list(wave.entry),
                "exit": list(wave.exit),
            }
        )
    return found
