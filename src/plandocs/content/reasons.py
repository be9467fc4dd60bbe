"""Why a date is what it is, in words: the same sentences on the terminal, in JSON and in the project plan.

In come drivers and explanations of the schedule; out come sentences of the wording. Nothing here computes a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from plandocs.content.wording import Words
from plandocs.schedule.result import Driver
from plandocs.schedule.why import Explanation, Step

_LAG = re.compile(r"([+-])([\d.]+)(\D+)")

Named = Callable[[str], str]
"""What a task or person is called by its id."""


def reason(driver: Driver, words: Words, named: Named = str, *, milestone: bool = False) -> str:
    """Return one driver in words, as what the task does: `starts after T12 finishes`.

    A milestone is reached instead of starting and finishing.
    """
    if driver.kind == "link":
        ends = driver.link[0] if milestone else driver.link
        return words.say(f"common.why.{ends}", by=named(driver.by)) + _lag(driver.lag, words)
    if driver.kind == "constraint":
        return words.say(f"common.why.{driver.name}", on=driver.on)
    if driver.kind == "person":
        key = "busy" if driver.by else "away"
        return words.say(f"common.why.{key}", name=named(driver.name), by=named(driver.by), on=driver.on)
    return words.say(f"common.why.{driver.kind}", name=driver.name, on=driver.on)


def whole_reason(step: Step, words: Words, named: Named = str) -> str:
    """Return what fixes a step of an explanation, with the working time that it waits for."""
    said = [reason(step.driver, words, named, milestone=step.task.is_milestone)]
    said += [reason(driver, words, named) for driver in step.others if driver.kind == "calendar"]
    return words.say("common.why.both", reasons=tuple(said))


def _lag(lag: str, words: Words) -> str:
    found = _LAG.fullmatch(lag)
    if found is None:
        return ""
    unit = "percent" if found[3] == "%" else found[3]
    length = words.say(f"common.why.lag_{unit}", n=Decimal(found[2]))
    return words.say("common.why.later" if found[1] == "+" else "common.why.earlier", length=length)


def sentences(explanation: Explanation, words: Words) -> list[str]:
    """Return an explanation as lines, the asked task first and its float last."""
    return [*(_line(step, words) for step in explanation.steps), about_float(explanation, words)]


def _line(step: Step, words: Words) -> str:
    task = step.task
    also = list(dict.fromkeys(driver.by for driver in step.others if driver.by))
    return words.say(
        "common.why.line",
        id=task.id,
        name=task.name,
        start=task.start,
        finish=task.finish,
        reason=whole_reason(step, words),
        also=tuple(also),
    )


def about_float(explanation: Explanation, words: Words) -> str:
    """Return what a task's float is spent against, in words."""
    task = explanation.task
    if task.total_float < 0:
        return words.say("common.why.too_late", id=task.id, n=-task.total_float)
    if task.critical:
        return words.say("common.why.no_float", id=task.id)
    return words.say(
        "common.why.float",
        id=task.id,
        n=task.total_float,
        successors=explanation.float_against,
        free=task.free_float,
    )
