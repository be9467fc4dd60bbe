"""The RACI matrix and the letters of single tasks: one is accountable, at least one does it, few are consulted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plandocs.plan.places import KeyPath
from plandocs.rules.case import Case
from plandocs.rules.registry import Finding, rule

_MOST_CONSULTED = 3


@dataclass(frozen=True, slots=True)
class _Row:
    path: KeyPath
    title: str
    letters: Mapping[str, str]

    def who(self, letter: str) -> list[str]:
        return [key for key, value in self.letters.items() if letter in value.split("/")]


@rule("S69", "raci-one-accountable", "two who are accountable are none", severity="error")
def raci_one_accountable(case: Case) -> Iterator[Finding]:
    """Every row has exactly one A."""
    for row in _rows(case):
        accountable = row.who("A")
        if len(accountable) > 1:
            who = " and ".join(map(case.called, accountable))
            yield Finding(f"{row.title} has more than one accountable (A): {who}", row.path, "keep one A")
        elif not accountable:
            yield Finding(f"{row.title} has nobody accountable (A)", row.path, "make one of the letters an A")


@rule("S69", "raci-responsible", "somebody must do it", severity="error")
def raci_responsible(case: Case) -> Iterator[Finding]:
    """Every row has at least one R."""
    for row in _rows(case):
        if not row.who("R"):
            yield Finding(f"{row.title} has nobody responsible (R)", row.path, "write R or R/A for who does it")


@rule("S69", "raci-empty-row", "a row without letters says nothing", severity="error")
def raci_empty_row(case: Case) -> Iterator[Finding]:
    """No row is empty."""
    for i, row in enumerate(case.plan.raci):
        if not any(row.letters.values()):
            yield Finding(f"the row '{row.activity}' has no letters", ("raci", i), "add letters, or take the row out")


@rule("S69", "raci-consulted", "who asks everybody decides nothing", severity="warning")
def raci_consulted(case: Case) -> Iterator[Finding]:
    """At most three are consulted in a row."""
    for row in _rows(case):
        consulted = row.who("C")
        if len(consulted) > _MOST_CONSULTED:
            message = (
                f"{row.title} has {len(consulted)} to be consulted (C); more than {_MOST_CONSULTED} decide nothing"
            )
            yield Finding(message, row.path, "make some of the C an I")


def _rows(case: Case) -> Iterator[_Row]:
    """Yield the rows of the matrix, and the tasks that have letters of their own."""
    for i, row in enumerate(case.plan.raci):
        if any(row.letters.values()):
            yield _Row(("raci", i), f"the row '{row.activity}'", row.letters)
    for path, task in case.tasks():
        if any(task.raci.values()):
            yield _Row((*path, "raci"), f"task '{task.id}'", task.raci)
