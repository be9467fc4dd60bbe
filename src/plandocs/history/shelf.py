"""The reports beside a plan file: `plan.history/2027-01-29.json`, each with a copy of the plan it was made from."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from plandocs.errors import FileError, Problem
from plandocs.history.file import read_report
from plandocs.history.model import PastReport
from plandocs.plan.source import read_bytes

_NAME = re.compile(r"\d{4}-\d{2}-\d{2}\.json")
MOST_BYTES = 8 * 1024 * 1024


def shelf_of(plan: Path) -> Path:
    """Return the folder in which a plan's reports stand: beside it, called like it."""
    return plan.with_name(f"{plan.stem}.history")


def report_path(plan: Path, as_of: date) -> Path:
    """Return where the report of a day stands."""
    return shelf_of(plan) / f"{as_of.isoformat()}.json"


def plan_path(plan: Path, as_of: date) -> Path:
    """Return where the copy of the plan stands that the report of a day was made from."""
    return shelf_of(plan) / f"{as_of.isoformat()}.plan{plan.suffix}"


def reports_of(plan: Path) -> tuple[PastReport, ...]:
    """Return a plan's reports by date; none where it has no such folder. FileError for one that cannot be read."""
    folder = shelf_of(plan)
    if not folder.is_dir():
        return ()
    found = [path for path in sorted(folder.iterdir()) if _NAME.fullmatch(path.name)]
    return tuple(_read(path) for path in found)


def _read(path: Path) -> PastReport:
    report = read_report(bytes_at(path), str(path))
    if path.stem != report.as_of.isoformat():
        message = f"the report is of {report.as_of.isoformat()}, and its file is called {path.name}"
        fix = f"rename it to {report.as_of.isoformat()}.json, or delete it"
        raise FileError(Problem(rule="history-unreadable", message=message, path=str(path), fix=fix))
    return report


def bytes_at(path: Path) -> bytes:
    """Return a file's bytes. FileError when it cannot be read, or is larger than any plan."""
    return read_bytes(path, MOST_BYTES)
