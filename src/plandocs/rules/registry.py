"""What a rule is, and how the rules of this package are found.

A rule carries the handbook's id (`S69`; its own name where the handbook has none), a name that is never reused, a
severity for each tier, and one line that says why. The decorator makes a `Rule` of a function; `all_rules` finds
every `Rule` in the modules of the package, so there is no list to keep.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal

from plandocs.errors import Severity
from plandocs.plan.model import Tier
from plandocs.plan.places import KeyPath
from plandocs.rules.case import Case


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has to say: the message, the key path it points to, and how to mend it.

    `word` narrows the mark to one word of the value; `on_key` marks the key instead of its value.
    """

    message: str
    path: KeyPath
    fix: str = ""
    word: str = ""
    on_key: bool = False


Check = Callable[[Case], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One planning rule. A severity of None means that a tier does not ask for it."""

    id: str
    name: str
    reason: str
    lite: Severity | None
    standard: Severity | None
    enterprise: Severity | None
    check: Check

    def severity(self, tier: Tier) -> Severity | None:
        """Return how much the rule weighs in a tier."""
        return {"lite": self.lite, "standard": self.standard, "enterprise": self.enterprise}[tier]

    @property
    def text(self) -> str:
        """What the rule asks for, in one sentence or two: the first paragraph of its docstring."""
        return " ".join((self.check.__doc__ or "").strip().partition("\n\n")[0].split())

    def answers_to(self, word: str) -> bool:
        """Return whether a waiver that writes `word` means this rule."""
        return word.casefold() in (self.id.casefold(), self.name.casefold())


def rule(
    rule_id: str,
    name: str,
    reason: str,
    *,
    severity: Severity,
    lite: Literal["same", "off"] | Severity = "same",
    standard: Literal["same", "off"] = "same",
) -> Callable[[Check], Rule]:
    """Make a rule of a function.

    `lite` is its severity in the tier lite, `off` where lite does not ask for it. With `standard="off"` only the tier
    enterprise asks for it.
    """

    def make(check: Check) -> Rule:
        in_lite: Severity | None = severity if lite == "same" else None if lite == "off" else lite
        if standard == "off":
            return Rule(rule_id, name, reason, None, None, severity, check)
        return Rule(rule_id, name, reason, in_lite, severity, severity, check)

    return make


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by topic and then in the order of the file."""
    import plandocs.rules as package

    found: list[Rule] = []
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda entry: entry.name):
        topic = import_module(f"{package.__name__}.{module.name}")
        found += [value for value in vars(topic).values() if isinstance(value, Rule)]
    return tuple(found)
