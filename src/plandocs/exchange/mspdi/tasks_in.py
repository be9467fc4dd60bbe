"""Project's tasks as lines of an imported project: lengths and lags in a plan's units, links, constraints, progress."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, Decimal

from plandocs.errors import Problem
from plandocs.exchange.imported.model import ImportedLine, ImportedLink
from plandocs.exchange.mspdi import codes
from plandocs.exchange.mspdi.people_in import own_fields
from plandocs.exchange.mspdi.tree import Node
from plandocs.plan.durations import Duration
from plandocs.plan.values import DurationUnit, LagUnit, LinkType
from plandocs.schedule.calendar import Pattern

_TYPES: dict[int, LinkType] = {number: name for name, number in codes.LINK_TYPES.items()}
_CONSTRAINTS = {number: name for name, number in codes.CONSTRAINTS.items()}
_UNIT_OF = {number: name for name, number in codes.UNITS.items()}
_ELAPSED = {"em": 1, "eh": 60, "ed": 1440, "ew": 10_080, "emo": 43_200}
_DAY = 1440
_LONGEST_NOTE = 4_000
_LONGEST_MINUTES = 5_000 * _DAY
_OWN_KINDS = frozenset({"phase_milestone"})


@dataclass(frozen=True, slots=True)
class LineIn:
    """A line with its element, and the length of the task in minutes."""

    line: ImportedLine
    node: Node
    minutes: int


def line_of(node: Node, problems: list[Problem], *, ours: bool) -> LineIn:
    """Return the line of a task, without what depends on its people and calendar."""
    own = own_fields(node, ours=ours)
    number = node.text("ID")
    name = " ".join(node.text("Name").split())[:500] or f"Task {number or node.text('UID')}"
    line = ImportedLine(key=node.text("UID"), place=f"task {number} '{name[:60]}'", name=name)
    by_number = node.text("OutlineNumber").count(".") + 1
    line.level = max(1, min(node.number("OutlineLevel", by_number), 50))
    line.id = own.get(codes.TASK_ID.number, "") if ours else number if number.isdecimal() else ""
    line.is_heading = node.is_set("Summary")
    kind = own.get(codes.KIND.number, "")
    line.closes_phase = kind in _OWN_KINDS
    line.start, line.finish = _day(node.moment("Start")), _last_day(node.moment("Finish"), node.minutes("Duration"))
    minutes = min(node.minutes("Duration") or 0, _LONGEST_MINUTES)
    if (node.minutes("Duration") or 0) > _LONGEST_MINUTES:
        problems.append(_told(line, "is longer than 5,000 days, which is taken for its length"))
    notes = "\n".join(part.strip() for part in node.text("Notes")[:_LONGEST_NOTE].split("\n") if part.strip())
    if notes:
        line.fields["description"] = notes
    if kind and kind not in _OWN_KINDS and kind != "milestone":
        line.fields["kind"] = kind[:40]
    if own.get(codes.AUDIENCE.number, "") == "internal":
        line.fields["audience"] = "internal"
    _dates(node, line, problems)
    if own.get(codes.HELD.number, ""):
        line.fields.pop("start_no_earlier_than", None)
    return LineIn(line, node, minutes)


def _dates(node: Node, line: ImportedLine, problems: list[Problem]) -> None:
    """Take deadline and constraint. A task that is scheduled by hand stays on its day."""
    deadline = _last_day(node.moment("Deadline"), 1)
    if deadline is not None:
        line.fields["deadline"] = deadline
    if line.is_heading:
        return
    if node.is_set("Manual"):
        start = _day(node.moment("ManualStart") or node.moment("Start"))
        if start is not None:
            line.fields["must_start_on"] = start
            line.remarks["must_start_on"] = "scheduled by hand in Project"
        return
    constraint = _CONSTRAINTS.get(node.number("ConstraintType"))
    if constraint == "as_late_as_possible":
        line.fields[constraint] = True
    elif constraint is not None:
        moment = node.moment("ConstraintDate")
        day = _last_day(moment, 1) if constraint in codes.DATED_BY_FINISH else _day(moment)
        if day is None:
            problems.append(_told(line, f"has a constraint ({constraint}) without a date, which is left out"))
        else:
            line.fields[constraint] = day


def length_in(node: Node, minutes: int, pattern: Pattern) -> Duration:
    """Return a task's length in the unit that Project shows, as long as it is exact there."""
    unit = _unit(node.number("DurationFormat", codes.UNITS["d"]))
    if unit in _ELAPSED:
        return Duration(_exact(Decimal(minutes) / _DAY), "ed")
    return duration_of(minutes, pattern, in_weeks=unit == "w", in_hours=unit in ("h", "m"))


def is_elapsed(node: Node) -> bool:
    """Return whether a task's length is time itself."""
    return _unit(node.number("DurationFormat", codes.UNITS["d"])) in _ELAPSED


def counts_hours(node: Node) -> bool:
    """Return whether a task's length is shown in hours."""
    return _unit(node.number("DurationFormat", codes.UNITS["d"])) in ("h", "m")


def planned_minutes(node: Node) -> int | None:
    """Return the length that a task has in its baseline; None where it has none."""
    return next((one.minutes("Duration") for one in node.all("Baseline") if one.number("Number") == 0), None)


