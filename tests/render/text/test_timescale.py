"""A line of time in characters."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plandocs.render.text.timescale import Timescale

MONDAY = date(2027, 1, 11)


def test_a_day_has_at_most_three_columns() -> None:
    assert Timescale(MONDAY, MONDAY + timedelta(days=4), 80).columns == 15


def test_a_bar_covers_its_first_and_its_last_day() -> None:
    scale = Timescale(MONDAY, MONDAY + timedelta(days=6), 7)
    assert scale.bar(MONDAY + timedelta(days=1), MONDAY + timedelta(days=3), "#") == " ###   "


def test_today_is_a_line_where_no_bar_is() -> None:
    scale = Timescale(MONDAY, MONDAY + timedelta(days=6), 7)
    today = MONDAY + timedelta(days=3)
    assert scale.bar(MONDAY, MONDAY, "#", today) == "#  │   "
    assert scale.bar(MONDAY, MONDAY + timedelta(days=6), "#", today) == "#######"
    assert scale.bar(MONDAY, MONDAY, "#", MONDAY - timedelta(days=1)) == "#      "


def test_a_milestone_is_one_sign_at_the_end_of_its_day() -> None:
    scale = Timescale(MONDAY, MONDAY + timedelta(days=1), 6)
    assert scale.bar(MONDAY, MONDAY, "◆") == "  ◆   "


def test_header_names_months_and_mondays_above_their_days() -> None:
    scale = Timescale(MONDAY, date(2027, 2, 14), 35)  # 35 days, one column each
    assert scale.months() == "Jan                  Feb"
    assert scale.weeks() == "11     18     25     1      8"


def test_a_january_that_follows_is_named_by_its_year() -> None:
    scale = Timescale(date(2026, 11, 30), date(2027, 2, 28), 91)
    assert scale.months().split() == ["Dec", "2027", "Feb"]


@given(st.integers(0, 4000), st.integers(0, 4000), st.integers(1, 4000), st.integers(1, 120))
def test_every_line_has_the_width_of_the_scale(first: int, length: int, span: int, width: int) -> None:
    scale = Timescale(MONDAY, MONDAY + timedelta(days=span), width)
    begin = MONDAY + timedelta(days=first)
    line = scale.bar(begin, begin + timedelta(days=length), "#")
    assert len(line) == scale.columns <= width
    assert "#" in line
    assert len(scale.months()) <= width
    assert len(scale.weeks()) <= width
