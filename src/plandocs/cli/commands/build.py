"""`plandocs build`: the documents of a plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from plandocs.cli.console import Console
from plandocs.cli.options import (
    DOCUMENTS,
    SIBLINGS,
    NamesType,
    as_of_option,
    build_options,
    plan_argument,
    report_options,
    require_again,
)


@click.command(
    "build",
    short_help="Make the documents of a plan.",
    epilog="""
\b
Examples:
  plandocs build plan.yaml -o out
  plandocs build plan.yaml -o out --brand brands/acme --pdf
  plandocs build plan.yaml --only plan,kickoff --draft
  plandocs build plan.yaml --only questionnaire,charter,raci,approval -o out
  plandocs build plan.yaml --only steering --as-of 2027-01-29 -o out
  plandocs build plan.yaml --only slide,page --as-of 2027-01-29 -o out
  plandocs build plan.yaml --only page --as-of 2027-01-22 --again -o sent
  plandocs build plan.yaml -o internal --audience internal --as-of 2027-01-29
  plandocs build plan.yaml --only plan --sow
  plandocs build plan.yaml --only plan --redline v1.0
""",
)
@plan_argument
@click.option(
    "--only",
    type=NamesType((*DOCUMENTS, *SIBLINGS)),
    default=frozenset(DOCUMENTS),
    metavar="NAMES",
    help=f"Build only these, parted by commas: {', '.join((*DOCUMENTS, *SIBLINGS))}. The last {len(SIBLINGS)} are made"
    " only when they are named.",
)
@as_of_option(
    "Forecast with the progress known on this day. Without it: the agreed plan, and the last report's status."
)
@click.option(
    "--sow",
    is_flag=True,
    help="Make the project plan a statement of work. When a part that one needs is missing, nothing is made and every"
    " missing part is listed with the key to fill.",
)
@click.option(
    "--redline",
    metavar="BASELINE",
    help="Write the project plan a second time, with its changes against this baseline (or plan file) tracked.",
)
@report_options
@build_options
@click.pass_obj
def command(
    console: Console, /, plan: Path, only: frozenset[str], as_of: date | None, redline: str | None, **options: Any
) -> int:
    """Build the documents of PLAN: Word project plan, kickoff deck, workbook and status report.

    They are written as "<ID> Project Plan.docx", "<ID> Kickoff.pptx", "<ID> Workbook.xlsx" and "<ID> Status
    <date>.docx" with its e-mail text; each file appears whole or not at all. The paths are printed, one a line.

    \b
    By name only:
      questionnaire  the open questions of discovery, with fields that 'plandocs sync' reads back
      charter        the project on one page, to sign
      raci           who decides, does, is asked and is told, on one page
      approval       the message that asks for approval, as Markdown and as an HTML mail
      processes      how both sides work together, in the plan's own words, as plain text to pin
      page           where we are and what is needed from whom, as one HTML file that opens offline
      steering       a deck of where the project stands, what it needs and what comes, for the steering committee
      timeline       a deck of every task as a bar; 'plandocs pull' reads back bars that were dragged
      slide          the weekly status on one slide

    Status, slide, page, steering deck and the workbook with --as-of measure delays against the newest frozen baseline
    beside the plan, or the one that --baseline names, and say which; the project plan's charts show its bars.

    What a status at an as-of date says is kept beside the plan, as 'plandocs status' does, without --no-history.

    With --redline the changes since an agreed version are tracked in "<ID> Project Plan changes since <baseline>.docx",
    for Word's reviewing pane: accepting all gives the new plan, rejecting all the agreed one. Approved change requests
    stand as comments beside what they changed.

    LibreOffice, where it is installed, fills the page numbers of the plan's contents list; that takes some seconds. The
    environment variable PLANDOCS_SOFFICE names the program; set to nothing, it switches LibreOffice off.
    """
    from plandocs.cli.building import build_documents

    require_again(as_of, options["baseline"], again=options["again"], history=options["history"])
    if redline is not None and "plan" not in only:
        raise click.UsageError("--redline marks the changes of the project plan: let --only name plan too")
    return build_documents(console, plan, only=only, as_of=as_of, redline=redline, **options)
