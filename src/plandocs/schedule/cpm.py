"""The critical path method: earliest and latest positions of every activity, and its free float.

A `Network` goes in, `Passes` come out. The forward pass takes, in topological order, the largest of an activity's
bounds; the backward pass pushes each activity's latest start through the same links to its predecessors. Positions
are coordinates on the activity's own calendar; dates are made elsewhere.

Source: Kelley & Walker 1959 for the passes; four link types with lags as in the precedence diagramming method.
"""

from __future__ import annotations

from dataclasses import dataclass

from plandocs.schedule.network import Activity, BentLink, Bound, Network, Progress, latest_by

_NEVER = 1 << 62


@dataclass(slots=True)
class Passes:
    """Positions after the passes. `early[2i]`/`early[2i+1]` are start and finish of activity i; `late` likewise.

    `free[i]` is the latest finish that delays no successor. `begins[i]` says that a milestone sits at a beginning of
    work rather than an end. `scheduled` is `early`, but for what is as late as possible and what waits for that;
    `scheduled_begins` goes with it. `finish` is the project's finish as an instant.
    """

    early: list[int]
    late: list[int]
    free: list[int]
    scheduled: list[int]
    begins: list[bool]
    scheduled_begins: list[bool]
    finish: int


def run_passes(network: Network) -> Passes:
    """Return earliest, latest and free positions of all activities."""
    begins = [False] * network.count
    early = forward_pass(network, begins)
    finish = project_finish(network, early, begins)
    late = backward_pass(network, early, begins, finish)
    scheduled, scheduled_begins = early, begins
    if any(activity.as_late_as_possible for activity in network.activities):
        scheduled_begins = list(begins)
        scheduled = forward_pass(network, scheduled_begins, late)
    free = _free_finishes(network, scheduled, scheduled_begins, finish)
    return Passes(early, late, free, scheduled, begins, scheduled_begins, finish)


def forward_pass(network: Network, begins: list[bool], late: list[int] | None = None) -> list[int]:
    """Return the earliest positions, and note in `begins` which milestones sit at a beginning of work.

    With `late`, activities that are as late as possible stand at those positions, milestones at the edge of work that
    `begins` gives for them.
    """
    position = [0] * (2 * network.count)
    activities, plain, special = network.activities, network.plain, network.special
    for index in network.order:
        activity = activities[index]
        late_begins = begins[index]
        if special[index]:
            start, finish = _special_step(network, index, position, begins)
        else:
            start = activity.release
            for source, offset in plain[index]:
                bound = position[source] + offset
                if bound > start:
                    start = bound
            finish = start + activity.duration
        if late is not None and activity.as_late_as_possible and activity.progress is None:
            if not activity.duration and (late[2 * index], late_begins) > (start, begins[index]):
                begins[index] = late_begins
            start, finish = max(start, late[2 * index]), max(finish, late[2 * index + 1])
        position[2 * index] = start
        position[2 * index + 1] = finish
    return position


def _special_step(network: Network, index: int, position: list[int], begins: list[bool]) -> tuple[int, int]:
    """Return start and finish of an activity with a fixed date, progress, a bent link or no duration."""
    activity = network.activities[index]
    if activity.progress is not None:
        return _progressed(network, index, activity.progress, position, begins)
    if activity.fixed is not None:
        begins[index] = not activity.duration and not activity.fixed_is_finish
        return activity.fixed, activity.fixed + activity.duration
    if activity.takes_earliest and network.bent[index]:
        bounds = [bent_bound(network, link, index, position, begins) for link in network.bent[index] or ()]
        start, begins[index] = min(bounds)
        return start, start
    release = (activity.release, not activity.release_is_finish)
    start, begin = strongest_bound(network, index, position, begins, release)
    if activity.latest_start is not None:
        latest = (activity.latest_start, not activity.latest_start_is_finish)
        if start > activity.latest_start or (not activity.duration and (start, begin) > latest):
            start, begin = latest
    begins[index] = begin and not activity.duration
    return start, start + activity.duration


def strongest_bound(network: Network, index: int, position: list[int], begins: list[bool], release: Bound) -> Bound:
    """Return the largest of `release` and the bounds that links put on an activity's start."""
    best = release
    for source, offset in network.plain[index]:
        bound = (position[source] + offset, source_begins(network, source, begins))
        if bound > best:
            best = bound
    for link in network.bent[index] or ():
        bound = bent_bound(network, link, index, position, begins)
        if bound > best:
            best = bound
    return best


def bent_bound(network: Network, link: BentLink, index: int, position: list[int], begins: list[bool]) -> Bound:
    """Return the bound that a bent link puts on the start of activity `index`."""
    reached, begin = link.reach(position[link.source], source_begins(network, link.source, begins))
    return reached - (network.activities[index].duration if link.to_finish else 0), begin


def source_begins(network: Network, source: int, begins: list[bool]) -> bool:
    """Return whether a position is a beginning of work; a milestone's depends on what drives it."""
    index = source >> 1
    return not source & 1 if network.activities[index].duration else begins[index]


