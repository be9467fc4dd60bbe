"""How the forecast moved from report to report, and what a report leaves to be remembered.

Trends are told from what earlier reports said, never from what today's plan would have made of those days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from plandocs.history.model import PastReport, ReportedBaseline, ReportedMilestone

if TYPE_CHECKING:
    from plandocs.content.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendFacts:
    """What changed since the report before. `moved` is the days the go-live's forecast went later, negative earlier.

    `last_forecasts` holds the forecast of the report before by milestone. `slips` holds, by milestone, the days later
    than agreed in each report from the first to this one, whose as-of dates are `points`; None where a report did not
    have it. `moved` is None where either report has no go-live.
    """

    last: PastReport
    moved: int | None
    last_forecasts: Mapping[str, date]
    points: tuple[date, ...]
    slips: Mapping[str, tuple[int | None, ...]]


def trend_facts(facts: Facts, history: Sequence[PastReport]) -> TrendFacts | None:
    """Return the trend up to the facts' as-of date; None where no earlier report of the project is known."""
    before = [report for report in history if report.as_of < facts.as_of and report.project == facts.code]
    if not before:
        return None
    last, now = before[-1], facts.progress.forecast_go_live
    moved = None
    if now is not None and last.go_live_forecast is not None:
        moved = facts.agreed.working_days_between(last.go_live_forecast, now)
    known = {report.as_of: {item.id: item for item in report.milestones} for report in before}
    slips = {
        row.id: (*(found[row.id].slip if row.id in found else None for found in known.values()), row.slip)
        for row in facts.milestones
    }
    return TrendFacts(
        last=last,
        moved=moved,
        last_forecasts={item.id: item.forecast for item in last.milestones},
        points=(*known, facts.as_of),
        slips=slips,
    )


def report_of(facts: Facts, plan_file: str) -> PastReport:
    """Return what a report at the facts' as-of date says. The facts are the customer's; `plan_file` is a SHA-256."""
    progress = facts.progress
    return PastReport(
        project=facts.code,
        as_of=facts.as_of,
        number=progress.report_number,
        version=facts.plan.project.version,
        plan_hash=facts.plan_hash[:8],
        status=progress.shown_rag,
        go_live_agreed=progress.agreed_go_live,
        go_live_forecast=progress.forecast_go_live,
        slip=progress.slip,
        delay=progress.delay,
        buffer_size=progress.buffer_size,
        buffer_left=progress.buffer_left,
        percent=progress.percent,
        planned_percent=progress.planned_percent,
        milestones=tuple(
            ReportedMilestone(
                id=row.id,
                name=row.name,
                agreed=row.agreed_finish,
                forecast=row.finish,
                slip=row.slip,
                done=row.state == "done",
            )
            for row in facts.milestones
        ),
        plan_file=plan_file,
        baseline=_baseline(facts),
    )


def _baseline(facts: Facts) -> ReportedBaseline | None:
    against = facts.against
    if against is None:
        return None
    return ReportedBaseline(name=against.name, dated=against.dated, plan_hash=against.plan_hash)
