"""A forecast against what was agreed: the slip of every task, that of the go-live, and the class of the delay.

Two schedules of one plan go in. Slips are working days of the project calendar, positive when late.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plandocs.schedule.buffers import Buffer, BufferUse, buffer_use
from plandocs.schedule.result import Schedule, ScheduledTask

DelayClass = Literal["none", "minor", "moderate", "major"]

MINOR_SLIP, MODERATE_SLIP = 3, 10
"""Working days of slip up to which a delay is minor, and moderate. Source: S64–S66."""


@dataclass(frozen=True, slots=True)
class TaskSlip:
    """One task as agreed, and by how much its finish is forecast to move."""

    agreed: ScheduledTask
    slip: int


@dataclass(frozen=True, slots=True)
class BufferState:
    """A buffer that is still ahead: how much of it is used, and how much of the chain it protects is done."""

    use: BufferUse
    buffer: Buffer
    chain_percent: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What has moved. `slip` is that of the go-live, or of the finish where the plan names no go-live."""

    agreed: Schedule
    slip: int
    finish_slip: int
    delay: DelayClass
    tasks: tuple[TaskSlip, ...]
    buffers: tuple[BufferState, ...]


def delay_class(slip: int) -> DelayClass:
    """Return the class of a slip in working days. Source: S64–S66."""
    if slip <= 0:
        return "none"
    if slip <= MINOR_SLIP:
        return "minor"
    return "moderate" if slip <= MODERATE_SLIP else "major"


def go_live_slip(agreed: Schedule, forecast: Schedule) -> int:
    """Return the slip of the go-live, or of the finish where there is no go-live."""
    if agreed.go_live is not None and forecast.go_live is not None:
        return agreed.working_days_between(agreed.go_live, forecast.go_live)
    return agreed.working_days_between(agreed.finish, forecast.finish) if agreed.go_live is None else 0


def compare(agreed: Schedule, forecast: Schedule) -> Comparison:
    """Return what a forecast has moved. Its as-of date must be known."""
    assert forecast.as_of is not None
    slip = go_live_slip(agreed, forecast)
    tasks = [
        TaskSlip(task, agreed.working_days_between(task.finish, forecast.task(task.id).finish)) for task in agreed.tasks
    ]
    buffers = {buffer.id: buffer for buffer in agreed.buffers}
    used = buffer_use(agreed, forecast, forecast.as_of, list(buffers))
    return Comparison(
        agreed,
        slip,
        agreed.working_days_between(agreed.finish, forecast.finish),
        delay_class(slip),
        tuple(tasks),
        tuple(BufferState(use, buffers[use.id], chain_percent(buffers[use.id].protects, forecast)) for use in used),
    )


def chain_percent(chain: tuple[str, ...], forecast: Schedule) -> int:
    """Return percent done of a chain, weighted by duration; 0 for a chain that takes no time."""
    tasks = [forecast.task(name) for name in chain]
    total = sum(task.duration_days for task in tasks)
    done = sum(task.duration_days * (task.progress or 0) for task in tasks)
    return int(done / total) if total else 0
