"""`plandocs import`: a plan out of a spreadsheet or a project of Microsoft Project."""  # noqa: N999

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plandocs.cli.console import Console
from plandocs.cli.options import DAY, json_option

if TYPE_CHECKING:
    from plandocs.exchange.imported import Imported


@click.command(
    "import",
    short_help="Make a plan from a spreadsheet or from Microsoft Project.",
    epilog="""
\b
Examples:
  plandocs import tasks.xlsx -o plan.yaml
  plandocs import tasks.xlsx --sheet Schedule --customer "Three Otters Bakery" -o plan.yaml
  plandocs import vorgaenge.csv --side vendor --start 2027-02-01 -o plan.yaml
  plandocs import project.xml -o plan.yaml
""",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    "plan",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PLAN.yaml",
    help="The new plan. A file that exists is never overwritten.",
)
@click.option("--sheet", default="", metavar="NAME", help="The sheet with the tasks. Found when left out.")
@click.option(
    "--dates",
    type=click.Choice(["dmy", "mdy"]),
    help="How days such as 03/04/2027 are typed, where the file itself does not show it.",
)
@click.option("--name", default="", help="The project's name.")
@click.option("--id", "code", default="", metavar="CODE", help="Short code for file names.")
@click.option("--customer", default="", help="The customer's name.")
@click.option("--vendor", default="", help="The vendor's name.")
@click.option("--start", type=DAY, metavar="DATE", help="The kickoff. The file's earliest date if left out.")
@click.option("--language", default="", metavar="TAG", help="Language of the documents, such as de-DE.")
@click.option("--country", default="", metavar="CODE", help="Country whose public holidays are days off, such as US.")
@click.option(
    "--side",
    type=click.Choice(["customer", "vendor", "third_party"]),
    help="On whose side people stand of whom the file does not say it.",
)
@json_option
@click.pass_obj
def command(
    console: Console,
    file: Path,
    plan: Path,
    sheet: str,
    dates: str | None,
    name: str,
    code: str,
    customer: str,
    vendor: str,
    start: date | None,
    language: str,
    country: str,
    side: str | None,
    as_json: bool,
) -> int:
    """Make a new plan from FILE: a list of tasks (.xlsx, .csv), or a project saved by Microsoft Project as XML (.xml).

    Of a list, titles of columns are understood in English, German, French, Spanish and Portuguese; predecessors as
    3FS+2d, 4;5 or 7AA-1t; phases by outline, indent, headings or a column. What is not understood is told with its
    cell, and so is every task whose dates come out otherwise than they stand in FILE.

    A baseline in the project is kept beside the plan, as "PLAN.baselines/imported.json".

    The plan holds comments where something is to be completed; "plandocs check" lists the rest. Exit code 0 when it is
    written, whatever was told on the way.
    """
    from plandocs.api.importing import import_file, refuse_existing, write_import
    from plandocs.cli.findings import as_finding
    from plandocs.cli.progress import progress
    from plandocs.errors import EXIT_DONE
    from plandocs.exchange.imported.model import Given
    from plandocs.exchange.playbooks import first_monday
    from plandocs.exchange.tasklists import Choices

    refuse_existing(plan)
    given = Given(
        name=name,
        id=code,
        customer=customer,
        vendor=vendor,
        start=start,
        start_if_unknown=first_monday(date.today()),
        language=_checked(language),
        country=_known_country(country.strip()),
        side=side or "",
    )
    with progress(console, f"reading {file.name}"):
        made = import_file(file, given, Choices(sheet, dates))  # type: ignore[arg-type]  # click has checked it
    baseline = write_import(plan, made)
    console.problems(made.problems)
    if as_json:
        console.json(
            {
                "plan": str(plan),
                "file": str(file),
                "phases": made.phases,
                "tasks": made.tasks,
                "people": made.people,
                "as_of": made.as_of.isoformat() if made.as_of else None,
                "baseline": str(baseline) if baseline else None,
                "findings": [as_finding(problem) for problem in made.problems],
            }
        )
        return EXIT_DONE
    console.path(plan)
    if baseline is not None:
        console.path(baseline)
    console.message(_summary(made, plan))
    return EXIT_DONE


def _checked(language: str) -> str:
    """Return a language as a plan takes it; wrong usage for one that nothing is known of."""
    from plandocs.plan.parsing import parse_language

    try:
        return parse_language(language) if language else ""
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--language") from None


def _known_country(country: str) -> str:
    """Return a country whose public holidays are known; wrong usage for another one."""
    from plandocs.errors import PlanError
    from plandocs.schedule.public_holidays import public_holidays

    try:
        if country:
            public_holidays(country)
    except PlanError as error:
        problem = error.problems[0]
        raise click.BadParameter(f"{problem.message}; {problem.fix}", param_hint="--country") from None
    return country


def _summary(made: Imported, plan: Path) -> str:
    def counted(count: int, one: str, many: str) -> str:
        return f"{count} {one if count == 1 else many}"

    parts = [
        counted(made.phases, "phase", "phases"),
        counted(made.tasks, "task", "tasks"),
        counted(made.people, "person", "people"),
    ]
    warnings = sum(problem.severity == "warning" for problem in made.problems)
    told = f"; {counted(warnings, 'thing', 'things')} to look at above" if warnings else ""
    as_of = f"\nProgress is known up to {made.as_of}: plandocs status {plan} --as-of {made.as_of}" if made.as_of else ""
    return f"{', '.join(parts)}{told}.{as_of}\nNext: complete what its comments ask for, then run plandocs check {plan}"
