"""The plan: project, calendars, people, phases and tasks, and the registers around them.

Built by pydantic from the data that `source` read; frozen afterwards. References between entries are checked in
`references`, not here, so that a problem can name its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field, model_validator

from plandocs.plan.base import Entry
from plandocs.plan.registers import (
    AlignmentEntry,
    Approval,
    Change,
    ChangeImpact,
    Communication,
    DateRange,
    Deliverable,
    Dependency,
    DiscoveryQuestion,
    Issue,
    Measure,
    Process,
    RaciRow,
    Report,
    Risk,
    RolloutAnswers,
    Scope,
    Site,
    StatementOfWork,
    Waiver,
    Wave,
    _text_entries,
)
from plandocs.plan.values import (
    Audience,
    Currency,
    Day,
    Duration,
    Flag,
    FormatVersion,
    HoursPerWeek,
    Id,
    Language,
    Link,
    Many,
    Percent,
    RaciLetters,
    Shift,
    Side,
    Weekday,
)

Tier = Literal["lite", "standard", "enterprise"]

WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

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
            return {**data, "objectives": _text_entries(data["objectives"], "text")}
        return data


class Holiday(Entry):
    """A day off."""

    date: Day
    """The day."""
    name: str = ""
    """What it is called."""


class CalendarSpec(Entry):
    """When work is done."""

    week: Many[Weekday] = ("mon", "tue", "wed", "thu", "fri")
    """The working days of the week."""
    hours_per_day: Decimal | None = Field(default=None, gt=0, le=24)
    """The length of a working day; 8 when nothing is said."""
    hours: Many[Shift] | dict[Weekday, Many[Shift]] | None = None
    """Exact working times, such as ["09:00-13:00", "14:00-18:00"], or by day of the week."""
    working_days: Many[Day] = ()
    """Days worked although the week says not."""
    country: str = ""
    """Country whose public holidays count, such as US."""
    subdivision: str = ""
    """State or region of the country."""
    holidays: tuple[Holiday, ...] = ()
    """Days off: dates, or dates with names."""
    freezes: tuple[DateRange, ...] = ()
    """Spans without a go-live."""

    @model_validator(mode="before")
    @classmethod
    def _plain_holidays(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("holidays"), list | tuple):
            return data
        holidays = [item if isinstance(item, dict) else {"date": item} for item in data["holidays"]]
        return {**data, "holidays": holidays}


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


class Task(Entry):
    """A piece of work, a buffer, or a milestone when its duration is 0d."""

    id: Id
    """The id that links refer to."""
    name: str = Field(min_length=1)
    """What is done."""
    duration: Duration | None = None
    """5d (see day_count), 3ed elapsed days, 4h working hours, 2w weeks, 0d for a milestone."""
    estimate: tuple[Duration, Duration, Duration] | None = None
    """Optimistic, most likely and pessimistic duration."""
    after: Many[Link] = ()
    """What it waits for: "T02", "T02 FS+2d", "T05 SS+2d", "S12 FF"; a phase's id means the whole phase."""
    owner: str = ""
    """Who is responsible: a person's id."""
    with_: Many[str] = Field(default=(), alias="with")
    """Who else works on it: people's ids."""
    effort: dict[str, Duration] = Field(default_factory=dict)
    """Hours by person, such as {kim: 30h}."""
    needs: dict[str, int] = Field(default_factory=dict)
    """Units of a team held while it runs, such as {crew: 2}."""
    raci: dict[str, RaciLetters] = Field(default_factory=dict)
    """A RACI letter by person or role."""
    calendar: str = ""
    """The calendar it runs on."""
    start_no_earlier_than: Day | None = None
    """It does not start before this day."""
    start_no_later_than: Day | None = None
    """It starts on this day at the latest."""
    finish_no_earlier_than: Day | None = None
    """It does not finish before this day."""
    finish_no_later_than: Day | None = None
    """It finishes on this day at the latest."""
    must_start_on: Day | None = None
    """It starts on this day, whatever the links say."""
    must_finish_on: Day | None = None
    """It finishes on this day, whatever the links say."""
    deadline: Day | None = None
    """The day by which it should be done; it moves no date, but uses up float."""
    as_late_as_possible: Flag = False
    """Whether it is scheduled as late as its successors allow."""
    kind: str = "task"
    """task, buffer, gate, go_live, validation, training, hypercare, or a word of your own."""
    scope: Many[str] = ()
    """Scope items that it delivers."""
    description: str = ""
    """More on what is done."""
    acceptance: str = ""
    """How one sees that it is done."""
    consequence: str = ""
    """What a delay of it does, in the customer's words."""
    audience: Audience = "customer"
    """customer, or internal: never in a customer's file."""
    started: Day | None = None
    """The day it really started."""
    finished: Day | None = None
    """The day it really finished."""
    progress: Percent | None = None
    """How much of it is done."""
    remaining: Duration | None = None
    """How much work is left."""

    @property
    def length(self) -> Duration:
        """The duration; the most likely estimate where only an estimate is given."""
        if self.duration is not None:
            return self.duration
        if self.estimate is not None:
            return self.estimate[1]
        return Duration(Decimal(0), "d")

    @property
    def is_milestone(self) -> bool:
        """Whether it has no length."""
        return self.length.is_zero

    @property
    def is_buffer(self) -> bool:
        """Whether it is time kept in reserve."""
        return self.kind == "buffer"


class Milestone(Entry):
    """The point at which a phase has reached its outcome. Its date is computed, never typed."""

    id: Id
    """The id that links refer to."""
    name: str = Field(min_length=1)
    """The outcome, in words."""
    after: Many[Link] = ()
    """What it waits for; all of the phase's tasks when left out."""
    acceptance: str = ""
    """The criterion that proves it."""
    owner: str = ""
    """Who declares it reached: a person's id."""
    deadline: Day | None = None
    """The day by which it should be reached."""
    start_no_earlier_than: Day | None = None
    """It is not reached before this day."""
    audience: Audience = "customer"
    """customer, or internal: never in a customer's file."""
    finished: Day | None = None
    """The day it was really reached."""


class Phase(Entry):
    """A stretch of the project that ends in an outcome."""

    id: Id
    """The id that links refer to."""
    name: str = Field(min_length=1)
    """The phase's name."""
    goal: str = ""
    """What it is for, in one sentence."""
    exit_criteria: Many[str] = ()
    """What must be true when it ends, measurably."""
    after: Many[Link] = ()
    """What every task of the phase waits for."""
    tasks: tuple[Task, ...] = ()
    """The tasks, in the order in which they are shown."""
    milestone: Milestone | None = None
    """The outcome it ends in."""


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
    """A phase that is repeated for each wave: {wave}, {n}, {previous} and the wave's own values are filled in."""


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
    scope: Scope = Field(default_factory=Scope)
    """What is in, out and parked."""
    deliverables: tuple[Deliverable, ...] = ()
    """What is handed over."""
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
            return {**data, "success_criteria": _text_entries(data["success_criteria"], "text")}
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
