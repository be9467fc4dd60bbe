"""What threatens or changes the plan: dependencies, risks, issues, changes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from plandocs.plan.base import Entry
from plandocs.plan.calendars import DateRange
from plandocs.plan.values import (
    Audience,
    Day,
    DependencyStatus,
    DependencyType,
    Flag,
    Level,
    Many,
    Moment,
    Money,
    Percent,
    RiskStatus,
)


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
    triggered: Day | None = None
    """The day on which that sign was seen: from then on the risk stands first in the status."""
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
