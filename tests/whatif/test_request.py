"""The answers to a change request: CR-001 of the flagship as the worked plans have it, and plans counted by hand."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plandocs.errors import PlanError
from plandocs.plan.load import load_plan, load_text
from plandocs.plan.model import Plan
from plandocs.plan.values import Duration
from plandocs.whatif.answers import Assessment, Difference, Option
from plandocs.whatif.edits import SetLength
from plandocs.whatif.request import assess

FLAGSHIP = Path(__file__).parents[2] / "samples" / "invoice-approval.yaml"


def plan(change: str, scope: str = "") -> Plan:
    """Mon 1 Feb 2027: A 4 days, B 2 days after it, a test of one day, live on Wed 10 Feb; C has four days of float."""
    return load_text(
        "project: {name: P, start: 2027-02-01, go_live: live}\n"
        "people: {vic: {name: Vic, role: implementation_pm, side: vendor}}\n"
        "phases:\n  - id: p\n    name: P\n    tasks:\n"
        "      - {id: a, name: A, duration: 4d, owner: vic, scope: [F1, F2]}\n"
        "      - {id: b, name: B, duration: 2d, owner: vic, after: [a], scope: [F3]}\n"
        "      - {id: t, name: T, kind: validation, duration: 1d, owner: vic, after: [b]}\n"
        "      - {id: c, name: C, duration: 3d, owner: vic}\n"
        "      - {id: live, name: Live, kind: go_live, duration: 1d, owner: vic, after: [t, c]}\n"
        "scope: {in: [{id: F1, text: One}, {id: F2, text: Two}, {id: F3, text: Three}]}\n"
        f"changes: [{{id: X1, request: More, {change}}}]\n{scope}"
    ).plan


def by_kind(found: Assessment) -> dict[str, Option]:
    return {option.kind: option for option in found.options}


@pytest.fixture(scope="module")
def flagship() -> Assessment:
    return assess(load_plan(FLAGSHIP).plan, 0)


def test_the_worked_request_has_its_four_options(flagship: Assessment) -> None:
    assert flagship.go_live == date(2027, 2, 25)
    assert [(option.number, option.kind) for option in flagship.options] == [
        (1, "extend"),
        (2, "trade"),
        (3, "resource"),
        (4, "defer"),
    ]
    extend, trade, resource, defer = flagship.options
    assert (extend.days, extend.go_live) == (10, date(2027, 3, 11))
    assert trade.items == ("F3",)
    assert (resource.days, resource.cost, resource.hours) == (0, 7200, 80)
    assert (defer.days, defer.go_live, defer.edits) == (0, date(2027, 2, 25), ())


def test_the_worked_work_is_spread_by_length(flagship: Assessment) -> None:
    # ten days over nine and five: 6.4 and 3.6
    assert [(length.task, length.before, length.after) for length in flagship.lengths] == [
        ("T08", 9, 15),
        ("T12", 5, 9),
    ]


def test_an_option_that_the_schedule_contradicts_is_told(flagship: Assessment) -> None:
    # F3 is one of four items of T05 and one of five of T12: a day each, and only T12 is critical then
    assert flagship.options[1].differences == (Difference("days", 0, 9),)
    assert flagship.options[1].go_live == date(2027, 3, 10)
    assert all(not flagship.options[index].differences for index in (0, 2, 3))


def test_on_the_forecast_the_options_start_from_the_forecast() -> None:
    found = assess(load_plan(FLAGSHIP).plan, 0, as_of=date(2027, 1, 29))
    # Tue 2 March and ten working days
    assert (found.go_live, found.options[0].go_live) == (date(2027, 3, 2), date(2027, 3, 16))


def test_extension_in_float_moves_nothing() -> None:
    found = by_kind(assess(plan("duration: 4d, tasks: [c]"), 0))
    assert (found["extend"].days, found["extend"].go_live) == (0, date(2027, 2, 10))
    assert "trade" not in found, "nothing has to be given up for work that moves no date"


def test_extension_beyond_float_moves_by_the_rest() -> None:
    # C may take 7 days, to Tue 9 Feb: 3 and 6 are 9, two too many
    assert by_kind(assess(plan("duration: 6d, tasks: [c]"), 0))["extend"].days == 2


def test_weeks_and_hours_are_days() -> None:
    assert by_kind(assess(plan("duration: 1w, tasks: [b]"), 0))["extend"].days == 5
    assert by_kind(assess(plan("duration: 16h, tasks: [b]"), 0))["extend"].days == 2
    assert by_kind(assess(plan("impact_hours: 24, tasks: [b]"), 0))["extend"].days == 3


def test_a_second_person_works_beside_the_first() -> None:
    # B takes as long as the longer of its own two days and the new five
    assert by_kind(assess(plan("duration: 5d, tasks: [b]"), 0))["resource"].days == 3
    assert by_kind(assess(plan("duration: 2d, tasks: [b]"), 0))["resource"].days == 0


def test_the_smallest_trade_that_holds_the_date_is_offered() -> None:
    # F1 and F2 are two of A's four days each, F3 both of B's: all hold two more days of B, and free two
    found = assess(plan("duration: 2d, tasks: [b]"), 0)
    trade = by_kind(found)["trade"]
    assert (trade.days, trade.items) == (0, ("F3",))
    assert {entry.item: sum(days for _, days in entry.freed) for entry in found.trades} == {"F1": 2, "F2": 2, "F3": 2}


def test_a_trade_of_several_items_frees_them_all() -> None:
    options = "options: [{kind: trade, text: Less, trade: [F1, F2]}]"
    found = by_kind(assess(plan(f"duration: 3d, tasks: [b], {options}"), 0))
    # A falls away with its four days, B has three more
    assert found["trade"].days == -1


def test_work_without_tasks_comes_before_test_and_go_live() -> None:
    found = assess(plan("duration: 8d, date: 2027-02-01"), 0)
    assert found.new_task is not None
    # from Tue 2 Feb eight days to Thu 11 Feb, test on Friday, live on Monday
    assert by_kind(found)["extend"].go_live == date(2027, 2, 15)
    # six days with two people: to Tue 9 Feb, test Wed, live Thu 11 Feb
    assert by_kind(found)["resource"].go_live == date(2027, 2, 11)
    assert by_kind(found)["resource"].new_days == Decimal(6)


def test_another_way_is_shown_and_not_computed() -> None:
    found = assess(plan("duration: 2d, tasks: [b], options: [{text: Ask again in May}]"), 0)
    first = found.options[0]
    assert (first.kind, first.go_live, first.days) == ("other", None, None)
    assert [option.number for option in found.options] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("tasks: [b]", "change-without-work"),
        ("duration: soon, tasks: [b]", "bad-duration"),
    ],
)
def test_a_request_without_work_is_told(change: str, rule: str) -> None:
    with pytest.raises(PlanError) as error:
        assess(plan(change), 0)
    assert [problem.rule for problem in error.value.problems] == [rule]
    assert error.value.problems[0].where.startswith("changes[0]")
    assert error.value.problems[0].fix


def test_the_plan_itself_is_not_changed() -> None:
    made = plan("duration: 5d, tasks: [b]")
    before = made.model_dump_json()
    assess(made, 0)
    assert made.model_dump_json() == before


def test_a_re_estimate_may_free_more_than_was_agreed() -> None:
    # A is re-estimated at ten days instead of four; F1 is half of them, five: what is agreed stays above nothing
    made = plan("duration: 1d, tasks: [b], options: [{kind: trade, text: Less, trade: [F1]}]")
    tasks = {task.id: task for task in made.tasks()}
    phase = made.phases[0].model_copy(
        update={
            "tasks": tuple(
                task.model_copy(update={"remaining": Duration.parse("10d")}) if name == "a" else task
                for name, task in tasks.items()
            )
        }
    )
    found = assess(made.model_copy(update={"phases": (phase,)}), 0, as_of=date(2027, 2, 1))
    edit = next(edit for edit in found.options[0].edits if isinstance(edit, SetLength) and edit.task == "a")
    assert (str(edit.duration), str(edit.remaining)) == ("5d", "5d")
