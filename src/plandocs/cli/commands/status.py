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
""",
)
@plan_argument
@as_of_option("Status date, or today. The plan's last report when left out.")
@build_options
@click.pass_obj
def command(console: Console, /, plan: Path, as_of: date | None, **options: Any) -> int:
    """Build the weekly status of PLAN: one page, and the same as an e-mail.

    Everything is computed from the dates and the progress in the plan; `reports` adds what a person wants said.
    """
    from plandocs.cli.building import build_documents

    return build_documents(console, plan, only=frozenset({"status"}), as_of=as_of, **options)
