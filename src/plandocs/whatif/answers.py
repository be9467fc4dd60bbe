"""A change request with its answers, and what was decided, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from plandocs.plan.model import Task
from plandocs.plan.registers import Change, ChangeOption
from plandocs.whatif.edits import Edit

Kind = Literal["extend", "trade", "resource", "defer", "other"]
KINDS: tuple[Kind, ...] = ("extend", "trade", "resource", "defer")
"""The answers that are computed, in the order in which they follow those that the plan states."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long a task takes, before and after, in days; `after` 0 is a task that falls away."""

    task: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Difference:
    """What the plan says of an answer and what the schedule says. `what` is `days` or `go_live`."""

    what: Literal["days", "go_live"]
    stated: int | float | date
    computed: int | date


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """A scope item that could be given up: the days it frees by task, and the go-live with the request in its place."""

    item: str
    freed: tuple[tuple[str, Decimal], ...]
    go_live: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer. `days` are the working days by which it moves the go-live.

    `stated` is what the plan says of it, None for an answer that only follows from the schedule. What an answer of
    another kind than the four does is not known: its dates are None. `hours` is the work of the person who is added.
    `milestones` are the dates of milestones and go-lives that follow, by id.
    """

    number: int
    kind: Kind
    stated: ChangeOption | None
    go_live: date | None = None
    finish: date | None = None
    days: int | None = None
    cost: Decimal | None = None
    hours: Decimal | None = None
    items: tuple[str, ...] = ()
    lengths: tuple[Length, ...] = ()
    edits: tuple[Edit, ...] = ()
    differences: tuple[Difference, ...] = ()
    milestones: Mapping[str, date] = field(default_factory=dict)
    new_days: Decimal | None = None
    """How long the task of its own takes that the work becomes; None where it goes into the plan's own tasks."""

    @property
    def text(self) -> str:
        """What the plan calls it; empty where the plan says nothing."""
        return self.stated.text if self.stated else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A change request with its answers. `index` is its place among the plan's changes.

    `go_live` and `finish` are those without it: as agreed, or as forecast at `as_of`. `days` is its work. `new_task` is
    the task that the work becomes where the request names none that is still open. `trades` are the items that could
    be given up: first those that hold the go-live, what frees least first; then the others, the earliest first.
    """

    change: Change
    index: int
    as_of: date | None
    go_live: date
    finish: date
    days: Decimal
    hours: Decimal
    lengths: tuple[Length, ...]
    new_task: Task | None
    options: tuple[Option, ...]
    trades: tuple[Trade, ...]

    def option(self, number: int) -> Option | None:
        """Return an answer by its number from 1; None where there is none."""
        return next((option for option in self.options if option.number == number), None)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided: an answer's number, by whom (a person's id) and when; None where nobody says."""

    number: int
    approver: str = ""
    decided: date | None = None


def decision_of(change: Change) -> Decision | None:
    """Return what the plan says was decided of a change request, None while it is open."""
    if change.chosen is None or change.status not in ("approved", "deferred"):
        return None
    return Decision(change.chosen, change.approver, change.decided)
