"""The same four documents made with python-docx, python-pptx and openpyxl: what plandocs would be without its own
writers. They say the same and hold the same (tables, slides, shapes, notes, sheets, styles; contents, fields,
bookmarks, sections and controls in Word; rules, slide numbers and alternative texts in PowerPoint) and look plain."""

from __future__ import annotations

from benchmarks import peers_excel, peers_powerpoint, peers_word
from benchmarks.pipeline import Contents


def documents(said: Contents, *, tuned: bool = False) -> dict[str, bytes]:
    """Return the four documents, by the calls that the libraries' documentation shows.

    `tuned` fills tables the quickest way that the libraries know, which takes somebody who has measured them.
    """
    return {
        "plan.docx": peers_word.make(said.plan, tuned=tuned),
        "kickoff.pptx": peers_powerpoint.make(said.kickoff, tuned=tuned),
        "workbook.xlsx": peers_excel.make(said.workbook),
        "status.docx": peers_word.make(said.status, tuned=tuned),
    }
