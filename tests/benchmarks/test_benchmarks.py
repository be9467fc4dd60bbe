"""The benchmarks measure what they say: plans of a size, peers that say the same, a floor of equal parts."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pptx
import pytest

from benchmarks import best_known, floor, networks, peers, progen, scheduler, sheets, simulation
from benchmarks.pipeline import contents, documents, prepare
from benchmarks.plans import AS_OF, plan_text, unowned
from benchmarks.report import Measure
from benchmarks.timing import exponent
from plandocs.plan.load import load_text
from plandocs.rules import check_rules
from plandocs.schedule.dating import date_schedule
from plandocs.schedule.from_plan import schedule_plan, solve, solve_rows
from plandocs.schedule.levelling import level_plan
from plandocs.schedule.rcpsp import schedule_within_capacity


@pytest.mark.parametrize("tasks", [60, 250, 1000])
def test_a_plan_has_the_tasks_asked_for_and_registers_in_proportion(tasks: int) -> None:
    loaded = load_text(plan_text(tasks))
    assert len(list(loaded.plan.tasks())) == tasks
    assert loaded.problems == ()
    assert len(loaded.plan.risks) == tasks // 8
    schedule = schedule_plan(loaded.plan)
    assert schedule.problems == ()
    assert schedule.go_live is not None
    assert (schedule.finish - schedule.start).days < 200


def test_a_plan_whose_tasks_nobody_owns_has_a_finding_for_each() -> None:
    loaded = load_text(unowned(plan_text(60)))
    assert loaded.problems == ()
    found = check_rules(loaded, schedule_plan(loaded.plan))
    # Of 60 tasks in four phases of 15, the fourteenth of each is a buffer, which needs no owner.
    assert sum(problem.name == "task-owner" for problem in found) == 56


def test_peers_say_the_same() -> None:
    prepared = prepare(plan_text(60), AS_OF)
    said, made = contents(prepared), peers.documents(contents(prepared))
    deck = pptx.Presentation(io.BytesIO(made["kickoff.pptx"]))
    assert len(deck.slides) >= len(said.kickoff.slides)
    assert {slide.shapes.title.text for slide in deck.slides} == {slide.title for slide in said.kickoff.slides}
    book = openpyxl.load_workbook(io.BytesIO(made["workbook.xlsx"]))
    assert book.sheetnames == [sheet.title for sheet in said.workbook.sheets]
    with zipfile.ZipFile(io.BytesIO(made["plan.docx"])) as plan:
        text = plan.read("word/document.xml").decode()
    assert all(phase.name in text for phase in prepared.loaded.plan.phases)


@pytest.mark.parametrize(
    ("ours", "peer", "elements"),
    [
        ("Plan.docx", "plan.docx", "w:tbl w:tr w:fldChar w:bookmarkStart w:cantSplit w:sdt w:r w:drawing"),
        ("Kickoff.pptx", "kickoff.pptx", "p:sld p:sp a:tc a:lnB a:r p:notes p14:sldId"),
        ("Workbook.xlsx", "workbook.xlsx", "sheet row c f tableColumn dataValidation hyperlink xdr:pic|pic"),
    ],
)
def test_peers_hold_the_same(ours: str, peer: str, elements: str) -> None:
    prepared = prepare(plan_text(60), AS_OF)
    made, theirs = documents(prepared), peers.documents(contents(prepared))
    held = _elements(next(data for name, data in made.items() if name.endswith(ours)))
    has = _elements(theirs[peer])
    for element in elements.split():
        ours_count, their_count = (sum(each[name] for name in element.split("|")) for each in (held, has))
        assert their_count >= 0.85 * ours_count > 0, element
        assert their_count <= 1.25 * ours_count, element
    assert has["w:pStyle"] <= held["w:pStyle"], "no paragraph has a style that ours has not"


def _elements(data: bytes) -> Counter[str]:
    """Return how often each element stands in the parts of an Office file, by its prefixed name."""
    counted: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                counted.update(re.findall(r"<([A-Za-z0-9]+:?[A-Za-z0-9]*)[ />]", archive.read(name).decode()))
    return counted


def test_the_floor_writes_every_part_of_our_documents() -> None:
    made = documents(prepare(plan_text(60), AS_OF))
    parts = floor.parts_of(made)
    assert len(parts) == 4
    ours = sum(len(data) for name, data in made.items() if name.endswith(("x",)))
    assert floor.write(parts) == pytest.approx(ours, rel=0.02)


def test_a_floor_without_documents_is_no_floor() -> None:
    with pytest.raises(ValueError, match="no Office file"):
        floor.parts_of({"status.md": b"text"})


@pytest.fixture(scope="module")
def book() -> bytes:
    return documents(prepare(plan_text(60), AS_OF))["N-60 Workbook.xlsx"]


@pytest.mark.parametrize("write", [sheets.by_cells, sheets.by_rows])
def test_openpyxl_s_bare_workbook_holds_the_cells_of_ours_and_nothing_else(
    book: bytes, write: Callable[[tuple[sheets.PlainSheet, ...]], bytes]
) -> None:
    plain = sheets.plain_sheets(book)
    assert sheets.count(plain) > 60 * 20
    bare = write(plain)
    assert sheets.plain_sheets(bare) == plain
    read = openpyxl.load_workbook(io.BytesIO(bare))
    assert all(not sheet.tables and not sheet.conditional_formatting for sheet in read)
    assert all(cell.font.name == "Calibri" for sheet in read for row in sheet.iter_rows() for cell in row)


def test_the_cells_compared_are_all_that_ours_has_filled(book: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        xml = "".join(archive.read(name).decode() for name in archive.namelist() if "/worksheets/sheet" in name)
    filled = re.findall(r"<c [^>]*(?<!/)>(?=<f|<v>|<is>)", xml)
    assert len(filled) == sheets.count(sheets.plain_sheets(book))


def test_a_workbook_without_cells_is_nothing_to_compare_with() -> None:
    empty = io.BytesIO()
    openpyxl.Workbook().save(empty)
    with pytest.raises(ValueError, match="no cells"):
        sheets.plain_sheets(empty.getvalue())


@pytest.mark.parametrize("how", ["ours", "cells", "rows"])
def test_memory_is_measured_in_a_process_of_its_own(how: str) -> None:
    assert 0.1 < sheets.memory(how, 60) < 100


def test_the_exponent_of_linear_and_quadratic_times() -> None:
    assert exponent((250, 1000, 4000), (1.0, 4.0, 16.0)) == pytest.approx(1)
    assert exponent((250, 1000, 4000), (1.0, 16.0, 256.0)) == pytest.approx(2)


@pytest.mark.parametrize(
    ("measure", "met"),
    [
        (Measure("x", 12.1, goal=12), False),
        (Measure("x", 12.0, goal=12), True),
        (Measure("x", 5.9, goal=6, at_least=True), False),
        (Measure("x", 6.0, goal=6, at_least=True), True),
        (Measure("x", 99.0), True),
    ],
)
def test_a_goal_is_met_or_missed(measure: Measure, met: bool) -> None:
    assert measure.met is met
    assert ("MISSED" in measure.line()) is not met


def test_the_scheduler_s_network_is_the_same_as_rows_and_as_a_file() -> None:
    rows, book = networks.rows_of(120)
    plan = load_text(networks.plan_file(120)).plan
    scheduled = date_schedule(plan, solve_rows(rows, book, networks.START, None))
    assert [task.finish for task in scheduled.tasks] == [task.finish for task in schedule_plan(plan).tasks]
    assert {link.type for row in rows for link in row.links} == {"FS", "SS", "FF", "SF"}
    assert networks.taskjuggler_file(120).count("\ntask ") == 120


def test_without_taskjuggler_its_line_says_that_it_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    (measure,) = scheduler._beside_taskjuggler(tmp_path)
    assert "skipped" in measure.line()
    assert measure.met


@pytest.mark.parametrize("name", progen.COUNTS)
def test_projects_are_drawn_over_psplib_s_grid(name: str) -> None:
    made = progen.instances(name)
    assert len(made) == (60 if name == "j120" else 48)
    for one in made:
        count = len(one.durations)
        followers = [sum(index in before for before in one.before) for index in range(count)]
        assert count == progen.COUNTS[name]
        assert set(one.durations) <= set(range(1, 11))
        assert sum(not before for before in one.before) == sum(not number for number in followers) == 3
        assert max(map(len, one.before)) <= 3
        assert max(followers) <= 3
        assert all(0 < max(row) <= 10 for row in one.demands)
        assert all(units >= max(row[r] for row in one.demands) for r, units in enumerate(one.capacity))
    arcs = [sum(map(len, one.before)) + 6 for one in made]
    third = len(made) // 3
    for complexity, part in zip((1.5, 1.8, 2.1), (arcs[:third], arcs[third:-third], arcs[-third:]), strict=True):
        assert sum(part) / len(part) == pytest.approx(complexity * (progen.COUNTS[name] + 2), rel=0.05)


def test_every_project_has_a_best_known_length_and_the_small_ones_are_proved() -> None:
    known = best_known._known()
    assert set(known) == {one.name for name in progen.COUNTS for one in progen.instances(name)}
    assert all(value["bound"] <= value["length"] for value in known.values())
    assert all(value["bound"] == value["length"] for name, value in known.items() if name.startswith("j30-"))


def test_no_schedule_is_shorter_than_a_proved_optimum() -> None:
    for one in progen.instances("j30")[:12]:
        assert one.workload().length(schedule_within_capacity(one.workload())) >= best_known.shortest_known(one.name)


def test_a_project_is_the_same_as_a_plan_and_as_a_workload() -> None:
    one = progen.instances("j30")[0]
    levelled = level_plan(load_text(one.plan_file()).plan).levelling
    assert levelled is not None
    assert levelled.length_days == one.workload().length(schedule_within_capacity(one.workload()))


@pytest.mark.parametrize("calendars", [1, 3])
def test_simulated_plan_has_estimates_for_every_task_and_its_calendars(calendars: int) -> None:
    plan = simulation.plan_of(60, calendars)
    assert all(task.estimate for task in plan.tasks())
    solved = solve(plan)
    assert len({activity.calendar for activity in solved.network.activities}) == calendars
    assert (
        {tie.from_finish for tie in solved.network.ties}
        == {tie.to_finish for tie in solved.network.ties}
        == {True, False}
    )