def _progressed(
    network: Network, index: int, progress: Progress, position: list[int], begins: list[bool]
) -> tuple[int, int]:
    """Return start and finish of an activity with actuals: facts stay, the rest goes on from the release.

    The rest also waits for the links (retained logic: work begun out of sequence waits for its predecessors).
    """
    activity = network.activities[index]
    usual, begin = strongest_bound(network, index, position, begins, (progress.not_before, True))
    if progress.finish is not None:
        begins[index] = activity.duration == 0 and begin and progress.finish <= usual
        latest = progress.finish - activity.duration
        return min(usual, latest) if progress.start is None else progress.start, progress.finish
    resume = max(usual, activity.release)
    start = min(usual, activity.release) if progress.start is None else progress.start
    return start, resume + activity.duration


def finish_instant(network: Network, index: int, position: list[int], begins: list[bool]) -> int:
    """Return the instant at which an activity finishes.

    A milestone at a beginning of work finishes a minute into it, so that in a plan of whole days Tuesday morning is
    later than Monday evening.
    """
    calendar = network.calendars[network.activities[index].calendar]
    at = position[2 * index + 1]
    if not begins[index]:
        return calendar.finish_instant(at)
    start = calendar.start_instant(at)
    return start + 1 if calendar.before_edge(start) < start else start


def project_finish(network: Network, position: list[int], begins: list[bool]) -> int:
    """Return the instant at which the last activity finishes."""
    last: dict[tuple[int, bool], int] = {}
    for index, activity in enumerate(network.activities):
        kind = (activity.calendar, begins[index])
        if kind not in last or position[2 * index + 1] > position[2 * last[kind] + 1]:
            last[kind] = index
    return max((finish_instant(network, index, position, begins) for index in last.values()), default=0)


def backward_pass(network: Network, early: list[int], begins: list[bool], finish: int) -> list[int]:
    """Return the latest positions that keep the project's finish (an instant) and every cap.

    An activity with a fixed date keeps it. What is finished keeps its actuals, and does not hold back its
    predecessors.
    """
    caps = [_NEVER] * (2 * network.count)
    late = [0] * (2 * network.count)
    ends = [calendar.coordinate(finish) for calendar in network.calendars]
    activities, plain, bent = network.activities, network.plain, network.bent
    for index in reversed(network.order):
        activity = activities[index]
        progress = activity.progress
        if progress is not None and progress.finish is not None:
            late[2 * index : 2 * index + 2] = early[2 * index : 2 * index + 2]
            continue
        latest = min(caps[2 * index + 1], caps[2 * index] + activity.duration, ends[activity.calendar])
        if activity.fixed is not None:
            latest = activity.fixed + activity.duration
        if activity.latest_finish is not None and activity.latest_finish < latest:
            latest = activity.latest_finish
        if begins[index]:
            latest = min(latest, _latest_beginning(network, activity, finish))
        start = latest - activity.duration
        late[2 * index] = start if progress is None else early[2 * index]
        late[2 * index + 1] = latest
        for source, offset in plain[index]:
            if start - offset < caps[source]:
                caps[source] = start - offset
        if bent[index] is not None:
            _push_bent(network, index, start, early, begins, caps)
    return late


def _latest_beginning(network: Network, activity: Activity, finish: int) -> int:
    """Return a milestone's last beginning of work: its fixed one or that before the project's finish, and no later than
    its deadline allows."""
    calendar = network.calendars[activity.calendar]
    latest = activity.fixed
    if latest is None:
        latest = latest_by(calendar, calendar.before_edge(finish), begins=True)
    if activity.latest_finish is None:
        return latest
    if not activity.latest_finish_is_finish:
        return min(latest, activity.latest_finish)
    evening = calendar.finish_instant(activity.latest_finish)
    return min(latest, latest_by(calendar, calendar.before_edge(evening), begins=True))


def _push_bent(
    network: Network, index: int, start: int, position: list[int], begins: list[bool], caps: list[int]
) -> None:
    """Lower the caps of the sources of an activity's bent links, for a start of that activity.

    What takes the earliest of its links holds back only the one that is the earliest at `position`.
    """
    activity = network.activities[index]
    duration = activity.duration
    for link in network.bent[index] or ():
        if activity.takes_earliest and bent_bound(network, link, index, position, begins)[0] > position[2 * index]:
            continue
        target = start + (duration if link.to_finish else 0)
        cap = link.allows(target, source_begins(network, link.source, begins), duration > 0 or begins[index])
        caps[link.source] = min(caps[link.source], cap)


def _free_finishes(network: Network, position: list[int], begins: list[bool], finish: int) -> list[int]:
    """Return, for each activity, the latest finish that delays no successor's scheduled start."""
    caps = [_NEVER] * (2 * network.count)
    for index, activity in enumerate(network.activities):
        if activity.progress is not None and activity.progress.finish is not None:
            continue
        start = position[2 * index + 1] - activity.duration
        for source, offset in network.plain[index]:
            if start - offset < caps[source]:
                caps[source] = start - offset
        if network.bent[index] is not None:
            _push_bent(network, index, start, position, begins, caps)
    ends = [calendar.coordinate(finish) for calendar in network.calendars]
    beginnings = [latest_by(calendar, calendar.before_edge(finish), begins=True) for calendar in network.calendars]
    return [
        min(
            caps[2 * index + 1],
            caps[2 * index] + activity.duration,
            (beginnings if begins[index] else ends)[activity.calendar],
        )
        for index, activity in enumerate(network.activities)
    ]
