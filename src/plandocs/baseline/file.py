"""A baseline as a file: JSON with one value a line, in the order of the plan, so that `diff` and git can show it.

What is read is not trusted: every fault is a located problem. A plan that was edited inside a baseline no longer has
the hash that the baseline carries, and is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from plandocs.baseline.model import AgreedTask, Baseline, RecordedApproval
from plandocs.errors import PlanError, Problem
from plandocs.plan.fingerprint import plan_hash
from plandocs.plan.load import LoadedPlan, load_source
from plandocs.plan.source import parse_source

FORMAT = 1
KEY = "plandocs_baseline"
"""The first key of every baseline file; a plan has none of this name."""
_BEGINNING = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"' + KEY.encode() + rb'"\s*:')


def to_bytes(baseline: Baseline) -> bytes:
    """Return a baseline as the bytes of its file."""
    content = {
        KEY: FORMAT,
        "name": baseline.name,
        "number": baseline.number,
        "project": baseline.project,
        "version": baseline.version,
        "plan_hash": baseline.plan_hash,
        "approvals": [
            {"by": item.by, "name": item.name, "date": item.date.isoformat()}
            | ({"method": item.method} if item.method else {})
            for item in baseline.approvals
        ],
        "agreed": {
            "start": baseline.start.isoformat(),
            "finish": baseline.finish.isoformat(),
            "go_live": baseline.go_live.isoformat() if baseline.go_live else None,
            "tasks": [
                {"id": item.id, "name": item.name, "start": item.start.isoformat(), "finish": item.finish.isoformat()}
                for item in baseline.tasks
            ],
        },
        "plan": baseline.data,
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "surrogatepass")


def is_baseline(data: bytes) -> bool:
    """Return whether bytes look like a baseline file, and not like a plan."""
    return _BEGINNING.match(data) is not None


def read_baseline(data: bytes, name: str) -> Baseline:
    """Return the baseline in a file's bytes; `name` is how messages call it. PlanError says what is wrong with it."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise PlanError(_bad(name, f"the file is no JSON: {error}")) from None
    if not isinstance(content, dict) or content.get(KEY) != FORMAT:
        found = content.get(KEY) if isinstance(content, dict) else None
        raise PlanError(_bad(name, f"the file is no baseline of format {FORMAT}" + (f" but {found}" if found else "")))
    try:
        return _baseline(content)
    except (KeyError, TypeError, ValueError) as error:
        raise PlanError(_bad(name, f"the baseline is damaged at {error}")) from None


def agreed_plan(baseline: Baseline, name: str) -> LoadedPlan:
    """Return the plan of a baseline, with its approvals among those of the plan.

    PlanError when it is not the plan that was frozen: its hash is another one.
    """
    approvals = baseline.data.get("approvals")
    known = list(approvals) if isinstance(approvals, list) else []
    for item in baseline.approvals:
        entry = {"by": item.by, "date": item.date.isoformat(), "version": baseline.version}
        entry |= {"hash": baseline.plan_hash[:8]} | ({"method": item.method} if item.method else {})
        if not any(
            isinstance(one, dict) and (one.get("by"), one.get("date")) == (item.by, entry["date"]) for one in known
        ):
            known.append(entry)  # type: ignore[arg-type]  # texts are data
    data = {**baseline.data, **({"approvals": known} if known else {})}
    text = json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    loaded = load_source(parse_source(text, name))
    if plan_hash(loaded.plan) != baseline.plan_hash:
        message = f"the plan in the baseline '{baseline.name}' is not the one that was frozen: its hash is another"
        fix = "take the file back from version control; a baseline is never edited, a new one is made"
        raise PlanError(Problem(rule="baseline-edited", message=message, path=name, where="plan_hash", fix=fix))
    return loaded


def _baseline(content: Mapping[str, Any]) -> Baseline:
    agreed = content["agreed"]
    if not isinstance(content["plan"], dict):
        raise TypeError("'plan'")
    return Baseline(
        name=_text(content, "name"),
        number=int(content["number"]),
        project=_text(content, "project"),
        version=_text(content, "version"),
        plan_hash=_text(content, "plan_hash"),
        start=_day(agreed, "start"),
        finish=_day(agreed, "finish"),
        go_live=_day(agreed, "go_live") if agreed["go_live"] is not None else None,
        approvals=tuple(
            RecordedApproval(
                by=_text(item, "by"), name=_text(item, "name"), date=_day(item, "date"), method=item.get("method", "")
            )
            for item in content["approvals"]
        ),
        tasks=tuple(
            AgreedTask(
                id=_text(item, "id"), name=_text(item, "name"), start=_day(item, "start"), finish=_day(item, "finish")
            )
            for item in agreed["tasks"]
        ),
        data=content["plan"],
    )


def _text(content: Mapping[str, Any], key: str) -> str:
    value = content[key]
    if not isinstance(value, str):
        raise TypeError(f"'{key}', which is no text")
    return value


def _day(content: Mapping[str, Any], key: str) -> date:
    try:
        return date.fromisoformat(_text(content, key))
    except ValueError:
        raise ValueError(f"'{key}', which is no date") from None


def _bad(name: str, message: str) -> Problem:
    fix = "give a baseline that 'plandocs baseline' wrote, or a plan file"
    return Problem(rule="baseline-unreadable", message=message, path=name, fix=fix)
