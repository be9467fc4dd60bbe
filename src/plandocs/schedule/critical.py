"""The critical path: one unbroken chain from start to finish, and where several run beside each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PARTS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Node:
    """One activity for the search. `driven_by` are the nodes whose links fix its start."""

    id: str
    is_task: bool
    is_critical: bool
    ends_project: bool
    driven_by: tuple[int, ...]


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts T2 before T10, whatever the order in the file."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in _PARTS.split(text) if part)


def critical_path(nodes: Sequence[Node]) -> tuple[str, ...]:
    """Return the ids of one driving chain from a start to the project's finish, milestones left out.

    Where two chains meet, the direct link from a task is followed before one through a milestone, then the id that
    sorts first.
    """
    ending = [i for i, node in enumerate(nodes) if node.ends_project]
    driving = {source for i in ending for source in nodes[i].driven_by}
    at: int | None = _preferred([i for i in ending if i not in driving] or ending, nodes)
    chain: list[str] = []
    while at is not None:
        if nodes[at].is_task:
            chain.append(nodes[at].id)
        at = _preferred(nodes[at].driven_by, nodes)
    return tuple(reversed(chain))


def _preferred(candidates: Sequence[int], nodes: Sequence[Node]) -> int | None:
    return min(
        candidates,
        key=lambda i: (not nodes[i].is_critical, not nodes[i].is_task, natural_key(nodes[i].id)),
        default=None,
    )


def critical_branches(nodes: Sequence[Node], order: Sequence[int]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Return the critical activities as steps: one id alone, or chains that run beside each other.

    `order` is topological. What every critical chain passes is a step of its own; what lies between two of those are
    the branches. Milestones are left out.
    """
    members = [i for i in order if nodes[i].is_critical]
    place = {i: number for number, i in enumerate(members)}
    sources = [[place[s] for s in nodes[i].driven_by if s in place] for i in members]
    steps: list[tuple[tuple[str, ...], ...]] = []
    between: list[int] = []
    for number, passed_by in enumerate(_passed_by(sources)):
        if passed_by:
            between.append(number)
            continue
        steps += [_branches(between, sources, members, nodes), _branches([number], sources, members, nodes)]
        between = []
    steps.append(_branches(between, sources, members, nodes))
    return tuple(step for step in steps if step)


def _passed_by(sources: Sequence[Sequence[int]]) -> list[bool]:
    """Return for each node, numbered in topological order, whether some chain goes past it.

    A chain goes past a node when one of its edges leads from before it to behind it. What has no source is reached
    from a common start before all, what has no successor leads to a common end.
    """
    count = len(sources)
    change = [0] * (count + 2)
    is_source = [False] * count
    for number, before in enumerate(sources):
        for source in before or (-1,):
            change[source + 1] += 1
            change[number] -= 1
            if source >= 0:
                is_source[source] = True
    for number in range(count):
        if not is_source[number]:
            change[number + 1] += 1
            change[count] -= 1
    passing = 0
    passed = []
    for number in range(count):
        passing += change[number]
        passed.append(passing > 0)
    return passed


def _branches(
    numbers: Sequence[int], sources: Sequence[Sequence[int]], members: Sequence[int], nodes: Sequence[Node]
) -> tuple[tuple[str, ...], ...]:
    """Return the connected groups among `numbers` as chains of task ids, in the order of their first ids."""
    inside = set(numbers)
    group = {number: number for number in numbers}

    def root(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    for number in numbers:
        for source in sources[number]:
            if source in inside:
                group[root(number)] = root(source)
    chains: dict[int, list[str]] = {}
    for number in numbers:
        if nodes[members[number]].is_task:
            chains.setdefault(root(number), []).append(nodes[members[number]].id)
    return tuple(tuple(chain) for chain in sorted(chains.values(), key=lambda chain: natural_key(chain[0])))
