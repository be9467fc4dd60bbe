"""How a rule is proven: a sound file broken in one place is found by that rule, and its near miss by none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plandocs.render.check import check_package
from plandocs.render.package import Package
from tests.render.check.small_files import replace


@dataclass(frozen=True)
class Fault:
    """One planted fault: the rule that must find it, and the texts that make it and its near miss.

    `also` are the rules that find what follows from the fault.
    """

    rule: str
    part: str
    old: str
    broken: str
    near: str
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.rule}: {self.broken[:40]}"


def rules_found(package: Package) -> set[str]:
    """Return the ids of the rules that find something, in the package and in the bytes it makes alike."""
    found = {problem.rule for problem in check_package(package)}
    assert found == {problem.rule for problem in check_package(package.to_bytes(), package.name)}
    return found


def prove(fault: Fault, sound: Callable[[], Package]) -> None:
    """Assert that the fault's rule, and no other unforeseen, finds it; and that the near miss is clean."""
    assert rules_found(replace(sound(), fault.part, fault.old, fault.broken)) == {fault.rule, *fault.also}
    assert rules_found(replace(sound(), fault.part, fault.old, fault.near)) == set()
