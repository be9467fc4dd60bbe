"""An imported project becomes a plan: outline, ids, text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plandocs.exchange.imported import finished
from plandocs.exchange.imported.ids import free_id, is_as_typed, short_name, slug
from plandocs.exchange.imported.model import Given, ImportedLine, ImportedLink, ImportedPerson, ImportedProject
from plandocs.exchange.imported.outline import taken_apart
from plandocs.exchange.imported.page import Remarks, plan_page
from plandocs.plan.load import load_text
from plandocs.plan.source import parse_source
from plandocs.plan.values import Duration

GIVEN = Given(start_if_unknown=date(2027, 3, 1))
DAY = Duration(Decimal(1), "d")


def lines(*levels: int) -> list[ImportedLine]:
    return [
        ImportedLine(key=str(n), place=f"row {n}", name=f"Line {n}", level=level, length=DAY)
        for n, level in enumerate(levels, 1)
    ]


def groups(*levels: int) -> list[tuple[str, list[str]]]:
    found = taken_apart(lines(*levels)).groups
    return [(group.heading.key if group.heading else "", [task.key for task in group.tasks]) for group in found]


@pytest.mark.parametrize(
    ("levels", "meant"),
    [
        ((1, 2, 2, 1, 2), [("1", ["2", "3"]), ("4", ["5"])]),
        ((1, 2, 3, 3, 2, 3), [("2", ["3", "4"]), ("5", ["6"])]),  # 1 is over everything: the project
        ((1, 2, 2), [("1", ["2", "3"])]),  # one phase, not a project of two loose tasks
        ((1, 1, 1), [("", ["1", "2", "3"])]),
        ((1, 2, 1, 2, 3), [("1", ["2"]), ("3", ["5"])]),
        ((1, 1, 2, 1), [("", ["1"]), ("2", ["3"]), ("", ["4"])]),
        ((2, 3, 1, 2), [("1", ["2"]), ("3", ["4"])]),
        ((1, 3, 2), [("1", ["2", "3"])]),
        ((1,), [("", ["1"])]),
    ],
)
def test_phases_of_an_outline(levels: tuple[int, ...], meant: list[tuple[str, list[str]]]) -> None:
    assert groups(*levels) == meant


def test_a_heading_in_a_phase_stands_above_its_first_task() -> None:
    outline = taken_apart(lines(1, 2, 3, 3, 2, 3, 1, 2))
    assert {key: [one.key for one in found] for key, found in outline.headings.items()} == {"3": ["2"], "6": ["5"]}
    assert {key: [one.key for one in found] for key, found in outline.leaves.items()}["1"] == ["3", "4", "6"]


def test_ids_are_short_readable_and_can_be_named_by_links() -> None:
    assert slug("Prüfung & Abnahme (Wien)") == "prufung-abnahme-wien"
    assert slug("A very long name of a phase that goes on and on") == "a-very-long-name-of-a"
    taken: set[str] = set()
    assert [free_id("sprint", taken, "x") for _ in range(3)] == ["sprint", "sprint_2", "sprint_3"]
    assert free_id("sprint-2w", taken, "phase-1") == "phase-1"  # would read as a lag of two weeks
    assert free_id("", taken, "phase-1") == "phase-1_2"
    assert [is_as_typed(text) for text in ("A-1", "T01", "two words", "x-2d", "")] == [True, True, False, False, False]
    assert short_name("Ada Lampwright", set()) == "ada"
    assert short_name("Ada Lampwright", {"ada"}) == "ada-lampwright"
    assert short_name("QA team", set()) == "qa-team"


def test_what_is_not_known_is_a_comment_and_a_warning() -> None:
    project = ImportedProject(source="x.csv", lines=lines(1, 2), people=[ImportedPerson(key="a", name="Ada")])
    made = finished(project, GIVEN, path="x.csv", name="x")
    assert "side: vendor   # not known from the file" in made.text
    assert "start: 2027-03-01   # not known from the file" in made.text
    assert "  #   customer: the name" in made.text
    assert [(problem.rule, problem.path) for problem in made.problems] == [("side-unknown", "x.csv")]


def test_a_loop_loses_the_link_that_goes_farthest_back() -> None:
    three = lines(1, 1, 1)
    for line, before in zip(three, ("3", "1", "2"), strict=True):
        line.links = [ImportedLink(predecessor=before)]
    made = finished(ImportedProject(source="x", lines=three), GIVEN, path="x", name="x")
    tasks = list(load_text(made.text).plan.tasks())
    assert [[str(link) for link in task.after] for task in tasks] == [[], ["T01"], ["T02"]]


@pytest.mark.parametrize(
    "name",
    [
        "null",
        "yes",
        "a: b",
        "# no comment",
        "- item",
        "'",
        '"',
        "\\",
        "{a}",
        "[b]",
        "1.0",
        "a\nb",
        "ü",
        "%x",
        "@y",
        "x #y",
    ],
)
def test_any_text_reads_back_as_it_is(name: str) -> None:
    data = {"project": {"name": name, "tags": [name, {"date": name, "x": name}]}, "people": {name: {"name": name}}}
    remarks = Remarks(behind={("project", "name"): "a\nremark"}, above={("project", "tags"): ["two\nlines"]})
    assert parse_source(plan_page(data, remarks).encode(), "x").data == data


def test_a_milestone_takes_no_work() -> None:
    [line] = lines(1)
    line.length, line.owner = Duration(Decimal(0), "d"), "a"
    line.fields = {"effort": {"a": "3h"}}
    people = [ImportedPerson(key="a", name="Ada", fields={"side": "vendor"})]
    made = finished(ImportedProject(source="x", lines=[line], people=people), GIVEN, path="x", name="x")
    assert "effort" not in made.text


def test_a_file_full_of_loops_is_read_in_time_and_goes_forward() -> None:
    many = lines(*(1 for _ in range(600)))
    for number, line in enumerate(many[1:-1], 2):
        line.links = [ImportedLink(predecessor=str(number - 1)), ImportedLink(predecessor=str(number + 1))]
    made = finished(ImportedProject(source="x", lines=many), GIVEN, path="x", name="x")
    tasks = list(load_text(made.text).plan.tasks())
    assert [[str(link) for link in task.after] for task in tasks[1:4]] == [["T001"], ["T002"], ["T003"]]
    assert any("links to later lines are left out" in problem.message for problem in made.problems)
