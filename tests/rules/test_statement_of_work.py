"""What a statement of work needs: a complete plan lacks nothing; each part that is taken out is named by its key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from plandocs.plan.load import load_plan, load_text
from plandocs.rules.statement_of_work import missing_parts

SAMPLES = Path(__file__).parents[2] / "samples"
Data = dict[str, Any]


def keys(data: Data) -> list[str]:
    """Return the keys to fill of a plan given as data."""
    return [problem.where for problem in missing_parts(load_text(yaml.safe_dump(data, sort_keys=False)))]


def complete() -> Data:
    """Return a plan that has everything, as small as it can be."""
    return {
        "project": {"name": "Small", "customer": "Soloists", "vendor": "Onefold", "start": "2027-01-11"},
        "people": {
            "a": {"name": "Ada Single", "side": "vendor", "title": "Manager"},
            "c": {"name": "Cy Customer", "side": "customer", "role": "sponsor"},
        },
        "phases": [
            {
                "id": "p",
                "name": "Only",
                "exit_criteria": ["It works."],
                "tasks": [{"id": "T1", "name": "Work", "duration": "1d"}],
            }
        ],
        "scope": {"in": ["A thing"], "out": ["Other things"], "assumptions": [{"text": "Sun", "if_false": "Rain"}]},
        "deliverables": [{"id": "D1", "name": "Thing", "acceptance": "It runs", "reviewer": "c", "task": "T1"}],
        "sow": {
            "fees": {"model": "fixed", "total": "100"},
            "billing": [{"trigger": "T1", "percent": "100%", "deliverables": ["D1"]}],
            "payment_terms": "net 30",
            "acceptance": {"review_days": 5, "cure_days": 10, "max_rejections": 2},
            "change_approver": "c",
            "precedence": ["Master agreement", "This statement of work"],
            "signatories": ["c", "a"],
        },
    }


def changed(*path: str | int, to: Any = None) -> Data:
    """Return the complete plan with one value taken out, or set."""
    data = complete()
    place: Any = data
    for part in path[:-1]:
        place = place[part]
    if to is None:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return data


def test_a_complete_plan_lacks_nothing() -> None:
    assert keys(complete()) == []


@pytest.mark.parametrize("name", ["invoice-approval", "dock-scheduling"])
def test_the_samples_that_are_signed_lack_nothing(name: str) -> None:
    assert missing_parts(load_plan(SAMPLES / f"{name}.yaml")) == []


def test_the_small_sample_is_no_contract() -> None:
    assert [problem.where for problem in missing_parts(load_plan(SAMPLES / "bakery.yaml"))] == [
        "sow.precedence",
        "sow.acceptance.review_days",
        "sow.acceptance.cure_days",
        "sow.acceptance.max_rejections",
        "sow.fees",
    ]


@pytest.mark.parametrize(
    "path",
    [
        ("project", "customer"),
        ("project", "vendor"),
        ("scope", "in"),
        ("scope", "out"),
        ("scope", "assumptions"),
        ("scope", "assumptions", 0, "if_false"),
        ("deliverables", 0, "acceptance"),
        ("deliverables", 0, "reviewer"),
        ("deliverables", 0, "task"),
        ("sow", "change_approver"),
        ("sow", "precedence"),
        ("sow", "acceptance", "review_days"),
        ("sow", "acceptance", "cure_days"),
        ("sow", "acceptance", "max_rejections"),
        ("sow", "fees", "total"),
        ("sow", "billing"),
        ("sow", "payment_terms"),
        ("phases", 0, "exit_criteria"),
    ],
)
def test_each_part_that_is_taken_out_is_named_by_its_key(path: tuple[str | int, ...]) -> None:
    expected = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
    assert keys(changed(*path)) == [expected]


def _of(section: str, value: Any) -> Callable[[], Data]:
    return lambda: changed("sow", section, to=value)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (_of("fees", {"model": "time_and_materials"}), ["sow.fees.not_to_exceed"]),
        (_of("fees", {"model": "time_and_materials", "not_to_exceed": "90"}), []),
        (_of("fees", {"model": "subscription"}), []),
        (_of("signatories", ["c"]), ["sow.signatories"]),
        (_of("signatories", ["a"]), ["sow.signatories"]),
        (
            _of("signatories", [{"name": "Una Listed"}, "a", "c"]),
            ["sow.signatories[0].title", "sow.signatories[0].side"],
        ),
        (_of("billing", [{"trigger": "T1", "percent": "95%"}]), ["sow.billing"]),
    ],
)
def test_fees_and_signatures_are_asked_for_as_the_contract_is_made(
    make: Callable[[], Data], expected: list[str]
) -> None:
    assert keys(make()) == expected


def test_a_sum_that_is_wrong_cannot_be_waived() -> None:
    data = changed("sow", "billing", to=[{"trigger": "T1", "percent": "95%"}])
    data["waivers"] = [{"rule": "billing-total", "reason": "Later", "by": "a"}]
    assert keys(data) == ["sow.billing"]


def test_an_open_security_question_and_an_unproved_obligation_are_missing() -> None:
    data = complete()
    data["discovery"] = [
        {"question": "SSO?", "topic": "security", "answer": "unknown"},
        {"question": "Reports?", "topic": "tools", "answer": "unknown"},
    ]
    data["obligations"] = [{"text": "Keep data in the country", "owner": "a"}]
    assert keys(data) == ["discovery[0].answer", "obligations[0].evidence"]


def test_a_plan_without_anything_lacks_every_part_and_each_says_how_to_fill_it() -> None:
    data = {key: value for key, value in complete().items() if key in ("people", "phases")}
    data["project"] = {"name": "Small", "start": "2027-01-11"}
    found = missing_parts(load_text(yaml.safe_dump(data)))
    # Two parties, scope in and out, deliverables, assumptions, approver, precedence, three periods, fees, two signers.
    assert len(found) == 14
    assert all(problem.fix and problem.line and problem.where in problem.message for problem in found)
