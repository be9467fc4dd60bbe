"""Whole lists: what people have in their spreadsheets becomes phases, tasks, links, people and dates."""

from __future__ import annotations

import random
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl.styles import Alignment

from plandocs import api
from plandocs.errors import PlanError
from plandocs.exchange.imported.model import Given
from plandocs.exchange.tasklists import Choices
from plandocs.exchange.tasklists.headers import meanings_of
from plandocs.schedule.from_plan import schedule_plan
from tests.exchange.tasklists.lists import (
    GIVEN,
    by_name,
    links,
    of_rows,
    of_text,
    of_workbook,
    outline,
    plan_of,
    told,
    workbook,
)  # fmt: skip

ROOT = Path(__file__).parents[3]

GERMAN = """Projekt Leuchtturm;;;;;;;
;;;;;;;
Nr.;Vorgangsname;Dauer;Anfang;Ende;Vorgänger;Ressourcennamen;% Abgeschlossen
1;Vorbereitung;;;;;;
2;  Kickoff;1 Tag;Mo 01.03.27;Mo 01.03.27;;Ada Lampwright;100%
3;  Konzept;5 Tage;02.03.2027;08.03.2027;2;Ada Lampwright[50%];60%
4;  Konzept abgenommen;0 Tage;08.03.2027;08.03.2027;3EA+0t;;
5;Umsetzung;;;;;;
6;  Entwicklung;2 Wochen;10.03.2027;23.03.2027;4EA+1t;Bo Fogsworth;
7;  Test;1,5 W;;;6AA+3t;Bo Fogsworth, Ada Lampwright;
"""


def test_a_german_list_with_indents() -> None:
    made = of_text(GERMAN)
    plan = plan_of(made)
    tasks = by_name(made)
    assert (plan.project.name, plan.project.language, plan.project.start) == (
        "Projekt Leuchtturm",
        "de-DE",
        date(2027, 3, 1),
    )
    assert outline(made) == [
        ("Vorbereitung", ["Kickoff", "Konzept", "Konzept abgenommen"]),
        ("Umsetzung", ["Entwicklung", "Test"]),
    ]
    assert [task.id for task in plan.tasks()] == ["T02", "T03", "T04", "T06", "T07"]
    assert (links(tasks["Entwicklung"]), links(tasks["Test"])) == (["T04 FS+1d"], ["T06 SS+3d"])
    assert (str(tasks["Test"].duration), str(tasks["Entwicklung"].duration)) == ("1.5w", "2w")
    assert (tasks["Test"].owner, tasks["Test"].with_) == (
        "bo-fogsworth",
        ("ada",),
    )
    assert str(tasks["Konzept"].effort["ada"]) == "20h"  # half of five days
    assert (tasks["Kickoff"].started, tasks["Kickoff"].finished) == (date(2027, 3, 1), date(2027, 3, 1))
    assert (tasks["Konzept"].progress, tasks["Konzept"].started) == (60, date(2027, 3, 2))
    assert tasks["Konzept abgenommen"].is_milestone
    # 8 March is the milestone; a day later, the 10th, work begins: all as in the file, so no date is told.
    assert [message for _, message in told(made)] == [
        "the file does not say on whose side 2 people stand: Ada Lampwright, Bo Fogsworth; the plan has them as "
        "vendor, with a comment"
    ]
    assert "side: vendor   # not known from the file" in made.text


def test_dates_alone_make_lengths_and_hold_tasks() -> None:
    made = of_rows(
        [
            ["Task", "Begin", "End", "Who"],
            ["Kickoff", date(2027, 3, 1), date(2027, 3, 1), "Ada"],
            ["Build", datetime(2027, 3, 3, 8), datetime(2027, 3, 10, 17), "Bo"],
        ]
    )
    build = by_name(made)["Build"]
    assert (str(build.duration), build.start_no_earlier_than) == ("6d", date(2027, 3, 3))  # Wednesday to Wednesday
    assert "start_no_earlier_than: 2027-03-03   # as in the file; better a link" in made.text
    assert outline(made) == [("Tasks", ["Kickoff", "Build"])]
    assert "the file has no phase for these tasks" in made.text


