"""The files that are compared, read whole, and the one way in which a plan is written back."""

from __future__ import annotations

from pathlib import Path

from plandocs.errors import FileError, PlanError, Problem
from plandocs.output import write_whole

MAX_BYTES = 64 * 1024 * 1024


def write_plan(plan: Path, before: bytes, after: bytes) -> None:
    """Write a plan's new text; FileError where the file is not any more what the change was made from."""
    target = plan.resolve()
    if bytes_of(target, "plan") != before:
        message = "the plan was changed by somebody else in the meantime, so nothing was written"
        raise FileError(Problem(rule="plan-changed", message=message, path=str(plan), fix="run the command again"))
    mode = target.stat().st_mode
    write_whole(target, after)
    target.chmod(mode & 0o7777)


def bytes_of(path: Path, what: str) -> bytes:
    """Return a file's bytes; FileError where it cannot be read, PlanError where it is too large for a plan's."""
    try:
        if path.is_dir():
            raise FileError(Problem(rule="file", message=f"this is a folder, not a {what}", path=str(path)))
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        problem = Problem(rule="file", message="there is no such file", path=str(path), fix="check the spelling")
        raise FileError(problem) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileError(
            Problem(rule="file", message=f"the file cannot be read: {reason.lower()}", path=str(path))
        ) from None
    if len(data) > MAX_BYTES:
        megabytes = MAX_BYTES // 1024 // 1024
        raise PlanError(Problem(rule="too-large", message=f"the file is larger than {megabytes} MB", path=str(path)))
    return data
