"""`plandocs recover`: how a late go-live could be won back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from plandocs.cli.console import Console
from plandocs.cli.options import DAY, as_of_option, json_option, plan_argument


@click.command(
    "recover",
    short_help="Try what would win back a late go-live.",
    epilog="""
\b
Examples:
  plandocs recover plan.yaml --as-of 2027-01-29
  plandocs recover plan.yaml --as-of 2027-01-29 --goal 2027-03-01
  plandocs recover plan.yaml --json
""",
)
@plan_argument
@as_of_option("Count with the progress known on this day; the day of the last report when left out.")
@click.option("--goal", type=DAY, metavar="DATE", help="The go-live to win back; the agreed one when left out.")
@json_option
@click.pass_obj
def command(console: Console, plan: Path, as_of: date | None, goal: date | None, as_json: bool) -> int:
    """Try on the model of PLAN what would win back a late go-live: each way alone, then sensible combinations.

    \b
    The ways, after the five compressions of a delayed project:
      spend the buffer          it is there for that; the next lost day moves the go-live
      add a second person       a task takes two thirds of its time
      overlap two tasks         the later one begins while the last half of the shorter one still runs
      decide faster             decisions of sponsor, legal and procurement take half their time
      finish after go-live      work that only the go-live waits for, and nobody needs on that day
      move scope to later       an item counts as an even share of each task that delivers it

    Combinations are listed in the order of what they ask of people. When none suffices, the earliest go-live that all
    ways together reach is told. Nothing is written.
    """
    from plandocs import api
    from plandocs.cli.recover_page import as_dict, show_recovery
    from plandocs.errors import EXIT_DONE

    loaded, found = api.recover(plan, as_of=as_of, goal=goal)
    if as_json:
        console.json(as_dict(loaded.plan, found))
    else:
        show_recovery(console, loaded.plan, found)
    return EXIT_DONE
