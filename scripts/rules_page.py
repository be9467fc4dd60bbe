"""The catalogue of the planning rules, made from their registry."""

from __future__ import annotations

import sys
from itertools import groupby

from plandocs.errors import Severity
from plandocs.rules import Rule, all_rules
from plandocs.rules.handbook import HANDBOOK

INTRODUCTION = """\
# Planning rules

What `plandocs check` says about a plan that is valid, and may still go wrong. Each rule has an id, a name and a
reason; a message shows them as `error[S13 gate-question]`. Mistakes in the file itself (an unknown key, an unknown
task, a loop) are always errors, and have a name instead of an id.

A rule weighs as much as the plan's `tier` needs: – means that the tier does not ask for it. An error stops a customer's
build unless it is a `--draft`; with `--strict`, warnings are errors too. A rule is waived, knowingly, in the plan:

```yaml
waivers:
  - {rule: S33, reason: The owner is sponsor and champion in one person, by: finn}
```

Made by `scripts/make_docs.py` from `src/plandocs/rules`: change the words there.
"""
WORDS: dict[Severity | None, str] = {"error": "error", "warning": "warning", "info": "remark", None: "–"}


def page() -> str:
    """Return the page: a table for each topic."""
    parts = [INTRODUCTION]
    for module, rules in groupby(all_rules(), key=lambda rule: rule.check.__module__):
        docstring = sys.modules[module].__doc__ or ""
        parts += [f"## {module.rpartition('.')[2].replace('_', ' ').capitalize()}", "", docstring.split("\n\n")[0], ""]
        parts += ["| rule | name | lite | standard | enterprise | why |", "| --- | --- | --- | --- | --- | --- |"]
        parts += [_row(rule) for rule in rules]
        parts.append("")
    return "\n".join([*parts, *_handbook()])


def _handbook() -> list[str]:
    """Return the table of the handbook's ids: the rules of each, or why there is none."""
    names: dict[str, list[str]] = {}
    for rule in all_rules():
        names.setdefault(rule.id, []).append(rule.name)
    rows = [
        f"| {entry.id} | {entry.asks} | {', '.join(names.get(entry.id, ())) or f'not checkable: {entry.instead}'} |"
        for entry in HANDBOOK
    ]
    lead = "What each id asks for, and the rules that check it. Where a plan cannot break one, the table says why."
    return ["## By handbook id", "", lead, "", "| id | asks for | rules |", "| --- | --- | --- |", *rows, ""]


def _row(rule: Rule) -> str:
    weights = " | ".join(WORDS[weight] for weight in (rule.lite, rule.standard, rule.enterprise))
    return f"| {rule.id} | {rule.name} | {weights} | {rule.reason.replace('|', chr(92) + '|')} |"
