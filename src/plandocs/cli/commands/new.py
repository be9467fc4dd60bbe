"""`plandocs new`: a plan to start from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from plandocs.cli.console import Console
from plandocs.cli.options import DAY, json_option


@click.command(
    "new",
    short_help="Write a plan to start from.",
    epilog="""
\b
Examples:
  plandocs new plan.yaml
  plandocs new otters.yaml --from small --customer "Three Otters Bakery" --start 2027-02-01
  plandocs new next.yaml --from our-playbook.yaml
""",
)
@click.argument("plan", metavar="PLAN.yaml", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    default="standard",
    show_default=True,
    metavar="NAME-or-FILE",
    help="small, standard or multi-site, or a plan of your own to start from.",
)
@click.option("--name", help="The project's name.")
@click.option(
    "--id", "code", metavar="CODE", help="Short code for file names; made from customer and start if left out."
)
@click.option("--customer", help="The customer's name.")
@click.option("--vendor", help="The vendor's name.")
@click.option("--start", type=DAY, metavar="DATE", help="The kickoff. The Monday after next week if left out.")
@click.option("--tier", type=click.Choice(["lite", "standard", "enterprise"]), help="How much document.")
@json_option
@click.pass_obj
def command(
    console: Console,
    plan: Path,
    source: str,
    name: str | None,
    code: str | None,
    customer: str | None,
    vendor: str | None,
    start: date | None,
    tier: str | None,
    as_json: bool,
) -> int:
    """Write a starting plan to PLAN.yaml. A file that exists is never overwritten.

    The plan can be scheduled at once. What only you and the customer know is written as unknown: `plandocs check` lists
    it, and `plandocs build --draft` builds in the meantime.
    """
    from plandocs import api
    from plandocs.cli.playbooks import filled, first_monday, is_packaged, playbook_path, project_code
    from plandocs.content.formats import NBSP, Formats
    from plandocs.errors import EXIT_DONE

    playbook = playbook_path(source)
    if not is_packaged(playbook):
        api.load(playbook)  # says what is wrong with it, by line
    kickoff = start or first_monday(date.today())
    facts = {
        "name": name,
        "id": code or project_code(customer or "", kickoff),
        "customer": customer,
        "vendor": vendor,
        "start": kickoff.isoformat(),
        "tier": tier,
    }
    text = filled(playbook.read_text(encoding="utf-8-sig"), {key: value for key, value in facts.items() if value})
    with plan.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    if as_json:
        console.json({"file": str(plan), "playbook": playbook.stem, "start": kickoff.isoformat()})
    else:
        console.path(plan)
    if start is None:
        day = Formats("en", "").day(kickoff).replace(NBSP, " ")
        console.message(f"The kickoff is set to {day}; change project.start if that is not the day.")
    console.message(f"Next: fill in what you know, then run plandocs check {plan}")
    return EXIT_DONE
