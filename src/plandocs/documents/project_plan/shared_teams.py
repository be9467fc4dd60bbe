"""The people who work in several waves, and which waves want them at the same time."""

from __future__ import annotations

from itertools import combinations

from plandocs.content.blocks import Paragraph
from plandocs.content.facts import Facts, PhaseFact
from plandocs.content.wording import Words
from plandocs.plan.model import Rollout

_MOST_OVERLAPS = 4


def shared_teams(facts: Facts, rollout: Rollout, words: Words) -> list[Paragraph]:
    """Return who works in more than one wave, and the waves that overlap; nothing where no two waves share anybody.

    By agreed dates. The first few overlaps are told, for where all sites go live together everything overlaps.
    """
    phases = {phase.id: phase for phase in facts.agreed_view.phases}
    waves = [(wave.name or wave.id, phases[wave.phase]) for wave in rollout.waves if wave.phase in phases]
    teams = [_team(phase) for _, phase in waves]
    shared = [name for name in dict.fromkeys(name for team in teams for name in team) if _count(name, teams) > 1]
    if not shared:
        return []
    said = [words.say("plan.approach.shared.people", n=len(shared), names=shared)]
    overlaps = 0
    for (first, one), (second, other) in combinations(waves, 2):
        both = [name for name in _team(one) if name in _team(other)]
        start, finish = max(one.agreed_start, other.agreed_start), min(one.agreed_finish, other.agreed_finish)
        if start <= finish:
            overlaps += 1
        if start <= finish and both and len(said) <= _MOST_OVERLAPS:
            said.append(
                words.say(
                    "plan.approach.shared.overlap",
                    first=first,
                    second=second,
                    start=start,
                    finish=finish,
                    n=len(both),
                    names=both,
                )
            )
    if not overlaps:
        said.append(words.say("plan.approach.shared.apart"))
    return [Paragraph(" ".join(said))]


def _team(phase: PhaseFact) -> list[str]:
    """Return everybody who owns a task of a wave, or works on it."""
    names = (name for row in phase.tasks for name in (row.owner, *row.with_names))
    return [name for name in dict.fromkeys(names) if name]


def _count(name: str, teams: list[list[str]]) -> int:
    return sum(name in team for team in teams)
