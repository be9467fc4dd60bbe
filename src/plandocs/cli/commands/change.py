"""`plandocs change`: the ways to answer a change request, computed, and its document."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from plandocs.cli.console import Console
from plandocs.cli.options import DAY, as_of_option, build_options, plan_argument


@click.command(
    "change",
    short_help="Compute the ways to answer a change request, and make its document.",
    epilog="""
\b
Examples:
  plandocs change plan.yaml CR-001 -o out
  plandocs change plan.yaml CR-001 --dry-run --json
  plandocs change plan.yaml CR-001 --as-of 2027-02-02 -o out
  plandocs change plan.yaml CR-001 --apply 1 --approver marta --decided 2027-02-05 -o out
""",
)
@plan_argument
@click.argument("change_id", metavar="CR-ID")
@as_of_option("Compute on the forecast with the progress known on this day. The agreed plan when left out.")
@click.option("--apply", "number", type=click.IntRange(min=1), metavar="N", help="Write answer N into PLAN as decided.")
@click.option("--approver", default="", metavar="PERSON", help="Who decided; the request's or the contract's approver.")
@click.option("--decided", type=DAY, metavar="DATE", help="When it was decided; today when neither says.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@build_options
@click.pass_obj
def command(
    console: Console,
    /,
    plan: Path,
    change_id: str,
    as_of: date | None,
    number: int | None,
    approver: str,
    decided: date | None,
    dry_run: bool,
    as_json: bool,
    **options: Any,
) -> int:
    """Compute what the change request CR-ID does to PLAN, by re-running the schedule with each way to answer it.

    \b
    Four answers are computed, those first that the request states:
      extend    the work is added to the tasks that the request names: the new go-live
      trade     an item of scope goes to a later phase in exchange: what it frees
      resource  a second person does the new work beside the old: hours, and the cost that the request states
      defer     the request is kept for a later phase

    Where the request says other days or another date than the schedule, that is told as a warning. The request's
    document is written as "<ID> Change <CR-ID>.docx", with a message to send it with (.md and .html).

    With --apply the plan file is changed: durations, scope, the request's entry, the list for later phases. Each change
    is shown; comments and all else stay. An approved request is refused, because its work is in the plan already.
    """
    from plandocs import api
    from plandocs.cli.building import report_result
    from plandocs.cli.change_page import as_dict, show_answers, show_changes, show_written, words_of
    from plandocs.errors import EXIT_DONE

    if number is None and (approver or decided):
        raise click.UsageError("--approver and --decided belong to --apply")
    found = api.assess_change(plan, change_id, as_of=as_of)
    console.problems(found.problems)
    if not as_json:
        show_answers(console, found)
    decision = api.decision_of(found.assessment.change)
    changes = None
    if number is not None:
        from plandocs.syncing import decision as deciding
        from plandocs.syncing.written import write

        changes = deciding.decide(
            plan, found.assessment, number, approver=approver, decided=decided, today=date.today()
        )
        decision = changes.decision
        if not as_json:
            show_changes(console, changes)
        console.problems(changes.problems)
    result = None
    if not dry_run:
        result = api.build_change(found, api.BuildOptions(as_of=as_of, **options), decision)
        if changes is not None:
            write(changes)
    if changes is not None and not as_json:
        show_written(console, changes, words_of(found.loaded.plan), dry_run=dry_run)
    if as_json:
        console.json(as_dict(found, changes, result, written=not dry_run))
    return EXIT_DONE if result is None else report_result(console, result, options["audience"], quiet=as_json)
