"""`plandocs pull`: bars that somebody dragged in a deck, back into the plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plandocs.cli.console import Console
from plandocs.cli.options import json_option

if TYPE_CHECKING:
    from plandocs.syncing.deck import Pulled


@click.command(
    "pull",
    short_help="Read bars that were dragged in a deck, and what they do to the go-live.",
    epilog="""
\b
Examples:
  plandocs pull plan.yaml "HF-2027-01 Timeline.pptx"
  plandocs pull plan.yaml "HF-2027-01 Kickoff.pptx" --apply
""",
)
@click.argument("first", metavar="PLAN", type=click.Path(path_type=Path))
@click.argument("second", metavar="DECK", type=click.Path(path_type=Path))
@click.option("--apply", "applied", is_flag=True, help="Write the changes into PLAN; without it they are only shown.")
@json_option
@click.pass_obj
def command(console: Console, first: Path, second: Path, applied: bool, as_json: bool) -> int:
    """Compare the bars of DECK with the dates of PLAN, and propose the changes that somebody made by dragging them.

    A bar that was moved becomes a date before which its task does not start, one whose end was drawn a duration. Each
    change is tried on the plan: what follows from it is shown, the go-live first. A bar that the plan does not let go
    where it was put, because its task waits for another, is told: exit code 1.

    DECK is a kickoff or timeline deck, saved by PowerPoint or LibreOffice, of the plan as it is now.
    """
    from plandocs.cli.findings import as_finding
    from plandocs.errors import EXIT_DONE, EXIT_PLAN, has_errors
    from plandocs.syncing import deck

    plan, file = (second, first) if first.suffix.lower() == ".pptx" else (first, second)
    found = deck.pull(plan, file)
    if applied:
        deck.write(found)
    console.problems(found.problems)
    if as_json:
        console.json(
            {
                "plan": str(plan),
                "deck": str(file),
                "bars": found.bars,
                "written": bool(found.changes) and applied,
                "changes": [
                    {"where": item.where, "id": item.label, "name": item.about, "old": item.old, "new": item.new}
                    for item in found.changes
                ],
                "carried": [
                    {
                        "id": item.id,
                        "name": item.name,
                        "finish": item.finish.isoformat(),
                        "new_finish": item.new_finish.isoformat(),
                    }
                    for item in found.carried
                ],
                "go_live": found.go_live.isoformat(),
                "new_go_live": found.new_go_live.isoformat(),
                "slip": found.slip,
                "findings": [as_finding(problem) for problem in found.problems],
            }
        )
    else:
        _show(found, console, applied=applied)
    return EXIT_PLAN if has_errors(found.problems) else EXIT_DONE


def _show(found: Pulled, console: Console, *, applied: bool) -> None:
    """Print each change, what moves along, and the go-live before and after."""
    paint = console.painter()
    if not found.changes:
        console.result(f"{found.plan}: nothing to change; {found.bars} bars were read")
        return
    for change in found.changes:
        console.result(f"{paint('heading', change.label)} {change.about}  {paint('muted', change.where)}")
        if change.old:
            console.result(f"  - {change.old}")
        console.result(paint("good", f"  + {change.new}"))
    for item in found.carried:
        console.result(
            f"  {item.id} {item.name} follows: ends {item.new_finish.isoformat()}, was {item.finish.isoformat()}"
        )
    console.result(_effect(found))
    done = "written" if applied else "not written; '--apply' writes"
    what = "change" if len(found.changes) == 1 else "changes"
    tail = "" if applied else (" it" if len(found.changes) == 1 else " them")
    console.result(f"{found.plan}: {len(found.changes)} {what} {done}{tail}")


def _effect(found: Pulled) -> str:
    if not found.slip and found.go_live == found.new_go_live:
        return f"The go-live stays on {found.go_live.isoformat()}."
    count = abs(found.slip)
    direction = "later" if found.new_go_live > found.go_live else "earlier"
    unit = ("" if found.counts_elapsed else "working ") + ("day" if count == 1 else "days")
    return (
        f"The go-live moves from {found.go_live.isoformat()} to {found.new_go_live.isoformat()}:"
        f" {count} {unit} {direction}."
    )
