"""What `plandocs schedule` prints: the table with its bars, or why one task lies where it does; and both as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from plandocs.cli.console import Console

if TYPE_CHECKING:
    from plandocs.plan.model import Plan
    from plandocs.render.text.schedule_view import Note, ScheduleRow, ScheduleView
    from plandocs.schedule.capacity import PersonWeek
    from plandocs.schedule.comparison import Comparison
    from plandocs.schedule.result import Driver, Schedule, ScheduledTask
    from plandocs.schedule.target import TargetFit
    from plandocs.schedule.why import Explanation, Step

_MOST_SAVINGS = 5
_MOST_JOINS = 6


def show_schedule(
    console: Console,
    plan: Plan,
    schedule: Schedule,
    missed: TargetFit | None,
    comparison: Comparison | None,
    *,
    as_json: bool,
) -> None:
    """Print a schedule.

    `missed` is how its target go-live is missed, None when it is kept or there is none; `comparison` is what a forecast
    has moved.
    """
    if as_json:
        from plandocs.schedule.to_json import schedule_as_dict, target_as_dict

        made = schedule_as_dict(schedule, comparison)
        if missed is not None:
            made["target"] = target_as_dict(missed)
        console.json(made)
        return
    from plandocs.render.text.schedule_view import schedule_view

    notes = (
        *_about_slip(comparison),
        *_about_target(missed, under_way=comparison is not None),
        *_about_joins(schedule),
        *_about_levelling(plan, schedule),
    )
    console.result(schedule_view(_as_view(plan, schedule, notes), console.width, console.painter()))


def show_capacity(console: Console, plan: Plan, weeks: Sequence[PersonWeek], *, as_json: bool) -> None:
    """Print the hours asked of each person by week, against the hours they have."""
    if as_json:
        from plandocs.schedule.to_json import capacity_as_list

        console.json({"project": plan.project.id, "capacity": capacity_as_list(weeks)})
        return
    if not weeks:
        console.message("Nobody's hours are known: add 'effort: {kim: 30h}' to tasks and 'hours_per_week' to people.")
        return
    from plandocs.render.text.capacity_view import CapacityView, WeekCell, capacity_view

    first, last = min(week.monday for week in weeks), max(week.monday for week in weeks)
    mondays = tuple(first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1))
    rows: dict[str, list[WeekCell | None]] = {}
    for week in weeks:
        cells = rows.setdefault(week.person, [None] * len(mondays))
        cells[mondays.index(week.monday)] = WeekCell(week.demand, week.supply, week.is_short, week.is_leave)
    view = CapacityView(mondays, tuple((plan.people[key].name, tuple(cells)) for key, cells in rows.items()))
    console.result(capacity_view(view, console.width, console.painter()))


def show_explanation(console: Console, explanation: Explanation, *, as_json: bool) -> None:
    """Print why a task lies where it does, the task first and the start of its chain last."""
    from plandocs.content.formats import NBSP, Formats
    from plandocs.content.reasons import about_float, sentences, whole_reason
    from plandocs.content.wording import Words

    words = Words.of(Formats("en", ""))
    lines = [line.replace(NBSP, " ") for line in sentences(explanation, words)]
    if as_json:
        from plandocs.schedule.to_json import explanation_as_dict

        def plain(step: Step) -> str:
            return whole_reason(step, words).replace(NBSP, " ")

        console.json(explanation_as_dict(explanation, plain, about_float(explanation, words)))
        return
    first, *rest, last = lines
    paint = console.painter()
    console.result("\n".join([paint("strong", first), *(f"  {line}" for line in rest), "", last]))


def _as_view(plan: Plan, schedule: Schedule, notes: tuple[Note, ...]) -> ScheduleView:
    from plandocs.render.text.schedule_view import ScheduleView

    names = {phase.id: phase.name for phase in plan.phases}
    phases: dict[str, list[ScheduleRow]] = {}
    for task in schedule.tasks:
        phases.setdefault(names.get(task.phase or "", task.phase or ""), []).append(
            _as_row(task, forecast=schedule.as_of is not None)
        )
    target = plan.project.target_go_live
    working = schedule.day_count == "working"
    length = schedule.days.count(schedule.start, schedule.finish)
    return ScheduleView(
        title=plan.project.name,
        project_id=schedule.project_id,
        start=schedule.start,
        finish=schedule.finish,
        length_days=length if working else (schedule.finish - schedule.start).days + 1,
        day_word="working day" if working else "day",
        phases=tuple((name, tuple(rows)) for name, rows in phases.items()),
        go_live=schedule.go_live,
        go_live_task=schedule.go_live_task,
        target=target,
        target_slip=schedule.working_days_between(target, schedule.go_live) if target and schedule.go_live else 0,
        as_of=schedule.as_of,
        steps=schedule.critical_branches or tuple(((task_id,),) for task_id in schedule.critical_path),
        notes=notes,
    )


def _as_row(task: ScheduledTask, *, forecast: bool) -> ScheduleRow:
    """Return a task as a row; the agreed schedule says nothing of progress."""
    from plandocs.render.text.schedule_view import ScheduleRow

    return ScheduleRow(
        id=task.id,
        name=task.name,
        kind="milestone" if task.is_milestone else "buffer" if task.is_buffer else "task",
        start=task.start,
        finish=task.finish,
        days=task.duration_days,
        float_days=task.total_float,
        critical=task.critical,
        done=None if not forecast else 100 if task.finished else task.progress,
    )


def _about_slip(comparison: Comparison | None) -> Iterator[Note]:
    """Yield by how much the go-live has slipped, and how much of each buffer ahead is used."""
    from plandocs.render.text.schedule_view import Note

    if comparison is None:
        return
    agreed = comparison.agreed
    what = "go-live" if agreed.go_live else "finish"
    agreed_day = _day(agreed.go_live or agreed.finish)
    slip = comparison.slip
    said = f"{_days(abs(slip))} {'late' if slip > 0 else 'early'}" if slip else "on time"
    pieces = (f"{said}, {comparison.delay} delay" if slip > 0 else said, f"agreed {what} {agreed_day}")
    yield Note("Slip", pieces, "; ")
    for state in comparison.buffers:
        use = state.use
        text = f"{use.id} {use.used} of {_days(use.size)} used, {state.chain_percent}% of the chain before it done"
        yield Note("Buffer", (text,))


def _about_joins(schedule: Schedule) -> Iterator[Note]:
    """Yield where a chain with little float runs into critical work without a feeding buffer."""
    from plandocs.render.text.schedule_view import Note
    from plandocs.schedule.to_json import NEAR_CRITICAL_DAYS

    open_joins = [join for join in schedule.joins if not join.is_buffered and join.total_float <= NEAR_CRITICAL_DAYS]
    if open_joins:
        pieces = tuple(f"{join.task} into {join.into} ({_days(join.total_float)} of float)" for join in open_joins)
        yield Note("Unbuffered joins", pieces[:_MOST_JOINS])


def _days(count: int | float) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _about_target(missed: TargetFit | None, *, under_way: bool) -> Iterator[Note]:
    """Yield what would keep a target go-live: an earlier kickoff while there is time for one, or shorter tasks."""
    from plandocs.render.text.schedule_view import Note

    if missed is None:
        return
    latest = missed.latest_kickoff
    if not under_way:
        yield Note("Latest kickoff", (f"{_day(latest)} would keep the target" if latest else "none keeps the target",))
    yield Note("Drives go-live", missed.chain, " → ")
    if missed.savings:
        savings = missed.savings[:_MOST_SAVINGS]
        yield Note("Worth cutting", tuple(f"{saving.task} wins {_days(saving.days)}" for saving in savings))


def _about_levelling(plan: Plan, schedule: Schedule) -> Iterator[Note]:
    """Yield how good a levelled schedule is, how many tasks moved, and for whom those wait that no link holds."""
    from plandocs.render.text.schedule_view import Note

    made = schedule.levelling
    if made is not None:
        length, bound = _in_days(made.length_days), _in_days(made.bound_days)
        against = () if made.proved_optimal else (f"{length} against {bound} at least",)
        yield Note("Shortest", (made.verdict, *against))
    moved = [task for task in schedule.tasks if task.levelled_by]
    if not moved:
        return
    before = max(task.early_finish for task in schedule.tasks)
    yield Note("Levelled", (f"{len(moved)} of {len(schedule.tasks)} moved", f"finish without it {_day(before)}"))
    waits = tuple(
        f"{task.id} for {_waited_for(plan, driver)}"
        for task in moved
        for driver in task.drivers[:1]
        if driver.kind == "person"
    )
    if waits:
        yield Note("Waiting", waits)


def _in_days(days: int | float) -> str:
    return f"{days:g} {'day' if days == 1 else 'days'}"


def _waited_for(plan: Plan, driver: Driver) -> str:
    person = plan.people.get(driver.name)
    name = person.name if person else driver.name
    if driver.by:
        return f"{name} (on {driver.by})"
    return f"{name} (away until {_day(driver.on)})" if driver.on else name


def _day(day: date) -> str:
    from plandocs.content.formats import NBSP, Formats

    return Formats("en", "").day(day).replace(NBSP, " ")
