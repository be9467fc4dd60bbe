"""The hash of what was agreed: scope, dates, owners, money. It changes when the agreement does, and only then.

Left out is what lives on after the signature without changing it: progress and actual dates, three-point estimates
(which move no agreed date), reports, approvals and alignment, issues, change requests and risks, the answers of
discovery, the parking lot, the state of a dependency, the version number, how to reach people and what an hour of
theirs costs. An approved change alters the plan itself, and with it the hash. Texts count as the model reads them, so
quotes, comments, order of keys and `5d` against `5.0d` make no difference.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from plandocs.plan.model import Plan

_EVERY = "__all__"
_NOT_AGREED: dict[str, Any] = {
    "plandocs": True,
    "project": {"version": True, "confirm_by": True, "objectives": {_EVERY: {"current"}}},
    "people": True,
    "phases": {
        _EVERY: {
            "tasks": {_EVERY: {"started", "finished", "progress", "remaining", "estimate"}},
            "milestone": {"finished"},
        }
    },
    "scope": {"parking_lot": True},
    "discovery": True,
    "dependencies": {_EVERY: {"status", "blocked_since", "escalated_on", "blocker"}},
    "risks": True,
    "issues": True,
    "changes": True,
    "alignment": True,
    "approvals": True,
    "waivers": True,
    "reports": True,
    "communications": {_EVERY: {"at"}},
    "processes": {_EVERY: {"last_review"}},
    "success_criteria": {_EVERY: {"current"}},
}
_NOT_AGREED_OF_PERSON = {"email", "phone", "hourly_rate"}


def plan_hash(plan: Plan) -> str:
    """Return the SHA-256 of the agreed part of a plan as 64 hex digits; documents show the first 8.

    Keys that a plan leaves out are not hashed, so a later version of the format that adds some leaves hashes as they
    are.
    """
    agreed = plan.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=_NOT_AGREED)
    agreed["people"] = {
        key: person.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=_NOT_AGREED_OF_PERSON)
        for key, person in plan.people.items()
    }
    text = json.dumps(agreed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
