"""Microsoft Project's XML (MSPDI), from a plan and to an imported project.

What both can say goes through unchanged: outline, links with types and lags, calendars with their exceptions, fixed
dates and deadlines, people, who does what for how many hours, progress and actual dates, the baseline. What a plan says
beyond that and Project can keep stands in its custom fields (`codes.FIELDS`); what it cannot keep is told.

A file that comes in is not trusted: no entities, no document type, bounds on its size, depth and numbers.
"""

from __future__ import annotations

from plandocs.exchange.mspdi.reading import read_mspdi
from plandocs.exchange.mspdi.writing import Edition, to_mspdi

__all__ = ["Edition", "read_mspdi", "to_mspdi"]
