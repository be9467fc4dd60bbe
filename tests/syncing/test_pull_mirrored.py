"""Bars of a chart that runs from right to left: a bar dragged to the left goes later."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plandocs.render.powerpoint.bars import drawn_charts
from plandocs.syncing import deck
from tests.syncing.test_pull import SAMPLE, SPANS, dragged, made, timeline


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = SAMPLE.read_text(encoding="utf-8").replace("language: en-US", "language: ar-EG")
    assert "ar-EG" in text
    return made(text, tmp_path_factory.mktemp("mirrored"))


def test_a_deck_that_nobody_touched_changes_nothing(project: Path) -> None:
    for file in project.glob("*.pptx"):
        found = deck.pull(project / "plan.yaml", file)
        assert (found.changes, found.problems, found.data) == ((), (), None)
        assert found.bars >= 12


def test_a_bar_dragged_to_the_left_goes_later(project: Path, tmp_path: Path) -> None:
    """T09 begins on Tuesday 26 January; two days later costs its day of float, and the go-live a day."""
    found = deck.pull(project / "plan.yaml", dragged(timeline(project), tmp_path / "moved.pptx", {"T09": (-2, -2)}))
    assert [(item.label, item.new) for item in found.changes] == [("T09", "start_no_earlier_than: 2027-01-28")]
    assert (found.go_live, found.new_go_live, found.slip) == (date(2027, 2, 25), date(2027, 2, 26), 1)


def test_an_end_drawn_to_the_left_is_longer(project: Path, tmp_path: Path) -> None:
    """T14's end is its left side here: drawn a day further, four days become five."""
    found = deck.pull(project / "plan.yaml", dragged(timeline(project), tmp_path / "moved.pptx", {"T14": (-1, 0)}))
    assert [(item.label, item.old, item.new) for item in found.changes] == [("T14", "4d", "duration: 5d")]


@pytest.mark.parametrize("by", [-3, 2])
@pytest.mark.parametrize("span", SPANS)
def test_a_moved_bar_is_told_exactly_at_every_scale(span: str, by: int, tmp_path: Path) -> None:
    """On a round-the-clock week every day is a working day: the bar lands where it was put."""
    text = f"""
plandocs: 1
project: {{name: מידה, id: S, start: 2027-01-11, language: he-IL}}
calendar: {{week: [mon, tue, wed, thu, fri, sat, sun]}}
people: {{ada: {{name: עדה דוגמה, side: vendor}}}}
phases:
  - id: p
    name: הכל
    tasks:
      - {{id: A, name: קצר, duration: 1d, owner: ada, start_no_earlier_than: 2027-01-15}}
      - {{id: B, name: ארוך, duration: {SPANS[span]}d, owner: ada}}
"""
    project = made(text, tmp_path)
    charts = drawn_charts(timeline(project).read_bytes())
    assert charts
    assert all(chart.bars for chart in charts)
    moved = dragged(timeline(project), tmp_path / "moved.pptx", {"A": (-by, -by)})
    found = deck.pull(project / "plan.yaml", moved)
    wanted = date(2027, 1, 15 + by)
    assert [(item.label, item.new) for item in found.changes] == [("A", f"start_no_earlier_than: {wanted}")]
