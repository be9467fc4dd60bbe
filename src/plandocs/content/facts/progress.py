"""Where the project stands at the as-of date: slip, delay class, buffers, status colour, burn-up.

Everything is derived from the agreed schedule, the forecast and the registers; a person's override is kept beside the
rule's own result, never in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from plandocs.content.facts.asks import Ask
from plandocs.content.facts.registers import ESCALATE_AFTER_HOURS, DependencyFact
from plandocs.content.facts.tasks import TaskFact, percent_done
from plandocs.plan.model import Plan
from plandocs.schedule.buffers import BufferUse, buffer_use, protecting_buffers
from plandocs.schedule.comparison import MODERATE_SLIP, DelayClass, delay_class, go_live_slip
from plandocs.schedule.premature import overtaken
from plandocs.schedule.result import Schedule

Rag = Literal["green", "amber", "red"]
BUFFER_LEAD = 20
"""Points by which buffer use may run ahead of critical-path progress. Source: RAG."""
OVERDUE_ACTION = 3
"""Working days a customer action may be overdue before the status turns. Source: RAG."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the status has its colour: a key for the wording and its values."""

    rag: Rag
    key: str
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class BurnUp:
    """Planned and done work in task-days at each report date and the weeks between; done is None in the future."""

    points: tuple[date, ...]
    planned: tuple[float, ...]
    done: tuple[float | None, ...]
    total: float


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What a go-live with a date set by hand does not wait for, although it has to.

    `name` is the work that ends last, empty where it is not shown; `finish` its last day; `days` the working days by
    which the go-live is too early.
    """

    name: str
    finish: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressFacts:
    """The state of the project. `slip` is in working days against the agreed go-live, positive when late.

    `overtaken` is set where the forecast go-live cannot be kept, because what comes before it ends later.
    """

    as_of: date
    agreed_go_live: date | None
    forecast_go_live: date | None
    slip: int
    delay: DelayClass
    overtaken: Overtaken | None
    percent: int
    planned_percent: int
    critical_percent: int
    buffers: tuple[BufferUse, ...]
    protecting: frozenset[str]
    """The ids of the buffers that protect the go-live: their days are the buffer that is spoken of."""
    reasons: tuple[Reason, ...]
    rag: Rag
    override: tuple[Rag, str] | None
    report_number: int
    report_count: int
    previous_as_of: date
    highlights: tuple[str, ...]
    notes: tuple[str, ...]
    burn_up: BurnUp

    @property
    def shown_rag(self) -> Rag:
        """The colour that is printed: a person's override where there is one."""
        return self.override[0] if self.override else self.rag

    @property
    def buffer_size(self) -> int | float:
        """Days of buffer before the go-live that are still open, before use."""
        return sum(buffer.size for buffer in self.buffers if buffer.id in self.protecting)

    @property
    def buffer_left(self) -> int | float:
        """Days of open buffer before the go-live that are left."""
        return sum(buffer.left for buffer in self.buffers if buffer.id in self.protecting)


def progress_facts(
    plan: Plan,
    rows: tuple[TaskFact, ...],
    dependencies: tuple[DependencyFact, ...],
    asks: tuple[Ask, ...],
    agreed: Schedule,
    forecast: Schedule,
    as_of: date,
    *,
    earlier: Mapping[date, int] = MappingProxyType({}),
) -> ProgressFacts:
    """Return the state of the project at the as-of date. `earlier` are the numbers of kept reports before it by day."""
    slip = go_live_slip(agreed, forecast)
    buffers = buffer_use(agreed, forecast, as_of, [row.id for row in rows if row.is_buffer and row.state != "done"])
    protecting = frozenset(protecting_buffers(agreed, [row.id for row in rows if row.is_buffer]))
    critical = percent_done([row for row in rows if agreed.task(row.id).critical])
    counted = tuple(buffer for buffer in buffers if buffer.id in protecting)
    passed = _overtaken(plan, rows, forecast)
    reasons = _reasons(plan, dependencies, asks, slip, passed, counted, critical, forecast)
    number, count, previous = _report_place(plan, agreed, as_of, earlier)
    report = next((entry for entry in plan.reports if entry.as_of == as_of), None)
    override = (report.override.status, report.override.reason) if report and report.override else None
    return ProgressFacts(
        as_of=as_of,
        agreed_go_live=agreed.go_live,
        forecast_go_live=forecast.go_live,
        slip=slip,
        delay=delay_class(slip),
        overtaken=passed,
        percent=percent_done(rows),
        planned_percent=_planned_percent(rows, agreed, as_of),
        critical_percent=critical,
        buffers=buffers,
        protecting=protecting,
        reasons=reasons,
        rag=max((reason.rag for reason in reasons), key=("green", "amber", "red").index, default="green"),
        override=override,
        report_number=number,
        report_count=count,
        previous_as_of=previous,
        highlights=tuple(report.highlights) if report else (),
        notes=tuple(report.notes) if report else (),
        burn_up=_burn_up(rows, agreed, as_of),
    )


