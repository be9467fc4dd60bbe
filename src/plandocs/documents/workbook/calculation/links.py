"""Links as formulas: the earliest start that each allows the row that waits, and the latest finish of the other.

A link on one calendar adds its lag to a number. Every other link goes from the source's number to a midnight, adds
what time or another calendar adds, and comes to a number on the target's calendar: as `schedule.network.BentLink`
does. For milestones a half in the number says that they are at a beginning of work.
"""

from __future__ import annotations

from dataclasses import dataclass

from plandocs.documents.workbook.calculation.calendars import MOMENT, DayCalendar
from plandocs.documents.workbook.calculation.layout import FIRST_ROW, Layout
from plandocs.documents.workbook.calculation.model import CalculatedLink, CalculatedRow, Calculation

_MOMENT = f"1/{round(1 / MOMENT)}"


@dataclass(frozen=True, slots=True)
class _Ends:
    """The cells of one link that its formulas need."""

    link: CalculatedLink
    source: CalculatedRow
    target: CalculatedRow
    lag: str
    source_start: str
    source_finish: str
    source_days: str
    target_start: str
    target_late: str
    target_days: str
    pinned: str

    @property
    def from_point(self) -> bool:
        return self.source.is_point

    @property
    def at(self) -> str:
        """The number that the link leads from."""
        return self.source_finish if self.link.from_finish else self.source_start

    @property
    def to_finish(self) -> bool:
        return self.link.to_finish and not self.target.is_point

    @property
    def is_plain(self) -> bool:
        """Whether the link stays on one calendar."""
        return self.source.calendar is self.target.calendar and self.link.lag_days == "target"

    @property
    def source_begins(self) -> str:
        """The condition that the source is a beginning of work; `TRUE` or `FALSE` where that is always so."""
        if self.from_point:
            return f"{self.source_start}>INT({self.source_start})"
        return "FALSE" if self.link.from_finish else "TRUE"

    @property
    def target_begins(self) -> str:
        """The condition that a milestone which waits is at a beginning of work."""
        return f"{self.target_start}>INT({self.target_start})"


class LinkFormulas:
    """The formulas of a calculation's links."""

    def __init__(self, calculation: Calculation, layout: Layout) -> None:
        self._rows = calculation.rows
        self._start, self._finish, self._late = (
            layout.rows.letters(key) for key in ("early_start_number", "early_finish_number", "late_finish_number")
        )
        self._days = layout.rows.letters("left" if calculation.as_of is not None else "days")
        self._pinned = layout.rows.letters("pinned") if calculation.as_of is not None else ""
        self._lag, self._bound = layout.links.letters("lag"), layout.links.letters("bound")

    def of(self, link: CalculatedLink, line: int) -> tuple[str, str]:
        """Return the formulas of bound and cap of the link on a line of the sheet."""
        one, other = FIRST_ROW + link.source, FIRST_ROW + link.target
        source, target = self._rows[link.source], self._rows[link.target]
        pinned = f"{self._pinned}{other}" if self._pinned and target.fact is not None else ""
        ends = _Ends(
            link,
            source,
            target,
            f"{self._lag}{line}",
            f"{self._start}{one}",
            f"{self._finish}{one}",
            f"{self._days}{one}",
            f"{self._start}{other}",
            f"{self._late}{other}",
            f"{self._days}{other}",
            pinned,
        )
        bound = _plain_bound(ends) if ends.is_plain else _bent_bound(ends)
        if ends.to_finish:
            bound = f"{bound}-{ends.target_days}"
        cap = _plain_cap(ends) if ends.is_plain else _bent_cap(ends)
        if not link.from_finish and not ends.from_point:
            cap = f"{cap}+{ends.source_days}"
        if target.takes_earliest:
            cap = f'IF(INT({self._bound}{line})>INT({ends.target_start}),"",{cap})'
        if pinned:
            cap = f'IF({pinned}="",{cap},"")'
        return bound, cap


def _plain_bound(ends: _Ends) -> str:
    """Return the bound of a link on one calendar."""
    if not ends.target.is_point:
        at = f"INT({ends.at})" if ends.from_point else ends.at
        return f"{at}+{ends.lag}"
    half = "" if ends.from_point or ends.link.from_finish else "+0.5"
    return f"{ends.at}+{ends.lag}{half}"


def _plain_cap(ends: _Ends) -> str:
    """Return the cap of a link on one calendar; what begins is before a milestone at an end of work by a day."""
    if not ends.target.is_point:
        late = ends.target_late if ends.to_finish else f"{ends.target_late}-{ends.target_days}"
        return f"{late}-{ends.lag}"
    cap = f"{ends.target_late}-{ends.lag}"
    if not ends.from_point and ends.link.from_finish:
        return cap
    step = _MOMENT if ends.source.calendar.is_time else "1"
    if not ends.from_point:
        return f"{cap}-IF({ends.target_begins},0,{step})"
    return f"{cap}-IF(AND({ends.source_begins},NOT({ends.target_begins})),{step},0)"


