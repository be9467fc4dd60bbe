"""How the work is done and told: touchpoints, processes, change impacts, measures, reports."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from plandocs.plan.base import Entry
from plandocs.plan.values import Audience, Day, DayOrText, Flag, Many, TimeOfDay, Weekday


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
    at: TimeOfDay | None = None
    """The hour it begins, such as 10:00, for calendars; all day when left out."""
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
    complaint: str = ""
    """What people like them often say against it."""
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
