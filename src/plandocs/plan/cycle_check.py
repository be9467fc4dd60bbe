"""Tasks, milestones and phases that wait for each other in a loop, each loop named whole. Source: S41."""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.plan.cycles import find_cycle
from plandocs.plan.model import Phase, Plan
from plandocs.plan.values import Link

Node = tuple[str, str]
"""A kind (`item`, `start of phase`, `end of phase`) and an id."""

_MOST = 10


def find_loops(plan: Plan) -> list[list[str]]:
    """Return the loops of a plan as ids of what waits for what, first to last, the first not repeated.

    Two loops never share a link. A phase waits with all its tasks; a milestone without links of its own waits for
    all tasks of its phase.
    """
    successors = _successors(plan)
    loops: list[list[str]] = []
    while len(loops) < _MOST:
        cycle = find_cycle(successors)
        if cycle is None:
            break
        loops.append(_named(cycle))
        for node, after in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
            del successors[node][after]
    return loops


def _successors(plan: Plan) -> dict[Node, dict[Node, None]]:
    phases = {phase.id for phase in plan.phases}
    items = [task.id for task in plan.tasks()] + [milestone.id for milestone in plan.milestones()]
    graph: dict[Node, dict[Node, None]] = {("item", name): {} for name in items}
    for phase in plan.phases:
        graph.setdefault(("start of phase", phase.id), {})
        graph.setdefault(("end of phase", phase.id), {})
    for phase in plan.phases:
        for before, after in _edges(phase, phases):
            if before in graph and after in graph:
                graph[before][after] = None
    return graph


def _edges(phase: Phase, phases: set[str]) -> Iterator[tuple[Node, Node]]:
    """Yield what a phase says of the order of things, as pairs of before and after."""
    start, end = ("start of phase", phase.id), ("end of phase", phase.id)
    for link in phase.after:
        yield _end_of(link, phases), start
    for task in phase.tasks:
        for link in task.after:
            yield _end_of(link, phases), ("item", task.id)
        yield start, ("item", task.id)
        yield ("item", task.id), end
    milestone = phase.milestone
    if milestone is not None:
        item = ("item", milestone.id)
        for link in milestone.after or tuple(Link(task.id) for task in phase.tasks):
            yield _end_of(link, phases), item
        yield start, item
        yield item, end


def _end_of(link: Link, phases: set[str]) -> Node:
    return ("end of phase" if link.predecessor in phases else "item", link.predecessor)


def _named(cycle: list[Node]) -> list[str]:
    """Return the ids of a loop; a phase that is passed from start to end is named once."""
    names: list[str] = []
    for _, name in cycle:
        if not names or names[-1] != name:
            names.append(name)
    if len(names) > 1 and names[0] == names[-1]:
        names.pop()
    return names
