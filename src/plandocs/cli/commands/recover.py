"""`plandocs recover`: how a late go-live could be won back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from plandocs.cli.console import Console
from plandocs.cli.options import DAY, as_of_option, json_option, plan_argument


@click.command(
    "recover",
    short_help="Try what would win back a late go-live.",
    epilog="""
\b
Examples:
  plandocs recover plan.yaml --as-of 2027-01-29
  plandocs recover plan.yaml --as-of 2027-01-29 --goal 2027-03-01
  plandocs recover plan.yaml --json
  plandocs recover plan.yaml --as-of 2027-01-29 --apply 1 --dry-run
""",
)
@plan_argument
@as_of_option("Count with the progress known on this day; the day of the last report when left out.")
@click.option(
    "--goal",
    type=DAY,
    metavar="DATE",
    help="The go-live to win back; that of the newest baseline, else the agreed one, when left out.",
)
@click.option("--apply", "number", type=click.IntRange(min=1), metavar="N", help="Write proposal N into PLAN.")
@click.option("--dry-run", is_flag=True, help="Show what --apply would write, and write nothing.")
@json_option
@click.pass_obj
def command(
    console: Console,
    plan: Path,
    as_of: date | None,
    goal: date | None,
    number: int | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Try on the model of PLAN what would win back a late go-live: each way alone, then sensible combinations.

    \b
    The ways, after the five compressions of a delayed project:
      spend the buffer          it is there for that; the next lost day moves the go-live
      add a second person       a task takes two thirds of its time
      overlap two tasks         the later one begins while the last half of the shorter one still runs
      decide faster             decisions of sponsor, legal and procurement take half their time
      finish after go-live      work that only the go-live waits for, and nobody needs on that day
      move scope to later       an item counts as an even share of each task that delivers it

    Combinations are listed in the order of what they ask of people. When none suffices, the earliest go-live that all
    ways together reach is told. It is said in the plan's language.

    Without --apply nothing is written. With it the plan file is changed, each change is shown, and comments and all
    else stay: shorter work as what remains of it, spent buffers as 0d, other links, scope on the list for later phases.
    Where that changes agreed dates, freeze them first with 'plandocs baseline', so that delays stay measured against
    them.
    """
    from plandocs import api
    from plandocs.cli.change_page import show_changes, show_written, words_of
    from plandocs.cli.recover_page import as_dict, show_recovery
    from plandocs.cli.recover_words import RecoveryWords
    from plandocs.errors import EXIT_DONE

    if dry_run and number is None:
        raise click.UsageError("--dry-run belongs to --apply")
    loaded, found = api.recover(plan, as_of=as_of, goal=goal)
    words = words_of(loaded.plan)
    said = RecoveryWords(loaded.plan, words)
    command = "" if number is not None else f"plandocs recover {plan} --as-of {found.as_of} --apply 1"
    if not as_json:
        show_recovery(console, said, found, command=command)
    changes = None
    if number is not None:
        from plandocs.baseline.shelf import baselines_of
        from plandocs.syncing.recovery import recovered
        from plandocs.syncing.written import write

        changes = recovered(plan, found, number, has_baseline=bool(baselines_of(plan)))
        if not as_json:
            show_changes(console, changes)
        console.problems(changes.problems)
        if not dry_run:
            write(changes)
        if not as_json:
            show_written(console, changes, words, dry_run=dry_run)
    if as_json:
        applied = None if changes is None or dry_run else changes.number
        console.json(as_dict(loaded.plan.project.id, said, found, changes, applied=applied))
    return EXIT_DONE
