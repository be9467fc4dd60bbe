"""A decision about a change request in the plan file: what is written, what stays, and what is refused."""

from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest

from plandocs import api
from plandocs.errors import PlanError, UsageError
from plandocs.plan.load import load_plan
from plandocs.plan.model import Plan
from plandocs.schedule.from_plan import schedule_plan
from plandocs.syncing import decision
from plandocs.syncing.decision import Decided
from plandocs.syncing.written import write

SAMPLES = Path(__file__).parents[2] / "samples"
TODAY = date(2027, 2, 8)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    copy = tmp_path / "plan.yaml"
    copy.write_bytes((SAMPLES / "invoice-approval.yaml").read_bytes())
    return copy


def decide(path: Path, number: int, change: str = "CR-001", **more: object) -> Decided:
    found = api.assess_change(path, change)
    return decision.decide(path, found.assessment, number, today=TODAY, **more)  # type: ignore[arg-type]


def applied(path: Path, number: int, **more: object) -> Plan:
    write(decide(path, number, **more))
    return load_plan(path).plan


def tasks(plan: Plan) -> dict[str, str]:
    return {task.id: str(task.length) for task in plan.tasks()}


def test_extension_is_in_the_plan_with_its_promised_date(path: Path) -> None:
    plan = applied(path, 1)
    assert schedule_plan(plan).go_live == date(2027, 3, 11)
    assert (tasks(plan)["T08"], tasks(plan)["T12"]) == ("15d", "9d")
    assert plan.project.target_go_live == date(2027, 3, 11)
    assert "CR-001" in {item.id for item in plan.scope.in_}
    assert {task.id for task in plan.tasks() if "CR-001" in task.scope} == {"T08", "T12"}
    change = plan.changes[0]
    assert (change.chosen, change.status, change.approver, change.decided) == (1, "approved", "marta", TODAY)


def test_estimates_move_with_the_duration(path: Path) -> None:
    connector = next(task for task in applied(path, 1).tasks() if task.id == "T08")
    assert connector.estimate is not None
    assert [str(estimate) for estimate in connector.estimate] == ["12d", "15d", "17d"]


def test_comments_and_other_lines_stay(path: Path) -> None:
    before = path.read_text("utf-8").splitlines()
    write(decide(path, 1))
    after = path.read_text("utf-8").splitlines()
    changed = [line for line in unified_diff(before, after, n=0) if line.startswith("-") and line != "--- \n"]
    # the target, two durations, estimates and scopes, the answer, its status and its day
    assert len(changed) == 10
    assert sum("#" in line for line in after) == sum("#" in line for line in before)


def test_trade_moves_the_item_to_the_list_for_later_phases(path: Path) -> None:
    plan = applied(path, 2)
    assert "F3" not in {item.id for item in plan.scope.in_}
    parked = next(idea for idea in plan.scope.parking_lot if idea.id == "F3")
    assert (parked.idea, parked.requester, parked.revisit) == ("Approval on a mobile phone", "jonas", "phase 2")
    assert not any("F3" in task.scope for task in plan.tasks())
    assert not any("F3" in entry.scope for entry in plan.deliverables)
    assert schedule_plan(plan).go_live == date(2027, 3, 10)


def test_second_person_leaves_the_dates(path: Path) -> None:
    found = decide(path, 3)
    write(found)
    assert schedule_plan(load_plan(path).plan).go_live == date(2027, 2, 25)
    assert any("not named" in problem.message for problem in found.problems)


def test_second_person_who_is_named_is_on_the_tasks(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace("days: 0, cost: 7200}", "days: 0, cost: 7200, owner: ana}"), encoding="utf-8")
    plan = applied(path, 3)
    assert {task.id for task in plan.tasks() if "ana" in task.with_} == {"T08", "T12"}


def test_deferral_goes_to_the_list_for_later_phases_once(path: Path) -> None:
    plan = applied(path, 4)
    parked = plan.scope.parking_lot[-1]
    assert (parked.id, parked.requester, parked.date) == ("P4", "jonas", date(2027, 2, 2))
    assert plan.changes[0].status == "deferred"
    assert plan.changes[0].decided == date(2027, 2, 5), "the same answer keeps its day"
    assert len(applied(path, 4).scope.parking_lot) == len(plan.scope.parking_lot)


