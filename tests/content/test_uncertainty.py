"""How sure the date is: shares against the trials themselves, days on the axis by hand, and what nobody may see."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from plandocs.content.blocks import ColumnChart
from plandocs.content.facts import UncertaintyFacts, chance_chart_of, in_percent
from plandocs.content.formats import Formats
from plandocs.content.wording import Words
from plandocs.plan.model import Plan
from tests.content.test_facts import facts_of

MONDAY = date(2027, 1, 11)


def _plan(tasks: list[dict[str, Any]], risks: list[dict[str, Any]] | None = None, **project: Any) -> Plan:
    return Plan.model_validate(
        {
            "project": {"name": "Test", "id": "T", "start": MONDAY.isoformat(), "go_live": "G", **project},
            "people": {"ann": {"name": "Ann", "side": "vendor"}},
            "phases": [{"id": "p", "name": "All", "tasks": [{"name": f"Work {t['id']}", **t} for t in tasks]}],
            "risks": [{"likelihood": "M", "impact": "H", **risk} for risk in risks or []],
        }
    )


def _found(plan: Plan, audience: str = "customer") -> UncertaintyFacts:
    found = facts_of(plan, audience=audience).uncertainty
    assert found is not None
    return found


GO_LIVE = {"id": "G", "duration": "0d", "after": "A"}
ONE = [{"id": "A", "duration": "2d", "estimate": ["1d", "2d", "5d"], "owner": "ann"}, GO_LIVE]
"""One task, PERT 1, 2, 5: alpha 2, beta 4. Its distribution is 1 - (1 - x)^4 (1 + 4x) at x = (days - 1) / 4."""


def test_plan_without_estimates_and_risk_days_has_no_uncertainty() -> None:
    tasks = [{"id": "A", "duration": "2d"}, GO_LIVE]
    assert facts_of(_plan(tasks)).uncertainty is None
    assert facts_of(_plan(tasks, [{"id": "R", "risk": "x", "tasks": ["A"]}])).uncertainty is None
    closed = {"id": "R", "risk": "x", "tasks": ["A"], "days": 3, "status": "closed"}
    assert facts_of(_plan(tasks, [closed])).uncertainty is None


def test_shares_are_those_of_the_beta_distribution() -> None:
    def kept(days: int) -> float:
        x = (days - 1) / 4
        return 1 - (1 - x) ** 4 * (1 + 4 * x)

    found = _found(_plan(ONE, target_go_live="2027-01-13"))
    assert found.trials == 2_000
    assert (found.agreed, found.target) == (date(2027, 1, 12), date(2027, 1, 13))
    assert found.agreed_share == pytest.approx(kept(2), abs=0.03)
    assert found.target_share == pytest.approx(kept(3), abs=0.03)
    assert (found.half, found.eight) == (date(2027, 1, 13), date(2027, 1, 13))  # three days are kept with 81 %
    for chance in found.chances:
        assert chance.share == pytest.approx(kept((chance.day - MONDAY).days + 1), abs=0.03)


def test_a_target_that_is_the_agreed_date_is_not_told_twice() -> None:
    assert _found(_plan(ONE, target_go_live="2027-01-12")).target is None


def test_days_up_to_nearly_sure_are_shown_with_their_marks() -> None:
    chances = _found(_plan(ONE)).chances
    assert [chance.day.day for chance in chances] == [12, 13, 14, 15]  # four days are kept with 98 %
    assert [chance.mark for chance in chances] == ["agreed", "half", "", ""]
    assert chances[-1].share >= 0.99


@pytest.mark.parametrize("high", [9, 40, 200, 900])
def test_axis_has_few_even_days_around_every_likely_date(high: int) -> None:
    tasks = [{"id": "A", "duration": "8d", "estimate": ["2d", "8d", f"{high}d"]}, GO_LIVE]
    found = _found(_plan(tasks))
    days = [chance.day for chance in found.chances]
    assert 2 <= len(days) <= 16
    assert found.agreed in days
    assert sum(chance.mark == "agreed" for chance in found.chances) == 1
    assert all(one.share <= other.share for one, other in pairwise(found.chances))
    assert found.chances[-1].share >= 0.99
    if high > 9:
        steps = {other - one for one, other in pairwise(days)}
        assert len(steps) == 1
        assert steps.pop() % timedelta(weeks=1) == timedelta(0)
    eighth = next(chance for chance in found.chances if chance.mark == "eight")
    assert eighth.share >= 0.8


def test_where_every_run_ends_on_one_day_there_is_nothing_to_draw() -> None:
    tasks = [{"id": "A", "duration": "2d", "estimate": ["2d", "2d", "2d"]}, GO_LIVE]
    found = _found(_plan(tasks))
    assert found.chances == ()
    assert (found.half, found.agreed_share) == (found.agreed, 1.0)


def test_only_uncertain_tasks_decide_and_the_most_decisive_come_first() -> None:
    tasks = [
        {"id": "K", "duration": "1d"},
        {"id": "A", "duration": "5d", "estimate": ["4d", "5d", "9d"], "after": "K"},
        {"id": "B", "duration": "2d", "estimate": ["1d", "2d", "3d"], "after": "K"},
        {"id": "C", "duration": "1d", "after": ["A", "B"]},
        {"id": "G", "duration": "0d", "after": "C"},
    ]
    found = _found(_plan(tasks, [{"id": "R", "risk": "Late", "days": 2, "tasks": ["C"], "probability": "50%"}]))
    assert [(decider.row.id, decider.share) for decider in found.deciders] == [("A", 1.0), ("C", 1.0)]
    (cost,) = found.costs
    assert (cost.id, cost.risk, cost.probability, cost.days) == ("R", "Late", 0.5, 2.0)
    assert cost.expected == pytest.approx(1.0, abs=0.06)


RISKS = [
    {"id": "R1", "risk": "Seen", "days": 1, "tasks": ["A"], "probability": "50%"},
    {"id": "R2", "risk": "Hidden", "days": 40, "tasks": ["A"], "probability": "90%", "audience": "internal"},
]


def test_customers_see_a_plan_without_internal_risks() -> None:
    open_, secret = _plan(ONE, RISKS[:1]), _plan(ONE, RISKS)
    assert _found(secret) == _found(open_)
    internal = _found(secret, "internal")
    assert [cost.id for cost in internal.costs] == ["R2", "R1"]
    assert internal.eight > _found(secret).eight
    only_hidden = _plan([{"id": "A", "duration": "2d"}, GO_LIVE], RISKS[1:])
    assert facts_of(only_hidden).uncertainty is None


def test_internal_tasks_take_part_without_a_name() -> None:
    other = {"id": "B", "duration": "1d", "estimate": ["1d", "1d", "2d"]}
    hidden = [{**ONE[0], "audience": "internal"}, other, GO_LIVE]
    found = _found(_plan(hidden))
    assert (found.estimated, found.deciders) == (1, ())
    assert found.chances == _found(_plan([ONE[0], other, GO_LIVE])).chances
    assert facts_of(_plan([hidden[0], GO_LIVE])).uncertainty is None, "nothing uncertain may be told"


def test_progress_changes_nothing_that_was_agreed() -> None:
    plan = _plan([{**ONE[0], "started": "2027-01-11", "finished": "2027-01-15"}, GO_LIVE])
    forecast = facts_of(plan, date(2027, 1, 15))
    assert forecast.uncertainty == facts_of(plan).uncertainty


def test_large_plans_have_fewer_runs() -> None:
    tasks = [{"id": f"T{n}", "duration": "1d", "estimate": ["1d", "1d", "2d"]} for n in range(300)]
    assert _found(_plan(tasks, go_live=None)).trials == 500


def test_documents_never_ask_for_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(seed: int) -> None:
        raise AssertionError("a build neither needs numpy nor waits for its import")

    monkeypatch.setattr("plandocs.schedule.columns.NumpyColumns", asked)
    assert _found(_plan(ONE)).chances


def test_only_none_is_none_and_only_all_is_all() -> None:
    assert [in_percent(share) for share in (0.0, 0.001, 0.494, 0.999, 1.0)] == [0, 1, 49, 99, 100]


def test_axis_tells_the_year_where_there_are_two() -> None:
    tasks = [{"id": "A", "duration": "245d", "estimate": ["240d", "245d", "262d"]}, GO_LIVE]
    labels = [column.label.replace("\u00a0", " ") for column in _chart(_plan(tasks)).columns]
    assert labels[0].endswith("\n2027")
    assert sum(label.endswith("\n2028") for label in labels) == 1
    assert all("\n" not in column.label for column in _chart(_plan(ONE)).columns)


def _chart(plan: Plan) -> ColumnChart:
    return chance_chart_of(_found(plan), Words.of(Formats("en-GB", "GBP")), "Chances")


def test_chart_tells_its_marked_days_to_those_who_do_not_see_it() -> None:
    chart = _chart(_plan(ONE))
    assert [column.note for column in chart.columns] == ["agreed", "5 of 10", "", ""]
    assert "Tue 12 Jan 2027 in" in chart.alt.replace("\u00a0", " ")
