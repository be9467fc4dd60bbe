"""The simulation on a terminal: bars a day, bars of weeks when days are too many, and what stands beside them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from plandocs.render.text.simulation_view import RiskShare, SimulationView, TaskShare, simulation_view

MONDAY = date(2027, 3, 1)


def _view(counts: tuple[tuple[date, int], ...], **more: object) -> SimulationView:
    facts: dict[str, object] = {
        "title": "Order desk",
        "project_id": "OD-1",
        "what": "Go-live: live",
        "trials": sum(count for _, count in counts),
        "seed": 1,
        "percentiles": ((50, counts[0][0]), (95, counts[-1][0])),
        "planned": ("agreed", counts[0][0], 0.6),
        "counts": counts,
        **more,
    }
    return SimulationView(**facts)  # type: ignore[arg-type]


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    text = simulation_view(
        _view(((MONDAY, 30), (MONDAY + timedelta(days=1), 60), (MONDAY + timedelta(days=2), 10))), 100
    )
    lengths = [line.count("█") for line in text.splitlines() if "Mar 2027" in line and "trials" not in line]
    assert lengths[1] > 20
    assert lengths[0] == lengths[1] // 2
    assert 0 < lengths[2] <= lengths[1] // 6


def test_many_days_become_weeks_and_no_trial_is_lost() -> None:
    counts = tuple((MONDAY + timedelta(days=n), 1) for n in range(60))
    lines = simulation_view(_view(counts), 100).splitlines()
    bars = [line for line in lines if "█" in line]
    assert [line.split()[1:3] for line in bars[:2]] == [["1", "Mar"], ["8", "Mar"]]
    assert len(bars) == 9
    shares = [float(line.split("%")[0].split()[-1]) for line in bars]
    assert sum(shares) == pytest.approx(100, abs=1)


def test_very_many_days_still_fit_a_page() -> None:
    counts = tuple((MONDAY + timedelta(days=3 * n), 1) for n in range(300))
    lines = simulation_view(_view(counts), 100).splitlines()
    assert len([line for line in lines if "█" in line or "▏" in line]) <= 24


def test_percentiles_and_target_stand_at_their_bar() -> None:
    target = MONDAY + timedelta(days=1)
    text = simulation_view(_view(((MONDAY, 6), (target, 4)), target=target, target_probability=1.0), 100)
    first, second = [line for line in text.splitlines() if "█" in line]
    assert first.endswith("P50 agreed")
    assert second.endswith("P95 target")
    assert "  P50     Mon 1 Mar 2027   50% of the trials are done" in text
    assert "  Agreed  Mon 1 Mar 2027   kept in 60.0% of the trials" in text
    assert "  Target  Tue 2 Mar 2027   kept in 100% of the trials" in text


def test_tasks_that_are_always_critical_share_a_line() -> None:
    tasks = (TaskShare("A", "First", 1.0), TaskShare("B", "Second", 0.25), TaskShare("C", "Third", 0.0),
             TaskShare("D", "Fourth", 0.5), TaskShare("E", "Last", 1.0))  # fmt: skip
    lines = simulation_view(_view(((MONDAY, 1),), tasks=tasks), 100).splitlines()
    at = lines.index("Critical in")
    assert lines[at + 1].split() == ["100%", "A,", "E"]
    assert [line.split()[0] for line in lines[at + 2 :]] == ["50.0%", "25.0%"]


def test_a_risk_stands_with_its_three_numbers() -> None:
    risk = RiskShare("R1", "Late papers", 0.4, 3.25, 1.3)
    last = simulation_view(_view(((MONDAY, 1),), risks=(risk,)), 100).splitlines()[-1]
    assert last.split() == ["R1", "40.0%", "likely,", "3.2", "days,", "1.3", "expected", "Late", "papers"]
