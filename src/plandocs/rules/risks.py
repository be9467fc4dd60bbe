"""Risks that somebody works on, and issues that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from plandocs.rules.case import Case, titled
from plandocs.rules.registry import Finding, rule

_POINTS = {"H": 3, "M": 2, "L": 1}
_MUST_ACT = 4
_MUST_WATCH = 6
_REVIEW_AGE = timedelta(days=14)


@rule("S58", "risk-mitigation", "a serious risk without an answer is a decision to fail", severity="warning")
def risk_mitigation(case: Case) -> Iterator[Finding]:
    """From a score of 4 of 9, a risk has a mitigation and an owner."""
    for i, risk in enumerate(case.plan.risks):
        score = _POINTS[risk.likelihood] * _POINTS[risk.impact]
        if score < _MUST_ACT or risk.status == "closed":
            continue
        wanted = (
            (risk.mitigation, "nobody says what is done about it", "add 'mitigation:' with what makes it less likely"),
            (risk.owner, "nobody is named who works on it", "add 'owner:' with a person's id"),
        )
        for value, what, fix in wanted:
            if not value:
                message = f"risk {titled(risk.id, risk.risk)} scores {score} of 9, and {what}"
                yield Finding(message, ("risks", i), fix)


@rule("S60", "issue-followed-up", "an issue without owner, day and resolution comes back", severity="warning")
def issue_followed_up(case: Case) -> Iterator[Finding]:
    """An open issue has an owner and a target date; a closed one says how it was resolved."""
    for i, issue in enumerate(case.plan.issues):
        is_closed = issue.status == "closed"
        wanted = (
            (is_closed, issue.resolution, "how it was resolved", "add 'resolution:' with what was done"),
            (not is_closed, issue.owner, "who resolves it", "add 'owner:' with a person's id"),
            (not is_closed, issue.target, "by when it is resolved", "add 'target:' with a day"),
        )
        for asked, value, what, fix in wanted:
            if asked and not value:
                named = titled(issue.id, issue.issue)
                message = f"issue {named} is {'closed' if is_closed else 'open'}, and nobody says {what}"
                yield Finding(message, ("issues", i), fix)


@rule("S59", "risk-reviewed", "a risk that nobody looks at grows", severity="warning", lite="off")
def risk_reviewed(case: Case) -> Iterator[Finding]:
    """From a score of 6 of 9, an open risk that is reviewed at all was looked at in the last 14 days."""
    for i, risk in enumerate(case.plan.risks):
        score = _POINTS[risk.likelihood] * _POINTS[risk.impact]
        if score < _MUST_WATCH or risk.status in ("closed", "mitigated"):
            continue
        if risk.last_review is None or case.as_of is None or case.as_of - risk.last_review <= _REVIEW_AGE:
            continue
        days = (case.as_of - risk.last_review).days
        message = f"risk {titled(risk.id, risk.risk)} scores {score} of 9, and was last looked at {days} days ago"
        yield Finding(message, ("risks", i, "last_review"), "look at it again, and set 'last_review:' to that day")


@rule("S60", "issue-overdue", "a date that passes in silence was no date", severity="warning")
def issue_overdue(case: Case) -> Iterator[Finding]:
    """An open issue has its target day still ahead."""
    for i, issue in enumerate(case.plan.issues):
        if issue.status == "closed" or issue.target is None or case.as_of is None or issue.target >= case.as_of:
            continue
        days = (case.as_of - issue.target).days
        since = f"{days} {'day' if days == 1 else 'days'} ago"
        message = f"issue {titled(issue.id, issue.issue)} should have been resolved on {issue.target}, {since}"
        yield Finding(message, ("issues", i, "target"), "escalate it, or agree on a new day")


@rule("S57", "risks-named", "a large project without risks has not looked for them", severity="warning", standard="off")
def risks_named(case: Case) -> Iterator[Finding]:
    """A large plan has a list of risks."""
    if not case.plan.risks:
        fix = "add 'risks:' with what may go wrong, how likely and how bad it is (H, M, L), and what is done by whom"
        yield Finding("the plan names no risk", (), fix)
