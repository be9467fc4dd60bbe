"""Arguments and options that several commands share, and how their values are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from plandocs.errors import did_you_mean

DOCUMENTS = ("plan", "kickoff", "workbook", "status")
"""What is built when nothing is said."""
SIBLINGS = ("questionnaire", "charter", "raci", "approval", "processes", "page", "steering", "timeline", "slide")
"""What `--only` can ask for besides."""

Command = TypeVar("Command", bound=Callable[..., Any])


class DayType(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.4 only
    """A date as year-month-day, or `today`."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date; fails as wrong usage when it is none."""
        if isinstance(value, date):
            return value
        if value == "today":
            return date.today()
        try:
            if len(value) != len("2027-01-29"):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a date; write it as year-month-day, for example 2027-01-29", param, ctx)


class NamesType(click.ParamType):  # type: ignore[type-arg]
    """Names parted by commas, each from a fixed list."""

    name = "NAMES"

    def __init__(self, choices: tuple[str, ...]) -> None:
        self.choices = choices

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[str]:
        """Return the set of names; fails as wrong usage on one that is not in the list."""
        if isinstance(value, frozenset):
            return value
        names = [name.strip() for name in value.split(",") if name.strip()]
        for name in names:
            if name not in self.choices:
                hint = did_you_mean(name, self.choices)
                self.fail(f"'{name}' is none of {', '.join(self.choices)}{'; ' + hint if hint else ''}", param, ctx)
        if not names:
            self.fail(f"name at least one of {', '.join(self.choices)}", param, ctx)
        return frozenset(names)


DAY = DayType()


def plan_argument(function: Command) -> Command:
    """Add the plan file. Whether it can be read is found out by reading it: that is exit code 3, not 2."""
    return click.argument("plan", metavar="PLAN", type=click.Path(path_type=Path))(function)


def json_option(function: Command) -> Command:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")(function)


def as_of_option(text: str) -> Callable[[Command], Command]:
    """Return the option `--as-of` with a help text of its own."""
    return click.option("--as-of", type=DAY, metavar="DATE", help=text)


def report_options(function: Command) -> Command:
    """Add the options of what tells of the state at an as-of date: what it is held against, and making it again."""
    options = (
        click.option(
            "--baseline", metavar="NAME",
            help="The frozen baseline that delays are measured against, or none for the agreed plan as it is. The"
            " newest one beside the plan when left out.",
        ),
        click.option(
            "--again", is_flag=True,
            help="Make the report of an earlier as-of date once more, from the plan as it was then, to the byte.",
        ),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function


def require_again(as_of: date | None, baseline: str | None, *, again: bool, history: bool) -> None:
    """Refuse options that make no sense with `--again`: click's UsageError."""
    if again and as_of is None:
        raise click.UsageError("--again makes an earlier report once more: say of which day with --as-of")
    if again and not history:
        raise click.UsageError("--again needs the history that --no-history leaves alone")
    if again and baseline is not None:
        raise click.UsageError("--again measures against the baseline that the report had: leave out --baseline")


def build_options(function: Command) -> Command:
    """Add the options with which documents are built."""
    options = (
        click.option(
            "-o", "--out", type=click.Path(path_type=Path), default=Path(), metavar="DIR",
            help="Folder for the documents, made when it is missing. The current folder when left out.",
        ),
        click.option(
            "--brand", default="default", show_default=True, metavar="NAME-or-DIR",
            help="A brand that comes with plandocs, or the folder of your own.",
        ),
        click.option(
            "--audience", type=click.Choice(["customer", "internal"]), default="customer", show_default=True,
            help="internal adds what never goes into a customer's file. The files have the same names, so give it -o a "
            "folder of its own: one edition is not written over the other.",
        ),
        click.option("--draft", is_flag=True, help="Build although the plan breaks rules, and mark it as a draft."),
        click.option("--pdf", is_flag=True, help="Write a PDF beside each document (needs LibreOffice)."),
        click.option(
            "--force", is_flag=True, help="Replace documents that somebody has edited, or of the other audience."
        ),
        click.option(
            "--no-history", "history", flag_value=False, default=True, type=bool,
            help="Tell of no earlier report, and keep nothing of this one beside the plan.",
        ),
        json_option,
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function
