"""The criticality index: in what share of trials an activity lies on a longest path to the finish.

The path goes back along the links that hold an activity where it is, through buffers too. Finished work is not on it.
Two ways to the same numbers: lists are traced trial by trial, along those links only; arrays take all trials at once,
against the order of the activities.
"""

from __future__ import annotations

from typing import Any

from plandocs.schedule.course import is_finished
from plandocs.schedule.trials import Trials


def criticality(trials: Trials, goal: int | None) -> list[float]:
    """Return the criticality index of each activity, from 0 to 1: for one activity's finish, or the project's."""
    return _by_arrays(trials, goal) if trials.columns.name == "numpy" else _by_tracing(trials, goal)


def _by_tracing(trials: Trials, goal: int | None) -> list[float]:
    as_list = trials.columns.as_list
    course = trials.course
    count = course.network.count
    open_ = [not is_finished(activity) for activity in course.network.activities]
    counts = [0] * count
    ends = as_list(trials.ends()) if goal is None else []
    finishes = [(index, as_list(trials.moment(index))) for index in course.last if open_[index] and goal is None]
    bounds = [[(s, as_list(bound)) for s, bound in trials.bounds(i) if open_[s]] for i in range(count)]
    starts = [as_list(trials.resumption(index)) for index in range(count)]
    first = [goal] if goal is not None and open_[goal] else []
    for trial in range(trials.columns.trials):
        stack = [*first, *(index for index, column in finishes if column[trial] == ends[trial])]
        seen = set(stack)
        while stack:
            index = stack.pop()
            counts[index] += 1
            at = starts[index][trial]
            for source, bound in bounds[index]:
                if source not in seen and bound[trial] == at:
                    seen.add(source)
                    stack.append(source)
    return [number / trials.columns.trials for number in counts]


def _by_arrays(trials: Trials, goal: int | None) -> list[float]:
    course = trials.course
    open_ = [not is_finished(activity) for activity in course.network.activities]
    # A mask is an array of booleans, or one boolean for all trials; the operators work on both.
    critical: list[Any] = [False] * course.network.count
    if goal is None:
        end = trials.ends()
        for index in course.last:
            critical[index] = open_[index] and trials.moment(index) == end
    else:
        critical[goal] = open_[goal]
    for index in reversed(course.network.order):
        mask = critical[index]
        if mask is False:
            continue
        at = trials.resumption(index)
        for source, bound in trials.bounds(index):
            if open_[source]:
                critical[source] = critical[source] | (mask & (bound == at))
    return [float(mask) if isinstance(mask, bool) else float(mask.mean()) for mask in critical]
