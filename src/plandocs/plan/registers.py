"""The registers of a plan: scope, dependencies, risks, issues, changes, people's agreement, money.

One class per kind of row. Ids may be left out where the contract does not need them; documents then number the rows
in the order of the file.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from plandocs.plan.base import Entry
from plandocs.plan.values import (
    Audience,
    Day,
    DayOrText,
    DependencyStatus,
    DependencyType,
    Flag,
    Level,
    Many,
    Moment,
    Money,
    Percent,
    RaciLetters,
    RiskStatus,
    ScopeType,
    Weekday,
)


class DateRange(Entry):
    """A span of days, both ends included."""

    from_: Day = Field(alias="from")
    """The first day."""
    to: Day
    """The last day."""
    reason: str = ""
    """Why."""

    @model_validator(mode="after")
    def _in_order(self) -> DateRange:
        if self.to < self.from_:
            raise ValueError(f"the span ends ({self.to}) before it starts ({self.from_}); exchange the two dates")
        return self


class ScopeItem(Entry):
    """Something that is delivered."""

    id: str = ""
    """A short id, such as F1, that tasks and deliverables refer to."""
    text: str
    """What is delivered, specific enough to be tested."""
    type: ScopeType = "feature"
    """feature, integration, training, data or customisation."""
    audience: Audience = "customer"
    """customer, or internal: never in a customer's file."""


class Exclusion(Entry):
    """Something that is agreed not to be delivered."""

    id: str = ""
    """A short id."""
    text: str
    """What is left out."""
    reason: str = ""
    """Why it is left out."""
    revisit: DayOrText | None = None
    """When to look at it again: a date, or a text such as "phase 2"."""


class ParkedIdea(Entry):
    """An idea kept for a later phase."""

    id: str = ""
    """A short id."""
    idea: str
    """The idea."""
    requester: str = ""
    """Who asked: a person's id, or a name."""
    date: Day | None = None
    """When it was asked."""
    value: str = ""
    """What it would be worth."""
    revisit: DayOrText | None = None
    """When to look at it again."""


class Assumption(Entry):
    """Something taken as true, and what follows when it is not."""

    id: str = ""
    """A short id."""
    text: str
    """The assumption."""
    source: str = ""
    """Where it comes from."""
    if_false: str = ""
    """What follows when it does not hold."""


class Constraint(Entry):
    """A limit on budget, time, availability or technology."""

    id: str = ""
    """A short id."""
    text: str
    """The constraint."""
    source: str = ""
    """Where it comes from."""


def _text_entries(value: Any, key: str) -> Any:
    """Let a list of entries hold plain texts: each becomes `{key: text}`."""
    if isinstance(value, list | tuple):
        return [{key: item} if isinstance(item, str) else item for item in value]
    return value


