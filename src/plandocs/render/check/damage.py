"""Whether a file that somebody else made can be read at all, before anything is asked of it.

A file from Office has whole parts and numbers where numbers belong. One that was damaged on its way, or written by
hand, may have neither; that is a finding, not a fault of ours.
"""

from __future__ import annotations

from plandocs.errors import Problem
from plandocs.render.check import check_package

_FIX = "open it in Office, save it under another name and take that file"


def faults_of_file(data: bytes, label: str) -> list[Problem]:
    """Return the faults of a file's container: parts that are missing, no XML, or cannot be found."""
    faults = [found for found in check_package(data, label) if found.severity == "error"]
    return [found for found in faults if found.rule.startswith(("package-", "drawing-size"))]


def damaged(error: Exception, label: str) -> Problem:
    """Return what to say of a file in which a value is not what the format has at its place."""
    message = f"the file is damaged: a number, name or place in it is not what its format asks for ({error})"
    return Problem(rule="package-damaged", message=message, path=label, fix=_FIX)
