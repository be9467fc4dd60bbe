"""`plandocs new`: a plan to start from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from plandocs.cli.console import Console
from plandocs.cli.options import DAY, json_option

_MANY_INTEGRATIONS = 3


@click.command(
    "new",
    short_help="Write a plan to start from.",
    epilog="""
\b
Examples:
  plandocs new plan.yaml
  plandocs new plan.yaml --people 8 --sites 1 --integrations 1
  plandocs new otters.yaml --from small --customer "Three Otters Bakery" --start 2027-02-01
  plandocs new next.yaml --from our-playbook.yaml
  plandocs new next.yaml --brand brands/acme --from onboarding
""",
)
@click.argument("plan", metavar="PLAN.yaml", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    metavar="NAME-or-FILE",
    help="small, standard or enterprise, a playbook of the brand, or a plan of your own to start from. If left out, "
    "the one that suits the answers.",
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
@click.option("--people", type=click.IntRange(min=1), metavar="N", help="How many people work on it, on both sides.")
@click.option("--sites", type=click.IntRange(min=1), metavar="N", help="At how many sites it goes live.")
@click.option("--integrations", type=click.IntRange(min=0), metavar="N", help="How many systems it connects to.")
@json_option
@click.pass_obj
def command(
    console: Console,
    plan: Path,
    source: str | None,
    brand: str | None,
    name: str | None,
    code: str | None,
    customer: str | None,
    vendor: str | None,
    start: date | None,
    tier: str | None,
    people: int | None,
    sites: int | None,
    integrations: int | None,
    as_json: bool,
) -> int:
    """Write a starting plan to PLAN.yaml. A file that exists is never overwritten.

    A playbook may hold days that follow from the kickoff or the go-live, such as `due: start+10d` or `revisit:
    go_live+4w`; they become dates.

    On a terminal, the few questions that decide what is written are asked, unless a playbook is named; elsewhere
    nothing is asked, and options answer. They suggest the tier and the playbook, with the reason.

    The plan can be scheduled at once. What only you and the customer know is written as unknown: `plandocs check` lists
    it, and `plandocs build --draft` builds in the meantime.
    """
    from plandocs.cli.questions import ask, somebody_answers
    from plandocs.content.formats import NBSP, Formats
    from plandocs.errors import EXIT_DONE
    from plandocs.exchange.playbooks import first_monday, playbook_path, project_code, started

    if source is None and somebody_answers() and not plan.exists():
        told = ask({"customer": customer, "vendor": vendor, "name": name, **_counts(people, sites, integrations)})
        customer, vendor, name = (_text(told[key]) for key in ("customer", "vendor", "name"))
        people, sites, integrations = (_count(told[key]) for key in ("people", "sites", "integrations"))
    said = ""
    if source is None:
        source, said = _suggested(people, sites, integrations)
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
    _write_new(plan, text)
    if as_json:
        console.json({"file": str(plan), "playbook": playbook.stem, "start": kickoff.isoformat()})
    else:
        console.path(plan)
    if said:
        console.message(said)
    if start is None:
        day = Formats("en", "").day(kickoff).replace(NBSP, " ")
        console.message(f"The kickoff is set to {day}; change project.start if that is not the day.")
    console.message(f"Next: fill in what you know, then run plandocs check {plan}")
    return EXIT_DONE


def _write_new(plan: Path, text: str) -> None:
    """Write a plan where no file is yet. Raises FileError with a way out where one is."""
    from plandocs.errors import FileError, Problem

    try:
        with plan.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as taken:
        message = "there is a file of this name already, and it was left alone"
        fix = "give another name, or move the file away"
        raise FileError(Problem(rule="plan-exists", message=message, path=str(plan), fix=fix)) from taken


def _suggested(people: int | None, sites: int | None, integrations: int | None) -> tuple[str, str]:
    """Return the playbook that suits the answers, and why in a sentence; the standard one where there is no answer."""
    if people is None and sites is None and integrations is None:
        return "standard", ""
    from plandocs.rules.tiers import CONTENTS, suggest_tier

    hard = (f"{integrations} integrations",) if integrations and integrations >= _MANY_INTEGRATIONS else ()
    found = suggest_tier(people=people or 0, waves=sites or 0, triggers=hard)
    because = ", ".join(found.reasons).replace("waves of sites", "sites") or "nothing speaks for more"
    sentence = f"The suggested tier is {found.tier} ({because}): {CONTENTS[found.tier]}."
    return {"lite": "small"}.get(found.tier, found.tier), sentence


def _counts(people: int | None, sites: int | None, integrations: int | None) -> dict[str, int | None]:
    return {"people": people, "sites": sites, "integrations": integrations}


def _text(value: str | int | None) -> str | None:
    return value if isinstance(value, str) else None


def _count(value: str | int | None) -> int | None:
    return value if isinstance(value, int) else None


def _brand_folder(brand: str | None) -> Path | None:
    from plandocs.brand.load import brand_folder

    return None if brand is None else brand_folder(brand)
