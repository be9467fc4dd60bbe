"""What the answers in a plan speak for: how several sites go live, and whether in phases or at once. Source: S71-S73.

Answers go in, a recommendation with the answers that decided it comes out, without words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plandocs.plan.registers import ReleaseAnswers, RolloutAnswers

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


Way = Literal["phased", "big_bang"]
_ASKED = ("risk_appetite", "customer_resources", "urgency", "commitment")
_HARD_FROM = 3
"""Triggers of a hard project from which it is very complex; with none it is not."""
_MANY_USE_CASES, _FEW_USE_CASES = 4, 1
_FOR_PHASES = {
    "complexity": ("high", "low"),
    "use_cases": ("many", "few"),
    "risk_appetite": ("low", "high"),
    "customer_resources": ("low", "high"),
    "urgency": ("low", "high"),
    "commitment": ("low", "high"),
}
"""Each question with the answer that speaks for phases and the one that speaks for all at once."""


@dataclass(frozen=True, slots=True)
class ReleaseAdvice:
    """Phases or all at once, and what speaks for it: `complexity_high`, `risk_appetite_low`, …, in a fixed order.

    `score` counts one for each answer that speaks for phases, and takes one off for each that speaks for all at once.
    """

    strategy: Way
    score: int
    reasons: tuple[str, ...]
    use_cases: int


def release_advice(answers: ReleaseAnswers | None, *, triggers: int, features: int) -> ReleaseAdvice | None:
    """Return the way that the answers speak for; None while one of the four that a plan cannot know is missing.

    `triggers` counts what makes the plan technically hard and `features` its features in scope: they stand in for the
    two answers that may be left out. Phases are advised from a balance on, because they can still be joined, while what
    went live at once cannot be taken apart.
    """
    if answers is None or any(getattr(answers, key) is None for key in _ASKED):
        return None
    use_cases = answers.use_cases or features
    given = {key: getattr(answers, key) for key in _ASKED}
    given["complexity"] = answers.complexity or _grade(triggers)
    given["use_cases"] = "many" if use_cases >= _MANY_USE_CASES else "few" if use_cases <= _FEW_USE_CASES else "some"
    score = 0
    found: dict[Way, list[str]] = {"phased": [], "big_bang": []}
    for key, (phased, at_once) in _FOR_PHASES.items():
        answer = given[key]
        if answer == phased:
            score += 1
            found["phased"].append(f"{key}_{answer}")
        elif answer == at_once:
            score -= 1
            found["big_bang"].append(f"{key}_{answer}")
    strategy: Way = "phased" if score >= 0 else "big_bang"
    return ReleaseAdvice(strategy, score, tuple(found[strategy]), use_cases)


def _grade(triggers: int) -> str:
    return "high" if triggers >= _HARD_FROM else "medium" if triggers else "low"
