"""What holds in every trial: the links into each activity with their maps, and the dates nothing comes before.

A trial takes the agreed plan as it is meant. Work starts as soon as what it waits for is done, with these exceptions:

- Work that is as late as possible does not start before its agreed date. (A plan that is computed backward from its
  target is no such case: its kickoff is fixed, and from there its work starts as soon as it can.)
- A date that must be kept is a date before which nothing happens; it is not kept against work that is not done.
  A link that the agreed schedule already breaks for it stays broken. Source: GAO-16-89G, on hard constraints in a
  schedule risk analysis.
- A buffer ends when it was meant to: what comes late uses it up before what follows moves.
- Facts stand.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from plandocs.schedule.bent_maps import GrowingMap, Ways
from plandocs.schedule.calendar import DAY
from plandocs.schedule.cpm import Passes, bent_bound, source_begins
from plandocs.schedule.network import Activity, BentLink, Network

_LEAST_MORE = 60
"""Days after the agreed finish that trials are expected to take at least."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One link into an activity: where it comes from, and how its bound is made."""

    source: int
    offset: float
    to_finish: bool
    way: GrowingMap | None


@dataclass(frozen=True, slots=True)
class Course:
    """A network made ready for trials, index by index.

    `earliest` is where an activity starts when it waits for nothing. `ends` is a finish that comes no earlier, and
    `gives_way` whether it is a buffer's. `last` are the activities that may end the project. `finishes` are the
    maps from finishes to instants, None where their positions on the one calendar tell their order and their day: no
    milestone is at a beginning of work, then.
    """

    network: Network
    passes: Passes
    entries: list[list[Entry]]
    earliest: list[float]
    ends: list[float | None]
    gives_way: list[bool]
    last: list[int]
    finishes: list[GrowingMap] | None
    ways: Ways


def plan_course(network: Network, passes: Passes, held: Collection[int], buffers: Collection[int]) -> Course:
    """Return the course of a network. Activities in `held` do not start before their scheduled dates."""
    begins = passes.scheduled_begins if held else passes.begins
    pinned = [_is_pinned(network, passes, index) for index in range(network.count)]
    ways = Ways(_days(network, passes))
    entries = _entries(network, passes, pinned, begins, ways)
    earliest: list[float] = []
    ends: list[float | None] = []
    gives_way: list[bool] = []
    for index, activity in enumerate(network.activities):
        start, finish = passes.scheduled[2 * index], passes.scheduled[2 * index + 1]
        at = start if pinned[index] or index in held else activity.release
        ends_late = activity.fixed_is_finish if activity.fixed is not None else activity.release_is_finish
        spends = index in buffers and not any(entry.to_finish for entry in entries[index])
        earliest.append(float(at))
        gives_way.append(spends)
        ends.append(float(finish) if spends else float(at + activity.duration) if ends_late else None)
    last = _last(network, entries)
    return Course(network, passes, entries, earliest, ends, gives_way, last, _finishes(network, begins, ways), ways)


def is_finished(activity: Activity) -> bool:
    """Return whether an activity is finished for good."""
    return activity.progress is not None and activity.progress.finish is not None


def _entries(
    network: Network, passes: Passes, pinned: Sequence[bool], begins: list[bool], ways: Ways
) -> list[list[Entry]]:
    """Return the links into each activity; those that stay on one calendar become offsets.

    What is pinned has no links that would hold it longer than the agreed schedule does.
    """
    entries: list[list[Entry]] = [[] for _ in network.activities]
    for tie, link in zip(network.ties, network.links, strict=True):
        position = 2 * tie.predecessor + tie.from_finish
        to_finish = tie.to_finish and network.activities[tie.successor].duration > 0
        start = passes.scheduled[2 * tie.successor]
        if pinned[tie.successor] and _bound(network, passes, tie.successor, link) > start:
            continue
        offset, way = float(tie.lag), None
        if isinstance(link, BentLink) and not (
            link.origin is link.target and (not link.lag or link.lag_calendar is link.target)
        ):
            offset, way = 0.0, None
            if link.lag and link.lag_calendar is link.target:
                # The lag is an offset behind the way to the target, which links with other lags share.
                offset, link = float(link.lag), replace(link, lag=0, to_finish=False)
            way = ways.reach(link, source_begins(network, position, begins))
        entries[tie.successor].append(Entry(position, offset, to_finish, way))
    return entries


def _is_pinned(network: Network, passes: Passes, index: int) -> bool:
    """Return whether a date holds an activity, in the agreed schedule, where it is: if need be against its links."""
    activity = network.activities[index]
    if activity.fixed is not None:
        return True
    latest = activity.latest_start
    if latest is None:
        return False
    links = [*network.plain[index], *(network.bent[index] or ())]
    return activity.release > latest or any(_bound(network, passes, index, link) > latest for link in links)


def _bound(network: Network, passes: Passes, index: int, link: tuple[int, int] | BentLink) -> int:
    """Return the bound of a link on the start of activity `index` in the agreed schedule."""
    if isinstance(link, BentLink):
        return bent_bound(network, link, index, passes.scheduled, passes.scheduled_begins)[0]
    source, offset = link
    return passes.scheduled[source] + offset


def _last(network: Network, entries: list[list[Entry]]) -> list[int]:
    """Return the activities that no other is sure to finish after."""
    followed = {
        entry.source >> 1
        for index, activity in enumerate(network.activities)
        if not is_finished(activity) and not activity.takes_earliest
        for entry in entries[index]
        if entry.source & 1 and entry.way is None and entry.offset >= 0
    }
    return [index for index in range(network.count) if index not in followed]


def _days(network: Network, passes: Passes) -> range:
    """Return the days on which trials are expected to work: from the first start to well after the last finish."""
    instants = [
        network.calendars[activity.calendar].start_instant(passes.early[2 * index])
        for index, activity in enumerate(network.activities)
    ]
    first, last = min(instants, default=passes.finish) // DAY, passes.finish // DAY
    return range(first, last + max(_LEAST_MORE, (last - first) // 3))


def _finishes(network: Network, begins: Sequence[bool], ways: Ways) -> list[GrowingMap] | None:
    if len({activity.calendar for activity in network.activities}) == 1 and not any(begins):
        return None
    used = {(activity.calendar, is_start) for activity, is_start in zip(network.activities, begins, strict=True)}
    made = {key: ways.finish(network.calendars[key[0]], key[1]) for key in used}
    return [made[activity.calendar, is_start] for activity, is_start in zip(network.activities, begins, strict=True)]
