"""A solved plan in whole days: rows, links and calendars with their numbers, as a workbook can calculate them.

In goes the basis of a schedule, out come plain values: what is typed (lags, dates that hold work) and what the passes
gave, so that every formula has the scheduler's own result. Rows that this edition does not show are not here; what
links to them comes to is kept as a number.
"""

from __future__ import annotations

from datetime import date

from plandocs.documents.workbook.calculation.calendars import MOMENT, CalendarMaker, DayCalendar, first_day
from plandocs.documents.workbook.calculation.model import (
    DATES,
    CalculatedLink,
    CalculatedRow,
    Calculation,
    LagDays,
)
from plandocs.documents.workbook.setting import Setting
from plandocs.schedule.cpm import bent_bound, finish_instant, source_begins
from plandocs.schedule.dating import Solved
from plandocs.schedule.lengths import minutes
from plandocs.schedule.network import Activity, BentLink, latest_by
from plandocs.schedule.progress import progress_state
from plandocs.schedule.rows import Row

_LONGEST_OFFICE_DAY = 15 * 60
"""Minutes of a day of usual office hours; a longer day begins at midnight, where moments are told apart otherwise."""
DAY = 1440


def why_not(setting: Setting) -> str:
    """Return why a plan's dates stay values, as the key of a reason; empty where formulas give them."""
    schedule = setting.facts.current
    solved = schedule.basis
    if solved is None or schedule.levelling is not None:
        return "levelled"
    if any(row.as_late_as_possible for row in solved.rows):
        return "backward"
    calendars = solved.network.calendars
    used = {activity.calendar for activity in solved.network.activities}
    if not all(calendars[n].snaps and calendars[n].steps for n in used):
        return "hours"
    is_long = [
        calendars[n].pattern.day_minutes > _LONGEST_OFFICE_DAY and calendars[n].pattern.name != "elapsed" for n in used
    ]
    return "hours" if any(is_long) else ""


def calculation_of(setting: Setting) -> Calculation:
    """Return the calculation of a plan's current dates, for which `why_not` finds no reason against."""
    return _Maker(setting).make()


