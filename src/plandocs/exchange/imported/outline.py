"""An outline of any depth as phases with tasks, which is all that a plan knows.

What stands at the top and has something below it is a phase. A single line over everything is the project itself.
Headings inside a phase become comments above their first task; lines at the top with nothing below them are gathered
in phases of their own, so that the order stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plandocs.exchange.imported.model import ImportedLine


@dataclass(slots=True)
class Group:
    """A phase in the making. `heading` is its line in the file, None where the file has none for its tasks."""

    heading: ImportedLine | None
    tasks: list[ImportedLine] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """An outline taken apart.

    `root` is the line over everything, None where there is none. `headings` gives the names of the headings that begin
    above a task, by its key; `leaves` the tasks below any heading, by the heading's key.
    """

    root: ImportedLine | None
    groups: list[Group]
    headings: dict[str, list[ImportedLine]]
    leaves: dict[str, list[ImportedLine]]


def taken_apart(lines: Sequence[ImportedLine]) -> Outline:
    """Return the phases of an outline. Levels may jump: what is deeper than the line above it lies below it."""
    parents = _is_parent(lines)
    root = lines[0] if _has_root(lines, parents) else None
    rest = lines[1:] if root else lines
    above = parents[1:] if root else parents
    outline = Outline(root, [], {}, {})
    open_: list[ImportedLine] = []
    fresh: list[ImportedLine] = []
    for line, is_parent in zip(rest, above, strict=True):
        while open_ and open_[-1].level >= line.level:
            open_.pop()
        if is_parent:
            outline.leaves[line.key] = []
            if open_:
                fresh = [one for one in fresh if one in open_] + [line]
            else:
                outline.groups.append(Group(line))
                fresh = []
            open_.append(line)
            continue
        if not open_ and (not outline.groups or outline.groups[-1].heading is not None):
            outline.groups.append(Group(None))
        outline.groups[-1].tasks.append(line)
        if begun := [one for one in fresh if one in open_]:
            outline.headings[line.key] = begun
        fresh = []
        for heading in open_:
            outline.leaves[heading.key].append(line)
    if root is not None:
        outline.leaves[root.key] = [task for group in outline.groups for task in group.tasks]
    return outline


def _is_parent(lines: Sequence[ImportedLine]) -> list[bool]:
    """Return for each line whether something stands below it, or it is a heading all the same."""
    below = [*(following.level for following in lines[1:]), 0]
    return [line.is_heading or deeper > line.level for line, deeper in zip(lines, below, strict=True)]


def _has_root(lines: Sequence[ImportedLine], parents: Sequence[bool]) -> bool:
    """Return whether the first line is over all others and has headings below it."""
    if len(lines) < 2 or not parents[0] or not any(parents[1:]):
        return False
    return all(line.level > lines[0].level for line in lines[1:])
