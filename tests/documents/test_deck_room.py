"""What slides say where there is room, and what they leave out where there is none: facts of the plan, no filling."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plandocs import api
from plandocs.content.blocks import Callout, Cards, ColumnBoard, TeamBoard
from plandocs.content.document import Deck, Slide
from plandocs.content.gantt import Gantt
from plandocs.documents.kickoff_deck import kickoff_deck
from plandocs.documents.steering_deck import steering_deck
from plandocs.schedule.from_plan import schedule_plan

ROOT = Path(__file__).parents[2]
PROJECT = """
project: {{name: Order desk, customer: Pebble & Plume Foods, vendor: Cloudgarden Software, start: 2027-01-11,
  go_live: {go_live}, tier: enterprise, language: en-GB, currency: EUR{more}}}
people:
  ana: {{name: Ana Modell, role: [sponsor, champion], side: customer}}
  ben: {{name: Ben Fictional, role: implementation_pm, side: vendor}}
phases:
"""


def deck(path: Path, as_of: date | None = None) -> Deck:
    loaded = api.load(path)
    facts = api.facts_of(loaded, schedule_plan(loaded.plan), api.BuildOptions(), as_of)
    return steering_deck(facts, facts.words) if as_of else kickoff_deck(facts, facts.words)


def the(made: Deck, kind: str) -> Slide:
    return next(item for item in made.slides if item.kind == kind)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def many_phases(folder: Path, count: int = 14) -> Path:
    """Write a plan whose phases have two tasks each; the fifth ends in a buffer, the last but one in the go-live."""
    text = PROJECT.format(go_live=f"T{count - 2}b", more="")
    before = ""
    for number in range(count):
        kind = ", kind: go_live, duration: 1d" if number == count - 2 else ", duration: 2d"
        tasks = [
            f"{{id: T{number}a, name: Prepare {number}, duration: 4d, owner: ben{before}}}",
            f"{{id: T{number}b, name: Accept {number}{kind}, owner: ana, after: [T{number}a]}}",
        ]
        before = f", after: [T{number}b]"
        if number == 4:
            tasks.append("{id: B4, name: Reserve, kind: buffer, duration: 3d, owner: ben, after: [T4b]}")
            before = ", after: [B4]"
        text += f"  - id: p{number}\n    name: Phase {number}\n    tasks:\n"
        text += "".join(f"      - {task}\n" for task in tasks)
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def timeline(made: Deck) -> Gantt:
    (chart,) = (item for item in the(made, "timeline").blocks if isinstance(item, Gantt))
    return chart


@pytest.mark.parametrize("count", [12, 14])
def test_a_timeline_of_many_phases_shows_buffer_and_go_live(count: int, tmp_path: Path) -> None:
    chart = timeline(deck(many_phases(tmp_path, count)))
    assert [row.id for row in chart.rows if row.kind == "phase"] == [f"p{number}" for number in range(count)]
    assert [row.id for row in chart.rows if row.kind != "phase"] == ["B4", f"T{count - 2}b"]
    assert {"critical", "buffer", "milestone"} <= {kind for kind, _ in chart.legend}


def test_phases_that_hide_what_decides_the_date_hold_it(tmp_path: Path) -> None:
    """Every task is critical: phases hold theirs, but for the one whose buffer, critical too, has a row."""
    chart = timeline(deck(many_phases(tmp_path)))
    held = {row.id: [item.id for item in row.held] for row in chart.rows if row.kind == "phase"}
    assert held["p0"] == ["T0a", "T0b"]
    assert held["p4"] == []


def test_eleven_phases_leave_one_row_for_the_go_live_and_hold_the_buffer(tmp_path: Path) -> None:
    chart = timeline(deck(many_phases(tmp_path, 11)))
    assert [row.id for row in chart.rows if row.kind != "phase"] == ["T9b"]
    assert [item.id for row in chart.rows for item in row.held if item.kind == "buffer"] == ["B4"]


def test_buffers_without_a_row_stand_on_their_phase() -> None:
    """Nine phases and three go-lives fill the twelve rows; the plan has four buffers. Source: worked plan c."""
    chart = timeline(deck(ROOT / "samples" / "dock-scheduling.yaml"))
    assert len(chart.rows) == 12
    assert sum(item.kind == "buffer" for row in chart.rows for item in row.held) == 4


def test_what_is_out_has_its_reason_below_it() -> None:
    (board,) = (
        item
        for item in the(deck(ROOT / "samples" / "invoice-approval.yaml"), "scope").blocks
        if isinstance(item, ColumnBoard)
    )
    out = board.columns[1]
    assert len(out.remarks) == len(out.items) == 5
    # The first clause of "They follow the travel policy and another approval path; phase 1 is about …"
    assert out.remarks[0] == "They follow the travel policy and another approval path"
    assert all(len(remark) <= 80 for remark in out.remarks)


def test_what_is_in_has_the_day_its_last_task_is_done(tmp_path: Path) -> None:
    """Two tasks of four and two days from Monday 11 January: the second ends on Monday the 18th."""
    text = PROJECT.format(go_live="T2", more="") + (
        "  - id: p\n    name: Build\n    tasks:\n"
        "      - {id: T1, name: Set up, duration: 4d, owner: ben, scope: [F1]}\n"
        "      - {id: T2, name: Accept, duration: 2d, owner: ana, after: [T1], scope: [F1]}\n"
        "scope: {in: [{id: F1, text: Order entry}, {id: F2, text: Stock}]}\n"
    )
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    made = deck(path)
    (board,) = (item for item in the(made, "scope").blocks if isinstance(item, ColumnBoard))
    assert [plain(remark) for remark in board.columns[0].remarks] == ["Done by 18 Jan 2027", ""]
    (people,) = (item for item in the(made, "team").blocks if isinstance(item, TeamBoard))
    (ana,), (ben,) = (team.members for team in people.teams)
    assert plain(ana.note) == "Owns 1 task, the first on 15 Jan"
    assert [plain(line) for line in ben.work] == ["Set up, 11–14 Jan 2027"]


@pytest.mark.parametrize("measured", [True, False])
def test_a_problem_without_an_end_stands_whole_below_the_title(measured: bool, tmp_path: Path) -> None:
    problem = "Orders are typed four times before they leave the warehouse and nobody can tell on any given " * 2
    more = f", problem: {problem.strip()}"
    more += ", objectives: [{text: Orders are typed once, target: '1', by: 2027-08-31}]" if measured else ""
    path = tmp_path / "plan.yaml"
    task = "      - {id: T1, name: Set up, duration: 4d, owner: ben}\n"
    path.write_text(
        PROJECT.format(go_live="T1", more=more) + f"  - id: p\n    name: Build\n    tasks:\n{task}", encoding="utf-8"
    )
    shown = the(deck(path), "goals")
    assert "…" not in shown.title
    assert "typed four times" not in shown.title
    (told,) = (item for item in shown.blocks if isinstance(item, Callout))
    assert str(told.text).startswith(problem.strip())
    (cards,) = (item for item in shown.blocks if isinstance(item, Cards))
    assert "Thu 14 Jan 2027" in [plain(card.value) for card in cards.cards]


def test_few_milestones_have_the_phases_below_them() -> None:
    """The bakery has no second report, so no line yet; all of it starts a week late. Source: worked plan b."""
    shown = the(deck(ROOT / "samples" / "bakery.yaml", date(2027, 2, 5)), "milestones")
    (chart,) = (item for item in shown.blocks if isinstance(item, Gantt))
    assert [row.kind for row in chart.rows] == ["phase"] * 3
    assert (chart.rows[0].baseline_start, chart.rows[0].baseline_finish) == (date(2027, 2, 1), date(2027, 2, 5))
    assert chart.today == date(2027, 2, 5)
