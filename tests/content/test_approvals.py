"""How far a plan is agreed: by whom, of which version, and whether that still holds."""

from __future__ import annotations

from typing import Any

import pytest

from plandocs.plan.fingerprint import plan_hash
from plandocs.plan.model import Plan
from tests.documents.test_project_plan import facts_of


def plan_with(approvals: list[dict[str, Any]], alignment: list[dict[str, Any]] | None = None) -> Plan:
    """Return a plan with a sponsor who has confirmed it, unless `alignment` says otherwise."""
    said = [{"person": "s", "status": "confirmed"}] if alignment is None else alignment
    return Plan.model_validate(
        {
            "project": {"name": "Small", "start": "2027-01-11", "version": "1.1"},
            "people": {
                "s": {"name": "Sol Sponsor", "side": "customer", "role": "sponsor", "title": "CFO"},
                "b": {"name": "Bo Buyer", "side": "customer", "role": "procurement"},
            },
            "phases": [{"id": "p", "name": "P", "tasks": [{"id": "T1", "name": "Work", "duration": "1d"}]}],
            "approvals": approvals,
            "alignment": said,
        }
    )


HASH = plan_hash(plan_with([]))
"""Approvals and alignment are no part of it."""


def entry(by: str, **values: Any) -> dict[str, Any]:
    return {"by": by, "date": "2027-01-05", **values}


@pytest.mark.parametrize(
    ("approvals", "state"),
    [
        ([], "for_approval"),
        ([entry("s", hash=HASH[:8])], "approved"),
        ([entry("s", hash=HASH[:8].upper())], "approved"),
        ([entry("s", hash="0" * 8)], "stale"),
        ([entry("s", hash=HASH[:4])], "stale"),  # too short to say anything
        ([entry("s", version="1.1")], "approved"),
        ([entry("s", version="1.0")], "stale"),
        ([entry("s", hash="0" * 8), entry("s", hash=HASH[:8])], "approved"),  # the last word counts
        ([entry("s", hash=HASH[:8]), entry("b", hash="0" * 8)], "stale"),  # everybody's
    ],
)
def test_approved_is_what_everybody_approved_last(approvals: list[dict[str, Any]], state: str) -> None:
    assert facts_of(plan_with(approvals)).approval == state


@pytest.mark.parametrize(
    ("alignment", "state"),
    [
        ([{"person": "s", "status": "concern"}], "for_approval"),
        ([], "for_approval"),
        ([{"person": "s", "status": "confirmed"}], "approved"),
    ],
)
def test_no_plan_is_approved_over_the_sponsors_doubts(alignment: list[dict[str, Any]], state: str) -> None:
    assert facts_of(plan_with([entry("b", hash=HASH[:8])], alignment)).approval == state


def test_a_draft_is_a_draft() -> None:
    assert facts_of(plan_with([entry("s", hash=HASH[:8])]), draft=True).approval == "draft"


def test_an_approval_tells_what_it_was_of() -> None:
    old, new = facts_of(
        plan_with(
            [
                {"by": "s", "date": "2027-01-08", "hash": HASH, "method": "signature"},
                {"by": "s", "date": "2027-01-05", "version": "1.0", "hash": "ABCDEF0123"},
            ]
        )
    ).approvals
    assert (old.hash, old.version, old.holds, old.latest) == ("abcdef01", "1.0", False, False)
    assert (new.name, new.role, new.hash, new.holds, new.latest) == ("Sol Sponsor", "CFO", HASH[:8], True, True)
