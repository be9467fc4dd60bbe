"""What a filled-in file would change in a plan, as values that a command can show before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

from plandocs.errors import Problem
from plandocs.exchange.patching import Patch


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value of the plan that a file changes. `where` is its key path, `label` how a reader knows it."""

    where: str
    label: str
    about: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a reader makes of a file: changes with the patches that make them, and what cannot be taken over."""

    changes: tuple[Change, ...]
    patches: tuple[Patch, ...]
    problems: tuple[Problem, ...]
    same: int = 0
    empty: int = 0
    open: int = 0
