"""The chain of reasons behind a date."""

from __future__ import annotations

from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.why import explain, explain_in_plan
from tests.schedule.plans import plan_of
from tests.schedule.worked import REALISTIC, REALISTIC_CALENDAR


def test_chain_leads_from_the_task_up_to_the_start() -> None:
    schedule = schedule_plan(plan_of(REALISTIC, calendar=REALISTIC_CALENDAR))
    steps = explain(schedule, "T15").steps
    assert [step.task.id for step in steps] == ["T15", "T13", "T12", "M2", "T11", "T08", "T04", "T03", "T01"]
    assert steps[-1].driver.kind == "project_start"
    assert (steps[1].driver.link, steps[1].driver.lag) == ("SS", "+2d")


def test_constraint_ends_the_chain() -> None:
    plan = plan_of("A; 2d\nB; 2d; A", extra={"B": {"start_no_earlier_than": "2027-02-01"}})
    steps = explain(schedule_plan(plan), "B").steps
    assert [(step.task.id, step.driver.kind, step.driver.name) for step in steps] == [
        ("B", "constraint", "start_no_earlier_than")
    ]


def test_float_is_spent_against_the_successor_that_moves_first() -> None:
    """T09 hands its day to T10, which has no free day of its own before it; T10's day is before T11."""
    plan = plan_of(REALISTIC, calendar=REALISTIC_CALENDAR)
    assert explain_in_plan(plan, "T09").float_against == ("T10",)
    assert explain_in_plan(plan, "T10").float_against == ("T11",)


SIDES = {
    "people": {"rhea": {"name": "Rhea", "side": "vendor"}, "jonas": {"name": "Jonas", "side": "customer"}},
    "calendars": {"customer": {"week": ["sun", "mon", "tue", "wed", "thu"]}},
}


def _kinds(tasks: str, task: str, **extra: dict[str, object]) -> list[tuple[str, str]]:
    owners = {"A": {"owner": "rhea"}, "B": {"owner": "jonas"}}
    merged = {key: {**owners.get(key, {}), **extra.get(key, {})} for key in {*owners, *extra}}
    return [(d.kind, d.name) for d in schedule_plan(plan_of(tasks, extra=merged, **SIDES)).task(task).drivers]


def test_calendar_that_keeps_a_task_waiting_is_named() -> None:
    assert _kinds("A; 4d\nB; 1d; A", "B") == [("link", ""), ("calendar", "customer")], "Friday, the vendor works"
    assert _kinds("A; 5d\nB; 1d; A", "B") == [("link", "")], "the weekend is the vendor's too, B is on Sunday"
    assert _kinds("A; 3d\nB; 1d; A", "B") == [("link", "")], "both work on Thursday"
    friday: dict[str, object] = {"start_no_earlier_than": "2027-01-15"}
    assert _kinds("A; 1d\nB; 1d", "B", B=friday) == [("constraint", "start_no_earlier_than"), ("calendar", "customer")]
