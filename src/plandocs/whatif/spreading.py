"""A person's work spread over more time, until no week asks for more hours than they have.

The person's tasks are taken in the order of their starts. Each is put where it finishes first without asking too much
of any week: later, or over more days, whichever is sooner. After every move the plan is scheduled again, so that what
waits for a task moves with it. Nothing that has begun moves; a go-live, a gate and hypercare move but take no longer.
What begins together with a task, such as hypercare with the go-live, is looked at together with it. Source: S32.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from plandocs.plan.values import Duration
from plandocs.schedule.capacity import ENOUGH, Supply, monday_of
from plandocs.schedule.rows import Row
from plandocs.whatif.edits import SetLength, SetStart
from plandocs.whatif.sight import Sight
from plandocs.whatif.trial import Trial

_FIXED_LENGTH = frozenset({"buffer", "gate", "go_live", "hypercare", "milestone"})
_MOST_DAYS_LATER = 60
_MOST_TIMES_LONGER = 3


@dataclass(frozen=True, slots=True)
class _Piece:
    """A task, or what begins with it: its hours, the days they are spread over, and the days it begins later."""

    row: Row
    hours: float
    days: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a task goes: its first day, and how many days it takes then."""

    first: date
    days: int
    finish: date


Step: TypeAlias = "SetStart | SetLength"


def spread(trial: Trial, person: str) -> tuple[Trial, tuple[Step, ...]]:
    """Return the plan with a person's work spread, scheduled, and the edits that did it; none where nothing moved.

    Where a single task asks for more than any week has, it stays as it is: whether a week is short still is for the
    caller to see.
    """
    made = _Spreading(trial, person)
    edits: list[Step] = []
    while (row := made.following()) is not None:
        steps = made.place(row)
        if steps:
            edits += steps
            made.trial = trial.then(edits)
        made.settle(row)
    return made.trial, tuple(edits)


class _Spreading:
    """What is placed already, and how full that makes the weeks."""

    def __init__(self, trial: Trial, person: str) -> None:
        self.trial = trial
        self._person = person
        self._supply = Supply(trial.plan, trial.schedule.start)
        self._rows = [row for row in trial.solved.rows if row.effort.get(person)]
        self._placed: set[str] = set()
        self._full: dict[date, float] = {}
        self._there_are: dict[date, float | None] = {}

    def following(self) -> Row | None:
        """Return the task that starts first of those that are not placed; None when all are."""
        ahead = [row for row in self._rows if row.id not in self._placed]
        return min(ahead, key=lambda row: self.trial.schedule.task(row.id).start, default=None)

    def settle(self, row: Row) -> None:
        """Count a task's hours where the schedule has it now."""
        self._placed.add(row.id)
        for monday, hours in self._by_week(self._days(row), self._hours(row)).items():
            self._full[monday] = self._full.get(monday, 0.0) + hours

    def place(self, row: Row) -> list[Step]:
        """Return the edits that put a task where its weeks have room; none where it is, has begun, or finds no room."""
        sight = Sight(self.trial)
        task = sight.tasks.get(row.id)
        if task is None or not sight.is_waiting(task) or task.must_start_on or task.must_finish_on:
            return []
        days = self._days(row)
        together = list(self._beginning_with(row))
        found = self._first_place(_Piece(row, self._hours(row), len(days)), days[0], together)
        if found is None:
            return []
        edits: list[Step] = []
        if found.first > days[0]:
            edits.append(SetStart(row.id, found.first))
        if found.days > len(days):
            edits.append(SetLength(row.id, Duration(Decimal(found.days), "d")))
        return edits

    def _first_place(self, piece: _Piece, start: date, together: list[_Piece]) -> _Place | None:
        """Return the place that finishes first, of equals the one that takes the fewest days."""
        days = self._supply.days_from(piece.row, start, _MOST_DAYS_LATER + _MOST_TIMES_LONGER * piece.days)
        stretches = piece.row.kind not in _FIXED_LENGTH and piece.row.length.unit != "ed"
        longest = piece.days * _MOST_TIMES_LONGER if stretches else piece.days
        best: _Place | None = None
        for at in range(min(_MOST_DAYS_LATER, len(days))):
            beside = self._beside(together, days[at])
            for count in range(piece.days, longest + 1):
                span = days[at : at + count]
                if len(span) < count or (best is not None and (span[-1], count) >= (best.finish, best.days)):
                    break
                if self._fits(self._by_week(span, piece.hours), beside):
                    best = _Place(span[0], count, span[-1])
                    break
        return best

    def _beside(self, together: list[_Piece], first: date) -> Mapping[date, float]:
        """Return the hours by week of what begins on a day together with a task."""
        found: dict[date, float] = {}
        for piece in together:
            span = self._supply.days_from(piece.row, first, piece.days)
            for monday, hours in self._by_week(span, piece.hours).items():
                found[monday] = found.get(monday, 0.0) + hours
        return found

    def _fits(self, hours: Mapping[date, float], beside: Mapping[date, float]) -> bool:
        for monday in hours.keys() | beside.keys():
            there_are = self._hours_there_are(monday)
            asked = self._full.get(monday, 0.0) + hours.get(monday, 0.0) + beside.get(monday, 0.0)
            if there_are is not None and asked > there_are + ENOUGH:
                return False
        return True

    def _hours_there_are(self, monday: date) -> float | None:
        if monday not in self._there_are:
            self._there_are[monday] = self._supply.week(self._person, monday)[0]
        return self._there_are[monday]

    def _beginning_with(self, row: Row) -> Iterator[_Piece]:
        """Yield the person's tasks that begin when this one does, because a link without lag says so."""
        for other in self._rows:
            starts = (link for link in other.links if link.type == "SS" and not link.lag)
            if other.id not in self._placed and any(link.predecessor == row.id for link in starts):
                yield _Piece(other, self._hours(other), len(self._days(other)))

    def _hours(self, row: Row) -> float:
        return self._supply.effort_hours(self._person, row.effort[self._person])

    def _days(self, row: Row) -> list[date]:
        scheduled = self.trial.schedule.task(row.id)
        return self._supply.days(row, scheduled.start, scheduled.finish)

    @staticmethod
    def _by_week(days: list[date], hours: float) -> dict[date, float]:
        found: dict[date, float] = {}
        for day in days:
            monday = monday_of(day)
            found[monday] = found.get(monday, 0.0) + hours / len(days)
        return found
