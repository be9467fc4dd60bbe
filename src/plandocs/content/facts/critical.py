"""The critical path in words: its links by name, its buffers, and what is nearly as long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plandocs.content.facts.tasks import TaskFact
from plandocs.schedule.buffers import protecting_buffers
from plandocs.schedule.result import Schedule


@dataclass(frozen=True, slots=True)
class CriticalFacts:
    """The chain that decides the date. `chain` has its visible rows in order, milestones left out.

    `to_go_live` is the chain up to the go-live itself. `beside` are critical rows that run parallel to the chain.
    `deciding` is all critical work up to the go-live, on the chain or beside it, buffers left out: what "N tasks
    decide the date" counts. `near` are near-critical rows by float.
    `next_float` is the float of the longest path that is not critical, None where every row is.
    `buffers` are all of them in plan order, `protecting` those that every delay uses up before it moves the go-live:
    the buffer that plan, deck, workbook and status report speak of. Those beside protect a part of the work alone.
    """

    chain: tuple[TaskFact, ...]
    to_go_live: tuple[TaskFact, ...]
    beside: tuple[TaskFact, ...]
    deciding: tuple[TaskFact, ...]
    near: tuple[TaskFact, ...]
    next_float: int | None
    buffers: tuple[TaskFact, ...]
    protecting: tuple[TaskFact, ...]

    @property
    def buffer_days(self) -> int | float:
        """Days of buffer before the go-live, whatever is late."""
        return sum(row.duration_days for row in self.protecting)

    @property
    def buffers_beside(self) -> tuple[TaskFact, ...]:
        """The buffers that protect a part of the work, not the go-live itself."""
        return tuple(row for row in self.buffers if row not in self.protecting)


def critical_facts(rows: tuple[TaskFact, ...], schedule: Schedule, go_live: date | None) -> CriticalFacts:
    """Return the critical path of a schedule in terms of the visible rows."""
    by_id = {row.id: row for row in rows}
    chain = tuple(by_id[key] for key in schedule.critical_path if key in by_id and not by_id[key].is_milestone)
    on_chain = {row.id for row in chain}
    buffers = tuple(row for row in rows if row.is_buffer)
    floats = [row.total_float for row in rows if row.total_float > 0 and not row.is_milestone]
    return CriticalFacts(
        chain=chain,
        to_go_live=tuple(row for row in chain if go_live is None or row.finish <= go_live),
        beside=tuple(row for row in rows if row.critical and not row.is_milestone and row.id not in on_chain),
        deciding=tuple(row for row in rows if _decides(row, go_live)),
        near=tuple(sorted((row for row in rows if row.near_critical), key=lambda row: row.total_float)),
        next_float=min(floats, default=None),
        buffers=buffers,
        protecting=tuple(by_id[name] for name in protecting_buffers(schedule, [row.id for row in buffers])),
    )


def _decides(row: TaskFact, go_live: date | None) -> bool:
    is_work = not row.is_milestone and not row.is_buffer
    return row.critical and is_work and (go_live is None or row.finish <= go_live)
