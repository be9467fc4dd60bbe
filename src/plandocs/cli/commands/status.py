"""`plandocs status`: the weekly report alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from plandocs.cli.console import Console
from plandocs.cli.options import as_of_option, build_options, plan_argument, report_options, require_again


@click.command(
    "status",
    short_help="Make the weekly status page and mail alone.",
    epilog="""
\b
Examples:
  plandocs status plan.yaml --as-of 2027-01-29
  plandocs status plan.yaml --as-of today --audience internal -o internal
  plandocs status plan.yaml --as-of 2027-01-29 --slide
  plandocs status plan.yaml --as-of 2027-01-29 --baseline v1.0
  plandocs status plan.yaml --as-of 2027-01-22 --again -o sent
""",
)
@plan_argument
@as_of_option("Status date, or today. The plan's last report when left out.")
@click.option("--slide", is_flag=True, help="Make the same as one PowerPoint slide besides.")
@report_options
@build_options
@click.pass_obj
def command(console: Console, /, plan: Path, as_of: date | None, slide: bool, **options: Any) -> int:
    """Build the weekly status of PLAN: one page, and the same as an e-mail.

    Everything is computed from the dates and the progress in the plan; `reports` adds what a person wants said.

    Delays are measured against the baseline that was approved last, else made last, where one is frozen beside the
    plan, and the report says which; --baseline names another.

    With --as-of, what the report says is kept in the folder "PLAN.history" beside the plan, one file a date, with a
    copy of the plan: later reports tell what moved since, and --again makes an earlier one once more. The folder is
    yours, not the customer's: the copy holds the whole plan.
    """
    from plandocs.cli.building import build_documents

    require_again(as_of, options["baseline"], again=options["again"], history=options["history"])
    only = frozenset({"status", "slide"} if slide else {"status"})
    return build_documents(console, plan, only=only, as_of=as_of, **options)
