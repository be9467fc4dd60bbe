"""Lists of tasks as people keep them in spreadsheets, read as far as they can be understood.

In comes the table of a workbook (.xlsx) or of a text file (.csv); out comes an `ImportedProject`. `headers` finds the
table and what its columns mean, in five languages; `lengths`, `days`, `links` and `people` read cells; `outline` finds
what is a phase. Nothing is guessed in silence: what has two meanings, and what has none, is told with its cell.
"""

from __future__ import annotations

from plandocs.exchange.tasklists.reading import Choices, read_csv, read_workbook

__all__ = ["Choices", "read_csv", "read_workbook"]
