"""Maps of bent links and calendars: the very values of the functions they stand for, minute by minute."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandocs.schedule.bent_maps import Ways
from plandocs.schedule.calendar import EVERY_MINUTE, WeekPattern, WorkCalendar
from plandocs.schedule.network import BentLink
from plandocs.schedule.pieces import GRAIN, Pieces

ORIGIN = 739992
"""Monday 11 January 2027."""
WEEK_OF_MINUTES = 7 * 1440

HOURS = (
    ((0, 1440),),
    ((480, 720), (780, 1020)),
    ((540, 547),),
    ((0, 7), (1433, 1440)),
    ((1300, 1440),),
    ((0, 300),),
    ((13, 14), (15, 29), (700, 1201)),
)


def _ways() -> Ways:
    return Ways(range(ORIGIN, ORIGIN + 9))


shifts = st.sampled_from(((), *HOURS))


@st.composite
def calendars(draw: st.DrawFn, *, snaps: bool) -> WorkCalendar:
    """Return time itself, or a week of odd shifts with some closures and extra days."""
    if draw(st.integers(0, 5)) == 0:
        return WorkCalendar(EVERY_MINUTE, ORIGIN, snaps=snaps)
    week = tuple(draw(st.lists(shifts, min_size=7, max_size=7).filter(any)))
    exceptions = draw(st.dictionaries(st.integers(ORIGIN - 9, ORIGIN + 30), shifts, max_size=6))
    return WorkCalendar(WeekPattern("odd", week, 480, exceptions), ORIGIN, snaps=snaps)


@st.composite
def links(draw: st.DrawFn) -> BentLink:
    """Return a link between any two of three calendars, with any lag on any of them."""
    snaps = draw(st.booleans())
    known = [draw(calendars(snaps=snaps)) for _ in range(3)]
    return BentLink(
        source=0,
        target=draw(st.sampled_from(known)),
        origin=draw(st.sampled_from(known)),
        to_finish=draw(st.booleans()),
        lag=draw(st.one_of(st.just(0), st.integers(-4000, 4000))),
        lag_calendar=draw(st.one_of(st.none(), st.sampled_from(known))),
    )


@settings(max_examples=100, deadline=None)
@given(links(), st.booleans(), st.integers(-3000, 3000))
def test_map_of_a_link_is_its_reach_at_every_minute_and_between(link: BentLink, begins: bool, first: int) -> None:
    pieces = _ways().reach(link, begins).over(first, first + 2000)
    for minute in range(first, first + 2000):
        assert pieces.at(minute) == link.reach(minute, begins)[0], minute
        # Between whole minutes `reach` is right too, for fractions: it only adds and compares.
        between = minute + Fraction((GRAIN, 0.25, 1 - GRAIN)[minute % 3])
        assert pieces.at(float(between)) == link.reach(between, begins)[0], between  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.data(), st.booleans(), st.integers(-3000, 3000))
def test_map_of_a_calendar_is_its_instants_and_coordinates(data: Any, snaps: bool, first: int) -> None:
    calendar = data.draw(calendars(snaps=snaps))
    finishes = _ways().finish(calendar, begins=False).over(first, first + 2000)
    starts = _ways().finish(calendar, begins=True).over(first, first + 2000)
    low = calendar.finish_instant(first)
    places = _ways().coordinate(calendar).over(low, low + WEEK_OF_MINUTES)
    for minute in range(first, first + 2000):
        assert finishes.at(minute) == calendar.finish_instant(minute)
        assert starts.at(minute) == calendar.start_instant(minute) + GRAIN
    for minute in range(low, low + WEEK_OF_MINUTES, 7):
        assert places.at(minute) == calendar.coordinate(minute)


def test_map_grows_in_both_directions_and_keeps_what_it_knew() -> None:
    office = WeekPattern("office", (*[((480, 960),)] * 5, (), ()), 480)
    calendar = WorkCalendar(office, ORIGIN, snaps=True)
    growing = _ways().finish(calendar, begins=False)
    first = growing.over(0, 480)
    assert growing.over(10, 300) is first, "what is covered is not made again"
    for coordinate in (-500_000, 500_000, 0):
        assert growing.over(coordinate, coordinate).at(coordinate) == calendar.finish_instant(coordinate)
    assert growing.over(-500_000, 500_000) is growing.over(-500_000, 500_000)


def test_office_week_has_a_piece_a_day_and_one_for_its_evening() -> None:
    office = WeekPattern("office", (*[((480, 960),)] * 5, (), ()), 480)
    calendar = WorkCalendar(office, ORIGIN, snaps=False)
    pieces = _ways().finish(calendar, begins=False).over(1, 480)
    # Monday 08:00 is minute 480 of its day: a coordinate c of Monday is the instant of midnight + 480 + c.
    assert pieces.at(1) == ORIGIN * 1440 + 481
    assert pieces.at(480) == ORIGIN * 1440 + 960
    assert pieces.at(480.5) == (ORIGIN + 1) * 1440 + 480.5


def test_pieces_that_go_on_as_before_are_one() -> None:
    pieces = Pieces(10.0)
    pieces.add(0.0, 1.0, 1.0)
    pieces.add(5.0, 1.0, 1.0)
    assert pieces.keys == [0.0]


@pytest.mark.parametrize(("position", "expected"), [(0, 5), (2, 5), (2.5, 5.5), (4, 7), (4.5, 100), (6, 100)])
def test_one_map_after_another_is_a_map(position: float, expected: float) -> None:
    one, other = Pieces(8.0), Pieces(50.0)
    one.add(0.0, 12.0, 0.0)  # 12 until 2, then along
    one.add(2.0, 10.0, 1.0)
    other.add(0.0, -7.0, 1.0)  # 7 less until 14 (included), then 100
    other.add(14 + GRAIN, 100.0, 0.0)
    assert one.then(other).at(position) == expected
