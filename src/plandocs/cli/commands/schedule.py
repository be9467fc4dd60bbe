"""`plandocs schedule`: the computed dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plandocs.cli.console import Console
from plandocs.cli.options import as_of_option, json_option, plan_argument

if TYPE_CHECKING:
    from plandocs.plan.model import Plan
    from plandocs.render.text.schedule_view import ScheduleRow, ScheduleView
    from plandocs.schedule.result import Schedule, ScheduledTask


@click.command(
    "schedule",
    short_help="Compute dates, float and the critical path.",
    epilog="""
\b
Examples:
  plandocs schedule plan.yaml
  plandocs schedule plan.yaml --as-of 2027-01-29
  plandocs schedule plan.yaml --json
""",
)
@plan_argument
@json_option
@as_of_option("Forecast with the progress known on this day. The agreed schedule when left out.")
@click.pass_obj
def command(console: Console, plan: Path, as_json: bool, as_of: date | None) -> int:
    """Compute the dates of PLAN: early and late dates, float, the critical path and the go-live.

    PLAN must be sound in itself; planning rules do not stop this command.
    """
    from plandocs import api
    from plandocs.errors import EXIT_DONE
    from plandocs.render.text.schedule_view import schedule_view
    from plandocs.schedule.to_json import schedule_as_dict

    loaded, schedule = api.schedule(plan, as_of=as_of)
    console.problems(schedule.problems)
    if as_json:
        console.json(schedule_as_dict(schedule))
    else:
        console.result(schedule_view(_as_view(loaded.plan, schedule), console.width, console.painter()))
    return EXIT_DONE


def _as_view(plan: Plan, schedule: Schedule) -> ScheduleView:
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