class _Maker:
    """One calculation while it is made."""

    def __init__(self, setting: Setting) -> None:
        facts = setting.facts
        solved = facts.current.basis
        if solved is None:
            raise ValueError("a schedule without its basis cannot be calculated")
        self._facts = facts
        self._solved: Solved = solved
        self._network = solved.network
        self._passes = solved.passes
        first = first_day(solved.start, min(facts.agreed.start, facts.current.start, facts.as_of))
        last = max(facts.agreed.finish, facts.current.finish, facts.as_of)
        self._maker = CalendarMaker(solved.book, solved.start, first, last, setting.counted)
        self._first = first

    def make(self) -> Calculation:
        solved, network = self._solved, self._network
        home = self._maker.home
        shown = self._shown()
        places = {index: place for place, index in enumerate(shown)}
        calendars = [self._maker.of(activity.calendar) for activity in network.activities] if len(shown) == len(
            solved.rows
        ) else {index: self._maker.of(network.activities[index].calendar) for index in shown}  # fmt: skip
        least: dict[int, float] = {}
        most: dict[int, float] = {}
        links: list[list[CalculatedLink]] = [[] for _ in shown]
        outside = False
        for number, tie in enumerate(network.ties):
            source, target = places.get(tie.predecessor), places.get(tie.successor)
            if source is not None and target is not None:
                links[target].append(
                    self._link(number, source, target, calendars[tie.predecessor], calendars[tie.successor])
                )
            elif target is not None:
                outside = True
                bound = self._bound(number, calendars[tie.successor])
                least[target] = max(bound, least.get(target, bound))
            elif source is not None:
                outside = True
                cap = self._cap(number, calendars[tie.predecessor])
                if cap is not None:
                    most[source] = min(cap, most.get(source, cap))
        rows = tuple(
            self._row(index, calendars[index], least.get(place), most.get(place), [link.bound for link in links[place]])
            for place, index in enumerate(shown)
        )
        ends, beginnings = self._ends()
        used = {name for row in rows for name in row.dates}
        ids = [row.row.id for row in rows if row.fact is not None]
        return Calculation(
            first=self._first,
            start=solved.start,
            as_of=solved.as_of,
            schedule=self._facts.current,
            rows=rows,
            links=tuple(link for found in links for link in found),
            calendars=tuple(self._maker.made),
            home=home,
            last_day=_moment(self._passes.finish) - 1,
            beyond=self._beyond(shown),
            nows=self._nows(),
            ends=ends,
            beginnings=beginnings,
            dates=tuple(name for name in DATES if name in used or name == DATES[0]),
            sized=any(row.row.size is not None for row in rows),
            outside=outside,
            exact_ids=len({name.casefold() for name in ids}) < len(ids) or any(set(name) & set("*?~") for name in ids),
        )

    def _shown(self) -> list[int]:
        """Return the rows of this edition, by index; a hidden point belongs to its phase."""
        phases = {phase.id for phase in self._facts.phases}
        known = self._facts.by_id
        return [
            index
            for index, row in enumerate(self._solved.rows)
            if (row.phase in phases if row.gathers else row.id in known)
        ]

    def _row(
        self, index: int, calendar: DayCalendar, least: float | None, most: float | None, bounds: list[float]
    ) -> CalculatedRow:
        solved, passes = self._solved, self._passes
        row, activity = solved.rows[index], self._network.activities[index]
        begins = passes.begins[index]
        half = 0.5 if begins else 0
        progress = activity.progress
        pinned = progress.finish if progress is not None else None
        agreed = None if row.gathers else self._facts.agreed.task(row.id)
        days, total_float, critical = self._shown_as(index)
        compiled = self._network.calendars[activity.calendar]
        release = self._release(row, activity, calendar)
        found = bounds if least is None else [*bounds, least]
        usual = min(found) if activity.takes_earliest and found else max([release, *found])
        return CalculatedRow(
            row=row,
            fact=None if row.gathers else self._facts.by_id[row.id],
            calendar=calendar,
            is_point=not activity.duration,
            takes_earliest=activity.takes_earliest,
            state=progress_state(row, solved.as_of),
            left=whole(activity.duration, calendar.day_minutes),
            release=release,
            usual=usual,
            remaining=None if row.remaining is None else whole(minutes(row.remaining, compiled), calendar.day_minutes),
            pinned=None if pinned is None else calendar.at(pinned),
            early_start=calendar.at(passes.early[2 * index]) + half,
            early_finish=calendar.at(passes.early[2 * index + 1]) + half,
            late_finish=calendar.at(passes.late[2 * index + 1]),
            begins=begins,
            least=least,
            most=most,
            dates={name: getattr(row, name) for name in DATES if getattr(row, name) is not None},
            days=days,
            total_float=total_float,
            critical=critical,
            agreed_critical=agreed is not None and agreed.critical,
        )

    def _shown_as(self, index: int) -> tuple[tuple[date, date, date, date], int, bool]:
        """Return a row's dates, its float, and whether it is critical; a hidden point has no row in the schedule."""
        row, passes = self._solved.rows[index], self._passes
        if not row.gathers:
            task = self._facts.current.task(row.id)
            days = (task.start, task.finish, task.late_start, task.late_finish)
            return days, task.total_float, task.critical
        compiled = self._network.calendars[self._network.activities[index].calendar]
        edge = compiled.start_day if passes.begins[index] else compiled.finish_day
        early, late = passes.early[2 * index + 1], passes.late[2 * index + 1]
        first, last = date.fromordinal(edge(early)[0]), date.fromordinal(edge(late)[0])
        home = self._solved.book.calendar(self._solved.book.home)
        spare = late - early
        if compiled is not home:
            spare = home.coordinate(compiled.finish_instant(late)) - home.coordinate(compiled.finish_instant(early))
        return (first, first, last, last), spare // home.pattern.day_minutes, spare <= 0

    def _release(self, row: Row, activity: Activity, calendar: DayCalendar) -> float:
        """Return the earliest start by the project's start and the row's own earliest dates."""
        compiled = self._network.calendars[activity.calendar]
        half = 0 if activity.duration else 0.5
        release: float = calendar.before + half
        if row.start_no_earlier_than is not None:
            release = max(release, calendar.at(compiled.opens(row.start_no_earlier_than.toordinal())) + half)
        day = row.finish_no_earlier_than
        if day is not None:
            number = calendar.at(compiled.opens(day.toordinal()))
            if activity.duration:
                release = max(release, number + 1 - self._agreed_days(row, activity, calendar))
            else:
                release = max(release, number + (1 if compiled.work_of_day(day.toordinal()) else 0.5))
        return release

    def _agreed_days(self, row: Row, activity: Activity, calendar: DayCalendar) -> float:
        """Return the length that a row's own dates are counted by."""
        if activity.progress is None:
            return whole(activity.duration, calendar.day_minutes)
        compiled = self._network.calendars[activity.calendar]
        return whole(minutes(row.length, compiled), calendar.day_minutes)

    def _link(
        self, number: int, source: int, target: int, origin: DayCalendar, calendar: DayCalendar
    ) -> CalculatedLink:
        tie, link = self._network.ties[number], self._solved.links[number]
        target_calendar = self._network.activities[tie.successor].calendar
        kind: LagDays = "elapsed" if tie.elapsed else "target" if tie.lag_calendar == target_calendar else "other"
        counted = calendar if kind != "other" else self._maker.of(tie.lag_calendar)
        each = DAY if kind == "elapsed" else counted.day_minutes
        return CalculatedLink(
            source=source,
            target=target,
            from_finish=tie.from_finish,
            to_finish=tie.to_finish,
            lag=whole(tie.lag, each),
            share=float(link.lag) / 100 if link.lag_unit == "%" else None,
            lag_days=kind,
            lag_calendar=counted,
            bound=self._bound(number, calendar),
            cap=self._cap(number, origin),
        )

    def _bound(self, number: int, calendar: DayCalendar) -> float:
        """Return the earliest start that a link allows; a milestone's with a half for a beginning of work."""
        tie, link, early = self._network.ties[number], self._network.links[number], self._passes.early
        begins = self._passes.begins
        if isinstance(link, BentLink):
            coordinate, is_beginning = bent_bound(self._network, link, tie.successor, early, begins)
        else:
            coordinate = early[link[0]] + link[1]
            is_beginning = source_begins(self._network, link[0], begins)
        is_point = not self._network.activities[tie.successor].duration
        return calendar.at(coordinate) + (0.5 if is_point and is_beginning else 0)

    def _cap(self, number: int, calendar: DayCalendar) -> float | None:
        """Return the latest finish of its source that a link allows; None where it allows any."""
        network, passes = self._network, self._passes
        tie, link = network.ties[number], network.links[number]
        target, source = network.activities[tie.successor], network.activities[tie.predecessor]
        if target.progress is not None and target.progress.finish is not None:
            return None
        start = passes.late[2 * tie.successor + 1] - target.duration
        if isinstance(link, BentLink):
            if target.takes_earliest:
                bound = bent_bound(network, link, tie.successor, passes.early, passes.begins)[0]
                if bound > passes.early[2 * tie.successor]:
                    return None
            at = start + (target.duration if link.to_finish else 0)
            is_beginning = source_begins(network, link.source, passes.begins)
            cap = link.allows(at, is_beginning, target.duration > 0 or passes.begins[tie.successor])
        else:
            cap = start - link[1]
        return calendar.at(cap + (0 if tie.from_finish else source.duration))

    def _beyond(self, shown: list[int]) -> float | None:
        """Return the last moment at which a row that is not shown finishes."""
        hidden = set(range(self._network.count)) - set(shown)
        return max(
            (
                _moment(finish_instant(self._network, index, self._passes.early, self._passes.begins)) - 1
                for index in hidden
            ),
            default=None,
        )

    def _ends(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Return, for each calendar, the number of the project's end, and of the last beginning of work before it."""
        finish = self._passes.finish
        by_number = {self._maker.of(index).number: index for index in self._indexes()}
        ends, beginnings = [], []
        for calendar in self._maker.made:
            compiled = self._solved.book.calendars[by_number[calendar.number]]
            ends.append(calendar.at(compiled.coordinate(finish)))
            beginnings.append(calendar.at(latest_by(compiled, compiled.before_edge(finish), begins=True)))
        return tuple(ends), tuple(beginnings)

    def _nows(self) -> tuple[float, ...]:
        """Return, for each calendar, the number of the end of the as-of date."""
        if self._solved.as_of is None:
            return ()
        day = self._solved.as_of.toordinal()
        return tuple(
            calendar.at(self._solved.book.calendars[index].closes(day)) for index, calendar in self._maker.by_index
        )

    def _indexes(self) -> list[int]:
        return [index for index, _ in self._maker.by_index]


def whole(minutes_of_work: int, day_minutes: int) -> float:
    """Return minutes as days: a whole number where it is one."""
    days, rest = divmod(minutes_of_work, day_minutes)
    return minutes_of_work / day_minutes if rest else days


def _moment(instant: int) -> float:
    """Return an instant as a serial number of days; a minute after midnight is a moment after it."""
    day, minute = divmod(instant, DAY)
    return day - _DAY_ZERO + (MOMENT if minute else 0.0)


_DAY_ZERO = date(1899, 12, 30).toordinal()
