"""Days as the plan counts them, in words."""

from __future__ import annotations

from plandocs.content.facts import Facts
from plandocs.content.wording import Words


def unit_word(facts: Facts, words: Words) -> str:
    """Return what the plan's days are called: working days, or days where every day counts."""
    return words.say("status.unit.elapsed" if facts.agreed.day_count == "elapsed" else "status.unit.working")


def counted(days: object, facts: Facts, words: Words) -> str:
    """Return a number of days under the plan's own count: `3 working days`."""
    kind = "elapsed" if facts.agreed.day_count == "elapsed" else "working"
    return words.say(f"status.unit.counted_{kind}", n=days)
