"""`plandocs schema`: the plan file described for editors."""

from __future__ import annotations

import click

from plandocs.cli.console import Console
from plandocs.cli.options import json_option


@click.command(
    "schema",
    short_help="Print the JSON Schema of the plan file, for editors.",
    epilog="""
\b
Examples:
  plandocs schema > plandocs.schema.json
\b
With that file beside the plan, this first line makes an editor complete and explain keys:
  # yaml-language-server: $schema=plandocs.schema.json
""",
)
@json_option
@click.pass_obj
def command(console: Console, as_json: bool) -> int:
    """Print the JSON Schema of the plan file. It is JSON with or without --json."""
    from plandocs.errors import EXIT_DONE
    from plandocs.plan.schema import plan_schema

    console.json(plan_schema(), indented=True)
    return EXIT_DONE
