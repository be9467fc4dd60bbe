"""One report as it was told: the forecast, the status and the milestones at its as-of date.

It holds what the customer's edition says and nothing internal, whichever edition was made. Nothing here reads a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedMilestone:
    """A milestone in a report. `slip` is in days under the plan's day count, negative when earlier than agreed."""

    id: str
    name: str
    agreed: date
    forecast: date
    slip: int
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedBaseline:
    """The baseline that a report was measured against. `dated` is what it told as its day, None for none."""

    name: str
    dated: date | None
    plan_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastReport:
    """What a report said.

    `status` is the colour that was printed, by the rule or set by hand. `slip` is of the go-live, in days under the
    plan's day count. Buffers are days before the go-live. `plan_file` is the SHA-256 of the plan file that it was made
    from, of which a copy stands beside it.
    """

    project: str
    as_of: date
    number: int
    version: str
    plan_hash: str
    status: str
    go_live_agreed: date | None
    go_live_forecast: date | None
    slip: int
    delay: str
    buffer_size: int | float
    buffer_left: int | float
    percent: int
    planned_percent: int
    milestones: tuple[ReportedMilestone, ...]
    plan_file: str
    baseline: ReportedBaseline | None = None
    """None where delays were measured against the agreed plan as it was."""

    def milestone(self, key: str) -> ReportedMilestone | None:
        """Return a milestone by its id, None where the report did not have it."""
        return next((item for item in self.milestones if item.id == key), None)
