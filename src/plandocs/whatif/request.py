"""A change request thought through: its work put into the plan, and each way to answer it scheduled.

The work is spread over the tasks that the request names, in proportion to their length; without such tasks it is a
task of its own before the first test that is ahead, and before the go-live. Four answers are computed (S63): the
timeline is extended, scope is traded for it, a second person does the new work beside the old, or it is deferred. What
the plan itself says of an answer is held against what the schedule says. Source: S61–S63, S77–S81.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from plandocs.errors import PlanError, Problem, did_you_mean
from plandocs.plan.model import Plan, Task
from plandocs.plan.registers import Change, ChangeOption
from plandocs.plan.values import Duration
from plandocs.schedule.calendar import WeekPattern
from plandocs.whatif.answers import KINDS, Assessment, Difference, Kind, Length, Option, Trade
from plandocs.whatif.edits import AddTask, Edit, LeaveOut, SetLength
from plandocs.whatif.sight import SHARE_OF_TWO, Sight, length_of, rounded_up, share_of_item
from plandocs.whatif.trial import Trial, forward

_NO_WORK = frozenset({"buffer", "gate", "go_live", "hypercare", "milestone"})


def assess(plan: Plan, index: int, *, as_of: date | None = None) -> Assessment:
    """Return what a change request does to a plan: as agreed, or as forecast at a day.

    PlanError where the request does not say how much work it is, a trade names an item that is not in scope, or the
    plan has no go-live.
    """
    made = _Request(forward(plan), index, as_of)
    options = [made.stated(number, option) for number, option in enumerate(made.change.options, start=1)]
    known = {option.kind for option in options}
    trades = made.trades()
    for kind in KINDS:
        option = None if kind in known else made.computed(len(options) + 1, kind, trades)
        if option is not None:
            options.append(option)
    return Assessment(
        change=made.change,
        index=index,
        as_of=as_of,
        go_live=made.base.go_live,
        finish=made.base.finish,
        days=made.days,
        hours=made.hours,
        lengths=tuple(Length(name, made.left[name], made.left[name] + days) for name, days in made.added.items()),
        new_task=made.new_task,
        options=tuple(options),
        trades=tuple(trades),
    )


class _Request:
    """A change request in its plan."""

    def __init__(self, plan: Plan, index: int, as_of: date | None) -> None:
        self.plan = plan
        self.change = plan.changes[index]
        self.as_of = as_of
        self.base = Trial.of(plan, as_of)
        self.sight = Sight(self.base)
        self.agreed = self.sight if as_of is None else Sight(Trial.of(plan, None))
        pattern = self.base.solved.book.home_pattern
        self.days = _work_days(self.change, index, pattern)
        self.hours = self.days * pattern.day_minutes / 60
        tasks = [self.sight.tasks[name] for name in self.change.tasks if name in self.sight.tasks]
        tasks = [task for task in tasks if takes_work(task) and self.sight.is_open(task)]
        self.left = {task.id: self.sight.left(task) for task in self.sight.tasks.values()}
        self.added = _spread(self.days, {task.id: self.left[task.id] for task in tasks})
        self.new_task = None if self.added else self._own_task(pattern)

    def stated(self, number: int, option: ChangeOption) -> Option:
        """Return an answer that the plan states, as the schedule has it."""
        items = option.trade
        if option.kind == "other" or (option.kind == "trade" and not items):
            return Option(number=number, kind=option.kind, stated=option, cost=option.cost, items=items)
        known = {item.id for item in self.plan.scope.in_}
        for name in items:
            if name not in known:
                where = f"changes[{self.change.id}].options[{number - 1}].trade"
                message = f"option {number} of change '{self.change.id}' trades '{name}', which is not in scope"
                fix = did_you_mean(name, known) or "name the id of an item of 'scope.in'"
                raise PlanError(Problem(rule="unknown-scope-item", message=message, where=where, fix=fix))
        return self._option(number, option.kind, option, items)

    def computed(self, number: int, kind: Kind, trades: Sequence[Trade]) -> Option | None:
        """Return an answer that the plan does not state; None where no item of scope makes room for the request."""
        if kind != "trade":
            return self._option(number, kind, None, ())
        extended = self.base.then(self._edits("extend", {})).go_live
        best = next((trade for trade in trades if self.base.go_live < extended and trade.go_live < extended), None)
        return self._option(number, kind, None, (best.item,)) if best else None

    def trades(self) -> list[Trade]:
        """Return what each scope item frees, where it frees anything; of equals, the one named last comes first."""
        found = []
        for item in reversed(self.plan.scope.in_):
            freed = self._freed((item.id,)) if item.id else {}
            if freed:
                trial = self.base.then(self._edits("trade", freed))
                found.append(
                    Trade(item=item.id, freed=tuple(freed.items()), go_live=trial.go_live, days=self._slip(trial))
                )
        return sorted(found, key=_as_answer)

    def _option(self, number: int, kind: Kind, stated: ChangeOption | None, items: tuple[str, ...]) -> Option:
        freed = self._freed(items) if kind == "trade" else {}
        edits = self._edits(kind, freed)
        trial = self.base.then(edits)
        days = self._slip(trial)
        cost = stated.cost if stated is not None else None
        return Option(
            number=number,
            kind=kind,
            stated=stated,
            go_live=trial.go_live,
            finish=trial.finish,
            days=days,
            cost=cost if cost is not None or kind == "defer" else self.change.cost,
            hours=self.hours if kind == "resource" else None,
            items=items,
            lengths=self._lengths(kind, freed),
            edits=tuple(edits),
            differences=_differences(stated, days, trial.go_live),
            new_days=self._new_days(kind),
            milestones={
                row.id: row.finish
                for row in trial.schedule.tasks
                if row.is_milestone or row.kind == "go_live" or row.id == trial.go_live_id
            },
        )

    def _slip(self, trial: Trial) -> int:
        return self.base.schedule.days.working_days_between(self.base.go_live, trial.go_live)

    def _freed(self, items: Sequence[str]) -> dict[str, Decimal]:
        """Return the days of each open task that some scope items stand for, where they stand for any."""
        found: dict[str, Decimal] = {}
        for task in self.sight.tasks.values():
            given = [name for name in items if name in task.scope]
            if not given or not takes_work(task) or not self.sight.is_open(task):
                continue
            left = self.left[task.id]
            days = left if len(given) == len(task.scope) else min(left, share_of_item(task, left) * len(given))
            if days > 0:
                found[task.id] = days
        return found

    def _lengths(self, kind: Kind, freed: Mapping[str, Decimal]) -> tuple[Length, ...]:
        """Return the tasks that an answer makes longer or shorter."""
        if kind == "defer":
            return ()
        found = []
        for name in dict.fromkeys((*self.added, *freed)):
            left, added = self.left[name], self.added.get(name, Decimal(0))
            after = max(left, added) if kind == "resource" else left + added - freed.get(name, Decimal(0))
            if after != left:
                found.append(Length(name, left, after))
        return tuple(found)

    def _edits(self, kind: Kind, freed: Mapping[str, Decimal]) -> list[Edit]:
        edits = [self._to_length(length) for length in self._lengths(kind, freed)]
        if self.new_task is not None and kind != "defer":
            edits.append(self._new(kind))
        return edits

    def _to_length(self, length: Length) -> Edit:
        """Return the edit that gives a task its new length: agreed, and of what is left where it has begun."""
        task = self.sight.tasks[length.task]
        if not length.after:
            return LeaveOut(task.id)
        minutes = self.sight.day_minutes(task)
        whole = self.agreed.left(task) + length.after - length.before
        whole = whole if whole > 0 else length.after  # a re-estimate may free more days than were ever agreed
        begun = self.as_of is not None and (task.remaining is not None or not self.sight.is_waiting(task))
        return SetLength(task.id, length_of(whole, minutes), length_of(length.after, minutes) if begun else None)

    def _new_days(self, kind: Kind) -> Decimal | None:
        if self.new_task is None or kind == "defer":
            return None
        return rounded_up(self.days * SHARE_OF_TWO, self.days) if kind == "resource" else self.days

    def _new(self, kind: Kind) -> AddTask:
        assert self.new_task is not None
        length = length_of(self._new_days(kind) or self.days, self.base.solved.book.home_pattern.day_minutes)
        task = self.new_task.model_copy(update={"duration": length})
        go_live = self.base.go_live_id
        phase = next(
            phase.id
            for phase in self.plan.phases
            if go_live in (task.id for task in phase.tasks) or (phase.milestone and phase.milestone.id == go_live)
        )
        return AddTask(phase, task, (*self._tested_by(), go_live))

    def _tested_by(self) -> tuple[str, ...]:
        """Return the first test that has not begun, which new work has to pass before the go-live; none without one."""
        asked = self.as_of or self.change.date or date.min
        ahead = [
            row
            for row in self.base.schedule.tasks
            if row.kind == "validation" and self.sight.is_waiting(self.sight.tasks[row.id]) and row.start > asked
        ]
        first = min(ahead, key=lambda row: row.start, default=None)
        return (first.id,) if first is not None and first.start <= self.base.go_live else ()

    def _own_task(self, pattern: WeekPattern) -> Task:
        """Return the task that the request becomes: not before it was asked for, or the as-of date is over."""
        asked = self.as_of or self.change.date
        pm = next(iter(self.plan.with_role("implementation_pm")), "")
        return Task(
            id=_free_id(self.change.id, self.sight.tasks),
            name=self.change.request,
            duration=length_of(self.days, pattern.day_minutes),
            owner=pm,
            start_no_earlier_than=asked + timedelta(days=1) if asked else None,
            scope=(self.change.id,),
        )


def takes_work(task: Task) -> bool:
    """Return whether work can be added to a task, or taken out of it."""
    return task.kind not in _NO_WORK and not task.is_milestone and task.length.unit != "ed"


def _as_answer(trade: Trade) -> tuple[bool, Decimal | date, Decimal]:
    """Return what trades are sorted by: of those that hold the go-live the smallest is wanted, else the one nearest."""
    freed = sum((days for _, days in trade.freed), Decimal(0))
    return (True, trade.go_live, freed) if trade.days > 0 else (False, freed, freed)


def _free_id(wanted: str, taken: Mapping[str, Task]) -> str:
    name = "-".join(wanted.split())
    while name in taken:
        name += "x"
    return name


def _work_days(change: Change, index: int, pattern: WeekPattern) -> Decimal:
    """Return how many days of work a request is: its duration, else its impact in days or in hours."""
    where = f"changes[{index}]"
    if change.duration:
        try:
            length = Duration.parse(change.duration)
        except ValueError as error:
            problem = Problem(rule="bad-duration", message=str(error), where=f"{where}.duration", fix="write 10d")
            raise PlanError(problem) from None
        per_unit = {
            "d": Decimal(1),
            "w": Decimal(pattern.days_per_week),
            "h": Decimal(60) / pattern.day_minutes,
            "ed": Decimal(pattern.days_per_week) / 7,
        }[length.unit]
        days = length.amount * per_unit
        days = days.to_integral_value(ROUND_CEILING) if length.unit == "ed" else days
    elif change.impact_days:
        days = Decimal(str(change.impact_days))
    elif change.impact_hours:
        days = Decimal(str(change.impact_hours)) * 60 / pattern.day_minutes
    else:
        days = Decimal(0)
    if days <= 0:
        message = f"change '{change.id}' does not say how much work it is"
        fix = "add 'duration: 10d', or 'impact_days' or 'impact_hours'"
        raise PlanError(Problem(rule="change-without-work", message=message, where=where, fix=fix))
    return days


def _spread(days: Decimal, lengths: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Return days spread over tasks in proportion to their lengths, in whole days where there are whole days.

    What is left over goes to the tasks with the largest rest, then to those that come first.
    """
    total = sum(lengths.values(), Decimal(0))
    if not total:
        return {}
    if days != days.to_integral_value():
        longest = max(lengths, key=lambda name: lengths[name])
        return {longest: days}
    exact = {name: days * length / total for name, length in lengths.items()}
    spread = {name: share.to_integral_value(ROUND_FLOOR) for name, share in exact.items()}
    rest = int(days - sum(spread.values(), Decimal(0)))
    for name in sorted(exact, key=lambda name: spread[name] - exact[name])[:rest]:
        spread[name] += 1
    return {name: share for name, share in spread.items() if share}


def _differences(stated: ChangeOption | None, days: int, go_live: date) -> tuple[Difference, ...]:
    found: list[Difference] = []
    if stated is not None and stated.days is not None and stated.days != days:
        found.append(Difference("days", stated.days, days))
    if stated is not None and stated.go_live is not None and stated.go_live != go_live:
        found.append(Difference("go_live", stated.go_live, go_live))
    return tuple(found)