def duration_of(minutes: int, pattern: Pattern, *, in_weeks: bool = False, in_hours: bool = False) -> Duration:
    """Return minutes of work on a calendar as weeks, days or hours: in days where two figures suffice."""
    days = Decimal(minutes) / pattern.day_minutes
    if in_weeks and days % pattern.days_per_week == 0:
        return Duration(days / pattern.days_per_week, "w")
    if not in_hours and days == round(days, 2):
        return Duration(round(days, 2).normalize() + 0, "d")
    return Duration(_exact(Decimal(minutes) / 60), "h")


def links_in(node: Node, pattern: Pattern, known: Mapping[str, object], line: ImportedLine) -> list[ImportedLink]:
    """Return a task's links; lags of work are measured on the calendar of the task that waits."""
    found = []
    for link in node.all("PredecessorLink"):
        lag, unit = _lag(link, pattern)
        predecessor = link.text("PredecessorUID")
        found.append(
            ImportedLink(
                predecessor=predecessor,
                type=_TYPES.get(link.number("Type", 1), "FS"),
                lag=lag,
                unit=unit,
                place=line.place,
            )
        )
    return found


def _lag(link: Node, pattern: Pattern) -> tuple[Decimal, LagUnit]:
    amount = link.number("LinkLag")
    unit = _unit(link.number("LagFormat", codes.UNITS["d"]))
    if unit in ("%", "e%"):
        return Decimal(amount), "%"
    sign = -1 if amount < 0 else 1
    minutes = min((abs(amount) + 5) // 10, _LONGEST_MINUTES)
    if unit in _ELAPSED:
        shown: LagUnit = "ew" if unit == "ew" else "eh" if unit in ("eh", "em") else "ed"
        return sign * _exact(Decimal(minutes) / _ELAPSED[shown]), shown
    made = duration_of(minutes, pattern, in_weeks=unit == "w", in_hours=unit in ("h", "m"))
    return sign * made.amount, made.unit


def progress_in(node: Node, line: ImportedLine, minutes: int, measure: Callable[[int], Duration]) -> None:
    """Take what is done of a task. What remains is written where the share of what is done does not give it.

    `measure` gives minutes as a length on the task's calendar.
    """
    started, finished = _day(node.moment("ActualStart")), _last_day(node.moment("ActualFinish"), minutes)
    percent = max(0, min(node.number("PercentComplete"), 100))
    if finished is not None:
        if started is not None and minutes:
            line.fields["started"] = min(started, finished)
        line.fields["finished"] = finished
        return
    if not minutes:
        return
    if started is not None:
        line.fields["started"] = started
    reported = max(0, min(node.number("PhysicalPercentComplete"), 100)) or percent
    if reported or started is not None:
        line.fields["progress"] = f"{reported}%"
    left = node.minutes("RemainingDuration")
    if (
        "remaining" not in line.fields
        and left is not None
        and (started is not None or reported)
        and 0 < left <= minutes
    ):
        day = max(1, int(measure(minutes).amount) and minutes // max(1, int(measure(minutes).amount)))
        by_share = Decimal(minutes) * (100 - reported) / 100
        rounded = (by_share / day).to_integral_value(ROUND_CEILING) * day
        if left not in (int(by_share), int(rounded)):
            line.fields["remaining"] = str(measure(left))


def baseline_in(node: Node, minutes: int) -> tuple[date, date] | None:
    """Return the dates of a task's baseline, the first one that the file has; None where it has none."""
    for baseline in node.all("Baseline"):
        start, finish = _day(baseline.moment("Start")), _last_day(baseline.moment("Finish"), minutes)
        if baseline.number("Number") == 0 and start is not None and finish is not None and start <= finish:
            return start, finish
    return None


def estimates_in(node: Node, pattern: Pattern) -> list[str]:
    """Return the three estimates of a task of ours; none where not all are there, or not in rising order."""
    fields = {field.number("FieldID"): field for field in node.all("ExtendedAttribute")}
    found = []
    for one in codes.ESTIMATES:
        minutes = _minutes(fields[one.number].text("Value")) if one.number in fields else None
        if minutes is None or minutes > _LONGEST_MINUTES:
            return []
        found.append((minutes, str(length_in(fields[one.number], minutes, pattern))))
    return [text for _, text in found] if found == sorted(found, key=lambda one: one[0]) else []


def _minutes(text: str) -> int | None:
    hours, _, rest = text.removeprefix("PT").partition("H")
    minutes = rest.partition("M")[0]
    if not text.startswith("PT") or not hours.isdecimal() or not minutes.isdecimal() or len(hours) > 6:
        return None
    return int(hours) * 60 + int(minutes)


def _unit(code: int) -> DurationUnit | str:
    return _UNIT_OF.get(code - codes.ESTIMATED if code > codes.ESTIMATED else code, "d")


def _exact(amount: Decimal) -> Decimal:
    """Return an amount with at most four figures behind the point, which is less than a minute off."""
    return round(amount, 4).normalize() + 0


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _last_day(moment: datetime | None, minutes: int | None) -> date | None:
    """Return the last day of what ends at a moment: midnight is the end of the day before."""
    if moment is None:
        return None
    is_midnight = moment.hour == 0 and moment.minute == 0 and bool(minutes)
    return (moment - timedelta(days=1)).date() if is_midnight else moment.date()


def _told(line: ImportedLine, message: str) -> Problem:
    return Problem(rule="not-taken-over", severity="warning", message=f"'{line.name}' {message}", where=line.place)
