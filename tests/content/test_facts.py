"""The facts of the flagship, against what the worked plan says of it; and that nothing internal gets through."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plandocs.content.facts import Facts
from plandocs.content.facts.people import initials
from plandocs.content.facts.touchpoints import week_range
from plandocs.content.formats import Formats
from plandocs.content.wording import Words
from plandocs.plan.load import load_plan
from plandocs.plan.model import Plan
from plandocs.schedule.comparison import delay_class
from plandocs.schedule.from_plan import schedule_plan

SAMPLES = Path(__file__).parents[2] / "samples"


def facts_of(plan: Plan, as_of: date | None = None, audience: str = "customer") -> Facts:
    agreed = schedule_plan(plan)
    return Facts(
        plan=plan,
        agreed=agreed,
        forecast=schedule_plan(plan, as_of=as_of) if as_of else None,
        as_of=as_of or agreed.start,
        words=Words.of(Formats(plan.project.language, plan.project.currency)),
        plan_hash="0" * 64,
        audience="internal" if audience == "internal" else "customer",
    )


@pytest.fixture(scope="module")
def flagship() -> Plan:
    return load_plan(SAMPLES / "invoice-approval.yaml").plan


@pytest.fixture(scope="module")
def friday(flagship: Plan) -> Facts:
    return facts_of(flagship, date(2027, 1, 29))


def test_without_action_go_live_slips_three_days(friday: Facts) -> None:
    progress = friday.progress
    assert progress.agreed_go_live == date(2027, 2, 25)
    assert progress.forecast_go_live == date(2027, 3, 2)
    assert progress.slip == 3
    assert progress.delay == "minor"
    assert progress.shown_rag == "amber"
    assert (progress.buffer_left, progress.buffer_size) == (0, 3)
    assert (progress.report_number, progress.previous_as_of) == (3, date(2027, 1, 22))


def test_the_buffer_is_the_same_number_in_the_plan_and_in_each_report(flagship: Plan) -> None:
    """Two critical branches meet at T08, and only one has the configuration buffer: three days protect the go-live."""
    assert facts_of(flagship).critical.buffer_days == 3
    assert [row.id for row in facts_of(flagship).critical.protecting] == ["T16"]
    for day in (date(2027, 1, 15), date(2027, 1, 22), date(2027, 1, 29)):
        assert facts_of(flagship, day).progress.buffer_size == 3, day


def test_the_agreed_view_knows_nothing_of_the_forecast(friday: Facts) -> None:
    assert friday.by_id["T18"].finish == date(2027, 3, 2)
    assert friday.agreed_view.by_id["T18"].finish == date(2027, 2, 25)
    assert friday.by_id["T18"].agreed_finish == date(2027, 2, 25)


def test_late_finishes_are_late_against_the_agreed_date(friday: Facts) -> None:
    assert (friday.by_id["T03"].finish, friday.by_id["T03"].slip) == (date(2027, 1, 26), 3)
    assert friday.by_id["M2"].finish == date(2027, 2, 12)
    assert friday.by_id["T09"].state == "done"
    assert friday.by_id["T08"].state == "in_progress"


def test_outreach_skips_the_holiday(friday: Facts) -> None:
    security = next(entry for entry in friday.dependencies if entry.id == "D1")
    assert (security.outreach_from, security.outreach_to) == (date(2027, 1, 13), date(2027, 1, 15))


def test_change_impacts_are_ranked_by_value_times_reach(friday: Facts) -> None:
    assert [(fact.score, fact.value, fact.people) for fact in friday.impacts] == [
        (10, 5, 31),
        (10, 2, 4200),
        (4, 4, 6),
        (3, 3, 5),
    ]


def test_near_critical_tasks_have_one_or_two_days(flagship: Plan) -> None:
    near = facts_of(flagship).critical.near
    assert {row.id: row.total_float for row in near} == {"T09": 1, "T10": 1, "T13": 1, "T15": 1, "T14": 2}


def test_billing_adds_up_to_the_contract(flagship: Plan) -> None:
    billing = facts_of(flagship).billing
    assert [int(item.amount or 0) for item in billing] == [11400, 11400, 11400, 3800]
    assert [item.expected for item in billing] == [
        date(2026, 12, 18),
        date(2027, 2, 9),
        date(2027, 2, 25),
        date(2027, 3, 10),
    ]


def test_risks_come_by_score(friday: Facts) -> None:
    assert [(risk.id, risk.score) for risk in friday.risks][:1] == [("R001", 9)]
    assert [risk.score for risk in friday.risks] == sorted((risk.score for risk in friday.risks), reverse=True)


def test_internal_rows_are_for_the_internal_edition_only(flagship: Plan) -> None:
    customers, ours = facts_of(flagship), facts_of(flagship, audience="internal")
    assert "R006" not in {risk.id for risk in customers.risks}
    assert "R006" in {risk.id for risk in ours.risks}
    assert "D6" not in {entry.id for entry in customers.dependencies}
    assert "D6" in {entry.id for entry in ours.dependencies}


def test_every_mention_of_an_internal_task_is_gone() -> None:
    plan = Plan.model_validate(
        {
            "project": {"name": "x", "start": "2027-01-11"},
            "people": {"a": {"name": "Ann Example", "side": "vendor"}},
            "phases": [
                {
                    "id": "p",
                    "name": "P",
                    "tasks": [
                        {"id": "T1", "name": "Shown", "duration": "1d", "owner": "a"},
                        {"id": "T2", "name": "Margin check", "duration": "1d", "owner": "a", "audience": "internal"},
                        {"id": "T3", "name": "After both", "duration": "1d", "owner": "a", "after": ["T1", "T2"]},
                    ],
                }
            ],
            "raci": [{"activity": "Margin", "task": "T2", "letters": {"a": "A"}}],
            "dependencies": [{"id": "D1", "type": "customer", "what": "Key", "needed_by": ["T2", "T3"]}],
        }
    )
    facts = facts_of(plan)
    assert [row.id for row in facts.rows] == ["T1", "T3"]
    assert facts.by_id["T3"].predecessors == "T1"
    assert facts.raci.rows == ()
    assert facts.dependencies[0].needed_by_names == ("After both",)
    assert [row.wbs for row in facts.rows] == ["1.1", "1.2"]


@pytest.mark.parametrize(
    ("slip", "name"),
    [(-2, "none"), (0, "none"), (1, "minor"), (3, "minor"), (4, "moderate"), (10, "moderate"), (11, "major")],
)
def test_a_delay_has_a_class(slip: int, name: str) -> None:
    assert delay_class(slip) == name


@pytest.mark.parametrize(
    ("text", "weeks"), [("1-4", (1, 4)), ("5-", (5, None)), ("3", (3, 3)), ("", (1, None)), ("5–8", (5, 8))]
)
def test_weeks_are_read_as_written(text: str, weeks: tuple[int, int | None]) -> None:
    assert week_range(text) == weeks


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Rhea Demoville", "RD"), ("Theo Holdsworth-Fake", "TF"), ("陳大文", "陳"), ("Tim", "T"), ("…", "")],
)
def test_initials_take_the_first_and_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_touchpoints_fall_on_working_days_of_their_weeks(flagship: Plan) -> None:
    facts = facts_of(flagship)
    tuesdays = next(entry for entry in facts.communications if entry.what == "Working call")
    assert tuesdays.dates == (date(2027, 1, 12), date(2027, 1, 19), date(2027, 1, 26), date(2027, 2, 2))


def test_burn_up_counts_work_under_way_on_both_lines(friday: Facts) -> None:
    """Friday 29 January: of 69 task-days the plan has 25 finished, and 4 of the connector's 9: 29, or 42 %."""
    burn_up = friday.progress.burn_up
    now = burn_up.points.index(date(2027, 1, 29))
    assert burn_up.total == 69
    assert burn_up.planned[now] == 29
    assert friday.progress.planned_percent == 42


