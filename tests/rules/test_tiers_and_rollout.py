"""The suggested tier and the recommended rollout, by the handbook's numbers and the worked plans."""

from __future__ import annotations

from pathlib import Path

import pytest

from plandocs.plan.load import load_plan
from plandocs.plan.registers import ReleaseAnswers, RolloutAnswers
from plandocs.rules.advice import ReleaseAdvice, release_advice, rollout_advice
from plandocs.rules.technical import triggers
from plandocs.rules.tiers import suggest_tier

SAMPLES = Path(__file__).parents[2] / "samples"
THREE = ("4 integrations", "1 piece of custom development", "5 duties of security or privacy")


@pytest.mark.parametrize(
    ("counts", "tier", "reasons"),
    [
        ({}, "lite", ()),
        ({"tasks": 25, "people": 12, "waves": 1}, "lite", ()),
        ({"tasks": 26}, "standard", ("26 tasks",)),
        ({"people": 13}, "standard", ("13 people",)),
        ({"tasks": 60, "triggers": THREE[:2]}, "standard", ("60 tasks", *THREE[:2])),
        ({"tasks": 61}, "enterprise", ("61 tasks",)),
        ({"waves": 2}, "enterprise", ("2 waves of sites",)),
        ({"triggers": THREE}, "enterprise", THREE),
    ],
)
def test_the_smallest_tier_that_suits_is_suggested(counts: dict[str, int], tier: str, reasons: tuple[str, ...]) -> None:
    found = suggest_tier(**counts)  # type: ignore[arg-type]
    assert (found.tier, found.reasons) == (tier, reasons)


def test_the_worked_plans_have_the_triggers_that_they_name() -> None:
    # Worked plan c: four integrations, one extension, privacy and a customer's standard, availability and failover.
    found = triggers(load_plan(SAMPLES / "dock-scheduling.yaml").plan)
    assert found[:2] == ("4 integrations", "1 piece of custom development")
    assert [words.partition(" ")[2] for words in found[2:]] == [
        "duties of security or privacy",
        "target of availability or performance",
    ]
    # Worked plan a has two integrations, and a logo set by a specialist is no development.
    assert triggers(load_plan(SAMPLES / "invoice-approval.yaml").plan) == ()


@pytest.mark.parametrize(
    ("alike", "shared", "local", "limited", "strategy", "reasons"),
    [
        (True, False, False, False, "parallel", ()),
        (True, False, True, False, "parallel", ()),
        (True, False, False, True, "phased", ("limited",)),
        (True, True, False, False, "phased", ("shared",)),
        (False, False, True, True, "sequential", ("limited", "unlike", "local")),
        # Worked plan c: unlike, shared data, local decisions, limited people.
        (False, True, True, True, "phased", ("limited", "shared", "unlike")),
    ],
)
def test_four_answers_give_a_way_and_its_reasons(
    alike: bool, shared: bool, local: bool, limited: bool, strategy: str, reasons: tuple[str, ...]
) -> None:
    answers = RolloutAnswers(sites_alike=alike, shared_data=shared, local_decisions=local, limited_resources=limited)
    found = rollout_advice(answers)
    assert found is not None
    assert (found.strategy, found.reasons) == (strategy, reasons)


def test_an_open_question_gives_no_advice() -> None:
    assert rollout_advice(None) is None
    assert rollout_advice(RolloutAnswers(sites_alike=True, shared_data=False, limited_resources=False)) is None


MIDDLE = {"risk_appetite": "medium", "customer_resources": "medium", "urgency": "medium", "commitment": "medium"}


def released(triggers: int = 1, features: int = 2, **answers: object) -> ReleaseAdvice:
    found = release_advice(ReleaseAnswers.model_validate({**MIDDLE, **answers}), triggers=triggers, features=features)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("answers", "strategy", "score", "reasons"),
    [
        # One reason is enough for phases, and one for a single day.
        ({"triggers": 3}, "phased", 1, ("complexity_high",)),
        ({"triggers": 2}, "phased", 0, ()),
        ({"triggers": 1}, "phased", 0, ()),
        ({"triggers": 0}, "big_bang", -1, ("complexity_low",)),
        ({"features": 4}, "phased", 1, ("use_cases_many",)),
        ({"features": 3}, "phased", 0, ()),
        ({"features": 2}, "phased", 0, ()),
        ({"features": 1}, "big_bang", -1, ("use_cases_few",)),
        ({"risk_appetite": "low"}, "phased", 1, ("risk_appetite_low",)),
        ({"risk_appetite": "high"}, "big_bang", -1, ("risk_appetite_high",)),
        ({"customer_resources": "low"}, "phased", 1, ("customer_resources_low",)),
        ({"customer_resources": "high"}, "big_bang", -1, ("customer_resources_high",)),
        ({"urgency": "low"}, "phased", 1, ("urgency_low",)),
        ({"urgency": "high"}, "big_bang", -1, ("urgency_high",)),
        ({"commitment": "low"}, "phased", 1, ("commitment_low",)),
        ({"commitment": "high"}, "big_bang", -1, ("commitment_high",)),
        # A balance is for phases: they can still be joined.
        ({"triggers": 3, "urgency": "high"}, "phased", 0, ("complexity_high",)),
        ({"triggers": 3, "urgency": "high", "commitment": "high"}, "big_bang", -1, ("urgency_high", "commitment_high")),
        # What the plan says itself counts more than what can be counted in it.
        ({"triggers": 3, "complexity": "low"}, "big_bang", -1, ("complexity_low",)),
        ({"features": 1, "use_cases": 4}, "phased", 1, ("use_cases_many",)),
    ],
)
def test_answers_speak_for_phases_or_for_one_day(
    answers: dict[str, object], strategy: str, score: int, reasons: tuple[str, ...]
) -> None:
    found = released(**answers)  # type: ignore[arg-type]
    assert (found.strategy, found.score, found.reasons) == (strategy, score, reasons)


@pytest.mark.parametrize("missing", MIDDLE)
def test_an_answer_that_a_plan_cannot_know_is_not_guessed(missing: str) -> None:
    answers = ReleaseAnswers.model_validate({key: value for key, value in MIDDLE.items() if key != missing})
    assert release_advice(answers, triggers=3, features=9) is None
    assert release_advice(None, triggers=3, features=9) is None
