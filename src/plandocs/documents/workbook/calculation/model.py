"""What a workbook calculates its dates from, as plain values: rows, links, and the numbers that they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plandocs.content.facts import TaskFact
from plandocs.documents.workbook.calculation.calendars import DayCalendar
from plandocs.schedule.progress import State
from plandocs.schedule.result import Schedule
from plandocs.schedule.rows import Row

LagDays = Literal["target", "elapsed", "other"]
"""Whose days a lag counts: those of the task that waits, of time itself, or of another calendar."""

DATES = (
    "start_no_earlier_than",
    "finish_no_earlier_than",
    "start_no_later_than",
    "finish_no_later_than",
    "must_start_on",
    "must_finish_on",
    "deadline",
)
"""The dates that can hold a row, in the order of their columns. The first always has a column."""


@dataclass(frozen=True, slots=True)
class CalculatedLink:
    """A link between two rows, by their place. `bound` is the earliest start it allows the one that waits, with a half
    for a beginning of work where that is a milestone; `cap` the latest finish it allows the other, None for none.
    """

    source: int
    target: int
    from_finish: bool
    to_finish: bool
    lag: float
    share: float | None
    lag_days: LagDays
    lag_calendar: DayCalendar
    bound: float
    cap: float | None


@dataclass(frozen=True, slots=True)
class CalculatedRow:
    """A task, milestone or hidden point of a phase. Numbers are days on its calendar.

    `fact` is None for a hidden point. `early_start` and the others are numbers; those of a milestone have a half where
    it is at a beginning of work. `release` is the early start by the row's own earliest dates, `usual` that with its
    links, before fixed and latest dates and progress. `left` and `remaining` are days of work, `pinned` is a finish
    that stands. `least` and `most` are what links to rows that are not shown allow. `days` are start, finish, latest
    start and latest finish.
    """

    row: Row
    fact: TaskFact | None
    calendar: DayCalendar
    is_point: bool
    takes_earliest: bool
    state: State
    left: float
    pinned: float | None
    release: float
    usual: float
    remaining: float | None
    early_start: float
    early_finish: float
    late_finish: float
    begins: bool
    least: float | None
    most: float | None
    dates: Mapping[str, date]
    days: tuple[date, date, date, date]
    total_float: int
    critical: bool
    agreed_critical: bool


@dataclass(frozen=True, slots=True)
class Calculation:
    """Everything a workbook calculates its dates from.

    `last_day` is the last day of the project as a serial number, with a moment added where it ends at a beginning of
    work; `beyond` is that of the rows which are not shown, None where all are. `links` are in the order of the rows
    that wait. `nows`, `ends` and `beginnings` are numbers by calendar: the end of the as-of date, the project's end,
    and the last beginning of work before it. `dates` are the dates that have a column. `sized` says that there are
    computed buffers, `outside` that links lead to rows which are not shown, `exact_ids` that ids differ in case alone
    or hold signs that stand for any text.
    """

    first: date
    start: date
    as_of: date | None
    schedule: Schedule
    rows: tuple[CalculatedRow, ...]
    links: tuple[CalculatedLink, ...]
    calendars: tuple[DayCalendar, ...]
    home: DayCalendar
    last_day: float
    beyond: float | None
    nows: tuple[float, ...]
    ends: tuple[float, ...]
    beginnings: tuple[float, ...]
    dates: tuple[str, ...]
    sized: bool
    outside: bool
    exact_ids: bool