def test_work_that_the_vendor_owns_is_no_overdue_action_of_the_customer(flagship: Plan) -> None:
    """T05 is Kim's, with Jonas, and was due on 21 January; of the customer's own, only D3 is late on the 29th."""
    first = flagship.phases[0]
    tasks = [task if task.id != "T05" else task.model_copy(update={"finished": None}) for task in first.tasks]
    phases = (first.model_copy(update={"tasks": tuple(tasks)}), *flagship.phases[1:])
    facts = facts_of(flagship.model_copy(update={"phases": phases}), date(2027, 1, 29))
    overdue = [dict(reason.values) for reason in facts.progress.reasons if reason.key == "overdue"]
    assert overdue == [{"count": 1, "what": "Legal review of the data processing agreement"}]


def test_an_action_holds_up_nothing_that_is_done(flagship: Plan) -> None:
    """D3 is needed by T11; once T11 is finished, nothing waits for it."""
    second = flagship.phases[1]
    end = {"started": date(2027, 1, 27), "finished": date(2027, 1, 28)}
    tasks = [task if task.id != "T11" else task.model_copy(update=end) for task in second.tasks]
    phases = (flagship.phases[0], second.model_copy(update={"tasks": tuple(tasks)}), *flagship.phases[2:])

    def held_up(plan: Plan) -> str:
        return next(ask.if_late for ask in facts_of(plan, date(2027, 1, 29)).asks if ask.id == "D3")

    assert held_up(flagship) == "Holds up: Import and reconciliation"
    assert held_up(flagship.model_copy(update={"phases": phases})) == ""
