"""`plandocs brand`: begin a brand, check it and its templates, and look at it."""

from __future__ import annotations

import click

from plandocs.cli.commands.brand.check import check
from plandocs.cli.commands.brand.new import new
from plandocs.cli.commands.brand.preview import preview

EPILOG = """
\b
Examples:
  plandocs brand new Acme --from acme-deck.pptx
  plandocs brand check ./our-brand
  plandocs brand check ./our-brand --json
  plandocs brand preview ./our-brand --against default
"""


@click.group(
    "brand",
    short_help="Begin a brand, check it and its templates, look at it.",
    epilog=EPILOG,
)
def command() -> None:
    """A brand is a folder: brand.yaml with colors, fonts and logo, and Office templates of your own."""


command.add_command(check)
command.add_command(new)
command.add_command(preview)
