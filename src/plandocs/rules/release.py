"""Phases or all at once: the way that the answers speak for, and what comes first. Source: S73."""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.plan.places import KeyPath
from plandocs.rules.advice import ReleaseAdvice, release_advice
from plandocs.rules.case import Case
from plandocs.rules.registry import Finding, rule
from plandocs.rules.technical import triggers

_IN_WORDS = {"phased": "phases", "big_bang": "one go-live for all of it"}


@rule("S73", "release-fits-answers", "whoever asks why must find the reason in the plan", severity="warning")
def release_fits_answers(case: Case) -> Iterator[Finding]:
    """The scope goes live as the answers speak for, in phases or at once, or the plan gives its own reason."""
    release, advice = case.plan.release, _advice(case)
    if release is None or release.strategy is None or release.reason or advice is None:
        return
    if advice.strategy != release.strategy:
        message = f"the plan has {_IN_WORDS[release.strategy]}, but your answers speak for {_IN_WORDS[advice.strategy]}"
        fix = f"write 'strategy: {advice.strategy}', or add 'reason:' with why you go another way"
        yield Finding(message, ("release", "strategy"), fix)


@rule("S73", "release-first", "what is worth most pays for the rest, so it goes first", severity="warning", lite="off")
def release_first(case: Case) -> Iterator[Finding]:
    """Scope that goes live in phases says which item is worth most: phase 1 holds it."""
    release, advice = case.plan.release, _advice(case)
    if release is None or release.first:
        return
    if (release.strategy or (advice.strategy if advice else None)) == "phased":
        path: KeyPath = ("release", "strategy") if release.strategy else ("release",)
        message = "the scope goes live in phases, and nobody says which item is worth most and comes first"
        yield Finding(message, path, "add 'first:' under 'release' with the id of a scope item", on_key=len(path) == 1)


def _advice(case: Case) -> ReleaseAdvice | None:
    release = case.plan.release
    features = sum(1 for item in case.plan.scope.in_ if item.type == "feature")
    return release_advice(release.answers, triggers=len(triggers(case.plan)), features=features) if release else None
