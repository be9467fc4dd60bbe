"""`plandocs baseline`: the agreed plan, frozen beside its file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plandocs.cli.console import Console
from plandocs.cli.options import DAY, json_option, plan_argument

if TYPE_CHECKING:
    from plandocs.baseline.model import Baseline
    from plandocs.baselining import Frozen


@click.command(
    "baseline",
    short_help="Freeze the agreed plan beside its file.",
    epilog="""
\b
Examples:
  plandocs baseline plan.yaml
  plandocs baseline plan.yaml --approved-by marta --approved-on 2027-01-08 --method e-mail
  plandocs baseline plan.yaml --name signed
  plandocs baseline plan.yaml --list
""",
)
@plan_argument
@click.option("--name", metavar="NAME", help="What the baseline is called. The plan's version, as v1.0, when left out.")
@click.option(
    "--approved-by",
    multiple=True,
    metavar="PERSON",
    help="The id of a person who has approved the plan; may be repeated.",
)
@click.option("--approved-on", type=DAY, metavar="DATE", help="The day of that approval; needed with --approved-by.")
@click.option("--method", default="", metavar="TEXT", help="How it was approved: signature, e-mail, meeting.")
@click.option("--list", "listing", is_flag=True, help="Tell the baselines that there are, and freeze nothing.")
@click.option("--force", is_flag=True, help="Replace a baseline of the same name.")
@json_option
@click.pass_obj
def command(
    console: Console,
    plan: Path,
    name: str | None,
    approved_by: tuple[str, ...],
    approved_on: date | None,
    method: str,
    listing: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Freeze PLAN as it is agreed now: its text, its dates, its version and hash, and who approved it.

    The baseline is one JSON file, "PLAN.baselines/NAME.json", to be kept in version control with the plan. Approvals of
    exactly this state that the plan records are kept in it too. Freezing the same agreement again changes nothing; with
    --approved-by it adds the approval. A plan with rule errors can be frozen, but not as approved.

    Of several baselines, the one that was approved last is what others are compared with; where none is approved, the
    one made last.
    """
    from plandocs import baselining
    from plandocs.errors import EXIT_DONE

    if listing:
        _list(console, plan, as_json=as_json)
        return EXIT_DONE
    if bool(approved_by) != (approved_on is not None):
        raise click.UsageError(
            "--approved-by and --approved-on belong together: say who has approved the plan, and when"
        )
    done = baselining.freeze(
        plan, name=name, approved_by=approved_by, approved_on=approved_on, method=method, force=force
    )
    if as_json:
        console.json({"file": str(done.path), "outcome": done.outcome, **_as_dict(done.baseline)})
    else:
        console.path(done.path)
    _say(console, done, approved_by)
    return EXIT_DONE


def _say(console: Console, done: Frozen, approved_by: tuple[str, ...]) -> None:
    """Tell what freezing did, and what is left to do in the plan."""
    baseline = done.baseline
    told = {
        "made": f"The baseline '{baseline.name}' holds version {baseline.version}, plan hash {baseline.plan_hash[:8]}.",
        "unchanged": f"The baseline '{baseline.name}' holds exactly this already; nothing was changed.",
        "approved": f"The approval was added to the baseline '{baseline.name}'.",
        "replaced": f"The baseline '{baseline.name}' was replaced by version {baseline.version}.",
    }
    console.message(told[done.outcome])
    errors = sum(problem.severity == "error" for problem in done.problems)
    if errors:
        console.message(f"The plan has rule errors ({errors}); 'plandocs check' names them.")
    if approved_by and done.outcome != "unchanged":
        on = baseline.approved_on
        for person in approved_by:
            console.message(
                f"To show it on the cover, add to the plan's approvals: {{by: {person}, date: {on}, "
                f'version: "{baseline.version}", hash: {baseline.plan_hash[:8]}}}'
            )


def _list(console: Console, plan: Path, *, as_json: bool) -> None:
    from plandocs.baseline.model import newest
    from plandocs.baseline.shelf import baselines_of
    from plandocs.plan.source import read_source

    read_source(plan)  # a plan that is not there is told, not taken for one without baselines
    found = baselines_of(plan)
    compared = newest(found)
    if as_json:
        console.json({"baselines": [{**_as_dict(item), "compared_with": item is compared} for item in found]})
        return
    if not found:
        console.message(f"'{plan}' has no baselines; 'plandocs baseline {plan}' freezes one.")
        return
    console.result("\n".join(_rows(found, compared)))


def _rows(found: list[Baseline], compared: Baseline | None) -> list[str]:
    """Return the list: name, version, go-live, hash, approvals; a star at the one that others are compared with."""
    from plandocs.content.formats import NBSP, Formats
    from plandocs.render.text.columns import display_width, left

    formats = Formats("en", "")
    rows = [("", "Name", "Version", "Go-live", "Plan hash", "Approved by")]
    for item in found:
        approvals = "; ".join(f"{entry.name}, {formats.day(entry.date)}" for entry in item.approvals)
        go_live = formats.day(item.go_live) if item.go_live else "none"
        mark = "*" if item is compared else ""
        rows.append((mark, item.name, item.version, go_live, item.plan_hash[:8], approvals or "not approved"))
    widths = [max(display_width(row[number]) for row in rows) for number in range(len(rows[0]))]
    lines = ["  ".join(left(text, width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return [line.replace(NBSP, " ") for line in [*lines, "", "* what a plan is compared with"]]


def _as_dict(item: Baseline) -> dict[str, Any]:
    return {
        "name": item.name,
        "number": item.number,
        "version": item.version,
        "plan_hash": item.plan_hash,
        "start": item.start.isoformat(),
        "finish": item.finish.isoformat(),
        "go_live": item.go_live.isoformat() if item.go_live else None,
        "approvals": [
            {"by": entry.by, "name": entry.name, "date": entry.date.isoformat(), "method": entry.method}
            for entry in item.approvals
        ],
    }
