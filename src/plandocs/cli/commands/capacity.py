"""`plandocs capacity`: who is asked for more hours than they have, week by week, and the ways out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from plandocs.cli.console import Console
from plandocs.cli.options import as_of_option, json_option, plan_argument


@click.command(
    "capacity",
    short_help="Compare hours asked with hours there are.",
    epilog="""
\b
Examples:
  plandocs capacity plan.yaml
  plandocs capacity plan.yaml --as-of 2027-01-29
  plandocs capacity plan.yaml --json
""",
)
@plan_argument
@as_of_option(
    "Count with the progress known on this day, and with the weeks from then on. The agreed plan when left out."
)
@json_option
@click.pass_obj
def command(console: Console, plan: Path, as_of: date | None, as_json: bool) -> int:
    """Compare, for each person in PLAN and week, the hours that tasks ask for with the hours there are.

    Hours asked are the `effort` of tasks, spread evenly over their working days. Hours there are come from
    `hours_per_week`, less other commitments, leave and days off.

    \b
    Where more is asked than there is, four ways out are computed by scheduling the plan anew:
      more time        tasks begin later or take longer until no week asks too much
      less scope       items are given up, the one that frees most hours first
      somebody else    the backup, or who has the same role, takes hours over; with their cost where the plan
                       knows an `hourly_rate`
      a decision       who decides, and by when

    Nothing is written.
    """
    from plandocs import api
    from plandocs.cli.capacity_page import as_dict, show_capacity_options
    from plandocs.errors import EXIT_DONE

    loaded, found = api.capacity_options(plan, as_of=as_of)
    if as_json:
        console.json(as_dict(loaded.plan, found))
    else:
        show_capacity_options(console, loaded.plan, found)
    return EXIT_DONE
