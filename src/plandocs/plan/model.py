"""The plan: project, people, phases, and the registers around them.

Built by pydantic from the data that `source` read; frozen afterwards. References between entries are checked in
`references`, not here, so that a problem can name its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from plandocs.plan.base import Entry, text_entries
from plandocs.plan.calendars import WEEKDAYS, CalendarSpec, DateRange, Holiday
from plandocs.plan.registers import (
    AlignmentEntry,
    Approval,
    Change,
    ChangeImpact,
    Communication,
    Deliverable,
    Dependency,
    DiscoveryQuestion,
    Issue,
    Measure,
    Obligation,
    Process,
    RaciRow,
    Release,
    Report,
    Risk,
    RolloutAnswers,
    Scope,
    Site,
    StatementOfWork,
    Waiver,
    Wave,
)
from plandocs.plan.tasks import Milestone, Phase, Task
from plandocs.plan.values import (
    Currency,
    Day,
    Flag,
    FormatVersion,
    HoursPerWeek,
    Language,
    Many,
    Money,
    Side,
    Weekday,
)

Tier = Literal["lite", "standard", "enterprise"]

ROLES = (
    "sponsor",
    "champion",
    "end_user_manager",
    "it",
    "data",
    "security",
    "subject_expert",
    "end_user",
    "procurement",
    "legal",
    "implementation_pm",
    "csm",
    "implementation_specialist",
    "engineer",
    "architect",
    "trainer",
    "support",
    "sales",
    "account_manager",
    "leadership",
)
"""Roles with a meaning of their own; any other text is a role too."""


class Project(Entry):
    """What the project is."""

    name: str = Field(min_length=1)
    """The project's name."""
    id: str = ""
    """A short code, used in file names and footers."""
    customer: str = ""
    """The customer's name."""
    vendor: str = ""
    """The vendor's name."""
    start: Day | None = None
    """The kickoff. With `target_go_live` alone, the schedule is built backward."""
    target_go_live: Day | None = None
    """The go-live that was asked for or promised."""
    contract_signed: Day | None = None
    """When the contract was signed."""
    contract_deadline: Day | None = None
    """The date the contract promises."""
    go_live: str = ""
    """The task or milestone that is the go-live."""
    tier: Tier = "standard"
    """lite, standard or enterprise: how much document, not how much truth."""
    day_count: Literal["working", "elapsed"] = "working"
    """working or elapsed: what 1d and Day N mean."""
    lag_calendar: Literal["successor", "predecessor"] = "successor"
    """Whose calendar the days of a lag are counted on: that of the task that waits, or of the one it waits for."""
    language: Language = "en-US"
    """Language and region of the documents."""
    currency: Currency = "USD"
    """The currency of all amounts."""
    version: str = "0.1"
    """The version of the plan."""
    summary: str = ""
    """The project in a few sentences."""
    problem: str = ""
    """Why the customer bought, in the customer's words."""
    background: str = ""
    """The current state."""
    objectives: tuple[Measure, ...] = ()
    """What the project is to achieve."""
    distribution: Many[str] = ()
    """Who receives the plan: people's ids, or names."""
    kickoff_minutes: int = Field(default=60, ge=10, le=480)
    """How long the kickoff meeting takes."""
    confirm_by: Day | None = None
    """By when the customer is asked to confirm the plan."""

    @model_validator(mode="before")
    @classmethod
    def _plain_objectives(cls, data: Any) -> Any:
        if isinstance(data, dict) and "objectives" in data:
            return {**data, "objectives": text_entries(data["objectives"], "text")}
        return data


class Person(Entry):
    """Somebody, or a team, that the plan counts on."""

    name: str = Field(min_length=1)
    """The name."""
    role: Many[str] = ()
    """One role or several."""
    side: Side
    """customer, vendor or third_party."""
    title: str = ""
    """The job title."""
    email: str = ""
    """The e-mail address."""
    phone: str = ""
    """The telephone number."""
    company: str = ""
    """The company, for a third party."""
    hours_per_week: HoursPerWeek | None = None
    """Hours a week for this project."""
    hourly_rate: Money | None = None
    """What an hour costs; for the internal edition and `plandocs capacity` only."""
    units: int = Field(default=1, ge=1)
    """How many they are."""
    backup: str = ""
    """Who stands in: a person's id."""
    calendar: str = ""
    """The name of the calendar that holds for them."""
    unavailable: tuple[DateRange, ...] = ()
    """Leave, travel, training."""
    other_commitments: HoursPerWeek | None = None
    """Hours a week that go elsewhere, such as 2h/week."""
    informed_only: Flag = False
    """Whether they are kept informed but own nothing."""


