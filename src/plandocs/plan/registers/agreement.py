"""Who stands behind the plan and answers for what: alignment, approvals, waivers, the RACI matrix."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from plandocs.plan.base import Entry
from plandocs.plan.values import Audience, Day, RaciLetters


class AlignmentEntry(Entry):
    """Whether one person stands behind the plan."""

    person: str
    """The person's id."""
    topic: str = ""
    """What they agree to: timeline, security, training dates, contract."""
    status: Literal["not_asked", "asked", "concern", "confirmed"] = "not_asked"
    """not_asked, asked, concern or confirmed."""
    method: str = ""
    """How they were asked: call, e-mail, meeting."""
    date: Day | None = None
    """When they answered."""
    concern: str = ""
    """What worries them."""
    audience: Audience | None = None
    """customer or internal; a vendor's people are internal unless it says otherwise."""


class Approval(Entry):
    """Who approved which version of the plan."""

    by: str
    """The person's id."""
    date: Day
    """When."""
    version: str = ""
    """The version that was approved."""
    hash: str = ""
    """The plan hash that was approved."""
    method: str = ""
    """How: signature, e-mail, meeting."""


class Waiver(Entry):
    """A rule that is knowingly not kept."""

    rule: str
    """The rule's id, such as S27."""
    reason: str
    """Why."""
    by: str
    """Who decided: a person's id."""
    audience: Audience | None = None
    """customer or internal; what the vendor's people waive is internal unless it says otherwise."""


_RACI_ROW_KEYS = frozenset({"activity", "task", "letters"})


class RaciRow(Entry):
    """One activity of the RACI matrix. Letters may be written under `letters` or beside `activity`."""

    activity: str
    """The activity."""
    task: str = ""
    """The task, milestone or phase that it stands for."""
    letters: dict[str, RaciLetters] = Field(default_factory=dict)
    """A letter by role or by person: {champion: A, it: C, implementation_pm: R}."""

    @model_validator(mode="before")
    @classmethod
    def _letters_beside_activity(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "letters" in data:
            return data
        letters = {key: value for key, value in data.items() if key not in _RACI_ROW_KEYS}
        return {**{key: value for key, value in data.items() if key in _RACI_ROW_KEYS}, "letters": letters}
