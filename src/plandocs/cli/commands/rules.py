"""`plandocs rules`: the catalogue of the planning rules, or the text of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from plandocs.cli.console import Console
from plandocs.cli.options import json_option

if TYPE_CHECKING:
    from plandocs.errors import Severity
    from plandocs.rules import Rule

_WORDS: dict[Severity | None, str] = {"error": "error", "warning": "warning", "info": "remark", None: "not asked"}
_TIERS: tuple[Literal["lite", "standard", "enterprise"], ...] = ("lite", "standard", "enterprise")


@click.command(
    "rules",
    short_help="List the planning rules, or explain one.",
    epilog="""
\b
Examples:
  plandocs rules
  plandocs rules S43
  plandocs rules champion-hours --json
""",
)
@click.argument("rule", metavar="[ID]", required=False)
@json_option
@click.pass_obj
def command(console: Console, rule: str | None, as_json: bool) -> int:
    """List every planning rule, or explain those of one ID: a handbook id such as S43, or a rule's name."""
    from plandocs.errors import EXIT_DONE, Problem, UsageError, did_you_mean
    from plandocs.rules import all_rules
    from plandocs.rules.handbook import by_id

    found = [each for each in all_rules() if rule is None or each.answers_to(rule)]
    entry = by_id(rule) if rule else None
    if rule is not None and not found and entry is None:
        known = sorted({word for each in all_rules() for word in (each.id, each.name)})
        fix = did_you_mean(rule, known) or "'plandocs rules' lists them"
        raise UsageError(Problem(rule="unknown-rule", message=f"there is no rule '{rule}'", fix=fix))
    if as_json:
        console.json({"rules": [_as_json(each) for each in found], "instead": entry.instead if entry else ""})
    elif rule is None:
        console.result("\n".join(_listed(found)))
    elif not found and entry is not None:
        console.result(f"{entry.id}: {entry.asks}\n  No rule checks it: {entry.instead}.")
    else:
        console.result("\n\n".join(map(_explained, found)))
    return EXIT_DONE


def _listed(rules: list[Rule]) -> list[str]:
    wide_id, wide_name = (
        max(len(text) for text in texts) for texts in zip(*((r.id, r.name) for r in rules), strict=True)
    )
    return [
        f"{each.id:<{wide_id}}  {each.name:<{wide_name}}  {_WORDS[each.standard]:<9}  {each.text}" for each in rules
    ]


def _explained(rule: Rule) -> str:
    weights = ", ".join(f"{_WORDS[rule.severity(tier)]} in {tier}" for tier in _TIERS)
    return f"{rule.id} {rule.name}\n  {rule.text}\n  Why: {rule.reason}.\n  {weights[0].upper()}{weights[1:]}."


def _as_json(rule: Rule) -> dict[str, object]:
    weights = {tier: rule.severity(tier) for tier in _TIERS}
    return {"id": rule.id, "name": rule.name, "text": rule.text, "reason": rule.reason, "severity": weights}
