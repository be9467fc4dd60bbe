"""The RACI matrix and the letters of single tasks: one is accountable, at least one does it, few are consulted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plandocs.plan.places import KeyPath
from plandocs.rules.case import Case, titled
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
            message = f"more than one is accountable (A) for {row.title}: {who}"
            yield Finding(message, row.path, "keep the A of the one who answers for it")
        elif not accountable:
            message = f"nobody is accountable (A) for {row.title}"
            yield Finding(message, row.path, "give an A to the one who answers for it; who also does it gets R/A")


@rule("S69", "raci-responsible", "what nobody has to do is not done", severity="error")
def raci_responsible(case: Case) -> Iterator[Finding]:
    """Every row has at least one R."""
    for row in _rows(case):
        if not row.who("R"):
            message = f"nobody is responsible (R) for {row.title}"
            yield Finding(message, row.path, "give an R to whoever does it, or R/A to the one who answers for it too")


@rule("S69", "raci-empty-row", "work that names nobody is done by nobody", severity="error")
def raci_empty_row(case: Case) -> Iterator[Finding]:
    """No row is empty."""
    for i, row in enumerate(case.plan.raci):
        if not any(row.letters.values()):
            message = f"the RACI row '{row.activity}' names nobody"
            fix = "say who answers for it (A) and who does it (R), or take the row out"
            yield Finding(message, ("raci", i), fix)


@rule("S69", "raci-consulted", "who asks everybody decides nothing", severity="warning")
def raci_consulted(case: Case) -> Iterator[Finding]:
    """At most three are consulted in a row."""
    for row in _rows(case):
        consulted = row.who("C")
        if len(consulted) > _MOST_CONSULTED:
            message = f"{len(consulted)} are consulted (C) on {row.title}; {_MOST_CONSULTED} are the most"
            yield Finding(message, row.path, "let some of them only be informed (I)")


def _rows(case: Case) -> Iterator[_Row]:
    """Yield the rows of the matrix, and the tasks that have letters of their own."""
    for i, row in enumerate(case.plan.raci):
        if any(row.letters.values()):
            yield _Row(("raci", i), f"'{row.activity}'", row.letters)
    for path, task in case.tasks():
        if any(task.raci.values()):
            yield _Row((*path, "raci"), f"the task {titled(task.id, task.name)}", task.raci)
