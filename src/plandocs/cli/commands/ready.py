"""`plandocs ready`: how far a plan is on the way to its start, in six steps."""

from __future__ import annotations

from pathlib import Path

import click

from plandocs.cli.console import Console
from plandocs.cli.options import json_option, plan_argument


@click.command(
    "ready",
    short_help="Tell how ready a plan is, in six steps.",
    epilog="""
\b
Examples:
  plandocs ready plan.yaml
  plandocs ready plan.yaml --json
""",
)
@plan_argument
@json_option
@click.pass_obj
def command(console: Console, plan: Path, as_json: bool) -> int:
    """Tell how ready PLAN is: discovery, scope, timeline, capacity, alignment and approval.

    Each step comes with the share that is done and with what is still missing. PLAN must be sound in itself; what is
    missing does not fail this command, so exit code 0 means that it was counted.
    """
    from plandocs import api
    from plandocs.content.formats import Formats
    from plandocs.content.wording import Words
    from plandocs.documents.project_plan.readiness import open_sentences
    from plandocs.errors import EXIT_DONE

    found = api.ready(plan)
    words = Words.of(Formats("en", ""))
    said = {step.name: open_sentences(step, words) for step in found.steps}
    if as_json:
        steps = [{"step": step.name, "percent": step.percent, "missing": list(said[step.name])} for step in found.steps]
        console.json({"ready": found.ready, "steps": steps})
        return EXIT_DONE
    paint = console.painter()
    for step in found.steps:
        share = paint("good" if not step.open_checks else "heading", f"{step.percent:>3} %")
        console.result(f"{share}  {words.say(f'ready.steps.{step.name}')}")
        for sentence in said[step.name]:
            console.result(f"       {sentence}")
    ahead = found.next_step
    if ahead is None:
        console.result(f"\n{words.say('ready.lead_ready')}")
    else:
        name = words.say(f"ready.steps.{ahead.name}")
        console.result(f"\n{words.say('ready.lead', step=words.within(name), percent=ahead.percent)}")
    return EXIT_DONE
