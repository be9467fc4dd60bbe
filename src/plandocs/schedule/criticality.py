"""The criticality index: in what share of trials an activity lies on a longest path to the finish.

Two ways to the same numbers. Lists are traced trial by trial, along the tight links only; arrays take all trials at
once, against the order of the activities.
"""

from __future__ import annotations

from typing import Any

from plandocs.schedule.trials import Trials

_SAME = 1e-6


def criticality(trials: Trials) -> list[float]:
    """Return the criticality index of each activity, from 0 to 1."""
    return _by_arrays(trials) if trials.columns.name == "numpy" else _by_tracing(trials)


def _by_tracing(trials: Trials) -> list[float]:
    as_list = trials.columns.as_list
    count = trials.network.count
    counts = [0] * count
    ends = as_list(trials.ends())
    finishes = [(index, as_list(trials.moment(index))) for index in trials.final()]
    bounds = [[(source, as_list(bound)) for source, bound in trials.bounds(index)] for index in range(count)]
    starts = [as_list(trials.resumption(index)) for index in range(count)]
    for trial, end in enumerate(ends):
        stack = [index for index, column in finishes if column[trial] >= end - _SAME]
        seen = set(stack)
        while stack:
            index = stack.pop()
            counts[index] += 1
            at = starts[index][trial] - _SAME
            for source, bound in bounds[index]:
                if source not in seen and bound[trial] >= at:
                    seen.add(source)
                    stack.append(source)
    return [number / trials.columns.trials for number in counts]


def _by_arrays(trials: Trials) -> list[float]:
    end = trials.ends() - _SAME
    # A mask is an array of booleans, or one boolean for all trials; the operators work on both.
    critical: list[Any] = [False] * trials.network.count
    for index in trials.final():
        critical[index] = trials.moment(index) >= end
    for index in reversed(trials.network.order):
        mask = critical[index]
        if mask is False:
            continue
        at = trials.resumption(index) - _SAME
        for source, bound in trials.bounds(index):
            critical[source] = critical[source] | (mask & (bound >= at))
    return [float(mask) if isinstance(mask, bool) else float(mask.mean()) for mask in critical]
