"""A difference as plain data: what moved by how many days, and what came, went or changed in each register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from plandocs.baseline.versions import Version

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Move:
    """A date of one thing in both versions; `days` is None where one of them does not have it.

    `days` are working days of the old version's project calendar (calendar days where it counts elapsed days),
    positive when later.
    """

    id: str
    name: str
    old: date | None
    new: date | None
    days: int | None

    @property
    def moved(self) -> bool:
        """Whether the two dates are not the same."""
        return self.old != self.new


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One key of an entry with its value before and after, as texts; empty where it says nothing."""

    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that came, went or changed.

    `id` is empty where the entry has none, `name` where it needs none. `fields` are those that changed; of an
    entry that came or went, all of them.
    """

    kind: Kind
    id: str
    name: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """The changes in one part of the plan. `key` is its key path: `scope.in`, `tasks`, `risks`."""

    key: str
    entries: tuple[EntryChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Everything that differs. `milestones` and `tasks_moved` hold those that moved, came or went, in plan order.

    `registers` are those with changes, in the order in which they are told. `day_word` says what the days are.
    """

    old: Version
    new: Version
    day_word: Literal["working day", "day"]
    go_live: Move | None
    start: Move
    finish: Move
    milestones: tuple[Move, ...]
    tasks_moved: tuple[Move, ...]
    registers: tuple[RegisterChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the two versions say the same."""
        ends = (self.start, self.finish, *([self.go_live] if self.go_live else []))
        return not (self.milestones or self.tasks_moved or self.registers or any(move.moved for move in ends))
