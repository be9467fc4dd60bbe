"""What people report of a row, as formulas: read from the schedule's table, and what is left of the work.

The rules are those of `schedule.progress`. A share done that the workbook worked out by itself, from the days worked,
is not one that somebody reported: until it is changed it counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from plandocs.content.sheets import AS_OF_NAME, Calculated, DataTable
from plandocs.documents.workbook.calculation.model import CalculatedRow

STATES = {"waiting": 0, "started": 1, "finished": 2}
"""How far a row is, as a number in its cell."""


def progress_formulas(row: CalculatedRow, at: Mapping[str, str], tasks: DataTable, now: str) -> dict[str, str]:
    """Return the formulas from `started` to `pinned` of a row; `now` is the cell with the number of the as-of date.

    What the schedule's table has no column for is no formula.
    """
    if row.fact is None:
        return {}
    line, state, finished = at["line"], at["state"], at["finished"]
    cells = {"started": f"INDEX({tasks.whole('started')},{line})"}
    if any(column.key == "finished" for column in tasks.columns):
        cells["finished"] = f"INDEX({tasks.whole('finished')},{line})"
    is_done = f"AND({finished}>0,{finished}<={AS_OF_NAME})"
    closing = row.calendar.count_after(finished)
    if row.is_point:
        cells["state"] = f"IF({is_done},2,0)"
        cells["pinned"] = f'IF({state}=2,{closing},"")'
        return cells
    started, done = at["started"], at["done"]
    nothing_left = _nothing_left(at)
    begun = f"IF({started}>0,IF({started}>{AS_OF_NAME},0,1),IF(AND({finished}=0,N({done})>0),1,0))"
    return cells | {
        "done": _reported(row, tasks, line),
        "state": f"IF({is_done},2,{begun})",
        "pinned": f'IF({state}=2,{closing},IF(AND({state}=1,{nothing_left}),{now},""))',
        "left": _left(row, at, now, nothing_left),
    }


def progress_results(row: CalculatedRow) -> dict[str, Calculated]:
    """Return what stands in the same cells, and the remaining work that the plan states."""
    fact = row.fact
    if fact is None:
        return {"left": 0}
    found: dict[str, Calculated] = {
        "started": fact.started or 0,
        "finished": fact.finished or 0,
        "state": STATES[row.state],
        "left": 0 if row.is_point else row.left,
        "pinned": "" if row.pinned is None else row.pinned,
    }
    if not row.is_point:
        progress = row.row.progress
        found["done"] = "" if progress is None else float(progress) / 100
        if row.row.remaining is not None:
            found["remaining"] = row.remaining
    return found


def _reported(row: CalculatedRow, tasks: DataTable, line: str) -> str:
    """Return the formula of the share done that somebody has reported; nothing where it is worked out by itself."""
    said = f"INDEX({tasks.whole('done')},{line})"
    made = row.fact.percent if row.fact is not None else 0
    progress = row.row.progress
    if progress is None:
        return f'IF(ROUND({said}*100,2)={made},"",{said})'
    if float(progress) == made:
        return said
    return f"IF(ROUND({said}*100,2)={made},{float(progress) / 100!r},{said})"


def _nothing_left(at: Mapping[str, str]) -> str:
    if "remaining" not in at:
        return f"{at['finished']}=0,{at['done']}=1"
    rest = at["remaining"]
    return f'{at["finished"]}=0,IF({rest}="",{at["done"]}=1,{rest}=0)'


def _left(row: CalculatedRow, at: Mapping[str, str], now: str, nothing_left: str) -> str:
    """Return the formula of the days that are left, of the whole length while a row waits or is finished."""
    days, done, started, finished = at["days"], at["done"], at["started"], at["finished"]
    worked = (
        f"{now}-{row.calendar.count(started)}"
        if not row.calendar.every_day
        else f"{now}-({row.calendar.count(started)})"
    )
    minutes = row.calendar.day_minutes
    by_share = f"ROUNDUP(ROUND({days}*{minutes}*(1-{done}),0)/{minutes},0)"
    by_days = f"IF({started}=0,{days},IF({worked}<{days},{days}-({worked}),MIN({days},1)))"
    running = f'IF(AND({finished}=0,{done}<>""),{by_share},{by_days})'
    whole = f"OR({at['state']}<>1,AND({nothing_left}))"
    if "remaining" not in at:
        return f"IF({whole},{days},{running})"
    rest = at["remaining"]
    anew = f"IF(AND({at['state']}=0,{started}=0,N({rest})>0),{rest},{days})"
    return f'IF({whole},{anew},IF(AND({finished}=0,{rest}<>""),{rest},{running}))'
