"""Work within capacity: the resource-constrained project scheduling problem.

In: durations, links as least distances between starts, demands and capacity. Out: starts that keep every link and
never use more than there is, the length of that schedule, and a length below which none can be. `workload` says what
goes in and out, `search` how hard it tries; the other modules are the parts. Nothing here knows a plan, a calendar or
a clock.
"""

from plandocs.schedule.rcpsp.search import BEST, DEFAULT, Effort, schedule_within_capacity, searched, shortest_found
from plandocs.schedule.rcpsp.workload import Distance, Found, Workload

__all__ = [
    "BEST",
    "DEFAULT",
    "Distance",
    "Effort",
    "Found",
    "Workload",
    "schedule_within_capacity",
    "searched",
    "shortest_found",
]
