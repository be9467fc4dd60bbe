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


NEGATIVE = {
    "cycle": "S41",
    "unknown-predecessor": "unknown-predecessor",
    "s13-gate-question-unknown": "S13",
    "s36-approved-with-concern": "S36",
    "s90-pm-is-account-manager": "S90",
    "s27-champion-three-hours": "S27",
    "s69-nobody-accountable": "S69",
    "s69-two-accountable": "S69",
    "s69-two-accountable-in-template": "S69",
    "s16-nothing-excluded": "S16",
    "s43-no-commitment": "S43",
    "s52-blocked-not-escalated": "S52",
    "s88-communication-after-kickoff": "S88",
    "s72-parallel-with-limited-resources": "S72",
    "s76-nothing-tested": "S76",
    "go-live-in-freeze": "go-live-in-freeze",
    "billing-95-percent": "billing-total",
    "s19-target-too-early": "S19",
    "s40-approval-of-another-version": "S40",
    "tab": "tab",
    "duplicate-key": "duplicate-key",
    "yes-is-no-flag": "bad-value",
    "impossible-date": "impossible-date",
}
"""The negative fixtures of the worked plans, each with the rule it must fail with. A text that begins with
`=HYPERLINK(` is no mistake: it is printed as text, see tests/plans/correct/awkward-text.yaml."""


@pytest.mark.parametrize(("name", "rule"), NEGATIVE.items())
def test_the_negative_fixtures_of_the_worked_plans_fail_with_their_rule(name: str, rule: str) -> None:
    assert [problem.rule for problem in problems_of(FOLDER / f"{name}.yaml") if problem.severity == "error"] == [rule]


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


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("project: {id: a, name: Go-live: first site}", 'put the text in quotes: name: "Go-live: first site"'),
        ("project: {name: Go: live, id: a}", 'put the text in quotes: name: "Go: live"'),
        ("project: [Agenda: first: scope]", 'put the text in quotes: Agenda: "first: scope"'),
        ("project:\n  name: Orders: the plan   # why", 'put the text in quotes: name: "Orders: the plan"'),
        ('project:\n  - text: Say "hi": it\'s on', "put the text in quotes: text: 'Say \"hi\": it''s on'"),
    ],
)
def test_a_colon_in_a_text_is_mended_by_quotes(line: str, fix: str) -> None:
    with pytest.raises(PlanError) as caught:
        load_text(line)
    assert [(problem.rule, problem.fix) for problem in caught.value.problems] == [("yaml-syntax", fix)]
    assert caught.value.problems[0].message == "a colon followed by a space stands inside a text that has no quotes"


def test_a_brace_that_is_not_closed_is_still_that() -> None:
    with pytest.raises(PlanError) as caught:
        load_text("project: {name: x\n  id: y\n")
    assert "not closed" in caught.value.problems[0].message


def _fix_of_unknown_task_key(key: str) -> str:
    with pytest.raises(PlanError) as caught:
        load_text(
            "project: {name: X, start: 2027-01-11}\npeople: {kim: {name: Kim, side: vendor}}\n"
            f"phases: [{{id: p, name: P, tasks: [{{id: T1, name: Work, duration: 1d, {key}: x}}]}}]\n"
        )
    return next(problem.fix for problem in caught.value.problems if problem.rule == "unknown-key")


def test_an_unknown_key_is_answered_with_the_one_that_is_meant_or_the_nearest() -> None:
    assert _fix_of_unknown_task_key("depends_on") == "did you mean 'after'?"
    assert _fix_of_unknown_task_key("assignee") == "did you mean 'owner'?"
    assert _fix_of_unknown_task_key("durration") == "did you mean 'duration'?"
    nearest = _fix_of_unknown_task_key("leeway")
    assert nearest.startswith("the nearest keys of a task are ")
    assert nearest.count(",") == 4
    assert "…" not in nearest
