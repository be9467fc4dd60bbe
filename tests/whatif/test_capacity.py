"""The ways out of too few hours: the flagship's champion, and plans small enough to count by hand.

The champion's weeks are those of the worked plan: 11.7, 11.1 and 13.2 hours in the weeks from 8, 15 and 22 February,
against 8 (6.4 in the week with the holiday of the 15th).

More time, by hand: T11 takes 3 h of the first week. T12, 12 h, fits from the 10th when it takes eight days (1.5 h a
day: 4.5 + 3 = 7.5, then 4 x 1.5 = 6, then 1.5). T13 finds its 3 h on 22 and 23 February (1.5 + 3 = 4.5). T14 follows
from the 24th with 1 h a day (7.5). T15 has no room beside it and goes to 1 to 5 March, T17 likewise to 1 and 2 March
(1 + 3 + 3 = 7). The go-live takes 6 h, and each day of hypercare from then on 1 h: that fits a week only from its
Thursday on, 11 March, ten working days after the 25th.

Handed over, by hand: the first week lacks 3.7 h, of which T12 has 7.2 of its 12: 3.7 x 12 / 7.2 = 6.2, so 7 h. Then the
second week asks 11.1 - 2.8 = 8.3 and lacks 1.9; T14 has 3 of its 4 h there: 2.5, so 3 h. The third week asks
13.2 - 0.75 = 12.45 and lacks 4.45, all of it on the 6 h of the go-live: 5 h.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plandocs.errors import PlanError
from plandocs.plan.load import load_plan, load_text
from plandocs.plan.model import Plan
from plandocs.plan.values import Duration
from plandocs.schedule.capacity import weekly_demand
from plandocs.schedule.from_plan import schedule_plan
from plandocs.whatif.capacity import Capacity, Overbooked, WayOut, capacity
from plandocs.whatif.edits import edited
from plandocs.whatif.spreading import spread
from plandocs.whatif.trial import Trial

SAMPLES = Path(__file__).parents[2] / "samples"
PLANS = Path(__file__).parents[1] / "plans"


@pytest.fixture(scope="module")
def flagship() -> Plan:
    return load_plan(SAMPLES / "invoice-approval.yaml").plan


@pytest.fixture(scope="module")
def champion(flagship: Plan) -> Overbooked:
    (found,) = capacity(flagship).overbooked
    return found


def way(found: Overbooked, kind: str) -> WayOut:
    (one,) = [way for way in found.ways if way.kind == kind]
    return one


def test_the_champion_is_short_in_the_three_weeks_of_the_worked_plan(champion: Overbooked) -> None:
    assert champion.person == "jonas"
    assert [(week.monday, round(week.demand, 1), week.supply) for week in champion.weeks] == [
        (date(2027, 2, 8), 11.7, pytest.approx(8.0)),
        (date(2027, 2, 15), 11.1, pytest.approx(6.4)),
        (date(2027, 2, 22), 13.2, pytest.approx(8.0)),
    ]
    assert champion.missing == pytest.approx(3.7 + 4.7 + 5.2)
    assert champion.most_missing == pytest.approx(5.2)
    assert [one.kind for one in champion.ways] == ["extend", "reduce", "add", "escalate"]


def test_more_time_moves_the_champions_go_live_by_ten_working_days(champion: Overbooked) -> None:
    found = way(champion, "extend")
    assert (found.end, found.days, found.is_enough, found.short) == (date(2027, 3, 11), 10, True, ())
    longer = {part.task: part.longer for part in found.parts}
    assert longer == {"T12": 3, "T13": 0, "T15": 0, "T17": 0, "T18": 0}


def test_more_time_puts_the_work_where_it_was_placed_by_hand(flagship: Plan) -> None:
    after, _ = spread(Trial.of(flagship, None), "jonas")
    starts = {name: after.schedule.task(name).start for name in ("T12", "T13", "T14", "T15", "T17", "T18")}
    assert starts == {
        "T12": date(2027, 2, 10),
        "T13": date(2027, 2, 22),
        "T14": date(2027, 2, 24),
        "T15": date(2027, 3, 1),
        "T17": date(2027, 3, 1),
        "T18": date(2027, 3, 11),
    }
    weeks = [week for week in weekly_demand(after.plan, after.schedule) if week.person == "jonas"]
    asked = {week.monday.isoformat(): round(week.demand, 2) for week in weeks}
    listed = {"2027-02-08": 7.5, "2027-02-15": 6.0, "2027-02-22": 7.5, "2027-03-01": 7.0, "2027-03-08": 8.0}
    assert {monday: asked[monday] for monday in listed} == listed
    assert not any(week.is_short for week in weeks)


def test_the_backup_takes_over_fifteen_hours_and_no_date_moves(champion: Overbooked) -> None:
    found = way(champion, "add")
    assert [(part.task, part.hours) for part in found.parts] == [("T12", 7.0), ("T14", 3.0), ("T18", 5.0)]
    assert (found.people, found.hours, found.cost) == (("pia",), 15.0, None)
    assert (found.end, found.days, found.is_enough) == (date(2027, 2, 25), 0, True)


def test_scope_that_is_given_up_frees_its_share_of_every_task_that_delivers_it(champion: Overbooked) -> None:
    """TR2 is all of T14 (4 h) and T15 (3 h); I1 a fifth of T12 (2.4 h) and a sixth of T18 (1 h)."""
    found = way(champion, "reduce")
    hours = {given.item: given.hours for given in found.items}
    assert hours["TR2"] == pytest.approx(7.0)
    assert hours["I1"] == pytest.approx(3.4)
    assert hours["TR1"] == pytest.approx(3.0)
    assert found.items[0].item == "TR2"
    assert found.hours == pytest.approx(sum(hours.values()))
    assert found.is_enough
    assert found.end < date(2027, 2, 25)


def test_the_sponsor_decides_before_the_first_short_week(champion: Overbooked) -> None:
    found = way(champion, "escalate")
    assert (found.people, found.by) == (("marta",), date(2027, 2, 5))
    assert (found.end, found.days, found.is_enough) == (date(2027, 3, 11), 10, False)


def test_the_worked_plans_clean_variant_is_not_short(flagship: Plan) -> None:
    """Pia takes 7 h of T12, all 4 h of T14 and 5 h of T18."""
    text = (SAMPLES / "invoice-approval.yaml").read_text("utf-8")
    for old, new in (
        ("effort: {jonas: 12h}", "effort: {jonas: 5h, pia: 7h}"),
        ("with: [sam]\n        effort: {jonas: 4h}", "with: [sam]\n        effort: {pia: 4h}"),
        ("effort: {jonas: 6h}", "effort: {jonas: 1h, pia: 5h}"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    found = capacity(load_text(text).plan)
    assert found.overbooked == ()
    weeks = {week.monday.isoformat(): round(week.demand, 1) for week in found.weeks if week.person == "jonas"}
    assert [weeks[monday] for monday in ("2027-02-08", "2027-02-15", "2027-02-22")] == [7.5, 5.3, 7.2]


def test_weeks_that_are_over_count_for_nobody(flagship: Plan) -> None:
    (found,) = capacity(flagship, date(2027, 2, 19)).overbooked
    assert min(week.monday for week in found.weeks) >= date(2027, 2, 15)


def test_the_large_plans_engineer_begins_a_day_later_and_the_pilot_waits_with_him() -> None:
    """C16 starts on the day on which C19 ends; it is critical, so every go-live moves by its day."""
    (found,) = capacity(load_plan(SAMPLES / "dock-scheduling.yaml").plan).overbooked
    assert (found.person, found.missing) == ("max", pytest.approx(8.0))
    extend = way(found, "extend")
    assert [(part.task, part.later, part.longer) for part in extend.parts] == [("C16", 1, 0)]
    assert (extend.end, extend.days) == (date(2027, 10, 22), 1)
    add = way(found, "add")
    # 8 of the 40 h that C16 asks for in that week, of 96: 19.2, so 20 h
    assert [(part.task, part.hours) for part in add.parts] == [("C16", 20.0)]


def small(tasks: str, people: str = "", more: str = "") -> Capacity:
    """What follows in a plan from Mon 1 Feb 2027; Ann of the vendor has 10 hours a week."""
    return capacity(
        load_text(
            "project: {name: P, start: 2027-02-01, go_live: live}\n"
            f"people:\n  ann: {{name: Ann, side: vendor, role: engineer, hours_per_week: 10}}\n{people}"
            f"phases: [{{id: p, name: P, tasks: [{tasks}]}}]\n{more}"
        ).plan
    )


TWO = (
    "{id: a, name: A, duration: 5d, owner: ann, effort: {ann: 10h}},"
    "{id: b, name: B, duration: 5d, owner: ann, effort: {ann: 10h}},"
    "{id: live, name: Live, duration: 1d, kind: go_live, after: [a, b]}"
)


def test_two_tasks_of_one_week_go_one_after_the_other() -> None:
    (found,) = small(TWO).overbooked
    extend = way(found, "extend")
    assert [(part.task, part.later) for part in extend.parts] == [("b", 5)]
    assert (extend.end, extend.days) == (date(2027, 2, 15), 5)


def test_what_an_hour_costs_is_told_where_the_plan_knows_it() -> None:
    """10 h are missing in one week, all of them of one task."""
    other = "  bo: {name: Bo, side: vendor, role: engineer, hours_per_week: 20, hourly_rate: 120}\n"
    add = way(small(TWO, other).overbooked[0], "add")
    assert (add.people, add.hours, add.cost, add.short) == (("bo",), 10.0, 1200, ())


def test_who_would_be_short_by_taking_over_is_named_and_a_freer_one_preferred() -> None:
    full = "  bo: {name: Bo, side: vendor, role: engineer, hours_per_week: 5}\n"
    assert way(small(TWO, full).overbooked[0], "add").short == ("bo",)
    free = full + "  cy: {name: Cy, side: vendor, role: engineer, hours_per_week: 20}\n"
    add = way(small(TWO, free).overbooked[0], "add")
    assert (add.people, add.short) == (("cy",), ())


def test_who_is_their_own_backup_has_none() -> None:
    text = (
        "project: {name: P, start: 2027-02-01, go_live: live}\n"
        "people: {ann: {name: Ann, side: vendor, role: engineer, hours_per_week: 10, backup: ann}}\n"
        f"phases: [{{id: p, name: P, tasks: [{TWO}]}}]\n"
    )
    (found,) = capacity(load_text(text).plan).overbooked
    assert (way(found, "add").people, way(found, "add").hours) == ((), 10.0)


def test_nobody_to_take_over_and_nobody_to_decide_is_said_as_it_is() -> None:
    (found,) = small(TWO).overbooked
    add, escalate, reduce = way(found, "add"), way(found, "escalate"), way(found, "reduce")
    assert (add.people, add.hours) == ((), 10.0)
    assert escalate.people == ()
    assert (reduce.items, reduce.hours, reduce.is_enough) == ((), 0.0, False)


def test_a_task_that_no_week_can_hold_stays_and_is_still_missing() -> None:
    """60 h in one day: even three times as long no week of 10 h holds them."""
    one = (
        "{id: a, name: A, duration: 1d, owner: ann, effort: {ann: 60h}}, {id: live, name: L, duration: 1d, after: [a]}"
    )
    extend = way(small(one).overbooked[0], "extend")
    assert (extend.parts, extend.days, extend.is_enough) == ((), 0, False)
    assert extend.missing == pytest.approx(50.0)


def test_a_go_live_in_a_freeze_is_marked() -> None:
    freeze = "calendar: {freezes: [{from: 2027-02-10, to: 2027-02-20}]}\n"
    extend = way(small(TWO, more=freeze).overbooked[0], "extend")
    assert (extend.end, extend.frozen) == (date(2027, 2, 15), True)


def test_a_plan_without_hours_or_go_live_has_nobody_short() -> None:
    plain = load_text(
        "project: {name: P, start: 2027-02-01}\npeople: {a: {name: A, side: vendor}}\n"
        "phases: [{id: p, name: P, tasks: [{id: t, name: T, duration: 2d, owner: a}]}]\n"
    ).plan
    found = capacity(plain)
    assert (found.weeks, found.overbooked, found.has_go_live) == ((), (), False)


def test_nothing_of_the_plan_itself_changes(flagship: Plan) -> None:
    before = schedule_plan(flagship)
    capacity(flagship)
    assert schedule_plan(flagship) == before
    assert edited(flagship, ()) == flagship


FILES = sorted(path for folder in ("correct", "scheduling") for path in (PLANS / folder).glob("*.yaml"))


def test_there_are_plans_to_try() -> None:
    assert len(FILES) > 50


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_plan_in_which_everybody_is_short_has_four_ways_that_keep_their_word(path: Path) -> None:
    """Nine hours in each task, two a week for everybody: calendars, elapsed days, progress and targets among them."""
    plan = load_plan(path).plan
    two, nine = Decimal(2), Duration(Decimal(9), "h")
    people = {key: person.model_copy(update={"hours_per_week": two}) for key, person in plan.people.items()}
    phases = []
    for phase in plan.phases:
        tasks = [
            task if task.is_milestone or not task.owner else task.model_copy(update={"effort": {task.owner: nine}})
            for task in phase.tasks
        ]
        phases.append(phase.model_copy(update={"tasks": tuple(tasks)}))
    busy = plan.model_copy(update={"people": people, "phases": tuple(phases)})
    try:
        found = capacity(busy, busy.default_as_of() if any(task.started for task in plan.tasks()) else None)
    except PlanError:
        return  # a plan that cannot be scheduled has no weeks
    for over in found.overbooked:
        extend, reduce, add, escalate = over.ways
        assert [one.kind for one in over.ways] == ["extend", "reduce", "add", "escalate"]
        assert (add.end, add.days) == (found.end, 0)
        assert (escalate.end, escalate.days) == (extend.end, extend.days)
        assert extend.missing <= over.missing + 0.1
        assert reduce.hours >= 0
        assert add.is_enough or add.missing < over.missing
