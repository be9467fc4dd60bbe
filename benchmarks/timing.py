"""Times of calls and of processes: medians of several runs, each with the garbage of the last one collected."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager


def seconds(call: Callable[[], object], *, runs: int) -> float:
    """Return the median time of a call."""
    return alternately({"": call}, runs=runs)[""]


def least(call: Callable[[], object], *, runs: int) -> float:
    """Return the shortest time of a call of milliseconds: what it costs while nothing else runs."""
    times = []
    gc.collect()
    for _ in range(runs):
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return min(times)


def alternately(
    calls: Mapping[str, Callable[[], object]], *, runs: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    """Return the median time of each call. They take turns, so that a slow minute of the machine slows all of them.

    With `time.process_time` as the clock, what other programs do meanwhile does not count.
    """
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(runs):
        for name, call in calls.items():
            gc.collect()
            begin = clock()
            call()
            times[name].append(clock() - begin)
    return {name: statistics.median(values) for name, values in times.items()}


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep the garbage collector out of what is measured, as the command does for its own process.

    It looks at all that is alive, other plans included, and so would grow with everything.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def process(*arguments: str) -> Callable[[], object]:
    """Return a call that runs Python with arguments and waits for its end."""

    def run() -> None:
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)

    return run


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """Return how time grows between the last two sizes: 1 is linear, 2 quadratic."""
    import math

    return math.log(times[-1] / times[-2]) / math.log(sizes[-1] / sizes[-2])
