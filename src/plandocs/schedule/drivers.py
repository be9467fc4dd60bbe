"""What fixes each activity's early start: the links, constraints and dates whose bound is met exactly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plandocs.plan.values import Link
from plandocs.schedule.cpm import Passes, source_begins
from plandocs.schedule.network import BentLink, Network
from plandocs.schedule.progress import State
from plandocs.schedule.result import Driver
from plandocs.schedule.rows import Row


def driving_ties(network: Network, passes: Passes) -> list[list[int]]:
    """Return, for each activity, the indexes of the ties whose bound equals its scheduled start.

    For an activity in progress that is where its remaining work resumes. What is finished is driven by nothing.
    """
    driving: list[list[int]] = [[] for _ in network.activities]
    position = passes.scheduled
    for number, (tie, link) in enumerate(zip(network.ties, network.links, strict=True)):
        index = tie.successor
        activity = network.activities[index]
        if activity.progress is not None and activity.progress.finish is not None:
            continue
        if isinstance(link, BentLink):
            bound, _ = link.reach(position[link.source], source_begins(network, link.source, passes.scheduled_begins))
            bound -= activity.duration if link.to_finish else 0
        else:
            bound = position[link[0]] + link[1]
        if bound == position[2 * index + 1] - activity.duration:
            driving[index].append(number)
    return driving


def limiting_ties(network: Network, passes: Passes) -> list[list[int]]:
    """Return, for each activity, the indexes of the ties that end its free float: what it would delay first."""
    limiting: list[list[int]] = [[] for _ in network.activities]
    position = passes.scheduled
    for number, (tie, link) in enumerate(zip(network.ties, network.links, strict=True)):
        source, target = network.activities[tie.predecessor], network.activities[tie.successor]
        if target.progress is not None and target.progress.finish is not None:
            continue
        start = position[2 * tie.successor + 1] - target.duration
        if isinstance(link, BentLink):
            bound = start + (target.duration if link.to_finish else 0)
            begins = source_begins(network, link.source, passes.scheduled_begins)
            cap = link.allows(bound, begins, target.duration > 0 or passes.scheduled_begins[tie.successor])
        else:
            cap = start - link[1]
        if cap + (0 if tie.from_finish else source.duration) == passes.free[tie.predecessor]:
            limiting[tie.predecessor].append(number)
    return limiting


def describe_drivers(
    row: Row, state: State, ties: Sequence[tuple[str, Link]], is_first: bool, as_of: date | None
) -> tuple[Driver, ...]:
    """Return the reasons for a row's start in words' parts.

    `ties` are the driving links with the ids of their predecessors. `is_first` says that the start is the project's.
    """
    if state != "waiting":
        on = row.started if row.started is not None else row.finished
        return (Driver("actual", on=on),)
    fixed = _constraints(row, ("must_start_on", "must_finish_on"))
    if fixed:
        return fixed
    found = [Driver("link", by=predecessor, link=link.type, lag=_lag_text(link)) for predecessor, link in ties]
    if found:
        return tuple(found)
    if row.as_late_as_possible and not is_first:
        return (Driver("constraint", name="as_late_as_possible"),)
    caps = _constraints(row, ("start_no_later_than", "finish_no_later_than"))
    bounds = _constraints(row, ("start_no_earlier_than", "finish_no_earlier_than"))
    if is_first:
        return (Driver("project_start"),)
    if as_of is not None and not bounds:
        return (Driver("as_of", on=as_of),)
    return bounds or caps or (Driver("project_start"),)


def _constraints(row: Row, keys: Sequence[str]) -> tuple[Driver, ...]:
    days: list[tuple[str, date | None]] = [(key, getattr(row, key)) for key in keys]
    return tuple(Driver("constraint", name=key, on=day) for key, day in days if day is not None)


def _lag_text(link: Link) -> str:
    if not link.lag:
        return ""
    return f"{'+' if link.lag > 0 else '-'}{abs(link.lag).normalize():f}{link.lag_unit}"
