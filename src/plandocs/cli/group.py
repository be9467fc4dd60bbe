"""The group of commands. A command is one module in `commands`, found by its file name and imported when asked for."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import click

from plandocs import __version__
from plandocs.cli import commands
from plandocs.errors import did_you_mean

EXAMPLES = """
\b
Examples:
  plandocs new plan.yaml --customer "Three Otters Bakery"
  plandocs check plan.yaml
  plandocs schedule plan.yaml
  plandocs build plan.yaml -o out
  plandocs status plan.yaml --as-of 2027-01-29 -o out

\b
Exit codes:
  0 done · 1 the plan has errors · 2 wrong usage · 3 a file could not be read or written
"""


class CommandGroup(click.Group):
    """Commands by file name; each module holds one click command called `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, without importing any."""
        return sorted(module.name for module in iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; None when there is no file of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"{commands.__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of the arguments; a name that does not exist is answered with the nearest one."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-") and not ctx.resilient_parsing:
            hint = did_you_mean(name, self.list_commands(ctx))
            ctx.fail(f"there is no command '{name}'{'; ' + hint if hint else '.'}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=CommandGroup,
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="plandocs", message="%(prog)s %(version)s")
def cli() -> None:
    """One plan file in; a project plan, a kickoff deck, a workbook and the weekly status out."""