def test_a_computed_option_is_added_to_the_log(path: Path) -> None:
    text = path.read_text("utf-8")
    start = text.index("    options:\n      - {kind: extend")
    path.write_text(text[:start] + text[text.index("alignment:") :], encoding="utf-8")
    plan = applied(path, 1, approver="marta", decided=date(2027, 2, 5))
    assert [(option.kind, option.days) for option in plan.changes[0].options] == [("extend", 10)]
    assert plan.changes[0].decided == date(2027, 2, 5)


def test_an_approved_request_is_not_added_twice(path: Path) -> None:
    write(decide(path, 1))
    with pytest.raises(PlanError) as error:
        api.assess_change(path, "CR-001")
    assert [problem.rule for problem in error.value.problems] == ["change-approved"]
    assert error.value.problems[0].line


@pytest.fixture
def docks(tmp_path: Path) -> Path:
    """The seven sites, whose second change request comes in where the wave template makes the task."""
    path = tmp_path / "docks.yaml"
    text = (SAMPLES / "dock-scheduling.yaml").read_text("utf-8")
    start = text.index("  - id: CR-002")
    path.write_text(text[:start] + text[start:].replace("tasks: [C30]", "tasks: [W1-7]", 1), encoding="utf-8")
    return path


def test_a_task_of_one_wave_gets_its_length_by_a_value_of_that_wave(docks: Path) -> None:
    """Site UAT takes 4 days in every wave; 4 more in wave 1 alone are 8, and the others keep their 4."""
    found = decide(docks, 1, "CR-002", approver="odile")
    write(found)
    plan = load_plan(docks).plan
    assert [tasks(plan)[name] for name in ("W1-7", "W2-7", "W3-7")] == ["8d", "4d", "4d"]
    assert found.problems[-1].message.startswith("the wave template makes W1-7")
    text = docks.read_text("utf-8")
    assert 'duration: "{days_7}"' in text or "duration: '{days_7}'" in text or "duration: {days_7}" in text
    assert "# Written once and expanded for each wave." in text


def test_a_value_that_the_template_asks_for_already_is_changed_in_its_wave_alone(docks: Path) -> None:
    text = docks.read_text("utf-8").replace(
        'name: "Wave {n} site UAT", duration: 4d', 'name: "Wave {n} site UAT", duration: "{uat}"'
    )
    text = text.replace("buffer: 4d, ", "buffer: 4d, uat: 4d, ").replace("buffer: 3d, ", "buffer: 3d, uat: 4d, ")
    docks.write_text(text, encoding="utf-8")
    found = decide(docks, 1, "CR-002", approver="odile")
    assert [(change.where, change.old, change.new) for change in found.changes[:2]] == [
        ("rollout.waves[W1].values.uat", "4d", "8d"),
        ("scope.in", "", "id: CR-002, text: Carrier self-service in Polish as a third language"),
    ]


def test_what_else_a_wave_would_need_is_refused_at_the_templates_line(docks: Path) -> None:
    text = docks.read_text("utf-8")
    text = text.replace('site UAT", duration: 4d,', 'site UAT", duration: 4d, estimate: [3d, 4d, 6d],')
    docks.write_text(text, encoding="utf-8")
    with pytest.raises(PlanError) as error:
        decide(docks, 1, "CR-002", approver="odile")
    problem = error.value.problems[0]
    assert problem.rule == "not-a-line"
    assert 'name: "Wave {n} site UAT"' in text.splitlines()[(problem.line or 0) - 1]


def test_computed_options_are_written_in_the_plans_language(path: Path) -> None:
    text = path.read_text("utf-8").replace("language: en-US", "language: de-DE")
    start, end = text.index("    options:\n", text.index("id: CR-001")), text.index("    chosen: 4")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    write(decide(path, 3))
    options = load_plan(path).plan.changes[0].options
    assert [option.kind for option in options] == ["extend", "trade", "resource"]
    assert options[0].text == "Den Terminplan verlängern und die Arbeit zusätzlich leisten"


@pytest.mark.parametrize(
    ("more", "rule"),
    [({"number": 9}, "unknown-option"), ({"number": 1, "approver": "mart"}, "unknown-person")],
)
def test_what_does_not_exist_is_wrong_usage(path: Path, more: dict[str, object], rule: str) -> None:
    before = path.read_bytes()
    with pytest.raises(UsageError) as error:
        decide(path, **more)  # type: ignore[arg-type]
    assert [problem.rule for problem in error.value.problems] == [rule]
    assert path.read_bytes() == before
