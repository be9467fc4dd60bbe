"""Change lands with people: touchpoints from before the kickoff, processes that are kept, impacts that are answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from plandocs.rules.case import Case, joined
from plandocs.rules.registry import Finding, rule

_REVIEW_AGE = timedelta(days=180)
_TOP_IMPACTS = 3


@rule("S88", "communication-before-kickoff", "people who first hear of it at the kickoff resist", severity="error")
def communication_before_kickoff(case: Case) -> Iterator[Finding]:
    """The first dated touchpoint is not after the kickoff."""
    kickoff = case.kickoff
    dated = [(c.starts, i) for i, c in enumerate(case.plan.communications) if c.starts is not None]
    undated = any(c.starts is None for c in case.plan.communications)
    if kickoff is None or not dated:
        return
    first, i = min(dated)
    if first > kickoff and not undated:
        message = f"communication starts on {first}, after the kickoff on {kickoff}"
        yield Finding(message, ("communications", i, "starts"), f"give one entry 'starts:' with a day before {kickoff}")


@rule("S88", "communication-plan", "people who first hear of it at the kickoff resist", severity="warning", lite="off")
def communication_plan(case: Case) -> Iterator[Finding]:
    """There is a communication plan, and something of it comes before the kickoff."""
    entries, kickoff = case.plan.communications, case.kickoff
    if not entries:
        fix = "add 'communications:' with what is sent or held, for whom and how often; the first before the kickoff"
        yield Finding("the plan does not say who hears what, and when", (), fix)
    elif kickoff is not None and not any(c.starts is not None and c.starts < kickoff for c in entries):
        message = f"nobody hears anything before the kickoff on {kickoff}"
        fix = f"give one entry, such as a welcome e-mail, 'starts:' with a day before {kickoff}"
        yield Finding(message, ("communications",), fix, on_key=True)


@rule("S83", "process-section", "without it, everybody works by rules of their own", severity="warning", lite="off")
def process_section(case: Case) -> Iterator[Finding]:
    """The plan says how we work."""
    if not case.plan.processes:
        fix = "add 'processes:', such as how changes, issues and support are handled, each with an owner"
        yield Finding("the plan does not say how the two sides work together", (), fix)


@rule("S84", "change-impact-section", "a change nobody prepared for is refused", severity="warning", lite="off")
def change_impact_section(case: Case) -> Iterator[Finding]:
    """The plan says whom the change touches."""
    if not case.plan.change_impacts:
        fix = "add 'change_impacts:' with each group of people that is touched, and what changes for them"
        yield Finding("the plan does not say whose work changes, and how", (), fix)


@rule("S86", "impact-action", "people whom nobody helps go back to the old way", severity="warning")
def impact_action(case: Case) -> Iterator[Finding]:
    """The three largest impacts have an action, an owner and a date."""
    ranked = sorted(enumerate(case.plan.change_impacts), key=lambda e: (-e[1].value * e[1].people, e[0]))
    for i, impact in ranked[:_TOP_IMPACTS]:
        wanted: list[tuple[object, str, str]] = [
            (impact.action, "what is done about it", "'action:' with what helps them"),
            (impact.owner, "who does it", "'owner:' with a person's id"),
            (impact.due, "by when", "'due:' with a day"),
        ]
        missing = [(what, key) for value, what, key in wanted if not value]
        if missing:
            told = joined([what for what, _ in missing])
            message = f"the impact on '{impact.group}' is one of the largest, and nobody says {told}"
            yield Finding(message, ("change_impacts", i), f"add {joined([key for _, key in missing])}")


@rule(
    "S85", "impact-both-sides", "those who support a change are touched by it too", severity="warning", standard="off"
)
def impact_both_sides(case: Case) -> Iterator[Finding]:
    """Change impacts are named for the customer's people and for the vendor's teams."""
    sides = {impact.side for impact in case.plan.change_impacts}
    for side, who in (("customer", "the customer's people"), ("vendor", "the vendor's teams")):
        if sides and side not in sides:
            message = f"no change impact is about {who}"
            fix = f"add what changes for them, with 'side: {side}'"
            yield Finding(message, ("change_impacts",), fix, on_key=True)


@rule("S92", "process-kept", "a process that nobody keeps is not followed", severity="warning")
def process_kept(case: Case) -> Iterator[Finding]:
    """A process has an owner and a version."""
    for i, process in enumerate(case.plan.processes):
        if not process.owner:
            message = f"nobody is named who keeps the process '{process.name}'"
            yield Finding(message, ("processes", i), "add 'owner:' with a person's id")
        if not process.version:
            message = f"the process '{process.name}' has no version, so nobody knows which one holds"
            yield Finding(message, ("processes", i), "add 'version:', such as \"1.0\"")


@rule("S93", "process-review", "an old process describes another company", severity="warning")
def process_review(case: Case) -> Iterator[Finding]:
    """A process was looked at within the last 180 days."""
    for i, process in enumerate(case.plan.processes):
        if process.last_review is None or case.as_of is None:
            continue
        if case.as_of - process.last_review > _REVIEW_AGE:
            days = (case.as_of - process.last_review).days
            message = f"the process '{process.name}' was last looked at {days} days ago"
            fix = "read it again, and set 'last_review:' to the day on which you did"
            yield Finding(message, ("processes", i, "last_review"), fix)