class Scope(Entry):
    """What is in, what is out, and what is parked."""

    in_: tuple[ScopeItem, ...] = Field(default=(), alias="in")
    """Items that are delivered."""
    out: tuple[Exclusion, ...] = ()
    """Exclusions, each with a reason and a revisit point."""
    parking_lot: tuple[ParkedIdea, ...] = ()
    """Ideas for a later phase."""
    assumptions: tuple[Assumption, ...] = ()
    """What the plan takes as true."""
    constraints: tuple[Constraint, ...] = ()
    """What limits the plan."""

    @model_validator(mode="before")
    @classmethod
    def _plain_texts(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        keys = {"in": "text", "out": "text", "parking_lot": "idea", "assumptions": "text", "constraints": "text"}
        return {key: _text_entries(value, keys[key]) if key in keys else value for key, value in data.items()}


class Deliverable(Entry):
    """A thing handed over, with the test it must pass."""

    id: str = ""
    """A short id, such as D1."""
    name: str
    """What is handed over."""
    description: str = ""
    """One or two sentences on it."""
    format: str = ""
    """In what form: configured system, document, session."""
    owner: str = ""
    """Who hands it over: a person's id."""
    task: str = ""
    """The task or milestone on whose finish it is due."""
    acceptance: str = ""
    """The criterion it must meet."""
    reviewer: str = ""
    """Who accepts it: a person's id."""
    scope: Many[str] = ()
    """Scope items that it covers."""


class DiscoveryQuestion(Entry):
    """A question of discovery and its answer."""

    id: str = ""
    """A short id."""
    question: str
    """The question."""
    answer: str = ""
    """The answer; `unknown` while nobody knows."""
    source: str = ""
    """Where the answer comes from: handoff, discovery call, workflow session, contract."""
    gate: Flag = False
    """Whether an unknown answer stops a customer-ready build."""
    topic: str = ""
    """use, process, tools, data, integration, security, compliance, infrastructure, people, constraint."""
    owner: str = ""
    """Who finds the answer: a person's id."""
    due: Day | None = None
    """By when."""


class Dependency(Entry):
    """Something the plan waits for."""

    id: str
    """A short id, such as K1."""
    type: DependencyType
    """finish_to_start, customer, external or vendor."""
    what: str
    """What is needed."""
    owner: str = ""
    """Who delivers it: a person's id."""
    due: Day | None = None
    """By when."""
    status: DependencyStatus = "not_started"
    """not started, in progress, on track, blocked or done."""
    blocked_since: Moment | None = None
    """Since when it has been blocked: a date, or a date and time."""
    escalated_on: Moment | None = None
    """When it was escalated."""
    blocker: str = ""
    """What holds it up."""
    escalation: str = ""
    """To whom it goes, and how."""
    commitment_ref: str = ""
    """The written commitment of an external party."""
    backup_plan: str = ""
    """What is done when it does not come."""
    needed_by: Many[str] = ()
    """The tasks that wait for it."""
    blocked_by: Many[str] = ()
    """Other dependencies that come first."""
    buffer: str = ""
    """The buffer task that protects the plan from it."""
    reserved: DateRange | Flag | str | None = Field(default=None, union_mode="left_to_right")
    """For a vendor resource: whether it is reserved, for which days, or how in words."""
    audience: Audience | None = None
    """customer or internal; a vendor dependency is internal unless it says otherwise."""

    @property
    def is_internal(self) -> bool:
        """Whether this never reaches a customer's file. Source: S43."""
        return (self.audience or ("internal" if self.type == "vendor" else "customer")) == "internal"


class Risk(Entry):
    """A thing that may go wrong."""

    id: str
    """A short id, such as R001."""
    risk: str
    """What may happen, and what it would do."""
    likelihood: Level
    """H, M or L."""
    impact: Level
    """H, M or L."""
    mitigation: str = ""
    """What is done about it."""
    owner: str = ""
    """Who does it: a person's id."""
    status: RiskStatus = "open"
    """open, monitoring, mitigated or closed."""
    category: str = ""
    """data, people, technology, schedule, and so on."""
    trigger: str = ""
    """The sign that it is happening."""
    due: Day | None = None
    """By when the mitigation is done."""
    last_review: Day | None = None
    """When it was last looked at."""
    probability: Percent | None = None
    """The chance of it, for the simulation."""
    days: tuple[float, float, float] | float | None = None
    """The working days lost if it happens, for the simulation: one number, or low, likely, high."""
    tasks: Many[str] = ()
    """The tasks it would hit."""
    audience: Audience = "customer"
    """customer, or internal: never in a customer's file."""


class Issue(Entry):
    """A thing that has gone wrong."""

    id: str
    """A short id, such as I001."""
    issue: str
    """What is wrong."""
    severity: Literal["critical", "high", "medium", "low"] = "medium"
    """critical, high, medium or low."""
    owner: str = ""
    """Who resolves it: a person's id."""
    raised: Day | None = None
    """When it was raised."""
    target: Day | None = None
    """By when it is to be resolved."""
    status: Literal["open", "in_progress", "closed"] = "open"
    """open, in_progress or closed."""
    resolution: str = ""
    """How it was resolved; needed once it is closed."""
    closed: Day | None = None
    """When it was closed."""
    tasks: Many[str] = ()
    """The tasks it touches."""
    audience: Audience = "customer"
    """customer, or internal: never in a customer's file."""


class ChangeOption(Entry):
    """One way to answer a change request."""

    kind: Literal["extend", "trade", "resource", "defer", "other"] = "other"
    """extend the timeline, trade scope, add a resource, defer to a later phase."""
    text: str
    """What would be done."""
    days: float | None = None
    """Working days it adds to go-live."""
    cost: Money | None = None
    """What it costs."""
    go_live: Day | None = None
    """The go-live that follows."""
    trade: Many[str] = ()
    """Scope items given up in exchange."""
    owner: str = ""
    """The added person's id."""


class Change(Entry):
    """A change request and what became of it."""

    id: str
    """A short id, such as CR-001."""
    request: str
    """What is asked for."""
    trigger: str = ""
    """added scope, acceleration, found complexity, external impact."""
    requester: str = ""
    """Who asked: a person's id."""
    date: Day | None = None
    """When it was asked."""
    work: str = ""
    """The work it needs, as a text."""
    duration: str = ""
    """The time it needs, for example 10d."""
    impact_days: float | None = None
    """Working days it moves the go-live by."""
    impact_hours: float | None = None
    """Effort it takes."""
    cost: Money | None = None
    """What it costs."""
    tasks: Many[str] = ()
    """The tasks it touches."""
    options: tuple[ChangeOption, ...] = ()
    """The ways to answer it."""
    chosen: int | None = None
    """The number of the option taken, from 1."""
    status: Literal["open", "assessed", "approved", "rejected", "deferred"] = "open"
    """open, assessed, approved, rejected or deferred."""
    approver: str = ""
    """Who decided: a person's id."""
    decided: Day | None = None
    """When it was decided."""
    audience: Audience = "customer"
    """customer, or internal: never in a customer's file."""


class AlignmentEntry(Entry):
    """Whether one person stands behind the plan."""

    person: str
    """The person's id."""
    topic: str = ""
    """What they agree to: timeline, security, training dates, contract."""
    status: Literal["not_asked", "asked", "concern", "confirmed"] = "not_asked"
    """not_asked, asked, concern or confirmed."""
    method: str = ""
    """How they were asked: call, e-mail, meeting."""
    date: Day | None = None
    """When they answered."""
    concern: str = ""
    """What worries them."""
    audience: Audience | None = None
    """customer or internal; a vendor's people are internal unless it says otherwise."""


class Approval(Entry):
    """Who approved which version of the plan."""

    by: str
    """The person's id."""
    date: Day
    """When."""
    version: str = ""
    """The version that was approved."""
    hash: str = ""
    """The plan hash that was approved."""
    method: str = ""
    """How: signature, e-mail, meeting."""


class Communication(Entry):
    """A recurring touchpoint."""

    what: str
    """What it is: weekly call, status mail, steering committee."""
    who: Many[str] = ()
    """Who takes part: people's ids, or groups in words."""
    owner: str = ""
    """Who runs it: a person's id."""
    cadence: str = ""
    """How often, in words: twice weekly in weeks 1-4, weekly in weeks 5-8."""
    channel: str = ""
    """call, e-mail, meeting, workspace."""
    format: str = ""
    """What is used or sent."""
    days: Many[Weekday] = ()
    """The days of the week it falls on."""
    every: int = Field(default=1, ge=1)
    """Every how many weeks."""
    weeks: str = ""
    """The project weeks it covers, such as 1-4 or 5-; all when left out."""
    minutes: int | None = Field(default=None, ge=1)
    """How long it takes."""
    starts: Day | None = None
    """The first date, when it is before the kickoff."""
    audience: Audience = "customer"
    """customer, or internal: never in a customer's file."""


class Process(Entry):
    """How we work: a process with its owner and version."""

    id: str = ""
    """A short id."""
    name: str
    """The process."""
    owner: str = ""
    """Who keeps it: a person's id."""
    version: str = ""
    """Its version."""
    last_review: Day | None = None
    """When it was last looked at."""
    steps: Many[str] = ()
    """The steps, in order."""
    text: str = ""
    """The process in words."""
    link: str = ""
    """Where it is kept."""
    audience: Audience = "customer"
    """customer, or internal: never in a customer's file."""


class ChangeImpact(Entry):
    """How the change lands with a group of people."""

    group: str
    """Who is touched."""
    impact: str
    """What changes for them."""
    value: int = Field(default=3, ge=1, le=5)
    """How much it means to each of them, 1 to 5."""
    people: int = Field(default=1, ge=0)
    """How many they are."""
    side: Literal["customer", "vendor", "beyond"] = "customer"
    """The customer's own people, the vendor's teams, or the customer's customers and suppliers."""
    known: Flag = True
    """Whether it is known, or predicted."""
    action: str = ""
    """What is done to help."""
    owner: str = ""
    """Who does it: a person's id."""
    due: Day | None = None
    """By when."""
    audience: Audience = "customer"
    """customer, or internal: never in a customer's file."""


class Measure(Entry):
    """An outcome that can be measured: an objective or a success criterion."""

    id: str = ""
    """A short id."""
    text: str
    """The outcome in words."""
    metric: str = ""
    """What is measured."""
    baseline: str = ""
    """Where it stands today."""
    target: str = ""
    """Where it shall stand."""
    by: DayOrText | None = None
    """By when."""
    measured_by: str = ""
    """How it is measured, and where the number comes from."""
    owner: str = ""
    """Who measures: a person's id."""
    current: str = ""
    """Where it stands at the as-of date."""


_RACI_ROW_KEYS = frozenset({"activity", "task", "letters"})


class RaciRow(Entry):
    """One activity of the RACI matrix. Letters may be written under `letters` or beside `activity`."""

    activity: str
    """The activity."""
    task: str = ""
    """The task, milestone or phase that it stands for."""
    letters: dict[str, RaciLetters] = Field(default_factory=dict)
    """A letter by role or by person: {champion: A, it: C, implementation_pm: R}."""

    @model_validator(mode="before")
    @classmethod
    def _letters_beside_activity(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "letters" in data:
            return data
        letters = {key: value for key, value in data.items() if key not in _RACI_ROW_KEYS}
        return {**{key: value for key, value in data.items() if key in _RACI_ROW_KEYS}, "letters": letters}


class Fees(Entry):
    """What the work costs."""

    model: Literal["fixed", "time_and_materials", "subscription"] = "fixed"
    """fixed, time_and_materials or subscription."""
    total: Money | None = None
    """The contract value."""
    not_to_exceed: Money | None = None
    """The ceiling of time and materials."""
    notes: str = ""
    """What the fees include or leave out."""


class BillingItem(Entry):
    """One instalment."""

    trigger: str
    """What releases it: a milestone's or task's id, or a text such as signature."""
    percent: Percent | None = None
    """The share of the contract value."""
    amount: Money | None = None
    """The amount, where it is not the share of the total."""
    deliverables: Many[str] = ()
    """The deliverables whose acceptance releases it."""
    terms: str = ""
    """Payment terms, such as net 30."""


class AcceptanceTerms(Entry):
    """How work is accepted. A number nobody entered is never invented."""

    review_days: int | None = Field(default=None, ge=1)
    """Business days to review a deliverable; after them it counts as accepted."""
    cure_days: int | None = Field(default=None, ge=1)
    """Business days to mend what was rejected."""
    max_rejections: int | None = Field(default=None, ge=1)
    """Rejections before it is escalated."""
    procedure: str = ""
    """The procedure in words, where it differs."""


class Signatory(Entry):
    """Who signs."""

    person: str = ""
    """The person's id."""
    name: str = ""
    """The name, where the signer is not among the people."""
    title: str = ""
    """The title."""
    side: Literal["customer", "vendor"] | None = None
    """customer or vendor; taken from the person when left out."""
    anchor: str = ""
    """The text that an e-signing service looks for, such as /sig1/."""


class StatementOfWork(Entry):
    """The commercial part."""

    fees: Fees | None = None
    """What the work costs."""
    billing: tuple[BillingItem, ...] = ()
    """The instalments."""
    acceptance: AcceptanceTerms | None = None
    """How work is accepted."""
    signatories: tuple[Signatory, ...] = ()
    """Who signs."""
    payment_terms: str = ""
    """Terms for every instalment, such as net 30."""
    change_approver: str = ""
    """Who approves changes: a person's id."""
    change_limit: Money | None = None
    """Up to what amount they may."""
    precedence: Many[str] = ()
    """The contracts in order of precedence."""

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        out = dict(data)
        if isinstance(out.get("fees"), str | int | float):
            out["fees"] = {"total": out["fees"]}
        if isinstance(out.get("acceptance"), str):
            out["acceptance"] = {"procedure": out["acceptance"]}
        out["signatories"] = _text_entries(out.get("signatories", ()), "person")
        return out


class Waiver(Entry):
    """A rule that is knowingly not kept."""

    rule: str
    """The rule's id, such as S27."""
    reason: str
    """Why."""
    by: str
    """Who decided: a person's id."""


class StatusOverride(Entry):
    """A status colour set by a person against the rule."""

    status: Literal["green", "amber", "red"]
    """green, amber or red."""
    reason: str
    """Why; it is printed."""


class Report(Entry):
    """The prose of one status report: everything else is computed."""

    as_of: Day
    """The date of the report."""
    highlights: Many[str] = ()
    """What a person wants said."""
    notes: Many[str] = ()
    """Remarks for the internal edition."""
    override: StatusOverride | None = None
    """A status colour against the rule, with its reason."""


class Site(Entry):
    """A place of the rollout."""

    name: str
    """The site's name."""
    address: str = ""
    """Where it is."""
    lead: str = ""
    """Who leads there: a person's id."""
    calendar: str = ""
    """The calendar that holds there."""
    users: int | None = Field(default=None, ge=0)
    """How many people will use it."""


class Wave(Entry):
    """A group of sites that go live together."""

    id: str
    """A short id, such as W1."""
    name: str = ""
    """The wave's name."""
    sites: Many[str] = ()
    """The sites' ids."""
    phase: str = ""
    """The phase that holds its tasks, where it is written out."""
    entry: Many[str] = ()
    """What must be true before it starts."""
    exit: Many[str] = ()
    """What must be true when it ends."""
    values: dict[str, str] = Field(default_factory=dict)
    """Values for the wave template, such as {buffer: 3d}."""


class RolloutAnswers(Entry):
    """The four questions of a rollout. Source: S72."""

    sites_alike: Flag | None = None
    """Are the sites alike?"""
    shared_data: Flag | None = None
    """Do they share data?"""
    local_decisions: Flag | None = None
    """Are decisions taken at the sites?"""
    limited_resources: Flag | None = None
    """Are the people who do it limited?"""
