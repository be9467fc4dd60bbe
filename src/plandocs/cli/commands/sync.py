"""`plandocs sync`: what others have filled in, back into the plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plandocs.cli.console import Console
from plandocs.cli.options import json_option, plan_argument

if TYPE_CHECKING:
    from plandocs.syncing import Synced
    from plandocs.syncing.changes import Change


@click.command(
    "sync",
    short_help="Take what was filled into a workbook or questionnaire over into a plan.",
    epilog="""
\b
Examples:
  plandocs sync plan.yaml "HF-2027-01 Workbook.xlsx" --dry-run
  plandocs sync plan.yaml "HF-2027-01 Questionnaire.docx"
""",
)
@plan_argument
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--overwrite", is_flag=True, help="Take what differs from what the plan says meanwhile, too.")
@json_option
@click.pass_obj
def command(console: Console, plan: Path, file: Path, dry_run: bool, overwrite: bool, as_json: bool) -> int:
    """Take what was filled into FILE over into PLAN. FILE is a workbook or a questionnaire that 'plandocs build' made.

    The changes are shown, then written; comments, order and everything else in the plan file stay as they are. Of a
    workbook, progress, actual dates, owners, planned days, RACI letters, the registers, touchpoints, days off and hours
    are read back, rows that are new with them; columns may be moved, rows sorted. What is not valid, what plan and file
    have both changed, and an answer to a question that the plan asks no more is told and left out: exit code 1.
    """
    from plandocs import syncing
    from plandocs.cli.findings import as_finding
    from plandocs.errors import EXIT_DONE, EXIT_PLAN, has_errors

    found = syncing.compare(plan, file, overwrite=overwrite)
    if not as_json:
        _show(found, console)
    if not dry_run:
        syncing.write(found)
    console.problems(found.problems)
    if as_json:
        console.json(
            {
                "plan": str(plan),
                "file": str(file),
                "written": bool(found.changes) and not dry_run,
                "changes": [_as_json(change) for change in found.changes],
                "same": found.same,
                "empty": found.empty,
                "open": found.open,
                "findings": [as_finding(problem) for problem in found.problems],
            }
        )
    else:
        console.result(_summary(found, _noun(file), dry_run=dry_run))
    return EXIT_PLAN if has_errors(found.problems) else EXIT_DONE


def _show(found: Synced, console: Console) -> None:
    """Print each change: where, what was asked, what stood there, what comes in its place."""
    paint = console.painter()
    for change in found.changes:
        console.result(f"{paint('heading', change.label)} {_printable(change.about)}  {paint('muted', change.where)}")
        if change.old:
            console.result("\n".join(f"  - {line}" for line in _printable(change.old).split("\n")))
        console.result(paint("good", "\n".join(f"  + {line}" for line in _printable(change.new).split("\n"))))


def _noun(file: Path) -> str:
    """Return what a file's changes are called."""
    return "answer" if file.suffix.lower() == ".docx" else "change"


def _summary(found: Synced, noun: str, *, dry_run: bool) -> str:
    count = len(found.changes)
    said = f"{count} {noun if count == 1 else f'{noun}s'} {'would be written' if dry_run else 'written'}"
    if not count:
        said = "nothing to take over"
    more = []
    if found.same and noun == "answer":
        more.append(f"{found.same} as the plan has {'it' if found.same == 1 else 'them'}")
    more += [f"{found.empty} left empty"] if found.empty else []
    more += [f"{found.open} {'question' if found.open == 1 else 'questions'} still open"] if found.open else []
    return f"{found.plan}: {', '.join([said, *more])}"


def _as_json(change: Change) -> dict[str, str]:
    return {
        "where": change.where,
        "id": change.label,
        "question": change.about,
        "old": change.old,
        "new": change.new,
    }


def _printable(text: str) -> str:
    """Return a text in which nothing moves the cursor: it comes from a file of unknown origin."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\ufffd" for letter in text)
