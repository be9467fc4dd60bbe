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
  plandocs new next.yaml --brand brands/acme --from onboarding
""",
)
@click.argument("plan", metavar="PLAN.yaml", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    default="standard",
    show_default=True,
    metavar="NAME-or-FILE",
    help="small, standard or enterprise, a playbook of the brand, or a plan of your own to start from.",
)
@click.option(
    "--brand",
    metavar="NAME-or-DIR",
    help="A brand whose folder holds playbooks of its own, in playbooks/.",
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
    brand: str | None,
    name: str | None,
    code: str | None,
    customer: str | None,
    vendor: str | None,
    start: date | None,
    tier: str | None,
    as_json: bool,
) -> int:
    """Write a starting plan to PLAN.yaml. A file that exists is never overwritten.

    A playbook may hold days that follow from the kickoff or the go-live, such as `due: start+10d` or `revisit:
    go_live+4w`; they become dates.

    The plan can be scheduled at once. What only you and the customer know is written as unknown: `plandocs check` lists
    it, and `plandocs build --draft` builds in the meantime.
    """
    from plandocs.content.formats import NBSP, Formats
    from plandocs.errors import EXIT_DONE
    from plandocs.exchange.playbooks import first_monday, playbook_path, project_code, started

    playbook = playbook_path(source, _brand_folder(brand))
    kickoff = start or first_monday(date.today())
    facts = {
        "name": name,
        "id": code or project_code(customer or "", kickoff),
        "customer": customer,
        "vendor": vendor,
        "start": kickoff.isoformat(),
        "tier": tier,
    }
    given = {key: value for key, value in facts.items() if value}
    text = started(playbook, given)
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


def _brand_folder(brand: str | None) -> Path | None:
    from plandocs.brand.load import brand_folder

    return None if brand is None else brand_folder(brand)
