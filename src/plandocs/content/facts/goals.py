"""Why the project exists and how its success is measured. What the plan calls `unknown` is not printed as a fact.

A starting plan says `unknown` where nobody knows yet: titles and sentences leave it out, tables say so in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plandocs.content.facts.people import People
from plandocs.content.wording import Words
from plandocs.plan.model import Plan
from plandocs.plan.registers import Measure
from plandocs.plan.unknown import known


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFact:
    """An outcome. `baseline` and `target` are in words where the plan says that they are not known yet.

    `target_known` tells whether there is a target to speak of. `measured_by` is a person's name where the plan gives an
    id; `measured_by_person` says so.
    """

    text: str
    metric: str
    baseline: str
    target: str
    baseline_known: bool
    target_known: bool
    by: date | str | None
    measured_by: str
    measured_by_person: bool
    owner: str

    @property
    def is_complete(self) -> bool:
        """Whether it has a figure, a date, and a way to measure it."""
        return self.target_known and self.by is not None and bool(self.measured_by or self.metric)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    """The texts on why, each empty where it is not known, and the outcomes whose words are known."""

    problem: str
    background: str
    summary: str
    objectives: tuple[MeasureFact, ...]
    criteria: tuple[MeasureFact, ...]


def goal_facts(plan: Plan, people: People, words: Words) -> GoalFacts:
    """Return why the project exists and how success is measured."""
    project = plan.project
    return GoalFacts(
        problem=known(project.problem),
        background=known(project.background),
        summary=known(project.summary),
        objectives=_measures(project.objectives, people, words),
        criteria=_measures(plan.success_criteria, people, words),
    )


def _measures(measures: Iterable[Measure], people: People, words: Words) -> tuple[MeasureFact, ...]:
    return tuple(_measure(measure, people, words) for measure in measures if known(measure.text))


def _measure(measure: Measure, people: People, words: Words) -> MeasureFact:
    open_words = words.say("common.not_known")
    return MeasureFact(
        text=measure.text,
        metric=known(measure.metric),
        baseline=known(measure.baseline) or (open_words if measure.baseline else ""),
        target=known(measure.target) or (open_words if measure.target else ""),
        baseline_known=bool(known(measure.baseline)),
        target_known=bool(known(measure.target)),
        by=known(measure.by) or None if isinstance(measure.by, str) else measure.by,
        measured_by=people.name(known(measure.measured_by)),
        measured_by_person=people.get(measure.measured_by) is not None,
        owner=people.name(measure.owner),
    )
