"""Everything that documents say, computed once from the plan and its schedules.

Documents take `Facts` and words, and compute no date, name or total of their own: that is how four documents agree.
The audience is applied here, so what is internal never reaches a customer's document at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from plandocs.baseline.against import Against
from plandocs.content.document import Properties
from plandocs.content.facts.approvals import ApprovalFact, ApprovalState, approval_facts, approval_state
from plandocs.content.facts.asks import Ask, customer_asks
from plandocs.content.facts.billing import BillingFact, BillingTotals, billing_facts, billing_totals
from plandocs.content.facts.charts import chance_chart_of, gantt_of, heat_map_of
from plandocs.content.facts.critical import CriticalFacts, critical_facts
from plandocs.content.facts.effort import EffortFacts, effort_facts
from plandocs.content.facts.goals import GoalFacts, MeasureFact, goal_facts
from plandocs.content.facts.people import People, PersonFact
from plandocs.content.facts.progress import ProgressFacts, progress_facts
from plandocs.content.facts.questions import OpenQuestions, open_questions
from plandocs.content.facts.registers import (
    DeliverableFact,
    DependencyFact,
    ImpactFact,
    ObligationFact,
    RaciTable,
    RiskFact,
    ScopeFacts,
    deliverable_facts,
    dependency_facts,
    impact_facts,
    obligation_facts,
    raci_table,
    risk_facts,
    scope_facts,
)
from plandocs.content.facts.tasks import PhaseFact, TaskFact, percent_done, task_facts
from plandocs.content.facts.touchpoints import CommunicationFact, communication_facts
from plandocs.content.facts.trend import TrendFacts, trend_facts
from plandocs.content.facts.uncertainty import UncertaintyFacts, in_percent, uncertainty_facts
from plandocs.content.wording import Words
from plandocs.history.model import PastReport
from plandocs.plan.model import Plan
from plandocs.plan.registers import AlignmentEntry, Change, DiscoveryQuestion, Issue, Process, Waiver
from plandocs.schedule.result import Schedule

if TYPE_CHECKING:
    from plandocs.whatif.capacity import Capacity

__all__ = [
    "ApprovalFact",
    "ApprovalState",
    "Ask",
    "BillingFact",
    "BillingTotals",
    "CommunicationFact",
    "CriticalFacts",
    "DeliverableFact",
    "DependencyFact",
    "EffortFacts",
    "Facts",
    "GoalFacts",
    "ImpactFact",
    "MeasureFact",
    "ObligationFact",
    "People",
    "PersonFact",
    "PhaseFact",
    "ProgressFacts",
    "RaciTable",
    "RiskFact",
    "ScopeFacts",
    "TaskFact",
    "TrendFacts",
    "UncertaintyFacts",
    "chance_chart_of",
    "gantt_of",
    "heat_map_of",
    "in_percent",
    "percent_done",
]


@dataclass(frozen=True)
class Facts:
    """The plan as one audience may see it.

    `agreed` is the schedule without progress. `forecast` is the schedule at an as-of date that was asked for, else
    None: then dates are the agreed ones, nothing has happened yet, and clocks count from the kickoff. `as_of` is the
    day that clocks and states refer to.
    """

    plan: Plan
    agreed: Schedule
    forecast: Schedule | None
    as_of: date
    words: Words
    plan_hash: str
    audience: Literal["customer", "internal"] = "customer"
    draft: bool = False
    sow: bool = False
    """Whether the project plan is made as a statement of work."""
    history: tuple[PastReport, ...] = ()
    """What earlier reports said, by date; the trend is told from those before the as-of date."""
    against: Against | None = None
    """The frozen baseline that delays are measured against; None where they are measured against the agreed plan."""

    @property
    def internal(self) -> bool:
        """Whether this edition may show internal rows."""
        return self.audience == "internal"

    @property
    def customer(self) -> str:
        """The customer's name, or `the customer`."""
        return self.plan.project.customer or self.words.say("common.the_customer")

    @property
    def vendor(self) -> str:
        """The vendor's name, or `the vendor`."""
        return self.plan.project.vendor or self.words.say("common.the_vendor")

    @property
    def code(self) -> str:
        """The project's short code, else its name: for footers."""
        return self.plan.project.id or self.plan.project.name

    @property
    def current(self) -> Schedule:
        """The forecast where there is one, else the agreed schedule."""
        return self.forecast or self.agreed

    @cached_property
    def measured(self) -> Facts:
        """The same facts with the baseline's dates as the agreed ones, where a forecast is held against a baseline."""
        if self.against is None or self.forecast is None:
            return self
        return replace(self, agreed=self.against.agreed(self.agreed))

    @property
    def baseline(self) -> str:
        """Which baseline delays are measured against, in words; empty where it is the agreed plan as it is."""
        if self.against is None:
            return ""
        return self.words.say("common.baseline", name=self.against.name, day=self.against.dated)

    @cached_property
    def people(self) -> People:
        """Everybody."""
        return People(self.plan, self.words)

    @cached_property
    def phases(self) -> tuple[PhaseFact, ...]:
        """The phases with their visible rows and current dates."""
        return task_facts(self.plan, self.people, self.agreed, self.forecast, self.as_of, internal=self.internal)

    @cached_property
    def rows(self) -> tuple[TaskFact, ...]:
        """Every visible task, buffer and milestone in plan order."""
        return tuple(row for phase in self.phases for row in phase.tasks)

    @cached_property
    def by_id(self) -> dict[str, TaskFact]:
        """The visible rows by id."""
        return {row.id: row for row in self.rows}

    @cached_property
    def tasks(self) -> tuple[TaskFact, ...]:
        """The visible rows that are work: no buffer, no milestone."""
        return tuple(row for row in self.rows if not row.is_buffer and not row.is_milestone)

    @cached_property
    def milestones(self) -> tuple[TaskFact, ...]:
        """The visible milestones and go-lives by date, those of one day in plan order."""
        marks = (row for row in self.rows if row.is_milestone or row.is_go_live)
        return tuple(sorted(marks, key=lambda row: row.agreed_finish))

    @cached_property
    def go_lives(self) -> tuple[TaskFact, ...]:
        """The visible go-lives by date: one for each wave where there are waves."""
        return tuple(row for row in self.milestones if row.is_go_live)

    @cached_property
    def critical(self) -> CriticalFacts:
        """The critical path of the agreed schedule."""
        return critical_facts(self._agreed_rows, self.agreed, self.agreed.go_live)

    @cached_property
    def critical_now(self) -> CriticalFacts:
        """The critical path of the current schedule."""
        return critical_facts(self.rows, self.current, self.current.go_live)

    @cached_property
    def _agreed_rows(self) -> tuple[TaskFact, ...]:
        if self.forecast is None:
            return self.rows
        phases = task_facts(self.plan, self.people, self.agreed, None, self.as_of, internal=self.internal)
        return tuple(row for phase in phases for row in phase.tasks)

    @cached_property
    def uncertainty(self) -> UncertaintyFacts | None:
        """How sure the agreed date is, None where the plan holds nothing uncertain."""
        return uncertainty_facts(self.plan, self.agreed, self._agreed_rows, internal=self.internal)

    @cached_property
    def effort(self) -> EffortFacts | None:
        """The hours that the visible tasks ask for, by side and week; None where they ask for none."""
        third = self.words.say("common.side.third_party")
        companies = {"customer": self.customer, "vendor": self.vendor, "third_party": third}
        visible = {row.id for row in self._agreed_rows}
        return effort_facts(self.plan, self.agreed, self.people, visible, companies, internal=self.internal)

    @cached_property
    def capacity(self) -> Capacity:
        """The hours asked of people against those they have, and the ways out: for the internal edition only."""
        from plandocs.whatif.capacity import capacity

        return capacity(self.plan, self.forecast.as_of if self.forecast else None)

    @cached_property
    def agreed_view(self) -> Facts:
        """The same facts without the forecast: what plan and deck print as agreed."""
        if self.forecast is None:
            return self
        return replace(self, forecast=None, as_of=self.agreed.start)

    @cached_property
    def goals(self) -> GoalFacts:
        """Why the project exists, and how success is measured."""
        return goal_facts(self.plan, self.people, self.words)

    @cached_property
    def scope(self) -> ScopeFacts:
        """What is in, out and parked."""
        return scope_facts(self.plan, self.people, self.words, internal=self.internal)

    @cached_property
    def deliverables(self) -> tuple[DeliverableFact, ...]:
        """What is handed over."""
        return deliverable_facts(self.plan, self.people, self.by_id)

    @cached_property
    def dependencies(self) -> tuple[DependencyFact, ...]:
        """What the plan waits for."""
        names = {row.id: row.name for row in self.rows}
        return dependency_facts(
            self.plan, self.people, self.words, self.agreed, self.as_of, names, internal=self.internal
        )

    @cached_property
    def risks(self) -> tuple[RiskFact, ...]:
        """The risks by score."""
        return risk_facts(self.plan, self.people, self.words, internal=self.internal)

    @cached_property
    def raci(self) -> RaciTable:
        """Who decides, who does, who is told."""
        return raci_table(self.plan, self.people, self.phases)

    @cached_property
    def impacts(self) -> tuple[ImpactFact, ...]:
        """How the change lands, worst first."""
        return impact_facts(self.plan, self.people, internal=self.internal)

    @cached_property
    def billing(self) -> tuple[BillingFact, ...]:
        """The instalments."""
        return billing_facts(self.plan, self.by_id, self.agreed)

    @property
    def billing_totals(self) -> BillingTotals:
        """What the instalments add up to."""
        return billing_totals(self.plan, self.billing, self.agreed.start)

    @cached_property
    def communications(self) -> tuple[CommunicationFact, ...]:
        """The touchpoints with their dates."""
        return communication_facts(self.plan, self.people, self.agreed, internal=self.internal)

    @cached_property
    def asks(self) -> tuple[Ask, ...]:
        """What the customer is asked for, by date."""
        return customer_asks(
            self.plan, self.people, self.words, self.phases, self.dependencies, self.agreed, self.as_of
        )

    @cached_property
    def progress(self) -> ProgressFacts:
        """Where the project stands at the as-of date."""
        earlier = {
            report.as_of: report.number
            for report in self.history
            if report.as_of < self.as_of and report.project == self.code
        }
        return progress_facts(
            self.plan, self.rows, self.dependencies, self.asks, self.agreed, self.current, self.as_of, earlier=earlier
        )

    @cached_property
    def trend(self) -> TrendFacts | None:
        """What moved since the report before, None where no earlier one is known."""
        return trend_facts(self, self.history)

    @property
    def previous_as_of(self) -> date:
        """The day the report before spoke of: the latest that the plan lists or the history knows, else a week ago."""
        if self.trend is None:
            return self.progress.previous_as_of
        listed = (report.as_of for report in self.plan.reports if report.as_of < self.as_of)
        return max([self.trend.last.as_of, *listed])

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The visible issues that had been raised by the as-of date."""
        visible = (entry for entry in self.plan.issues if self.internal or entry.audience != "internal")
        return tuple(entry for entry in visible if self._known(entry.raised))

    @property
    def changes(self) -> tuple[Change, ...]:
        """The visible change requests that had been made by the as-of date."""
        visible = (entry for entry in self.plan.changes if self.internal or entry.audience != "internal")
        return tuple(entry for entry in visible if self._known(entry.date))

    def _known(self, day: date | None) -> bool:
        """Whether something dated `day` was known at the as-of date that was asked for."""
        return self.forecast is None or day is None or day <= self.as_of

    @property
    def processes(self) -> tuple[Process, ...]:
        """The visible processes."""
        return tuple(entry for entry in self.plan.processes if self.internal or entry.audience != "internal")

    @property
    def discovery(self) -> tuple[DiscoveryQuestion, ...]:
        """Questions and answers."""
        return self.plan.discovery

    @cached_property
    def open_questions(self) -> OpenQuestions:
        """What discovery has left open."""
        return open_questions(self.plan, self.people, self.words)

    @cached_property
    def obligations(self) -> tuple[ObligationFact, ...]:
        """What laws, standards and the contract ask for."""
        return obligation_facts(self.plan, self.people, self.by_id, internal=self.internal)

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """The rules knowingly not kept; what the vendor's people have waived is theirs."""
        shown = [entry for entry in self.plan.waivers if self.internal or self._waiver_audience(entry) != "internal"]
        return tuple(shown)

    def _waiver_audience(self, entry: Waiver) -> str:
        return entry.audience or ("internal" if self.people.side_of(entry.by) == "vendor" else "customer")

    @property
    def alignment(self) -> tuple[AlignmentEntry, ...]:
        """Who stands behind the plan: in a customer's edition the customer's own people. Source: S33–S36."""
        return tuple(
            entry for entry in self.plan.alignment if self.internal or self._alignment_audience(entry) != "internal"
        )

    def _alignment_audience(self, entry: AlignmentEntry) -> str:
        of_vendor = self.people.side_of(entry.person) == "vendor"
        return entry.audience or ("internal" if of_vendor else "customer")

    @property
    def approvals(self) -> tuple[ApprovalFact, ...]:
        """Who approved the plan, when, and whether that is of the plan as it is."""
        return approval_facts(self.plan, self.people, self.plan_hash)

    @property
    def approval(self) -> ApprovalState:
        """How far the plan is agreed. Approved needs approvals of this very plan. Source: S36–S40."""
        return approval_state(self.plan, self.plan_hash, draft=self.draft)

    @property
    def project_manager(self) -> PersonFact | None:
        """The implementation project manager, None where the plan names none."""
        return next(iter(self.people.with_role("implementation_pm")), None)

    def signer(self, side: str) -> PersonFact | None:
        """Return who signs for a side where the plan names nobody: its sponsor or its project manager.

        None where that person is of another side: nobody signs for a company that is not theirs.
        """
        role = "sponsor" if side == "customer" else "implementation_pm"
        return next((person for person in self.people.with_role(role) if person.side == side), None)

    def properties(self, title: str, subject: str) -> Properties:
        """Return what a file of this plan says of itself."""
        project = self.plan.project
        author = self.project_manager
        return Properties(
            title=title,
            subject=subject,
            author=author.name if author else self.vendor,
            company=project.vendor,
            project_id=project.id,
            project_name=project.name,
            customer=project.customer,
            vendor=project.vendor,
            version=project.version,
            plan_hash=self.plan_hash[:8],
            language=project.language,
            dated=self.as_of,
            as_of=self.forecast.as_of if self.forecast else None,
            draft=self.draft,
            internal=self.internal,
        )
