"""A plan that was tried: its go-live, and the tasks that decide it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plandocs.errors import PlanError, Problem
from plandocs.plan.calendars import DateRange
from plandocs.plan.model import Plan
from plandocs.schedule.calendar import DAY
from plandocs.schedule.dating import Solved, date_schedule
from plandocs.schedule.from_plan import schedule_plan, solve
from plandocs.schedule.go_live import finish_day
from plandocs.schedule.result import Schedule
from plandocs.schedule.rows import go_live_row
from plandocs.whatif.edits import Edit, edited


@dataclass(frozen=True)
class Trial:
    """A plan with its solved network as of a day; None for the agreed plan."""

    plan: Plan
    as_of: date | None
    solved: Solved

    @classmethod
    def of(cls, plan: Plan, as_of: date | None) -> Trial:
        """Return a plan tried as of a day. PlanError where it has no go-live, or no dates."""
        return cls(plan, as_of, solve(plan, as_of=as_of))

    def then(self, edits: Sequence[Edit]) -> Trial:
        """Return the trial after some edits."""
        return Trial.of(edited(self.plan, edits), self.as_of)

    @cached_property
    def schedule(self) -> Schedule:
        """The whole schedule, which takes longer than the go-live alone."""
        return date_schedule(self.plan, self.solved)

    @cached_property
    def _index(self) -> int:
        row = go_live_row(self.plan, self.solved.rows)
        if row is None:
            message = "the plan names no go-live, so nothing can be said of it"
            raise PlanError(Problem(rule="no-go-live", message=message, where="project", fix="add 'project.go_live'"))
        return self.solved.rows.index(row)

    @property
    def go_live_id(self) -> str:
        """The id of the go-live."""
        return self.solved.rows[self._index].id

    @cached_property
    def go_live(self) -> date:
        """The day of the go-live. PlanError where the plan has none."""
        return finish_day(self.solved, self._index)

    @property
    def finish(self) -> date:
        """The last day of the plan."""
        return date.fromordinal((self.solved.passes.finish - 1) // DAY)

    @cached_property
    def deciding(self) -> tuple[str, ...]:
        """The rows that decide the go-live: every chain of driving links back from it, nearest first."""
        ties, driving = self.solved.network.ties, self.solved.driving
        found: dict[int, None] = {}
        ahead = [self._index]
        while ahead:
            index = ahead.pop(0)
            if index in found:
                continue
            found[index] = None
            ahead += [ties[number].predecessor for number in driving[index]]
        return tuple(self.solved.rows[index].id for index in found)

    @property
    def last_before(self) -> tuple[str, ...]:
        """The tasks that the go-live waits for last, milestones left out."""
        ties, driving, rows = self.solved.network.ties, self.solved.driving, self.solved.rows
        found: dict[str, None] = {}
        ahead = [ties[number].predecessor for number in driving[self._index]]
        while ahead:
            index = ahead.pop(0)
            if rows[index].is_milestone or rows[index].gathers:
                ahead += [ties[number].predecessor for number in driving[index]]
            else:
                found[rows[index].id] = None
        return tuple(found)


def frozen_by(plan: Plan, day: date) -> DateRange | None:
    """Return the freeze in which nothing goes live on a day; None where there is none."""
    specs = (plan.calendar, *plan.calendars.values())
    return next((freeze for spec in specs for freeze in spec.freezes if freeze.from_ <= day <= freeze.to), None)


def forward(plan: Plan) -> Plan:
    """Return a plan that is scheduled forward: one that is planned back from its target gets the start it has so."""
    if plan.project.start is not None:
        return plan
    start = schedule_plan(plan).start
    return plan.model_copy(update={"project": plan.project.model_copy(update={"start": start})})
