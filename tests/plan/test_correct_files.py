"""Every file in tests/plans/correct is a plan: it loads, keeps its texts, schedules and is judged without a crash."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plandocs.plan.load import LoadedPlan, load_plan, load_text
from plandocs.rules import check_rules
from plandocs.schedule.from_plan import schedule_plan

FOLDER = Path(__file__).parents[1] / "plans" / "correct"
FILES = sorted([*FOLDER.glob("*.yaml"), *FOLDER.glob("*.json")])


def load(name: str) -> LoadedPlan:
    return load_plan(FOLDER / name)


def test_there_are_correct_files() -> None:
    assert len(FILES) >= 8


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_correct_file_loads_without_problems_and_can_be_judged(path: Path) -> None:
    loaded = load_plan(path)
    assert loaded.problems == ()
    check_rules(loaded, None)
    if loaded.plan.project.start is not None:
        check_rules(loaded, schedule_plan(loaded.plan))


def test_a_key_without_a_value_counts_as_left_out() -> None:
    empty, minimal = load("empty-sections.yaml").plan, load("minimal.yaml").plan
    assert empty.scope == minimal.scope
    assert empty.risks == ()
    assert empty.phases[0].tasks == minimal.phases[0].tasks


def test_plain_words_stay_as_they_are_written() -> None:
    plan = load("texts-as-written.yaml").plan
    project = plan.project
    assert (project.name, project.id, project.version) == ("no", "001", "3.10")
    assert (project.customer, project.vendor, project.summary) == ("on", "1:30", "0x1F")
    assert list(plan.people) == ["no", "y"]
    assert plan.people["no"].role == ("yes", "off")
    assert plan.people["no"].title == "null"
    assert plan.people["no"].side == "third_party"
    assert [task.id for task in plan.tasks()] == ["01", "1.0"]
    assert [task.name for task in plan.tasks()] == ["~", ".inf"]
    assert [question.answer for question in plan.discovery] == ["yes", "4_200"]


def test_short_forms_mean_what_the_long_ones_mean() -> None:
    plan = load("short-forms.yaml").plan
    assert plan.calendar.week == ("mon", "tue", "wed", "thu")
    assert plan.calendar.hours == ("09:00-13:00",)
    assert plan.calendar.working_days == (date(2027, 2, 13),)
    assert plan.calendar.holidays[0].date == date(2027, 1, 18)
    assert plan.calendars["night"].hours == {"mon": ("22:00-06:00",), "tue": ("22:00-06:00",)}
    assert plan.phases[0].tasks[0].with_ == ("kim",)
    assert str(plan.phases[0].tasks[1].after[0]) == "T1 FS+50%"
    assert plan.scope.out[0].text == "Expense claims"
    assert plan.raci[1].letters == {"kim": "R/A", "sponsor": ""}
    assert plan.sow is not None
    assert plan.sow.fees is not None
    assert plan.sow.fees.total == Decimal(38000)
    assert plan.sow.signatories[0].person == "kim"


def test_words_with_a_meaning_may_be_spelled_otherwise() -> None:
    text = """
project: {name: Spelling, start: 2027-01-11}
calendar: {week: [Monday, TUE, wednesday]}
people: {kim: {name: Kim, side: Third Party}}
phases: [{id: only, name: Only, tasks: [{id: T1, name: Work, duration: 1d, raci: {kim: "r, a"}}]}]
scope: {in: [{text: A, type: Customization}, {text: B, type: integrations}]}
dependencies: [{id: K1, type: Third-party, what: List, status: On Track}]
risks: [{id: R1, risk: Late, likelihood: high, impact: Medium, status: Open}]
"""
    plan = load_text(text).plan
    assert plan.calendar.week == ("mon", "tue", "wed")
    assert plan.people["kim"].side == "third_party"
    assert plan.phases[0].tasks[0].raci == {"kim": "R/A"}
    assert [item.type for item in plan.scope.in_] == ["customisation", "integration"]
    assert (plan.dependencies[0].type, plan.dependencies[0].status) == ("external", "on_track")
    assert (plan.risks[0].likelihood, plan.risks[0].impact, plan.risks[0].status) == ("H", "M", "open")


def test_json_keeps_escapes_tabs_and_numbers() -> None:
    plan = load("plan.json").plan
    assert plan.project.name == 'From JSON 🦦 / "quoted"'
    assert plan.project.kickoff_minutes == 45
    assert plan.people["kim"].units == 3
    assert not plan.people["kim"].informed_only
    assert plan.phases[0].tasks[0].progress == 60
    assert plan.phases[0].tasks[1].name == "Line\nbreak\tand tab"
    assert plan.sow is not None
    assert plan.sow.fees is not None
    assert plan.sow.fees.total == Decimal("38000.50")


def test_awkward_text_arrives_whole() -> None:
    plan = load("awkward-text.yaml").plan
    assert plan.project.name == "Smith & Sons <Ltd> \"Order\" 'desk' {{ project.name }} {% if %}"
    assert plan.project.customer == "قرطاسية الشرق"
    assert plan.project.summary.startswith("First line with a trailing backslash \\\n=1+1\n")
    assert plan.people["emoji"].name == "Zoë 🦦 O’Brien-Łukasz"
    assert len(plan.people["long"].name) == 300
    assert [task.id for task in plan.tasks()] == ["T-1", "T.2", "任务"]
    assert plan.risks[0].mitigation == "-2+3"


def test_aliases_stand_for_what_they_name() -> None:
    plan = load("named-anchors.yaml").plan
    assert plan.people["ana"].unavailable == plan.people["kim"].unavailable
    assert plan.phases[1].exit_criteria == ("All done",)


def test_seventy_five_tasks_in_a_chain_end_where_the_calendar_says() -> None:
    # 75 days from Mon 11 Jan 2027, five a week: fifteen whole weeks, the last day is Fri 23 Apr.
    loaded = load_text(chain(75))
    schedule = schedule_plan(loaded.plan)
    assert len(list(loaded.plan.tasks())) == 75
    assert schedule.finish == date(2027, 4, 23)
    assert loaded.source.mark(("phases", 0, "tasks", 74, "id")).line == 79


def chain(count: int) -> str:
    head = ["project: {name: Chain, start: 2027-01-11}", "people: {kim: {name: Kim, side: vendor}}"]
    head += ["phases: [{id: only, name: Only, tasks: [", ""]
    rows = [
        f"  {{id: T{n}, name: Task {n}, duration: 1d, owner: kim, after: [{f'T{n - 1}' if n > 1 else ''}]}},"
        for n in range(1, count + 1)
    ]
    return "\n".join([*head, *rows, "]}]"])
