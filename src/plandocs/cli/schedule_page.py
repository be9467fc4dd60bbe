"""What `plandocs schedule` prints: the table with its bars, or why one task lies where it does; and both as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from plandocs.cli.console import Console

if TYPE_CHECKING:
    from plandocs.plan.model import Plan
    from plandocs.render.text.schedule_view import Note, ScheduleRow, ScheduleView
    from plandocs.schedule.result import Driver, Schedule, ScheduledTask
    from plandocs.schedule.target import TargetFit
    from plandocs.schedule.why import Explanation

_MOST_SAVINGS = 5


def show_schedule(console: Console, plan: Plan, schedule: Schedule, missed: TargetFit | None, *, as_json: bool) -> None:
    """Print a schedule. `missed` is how its target go-live is missed, None when it is kept or there is none."""
    if as_json:
        from plandocs.schedule.to_json import schedule_as_dict, target_as_dict

        made = schedule_as_dict(schedule)
        if missed is not None:
            made["target"] = target_as_dict(missed)
        console.json(made)
        return
    from plandocs.render.text.schedule_view import schedule_view

    console.result(schedule_view(_as_view(plan, schedule, missed), console.width, console.painter()))


def show_explanation(console: Console, explanation: Explanation, *, as_json: bool) -> None:
    """Print why a task lies where it does, the task first and the start of its chain last."""
    if as_json:
        from plandocs.schedule.to_json import explanation_as_dict

        console.json(explanation_as_dict(explanation))
        return
    from plandocs.schedule.why import sentences

    first, *rest, about_float = sentences(explanation, day=_day)
    paint = console.painter()
    console.result("\n".join([paint("strong", first), *(f"  {line}" for line in rest), "", about_float]))


def _as_view(plan: Plan, schedule: Schedule, missed: TargetFit | None) -> ScheduleView:
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
        notes=(*_about_target(missed), *_about_levelling(plan, schedule)),
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


def _about_target(missed: TargetFit | None) -> Iterator[Note]:
    """Yield what would keep a target go-live: an earlier kickoff, or shorter tasks on the way to it."""
    from plandocs.render.text.schedule_view import Note

    if missed is None:
        return
    latest = missed.latest_kickoff
    yield Note("Latest kickoff", (f"{_day(latest)} would keep the target" if latest else "none keeps the target",))
    yield Note("Drives go-live", missed.chain, " → ")
    if missed.savings:
        savings = missed.savings[:_MOST_SAVINGS]
        yield Note(
            "Worth cutting", tuple(f"{s.task} wins {s.days} {'day' if s.days == 1 else 'days'}" for s in savings)
        )


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
