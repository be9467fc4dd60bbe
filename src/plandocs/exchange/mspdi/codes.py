"""The numbers that stand for words in MSPDI, and the custom fields in which a plan's own words are kept.

Source: the MSPDI schema of Project 2007 (mspdi_pj12.xsd) and later, as published with the Project SDK.
"""

from __future__ import annotations

from dataclasses import dataclass

from plandocs.plan.values import LinkType

NAMESPACE = "http://schemas.microsoft.com/project"
LINK_TYPES: dict[LinkType, int] = {"FF": 0, "FS": 1, "SF": 2, "SS": 3}
CONSTRAINTS = {
    "as_late_as_possible": 1,
    "must_start_on": 2,
    "must_finish_on": 3,
    "start_no_earlier_than": 4,
    "start_no_later_than": 5,
    "finish_no_earlier_than": 6,
    "finish_no_later_than": 7,
}
"""Keys of a plan's task by constraint type; 0 is as soon as possible."""
DATED_BY_FINISH = frozenset({"must_finish_on", "finish_no_earlier_than", "finish_no_later_than"})
UNITS = {"m": 3, "em": 4, "h": 5, "eh": 6, "d": 7, "ed": 8, "w": 9, "ew": 10, "mo": 11, "emo": 12, "%": 19, "e%": 20}
"""How a duration or lag is shown. The amounts themselves are minutes, those of lags tenths of minutes, but percents."""
ESTIMATED = 32
"""Added to a unit whose length is only estimated."""
FIXED_DURATION = 1
WORK_RESOURCE = 1


@dataclass(frozen=True, slots=True)
class Field:
    """A custom field: Project's number and name for it, and what users see it called."""

    number: int
    name: str
    alias: str


TASK_ID = Field(188743731, "Text1", "Plan id")
KIND = Field(188743734, "Text2", "Plan kind")
AUDIENCE = Field(188743737, "Text3", "Plan audience")
HOURS_OF = Field(188743740, "Text4", "Plan hours of")
"""People whose hours the plan gives; the others' work is what their time on the task makes."""
BESIDE = Field(188743743, "Text5", "Plan beside")
"""People who give hours or units to a task, but are neither its owner nor help: their calendars do not matter."""
GO_LIVE = Field(188743746, "Text6", "Plan go-live")
"""On the project's own line: the id of the task that is the go-live."""
HELD = Field(188743747, "Text7", "Plan held")
"""Set where a task that has not begun is held after the status date: Project would let it begin before."""
ESTIMATES = (
    Field(188743783, "Duration1", "Optimistic"),
    Field(188743784, "Duration2", "Most likely"),
    Field(188743785, "Duration3", "Pessimistic"),
)
PERSON_ID = Field(205520904, "Text1", "Plan id")
ROLE = Field(205520905, "Text2", "Plan role")
COMPANY = Field(205520926, "Text3", "Plan company")
HOURS_A_WEEK = Field(205521008, "Number1", "Plan hours a week")
FIELDS = (TASK_ID, KIND, AUDIENCE, HOURS_OF, BESIDE, GO_LIVE, HELD, *ESTIMATES, PERSON_ID, ROLE, COMPANY, HOURS_A_WEEK)
