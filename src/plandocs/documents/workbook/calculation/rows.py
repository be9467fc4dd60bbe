"""Rows as formulas: the forward pass, the backward pass, and the dates that come of their numbers.

A row's earliest start is the largest of what the project's start, its own dates and its links allow; its latest finish
the smallest of what the project's end, its deadlines and the links behind it allow. With an as-of date facts stand,
and what is left goes on after that day: as `schedule.progress` has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plandocs.documents.workbook.calculation.calendars import FROM, DayCalendar
from plandocs.documents.workbook.calculation.layout import FIRST_ROW, Layout
from plandocs.documents.workbook.calculation.model import CalculatedRow, Calculation

_NEVER = "9E9"


class RowFormulas:
    """The formulas of a calculation's rows."""

    def __init__(self, calculation: Calculation, layout: Layout) -> None:
        self._tracked = calculation.as_of is not None
        self._dates = frozenset(calculation.dates)
        self._is_free = not self._dates - {"start_no_earlier_than", "finish_no_earlier_than"}
        self._home = calculation.home
        self._letters = {key: layout.rows.letters(key) for key in layout.rows.keys}
        self._bounds, self._caps = layout.links.letters("bound"), layout.links.letters("cap")
        lines = layout.calendars
        self._start, self._end, self._beginning = (
            lines.letters(key) for key in ("start_number", "end_number", "beginning_number")
        )
        self._now = lines.letters("now_number") if self._tracked else ""

    def cells(self, line: int | str) -> dict[str, str]:
        """Return the addresses of the cells on a line, by column."""
        return {key: f"{letters}{line}" for key, letters in self._letters.items()}

    def release(self, row: CalculatedRow, at: Mapping[str, str]) -> str:
        """Return the formula of the earliest start by the project's start and the row's own earliest dates."""
        half = "+0.5" if row.is_point else ""
        start = f"{self._fixed(self._start, row.calendar)}{half}"
        if row.fact is None:
            return start
        day = at["start_no_earlier_than"]
        parts = [start, f"IF({day},{row.calendar.count(day)}{half},0)", *self._release_of_finish(row, at)]
        return f"MAX({','.join(parts)})"

    def usual(self, row: CalculatedRow, release: str, links: tuple[int, int]) -> str:
        """Return the formula of the earliest start by the plan alone, before fixed and latest dates."""
        first, last = links
        bounds = "" if last < first else f"{self._bounds}{first}" + (f":{self._bounds}{last}" if last > first else "")
        if row.takes_earliest and bounds and row.least is None:
            return f"MIN({bounds})"
        parts = [release, *([bounds] if bounds else []), *([f"{row.least:.12g}"] if row.least is not None else [])]
        return f"MAX({','.join(parts)})" if len(parts) > 1 else release

    def _release_of_finish(self, row: CalculatedRow, at: Mapping[str, str]) -> list[str]:
        if "finish_no_earlier_than" not in self._dates:
            return []
        day, calendar = at["finish_no_earlier_than"], row.calendar
        if not row.is_point:
            return [f"IF({day},{calendar.count(day)}+1-{self._agreed_days(at)},0)"]
        if calendar.every_day:
            return [f"IF({day},{calendar.count_after(day)},0)"]
        after, before = calendar.count_after(day), calendar.count(day)
        return [f"IF({day},{after}+IF({after}={before},0.5,0),0)"]

    def _agreed_days(self, at: Mapping[str, str]) -> str:
        """Return the length that dates of the plan are counted by: a new estimate counts before the start."""
        return f"IF({at['state']}=0,{at['left']},{at['days']})" if "remaining" in at else at["days"]

    def early_start(self, row: CalculatedRow, at: Mapping[str, str], usual: str) -> str:
        """Return the formula of the earliest start. `usual` is that without fixed and latest dates, or its cell."""
        if row.takes_earliest or row.fact is None:
            return usual
        if not self._tracked:
            return self._held(row, at, usual, "")
        now = self._fixed(self._now, row.calendar)
        if row.is_point:
            waits = bool(row.row.links)
            core = usual if waits else f"IF(INT({usual})>={now},{usual},{now}+0.5)"
            core = self._held(row, at, core, "" if waits else now)
            pinned = at["pinned"]
            reached = f"IF(AND({usual}>INT({usual}),{pinned}<=INT({usual})),{pinned}+0.5,MIN(INT({usual}),{pinned}))"
            return f'IF({pinned}="",{core},{reached})'
        begun = row.calendar.count(at["started"])
        core = self._held(row, at, f"MAX({usual},{now})", now)
        rest = f'MIN({usual},IF({at["pinned"]}="",{now},{at["pinned"]}-{at["left"]}))'
        return f"IF({at['state']}=0,{core},IF({at['started']}>0,{begun},{rest}))"

    def _held(self, row: CalculatedRow, at: Mapping[str, str], core: str, now: str) -> str:
        """Return a start as latest and fixed dates hold it, against links if need be; nothing is held before `now`."""
        calendar, point = row.calendar, row.is_point

        def after_now(number: str) -> str:
            return f"MAX({now},{number})" if now else number

        latest = []
        if "start_no_later_than" in self._dates:
            day = at["start_no_later_than"]
            latest.append(f"IF({day},{after_now(self._opening_by(row, day))},{_NEVER})")
        if "finish_no_later_than" in self._dates:
            day = at["finish_no_later_than"]
            length = "" if point else f"-{self._left(at)}"
            latest.append(f"IF({day},{after_now(calendar.count_after(day) + length)},{_NEVER})")
        if latest:
            core = f"MIN({core},{','.join(latest)})"
        if "must_finish_on" in self._dates:
            day = at["must_finish_on"]
            length = "" if point else f"-{self._left(at)}"
            core = f"IF({day},{after_now(calendar.count_after(day) + length)},{core})"
        if "must_start_on" in self._dates:
            day = at["must_start_on"]
            core = f"IF({day},{after_now(calendar.count(day))}{'+0.5' if point else ''},{core})"
        return core

    def _opening_by(self, row: CalculatedRow, day: str) -> str:
        """Return the number of a day's opening, or of that before a day off; of a milestone with its half."""
        calendar = row.calendar
        if not row.is_point:
            return f"{calendar.count_after(day)}-1"
        before, after = calendar.count(day), calendar.count_after(day)
        return f"{before}+0.5" if calendar.every_day else f"{before}+IF({after}>{before},0.5,0)"

    def _left(self, at: Mapping[str, str]) -> str:
        return at["left"] if self._tracked else at["days"]

    def early_finish(self, row: CalculatedRow, at: Mapping[str, str]) -> str:
        """Return the formula of the earliest finish."""
        start = at["early_start_number"]
        if row.is_point:
            if not self._tracked or row.fact is None:
                return start
            return f'IF({at["pinned"]}="",{start},{at["pinned"]}+{start}-INT({start}))'
        if not self._tracked:
            return f"{start}+{at['days']}"
        now = self._fixed(self._now, row.calendar)
        rest = f'IF({at["pinned"]}="",MAX({at["usual"]},{now})+{at["left"]},{at["pinned"]})'
        return f"IF({at['state']}=0,{start}+{at['left']},{rest})"

    def late_finish(self, row: CalculatedRow, line: int, links: Sequence[int]) -> str:
        """Return the formula of the latest finish. `links` are the lines of the links behind the row."""
        calendar = row.calendar
        parts = [self._fixed(self._end, calendar), *(f"{self._caps}{line}" for line in links)]
        if row.most is not None:
            parts.append(f"{row.most:.12g}")
        core = f"MIN({','.join(parts)})" if len(parts) > 1 else parts[0]
        if self._is_free and not row.is_point:
            finish = f"{self._letters['early_finish_number']}{line}"
            return f'IF({self._letters["pinned"]}{line}="",{core},{finish})' if self._tracked else core
        at = self.cells(line)
        if row.fact is None:
            return self._of_beginning(row, at, core)
        core = self._fixed_finish(row, at, core)
        core = self._capped(row, at, core)
        if row.is_point:
            core = self._of_beginning(row, at, core)
        stands = f"INT({at['early_finish_number']})" if row.is_point else at["early_finish_number"]
        return f'IF({at["pinned"]}="",{core},{stands})' if self._tracked else core

    def _fixed_finish(self, row: CalculatedRow, at: Mapping[str, str], core: str) -> str:
        """Return the latest finish with fixed dates, which stand whatever follows, but for work that has begun."""
        now = self._fixed(self._now, row.calendar) if self._tracked and not (row.is_point and row.row.links) else ""
        for key in ("must_finish_on", "must_start_on"):
            if key not in self._dates:
                continue
            day, length = at[key], self._left(at)
            if key == "must_start_on":
                number = row.calendar.count(day)
                number = f"MAX({now},{number})" if now else number
                number = number if row.is_point else f"{number}+{length}"
            else:
                number = row.calendar.count_after(day)
                if now:
                    number = f"MAX({now}{'' if row.is_point else f'+{length}'},{number})"
            holds = f"AND({day}>0,{at['state']}=0)" if self._tracked else day
            core = f"IF({holds},{number},{core})"
        return core

    def _capped(self, row: CalculatedRow, at: Mapping[str, str], core: str) -> str:
        """Return the latest finish with deadlines and latest dates."""
        calendar = row.calendar
        caps = [
            f"IF({at[key]},{calendar.count_after(at[key])},{_NEVER})"
            for key in ("deadline", "finish_no_later_than")
            if key in self._dates
        ]
        if "start_no_later_than" in self._dates:
            day = at["start_no_later_than"]
            number = calendar.count(day) if row.is_point else f"{calendar.count_after(day)}-1+{self._agreed_days(at)}"
            caps.append(f"IF({day},{number},{_NEVER})")
        return f"MIN({core},{','.join(caps)})" if caps else core

    def _of_beginning(self, row: CalculatedRow, at: Mapping[str, str], core: str) -> str:
        """Return the latest finish of a milestone that may be at a beginning of work: that is before the last one."""
        calendar, start = row.calendar, at["early_start_number"]
        last = [self._fixed(self._beginning, calendar)]
        if row.fact is not None:
            step = "1/1024" if calendar.is_time else "1"
            if "must_start_on" in self._dates:
                last[0] = f"IF({at['must_start_on']},{calendar.count(at['must_start_on'])},{last[0]})"
            enders = [key for key in ("deadline", "finish_no_later_than") if key in self._dates]
            last += [f"IF({at[key]},{calendar.count_after(at[key])}-{step},{_NEVER})" for key in enders]
            if "start_no_later_than" in self._dates:
                day = at["start_no_later_than"]
                number = self._opening_by(row, day)
                last.append(f"IF({day},INT({number})-IF({number}>INT({number}),0,{step}),{_NEVER})")
        latest = last[0] if len(last) == 1 else f"MIN({','.join(last)})"
        return f"MIN({core},IF({start}>INT({start}),{latest},{_NEVER}))"

    # Dates

    def dates(self, row: CalculatedRow, at: Mapping[str, str]) -> tuple[str, str, str, str]:
        """Return the formulas of start, finish, latest start and latest finish as dates."""
        calendar = row.calendar
        early, finish, late = at["early_start_number"], at["early_finish_number"], at["late_finish_number"]
        if row.is_point:
            day = self._point_day(calendar, early, f"INT({early})")
            late_day = self._point_day(calendar, early, late)
            if self._tracked and row.fact is not None:
                day = f"IF({at['state']}=2,{at['finished']},{day})"
                late_day = f"IF({at['state']}=2,{at['finished']},{late_day})"
            return at["finish"], day, at["late_finish"], late_day
        first, last = calendar.start_day(early), calendar.finish_day(finish)
        if not self._tracked:
            return first, last, calendar.start_day(f"{late}-{at['days']}"), calendar.finish_day(late)
        state, started = at["state"], at["started"]
        late_start = f"{late}-{at['left']}"
        return (
            f"IF(AND({state}>0,{started}>0),{started},{first})",
            f"IF({state}=2,{at['finished']},MAX({at['start']},{last}))",
            f"IF({state}>0,{at['start']},{calendar.start_day(late_start)})",
            f"IF({state}=2,{at['finish']},MAX({at['late_start']},{calendar.finish_day(late)}))",
        )

    def _point_day(self, calendar: DayCalendar, early: str, number: str) -> str:
        return f"IF({early}>INT({early}),{calendar.start_day(number)},{calendar.finish_day(number)})"

    def float(self, row: CalculatedRow, at: Mapping[str, str]) -> str:
        """Return the formula of the total float, in whole days of the project's calendar."""
        finish, late = at["early_finish_number"], at["late_finish_number"]
        finish = f"INT({finish})" if row.is_point else finish
        if row.calendar is self._home:
            found = f"INT({late}-{finish})"
        else:
            last, first = (self._home_number(row.calendar, number) for number in (late, finish))
            found = f"{last}-({first})"
        return f"IF({at['state']}=2,0,{found})" if self._tracked and row.fact is not None else found

    def _home_number(self, calendar: DayCalendar, number: str) -> str:
        """Return the number on the project's calendar of a finish on another."""
        day = f"ROUND({FROM}+{number},0)-1" if calendar.is_time else calendar.finish_day(number)
        return self._home.count_after(day)

    def critical(self, row: CalculatedRow, at: Mapping[str, str], yes: str, was: str) -> str:
        """Return the formula of the mark of critical work. `was` is the condition that done work decided the date."""
        finish = at["early_finish_number"]
        finish = f"INT({finish})" if row.is_point else finish
        is_home = row.calendar is self._home
        holds = f"{at['late_finish_number']}<={finish}" if is_home else f"{at['float']}<=0"
        if self._tracked and row.fact is not None:
            holds = f"AND({at['state']}<2,{holds})"
            holds = f"OR({holds},{was})" if was else holds
        return f'IF({holds},{yes},"")'

    def _fixed(self, letters: str, calendar: DayCalendar) -> str:
        return f"${letters}${FIRST_ROW + calendar.number - 1}"
