"""What can be typed on the sheet of a calculation, as short texts by what it is about.

The sheet is for trying things out and nothing of it comes back; a reader of the file tells what was typed there, for
which the file keeps these texts.
"""

from __future__ import annotations

from plandocs.content.sheet_memory import distinct, mark, normal
from plandocs.documents.workbook.calculation.lines import label
from plandocs.documents.workbook.calculation.model import Calculation
from plandocs.documents.workbook.calculation.sheet import is_listed
from plandocs.documents.workbook.setting import Setting

START = "start"


def of_row(identity: str, key: str) -> str:
    """Return the name of a task's cell: of a date that holds it, or of its days remaining."""
    return f"{identity}|{key}"


def of_link(to: str, link: str, source: str) -> str:
    """Return the name of a link's lag; of several such links the second is distinct."""
    return f"{to}|{link}|{source}"


def of_days_off(number: int) -> str:
    """Return the name of a list of days off, counted from 1 in the order of the sheet."""
    return f"off|{number}"


def held_values(setting: Setting, calculation: Calculation) -> dict[str, str]:
    """Return what stands in the cells to type into, by name; empty cells and lags of nothing are left out."""
    found = {START: calculation.start.isoformat()}
    for row in calculation.rows:
        if row.fact is None:
            continue
        for key, day in row.dates.items():
            found[of_row(row.row.id, key)] = day.isoformat()
        if calculation.as_of is not None and row.row.remaining is not None:
            found[of_row(row.row.id, "remaining")] = normal(row.remaining, "number")
    taken: dict[str, str] = {}
    for link in calculation.links:
        kind = ("F" if link.from_finish else "S") + ("F" if link.to_finish else "S")
        target, source = calculation.rows[link.target], calculation.rows[link.source]
        name = distinct(of_link(label(setting, target), kind, label(setting, source)), taken)
        taken[name] = ""
        if link.lag:
            found[name] = normal(link.lag, "number")
    listed = [calendar for calendar in calculation.calendars if is_listed(calendar)]
    for number, calendar in enumerate(listed, start=1):
        found[of_days_off(number)] = "".join(mark(day.isoformat()) for day in calendar.closed)
    return found
