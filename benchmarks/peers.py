"""The same four documents made with python-docx, python-pptx and openpyxl: what plandocs would be without its own
writers. They say the same and hold the same (tables, slides, shapes, notes, sheets, styles, logos; contents, fields,
bookmarks, emphasis, sections and controls in Word; rules, slide numbers, sorter sections and alternative texts in
PowerPoint; links, drop-downs, formats by condition and print titles in Excel) and look plain. They leave out the mail
beside the status, the record of what was written that `sync` reads back, and every check of what was made.

Most of python-docx's time goes into giving the texts of cells their style, which it looks up for each. They need one:
Word lets the size of `Normal` win over that of a table's style. `tuned` looks it up once."""

from __future__ import annotations

from benchmarks import peers_excel, peers_powerpoint, peers_word
from benchmarks.pipeline import Contents


def documents(said: Contents, *, tuned: bool = False) -> dict[str, bytes]:
    """Return the four documents, by the calls that the libraries' documentation shows.

    `tuned` fills tables the quickest way that the libraries know, which takes somebody who has measured them.
    """
    return {
        "plan.docx": peers_word.make(said.plan, said.logo, tuned=tuned),
        "kickoff.pptx": peers_powerpoint.make(said.kickoff, said.logo, tuned=tuned),
        "workbook.xlsx": peers_excel.make(said.workbook, said.logo),
        "status.docx": peers_word.make(said.status, said.logo, tuned=tuned),
    }
