"""Where in the text each key and each value of a plan stands.

A `Place` mirrors one value of the data: mappings and lists have a child for each entry. Positions are asked by key
path, such as `("phases", 0, "tasks", 2, "after", 0)`, and only when a problem is printed, so that reading stays fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A spot in the text: line and column from 1, and the width of the marker under the excerpt."""

    line: int
    column: int
    width: int = 1


class Position(Protocol):
    """What the YAML parser says of a spot: line and column from 0."""

    line: int
    column: int


class Place:
    """One value: where its key stands, where it starts and ends itself, and its parts."""

    __slots__ = ("children", "end", "key_end", "key_start", "start")

    def __init__(
        self,
        start: Position,
        end: Position,
        children: dict[str, Place] | list[Place] | None = None,
        key_start: Position | None = None,
        key_end: Position | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.children = children
        self.key_start = key_start
        self.key_end = key_end

    def child(self, part: str | int) -> Place | None:
        """Return the part with a key or an index, None when there is none."""
        if isinstance(self.children, dict):
            return self.children.get(str(part))
        if isinstance(self.children, list) and isinstance(part, int) and 0 <= part < len(self.children):
            return self.children[part]
        return None


def find_place(root: Place, path: Sequence[str | int]) -> tuple[Place, int]:
    """Return the place of a key path, or of its nearest part that exists, and how many steps were taken."""
    place = root
    for taken, part in enumerate(path):
        below = place.child(part)
        if below is None:
            return place, taken
        place = below
    return place, len(path)


def value_mark(place: Place, lines: Sequence[str]) -> Mark:
    """Return where a value stands. A mapping over several lines is marked at its first key."""
    if isinstance(place.children, dict) and place.children and place.end.line != place.start.line:
        first = next(iter(place.children.values()))
        if first.key_start is not None and first.key_start.line == place.start.line:
            return key_mark(first, lines)
    return _span(place.start, place.end, lines)


def key_mark(place: Place, lines: Sequence[str]) -> Mark:
    """Return where a value's key stands; the value itself for an entry of a list."""
    if place.key_start is None or place.key_end is None:
        return value_mark(place, lines)
    return _span(place.key_start, place.key_end, lines)


def _span(start: Position, end: Position, lines: Sequence[str]) -> Mark:
    if end.line == start.line:
        return Mark(start.line + 1, start.column + 1, max(1, end.column - start.column))
    line = lines[start.line] if start.line < len(lines) else ""
    return Mark(start.line + 1, start.column + 1, max(1, len(line.rstrip()) - start.column))