def _bent_bound(ends: _Ends) -> str:
    """Return the bound of a link between calendars, or with a lag on another."""
    target, begins = ends.target.calendar, ends.source_begins
    reached = _shifted(ends, _source_moment(ends))
    on_target = ends.link.lag_days == "target"
    if not ends.target.is_point:
        if not ends.to_finish or begins == "TRUE":
            return target.count(reached) + (f"+{ends.lag}" if on_target else "")
        late = f"{target.count(f'({reached}-1)')}+1"
        early = target.count(reached)
        if on_target:
            late = f"IF({ends.lag}=0,{late},{early}+{ends.lag})"
        return late if begins == "FALSE" else f"IF({begins},{early + (f'+{ends.lag}' if on_target else '')},{late})"
    number = target.count(reached)
    if target.every_day:
        return f"{number}{f'+{ends.lag}' if on_target else ''}+{_half(begins)}"
    is_off = f"{number}={target.count(f'({reached}-1)')}"
    if on_target:
        is_off = f"AND({ends.lag}=0,{is_off})"
    half = "0.5" if begins == "TRUE" else f"IF({is_off if begins == 'FALSE' else f'OR({begins},{is_off})'},0.5,0)"
    return f"{number}{f'+{ends.lag}' if on_target else ''}+{half}"


def _source_moment(ends: _Ends) -> str:
    """Return a formula for the midnight at which the source begins or ends."""
    calendar, at = ends.source.calendar, ends.at
    if not ends.from_point:
        return calendar.finish_moment(at) if ends.link.from_finish else calendar.start_moment(at)
    if calendar.every_day:
        return calendar.start_moment(f"INT({at})")
    whole = f"INT({at})"
    return f"IF({ends.source_begins},{calendar.start_day(whole)},{calendar.finish_day(whole)}+1)"


def _shifted(ends: _Ends, moment: str) -> str:
    """Return a moment with the lag added, where that is not counted on the target's calendar."""
    if ends.link.lag_days == "elapsed":
        return f"{moment}+{ends.lag}"
    if ends.link.lag_days == "target":
        return moment
    counted = ends.link.lag_calendar
    shifted = f"{counted.count(moment)}+{ends.lag}"
    begins = ends.source_begins
    start, finish = counted.start_moment(shifted), counted.finish_moment(shifted)
    after = start if begins == "TRUE" else finish if begins == "FALSE" else f"IF({begins},{start},{finish})"
    return f"IF({ends.lag}=0,{moment},{after})"


def _bent_cap(ends: _Ends) -> str:
    """Return the cap of a link between calendars, or with a lag on another."""
    begins = ends.source_begins
    if begins in ("TRUE", "FALSE"):
        return _cap_of(ends, begins == "TRUE")
    with_begin, with_end = _cap_of(ends, True), _cap_of(ends, False)
    return with_begin if with_begin == with_end else f"IF({begins},{with_begin},{with_end})"


def _cap_of(ends: _Ends, begins: bool) -> str:
    """Return the cap for a source that is a beginning of work, or an end."""
    target, on_target = ends.target.calendar, ends.link.lag_days == "target"
    at = ends.target_late if ends.to_finish or ends.target.is_point else f"({ends.target_late}-{ends.target_days})"
    number = f"{at}-{ends.lag}" if on_target else at
    start, finish = target.start_moment(number), target.finish_moment(number)
    lagged = f"IF({ends.lag}=0,{finish},{start})" if on_target and start != finish else finish
    if not ends.target.is_point:
        by = lagged if ends.to_finish and not begins else start
        return _back(ends, by, begins)
    if not begins:
        return _back(ends, start if start == lagged else f"IF({ends.target_begins},{start},{lagged})", begins)
    return f"IF({ends.target_begins},{_back(ends, start, True)},{_back_before(ends, finish)})"


def _back(ends: _Ends, moment: str, begins: bool) -> str:
    """Return the last number of the source that is not after a moment, less a lag of time or of another calendar."""
    if ends.link.lag_days == "other":
        counted = ends.link.lag_calendar
        last = _latest_by(counted, moment, begins)
        moment = f"IF({ends.lag}=0,{moment},{counted.start_moment(f'{last}-{ends.lag}')})"
    elif ends.link.lag_days == "elapsed":
        moment = f"{moment}-{ends.lag}"
    return _latest_by(ends.source.calendar, moment, begins)


def _back_before(ends: _Ends, moment: str) -> str:
    """Return the last number of a source that begins before a moment, less the lag."""
    source = ends.source.calendar
    step = _MOMENT if source.is_time else "1"
    if ends.link.lag_days == "other":
        counted = ends.link.lag_calendar
        last = f"{counted.count(moment)}-{_MOMENT if counted.is_time else '1'}-{ends.lag}"
        return f"IF({ends.lag}=0,{source.count(moment)}-{step},{_latest_by(source, counted.start_moment(last), True)})"
    if ends.link.lag_days == "elapsed":
        moment = f"{moment}-{ends.lag}"
    return f"{source.count(moment if source.is_time else f'ROUND({moment},0)')}-{step}"


def _latest_by(calendar: DayCalendar, moment: str, begins: bool) -> str:
    """Return the last number whose start, or finish, is not after a moment."""
    if calendar.is_time:
        return calendar.count(moment)
    return f"{calendar.count_after(f'INT({moment})')}-1" if begins else calendar.count(f"ROUND({moment},0)")


def _half(begins: str) -> str:
    return {"TRUE": "0.5", "FALSE": "0"}.get(begins, f"IF({begins},0.5,0)")
