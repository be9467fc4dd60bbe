"""Bars that were dragged: read exactly at every scale, tried on the plan, and what follows told.

Dates are those of worked plan a.
"""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from plandocs import api
from plandocs.cli import main
from plandocs.errors import PlanError
from plandocs.exchange.libreoffice import find_soffice
from plandocs.plan.load import load_text
from plandocs.render.powerpoint.bars import drawn_charts
from plandocs.schedule.from_plan import schedule_plan
from plandocs.syncing import deck

SAMPLE = Path("samples/invoice-approval.yaml")
EMU = 12700


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pull")
    return made(SAMPLE.read_text(encoding="utf-8"), folder)


def made(text: str, folder: Path) -> Path:
    plan = folder / "plan.yaml"
    plan.write_text(text, encoding="utf-8")
    api.build(plan, api.BuildOptions(out=folder, draft=True, only=frozenset({"timeline", "kickoff"})))
    return folder


def timeline(folder: Path) -> Path:
    return next(folder.glob("* Timeline.pptx"))


def dragged(deck_file: Path, out: Path, moves: dict[str, tuple[float, float]], *, slides: Iterable[int] = ()) -> Path:
    """Write a deck whose bars are moved: for each id, the days that its left and its right end go."""
    charts = {chart.slide: chart for chart in drawn_charts(deck_file.read_bytes())}
    with zipfile.ZipFile(deck_file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            found = re.fullmatch(r"ppt/slides/slide(\d+)\.xml", name)
            if found and int(found[1]) in charts and (not slides or int(found[1]) in slides):
                data = with_moves(data.decode(), moves, charts[int(found[1])].per_day).encode()
            new.writestr(name, data)
    return out


def with_moves(xml: str, moves: dict[str, tuple[float, float]], per_day: float) -> str:
    for key, (left, right) in moves.items():

        def moved(shape: re.Match[str], left: float = left, right: float = right) -> str:
            x, wide = int(shape[2]), int(shape[4])
            shift, longer = round(left * per_day * EMU), round((right - left) * per_day * EMU)
            return f"{shape[1]}{x + shift}{shape[3]}{wide + longer}{shape[5]}"

        pattern = rf'(name="plandocs:task:{key}".*?<a:off x=")(\d+)(" y="\d+"/><a:ext cx=")(\d+)(")'
        xml = re.sub(pattern, moved, xml, count=1, flags=re.DOTALL)
    return xml


def pulled(project: Path, tmp_path: Path, moves: dict[str, tuple[float, float]]) -> deck.Pulled:
    return deck.pull(project / "plan.yaml", dragged(timeline(project), tmp_path / "moved.pptx", moves))


def test_a_deck_that_nobody_touched_changes_nothing(project: Path) -> None:
    for file in project.glob("*.pptx"):
        found = deck.pull(project / "plan.yaml", file)
        assert (found.changes, found.problems, found.data) == ((), (), None)
        assert found.bars >= 12


def test_a_bar_moved_beyond_its_float_moves_the_go_live(project: Path, tmp_path: Path) -> None:
    """T09 has one day of float; two days later it costs one: go-live on Friday 26 February."""
    found = pulled(project, tmp_path, {"T09": (2, 2)})
    assert [(item.label, item.new) for item in found.changes] == [("T09", "start_no_earlier_than: 2027-01-28")]
    assert (found.go_live, found.new_go_live, found.slip) == (date(2027, 2, 25), date(2027, 2, 26), 1)
    carried = {item.id: item.new_finish for item in found.carried}
    assert carried["T10"] == date(2027, 2, 8)
    assert carried["T11"] == date(2027, 2, 10)
    assert "T08" not in carried
    assert found.problems == ()


def test_an_end_that_was_drawn_is_a_duration(project: Path, tmp_path: Path) -> None:
    """T14 ends on 22 February; a day more is a fifth day, and the go-live has room for it."""
    found = pulled(project, tmp_path, {"T14": (0, 1)})
    assert [(item.label, item.old, item.new) for item in found.changes] == [("T14", "4d", "duration: 5d")]
    assert found.slip == 0


def test_a_weekend_is_the_next_working_day(project: Path, tmp_path: Path) -> None:
    """T09 from Tuesday 26 to Saturday 30 January: it begins on Monday 1 February."""
    found = pulled(project, tmp_path, {"T09": (4, 4)})
    assert [item.new for item in found.changes] == ["start_no_earlier_than: 2027-01-30"]
    assert found.data is not None
    assert schedule_plan(load_text(found.data).plan).task("T09").start == date(2027, 2, 1)


def test_a_bar_cannot_go_before_what_it_waits_for(project: Path, tmp_path: Path) -> None:
    """T10 begins on Monday 1 February; on the Friday before, T09 is not over."""
    found = pulled(project, tmp_path, {"T10": (-3, -3)})
    assert found.changes == ()
    assert [problem.rule for problem in found.problems] == ["bar-in-the-way"]
    assert "T09" in found.problems[0].message


def test_bars_that_follow_of_themselves_need_no_change(project: Path, tmp_path: Path) -> None:
    """T09 two days later puts T10 on 3 to 8 February: a person who drags both says one thing."""
    found = pulled(project, tmp_path, {"T09": (2, 2), "T10": (2, 2)})
    assert [item.label for item in found.changes] == ["T09"]


def test_a_milestone_is_dated_by_its_tasks(project: Path, tmp_path: Path) -> None:
    found = pulled(project, tmp_path, {"M1": (2, 2)})
    assert found.changes == ()
    assert [problem.rule for problem in found.problems] == ["milestone-moved"]


def test_two_slides_must_agree(project: Path, tmp_path: Path) -> None:
    """The overview and the phase's slide both show T08."""
    one = dragged(timeline(project), tmp_path / "one.pptx", {"T08": (3, 3)}, slides=[2])
    both = dragged(one, tmp_path / "both.pptx", {"T08": (5, 5)}, slides=[4])
    assert [item.new for item in deck.pull(project / "plan.yaml", one).changes] == ["start_no_earlier_than: 2027-01-29"]
    assert [problem.rule for problem in deck.pull(project / "plan.yaml", both).problems] == ["two-bars"]


def test_a_deck_of_another_state_of_the_plan_is_refused(project: Path, tmp_path: Path) -> None:
    changed = tmp_path / "plan.yaml"
    changed.write_text(SAMPLE.read_text(encoding="utf-8").replace("duration: 9d", "duration: 8d"), encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        deck.pull(changed, timeline(project))
    assert caught.value.problems[0].rule == "other-plan"


def test_a_deck_without_our_bars_is_refused(project: Path) -> None:
    with pytest.raises(PlanError) as caught:
        deck.pull(project / "plan.yaml", Path("templates/powerpoint/kickoff.pptx"))
    assert caught.value.problems[0].rule == "no-bars"


def test_the_command_shows_first_and_writes_when_told(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.yaml"
    text = SAMPLE.read_text(encoding="utf-8")
    plan.write_text(text, encoding="utf-8")
    moved = str(dragged(timeline(project), tmp_path / "moved.pptx", {"T09": (2, 2)}))
    assert main(["pull", str(plan), moved]) == 0
    assert "from 2027-02-25 to 2027-02-26: 1 working day later" in capsys.readouterr().out
    assert plan.read_text(encoding="utf-8") == text
    assert main(["pull", moved, str(plan), "--apply"]) == 0
    after = plan.read_text(encoding="utf-8")
    assert after != text
    gone = [line for line in text.splitlines() if line not in after.splitlines()]
    assert gone == [] or all("T09" in line for line in gone)  # one line is added, or T09's own is written longer
    assert "start_no_earlier_than: 2027-01-28" in after


SPANS = {"days": 10, "weeks": 60, "months": 300, "years": 800}


@pytest.mark.parametrize("by", [-3, 1, 2, 7])
@pytest.mark.parametrize("span", SPANS)
def test_a_moved_bar_is_told_exactly_at_every_scale(span: str, by: int, tmp_path: Path) -> None:
    """On a round-the-clock week every day is a working day: the bar lands where it was put."""
    text = f"""
plandocs: 1
project: {{name: Scale, id: S, start: 2027-01-11, language: en-US}}
calendar: {{week: [mon, tue, wed, thu, fri, sat, sun]}}
people: {{ada: {{name: Ada Example, side: vendor}}}}
phases:
  - id: p
    name: All of it
    tasks:
      - {{id: A, name: Short, duration: 1d, owner: ada, start_no_earlier_than: 2027-01-15}}
      - {{id: B, name: Long, duration: {SPANS[span]}d, owner: ada}}
"""
    project = made(text, tmp_path)
    moved = dragged(timeline(project), tmp_path / "moved.pptx", {"A": (by, by)})
    found = deck.pull(project / "plan.yaml", moved)
    wanted = date(2027, 1, 15 + by)
    assert [(item.label, item.new) for item in found.changes] == [("A", f"start_no_earlier_than: {wanted}")]


@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_saving_in_libreoffice_moves_nothing(project: Path, tmp_path: Path) -> None:
    program = find_soffice()
    assert program is not None
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(program), "--headless", profile, "--convert-to", "pptx", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(timeline(project))], check=True, capture_output=True, timeout=180)
    saved = next(tmp_path.glob("*Timeline.pptx"))
    found = deck.pull(project / "plan.yaml", saved)
    assert (found.changes, found.problems) == ((), ())
    moved = dragged(saved, tmp_path / "moved.pptx", {"T09": (2, 2)})
    assert [item.label for item in deck.pull(project / "plan.yaml", moved).changes] == ["T09"]


def test_a_go_live_that_is_a_diamond_moves_by_its_middle(project: Path, tmp_path: Path) -> None:
    """On the kickoff deck the go-live of one day is a diamond, wider than its day: Thursday 25 becomes Friday 26."""
    kickoff = next(project.glob("* Kickoff.pptx"))
    (mark,) = [bar for chart in drawn_charts(kickoff.read_bytes()) for bar in chart.bars if bar.id == "T18"]
    assert mark.is_mark
    moved = dragged(kickoff, tmp_path / "moved.pptx", {"T18": (1, 1)})
    assert [item.new for item in deck.pull(project / "plan.yaml", moved).changes] == [
        "start_no_earlier_than: 2027-02-26"
    ]
