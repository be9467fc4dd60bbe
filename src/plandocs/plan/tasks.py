"""Phases, tasks and milestones: what the schedule is made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from plandocs.plan.base import Entry
from plandocs.plan.values import Audience, BufferSize, Day, Duration, Flag, Id, Link, Many, Percent, RaciLetters


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
    size: BufferSize | None = None
    """Of a buffer without a duration: 30% of the chain it protects, or estimates, the reserve in that chain's."""
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
    sites: Many[str] = ()
    """Where it is done: ids of rollout sites, whose calendars count too."""
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
    each: Literal["site"] | None = None
    """In `rollout.template` only: site writes it for each site of the wave, with {site}, {site_name}, {site_lead}."""

    @property
    def length(self) -> Duration:
        """The duration; the most likely estimate where only an estimate is given; none while it is to be computed."""
        if self.duration is not None:
            return self.duration
        if self.estimate is not None:
            return self.estimate[1]
        return Duration(Decimal(0), "d")

    @property
    def is_milestone(self) -> bool:
        """Whether it has no length."""
        return self.length.is_zero and self.size is None

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
    sites: Many[str] = ()
    """Where its tasks are done, for those that say nothing of their own: ids of rollout sites."""
    tasks: tuple[Task, ...] = ()
    """The tasks, in the order in which they are shown."""
    milestone: Milestone | None = None
    """The outcome it ends in."""
