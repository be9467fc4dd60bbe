"""Risks that somebody works on, and issues that end."""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.rules.case import Case
from plandocs.rules.registry import Finding, rule

_POINTS = {"H": 3, "M": 2, "L": 1}
_MUST_ACT = 4


@rule("S58", "risk-mitigation", "a serious risk without an answer is a decision to fail", severity="warning")
def risk_mitigation(case: Case) -> Iterator[Finding]:
    """From a score of 4 of 9, a risk has a mitigation and an owner."""
    for i, risk in enumerate(case.plan.risks):
        score = _POINTS[risk.likelihood] * _POINTS[risk.impact]
        if score < _MUST_ACT or risk.status == "closed":
            continue
        for key, value in (("mitigation", risk.mitigation), ("owner", risk.owner)):
            if not value:
                message = f"risk '{risk.id}' scores {score} of 9 and has no {key}"
                yield Finding(message, ("risks", i), f"add '{key}:'")


@rule("S60", "issue-followed-up", "an issue without owner and date stays", severity="warning")
def issue_followed_up(case: Case) -> Iterator[Finding]:
    """An open issue has an owner and a target date; a closed one says how it was resolved."""
    for i, issue in enumerate(case.plan.issues):
        wanted = {"resolution": issue.resolution} if issue.status == "closed" else {}
        if issue.status != "closed":
            wanted = {"owner": issue.owner, "target": issue.target.isoformat() if issue.target else ""}
        for key, value in wanted.items():
            if not value:
                message = f"{'closed' if issue.status == 'closed' else 'open'} issue '{issue.id}' has no {key}"
                yield Finding(message, ("issues", i), f"add '{key}:'")
