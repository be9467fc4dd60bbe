"""Earlier reports around a build: read before it, kept after it, and a report made again from what was kept."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from plandocs.api.documents import facts_of
from plandocs.api.options import REPORTS, BuildOptions
from plandocs.errors import FileError, Problem, UsageError
from plandocs.output import write_whole

if TYPE_CHECKING:
    from plandocs.baseline.against import Against
    from plandocs.history.model import PastReport
    from plandocs.plan.load import LoadedPlan
    from plandocs.schedule.result import Schedule


def known_reports(path: Path, options: BuildOptions) -> tuple[PastReport, ...]:
    """Return the reports kept beside a plan where the options ask for them. FileError for one that cannot be read."""
    if not (options.history or options.again):
        return ()
    from plandocs.history.shelf import reports_of

    return reports_of(path)


def of_other_projects(path: Path, history: tuple[PastReport, ...], code: str) -> list[Problem]:
    """Return a warning where reports beside the plan are of another project: they are not told of."""
    others = sorted({report.project for report in history if report.project != code})
    if not others:
        return []
    from plandocs.history.shelf import shelf_of

    message = f"reports of {', '.join(others)} stand beside the plan of {code}; trends leave them out"
    fix = "move them to the plan that they are of; if only project.id changed, change 'project' in them too"
    return [Problem(rule="history-of-another", severity="warning", message=message, path=str(shelf_of(path)), fix=fix)]


def keep(
    path: Path,
    loaded: LoadedPlan,
    agreed: Schedule,
    options: BuildOptions,
    history: tuple[PastReport, ...],
    against: Against | None,
) -> list[Problem]:
    """Keep what a report at an as-of date says beside the plan, with a copy of the plan; return what to say about it.

    Nothing is kept without an as-of date, or where no report was made. A report that later ones build on stays as it
    was told. What cannot be written is a warning: the documents are there.
    """
    as_of = options.as_of
    if not options.history or options.again or as_of is None or not options.only & REPORTS:
        return []
    from plandocs.content.facts.trend import report_of
    from plandocs.history.file import to_bytes
    from plandocs.history.shelf import bytes_at, plan_path, report_path

    data = bytes_at(path)
    facts = facts_of(loaded, agreed, replace(options, audience="customer"), as_of)
    facts = replace(facts, history=history, against=against).measured
    made = report_of(facts, hashlib.sha256(data).hexdigest())
    there = next((report for report in history if report.as_of == as_of), None)
    if there == made:
        return []
    if there is not None and history[-1].as_of > as_of:
        return [_stays(path, made, there)]
    try:
        write_whole(plan_path(path, as_of), data)
        write_whole(report_path(path, as_of), to_bytes(made))
    except FileError as error:
        fix = "make the folder writable, or leave the history alone with --no-history"
        return [replace(problem, rule="history-not-kept", severity="warning", fix=fix) for problem in error.problems]
    return []


def kept_plan(path: Path, options: BuildOptions) -> Path:
    """Return the copy of the plan that the report of the as-of date was made from.

    UsageError where no report of that day was kept, FileError where its copy is missing or not the one it was.
    """
    from plandocs.history.shelf import bytes_at, plan_path, report_path, reports_of

    reports = reports_of(path)
    report = next((report for report in reports if report.as_of == options.as_of), None)
    if report is None or options.as_of is None:
        days = ", ".join(report.as_of.isoformat() for report in reports)
        message = f"no report of {options.as_of.isoformat()} was kept" if options.as_of else "--again needs --as-of"
        fix = f"there are reports of {days}" if days else "reports are kept from the first one with --as-of on"
        raise UsageError(Problem(rule="no-such-report", message=message, path=str(path), fix=fix))
    copy = plan_path(path, report.as_of)
    if hashlib.sha256(bytes_at(copy)).hexdigest() != report.plan_file:
        message = f"this is not the plan that the report of {report.as_of.isoformat()} was made from: it was edited"
        fix = f"take it back from version control, or delete it with {report_path(path, report.as_of).name}"
        raise FileError(Problem(rule="history-edited", message=message, path=str(copy), fix=fix))
    return copy


def _stays(path: Path, made: PastReport, there: PastReport) -> Problem:
    """Return that an earlier report was not replaced: by what it says, or by a plan file that is another by now."""
    from plandocs.history.shelf import report_path

    day = there.as_of.isoformat()
    differs = replace(made, plan_file=there.plan_file) != there
    message = (
        f"the report of {day} would say something else today; what it said then stays in the history"
        if differs
        else f"the plan file has changed since the report of {day}, which stays in the history as it was"
    )
    return Problem(
        rule="history-stays",
        severity="info",
        message=message,
        path=str(report_path(path, there.as_of)),
        fix=f"make it as it was with 'plandocs status --as-of {day} --again'",
    )
