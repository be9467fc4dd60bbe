"""Which baseline delays are measured against: the one that is named, the newest beside the plan, or none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from plandocs.api.options import BuildOptions
from plandocs.errors import FileError, Problem

if TYPE_CHECKING:
    from plandocs.baseline.against import Against
    from plandocs.history.model import PastReport

NONE = "none"
"""What stands for no baseline: delays are measured against the agreed plan as it is today."""


def measure(path: Path, options: BuildOptions, history: tuple[PastReport, ...] = ()) -> Against | None:
    """Return the baseline that a build measures against; None where the plan has none, or none is wanted.

    A report that is made again has the baseline that it had. UsageError for a name that no baseline has; PlanError or
    FileError for one that cannot be read: a document that leaves it out would say that nothing moved.
    """
    if options.again:
        return _once_more(path, options, history)
    if options.baseline == NONE:
        return None
    from plandocs.baseline.against import Against
    from plandocs.baseline.model import newest
    from plandocs.baseline.shelf import baselines_of, named

    baseline = named(path, options.baseline) if options.baseline is not None else newest(baselines_of(path))
    return Against.of(baseline) if baseline is not None else None


def _once_more(path: Path, options: BuildOptions, history: tuple[PastReport, ...]) -> Against | None:
    report = next((report for report in history if report.as_of == options.as_of), None)
    if report is None or report.baseline is None:
        return None
    from plandocs.baseline.against import Against
    from plandocs.baseline.shelf import named, path_of

    told = report.baseline
    found = Against.of(named(path, told.name))
    if found.plan_hash != told.plan_hash:
        message = f"this is not the baseline '{told.name}' that the report of {report.as_of} was measured against"
        fix = "take it back from version control"
        problem = Problem(rule="baseline-replaced", message=message, path=str(path_of(path, told.name)), fix=fix)
        raise FileError(problem)
    return replace(found, dated=told.dated)
