"""Project's calendars as a plan's: working week, hours, days off, days worked extra.

A derived calendar takes from its base what it does not say itself. What a plan's calendars cannot say (weeks that
differ for a while, days with other hours than usual, recurring exceptions of the rarer kinds) is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from plandocs.errors import Problem
from plandocs.exchange.mspdi.tree import Node
from plandocs.exchange.patching.writing import Value
from plandocs.plan.calendars import WEEKDAYS
from plandocs.schedule.calendar import DAY, Shifts, length, merged, office_hours

_MOST_DAYS = 3_700
_MOST_CALENDARS = 5_000
_DAILY, _YEARLY = 1, 2
_USUAL: Shifts = office_hours(480)


@dataclass(slots=True)
class CalendarIn:
    """One calendar as the file has it. `week` has the days that it says something of, from Monday as 0."""

    uid: int
    name: str
    base: int
    is_base: bool
    week: dict[int, Shifts] = field(default_factory=dict)
    exceptions: dict[date, tuple[str, Shifts]] = field(default_factory=dict)

    @property
    def says_nothing(self) -> bool:
        """Whether it is its base calendar's double."""
        return not self.week and not self.exceptions


@dataclass(frozen=True, slots=True)
class Whole:
    """A calendar with everything that it takes from its bases."""

    week: tuple[Shifts, ...]
    exceptions: Mapping[date, tuple[str, Shifts]]


class CalendarsIn:
    """All calendars of a file by number; `problems` are what a plan cannot say of them."""

    def __init__(self, project: Node) -> None:
        self.problems: list[Problem] = []
        self._calendars: dict[int, CalendarIn] = {}
        for node in project.within("Calendars", "Calendar"):
            if len(self._calendars) < _MOST_CALENDARS:
                made = self._read(node)
                self._calendars.setdefault(made.uid, made)

    def get(self, uid: int) -> CalendarIn | None:
        """Return a calendar; None for a number that none has."""
        return self._calendars.get(uid)

    def base_of(self, uid: int) -> int:
        """Return the number of the calendar that another one is the double of, itself where it says something."""
        seen: set[int] = set()
        while (found := self._calendars.get(uid)) and found.says_nothing and not found.is_base and uid not in seen:
            seen.add(uid)
            uid = found.base
        return uid

    def whole(self, uid: int) -> Whole:
        """Return a calendar with what it takes from its bases; the usual week where nothing says anything."""
        chain: list[CalendarIn] = []
        while (found := self._calendars.get(uid)) and found not in chain:
            chain.append(found)
            uid = found.base
        week: dict[int, Shifts] = {}
        exceptions: dict[date, tuple[str, Shifts]] = {}
        for one in reversed(chain):
            week |= one.week
            exceptions |= one.exceptions
        if not any(week.values()):
            week = dict.fromkeys(range(5), _USUAL) | dict.fromkeys((5, 6), ())
        return Whole(tuple(week.get(day, ()) for day in range(7)), exceptions)

    def _read(self, node: Node) -> CalendarIn:
        made = CalendarIn(
            uid=node.number("UID", -1),
            name=node.text("Name"),
            base=node.number("BaseCalendarUID", -1),
            is_base=node.is_set("IsBaseCalendar"),
        )
        listed = False
        for day in node.within("WeekDays", "WeekDay"):
            kind = day.number("DayType", -1)
            if 1 <= kind <= 7:
                made.week[(kind - 2) % 7] = _shifts(day)
            elif kind == 0:
                listed = True
                self._exception(day, made)
        for exception in node.within("Exceptions", "Exception"):
            self._exception(exception, made, listed=listed)
        if any(True for _ in node.within("WorkWeeks", "WorkWeek")):
            self._tell(made, "weeks that differ for a while are not taken over")
        return made

    def _exception(self, node: Node, made: CalendarIn, *, listed: bool = False) -> None:
        """Take the days of one exception, those of a yearly one for as many years as it holds.

        `listed` says that the days of recurring ones stand among the days of the week, as Project writes them.
        """
        shifts = _shifts(node)
        name = node.text("Name")
        kind, times = node.number("Type", _DAILY), node.number("Occurrences", 1)
        for period in node.all("TimePeriod"):
            first, last = period.moment("FromDate"), period.moment("ToDate")
            if first is None or last is None or last < first:
                continue
            if kind not in (_DAILY, _YEARLY) or (kind == _DAILY and node.number("Period", 1) > 1):
                if not listed:
                    self._tell(made, f"the recurring exception '{name}' is not taken over")
                return
            if kind == _YEARLY and times > 1:
                days: Iterator[date] = _each_year(first.date(), last.date(), times)
            else:
                if (last - first).days > _MOST_DAYS:
                    self._tell(
                        made, f"the exception '{name}' lasts longer than {_MOST_DAYS} days and is not taken over"
                    )
                    return
                days = (first.date() + timedelta(days=n) for n in range((last.date() - first.date()).days + 1))
            for day in days:
                made.exceptions[day] = (name, shifts)

    def _tell(self, made: CalendarIn, message: str) -> None:
        where = f"calendar '{made.name}'"
        self.problems.append(Problem(rule="not-taken-over", severity="warning", message=message, where=where))


