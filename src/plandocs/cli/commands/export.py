"""`plandocs export`: a plan for calendars and other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from plandocs.cli.console import Console
from plandocs.cli.options import as_of_option, json_option, plan_argument


@click.command(
    "export",
    short_help="Give a plan to calendars and other programs.",
    epilog="""
\b
Examples:
  plandocs export plan.yaml --to ics -o dates.ics
  plandocs export plan.yaml --to ics --as-of 2027-01-29 -o dates.ics
  plandocs export plan.yaml --to csv > tasks.csv
  plandocs export plan.yaml --to json --audience internal
  plandocs export plan.yaml --to mspdi --as-of 2027-01-29 -o project.xml
""",
)
@plan_argument
@click.option(
    "--to",
    type=click.Choice(["ics", "csv", "json", "mspdi"]),
    required=True,
    help="ics: dates for calendars. csv: a row for each task. json: everything, with computed dates. mspdi: XML for "
    "Microsoft Project.",
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write into this file, which is replaced. Without it, the export goes to stdout.",
)
@as_of_option("Forecast with the progress known on this day. Without it: the agreed dates.")
@click.option(
    "--audience",
    type=click.Choice(["customer", "internal"]),
    default="customer",
    show_default=True,
    help="internal adds what a customer may not see.",
)
@json_option
@click.pass_obj
def command(
    console: Console, /, plan: Path, to: str, out: Path | None, as_of: date | None, audience: str, as_json: bool
) -> int:
    """Export PLAN with its computed dates. Planning rules do not stop an export.

    \b
    ics   touchpoints, when to reach out for a dependency, when it is due and when to escalate, and milestones.
          A touchpoint has an hour where the plan gives one ("at"), else it lasts all day. Importing a later export
          moves the entries that are there. Nobody is invited by it.
    csv   tasks, buffers and milestones with agreed and current dates, one a row, in UTF-8
    json  the same, with phases, dependencies, risks, actions and touchpoints
    mspdi XML that Microsoft Project opens: phases and tasks at their dates, links, calendars, fixed dates, people and
          their work; with --as-of, progress and the agreed dates as its baseline. What Project cannot hold is told.

    With --json what is printed is an object: the export's format, and its file or its content.
    """
    from plandocs import api
    from plandocs.errors import EXIT_DONE

    made = api.exported(plan, to, as_of=as_of, audience=audience)
    data = made.data
    if out is not None:
        api.write_export(out, data)
    console.problems(made.problems)
    if as_json:
        console.json({"to": to, "file": str(out)} if out else {"to": to, "content": data.decode("utf-8")})
    elif out is not None:
        console.path(out)
    else:
        console.raw(data)
    return EXIT_DONE
