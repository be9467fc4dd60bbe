"""Better than the heuristic, with OR-Tools: constraint programming on intervals, started from what was found.

Each activity is an interval, each resource a cumulative constraint; what is taken, and what is pinned, are intervals
that do not move. The heuristic's schedule is the hint and the upper bound; CP-SAT looks for a shorter one and for a
proof that there is none. Its schedule is then built once more by the serial scheme, so that everything starts as
early as the others let it.

One worker searches, from a fixed seed and for a fixed number of its own steps, so that the same version of OR-Tools
gives the same answer on every machine that takes these steps within the time limit. What is left to the machine is
where the limit cuts the search off: a slow one may give a longer schedule or a wider gap.

OR-Tools are the extra `optimize`, and are imported here alone, when they are needed.

Source: Perron & Furnon, OR-Tools; Laborie 2018 for intervals and cumulative constraints in project scheduling.
"""

from __future__ import annotations

from importlib.util import find_spec
from math import ceil, gcd
from typing import Any

from plandocs.schedule.rcpsp.bounds import longest_paths
from plandocs.schedule.rcpsp.generation import serial
from plandocs.schedule.rcpsp.justification import by_start
from plandocs.schedule.rcpsp.packed import FOREVER, Packed
from plandocs.schedule.rcpsp.workload import Found, Workload

METHOD = "cp_sat"
SECONDS = 10.0
STEPS = 4.0
"""What may be spent, in OR-Tools' deterministic time: five to ten seconds of one core."""
_ROUNDING = 1e-6


def is_installed() -> bool:
    """Return whether OR-Tools can be imported."""
    return find_spec("ortools") is not None


def improved(work: Workload, found: Found, *, seconds: float = SECONDS, steps: float = STEPS, seed: int = 1) -> Found:
    """Return a schedule at least as short as one that was found, with the better of both bounds.

    It ends after so many seconds or `steps` of deterministic time, whichever comes first.
    """
    from ortools.sat.python import cp_model

    packed = Packed(work)
    if not packed.count:
        return found
    model = _Model(cp_model, packed, found)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.max_deterministic_time = steps
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    status = solver.solve(model.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return found
    bound = max(found.bound, model.length(solver.best_objective_bound))
    starts = [model.time(solver.value(start)) for start in model.starts]
    built = serial(packed, by_start(packed, starts), packed.before, packed.releases, packed.base)
    better = min(([found.starts[index] for index in packed.origin], starts, built), key=packed.cost)
    placed = packed.unpacked(better)
    return Found(placed, max(packed.pinned_end, work.length(placed)), bound)


class _Model:
    """The constraint model of a packed workload; its time runs in the largest unit that measures everything."""

    def __init__(self, cp_model: Any, packed: Packed, found: Found) -> None:
        self._packed = packed
        self._unit = _unit(packed, found)
        self.model = cp_model.CpModel()
        self.starts = self._starts(found)
        self._links()
        durations = [duration // self._unit for duration in packed.durations]
        intervals = [
            self.model.new_fixed_size_interval_var(start, duration, f"work{k}")
            for k, (start, duration) in enumerate(zip(self.starts, durations, strict=True))
        ]
        for r in range(len(packed.work.capacity)):
            self._resource(r, intervals)
        self._finish(durations, found)

    def time(self, value: int) -> int:
        """Return a time of the model in the workload's units."""
        return value * self._unit

    def length(self, bound: float) -> int:
        """Return the least length that a bound of the solver proves; it may be off by rounding, never too high."""
        return self._unit * ceil(bound - _ROUNDING)

    def _starts(self, found: Found) -> list[Any]:
        packed, unit = self._packed, self._unit
        heads, tails = longest_paths(packed)
        starts = []
        for k, index in enumerate(packed.origin):
            latest = found.length - tails[k] - packed.durations[k]
            if found.starts[index] <= packed.due[k]:
                latest = min(latest, packed.due[k])
            start = self.model.new_int_var(heads[k] // unit, latest // unit, f"start{k}")
            self.model.add_hint(start, found.starts[index] // unit)
            starts.append(start)
        return starts

    def _links(self) -> None:
        for k, links in enumerate(self._packed.before):
            for source, distance in links:
                self.model.add(self.starts[k] >= self.starts[source] + distance // self._unit)

    def _resource(self, r: int, work: list[Any]) -> None:
        """Let the demands on a resource, and what is booked of it from the outset, stay within its capacity."""
        packed, unit = self._packed, self._unit
        field, shift = (1 << packed.widths[r]) - 1, packed.shifts[r]
        capacity = packed.work.capacity[r] // packed.units[r]
        demands = [demand >> shift & field for demand in packed.demands]
        users = [k for k, demand in enumerate(demands) if demand and packed.durations[k]]
        if sum(demands[k] for k in users) <= capacity and not packed.has_bookings:
            return
        intervals, amounts = [work[k] for k in users], [demands[k] for k in users]
        times, levels = packed.base.times, packed.base.levels
        for first, last, level in zip(times[1:-2], times[2:-1], levels[1:-2], strict=True):
            booked = capacity - (field - (level >> shift & field))
            if booked:
                length = (last - first) // unit
                intervals.append(self.model.new_fixed_size_interval_var(first // unit, length, f"booked{r}-{first}"))
                amounts.append(booked)
        self.model.add_cumulative(intervals, amounts, capacity)

    def _finish(self, durations: list[int], found: Found) -> None:
        finish = self.model.new_int_var(found.bound // self._unit, found.length // self._unit, "finish")
        self.model.add_hint(finish, found.length // self._unit)
        for start, duration in zip(self.starts, durations, strict=True):
            self.model.add(finish >= start + duration)
        self.model.minimize(finish)


def _unit(packed: Packed, found: Found) -> int:
    distances = [distance for links in packed.before for _, distance in links]
    edges = packed.base.times[1:-1]
    due = [time for time in packed.due if time < FOREVER]
    return gcd(*packed.durations, *packed.releases, *distances, *edges, *due, packed.pinned_end, found.length) or 1
