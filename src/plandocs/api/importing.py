"""A plan out of another program's file: a spreadsheet of tasks, or a project of Microsoft Project as XML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plandocs.errors import FileError, PlanError, Problem, UsageError
from plandocs.output import write_whole

if TYPE_CHECKING:
    from plandocs.exchange.imported import Imported
    from plandocs.exchange.imported.model import Given
    from plandocs.exchange.tasklists import Choices

MOST_BYTES = 64 * 1024 * 1024
_FIX_OF_MPP = "in Project, choose File, Save As, XML Format (*.xml), and import that file"


def import_file(path: Path, given: Given, choices: Choices) -> Imported:
    """Return the plan that a file holds; nothing is written.

    UsageError for a kind of file that is not read, FileError for one that cannot be read, PlanError for one that is
    damaged or holds no project.
    """
    from plandocs.exchange.imported import finished

    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".xml"):
        raise UsageError(_not_read(path, suffix))
    data = _bytes(path)
    name = str(path)
    if suffix == ".xml":
        from plandocs.exchange.mspdi import read_mspdi

        project = read_mspdi(data, name)
    elif data.startswith(b"PK\x03\x04") or suffix in (".xlsx", ".xlsm"):
        from plandocs.exchange.tasklists import read_workbook

        project = read_workbook(data, name, choices, given)
    else:
        from plandocs.exchange.tasklists import read_csv

        project = read_csv(data, name, choices, given)
    return finished(project, given, path=name, name=path.stem)


def write_import(plan: Path, made: Imported) -> Path | None:
    """Write a new plan, and beside it the baseline that the file had; return where that is.

    FileError where a file stands at one of the two places: nothing is written then.
    """
    from plandocs.baseline.file import to_bytes
    from plandocs.baseline.shelf import path_of

    refuse_existing(plan)
    shelf = path_of(plan, made.baseline.name) if made.baseline else None
    if shelf is not None:
        refuse_existing(shelf)
    write_whole(plan, made.text.encode("utf-8"))
    if shelf is not None and made.baseline is not None:
        write_whole(shelf, to_bytes(made.baseline))
    return shelf


def refuse_existing(plan: Path) -> None:
    """Raise FileError where a file stands at a new plan's place."""
    if plan.exists() or plan.is_symlink():
        message = "there is a file of this name already, and it was left alone"
        fix = "give another name with -o, or move the file away"
        raise FileError(Problem(rule="plan-exists", message=message, path=str(plan), fix=fix))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileError(Problem(rule="file", message="this is a folder, not a file", path=str(path)))
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(Problem(rule="file", message=f"the file cannot be read: {reason}", path=str(path))) from None
    if len(data) > MOST_BYTES:
        message = f"the file is larger than {MOST_BYTES // 2**20} MB"
        raise PlanError(Problem(rule="too-large", message=message, path=str(path)))
    if not data.strip():
        raise PlanError(Problem(rule="no-task-list", message="the file is empty", path=str(path)))
    return data


def _not_read(path: Path, suffix: str) -> Problem:
    fix = "give a spreadsheet (.xlsx, .csv) or a project that Microsoft Project has saved as XML (.xml)"
    if suffix == ".mpp":
        fix = _FIX_OF_MPP
    elif suffix in (".xls", ".ods"):
        fix = "open it in Excel or LibreOffice and save it as .xlsx"
    what = f"plandocs imports no {suffix} files" if suffix else "plandocs cannot tell what kind of file this is"
    return Problem(rule="cannot-import", message=what, path=str(path), fix=fix)
