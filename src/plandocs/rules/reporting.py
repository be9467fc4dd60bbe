"""Reports that come every week, tell the delay as it is, and have a reason where a person overrules the rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from plandocs.rules.case import Case
from plandocs.rules.registry import Finding, rule
from plandocs.schedule.comparison import MINOR_SLIP, MODERATE_SLIP

_LONGEST_GAP = timedelta(days=10)
_CLOSE_WEEKS = range(1, 5)
_TWICE = 2


@rule("S54", "touchpoints", "silence in the first weeks is where projects drift", severity="warning", lite="off")
def touchpoints(case: Case) -> Iterator[Finding]:
    """Where touchpoints have days, there are two a week in weeks 1 to 4, as far as the plan is so long."""
    dated = [entry for entry in case.plan.communications if entry.days]
    if not dated or case.schedule is None:
        return
    weeks = (case.schedule.finish - case.schedule.start).days // 7 + 1
    for week in (week for week in _CLOSE_WEEKS if week <= weeks):
        count = sum(len(entry.days) for entry in dated if entry.every == 1 and _covers(entry.weeks, week))
        if count < _TWICE:
            told = "no touchpoint" if not count else "one touchpoint"
            message = f"week {week} has {told}; the first four weeks need two"
            yield Finding(message, ("communications",), "add a call or a mail with 'days:' and 'weeks: 1-4'")
            return


@rule("S55", "weekly-report", "a week without a report is a week of guesses", severity="warning")
def weekly_report(case: Case) -> Iterator[Finding]:
    """Reports follow each other within ten days."""
    for i, (earlier, later) in enumerate(pairwise(case.plan.reports), start=1):
        gap = later.as_of - earlier.as_of
        if gap > _LONGEST_GAP:
            message = f"{gap.days} days lie between the reports of {earlier.as_of} and {later.as_of}"
            yield Finding(message, ("reports", i, "as_of"), "report every week")


@rule("S65", "delay-moderate", "who hears late of a delay plans around nothing", severity="info")
def delay_moderate(case: Case) -> Iterator[Finding]:
    """A delay of 4 to 10 days at the last report is compressed, and its dates are told."""
    found = case.delay
    if found is not None and MINOR_SLIP < found.slip <= MODERATE_SLIP:
        message = f"the last report forecasts the go-live for {found.go_live}, {found.slip} working days late: moderate"
        fix = "see what 'plandocs recover' wins back, and tell everybody the revised dates"
        yield Finding(message, ("reports", found.report, "as_of"), fix)


@rule("S66", "delay-major", "a plan that is weeks late is no plan any more", severity="warning")
def delay_major(case: Case) -> Iterator[Finding]:
    """A delay of more than 10 days at the last report asks for a revised plan."""
    found = case.delay
    if found is not None and found.slip > MODERATE_SLIP:
        message = f"the last report forecasts the go-live for {found.go_live}, {found.slip} working days late: major"
        fix = "revise the plan with its cause, have the sponsor approve it, and freeze it with 'plandocs baseline'"
        yield Finding(message, ("reports", found.report, "as_of"), fix)


@rule("S66", "major-on-track", "a plan that is weeks late is not on track", severity="error")
def major_on_track(case: Case) -> Iterator[Finding]:
    """No report shows a major delay as on track."""
    override = case.plan.reports[-1].override if case.plan.reports else None
    if override is None or override.status != "green":
        return
    found = case.delay
    if found is not None and found.slip > MODERATE_SLIP:
        message = f"the last report is set to green, but the go-live is {found.slip} working days late"
        yield Finding(
            message, ("reports", found.report, "override", "status"), "set it to red, or leave the override out"
        )


@rule("S70", "override-reason", "a colour without a reason is a wish", severity="error")
def override_reason(case: Case) -> Iterator[Finding]:
    """A status that a person sets against the rule has a reason, which is printed."""
    for i, report in enumerate(case.plan.reports):
        if report.override is not None and not report.override.reason:
            message = f"the status of {report.as_of} is set by hand without a reason"
            yield Finding(message, ("reports", i, "override"), "add 'reason:', or leave the override out")


def _covers(weeks: str, week: int) -> bool:
    """Return whether a span of project weeks such as `1-4` or `5-` has a week; no span has them all."""
    first, dash, last = weeks.replace(" ", "").partition("-")
    if not first.isdigit():
        return not weeks
    return int(first) <= week <= (int(last) if last.isdigit() else 10_000 if dash else int(first))
