"""How long after the kickoff: in days while a reader counts days, in weeks from three weeks on."""

from __future__ import annotations

from datetime import date

from plandocs.content.facts import Facts
from plandocs.content.wording import Words

_DAYS_UP_TO = 21
"""Calendar days below which a span is told in days."""


def after_kickoff(facts: Facts, day: date, words: Words, *, in_days: bool = False) -> str:
    """Return `7 working days after the kickoff`, or `6 weeks after the kickoff` for a longer span.

    With `in_days` a longer span is told in days too, for where the weeks are said already.
    """
    span = (day - facts.agreed.start).days
    if span >= _DAYS_UP_TO and not in_days:
        return words.say("plan.span.weeks", n=round(span / 7))
    days = facts.agreed.working_days_between(facts.agreed.start, day)
    if not days:
        return words.say("plan.span.same_day")
    return words.say(f"plan.span.{'days' if counts_elapsed(facts) else 'working_days'}", n=days)


def counts_elapsed(facts: Facts) -> bool:
    """Return whether the plan counts every day of the calendar: then its days are not working days."""
    return facts.agreed.day_count == "elapsed"
