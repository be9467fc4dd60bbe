"""Where dates and logic disagree: fixed dates that break links, and deadlines that are missed. Never silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plandocs.errors import Problem
from plandocs.plan.values import Link
from plandocs.schedule.cpm import Passes, source_begins
from plandocs.schedule.network import BentLink, Network
from plandocs.schedule.result import ScheduledTask
from plandocs.schedule.rows import Row

CONFLICTS = (
    "date-breaks-link",
    "deadline-missed",
    "target-out-of-reach",
    "buffer-of-nothing",
    "needs-more-than-there-is",
)
"""The names of what a schedule can report of itself. A plan may waive them, also where they do not occur now."""
_WORDS = {
    "deadline": "deadline",
    "finish_no_later_than": "latest finish",
    "start_no_later_than": "latest start",
}
_FIXED = ("must_start_on", "must_finish_on", "start_no_later_than", "finish_no_later_than")


def broken_links(rows: Sequence[Row], links: Sequence[Link], network: Network, passes: Passes) -> list[Problem]:
    """Return a problem for every link that a fixed date overrules; what has started is not judged."""
    problems = []
    position = passes.scheduled
    for tie, link, plan_link in zip(network.ties, network.links, links, strict=True):
        activity = network.activities[tie.successor]
        if activity.progress is not None or (activity.fixed is None and activity.latest_start is None):
            continue
        if isinstance(link, BentLink):
            begins = source_begins(network, link.source, passes.scheduled_begins)
            bound, begins = link.reach(position[link.source], begins)
            bound -= activity.duration if link.to_finish else 0
        else:
            bound = position[link[0]] + link[1]
            begins = source_begins(network, link[0], passes.scheduled_begins)
        at = position[2 * tie.successor]
        is_past_evening = not activity.duration and begins and not passes.scheduled_begins[tie.successor]
        if bound > at or (bound == at and is_past_evening):
            problems.append(_broken(rows[tie.successor], plan_link))
    return problems


def _broken(row: Row, link: Link) -> Problem:
    fixed = [(key, getattr(row, key)) for key in _FIXED if getattr(row, key) is not None]
    words = " and ".join(f"{key} {day.isoformat()}" for key, day in fixed)
    return Problem(
        rule="date-breaks-link",
        severity="warning",
        message=f"'{row.id}' ({row.name}) is held at {words}, but its link '{link}' asks for a later date",
        where=f"task {row.id}",
        why="the date wins, so the work may begin before what it needs is done",
        fix=f"move {fixed[0][0]}, shorten what '{row.id}' waits for, or drop the link" if fixed else "",
    )


def missed_dates(rows: Sequence[Row], tasks: Sequence[ScheduledTask]) -> list[Problem]:
    """Return a problem for every deadline and latest finish that the schedule does not keep."""
    problems = []
    for row, task in zip(rows, tasks, strict=False):
        for key, day, planned in _limits(row, task):
            if planned > day:
                problems.append(
                    Problem(
                        rule="deadline-missed",
                        severity="warning",
                        message=f"'{row.id}' ({row.name}) is planned for {planned}, after its {_WORDS[key]} {day}",
                        where=f"task {row.id}",
                        why="somebody counts on that date",
                        fix="shorten the work before it, start that earlier, or agree on a later date",
                    )
                )
    return problems


def _limits(row: Row, task: ScheduledTask) -> list[tuple[str, date, date]]:
    limits = [
        ("deadline", row.deadline, task.finish),
        ("finish_no_later_than", row.finish_no_later_than, task.finish),
        ("start_no_later_than", row.start_no_later_than, task.start),
    ]
    return [(key, day, planned) for key, day, planned in limits if day is not None]
