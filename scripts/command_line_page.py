"""The command line, made from the help texts of its commands."""

from __future__ import annotations

import click

from plandocs.cli.group import cli

INTRODUCTION = """\
# The command line

Results go to stdout, messages to stderr. Exit codes: 0 done; 1 the plan has errors, or a gate refused; 2 wrong usage;
3 a file could not be read or written, or was left alone: somebody had edited it, or it is of the other audience.
`NO_COLOR` is honoured.

Made by `scripts/make_docs.py` from the commands in `src/plandocs/cli/commands`: change the words there.
"""


def page() -> str:
    """Return the page: the help of every command."""
    parts = [INTRODUCTION]
    context = click.Context(cli, info_name="plandocs", max_content_width=100, terminal_width=100)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        parts += _described(command, name, context)
    return "\n".join(parts)


def _described(command: click.Command, name: str, parent: click.Context) -> list[str]:
    """Return the help of a command, and of those in it."""
    inner = click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
    parts = [f"## {inner.command_path}", "", "```text", command.get_help(inner), "```", ""]
    for further in command.list_commands(inner) if isinstance(command, click.Group) else ():
        found = command.get_command(inner, further)
        assert found is not None
        parts += _described(found, further, inner)
    return parts
