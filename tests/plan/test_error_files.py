"""Every file in tests/plans/errors is wrong in the way its first lines say.

`# expect: RULE LINE:COLUMN` names the rule and the place that a reader must be led to. A file has no other errors.
"""

import re
from pathlib import Path

import pytest

from plandocs.errors import PlanError, Problem, render_problem
from plandocs.plan.load import load_plan, load_text
from plandocs.rules import check_rules
from plandocs.schedule.from_plan import schedule_plan

FOLDER = Path(__file__).parents[1] / "plans" / "errors"
FILES = sorted(FOLDER.glob("*.yaml"))
EXPECT = re.compile(r"^# expect: (\S+) (\d+):(\d+)$", re.MULTILINE)


def test_there_are_error_files() -> None:
    assert len(FILES) > 90


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_error_file_has_exactly_the_errors_it_expects(path: Path) -> None:
    expected = sorted((rule, int(line), int(column)) for rule, line, column in EXPECT.findall(path.read_text("utf-8")))
    assert expected, "the file says nothing of what it expects"
    found = [problem for problem in problems_of(path) if problem.severity == "error"]
    assert sorted((problem.rule, problem.line, problem.column) for problem in found) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_error_shows_its_line_and_says_what_to_do(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    for problem in problems_of(path):
        text = render_problem(problem, lines)
        assert "^" in text
        assert problem.fix, f"{problem.rule} has no fix"


def problems_of(path: Path) -> list[Problem]:
    try:
        loaded = load_plan(path)
    except PlanError as error:
        return list(error.problems)
    return [*loaded.problems, *check_rules(loaded, schedule_plan(loaded.plan))]


def test_unknown_register_does_not_hide_a_broken_link() -> None:
    plan = """
project: {name: X, start: 2027-01-11}
people: {kim: {name: Kim, side: vendor}}
phases: [{id: only, name: Only, tasks: [{id: T1, name: Work, duration: 1d, after: [T0]}]}]
risk: []
"""
    with pytest.raises(PlanError) as caught:
        load_text(plan)
    assert [problem.rule for problem in caught.value.problems] == ["unknown-predecessor", "unknown-key"]