ROWS = [
    ["Task", "Days", "Predecessors"],
    ["Plan", None, None],
    ["Ask", 2, None],
    ["Write", 3, 2],
    ["Do", None, None],
    ["Dig", 4, "3"],
]
SHAPES = {
    "indent": lambda sheet: [setattr(sheet.cell(row, 1), "alignment", Alignment(indent=1)) for row in (3, 4, 6)],
    "grouping": lambda sheet: [setattr(sheet.row_dimensions[row], "outlineLevel", 1) for row in (3, 4, 6)],
    "empty": lambda sheet: None,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_phases_by_indent_grouping_and_rows_with_a_name_alone(shape: str) -> None:
    made = of_rows(ROWS, SHAPES[shape])  # type: ignore[arg-type]
    assert outline(made) == [("Plan", ["Ask", "Write"]), ("Do", ["Dig"])]
    # Numbers are places in the list, Plan being 1: Write waits for Ask, Dig for Write.
    assert [links(task) for task in plan_of(made).tasks()] == [[], ["T01"], ["T02"]]


def test_phases_by_numbers_of_an_outline_and_links_by_them() -> None:
    rows = [["WBS", "Task", "Duration", "Depends on"], [1, "Plan", None, None], [1.1, "Ask", "2d", None]]
    rows += [
        [1.2, "Write", "3d", "1.1"],
        [2, "Do", None, 1],
        [2.1, "Dig", "4d", "1.2FS+1d"],
        ["2.1.1", "Deeper", "1d", ""],
    ]
    made = of_rows(rows)
    assert outline(made) == [("Plan", ["Ask", "Write"]), ("Do", ["Deeper"])]
    assert [str(link) for link in plan_of(made).phases[1].after] == ["plan"]
    assert links(by_name(made)["Deeper"]) == [
        "T02 FS+1d"
    ]  # Dig is a heading: what it waits for, the task below it does
    assert "      # Dig\n" in made.text


def test_1_10_of_an_outline_is_not_1_1() -> None:
    rows = [
        ["WBS", "Task", "Days"],
        [1, "All", None],
        *([1 + n / 10, f"T{n}", 1] for n in range(1, 10)),
        [1.1, "Tenth", 1],
    ]
    made = of_rows([*rows, ["1.11", "Eleventh", 1], [2, "Other", None], [2.1, "Last", 1]])
    assert [len(tasks) for _, tasks in outline(made)] == [11, 1]


def test_a_column_of_phases_and_one_of_levels() -> None:
    made = of_rows(
        [["Phase", "Task", "Days"], ["Plan", "Ask", 1], [None, "Write", 1], ["Do", "Dig", 1], ["Plan", "Agree", 1]]
    )
    assert outline(made) == [("Plan", ["Ask", "Write", "Agree"]), ("Do", ["Dig"])]
    made = of_rows([["Level", "Task", "Days"], [1, "Plan", None], [2, "Ask", 1], [1, "Do", None], [2, "Dig", 1]])
    assert outline(made) == [("Plan", ["Ask"]), ("Do", ["Dig"])]


def test_links_by_row_of_the_sheet_where_only_that_fits() -> None:
    rows = [["A list"], [], ["Task", "Days", "After"], ["Ask", 1, None], ["Write", 1, 4], ["Dig", 1, "5;4"]]
    made = of_rows(rows)
    assert [links(task) for task in plan_of(made).tasks()] == [[], ["T01"], ["T02", "T01"]]
    assert any("row numbers of the sheet" in problem.message for problem in made.problems)


def test_links_by_own_ids_and_by_name() -> None:
    made = of_rows(
        [
            ["ID", "Task", "Days", "After"],
            ["A-1", "Ask", 1, None],
            ["A-2", "Dig", 1, "A-1SS+1d"],
            ["B", "End", 0, "Dig"],
        ]
    )
    assert [(task.id, links(task)) for task in plan_of(made).tasks()] == [
        ("A-1", []),
        ("A-2", ["A-1 SS+1d"]),
        ("B", ["A-2"]),
    ]


def test_what_is_not_understood_is_told_with_its_cell() -> None:
    made = of_rows(
        [
            ["Task", "Duration", "Start", "Predecessors", "% done", "Status", "Budget"],
            ["Ask", "soon", "next week", "9;Nowhere", "a lot", "parked", 500],
            [None, "3d", None, None, None, None, None],
            ["Dig", "2d", None, "1FS+2 apples", None, "Done", None],
        ]
    )
    places = dict(told(made))
    for cell, word in {
        "Tasks!B2": "soon", "Tasks!C2": "next week", "Tasks!E2": "a lot", "Tasks!F2": "parked", "Tasks!A3": "'3d'",
    }.items():  # fmt: skip
        assert word in places[cell], cell
    after = [message for place, message in told(made) if place == "Tasks!D2"]
    assert [("9" in after[0], "Nowhere" in after[1])] == [(True, True)]
    assert "apples" in places["Tasks!D4"]
    budget = next(problem for problem in made.problems if "Budget" in problem.message)
    assert (budget.where, budget.severity) == ("Tasks!G1", "info")
    assert "500" in budget.message
    assert "duration: 1d   # not known from the file" in made.text
    assert by_name(made)["Dig"].progress == 100


def test_shares_of_one_and_of_a_hundred() -> None:
    made = of_rows([["Task", "Days", "% complete"], ["A", 1, 0.6], ["B", 1, 1], ["C", 1, "25%"]])
    assert [task.progress for task in plan_of(made).tasks()] == [60, 100, 25]
    made = of_rows([["Task", "Days", "% complete"], ["A", 1, 60], ["B", 1, 1], ["C", 1, 100]])
    assert [task.progress for task in plan_of(made).tasks()] == [60, 1, 100]


def test_tasks_that_would_wait_for_each_other() -> None:
    made = of_rows([["ID", "Task", "Days", "After"], [1, "A", 1, 3], [2, "B", 1, 1], [3, "C", 1, 2], [4, "D", 1, 4]])
    assert [links(task) for task in plan_of(made).tasks()] == [[], ["T01"], ["T02"], []]
    messages = [message for _, message in told(made)]
    assert any("'A' would wait for itself" in message for message in messages)
    assert any("'D' waits for itself" in message for message in messages)


def test_dates_that_come_out_otherwise_are_told() -> None:
    made = of_rows(
        [
            ["Task", "Days", "Start", "After"],
            ["Ask", 5, date(2027, 3, 1), None],
            ["Dig", 2, date(2027, 3, 3), 1],  # Ask takes until the 5th, so this cannot begin before the 8th
            ["End", 1, date(2027, 3, 22), 2],  # the links would let it begin on the 10th
        ]
    )
    assert by_name(made)["End"].start_no_earlier_than == date(2027, 3, 22)
    assert [where for where, message in told(made) if "starts on 2027-03-08 in the plan, on 2027-03-03" in message] == [
        "Tasks!A3"
    ]


def test_people_have_their_side_from_the_file_or_the_option() -> None:
    rows = [
        ["Task", "Days", "Owner", "Company"],
        ["Ask", 1, "Ada", "Three Otters"],
        ["Dig", 1, "Bo", "Vendor"],
        ["End", 1, "Cy", None],
    ]
    given = Given(start_if_unknown=date(2027, 3, 1), customer="Three Otters", side="third_party")
    people = plan_of(of_workbook(workbook(rows), given=given)).people
    assert {person.name: person.side for person in people.values()} == {
        "Ada": "customer",
        "Bo": "vendor",
        "Cy": "third_party",
    }


def test_options_win_over_the_file() -> None:
    given = Given(
        start_if_unknown=date(2027, 3, 1), name="Move", id="MV-1", vendor="Nimbusfold Software", language="fr-FR",
        start=date(2027, 4, 1),
    )  # fmt: skip
    project = plan_of(of_text(GERMAN, given=given)).project
    assert (project.name, project.id, project.vendor, project.language) == (
        "Move",
        "MV-1",
        "Nimbusfold Software",
        "fr-FR",
    )
    assert project.start == date(2027, 4, 1)


def test_a_sheet_can_be_named_and_others_are_told() -> None:
    import io

    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Old"
    for row in (["Task", "Days"], ["Past", 1]):
        first.append(row)
    second = book.create_sheet("New plan")
    for row in (["Task", "Days", "Owner", "After"], ["Ask", 1, "Ada", None], ["Dig", 1, "Ada", 1]):
        second.append(row)
    out = io.BytesIO()
    book.save(out)
    made = of_workbook(out.getvalue())
    assert outline(made)[0][1] == ["Ask", "Dig"]
    assert any("'Old' may hold one too" in problem.message for problem in made.problems)
    assert outline(of_workbook(out.getvalue(), Choices(sheet="Old")))[0][1] == ["Past"]
    with pytest.raises(PlanError, match="there is no sheet 'Newplan'"):
        of_workbook(out.getvalue(), Choices(sheet="Newplan"))


def test_an_empty_list_and_one_without_titles_are_told() -> None:
    for data in ("Name;Date\n", "only one column\nx\n", "1;2\n3;4\n", "\n\n"):
        with pytest.raises(PlanError) as caught:
            of_text(data)
        assert [problem.rule for problem in caught.value.problems] == ["no-task-list"]


@pytest.mark.parametrize(("name", "country"), [("bakery", ""), ("invoice-approval", "US")])
def test_our_own_table_comes_back_with_its_dates(name: str, country: str) -> None:
    path = ROOT / "samples" / f"{name}.yaml"  # the days off of the second one are public holidays of the US
    made = of_text(api.export(path, "csv"), given=Given(start_if_unknown=date(2027, 3, 1), country=country))
    before, after = schedule_plan(api.load(path).plan), schedule_plan(plan_of(made))
    assert {task.id: (task.start, task.finish) for task in after.tasks} == {
        task.id: (task.start, task.finish) for task in before.tasks
    }


def test_a_plan_made_of_a_list_is_written_the_same_again() -> None:
    assert of_text(GERMAN).text == of_text(GERMAN).text


def test_a_list_of_five_thousand_tasks_is_read_in_good_time() -> None:
    import time

    rows = "\n".join(f"{n};Task {n};2d;{n - 1 if n > 1 else ''};Person {n % 40}" for n in range(1, 5001))
    began = time.perf_counter()
    made = of_text(f"Nr;Task;Duration;Predecessors;Owner\n{rows}\n")
    assert made.tasks == 5000
    assert time.perf_counter() - began < 60


def test_damaged_workbooks_are_a_plan_or_one_message() -> None:
    chance = random.Random(3)
    good = workbook([["Task", "Days", "After"], *([f"Task {n}", 2, n] for n in range(40))])
    refused = 0
    for turn in range(60):
        data = bytearray(good)
        if turn % 3 == 0:
            data = data[: chance.randrange(len(data))]
        else:
            for _ in range(chance.choice((1, 5, 50))):
                data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            of_workbook(bytes(data))
        except PlanError as error:
            refused += 1
            found = error.problems
            if not found or any(problem.path != "tasks.xlsx" for problem in found):
                raise
    assert refused > 10


def test_a_bomb_and_huge_measures_are_refused() -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (64 * 1024 * 1024))
    with pytest.raises(PlanError) as caught:
        of_workbook(out.getvalue())
    assert [problem.rule for problem in caught.value.problems] == ["package-too-large"]
    lone = of_rows([["Task", "Days"], ["Ask", 1]], lambda sheet: sheet.cell(1_048_576, 16_384, "far away"))  # type: ignore[arg-type, return-value]
    assert outline(lone) == [("Tasks", ["Ask"])]


def test_given_says_nothing_by_itself() -> None:
    assert (GIVEN.name, GIVEN.start, GIVEN.side) == ("", None, "")


@pytest.mark.parametrize("title", ["Fertig %", "% Fertig", "Fertig in %", "Done %", "% complete", "Complete (%)"])
def test_a_title_with_a_sign_for_hundredths_is_progress(title: str) -> None:
    assert meanings_of({1: "Task", 2: title})[0] == {"name": 1, "progress": 2}
