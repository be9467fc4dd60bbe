"""The buffers on the dashboard: how many days of each are used and left.

A buffer is used by as many days as its start has moved, less what open buffers before it have taken up already; one
that has gone by has nothing left. Buffers that protect the go-live come first and are the ones whose days are added
up; all stand in the order of their agreed dates, so that each row counts those above it.
"""

from __future__ import annotations

from dataclasses import dataclass

from plandocs.content.facts import TaskFact
from plandocs.content.sheets import AS_OF_NAME, DataTable, Formula, Item, address, quoted
from plandocs.documents.workbook.blocks import Block, RowMaker, titles
from plandocs.documents.workbook.setting import Setting, matching

_UNTIL, _DAYS, _USED, _LEFT, _STATE = range(1, 6)
"""Places of the columns after the name."""


@dataclass(frozen=True, slots=True)
class BufferCells:
    """The rows of the buffers that protect the go-live, the first of a block in the first columns of the dashboard."""

    first: int
    last: int

    def total(self, setting: Setting, place: int) -> str:
        """Return a formula for the sum of a column over the buffers that are still open."""
        if self.last < self.first:
            return "0"
        state = quoted(setting.say("buffer_state.open"))
        return f"SUMIFS({self._column(place)},{self._column(_STATE)},{state})"

    def left(self, setting: Setting) -> Formula:
        """Return the days that are left."""
        return Formula(self.total(setting, _LEFT), setting.facts.progress.buffer_left)

    def size(self, setting: Setting) -> Formula:
        """Return the days there were in buffers that are open."""
        return Formula(self.total(setting, _DAYS), setting.facts.progress.buffer_size)

    def planned(self, setting: Setting) -> Formula:
        """Return the days of all of them in a plan without forecast."""
        text = f"SUM({self._column(_DAYS)})" if self.last >= self.first else "0"
        return Formula(text, setting.facts.critical.buffer_days)

    def _column(self, place: int) -> str:
        return f"{address(self.first, place + 1)}:{address(self.last, place + 1)}"


def buffers(setting: Setting, tasks: DataTable) -> Block | None:
    """Return the block; in an agreed plan only when each buffer ends and how long it is."""
    protecting = protecting_ids(setting)
    found = (row for row in setting.facts.rows if row.is_buffer)
    rows = sorted(found, key=lambda row: (row.id not in protecting, row.agreed_start))
    if not rows:
        return None
    figures = ("days", "used", "left") if setting.tracked else ("days",)
    heads = (*titles(setting, ("buffer", "until")), *titles(setting, figures, numbers=True))
    heads += titles(setting, ("buffer_state",)) if setting.tracked else (("", "header"),) * 3
    makers = tuple(_row(setting, tasks, row, place) for place, row in enumerate(rows))
    return Block(setting.say("block.buffers"), heads, makers)


def protecting_ids(setting: Setting) -> frozenset[str]:
    """Return the ids of the buffers that protect the go-live."""
    return frozenset(row.id for row in setting.facts.critical.protecting)


def _row(setting: Setting, tasks: DataTable, buffer: TaskFact, above: int) -> RowMaker:
    """Return the row of a buffer that has so many others above it."""
    found = f"MATCH({matching(buffer.id)},{tasks.whole('id')},0)"

    def of(key: str) -> str:
        return f"INDEX({tasks.whole(key)},{found})"

    size = buffer.duration_days
    is_protecting = buffer.id in protecting_ids(setting)
    name = buffer.name if is_protecting else setting.say("buffer_beside", name=buffer.name)
    until = Formula(of("base_finish" if setting.tracked else "finish"), buffer.agreed_finish)
    days = Formula(of("planned_days"), size)
    items: list[Item | None] = [
        Item(name, "plain"),
        Item(until, "formula_date"),
        Item(days, "formula_number"),
    ]
    if not setting.tracked:
        return lambda row, column: tuple(items)
    open_word, gone_word = setting.say("buffer_state.open"), setting.say("buffer_state.gone")
    use = next((use for use in setting.facts.progress.buffers if use.id == buffer.id), None)
    used = size if use is None else use.used
    done = quoted(setting.states["done"])
    state = f"IF(OR({of('status')}={done},{of('finish')}<{AS_OF_NAME}),{quoted(gone_word)},{quoted(open_word)})"
    moved = setting.counted.between(of("base_start"), of("start"))

    def make(row: int, column: int) -> tuple[Item | None, ...]:
        own = {place: address(row, column + place) for place in (_DAYS, _USED, _STATE)}
        taken = ""
        if above:
            columns = [
                f"{address(row - above, column + place)}:{address(row - 1, column + place)}"
                for place in (_USED, _UNTIL, _STATE)
            ]
            before = f'"<"&{of("base_start")}'
            taken = f"-SUMIFS({columns[0]},{columns[1]},{before},{columns[2]},{quoted(open_word)})"
        left_open = f"MAX(0,MIN({own[_DAYS]},{moved}{taken}))"
        return (
            *items,
            Item(Formula(f"IF({own[_STATE]}={quoted(gone_word)},{own[_DAYS]},{left_open})", used), "formula_number"),
            Item(Formula(f"{own[_DAYS]}-{own[_USED]}", size - used), "formula_number"),
            Item(Formula(state, open_word if use is not None else gone_word), "formula_id"),
        )

    return make
