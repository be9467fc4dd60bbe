"""A past report as a file: JSON with one value a line, so that `diff` and git can show what moved.

What is read is not trusted: every fault is one problem that names the file and what to do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from plandocs.errors import FileError, Problem
from plandocs.history.model import PastReport, ReportedBaseline, ReportedMilestone

FORMAT = 1
KEY = "plandocs_report"
STATUSES = ("green", "amber", "red")
DELAYS = ("none", "minor", "moderate", "major")
_HASH = re.compile(r"[0-9a-f]{64}")


def to_bytes(report: PastReport) -> bytes:
    """Return a report as the bytes of its file."""
    content: dict[str, Any] = {
        KEY: FORMAT,
        "project": report.project,
        "as_of": report.as_of.isoformat(),
        "number": report.number,
        "version": report.version,
        "plan_hash": report.plan_hash,
        "status": report.status,
        "go_live": {"agreed": _iso(report.go_live_agreed), "forecast": _iso(report.go_live_forecast)},
        "slip": report.slip,
        "delay": report.delay,
        "buffer": {"size": report.buffer_size, "left": report.buffer_left},
        "percent": report.percent,
        "planned_percent": report.planned_percent,
        "milestones": [
            {
                "id": item.id,
                "name": item.name,
                "agreed": item.agreed.isoformat(),
                "forecast": item.forecast.isoformat(),
                "slip": item.slip,
                "done": item.done,
            }
            for item in report.milestones
        ],
        "plan_file": report.plan_file,
    }
    if report.baseline is not None:
        told = report.baseline
        content["baseline"] = {"name": told.name, "dated": _iso(told.dated), "plan_hash": told.plan_hash}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "surrogatepass")


def read_report(data: bytes, name: str) -> PastReport:
    """Return the report in a file's bytes; `name` is how messages call it. FileError says what is wrong with it."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        raise FileError(_bad(name, "the file is no JSON")) from None
    if not isinstance(content, dict) or content.get(KEY) != FORMAT:
        raise FileError(_bad(name, f"the file is no report of format {FORMAT}"))
    try:
        return _report(content)
    except KeyError as error:
        raise FileError(_bad(name, f"the report has no {error}")) from None
    except (TypeError, ValueError) as error:
        raise FileError(_bad(name, f"the report is damaged at {error}")) from None


def _report(content: Mapping[str, Any]) -> PastReport:
    go_live, buffer, milestones = content["go_live"], content["buffer"], content["milestones"]
    for key, value, kind in (("go_live", go_live, dict), ("buffer", buffer, dict), ("milestones", milestones, list)):
        if not isinstance(value, kind):
            raise TypeError(f"'{key}'")
    if not _HASH.fullmatch(_text(content, "plan_file")):
        raise ValueError("'plan_file'")
    return PastReport(
        project=_text(content, "project"),
        as_of=_day(content, "as_of"),
        number=_whole(content, "number"),
        version=_text(content, "version"),
        plan_hash=_text(content, "plan_hash"),
        status=_one_of(content, "status", STATUSES),
        go_live_agreed=None if go_live["agreed"] is None else _day(go_live, "agreed"),
        go_live_forecast=None if go_live["forecast"] is None else _day(go_live, "forecast"),
        slip=_whole(content, "slip"),
        delay=_one_of(content, "delay", DELAYS),
        buffer_size=_number(buffer, "size"),
        buffer_left=_number(buffer, "left"),
        percent=_whole(content, "percent"),
        planned_percent=_whole(content, "planned_percent"),
        milestones=tuple(map(_milestone, milestones)),
        plan_file=_text(content, "plan_file"),
        baseline=_baseline(content.get("baseline")),
    )


def _baseline(content: Any) -> ReportedBaseline | None:
    """Return the baseline of a report; None where it has none, as those of earlier versions have."""
    if content is None:
        return None
    if not isinstance(content, dict):
        raise TypeError("'baseline'")
    dated = None if content["dated"] is None else _day(content, "dated")
    return ReportedBaseline(name=_text(content, "name"), dated=dated, plan_hash=_text(content, "plan_hash"))


def _milestone(item: Any) -> ReportedMilestone:
    if not isinstance(item, dict):
        raise TypeError("'milestones'")
    if not isinstance(item["done"], bool):
        raise TypeError("'done'")
    return ReportedMilestone(
        id=_text(item, "id"),
        name=_text(item, "name"),
        agreed=_day(item, "agreed"),
        forecast=_day(item, "forecast"),
        slip=_whole(item, "slip"),
        done=item["done"],
    )


def _text(content: Mapping[str, Any], key: str) -> str:
    value = content[key]
    if not isinstance(value, str):
        raise TypeError(f"'{key}', which is no text")
    return value


def _one_of(content: Mapping[str, Any], key: str, known: tuple[str, ...]) -> str:
    value = _text(content, key)
    if value not in known:
        raise ValueError(f"'{key}', which is none of {', '.join(known)}")
    return value


def _number(content: Mapping[str, Any], key: str) -> int | float:
    value = content[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e6:
        raise TypeError(f"'{key}', which is no number")
    return value


def _whole(content: Mapping[str, Any], key: str) -> int:
    value = _number(content, key)
    if not isinstance(value, int):
        raise TypeError(f"'{key}', which is no whole number")
    return value


def _day(content: Mapping[str, Any], key: str) -> date:
    try:
        return date.fromisoformat(_text(content, key))
    except ValueError:
        raise ValueError(f"'{key}', which is no date") from None


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _bad(name: str, message: str) -> Problem:
    fix = "take it back from version control, or delete it: the next report is then told without it"
    return Problem(rule="history-unreadable", message=message, path=name, fix=fix)
