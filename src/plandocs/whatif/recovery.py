"""How a late go-live could be won back: every way tried on the model, alone and in combinations.

A combination is built up from the ways that touch what decides the go-live at that point: when spending the buffer
makes the documentation decide, what can be done about the documentation is tried next. Combinations are tried in the
order of what they ask of people, so the first that holds the date is the one that asks least. Source: S64–S67.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from heapq import heappop, heappush

from plandocs.plan.model import Plan
from plandocs.schedule.comparison import DelayClass, delay_class
from plandocs.whatif.actions import Action, actions
from plandocs.whatif.trial import Trial, forward, frozen_by

_MOST_TRIALS, _LEAST_TRIALS = 800, 30
_TRIALS_BY_ROWS = 20_000
"""Plans that are tried at most in each part of the search, by the number of their rows: about a second for each."""
_MOST_PROPOSALS = 3
_MOST_ROUNDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One way or several together: the go-live that follows, the working days won, and what is late still.

    `decided_by` are the tasks that the go-live waits for then.
    """

    actions: tuple[Action, ...]
    go_live: date
    finish: date
    won: int
    slip: int
    decided_by: tuple[str, ...]

    @property
    def person_days(self) -> Decimal:
        """Work of people who are added."""
        return sum((action.person_days for action in self.actions), Decimal(0))

    @property
    def burden(self) -> Decimal:
        """What it asks of people: less is better."""
        return sum((action.burden for action in self.actions), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What could be done. `slip` is that of the go-live against `goal`, in working days, 0 or less when it is kept.

    `single` are the ways tried alone, the most days first; `proposals` those combinations that hold the goal, what
    asks least first; `best` is the earliest that all ways together reach, None where nothing is late. `gave_up` says
    that not every combination was tried.
    """

    as_of: date | None
    goal: date
    forecast: date
    finish: date
    slip: int
    delay: DelayClass
    single: tuple[Tried, ...]
    proposals: tuple[Tried, ...]
    best: Tried | None
    gave_up: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether the goal can be held."""
        return self.slip <= 0 or bool(self.proposals)


def recovery(plan: Plan, as_of: date | None, *, goal: date | None = None) -> Recovery:
    """Return how a plan's go-live could be won back as of a day; `goal` is the agreed go-live when left out.

    PlanError where the plan has no go-live.
    """
    plan = forward(plan)
    agreed = Trial.of(plan, None)
    wanted = goal or agreed.go_live
    base = Trial.of(plan, as_of)
    search = _Search(base, wanted)
    slip = search.slip(base)
    if slip <= 0:
        single: tuple[Tried, ...] = ()
        proposals: tuple[Tried, ...] = ()
        best = None
    else:
        proposals = search.proposals()
        best = proposals[0] if proposals else search.together()
        is_free = frozen_by(plan, best.go_live) is None
        proposals = proposals or ((best,) if best.slip <= 0 and is_free else ())
        used = {action.key: action for tried in (*proposals, best) for action in tried.actions}
        single = search.single(used)
    return Recovery(
        as_of=as_of,
        goal=wanted,
        forecast=base.go_live,
        finish=base.finish,
        slip=slip,
        delay=delay_class(slip),
        single=single,
        proposals=proposals,
        best=best,
        gave_up=search.gave_up,
    )


class _Search:
    """Trials of one plan against one goal."""

    def __init__(self, base: Trial, goal: date) -> None:
        self.base = base
        self.goal = goal
        self.gave_up = False
        self._days = base.schedule.days
        self._most = max(_LEAST_TRIALS, min(_MOST_TRIALS, _TRIALS_BY_ROWS // len(base.solved.rows)))

    def slip(self, trial: Trial) -> int:
        """Return the working days by which a trial's go-live is after the goal."""
        return self._days.working_days_between(self.goal, trial.go_live)

    def _holds(self, trial: Trial) -> bool:
        """Return whether a trial goes live by the goal, and on a day on which something may."""
        return self.slip(trial) <= 0 and frozen_by(trial.plan, trial.go_live) is None

    def single(self, used: dict[str, Action]) -> tuple[Tried, ...]:
        """Return every way tried alone, those of the combinations among them, the most days first."""
        found = used | {action.key: action for action in actions(self.base)}
        ways = sorted(found.values(), key=lambda action: -action.saved) if len(found) > self._most else found.values()
        self.gave_up = self.gave_up or len(found) > self._most
        tried = [self._tried((action,), self.base.then(action.edits)) for action in list(ways)[: self._most]]
        return tuple(sorted(tried, key=lambda one: (-one.won, one.burden, one.actions[0].key)))

    def proposals(self) -> tuple[Tried, ...]:
        """Return the combinations that hold the goal, in the order of what they ask; none is another with more."""
        queue: list[tuple[Decimal, int, tuple[str, ...]]] = [(Decimal(0), 0, ())]
        states: dict[tuple[str, ...], tuple[Trial, tuple[Action, ...]]] = {(): (self.base, ())}
        found: list[tuple[frozenset[str], Tried]] = []
        tried = 0
        while queue and len(found) < _MOST_PROPOSALS:
            burden, _, keys = heappop(queue)
            trial, done = states[keys]
            if any(known <= set(keys) for known, _ in found):
                continue
            if self._holds(trial):
                found.append((frozenset(keys), self._tried(done, trial)))
                continue
            for action in actions(trial):
                more = tuple(sorted((*keys, action.key)))
                if action.key in keys or more in states:
                    continue
                if tried >= self._most:
                    self.gave_up = True
                    break
                tried += 1
                states[more] = (trial.then(action.edits), (*done, action))
                heappush(queue, (burden + action.burden, len(more), more))
        return tuple(one for _, one in found)

    def together(self) -> Tried:
        """Return what all ways together reach, less those that it does not need; scope is given up last of all."""
        done: tuple[Action, ...] = ()
        trial = self.base
        for _ in range(_MOST_ROUNDS):
            keys = {action.key for action in done}
            ahead = [action for action in actions(trial) if action.key not in keys]
            gentle = _apart([action for action in ahead if action.technique != "descope"])
            step = gentle or sorted(ahead, key=lambda action: (action.burden, action.key))[:1]
            if not step or self.slip(trial) <= 0:
                break
            done = (*done, *step)
            trial = trial.then([edit for action in step for edit in action.edits])
        return self._tried(*self._needed(done, trial))

    def _needed(self, done: tuple[Action, ...], trial: Trial) -> tuple[tuple[Action, ...], Trial]:
        """Return the actions without those that the date does not need, and their trial.

        First the shortest beginning that will do, then that without the hardest that can be left out.
        """
        latest = max(self.goal, trial.go_live)
        low, high = 0, len(done)
        while low < high:
            middle = (low + high) // 2
            beginning = self._after(done[:middle])
            if beginning.go_live <= latest:
                high, trial = middle, beginning
            else:
                low = middle + 1
        done = done[:high]
        self.gave_up = self.gave_up or len(done) > self._most
        for action in sorted(done, key=lambda one: (-one.burden, one.key))[: self._most]:
            fewer = tuple(one for one in done if one is not action)
            without = self._after(fewer)
            if without.go_live <= latest:
                done, trial = fewer, without
        return done, trial

    def _after(self, done: tuple[Action, ...]) -> Trial:
        return self.base.then([edit for action in done for edit in action.edits])

    def _tried(self, done: tuple[Action, ...], trial: Trial) -> Tried:
        return Tried(
            actions=done,
            go_live=trial.go_live,
            finish=trial.finish,
            won=self._days.working_days_between(trial.go_live, self.base.go_live),
            slip=self.slip(trial),
            decided_by=trial.last_before,
        )


def _apart(ways: list[Action]) -> list[Action]:
    """Return the ways that do not touch the same task, what asks least first."""
    taken: set[str] = set()
    apart = []
    for action in sorted(ways, key=lambda one: (one.burden, one.key)):
        if taken.isdisjoint(action.on):
            apart.append(action)
            taken.update(action.on)
    return apart
