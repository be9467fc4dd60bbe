"""What `plandocs recover` prints: what is late, what each way wins back, what holds the date; and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from plandocs.cli.console import Console

if TYPE_CHECKING:
    from plandocs.plan.model import Plan
    from plandocs.whatif.actions import Action
    from plandocs.whatif.recovery import Recovery, Tried

_MOST_SINGLE = 10
_RESPONSES = {
    "minor": "1 to 3 days: absorb it, no new plan is needed",
    "moderate": "4 to 10 days: compress, and tell everybody the revised dates",
    "major": "more than 10 days: a revised plan with its cause, which the sponsor approves",
}
"""What a delay of each class asks for. Source: S64–S66."""
_RISKS = {
    "buffer": "nothing is in reserve then: the next lost day moves the go-live",
    "second_person": "somebody has to be shown round first, and two people can get in each other's way",
    "overlap": "work is done again if the earlier task changes something",
    "approval": "a decision that is not prepared is put off, and the day is lost again",
    "after_go_live": "people start without it, and after the go-live it competes with support",
    "descope": "the customer gets less in this phase and has to agree in writing",
}


def show_recovery(console: Console, plan: Plan, found: Recovery) -> None:
    """Print a recovery."""
    names = _Names(plan)
    console.result("\n".join(_lines(found, names, console)))


def _lines(found: Recovery, names: _Names, console: Console) -> Iterator[str]:
    paint = console.painter()
    as_of = f"As of {_day(found.as_of)}: " if found.as_of else ""
    if found.slip <= 0:
        yield f"{as_of}go-live {_day(found.forecast)}. Nothing has to be won back: {_day(found.goal)} holds."
        return
    late = f"{names.days(found.slip)} after {_day(found.goal)}"
    yield paint("heading", f"{as_of}go-live {_day(found.forecast)}, {late}.")
    yield f"A delay of {_RESPONSES[found.delay]}."
    yield ""
    yield from _single(found, names, paint("heading", "Each way alone"))
    yield ""
    if found.proposals:
        yield paint("heading", f"What holds {_day(found.goal)}, what asks least first")
        for number, tried in enumerate(found.proposals, start=1):
            yield from _proposal(number, tried, names)
    elif found.best is not None:
        yield paint("heading", f"Nothing holds {_day(found.goal)}")
        yield (
            f"All ways together reach {_day(found.best.go_live)}, which is {names.days(found.best.slip)} late still:"
            " agree a later date, or less scope."
        )
        yield from _steps(found.best, names)
    if found.gave_up:
        yield "Not everything was tried, because the plan is long; there may be a combination that asks less."


def _single(found: Recovery, names: _Names, heading: str) -> Iterator[str]:
    winning = [tried for tried in found.single if tried.won > 0]
    idle = [tried for tried in found.single if tried.won <= 0]
    yield heading
    if not winning:
        yield "  none wins a day"
    for tried in winning[:_MOST_SINGLE]:
        action = tried.actions[0]
        more = f"; then {names.deciding(tried.decided_by)}" if tried.slip > 0 and tried.decided_by else ""
        yield f"  +{tried.won}  {names.what(action)}: go-live {_day(tried.go_live)}{more}"
        yield f"      cost: {names.cost(action)}; risk: {_RISKS[action.technique]}"
    if len(winning) > _MOST_SINGLE:
        yield f"  and {len(winning) - _MOST_SINGLE} more that win {_up_to(winning[_MOST_SINGLE].won, names)}"
    if idle:
        shown = "; ".join(names.what(tried.actions[0]) for tried in idle[:_MOST_SINGLE])
        rest = f"; and {len(idle) - _MOST_SINGLE} more" if len(idle) > _MOST_SINGLE else ""
        yield f"   0  alone, but useful with others: {shown}{rest}"


def _up_to(days: int, names: _Names) -> str:
    return names.days(days) if days == 1 else f"up to {names.days(days)}"


def _proposal(number: int, tried: Tried, names: _Names) -> Iterator[str]:
    cost = f", {_number(tried.person_days)} person-days" if tried.person_days else ""
    yield f"  {number}. +{tried.won}: go-live {_day(tried.go_live)}, end {_day(tried.finish)}{cost}"
    yield from _steps(tried, names)


def _steps(tried: Tried, names: _Names) -> Iterator[str]:
    for action in tried.actions:
        yield f"     - {names.what(action)} (cost: {names.cost(action)})"
    for technique in dict.fromkeys(action.technique for action in tried.actions):
        yield f"       risk: {_RISKS[technique]}"


class _Names:
    """What things are called in a plan."""

    def __init__(self, plan: Plan) -> None:
        self._tasks = {task.id: task.name for task in plan.tasks()}
        self._items = {item.id: item.text for item in plan.scope.in_}
        self._unit = "" if plan.project.day_count == "elapsed" else "working "

    def days(self, count: int) -> str:
        return f"{count} {self._unit}{'day' if count == 1 else 'days'}"

    def task(self, name: str) -> str:
        return f"{name} {self._tasks[name]}" if name in self._tasks else name

    def deciding(self, names: tuple[str, ...]) -> str:
        """Return which tasks the go-live waits for."""
        verb = "decides" if len(names) == 1 else "decide"
        return f"{' and '.join(self.task(name) for name in names[:2])} {verb}"

    def what(self, action: Action) -> str:
        """Return what would be done."""
        first = self.task(action.on[0])
        lengths = f"{_number(action.before)} → {_number(action.after)} d" if action.before is not None else ""
        match action.technique:
            case "buffer":
                return f"spend the whole buffer {first} ({_number(action.before)} d)"
            case "second_person":
                return f"a second person on {first} ({lengths})"
            case "approval":
                return f"decide faster: {first} ({lengths})"
            case "overlap":
                earlier = action.on[1:]
                verb = "is" if len(earlier) == 1 else "are"
                return f"begin {first} before {' and '.join(map(self.task, earlier))} {verb} finished"
            case "after_go_live":
                return f"finish {first} after the go-live"
            case "descope":
                return f"move {action.item} {self._items[action.item]} to a later phase"

    def cost(self, action: Action) -> str:
        """Return what it costs, in words."""
        if action.technique == "second_person":
            whose = ", and another company's consent" if action.outside else ""
            return f"{_number(action.person_days)} person-days{whose}"
        if action.technique == "descope" and action.before is not None and action.after is not None:
            freed = action.before - action.after
            return f"the item itself, {_number(freed)} {'day' if freed == 1 else 'days'} of work less"
        if action.technique == "approval" and action.outside:
            return "another company's consent"
        return "none"


def as_dict(plan: Plan, found: Recovery) -> dict[str, object]:
    """Return a recovery as JSON. Days are working days (calendar days where the plan counts elapsed ones)."""
    names = _Names(plan)
    return {
        "project": plan.project.id,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "goal": found.goal.isoformat(),
        "forecast": found.forecast.isoformat(),
        "finish": found.finish.isoformat(),
        "slip": found.slip,
        "class": found.delay,
        "response": _RESPONSES.get(found.delay, ""),
        "enough": found.is_enough,
        "complete": not found.gave_up,
        "single": [_tried_as_dict(tried, names) for tried in found.single],
        "proposals": [_tried_as_dict(tried, names) for tried in found.proposals],
        "best": _tried_as_dict(found.best, names) if found.best else None,
    }


def _tried_as_dict(tried: Tried, names: _Names) -> dict[str, object]:
    return {
        "go_live": tried.go_live.isoformat(),
        "finish": tried.finish.isoformat(),
        "won": tried.won,
        "slip": tried.slip,
        "decided_by": list(tried.decided_by),
        "person_days": float(tried.person_days),
        "burden": float(tried.burden),
        "actions": [
            {
                "technique": action.technique,
                "tasks": list(action.on),
                "scope": action.item or None,
                "before_days": None if action.before is None else float(action.before),
                "after_days": None if action.after is None else float(action.after),
                "what": names.what(action),
                "cost": names.cost(action),
                "risk": _RISKS[action.technique],
            }
            for action in tried.actions
        ],
    }


def _number(amount: Decimal | None) -> str:
    return "" if amount is None else f"{round(amount, 2).normalize():f}"


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%a} {day.isoformat()}"
