"""What the answers in a plan speak for: how several sites go live. Source: S71 and S72.

Answers go in, a recommendation with the answers that decided it comes out, without words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plandocs.plan.registers import RolloutAnswers

Strategy = Literal["sequential", "parallel", "phased"]
QUESTIONS = ("sites_alike", "shared_data", "local_decisions", "limited_resources")


@dataclass(frozen=True, slots=True)
class RolloutAdvice:
    """A way to roll out, and what speaks for it: `limited`, `shared`, `unlike`, `local`, in that order."""

    strategy: Strategy
    reasons: tuple[str, ...]


def rollout_advice(answers: RolloutAnswers | None) -> RolloutAdvice | None:
    """Return the way that the four answers speak for; None while one of them is missing.

    Sites go live together only where nothing binds them: they are alike, share no data, and people are enough. Sites
    that differ and decide for themselves go one after the other where people are few. All others go in waves.
    """
    if answers is None or any(getattr(answers, key) is None for key in QUESTIONS):
        return None
    speaking = {
        "limited": bool(answers.limited_resources),
        "shared": bool(answers.shared_data),
        "unlike": not answers.sites_alike,
        "local": bool(answers.local_decisions),
    }
    reasons = tuple(name for name, holds in speaking.items() if holds)
    if not (speaking["limited"] or speaking["shared"] or speaking["unlike"]):
        return RolloutAdvice("parallel", ())
    if reasons == ("limited", "unlike", "local"):
        return RolloutAdvice("sequential", reasons)
    return RolloutAdvice("phased", tuple(name for name in reasons if name != "local"))
