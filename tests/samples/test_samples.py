"""The samples hold what the worked plans list: tasks, links, people, registers, and the dates that follow.

Expected values are typed from the worked plans and from what they say of the state on 29 January 2027.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plandocs.plan.fingerprint import plan_hash
from plandocs.plan.load import load_plan
from plandocs.plan.model import Plan
from plandocs.rules.checking import check_rules
from plandocs.schedule.from_plan import schedule_plan

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ["bakery", "dock-scheduling", "invoice-approval", "sixty-days"]


def plan_of(name: str) -> Plan:
    return load_plan(SAMPLES / f"{name}.yaml").plan


@pytest.fixture(scope="module")
def flagship() -> Plan:
    return plan_of("invoice-approval")


@pytest.fixture(scope="module")
def bakery() -> Plan:
    return plan_of("bakery")


def test_every_sample_loads_without_a_word() -> None:
    files = sorted(SAMPLES.glob("*.yaml"))
    assert [file.stem for file in files] == NAMES
    for file in files:
        assert load_plan(file).problems == (), file.name


@pytest.mark.parametrize(
    ("name", "tasks", "milestones", "finish", "go_live"),
    [
        ("invoice-approval", 21, 4, date(2027, 3, 10), date(2027, 2, 25)),
        ("bakery", 13, 3, date(2027, 2, 12), date(2027, 2, 10)),
        ("sixty-days", 19, 4, date(2027, 3, 11), date(2027, 2, 25)),  # day 60 and day 46 from 11 January
    ],
)
def test_a_sample_has_the_size_and_the_end_of_its_worked_plan(
    name: str, tasks: int, milestones: int, finish: date, go_live: date
) -> None:
    plan = plan_of(name)
    schedule = schedule_plan(plan)
    assert (len(list(plan.tasks())), len(list(plan.milestones()))) == (tasks, milestones)
    assert (schedule.finish, schedule.go_live) == (finish, go_live)


@pytest.mark.parametrize(
    ("name", "floats"),
    [
        ("invoice-approval", {"T09": 1, "T10": 1, "T13": 1, "T15": 1, "T14": 2}),
        ("bakery", {"S2": 1, "S5": 1}),
        ("sixty-days", {"A4": 2, "A10": 3, "A11": 5, "A12": 3}),
    ],
)
def test_a_sample_has_the_floats_of_its_worked_plan(name: str, floats: dict[str, int]) -> None:
    rows = schedule_plan(plan_of(name)).tasks
    assert {row.id: row.total_float for row in rows if row.total_float and not row.is_milestone} == floats


def test_the_sixty_days_run_from_day_to_day() -> None:
    expected = (
        "A1 1-1, A2 2-3, A3 4-10, A4 8-12, A5 15-25, A6 15-20, A7 21-25, A8 26-28, A9 29-35, A10 32-34, A11 35-40, "
        "A12 35-42, A13 43-45, A14 46-46, A15 46-52, A16 53-56, A17 57-60, M1 14-14, M2 28-28, M3 42-42, M4 60-60"
    )
    rows = schedule_plan(plan_of("sixty-days")).tasks
    days = {f"{row.id} {row.start_day}-{row.finish_day}" for row in rows if not row.id.startswith("B")}
    assert days == set(expected.split(", "))


def test_the_flagship_s_milestones_fall_on_their_dates(flagship: Plan) -> None:
    dates = {row.id: row.finish for row in schedule_plan(flagship).tasks if row.is_milestone}
    assert dates == {
        "M1": date(2027, 1, 25),
        "M2": date(2027, 2, 9),
        "M3": date(2027, 2, 23),
        "M4": date(2027, 3, 10),
    }


def test_the_flagship_s_forecast_of_29_january_slips_three_working_days(flagship: Plan) -> None:
    assert flagship.default_as_of() == date(2027, 1, 29)
    forecast = schedule_plan(flagship, as_of=date(2027, 1, 29))
    assert forecast.go_live == date(2027, 3, 2)
    by_id = {row.id: row for row in forecast.tasks}
    assert by_id["T03"].finish == date(2027, 1, 26)
    assert by_id["T04"].finish == date(2027, 1, 28)
    assert by_id["M1"].finish == date(2027, 1, 25)
    assert by_id["T08"].start == date(2027, 1, 29)
    assert (by_id["T10"].start, by_id["T10"].finish) == (date(2027, 2, 1), date(2027, 2, 8))


def test_the_flagship_names_all_of_its_people(flagship: Plan) -> None:
    names = {person.name for person in flagship.people.values()}
    assert names >= {
        *("Marta Exemplar", "Jonas Sampleworth", "Pia Standinsky", "Wei Mockridge", "Lucia Placeholt", "Sam Fauxley"),
        *("Ines Testerman", "Rhea Demoville", "Otto Draftwell", "Kim Stubworth", "Ana Protowell", "Dev Scaffolder"),
        *("Lee Salesby", "Noor Betaworth", "Abel Understudy"),
    }
    owners = {"T01": "rhea", "T03": "wei", "T08": "noor", "T09": "lucia", "T12": "jonas", "T14": "otto", "T18": "kim"}
    tasks = {task.id: task for task in flagship.tasks()}
    assert {key: tasks[key].owner for key in owners} == owners
    assert all(task.owner in flagship.people for task in flagship.tasks())
    assert flagship.people["lee"].informed_only


def test_the_champion_gives_the_hours_that_are_listed(flagship: Plan) -> None:
    listed = "T01 2, T05 4, T06 2, T09 2, T10 4, T11 3, T12 12, T13 3, T14 4, T15 3, T17 3, T18 6, T19 5, T20 3, T21 2"
    hours = {task.id: task.effort["jonas"].amount for task in flagship.tasks() if "jonas" in task.effort}
    assert {f"{key} {value}" for key, value in hours.items()} == set(listed.split(", "))
    assert sum(hours.values()) == 58
    assert flagship.people["jonas"].hours_per_week == 8


def test_the_flagship_s_registers_have_their_rows(flagship: Plan) -> None:
    assert [row.id for row in flagship.dependencies] == ["D1", "D2", "D3", "D4", "D5", "D6"]
    assert [row.id for row in flagship.risks] == ["R001", "R002", "R003", "R004", "R005", "R006"]
    assert "".join(risk.likelihood + risk.impact for risk in flagship.risks) == "HHMHMMHMMHLM"
    assert [row.id for row in flagship.dependencies if row.is_internal] == ["D6"]
    assert [row.id for row in flagship.risks if row.audience == "internal"] == ["R006"]
    assert [(row.group, row.value, row.people) for row in flagship.change_impacts] == [
        ("Approvers", 5, 31),
        ("Suppliers", 2, 4200),
        ("AP clerks", 4, 6),
        ("Vendor support", 3, 5),
    ]
    (change,) = flagship.changes
    assert (change.id, change.chosen, change.status) == ("CR-001", 4, "deferred")
    assert (change.options[0].days, change.options[0].go_live) == (10, date(2027, 3, 11))
    assert change.options[2].cost == 7200
    assert [report.as_of.day for report in flagship.reports] == [15, 22, 29]


def test_the_raci_is_the_listed_one(flagship: Plan) -> None:
    columns = ("champion", "it", "implementation_pm", "csm", "implementation_specialist", "support")
    listed = ["ACRCCI", "ICAIRI", "IACIRI", "CRAIRI", "RIARCI", "ACCCRI", "ACRCRR"]
    assert ["".join(row.letters[role] for role in columns) for row in flagship.raci] == listed


def test_the_bill_adds_up(flagship: Plan) -> None:
    assert flagship.sow is not None
    assert flagship.sow.fees is not None
    total = flagship.sow.fees.total
    assert total == 38000
    shares = [item.percent for item in flagship.sow.billing]
    assert None not in shares
    amounts = [total * (share or 0) / 100 for share in shares]
    assert amounts == [Decimal(11400), Decimal(11400), Decimal(11400), Decimal(3800)]


@pytest.mark.parametrize("name", NAMES)
def test_every_scope_item_is_delivered_by_a_task_and_a_deliverable(name: str) -> None:
    plan = plan_of(name)
    items = {item.id for item in plan.scope.in_}
    assert items
    assert items == {item for task in plan.tasks() for item in task.scope}
    assert items == {item for deliverable in plan.deliverables for item in deliverable.scope}
    assert all(row.acceptance and row.reviewer and row.owner and row.task for row in plan.deliverables)


@pytest.mark.parametrize("name", NAMES)
def test_every_phase_says_when_it_is_over(name: str) -> None:
    for phase in plan_of(name).phases:
        assert phase.exit_criteria, phase.id
        assert phase.milestone is not None
        assert phase.milestone.acceptance, phase.id


@pytest.mark.parametrize("name", NAMES)
def test_the_customer_knows_what_a_delay_of_its_own_tasks_does(name: str) -> None:
    plan = plan_of(name)
    own = [task for task in plan.tasks() if plan.people[task.owner].side == "customer"]
    assert own
    assert all(task.consequence for task in own)


def test_the_sponsor_approved_the_plan_as_it_stands(flagship: Plan) -> None:
    (approval,) = flagship.approvals
    assert len(approval.hash) == 8
    assert plan_hash(flagship).startswith(approval.hash)


@pytest.mark.parametrize("name", NAMES)
def test_no_planning_rule_stops_a_sample_s_documents(name: str) -> None:
    loaded = load_plan(SAMPLES / f"{name}.yaml")
    problems = check_rules(loaded, schedule_plan(loaded.plan))
    assert [problem for problem in problems if problem.severity == "error"] == []


def test_wei_s_leave_meets_the_connector() -> None:
    loaded = load_plan(SAMPLES / "invoice-approval.yaml")
    messages = [problem.message for problem in check_rules(loaded, schedule_plan(loaded.plan))]
    assert any("Wei Mockridge" in message and "T08" in message for message in messages)


def test_the_bakery_is_small_and_british(bakery: Plan) -> None:
    assert (bakery.project.tier, bakery.project.language, bakery.project.currency) == ("lite", "en-GB", "GBP")
    assert bakery.people["bea"].role == ("sponsor", "champion")
    assert len(bakery.waivers) == 1
    assert bakery.sow is not None
    assert bakery.sow.billing == ()


def test_no_sample_speaks_of_companies_or_addresses_that_exist() -> None:
    files = sorted(SAMPLES.glob("*.yaml"))
    assert files
    for file in files:
        people = load_plan(file).plan.people.values()
        assert all(person.email.endswith((".example", "@example.com")) for person in people if person.email), file.name
