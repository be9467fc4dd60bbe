"""Dates that follow in the workbook: the scheduler's passes as formulas on a sheet of their own.

In go the facts of a plan, out come the sheet, its names, and the formulas by which the schedule finds its dates. A plan
whose dates formulas cannot give keeps them as values, for a reason that its schedule states.
"""

from plandocs.documents.workbook.calculation.calendars import DayCalendar
from plandocs.documents.workbook.calculation.held import held_values
from plandocs.documents.workbook.calculation.model import Calculation
from plandocs.documents.workbook.calculation.network import calculation_of, why_not
from plandocs.documents.workbook.calculation.sheet import calculation_sheet, look_up

__all__ = ["Calculation", "DayCalendar", "calculation_of", "calculation_sheet", "held_values", "look_up", "why_not"]
