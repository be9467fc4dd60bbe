"""`plandocs check`: is the plan sound? Structure first, then the planning rules."""

from __future__ import annotations

from pathlib import Path

import click

from plandocs.cli.console import Console
from plandocs.cli.options import json_option, plan_argument


@click.command(
    "check",
    short_help="Find what is wrong with a plan, each with its place and fix.",
    epilog="""
\b
Examples:
  plandocs check plan.yaml
  plandocs check plan.yaml --strict --json
  plandocs check plan.yaml --sarif > plan.sarif
""",
)
@plan_argument
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@json_option
@click.option(
    "--sarif", "as_sarif", is_flag=True, help="Print the findings as SARIF 2.1.0, for code hosts and editors."
)
@click.pass_obj
def command(console: Console, plan: Path, strict: bool, as_json: bool, as_sarif: bool) -> int:
    """Check PLAN: its keys and references, its dates, and the planning rules.

    Every finding names its rule, its place as file:line:column, and how to mend it; `plandocs rules ID` tells more
    about one. Exit code 1 when there are errors.
    """
    if as_json and as_sarif:
        raise click.UsageError("--json and --sarif are two formats: choose one of them.")
    from plandocs import api
    from plandocs.cli.findings import as_finding, grouped, summary
    from plandocs.errors import EXIT_DONE, EXIT_PLAN

    problems = sorted(api.check(plan, strict=strict), key=lambda problem: problem.sort_key())
    failing = {"error", "warning"} if strict else {"error"}
    ok = not any(problem.severity in failing for problem in problems)
    if as_sarif:
        from plandocs.cli.sarif import sarif_log

        console.json(sarif_log(problems), indented=True)
    elif as_json:
        console.json({"ok": ok, "findings": [as_finding(problem) for problem in problems]})
    else:
        text = grouped(problems, console)
        verdict = console.painter()("good" if ok else "error", "ok" if ok else "failed")
        console.result(f"{text}{chr(10) if text else ''}{plan}: {verdict}, {summary(problems)}")
    return EXIT_DONE if ok else EXIT_PLAN
