"""Readiness counts what is there by hand-made plans: shares are rounded down, and what is missing has a name."""

from __future__ import annotations

from pathlib import Path

from plandocs.plan.fingerprint import plan_hash
from plandocs.plan.load import load_text
from plandocs.rules.readiness import STEPS, Readiness, readiness
from plandocs.schedule.from_plan import schedule_plan

CLEAN = (Path(__file__).parents[1] / "plans" / "correct" / "clean.yaml").read_text("utf-8")
ASKED = (
    "discovery: [{question: Sign-on?, answer: no, source: call}, {question: Records?, answer: 180, source: call}, "
    "{question: Reports?, answer: unknown}]\n"
)


def of(text: str) -> Readiness:
    plan = load_text(text).plan
    return readiness(plan, schedule_plan(plan))


def percents(text: str) -> dict[str, int]:
    return {step.name: step.percent for step in of(text).steps}


def missing(text: str, step: str) -> dict[str, tuple[str, ...]]:
    (found,) = [each for each in of(text).steps if each.name == step]
    return {check.name: check.missing for check in found.open_checks}


def test_the_steps_come_in_the_handbook_s_order() -> None:
    assert [step.name for step in of(CLEAN).steps] == list(STEPS)


def test_a_clean_plan_lacks_discovery_and_approval() -> None:
    assert percents(CLEAN) == {
        "discovery": 0,
        "scope": 100,
        "timeline": 100,
        "capacity": 100,
        "alignment": 100,
        "approval": 0,
    }
    assert missing(CLEAN, "approval") == {"approved": ("Bea Crumbsworth",)}


def test_shares_are_the_mean_of_the_checks_rounded_down() -> None:
    # Two of three questions are answered, both with a source: (2/3 + 1) / 2 = 83.3 %.
    assert percents(CLEAN + ASKED)["discovery"] == 83
    assert missing(CLEAN + ASKED, "discovery") == {"answered": ("Reports?",)}


def test_missing_things_are_named() -> None:
    text = CLEAN.replace("after: [reserve], owner: finn", "after: [reserve]").replace(", backup: tim", "")
    assert missing(text, "timeline") == {"owners": ("live",)}
    assert missing(text, "capacity") == {"backups": ("Ola Glazeman",)}
    # 4 of 5 owners, criteria, go-live, buffer: (4/5 + 1 + 1 + 1) / 4 = 95 %.
    assert percents(text)["timeline"] == 95


def test_who_is_asked_for_too_much_is_missing() -> None:
    text = CLEAN.replace("kind: validation, ", "kind: validation, effort: {ola: 14h}, ")
    assert missing(text, "capacity") == {"weeks": ("Ola Glazeman",)}


def test_only_an_approval_of_this_version_counts() -> None:
    now = plan_hash(load_text(CLEAN).plan)
    line = "approvals: [{by: bea, date: 2027-01-08%s}]\n"
    for recorded, percent in (("", 0), (", hash: 00000000", 0), (f", hash: {now[:4]}", 0), (f", hash: {now[:8]}", 100)):
        assert percents(CLEAN + line % recorded)["approval"] == percent


def test_everything_done_is_ready() -> None:
    done = ASKED.replace("answer: unknown", "answer: none, source: call")
    now = plan_hash(load_text(CLEAN + done).plan)
    text = CLEAN + done + f"approvals: [{{by: bea, date: 2027-01-08, hash: {now}}}]\n"
    assert of(text).ready
    assert of(text).next_step is None


def test_without_sponsor_and_champion_nothing_can_be_confirmed() -> None:
    text = CLEAN.replace("role: sponsor, ", "").replace("role: champion, ", "").partition("alignment:")
    text = text[0] + text[2].partition("\n")[2]
    assert missing(text, "capacity") == {"champion": ("champion",)}
    assert missing(text, "alignment") == {"asked": ("asked",)}
    assert missing(text, "approval") == {"sponsor": ("sponsor",)}