class Rollout(Entry):
    """Several sites: how they go live."""

    strategy: Literal["sequential", "parallel", "phased"] = "phased"
    """sequential, parallel or phased."""
    reason: str = ""
    """Why."""
    answers: RolloutAnswers | None = None
    """The four questions that decide it."""
    sites: dict[str, Site] = Field(default_factory=dict)
    """The sites by id."""
    waves: tuple[Wave, ...] = ()
    """The waves, in order."""
    template: Phase | None = None
    """A phase that is repeated for each wave: {wave}, {n}, {previous} and the wave's own values are filled in. A
    task with `each: site` is repeated for each of its sites; what waits for all of them names {each_site}."""


class Plan(Entry):
    """One customer project: the whole file."""

    plandocs: FormatVersion = 1
    """The version of the file format."""
    project: Project
    """What the project is."""
    calendar: CalendarSpec = Field(default_factory=CalendarSpec)
    """When work is done."""
    calendars: dict[str, CalendarSpec] = Field(default_factory=dict)
    """Further calendars, for a side, a site or a person."""
    people: dict[str, Person]
    """Everybody by a short id."""
    phases: tuple[Phase, ...] = Field(min_length=1)
    """The phases, in order."""
    rollout: Rollout | None = None
    """Sites and waves."""
    release: Release | None = None
    """Whether the scope goes live in phases or all at once."""
    scope: Scope = Field(default_factory=Scope)
    """What is in, out and parked."""
    deliverables: tuple[Deliverable, ...] = ()
    """What is handed over."""
    obligations: tuple[Obligation, ...] = ()
    """What laws, standards and the contract ask for."""
    discovery: tuple[DiscoveryQuestion, ...] = ()
    """Questions and answers."""
    dependencies: tuple[Dependency, ...] = ()
    """What the plan waits for."""
    risks: tuple[Risk, ...] = ()
    """What may go wrong."""
    issues: tuple[Issue, ...] = ()
    """What has gone wrong."""
    changes: tuple[Change, ...] = ()
    """Change requests."""
    alignment: tuple[AlignmentEntry, ...] = ()
    """Who stands behind the plan."""
    approvals: tuple[Approval, ...] = ()
    """Who approved it."""
    communications: tuple[Communication, ...] = ()
    """Touchpoints."""
    processes: tuple[Process, ...] = ()
    """How we work."""
    change_impacts: tuple[ChangeImpact, ...] = ()
    """How the change lands."""
    success_criteria: tuple[Measure, ...] = ()
    """When the project is a success."""
    raci: tuple[RaciRow, ...] = ()
    """Who decides, who does, who is told."""
    sow: StatementOfWork | None = None
    """The commercial part."""
    waivers: tuple[Waiver, ...] = ()
    """Rules knowingly not kept."""
    reports: tuple[Report, ...] = ()
    """The prose of the status reports."""

    @model_validator(mode="before")
    @classmethod
    def _plain_success(cls, data: Any) -> Any:
        if isinstance(data, dict) and "success_criteria" in data:
            return {**data, "success_criteria": text_entries(data["success_criteria"], "text")}
        return data

    def tasks(self) -> Iterator[Task]:
        """Yield every task in plan order."""
        for phase in self.phases:
            yield from phase.tasks

    def milestones(self) -> Iterator[Milestone]:
        """Yield the phases' milestones in plan order."""
        for phase in self.phases:
            if phase.milestone is not None:
                yield phase.milestone

    def with_role(self, role: str) -> list[str]:
        """Return the ids of the people who have a role, in the order of the file."""
        return [key for key, person in self.people.items() if role in person.role]

    def default_as_of(self) -> date | None:
        """Return the date of the latest report, else of the latest actual, else the start.

        No clock is asked, so that the same plan gives the same documents on every day.
        """
        if self.reports:
            return max(report.as_of for report in self.reports)
        actuals = [d for task in self.tasks() for d in (task.started, task.finished) if d is not None]
        return max(actuals, default=self.project.start)


__all__ = [
    "ROLES",
    "WEEKDAYS",
    "CalendarSpec",
    "Holiday",
    "Milestone",
    "Person",
    "Phase",
    "Plan",
    "Project",
    "Rollout",
    "Task",
    "Tier",
    "Weekday",
]