def spec_of(whole: Whole, project: Whole | None, name: str, problems: list[Problem]) -> dict[str, Value]:
    """Return a calendar as a plan writes it. `project` is the plan's own calendar, None for that one itself.

    Hours are left out where they are the usual ones: eight in the project's calendar, the project's in another one.
    """
    worked = [day for day in range(7) if whole.week[day]]
    kinds = {whole.week[day] for day in worked}
    spec: dict[str, Value] = {}
    if not (project is None and worked == list(range(5))):
        spec["week"] = [WEEKDAYS[day] for day in worked]
    default = _commonest(project) if project is not None else _USUAL
    if len(kinds) == 1:
        shifts = next(iter(kinds))
        if shifts == default:
            usual = shifts
        elif shifts == office_hours(length(shifts)) and length(shifts) % 6 == 0:
            spec["hours_per_day"] = f"{length(shifts) / 60:g}"
            usual = shifts
        else:
            spec["hours"] = [_span(*one) for one in shifts]
            usual = shifts
    else:
        spec.pop("week", None)
        spec["hours"] = {WEEKDAYS[day]: [_span(*one) for one in whole.week[day]] for day in worked}
        usual = _commonest(whole)
    holidays: list[Value] = []
    extra: list[Value] = []
    for day, (title, shifts) in sorted(whole.exceptions.items()):
        ordinary = whole.week[day.weekday()]
        if not shifts:
            if ordinary:
                holidays.append({"date": day, "name": title} if title else {"date": day})
        elif shifts != ordinary:
            extra.append(day)
            if shifts != (ordinary or usual):
                message = (
                    f"{day} has hours of its own in '{name}', which a plan cannot say: it counts as an ordinary day"
                )
                problems.append(Problem(rule="not-taken-over", severity="warning", message=message))
    if extra:
        spec["working_days"] = extra
    if holidays:
        spec["holidays"] = holidays
    return spec


def _shifts(node: Node) -> Shifts:
    """Return the hours of a day; none for a day off. An end at midnight is the day's end."""
    if not node.is_set("DayWorking"):
        return ()
    found = []
    for time in node.within("WorkingTimes", "WorkingTime"):
        first, last = _minute(time.text("FromTime")), _minute(time.text("ToTime"))
        if first is None or last is None:
            continue
        last = last or DAY
        if first < last:
            found.append((first, last))
    return merged(found) if found else _USUAL


def _minute(text: str) -> int | None:
    parts = text.split(":")
    if len(parts) not in (2, 3) or not all(part.isdecimal() and len(part) <= 2 for part in parts):
        return None
    hour, minute = int(parts[0]), int(parts[1])
    return hour * 60 + minute if hour <= 24 and minute < 60 and hour * 60 + minute <= DAY else None


def _each_year(first: date, last: date, times: int) -> Iterator[date]:
    for year in range(first.year, min(last.year, first.year + min(times, 60) - 1) + 1):
        try:
            yield first.replace(year=year)
        except ValueError:
            continue  # 29 February


def _commonest(whole: Whole) -> Shifts:
    worked = [shifts for shifts in whole.week if shifts]
    return max(worked, key=lambda shifts: (worked.count(shifts), length(shifts), [-start for start, _ in shifts]))


def _span(start: int, end: int) -> str:
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
