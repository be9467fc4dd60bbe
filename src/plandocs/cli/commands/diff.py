"""`plandocs diff`: what differs between two versions of a plan."""

from __future__ import annotations

import click

from plandocs.cli.console import Console
from plandocs.cli.options import json_option


@click.command(
    "diff",
    short_help="Tell what moved and changed between two versions.",
    epilog="""
\b
Examples:
  plandocs diff v1.0 plan.yaml
  plandocs diff plan.baselines/v1.0.json plan.baselines/v1.1.json
  plandocs diff monday.yaml friday.yaml --json
""",
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@json_option
@click.pass_obj
def command(console: Console, old: str, new: str, as_json: bool) -> int:
    """Tell what differs between OLD and NEW: the go-live, milestones and tasks in days, then scope and the rest.

    OLD and NEW are plan files, baseline files, or the name of a baseline of the other's plan. Days are working days of
    the old version's calendar. Dates are the agreed ones: progress is what `schedule --as-of` and the status tell. Both
    must be sound in themselves; planning rules do not stop this command.
    """
    from plandocs import baselining
    from plandocs.errors import EXIT_DONE

    made, problems = baselining.compare(old, new)
    console.problems(problems)
    if as_json:
        from plandocs.baseline.difference.to_json import difference_as_dict

        console.json(difference_as_dict(made))
    else:
        from plandocs.cli.diff_page import difference_lines

        console.result("\n".join(difference_lines(made, console.width, console.painter())))
    return EXIT_DONE
