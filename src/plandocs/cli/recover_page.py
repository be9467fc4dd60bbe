"""What `plandocs recover` prints: what is late, what each way wins back, what holds the date; and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plandocs.cli.change_page import number
from plandocs.cli.console import Console
from plandocs.cli.recover_words import RecoveryWords

if TYPE_CHECKING:
    from plandocs.syncing.written import Written
    from plandocs.whatif.recovery import Recovery, Tried

_MOST_SINGLE = 10


def show_recovery(console: Console, words: RecoveryWords, found: Recovery, *, command: str = "") -> None:
    """Print a recovery in the plan's language. `command` is what writes one of its proposals into the plan."""
    console.result("\n".join(_lines(found, words, console, command)))


def _lines(found: Recovery, words: RecoveryWords, console: Console, command: str) -> Iterator[str]:
    paint = console.painter()
    dates = {"as_of": found.as_of, "go_live": found.forecast, "goal": found.goal}
    if found.slip <= 0:
        yield words.say("kept", **dates)
        return
    yield paint("heading", words.say("late", **dates, count=words.days(found.slip)))
    if found.delay != "none":
        yield words.response(found.delay)
    yield ""
    yield paint("heading", words.say("single.title"))
    yield from _single(found, words)
    yield ""
    yield from _proposals(found, words, paint("heading", words.say("proposals.title", goal=found.goal)))
    if found.gave_up:
        yield words.say("proposals.bounded")
    if found.proposals and command:
        yield words.say("proposals.apply", command=command)


def _single(found: Recovery, words: RecoveryWords) -> Iterator[str]:
    winning = [tried for tried in found.single if tried.won > 0]
    idle = [tried for tried in found.single if tried.won <= 0]
    if not winning:
        yield f"  {words.say('single.none')}"
    for tried in winning[:_MOST_SINGLE]:
        action = tried.actions[0]
        then = tried.slip > 0 and bool(tried.decided_by)
        way = words.say(
            "single.way_then" if then else "single.way",
            what=words.what(action),
            go_live=tried.go_live,
            names=[words.task(name) for name in tried.decided_by[:2]],
        )
        yield f"  +{tried.won}  {way}"
        yield f"      {words.say('single.price', cost=words.cost(action), risk=words.risk(action))}"
    if len(winning) > _MOST_SINGLE:
        rest = winning[_MOST_SINGLE:]
        yield f"      {words.say('single.more', n=len(rest), days=words.days(rest[0].won))}"
    if idle:
        ways = [words.what(tried.actions[0]) for tried in idle[:_MOST_SINGLE]]
        yield f"   0  {words.say('single.idle', ways=ways, more=len(idle) - len(ways))}"


def _proposals(found: Recovery, words: RecoveryWords, title: str) -> Iterator[str]:
    if found.proposals:
        yield title
        for place, tried in enumerate(found.proposals, start=1):
            line = words.say(
                "proposals.line", go_live=tried.go_live, finish=tried.finish, work=number(tried.person_days)
            )
            yield f"  {place}. +{tried.won}: {line}"
            yield from _steps(tried, words)
    elif found.best is not None:
        yield words.say("proposals.none", goal=found.goal)
        yield words.say("proposals.nearest", go_live=found.best.go_live, count=words.days(found.best.slip))
        yield from _steps(found.best, words)


def _steps(tried: Tried, words: RecoveryWords) -> Iterator[str]:
    for action in tried.actions:
        yield f"     - {words.say('proposals.step', what=words.what(action), cost=words.cost(action))}"
    once = {action.technique: action for action in reversed(tried.actions)}
    for action in (action for action in tried.actions if once[action.technique] is action):
        yield f"       {words.say('proposals.risk', risk=words.risk(action))}"


def as_dict(
    project: str, words: RecoveryWords, found: Recovery, written: Written | None, *, applied: int | None
) -> dict[str, object]:
    """Return a recovery as JSON. Days are working days (calendar days where the plan counts elapsed ones)."""
    return {
        "project": project,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "goal": found.goal.isoformat(),
        "forecast": found.forecast.isoformat(),
        "finish": found.finish.isoformat(),
        "slip": found.slip,
        "class": found.delay,
        "response": words.response(found.delay) if found.delay != "none" else "",
        "enough": found.is_enough,
        "complete": not found.gave_up,
        "single": [_tried_as_dict(tried, words) for tried in found.single],
        "proposals": [_tried_as_dict(tried, words) for tried in found.proposals],
        "best": _tried_as_dict(found.best, words) if found.best else None,
        "applied": applied,
        "changes": written.as_dicts() if written else [],
    }


def _tried_as_dict(tried: Tried, words: RecoveryWords) -> dict[str, object]:
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
                "what": words.what(action),
                "cost": words.cost(action),
                "risk": words.risk(action),
            }
            for action in tried.actions
        ],
    }
