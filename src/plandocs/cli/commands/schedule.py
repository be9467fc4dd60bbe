"""`plandocs schedule`: the computed dates, levelled when asked, and why a task lies where it does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from plandocs.cli.console import Console
from plandocs.cli.options import as_of_option, json_option, plan_argument

QUICK, BEST = "quick", "best"


class LevelCommand(click.Command):
    """A command whose `--level` may stand alone, also in front of the plan: only the word `best` belongs to it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give a lone `--level` its value, and join `--level best`."""
        given = list(args)
        if "--level" in given:
            at = given.index("--level")
            is_best = given[at + 1 : at + 2] == [BEST]
            given[at : at + 1 + is_best] = [f"--level={BEST if is_best else QUICK}"]
        return super().parse_args(ctx, given)


@click.command(
    "schedule",
    cls=LevelCommand,
    short_help="Compute dates, float and the critical path.",
    epilog="""
\b
Examples:
  plandocs schedule plan.yaml
  plandocs schedule plan.yaml --as-of 2027-01-29
  plandocs schedule plan.yaml --why T15
  plandocs schedule plan.yaml --level best --json
  plandocs schedule plan.yaml --level --capacity
""",
)
@plan_argument
@json_option
@as_of_option("Forecast with the progress known on this day. The agreed schedule when left out.")
@click.option("--why", metavar="TASK", help="Tell what fixes the dates of one task, back to the start.")
@click.option(
    "--level",
    type=click.Choice([QUICK, BEST]),
    metavar="[best]",
    help="Let work wait until its people are free; with the word best, look longer for the earliest finish.",
)
@click.option("--capacity", is_flag=True, help="Tell the hours asked of each person by week, of those they have.")
@click.pass_obj
def command(
    console: Console,
    plan: Path,
    as_json: bool,
    as_of: date | None,
    why: str | None,
    level: str | None,
    capacity: bool,
) -> int:
    """Compute the dates of PLAN: early and late dates, float, the critical path and the go-live.

    When a target go-live is missed, it says by how much, the latest kickoff that would keep it, and which tasks are
    worth cutting. PLAN must be sound in itself; planning rules do not stop this command.
    """
    from plandocs import api
    from plandocs.cli.schedule_page import show_capacity, show_explanation, show_schedule
    from plandocs.errors import EXIT_DONE, UsageError

    if why is not None and level is None:
        show_explanation(console, api.explain(plan, why, as_of=as_of), as_json=as_json)
        return EXIT_DONE
    loaded, schedule = (
        api.schedule(plan, as_of=as_of) if level is None else api.levelled(plan, as_of=as_of, best=level == BEST)
    )
    if why is not None:
        from plandocs.schedule.why import explain

        if why not in schedule.by_id:
            raise UsageError(api.no_such_task(why, schedule))
        show_explanation(console, explain(schedule, why), as_json=as_json)
        return EXIT_DONE
    if capacity:
        show_capacity(console, loaded.plan, api.capacity(loaded, schedule), as_json=as_json)
        return EXIT_DONE
    console.problems(schedule.problems)
    missed = None if level else api.missed_target(loaded, schedule)
    show_schedule(console, loaded.plan, schedule, missed, api.comparison(loaded, schedule), as_json=as_json)
    return EXIT_DONE
