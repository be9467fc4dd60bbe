"""How ready a plan is to be started: six steps, each with its share done and what is still missing. Source: S9.

A plan and its agreed schedule go in, counted steps come out, without words: `templates/wording` says what each missing
thing means. A step's checks weigh the same; a share is rounded down, so that 100 % means that nothing is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from plandocs.plan.fingerprint import plan_hash
from plandocs.plan.model import Plan
from plandocs.schedule.capacity import weekly_demand
from plandocs.schedule.result import Schedule

STEPS = ("discovery", "scope", "timeline", "capacity", "alignment", "approval")
"""The steps in their order."""
_LEAST_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a step needs. `of` counts what is asked for, `missing` names what is not there: texts of the plan."""

    name: str
    of: int
    missing: tuple[str, ...] = ()

    @property
    def share(self) -> Fraction:
        """The part that is there, from 0 to 1."""
        return Fraction(self.of - len(self.missing), self.of)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the six steps with its checks; there is at least one."""

    name: str
    checks: tuple[Check, ...]

    @property
    def percent(self) -> int:
        """How much is done, in whole percent rounded down."""
        return int(100 * sum(check.share for check in self.checks) / len(self.checks))

    @property
    def open_checks(self) -> tuple[Check, ...]:
        """The checks that miss something."""
        return tuple(check for check in self.checks if check.missing)


@dataclass(frozen=True, slots=True)
class Readiness:
    """All six steps."""

    steps: tuple[Step, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing is missing."""
        return self.next_step is None

    @property
    def next_step(self) -> Step | None:
        """The first step that is not done; None when all are."""
        return next((step for step in self.steps if step.open_checks), None)


def readiness(plan: Plan, schedule: Schedule) -> Readiness:
    """Return how ready a plan is, by its agreed schedule."""
    makers = (_discovery(plan), _scope(plan), _timeline(plan, schedule), _capacity(plan, schedule))
    steps = (*makers, _alignment(plan), _approval(plan))
    return Readiness(tuple(Step(name, tuple(checks)) for name, checks in zip(STEPS, steps, strict=True)))


def _discovery(plan: Plan) -> list[Check]:
    questions = plan.discovery
    if not questions:
        return [_one("asked", there=False)]
    answered = [question for question in questions if not question.is_open]
    checks = [Check("answered", len(questions), tuple(entry.question for entry in questions if entry.is_open))]
    if answered:
        sources = tuple(entry.question for entry in answered if not entry.source)
        checks.append(Check("sources", len(answered), sources))
    return checks


def _scope(plan: Plan) -> list[Check]:
    checks = [_one("items", there=bool(plan.scope.in_)), _one("exclusions", there=bool(plan.scope.out))]
    covered = {name for item in plan.deliverables for name in item.scope}
    covered |= {name for task in plan.tasks() for name in task.scope}
    named = [item for item in plan.scope.in_ if item.id]
    if named:
        checks.append(Check("delivered", len(named), tuple(item.id for item in named if item.id not in covered)))
    return checks


def _timeline(plan: Plan, schedule: Schedule) -> list[Check]:
    work = [task for task in plan.tasks() if not task.is_milestone and not task.is_buffer]
    unmeasured = [
        phase.name
        for phase in plan.phases
        if not phase.exit_criteria and not (phase.milestone and phase.milestone.acceptance)
    ]
    checks = [
        Check("criteria", len(plan.phases), tuple(unmeasured)),
        _one("go_live", there=schedule.go_live is not None),
        _one("buffer", there=any(task.is_buffer for task in plan.tasks())),
    ]
    if work:
        checks.insert(0, Check("owners", len(work), tuple(task.id for task in work if not task.owner)))
    target = plan.project.target_go_live
    if target is not None and schedule.go_live is not None:
        checks.append(_one("target", there=schedule.go_live <= target))
    return checks


def _capacity(plan: Plan, schedule: Schedule) -> list[Check]:
    champions = [plan.people[key] for key in plan.with_role("champion")]
    if not champions:
        return [_one("champion", there=False)]
    weeks = weekly_demand(plan, schedule)
    asked = list(dict.fromkeys(week.person for week in weeks))
    # A week that is all leave is told by the rule about leave, as in `capacity.over_capacity`.
    short = list(dict.fromkeys(week.person for week in weeks if week.is_short and not week.is_leave))
    checks = [
        Check("hours", len(champions), tuple(each.name for each in champions if each.hours_per_week is None)),
        Check("backups", len(champions), tuple(each.name for each in champions if not each.backup)),
    ]
    if asked:
        checks.append(Check("weeks", len(asked), _names(plan, short)))
    return checks


def _alignment(plan: Plan) -> list[Check]:
    entries = {entry.person for entry in plan.alignment}
    open_ones = {entry.person for entry in plan.alignment if entry.status != "confirmed"}
    sponsors = [key for key in plan.with_role("sponsor") if plan.people[key].side == "customer"]
    people = list(dict.fromkeys([*sponsors, *(entry.person for entry in plan.alignment)]))
    if not people:
        return [_one("asked", there=False)]
    missing = [key for key in people if key in open_ones or key not in entries]
    return [Check("confirmed", len(people), _names(plan, missing))]


def _approval(plan: Plan) -> list[Check]:
    sponsors = [key for key in plan.with_role("sponsor") if plan.people[key].side == "customer"]
    if not sponsors:
        return [_one("sponsor", there=False)]
    now = plan_hash(plan)
    given = {entry.by for entry in plan.approvals if _is_of(entry.hash, now)}
    return [Check("approved", len(sponsors), _names(plan, [key for key in sponsors if key not in given]))]


def _is_of(written: str, now: str) -> bool:
    """Whether the hash that an approval recorded is the plan's; one that recorded none approved no version."""
    digits = written.strip().casefold()
    return len(digits) >= _LEAST_DIGITS and now.startswith(digits)


def _names(plan: Plan, keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(plan.people[key].name if key in plan.people else key for key in keys)


def _one(name: str, *, there: bool) -> Check:
    return Check(name, 1, () if there else (name,))
