"""Whether the scope goes live in phases or all at once, and why. Source: S73."""

from __future__ import annotations

from plandocs.content.blocks import Paragraph
from plandocs.content.facts import Facts
from plandocs.content.wording import Words
from plandocs.rules.advice import ReleaseAdvice, release_advice
from plandocs.rules.technical import triggers


def release(facts: Facts, words: Words) -> list[Paragraph]:
    """Return the way with its reason: the plan's own, else what its answers speak for, where that is the way.

    Nothing in a plan that says nothing of it. A way that the answers do not speak for is told without a reason that
    would be ours, not the plan's.
    """
    stated = facts.plan.release
    if stated is None:
        return []
    items = [item for item in facts.plan.scope.in_ if facts.internal or item.audience != "internal"]
    features = sum(item.type == "feature" for item in items)
    advice = release_advice(stated.answers, triggers=len(triggers(facts.plan)), features=features)
    strategy = stated.strategy or (advice.strategy if advice else None)
    if strategy is None:
        return [Paragraph(stated.reason)] if stated.reason else []
    said = [words.say(f"plan.approach.release.{strategy}")]
    if stated.reason:
        said.append(stated.reason)
    elif advice is not None and advice.strategy == strategy:
        said += _reasons(advice, words)
    first = next((item.text for item in items if stated.first and item.id == stated.first), "")
    if first and strategy == "phased":
        said.append(words.say("plan.approach.release.first", item=first))
    return [Paragraph(" ".join(said))]


def _reasons(advice: ReleaseAdvice, words: Words) -> list[str]:
    """Return a sentence for each answer that speaks for the way."""
    if not advice.reasons:
        return [words.say("plan.approach.release.even")]
    return [words.say(f"plan.approach.release.because.{reason}", n=advice.use_cases) for reason in advice.reasons]
