"""A project as another program's file has it, on its way to a plan.

A reader (`tasklists` for spreadsheets, `mspdi` for Microsoft Project) gives an `ImportedProject`: lines of an outline,
people, calendars, and what it could not understand. Here they become the phases, ids and links of a plan (`shaping`),
are scheduled once to see whether the dates come out as they stood in the file (`trial`), and are written as the YAML
that a careful person would write (`page`). Nothing here reads or writes a file.
"""

from __future__ import annotations

from plandocs.exchange.imported.finishing import Imported, finished
from plandocs.exchange.imported.model import ImportedLine, ImportedLink, ImportedPerson, ImportedProject

__all__ = ["Imported", "ImportedLine", "ImportedLink", "ImportedPerson", "ImportedProject", "finished"]
