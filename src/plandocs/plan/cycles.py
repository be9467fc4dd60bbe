"""Finds a loop in a directed graph, such as tasks that wait for each other."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def find_cycle(successors: Mapping[Node, Iterable[Node]]) -> list[Node] | None:
    """Return the nodes of one cycle in the order of its edges, or None when there is none.

    `successors` maps each node to the nodes its edges lead to; nodes without edges may be left out. The cycle begins
    with its first node in the mapping's order, and that node is not repeated at the end. Takes linear time and no
    recursion.
    """
    finished: set[Node] = set()
    for root in successors:
        if root in finished:
            continue
        path: dict[Node, None] = {root: None}
        stack = [iter(successors.get(root, ()))]
        while stack:
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
                finished.add(path.popitem()[0])
            elif node in path:
                trail = list(path)
                return _from_first(trail[trail.index(node) :], successors)
            elif node not in finished:
                path[node] = None
                stack.append(iter(successors.get(node, ())))
    return None


def _from_first(cycle: list[Node], successors: Mapping[Node, Iterable[Node]]) -> list[Node]:
    """Turn a cycle so that it begins with its node that comes first in the mapping."""
    members = set(cycle)
    first = next(node for node in successors if node in members)
    at = cycle.index(first)
    return cycle[at:] + cycle[:at]
