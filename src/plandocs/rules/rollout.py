"""Several sites: a strategy that the answers allow, a small pilot, every site in one wave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from plandocs.rules.advice import rollout_advice
from plandocs.rules.case import Case, titled
from plandocs.rules.registry import Finding, rule

_PILOT_SITES = 2


@rule("S72", "parallel-with-limited-resources", "the same few people cannot be everywhere", severity="error")
def parallel_with_limited_resources(case: Case) -> Iterator[Finding]:
    """Sites do not go live in parallel where resources are limited."""
    rollout = case.plan.rollout
    if rollout and rollout.strategy == "parallel" and rollout.answers and rollout.answers.limited_resources:
        message = "all sites go live at the same time (parallel), but there are few people who do it"
        fix = "write 'strategy: phased', which is in waves, or 'strategy: sequential', one after the other"
        yield Finding(message, ("rollout", "strategy"), fix)


@rule("S71", "pilot-size", "a pilot is there to fail cheaply", severity="warning")
def pilot_size(case: Case) -> Iterator[Finding]:
    """The first wave of a phased rollout has one or two sites."""
    rollout = case.plan.rollout
    if rollout and rollout.strategy == "phased" and len(rollout.waves) > 1:
        pilot = rollout.waves[0]
        if len(pilot.sites) > _PILOT_SITES:
            message = f"the pilot wave '{pilot.id}' has {len(pilot.sites)} sites; a pilot has {_PILOT_SITES} at most"
            yield Finding(message, ("rollout", "waves", 0, "sites"), "move sites to a later wave")


@rule("S71", "site-in-one-wave", "a site goes live once: not twice, and not never", severity="warning")
def site_in_one_wave(case: Case) -> Iterator[Finding]:
    """Every site is in exactly one wave."""
    rollout = case.plan.rollout
    if not rollout or not rollout.waves:
        return
    counted = Counter(name for wave in rollout.waves for name in wave.sites)
    for name in rollout.sites:
        if not counted[name]:
            message = f"the site {titled(name, rollout.sites[name].name)} is in no wave, so it never goes live"
            yield Finding(message, ("rollout", "sites", name), f"add {name} to the 'sites:' of a wave", on_key=True)
    for i, wave in enumerate(rollout.waves):
        for k, name in enumerate(wave.sites):
            if counted[name] > 1:
                message = f"the site '{name}' is in {counted[name]} waves"
                yield Finding(message, ("rollout", "waves", i, "sites", k), "keep it in one")


@rule("S71", "rollout-answers", "a strategy without its reasons is a habit", severity="warning", lite="off")
def rollout_answers(case: Case) -> Iterator[Finding]:
    """A rollout to several sites answers the four questions that decide how."""
    rollout = case.plan.rollout
    if rollout is None or max(len(rollout.sites), sum(len(wave.sites) for wave in rollout.waves)) < 2:
        return
    questions = {
        "sites_alike": "whether the sites are alike",
        "shared_data": "whether they share data",
        "local_decisions": "whether they decide for themselves",
        "limited_resources": "whether there are only few people who do it",
    }
    for key, question in questions.items():
        if rollout.answers is None or getattr(rollout.answers, key) is None:
            path = ("rollout", "answers") if rollout.answers is not None else ("rollout",)
            fix = f"add '{key}: true' or '{key}: false' to 'answers:' under 'rollout'"
            yield Finding(f"the rollout does not say {question}", path, fix, on_key=True)


@rule("S72", "rollout-fits-answers", "whoever asks why must find the reason in the plan", severity="warning")
def rollout_fits_answers(case: Case) -> Iterator[Finding]:
    """The strategy is the one that the four answers speak for, or the plan gives its own reason."""
    rollout = case.plan.rollout
    advice = rollout_advice(rollout.answers) if rollout else None
    if rollout is None or advice is None or rollout.reason or advice.strategy == rollout.strategy:
        return
    limited = bool(rollout.answers and rollout.answers.limited_resources)
    if rollout.strategy == "parallel" and limited:
        return  # the rule about parallel sites with limited people says so, as an error
    message = f"the rollout is {rollout.strategy}, but your four answers speak for {advice.strategy}"
    at = ("rollout", "strategy") if case.source.has(("rollout", "strategy")) else ("rollout",)
    fix = f"write 'strategy: {advice.strategy}', or add 'reason:' with why you go another way"
    yield Finding(message, at, fix, on_key=len(at) == 1)
