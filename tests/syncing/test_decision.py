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
    decision.write(decide(path, number, **more))
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
    decision.write(decide(path, 1))
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
    decision.write(found)
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
    decision.write(decide(path, 1))
    with pytest.raises(PlanError) as error:
        api.assess_change(path, "CR-001")
    assert [problem.rule for problem in error.value.problems] == ["change-approved"]
    assert error.value.problems[0].line


def test_what_changes_in_a_wave_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    text = (SAMPLES / "dock-scheduling.yaml").read_text("utf-8")
    start = text.index("  - id: CR-002")
    path.write_text(text[:start] + text[start:].replace("tasks: [C30]", "tasks: [W1-7]", 1), encoding="utf-8")
    with pytest.raises(PlanError) as error:
        decide(path, 1, "CR-002")
    assert "not-a-line" in {problem.rule for problem in error.value.problems}


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
