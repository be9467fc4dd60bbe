"""The schedule on a terminal. The rows are the beginning of worked plan a, dates and floats from its list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plandocs.render.text.columns import display_width
from plandocs.render.text.schedule_view import ScheduleRow, ScheduleView, schedule_view


def row(row_id: str, name: str, start: str, finish: str, days: int, floats: int, **more: Any) -> ScheduleRow:
    return ScheduleRow(
        id=row_id,
        name=name,
        kind=more.pop("kind", "task"),
        start=date.fromisoformat(start),
        finish=date.fromisoformat(finish),
        days=days,
        float_days=floats,
        critical=floats <= 0,
        **more,
    )


SETUP = (
    row("T01", "Kickoff", "2027-01-11", "2027-01-11", 1, 0),
    row("T05", "Configure approval workflow", "2027-01-14", "2027-01-21", 5, 0),
    row("T07", "Buffer configuration", "2027-01-25", "2027-01-25", 1, 0, kind="buffer"),
    row("M1", "System configured and ready for integration", "2027-01-25", "2027-01-25", 0, 0, kind="milestone"),
)
DATA = (
    row("T09", "Legacy export", "2027-01-26", "2027-01-29", 4, 1),
    row("T14", "End-user training, 4 cohorts", "2027-02-17", "2027-02-22", 4, 2),
)


def view(**changes: Any) -> ScheduleView:
    facts: dict[str, Any] = {
        "title": "Invoice approval automation",
        "project_id": "HF-2027-01",
        "start": date(2027, 1, 11),
        "finish": date(2027, 3, 10),
        "length_days": 41,
        "day_word": "working day",
        "phases": (("Setup and configuration", SETUP), ("Data and training", DATA)),
        "go_live": date(2027, 2, 25),
        "go_live_task": "T18",
        "target": date(2027, 2, 25),
        "steps": ((("T01",),), (("T05",), ("T03", "T04")), (("T18",),)),
    }
    return ScheduleView(**{**facts, **changes})


def line_of(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.strip().startswith(start))


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 160])
def test_it_fits_the_width(width: int) -> None:
    text = schedule_view(view(as_of=date(2027, 1, 29)), width)
    assert max(display_width(line) for line in text.splitlines()) <= max(width, 60)


def test_a_task_has_its_dates_and_the_word_critical() -> None:
    line = line_of(schedule_view(view(), 120), "T05")
    assert "Thu 14 Jan  Thu 21 Jan" in line
    assert "critical" in line
    assert "█" in line


def test_a_task_with_float_is_drawn_in_another_shape() -> None:
    line = line_of(schedule_view(view(), 120), "T09")
    assert "1 day " in line
    assert "▒" in line
    assert "█" not in line


def test_buffers_and_milestones_have_signs_of_their_own() -> None:
    text = schedule_view(view(), 120)
    assert "░" in line_of(text, "T07")
    assert "◆" in line_of(text, "M1")
    assert text.splitlines()[-1] == "█ critical   ▒ has float   ░ buffer   ◆ milestone"


def test_the_legend_names_only_what_is_used() -> None:
    text = schedule_view(view(phases=(("Data", DATA),)), 120)
    assert text.splitlines()[-1] == "▒ has float"


def test_the_facts_below_the_table() -> None:
    text = schedule_view(view(), 100)
    assert "Kickoff           Mon 11 Jan 2027" in text
    assert "Go-live           Thu 25 Feb 2027 (T18)" in text
    assert "Target go-live    Thu 25 Feb 2027, met" in text
    assert "Finish            Wed 10 Mar 2027, after 41 working days" in text
    assert "Critical path     T01 → (T05 | T03 → T04) → T18" in text
    assert "Near-critical     T09 1 day, T14 2 days" in text


@pytest.mark.parametrize(
    ("slip", "said"), [(3, "missed by 3 working days"), (1, "missed by 1 working day"), (-1, "1 working day early")]
)
def test_a_target_is_compared_in_the_plans_days(slip: int, said: str) -> None:
    assert said in schedule_view(view(target_slip=slip), 100)


def test_a_missed_deadline_is_late_not_a_negative_number() -> None:
    text = schedule_view(view(phases=(("Late", (row("T1", "X", "2027-01-11", "2027-01-12", 2, -3),)),)), 100)
    assert "3 days late" in line_of(text, "T1")


def test_progress_is_shown_where_there_is_any() -> None:
    done = row("T01", "Kickoff", "2027-01-11", "2027-01-11", 1, 0, done=100)
    part = row("T02", "Access", "2027-01-12", "2027-01-13", 2, 0, done=60)
    text = schedule_view(view(phases=(("Setup", (done, part)),), as_of=date(2027, 1, 12)), 120)
    assert "done" in line_of(text, "T01")
    assert "critical" not in line_of(text, "T01")
    assert "▓" in line_of(text, "T01")
    assert "60%" in line_of(text, "T02")
    assert "as of Tue 12 Jan 2027" in text.splitlines()[0]
    assert "│ status date" in text.splitlines()[-1]


def test_a_plan_over_two_years_shows_the_year_at_every_date() -> None:
    rows = (row("T1", "X", "2026-12-28", "2027-01-08", 8, 0),)
    text = schedule_view(view(start=date(2026, 12, 28), phases=(("All", rows),)), 100)
    assert "28 Dec 2026  8 Jan 2027" in line_of(text, "T1")


def test_names_of_wide_characters_keep_the_columns_apart() -> None:
    rows = (
        row("T1", "配置批准工作流程", "2027-01-11", "2027-01-12", 2, 0),
        row("T2", "Plain", "2027-01-11", "2027-01-12", 2, 0),
    )
    text = schedule_view(view(phases=(("All", rows),)), 100)
    wide, plain = line_of(text, "T1"), line_of(text, "T2")
    assert display_width(wide.partition("Mon")[0]) == display_width(plain.partition("Mon")[0])


def test_paint_changes_no_character() -> None:
    marks: list[str] = []

    def paint(style: str, text: str) -> str:
        marks.append(style)
        return text

    assert schedule_view(view(), 100, paint) == schedule_view(view(), 100)
    assert set(marks) == {"heading", "strong", "muted"}
