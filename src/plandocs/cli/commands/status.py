"""`plandocs status`: the weekly report alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from plandocs.cli.console import Console
from plandocs.cli.options import as_of_option, build_options, plan_argument


@click.command(
    "status",
    short_help="Make the weekly status page and mail alone.",
    epilog="""
\b
Examples:
  plandocs status plan.yaml --as-of 2027-01-29
  plandocs status plan.yaml --as-of today --audience internal -o internal
  plandocs status plan.yaml --as-of 2027-01-29 --slide
  plandocs status plan.yaml --as-of 2027-01-22 --again -o sent
""",
)
@plan_argument
@as_of_option("Status date, or today. The plan's last report when left out.")
@click.option("--slide", is_flag=True, help="Make the same as one PowerPoint slide besides.")
@click.option(
    "--again",
    is_flag=True,
    help="Make the report of an earlier as-of date once more, from the plan as it was then, to the byte.",
)
@build_options
@click.pass_obj
def command(console: Console, /, plan: Path, as_of: date | None, slide: bool, again: bool, **options: Any) -> int:
    """Build the weekly status of PLAN: one page, and the same as an e-mail.

    Everything is computed from the dates and the progress in the plan; `reports` adds what a person wants said.

    With --as-of, what the report says is kept in the folder "PLAN.history" beside the plan, one file a date, with a
    copy of the plan: later reports tell what moved since, and --again makes an earlier one once more. The folder is
    yours, not the customer's: the copy holds the whole plan.
    """
    from plandocs.cli.building import build_documents

    if again and as_of is None:
        raise click.UsageError("--again makes an earlier report once more: say of which day with --as-of")
    if again and not options["history"]:
        raise click.UsageError("--again needs the history that --no-history leaves alone")
    only = frozenset({"status", "slide"} if slide else {"status"})
    return build_documents(console, plan, only=only, as_of=as_of, again=again, **options)
