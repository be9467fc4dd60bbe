"""What delays are measured against: the frozen dates in the place of the agreed ones, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from plandocs.baseline.against import Against
from plandocs.plan.load import load_text
from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.result import Schedule


def scheduled(tasks: str) -> Schedule:
    text = (
        "project: {name: P, start: 2027-02-01, go_live: live}\npeople: {v: {name: V, side: vendor}}\n"
        f"phases: [{{id: p, name: P, tasks: [{tasks}]}}]\n"
    )
    return schedule_plan(load_text(text).plan)


A = "{id: a, name: A, duration: 5d, owner: v}"
LIVE = "{id: live, name: L, kind: go_live, duration: 1d, owner: v, after: [a]}"


def frozen(schedule: Schedule) -> Against:
    return Against(
        name="v1.0", dated=None, plan_hash="", start=schedule.start, finish=schedule.finish, go_live=schedule.go_live,
        days={task.id: (task.start, task.finish) for task in schedule.tasks},
    )  # fmt: skip


def test_an_unchanged_plan_is_its_own_baseline() -> None:
    schedule = scheduled(f"{A}, {LIVE}")
    assert frozen(schedule).agreed(schedule) == schedule


def test_frozen_dates_stand_in_for_those_of_the_changed_plan() -> None:
    """A takes a day more now: the go-live is on Tue 9 Feb, and was frozen on Mon 8 Feb."""
    against = frozen(scheduled(f"{A}, {LIVE}"))
    now = scheduled(f"{A.replace('5d', '6d')}, {LIVE}")
    agreed = against.agreed(now)
    assert (now.go_live, agreed.go_live) == (date(2027, 2, 9), date(2027, 2, 8))
    assert (agreed.task("a").finish, agreed.task("live").start) == (date(2027, 2, 5), date(2027, 2, 8))
    assert agreed.task("a").duration_days == 6


def test_what_was_added_since_has_the_plans_own_dates() -> None:
    against = frozen(scheduled(f"{A}, {LIVE}"))
    agreed = against.agreed(scheduled(f"{A}, {LIVE}, {{id: new, name: N, duration: 2d, owner: v, after: [live]}}"))
    assert (agreed.task("new").start, agreed.task("new").finish) == (date(2027, 2, 9), date(2027, 2, 10))
    assert agreed.finish == date(2027, 2, 8)


def test_the_frozen_go_live_counts_though_another_task_is_the_go_live_now() -> None:
    against = replace(frozen(scheduled(f"{A}, {LIVE}")), days={"a": (date(2027, 2, 1), date(2027, 2, 5))})
    agreed = against.agreed(scheduled(f"{A.replace('5d', '6d')}, {LIVE}"))
    assert (agreed.go_live, agreed.task("live").finish) == (date(2027, 2, 8), date(2027, 2, 8))
