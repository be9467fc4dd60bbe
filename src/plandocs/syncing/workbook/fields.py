"""Which key of the plan each column of the workbook stands for, and what may be typed into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

What = Literal[
    "text", "person", "day", "moment", "day_or_text", "choice", "level", "number", "whole", "money", "share", "length",
    "option", "people", "hours",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A key of an entry. `words` is the wording's table of the choices, `needed` whether it may not be empty."""

    key: str
    what: What = "text"
    words: str = ""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """A list of the plan that is a table of the workbook.

    `fields` are by column. `prefix` begins the ids that are given to new rows, empty where entries have none;
    `hides` is whether an entry can be kept from the customer.
    """

    path: tuple[str, ...]
    fields: Mapping[str, Field]
    prefix: str = ""
    digits: int = 0
    hides: bool = True
    about: str = ""
    """The column that says what a row is about."""


_OWNER = Field("owner", "person")

TASKS: Mapping[str, Field] = {
    "name": Field("name", needed=True),
    "owner": _OWNER,
    "started": Field("started", "day"),
    "finished": Field("finished", "day"),
    "done": Field("progress", "share"),
    "planned_days": Field("duration", "length", needed=True),
}
MILESTONE: Mapping[str, Field] = {
    "name": Field("name", needed=True),
    "owner": _OWNER,
    "finished": Field("finished", "day"),
}
"""What a phase's milestone takes of a row; its date follows from the tasks before it."""

REGISTERS: Mapping[str, Register] = {
    "Risks": Register(
        ("risks",),
        {
            "risk": Field("risk", needed=True),
            "category": Field("category"),
            "likelihood": Field("likelihood", "level", needed=True),
            "impact": Field("impact", "level", needed=True),
            "mitigation": Field("mitigation"),
            "trigger": Field("trigger"),
            "owner": _OWNER,
            "due": Field("due", "day"),
            "status": Field("status", "choice", "common.risk_status", needed=True),
            "last_review": Field("last_review", "day"),
            "audience": Field("audience", "choice", "workbook.audience", needed=True),
        },
        prefix="R",
        digits=3,
        about="risk",
    ),
    "Dependencies": Register(
        ("dependencies",),
        {
            "dependency": Field("what", needed=True),
            "owner": _OWNER,
            "due": Field("due", "day"),
            "status": Field("status", "choice", "common.dependency_status", needed=True),
            "blocker": Field("blocker"),
            "escalation": Field("escalation", "person"),
            "blocked_since": Field("blocked_since", "moment"),
            "escalated": Field("escalated_on", "moment"),
            "evidence": Field("commitment_ref"),
            "backup": Field("backup_plan"),
            "type": Field("type", "choice", "common.dependency_type", needed=True),
        },
        prefix="K",
        about="dependency",
    ),
    "Issues": Register(
        ("issues",),
        {
            "issue": Field("issue", needed=True),
            "raised": Field("raised", "day"),
            "severity": Field("severity", "choice", "common.severity", needed=True),
            "owner": _OWNER,
            "target": Field("target", "day"),
            "status": Field("status", "choice", "common.issue_status", needed=True),
            "resolution": Field("resolution"),
            "closed": Field("closed", "day"),
        },
        prefix="I",
        digits=3,
        about="issue",
    ),
    "Changes": Register(
        ("changes",),
        {
            "request": Field("request", needed=True),
            "trigger": Field("trigger"),
            "requester": Field("requester", "person"),
            "date": Field("date", "day"),
            "impact_days": Field("impact_days", "number"),
            "impact_hours": Field("impact_hours", "number"),
            "cost": Field("cost", "money"),
            "option": Field("chosen", "option"),
            "status": Field("status", "choice", "common.change_status", needed=True),
            "approver": Field("approver", "person"),
            "decided": Field("decided", "day"),
        },
        prefix="CR-",
        digits=3,
        about="request",
    ),
    "ParkingLot": Register(
        ("scope", "parking_lot"),
        {
            "idea": Field("idea", needed=True),
            "requester": Field("requester", "person"),
            "date": Field("date", "day"),
            "value": Field("value"),
            "revisit": Field("revisit", "day_or_text"),
        },
        prefix="P",
        hides=False,
        about="idea",
    ),
    "ChangeImpacts": Register(
        ("change_impacts",),
        {
            "group": Field("group", needed=True),
            "impact_on_group": Field("impact", needed=True),
            "value_1_5": Field("value", "whole", needed=True),
            "people": Field("people", "whole", needed=True),
            "action": Field("action"),
            "owner": _OWNER,
            "due": Field("due", "day"),
        },
        about="group",
    ),
    "Alignment": Register(
        ("alignment",),
        {
            "person": Field("person", "person", needed=True),
            "topic": Field("topic"),
            "status": Field("status", "choice", "common.alignment_status", needed=True),
            "method": Field("method"),
            "date": Field("date", "day"),
            "concern": Field("concern"),
        },
        about="person",
    ),
}

TOUCHPOINT: Mapping[str, Field] = {
    "touchpoint": Field("what", needed=True),
    "date": Field("starts", "day", needed=True),
    "who": Field("who", "people"),
    "owner": _OWNER,
    "channel": Field("channel"),
    "format": Field("format"),
    "minutes": Field("minutes", "whole"),
}
"""Of a touchpoint with dates of its own rhythm all rows are one entry; its date is read where it falls once."""
WORK: Mapping[str, Field] = {
    "person": Field("person", "person", needed=True),
    "id": Field("task", needed=True),
    "hours_of_work": Field("hours", "hours"),
}
HOURS: Mapping[str, Field] = {
    "available": Field("hours_per_week", "hours"),
    "other_commitments": Field("other_commitments", "hours"),
}

ACTIONS: Mapping[str, Field] = {
    "action_needed": Field("what", needed=True),
    "owner": _OWNER,
    "due": Field("due", "day"),
    "status": Field("status", "choice", "workbook.ask_status", needed=True),
}
"""The small workbook's actions, as far as a row is a dependency; others are tasks and questions of their own."""
ACTION_STATUS: Mapping[str, str] = {"open": "not_started"}
"""What a dependency calls the state of an action, where it calls it otherwise."""
