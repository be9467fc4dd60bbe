"""Which tier suits a project, and what a tier contains. Source: S6 and S74.

Counts go in, a tier and the counts that decided it come out. A larger tier asks for more document, not for more truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plandocs.plan.model import Tier

TIERS: tuple[Tier, ...] = ("lite", "standard", "enterprise")
CONTENTS: dict[Tier, str] = {
    "lite": "a plan of two or three pages, a short deck and a small workbook",
    "standard": "the full plan with risks, responsibilities, processes and annexes, the kickoff deck and the workbook",
    "enterprise": "all of standard, with sites in waves, every word explained, and rules for large projects",
}
"""What each tier contains, in a few words."""
_LITE_TASKS, _LITE_PEOPLE = 25, 12
_STANDARD_TASKS, _STANDARD_TRIGGERS = 60, 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tier, and what speaks for it in words with numbers. A tier lite needs no reason: nothing speaks for more."""

    tier: Tier
    reasons: tuple[str, ...]

    def is_larger_than(self, tier: Tier) -> bool:
        """Return whether this asks for more document than a tier."""
        return TIERS.index(self.tier) > TIERS.index(tier)


def suggest_tier(*, tasks: int = 0, people: int = 0, waves: int = 0, triggers: Sequence[str] = ()) -> Suggestion:
    """Return the smallest tier that suits a project.

    `triggers` are what makes it technically hard, in words, as `technical.triggers` finds them. Zero stands for what
    nobody knows yet.
    """
    large = [f"{waves} waves of sites"] if waves > 1 else []
    large += [f"{tasks} tasks"] if tasks > _STANDARD_TASKS else []
    large += list(triggers) if len(triggers) > _STANDARD_TRIGGERS else []
    if large:
        return Suggestion("enterprise", tuple(large))
    medium = [f"{tasks} tasks"] if tasks > _LITE_TASKS else []
    medium += [f"{people} people"] if people > _LITE_PEOPLE else []
    medium += list(triggers)
    return Suggestion("standard", tuple(medium)) if medium else Suggestion("lite", ())