def _reasons(
    plan: Plan,
    dependencies: tuple[DependencyFact, ...],
    asks: tuple[Ask, ...],
    slip: int,
    passed: Overtaken | None,
    buffers: tuple[BufferUse, ...],
    critical_percent: int,
    forecast: Schedule,
) -> tuple[Reason, ...]:
    """Return every reason for a colour other than green, worst first. Source: RAG."""
    found: list[Reason] = []
    if passed is not None:
        colour: Rag = "red" if max(slip, 0) + passed.days > MODERATE_SLIP else "amber"
        found.append(Reason(colour, "overtaken", (("what", passed.name), ("finish", passed.finish))))
    if slip > MODERATE_SLIP:
        found.append(Reason("red", "slip", (("days", slip),)))
    elif slip > 0:
        found.append(Reason("amber", "slip", (("days", slip),)))
    if _sponsor_unconfirmed(plan):
        found.append(Reason("red", "sponsor"))
    contract = plan.project.contract_deadline
    if contract and forecast.go_live and forecast.go_live > contract and not _approved_extension(plan):
        found.append(Reason("red", "contract", (("contract", contract), ("go_live", forecast.go_live))))
    size = sum(buffer.size for buffer in buffers)
    used = int(100 * sum(buffer.used for buffer in buffers) // size) if size else 0
    if used > critical_percent + BUFFER_LEAD:
        found.append(Reason("amber", "buffer", (("used", used), ("done", critical_percent))))
    blocked = [entry for entry in dependencies if entry.blocked_hours > ESCALATE_AFTER_HOURS]
    if blocked:
        found.append(Reason("amber", "blocked", (("count", len(blocked)), ("what", blocked[0].what))))
    waiting = (ask for ask in asks if ask.is_the_customers and not ask.done)
    late = [ask for ask in waiting if ask.overdue_days > OVERDUE_ACTION]
    if late:
        found.append(Reason("amber", "overdue", (("count", len(late)), ("what", late[0].what))))
    return tuple(sorted(found, key=lambda reason: reason.rag != "red"))


def _overtaken(plan: Plan, rows: tuple[TaskFact, ...], forecast: Schedule) -> Overtaken | None:
    """Return what the go-live has to wait for and does not; shown work before other work."""
    if forecast.go_live_task is None:
        return None
    late = overtaken(plan, forecast, forecast.go_live_task)
    if not late:
        return None
    names = {row.id: row.name for row in rows}
    first = next((task for task in late if task.id in names), late[0])
    begins = forecast.task(forecast.go_live_task).start
    days = forecast.working_days_between(begins, forecast.add_working_days(late[0].finish, 1))
    return Overtaken(names.get(first.id, ""), first.finish, days)


def _sponsor_unconfirmed(plan: Plan) -> bool:
    """Whether an alignment record is kept and the sponsor has not confirmed in it. Source: S36."""
    sponsors = set(plan.with_role("sponsor"))
    if not plan.alignment or not sponsors:
        return False
    return not any(entry.person in sponsors and entry.status == "confirmed" for entry in plan.alignment)


def _approved_extension(plan: Plan) -> bool:
    return any(change.status == "approved" and (change.impact_days or 0) > 0 for change in plan.changes)


def _planned_percent(rows: tuple[TaskFact, ...], agreed: Schedule, as_of: date) -> int:
    """Return the share of work that the agreed plan has done by the end of the as-of date."""
    work = [row for row in rows if not row.is_buffer and not row.is_milestone]
    total = sum(row.duration_days for row in work)
    return int(100 * _planned_by(work, agreed, [as_of])[0] / total) if total else 0


def _planned_by(work: list[TaskFact], agreed: Schedule, days: Iterable[date]) -> list[float]:
    """Return the task-days that the agreed plan has done by the end of each day; work under way counts by its days."""
    before = agreed.days.before
    spans = [
        (row.duration_days, before(row.agreed_start.toordinal()), before(row.agreed_finish.toordinal() + 1))
        for row in work
    ]
    done = []
    for day in days:
        by_now = before(day.toordinal() + 1)
        done.append(
            sum(
                size * (min(last, by_now) - first) / (last - first)
                for size, first, last in spans
                if first < last and first < by_now
            )
        )
    return done


def _report_place(plan: Plan, agreed: Schedule, as_of: date, earlier: Mapping[date, int]) -> tuple[int, int, date]:
    """Return the report's number, how many there will be, and the date the last one spoke of.

    The number goes on from the last report that was kept, or counts those that the plan lists; where nothing is known
    of earlier ones, reports are weekly from the kickoff.
    """
    listed = sorted({report.as_of for report in plan.reports if report.as_of < as_of})
    weeks = max(1, -(-((agreed.finish - agreed.start).days + 1) // 7))
    if earlier:
        last = max(earlier)
        number = earlier[last] + sum(day > last for day in listed) + 1
    else:
        number = len(listed) + 1 if listed else max(1, (as_of - agreed.start).days // 7 + 1)
    previous = max([*earlier, *listed], default=as_of - timedelta(days=7))
    return (number, max(weeks, number), previous)


def _burn_up(rows: tuple[TaskFact, ...], agreed: Schedule, as_of: date) -> BurnUp:
    work = [row for row in rows if not row.is_buffer and not row.is_milestone]
    friday = agreed.start + timedelta(days=(4 - agreed.start.weekday()) % 7)
    points = [friday]
    while points[-1] < agreed.finish:
        points.append(points[-1] + timedelta(weeks=1))
    if agreed.start <= as_of <= points[-1] and as_of not in points:
        points = sorted([*points, as_of])
    planned = tuple(_planned_by(work, agreed, points))
    done = tuple(None if day > as_of else _done_by(work, agreed, day, as_of) for day in points)
    return BurnUp(tuple(points), planned, done, float(sum(row.duration_days for row in work)))


def _done_by(work: list[TaskFact], agreed: Schedule, day: date, as_of: date) -> float:
    """Return the task-days done by the end of a day; work under way then counts by its days, as planned work does."""
    return sum(row.duration_days * _share_done(row, agreed, day, as_of) for row in work)


def _share_done(row: TaskFact, agreed: Schedule, day: date, as_of: date) -> float:
    if row.finished is not None and row.finished <= day:
        return 1.0
    share = row.percent / 100
    if day == as_of or row.started is None or not share:
        return share if day == as_of else 0.0
    whole = agreed.days.count(row.started, row.finished or as_of)
    return share * agreed.days.count(row.started, day) / whole if whole and row.started <= day else 0.0
