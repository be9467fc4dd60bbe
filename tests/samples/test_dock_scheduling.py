"""The large sample holds what its worked plan lists: three waves from one template, and the dates that follow.

Expected values are typed from the worked plan, never from our own output.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plandocs.content.facts.people import People
from plandocs.content.facts.registers import impact_facts, risk_facts
from plandocs.content.formats import Formats
from plandocs.content.wording import Words
from plandocs.errors import Problem
from plandocs.plan.load import LoadedPlan, load_plan, load_text
from plandocs.plan.model import Plan
from plandocs.rules.checking import check_rules
from plandocs.schedule.comparison import delay_class
from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.result import Schedule

SAMPLE = Path(__file__).parents[2] / "samples" / "dock-scheduling.yaml"
WAVES = ("W1", "W2", "W3")


@pytest.fixture(scope="module")
def loaded() -> LoadedPlan:
    return load_plan(SAMPLE)


@pytest.fixture(scope="module")
def plan(loaded: LoadedPlan) -> Plan:
    return loaded.plan


@pytest.fixture(scope="module")
def schedule(plan: Plan) -> Schedule:
    return schedule_plan(plan)


def changed(old: str, new: str) -> LoadedPlan:
    text = SAMPLE.read_text("utf-8")
    assert text.count(old) == 1
    return load_text(text.replace(old, new))


def with_longer_uat(days: int) -> LoadedPlan:
    return changed("name: Group UAT, duration: 8d", f"name: Group UAT, duration: {8 + days}d")


def findings(loaded: LoadedPlan, *severities: str) -> list[Problem]:
    return [row for row in check_rules(loaded, schedule_plan(loaded.plan)) if row.severity in severities]


def test_the_plan_has_75_tasks_9_milestones_and_109_links(plan: Plan) -> None:
    tasks, milestones = list(plan.tasks()), list(plan.milestones())
    assert (len(tasks), len(milestones)) == (75, 9)
    links = [link for entry in tasks for link in entry.after] + [link for entry in milestones for link in entry.after]
    assert len(links) == 109
    assert not any(phase.after for phase in plan.phases)


def test_each_wave_is_written_once_and_has_twelve_tasks(plan: Plan) -> None:
    assert [phase.id for phase in plan.phases] == [
        *("discovery", "build", "integrations", "migration", "readiness"),
        *WAVES,
        "close",
    ]
    for wave in WAVES:
        phase = next(phase for phase in plan.phases if phase.id == wave)
        assert [task.id for task in phase.tasks] == [f"{wave}-{k}" for k in range(1, 13)]
    assert SAMPLE.read_text("utf-8").count('-12"') == 2  # the template's own task, and its milestone's link


def test_every_lead_of_a_wave_takes_part_in_its_kickoff_and_test(plan: Plan) -> None:
    leads = {"W1": ["ash", "bel"], "W2": ["cory", "dun"], "W3": ["es", "fen", "gri"]}
    tasks = {task.id: task for task in plan.tasks()}
    for wave, people in leads.items():
        assert list(tasks[f"{wave}-1"].with_) == people
        assert [tasks[f"{wave}-7"].owner, *tasks[f"{wave}-7"].with_] == people


@pytest.mark.parametrize(
    ("row", "day"),
    [
        *(("M0", (4, 27)), ("M1", (5, 19)), ("M2", (6, 24)), ("M3", (6, 10)), ("M4", (7, 14))),
        *(("M5", (8, 24)), ("M6", (9, 28)), ("M7", (10, 29)), ("M8", (11, 11))),
        *(("W1-10", (8, 9)), ("W2-10", (9, 20)), ("W3-10", (10, 21)), ("W2-1", (8, 25))),
        *(("C03", (4, 19)), ("C04", (4, 19)), ("C18", (5, 5)), ("C25", (5, 13)), ("C12", (5, 26)), ("C34", (7, 13))),
    ],
)
def test_a_row_ends_on_its_listed_day(schedule: Schedule, row: str, day: tuple[int, int]) -> None:
    assert schedule.task(row).finish == date(2027, *day)


def test_the_project_ends_on_day_156_and_its_go_live_is_the_last_wave_s(schedule: Schedule) -> None:
    assert (schedule.finish, schedule.task("M8").finish_day) == (date(2027, 11, 11), 156)
    assert (schedule.go_live_task, schedule.go_live) == ("W3-10", date(2027, 10, 21))


def test_the_critical_chain_is_the_listed_one(schedule: Schedule) -> None:
    start = ["C01", "C02", "C06", "C08", "C11", "C16", "C17", "C21", "C30", "C31", "C34", "C35"]
    waves = [f"{wave}-{k}" for wave in WAVES for k in (1, 2, 3, 7, 8, 9, 10, 11, 12)]
    assert list(schedule.critical_path) == [*start, *waves, "C37", "C38", "C39"]


def test_near_critical_tasks_have_their_floats(schedule: Schedule) -> None:
    assert {row.id: row.total_float for row in schedule.tasks if 0 < row.total_float <= 2} == {
        "C05": 1,
        "C09": 1,
        "C04": 2,
    }
    assert schedule.task("C18").total_float == 16


def test_max_has_two_tasks_on_17_may_and_one_on_the_days_around_it(plan: Plan, schedule: Schedule) -> None:
    own = [schedule.task(task.id) for task in plan.tasks() if task.owner == "max"]

    def on(day: int) -> set[str]:
        return {row.id for row in own if row.start <= date(2027, 5, day) <= row.finish}

    assert (on(14), on(17), on(18)) == ({"C19"}, {"C16", "C19"}, {"C16"})
    assert plan.people["max"].name == "Max Portsmith"


@pytest.mark.parametrize(
    ("days", "go_live", "severity", "rule"),
    [
        (6, date(2027, 10, 29), "warning", "go-live-on-friday"),
        (7, date(2027, 11, 1), "error", "go-live-in-freeze"),
    ],
)
def test_a_longer_group_uat_moves_the_last_wave_towards_the_freeze(
    schedule: Schedule, days: int, go_live: date, severity: str, rule: str
) -> None:
    late = with_longer_uat(days)
    moved = schedule_plan(late.plan)
    assert moved.go_live == go_live
    assert schedule.go_live is not None
    assert delay_class(schedule.working_days_between(schedule.go_live, go_live)) == "moderate"
    (found,) = [problem for problem in findings(late, severity) if problem.rule == rule]
    assert "W3-10" in found.message
    if severity == "error":
        assert "2028-01-10" in found.fix


def test_the_first_two_waves_stay_out_of_the_freeze_and_off_fridays(loaded: LoadedPlan) -> None:
    rules = {problem.rule for problem in findings(loaded, "error", "warning")}
    assert not rules & {"go-live-in-freeze", "go-live-on-friday"}


def test_the_sample_has_no_error_because_one_rule_is_waived_with_a_reason(loaded: LoadedPlan) -> None:
    assert load_plan(SAMPLE).problems == ()
    assert findings(loaded, "error") == []
    (waiver,) = loaded.plan.waivers
    assert (waiver.rule, waiver.by) == ("external-commitment", "odile")
    (waived,) = [problem for problem in findings(loaded, "info") if problem.rule == "S43"]
    assert "'E3'" in waived.message
    assert waiver.reason in waived.message


def test_without_the_waiver_the_missing_commitment_is_an_error() -> None:
    text = SAMPLE.read_text("utf-8")
    before, mark, rest = text.partition("waivers:\n")
    assert mark
    (problem,) = findings(load_text(before + rest[rest.index("\nreports:") :]), "error")
    assert (problem.rule, problem.name) == ("S43", "external-commitment")
    assert "'E3'" in problem.message


def test_the_test_slot_without_float_is_warned_of_and_the_credentials_are_not(loaded: LoadedPlan) -> None:
    messages = [problem.message for problem in findings(loaded, "warning") if problem.name == "external-buffer"]
    assert len(messages) == 1
    assert "'E2'" in messages[0]


def test_max_is_booked_twice_on_17_may(loaded: LoadedPlan) -> None:
    """C19 ends on the day on which C16 starts: the worked plan leaves that on purpose."""
    messages = [problem.message for problem in findings(loaded, "warning") if problem.name == "over-capacity"]
    assert len(messages) == 1
    assert "Max Portsmith" in messages[0]
    assert "48.0 of 40 h in the week of 2027-05-17" in messages[0]


def test_all_people_are_there_with_their_side_and_role(plan: Plan) -> None:
    names = {person.name for person in plan.people.values()}
    assert names == {
        *("Odile Quorumby", "Hamish Templar-Doe", "Yuki Sparewell", "Bruno Stubbington", "Petra Checkham"),
        *("Sol Redactson", "Gwen Nullard", "Ash Local", "Bel Onsite", "Cory Quayman", "Dun Marshall", "Es Pikeworth"),
        *("Fen Wolder", "Gri Pointer", "Max Clausen", "Tilde Councilor", "Imogen Waveley", "Theo Holdsworth-Fake"),
        *("Ravi Blueprintson", "Lin Connectley", "Max Portsmith", "Ivo Cableman", "Zoe Mapperly", "Bo Lecternby"),
        *("Ida Queueman", "Fay Attestor", "Cal Upshaw-Demo", "Nadia Keyholder", "Per Rackmann"),
    }
    assert (plan.with_role("sponsor"), plan.with_role("champion")) == (["odile"], ["hamish"])
    assert plan.people["hamish"].hours_per_week == 10
    assert plan.people["hamish"].backup == "yuki"
    assert plan.people["cal"].informed_only
    assert {key for key, person in plan.people.items() if person.side == "third_party"} == {"nadia", "per"}


def test_tasks_have_their_listed_owners(plan: Plan) -> None:
    listed = (
        "C01 imogen, C02 ravi, C03 sol, C04 petra, C05 ravi, C06 gwen, C07 hamish, C08 imogen, C09 max, C10 bruno, "
        "C11 ravi, C12 lin, C13 hamish, C14 ivo, C15 ivo, C16 max, C17 max, C18 nadia, C19 max, C20 bruno, C21 ravi, "
        "C22 ravi, C23 zoe, C24 gwen, C25 gwen, C26 gwen, C27 zoe, C28 zoe, C29 hamish, C30 hamish, C32 bo, "
        "C33 hamish, C34 fay, C35 odile, C36 gwen, C37 theo, C38 imogen, C39 odile"
    )
    in_waves = ("imogen", "ravi", "zoe", "bruno", "bo", "bo", None, "ravi", None, "ravi", "ida", "hamish")
    expected = dict(entry.split() for entry in listed.split(", "))
    expected |= {f"{wave}-{k}": who for wave in WAVES for k, who in enumerate(in_waves, 1) if who}
    assert len(expected) == 68
    assert {task.id: task.owner for task in plan.tasks() if task.id in expected} == expected


def test_scope_and_data_are_the_listed_ones(plan: Plan) -> None:
    kinds = [item.type for item in plan.scope.in_]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "feature": 6,
        "integration": 4,
        "data": 3,
        "training": 2,
        "customisation": 1,
    }
    assert len(plan.scope.out) == 7
    text = " ".join(item.text for item in plan.scope.in_)
    assert all(word in text for word in ("OreBook", "Shelfwise 8", "CarrierHub", "412,000", "38,500", "2,900", "1,150"))
    items = {item.id for item in plan.scope.in_}
    assert items == {name for task in plan.tasks() for name in task.scope}
    assert items == {name for row in plan.deliverables for name in row.scope}
    assert all(row.acceptance and row.reviewer and row.owner and row.task for row in plan.deliverables)
    assert plan.rollout is not None
    assert sum(site.users or 0 for site in plan.rollout.sites.values()) == 1150


def test_twelve_dependencies_of_four_kinds_have_their_dates(plan: Plan) -> None:
    due = {row.id: row.due and (row.due.month, row.due.day) for row in plan.dependencies}
    assert list(due) == ["K1", "K2", "K3", "K4", "E1", "E2", "E3", "V1", "V2", "V3", "F1", "F2"]
    listed = {"K1": (4, 19), "K2": (4, 19), "K3": (5, 13), "K4": (7, 26), "E1": (5, 5), "E2": (6, 3), "E3": (5, 6)}
    assert {key: due[key] for key in listed} == listed
    refs = {row.id: row.commitment_ref for row in plan.dependencies if row.type == "external"}
    assert refs == {"E1": "CH-88", "E2": "SW-301", "E3": ""}
    assert [row.id for row in plan.dependencies if row.is_internal] == ["V1", "V2", "V3"]


@pytest.fixture(scope="module")
def words(plan: Plan) -> Words:
    return Words.of(Formats(plan.project.language, plan.project.currency))


def test_twelve_risks_fall_into_their_bands_and_one_is_long(plan: Plan, words: Words) -> None:
    levels = " ".join(risk.likelihood + risk.impact for risk in plan.risks)
    assert levels == "HH HH MH MM MM HL MM MM LH LM LL LM"
    bands = {risk.id: risk.band for risk in risk_facts(plan, People(plan, words), words, internal=True)}
    assert [bands[f"R{n:03}"] for n in range(1, 13)] == ["high"] * 3 + ["medium"] * 6 + ["low"] * 3
    assert [risk.id for risk in plan.risks if risk.audience == "internal"] == ["R012"]
    assert [risk.id for risk in plan.risks if len(risk.risk) >= 300] == ["R003"]


def test_change_impacts_have_their_scores(plan: Plan, words: Words) -> None:
    facts = impact_facts(plan, People(plan, words), internal=True)
    assert [(fact.value, fact.people, fact.score) for fact in facts] == [
        (4, 2900, 20),
        (5, 140, 15),
        (3, 210, 9),
        (4, 6, 4),
        (2, 9, 2),
    ]


def test_the_raci_has_ten_activities_and_nine_roles(plan: Plan) -> None:
    assert len(plan.raci) == 10
    assert {len(row.letters) for row in plan.raci} == {9}
    assert len({key for row in plan.raci for key in row.letters}) == 9


def test_seven_instalments_add_up_to_420_000_euro(plan: Plan) -> None:
    assert plan.project.currency == "EUR"
    assert plan.sow is not None
    assert plan.sow.fees is not None
    total = plan.sow.fees.total
    assert total == 420000
    billed = {item.trigger: total * (item.percent or Decimal(0)) / 100 for item in plan.sow.billing}
    assert billed == {"M0": 63000, "M1": 63000, "M2": 84000, "M5": 84000, "M6": 42000, "M7": 42000, "M8": 42000}


def test_the_approved_change_of_three_days_is_in_the_plan(plan: Plan, schedule: Schedule) -> None:
    approved, assessed = plan.changes
    assert (approved.status, approved.impact_days, approved.options[0].go_live) == ("approved", 3, schedule.go_live)
    without = schedule_plan(with_longer_uat(-3).plan)
    assert without.go_live is not None
    assert schedule.go_live is not None
    assert schedule.working_days_between(without.go_live, schedule.go_live) == 3
    assert assessed.options[0].go_live == schedule_plan(with_longer_uat(4).plan).go_live == date(2027, 10, 27)


def test_letters_from_other_alphabets_are_in_the_sites_addresses(plan: Plan) -> None:
    assert plan.rollout is not None
    addresses = [site.address for site in plan.rollout.sites.values() if site.address]
    assert len(addresses) == 2
    assert set("Øßż") <= set("".join(addresses))
