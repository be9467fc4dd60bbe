"""Instalments: what they come to, when they are billed, and that they are the whole price. All figures by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plandocs.content.facts import BillingFact, BillingTotals
from plandocs.plan.model import Plan
from tests.documents.test_project_plan import facts_of, sample

KICKOFF = date(2027, 1, 11)


def plan_with(*billing: dict[str, Any], currency: str = "USD", total: str | None = "100", **sow: Any) -> Plan:
    """Return a plan of one task, Mon 11 to Wed 13 Jan 2027, with these instalments."""
    fees = {"total": total} if total else {}
    return Plan.model_validate(
        {
            "project": {"name": "Small", "start": KICKOFF, "contract_signed": "2026-12-18", "currency": currency},
            "people": {"a": {"name": "Ada Single", "side": "vendor"}},
            "phases": [
                {"id": "p", "name": "P", "tasks": [{"id": "T1", "name": "Work", "duration": "3d", "owner": "a"}]}
            ],
            "deliverables": [{"id": "D1", "name": "Thing", "task": "T1"}],
            "sow": {"fees": fees, "billing": billing, **sow},
        }
    )


def billing(plan: Plan) -> tuple[BillingFact, ...]:
    return facts_of(plan).billing


def totals(plan: Plan) -> BillingTotals:
    return facts_of(plan).billing_totals


def thirds(currency: str, total: str) -> list[str]:
    shares = ("33.33%", "33.33%", "33.34%")
    plan = plan_with(*({"trigger": "T1", "percent": share} for share in shares), currency=currency, total=total)
    assert totals(plan).adds_up
    return [str(item.amount) for item in billing(plan)]


def test_shares_that_do_not_come_out_even_still_add_up_to_the_price() -> None:
    # 33.33 % of 100.01 is 33.333333, 66.66 % is 66.666666: billed 33.33, up to 66.67, up to 100.01.
    assert thirds("USD", "100.01") == ["33.33", "33.34", "33.34"]


def test_a_currency_without_small_coins_is_billed_in_whole_units() -> None:
    # 33.33 % of 1,000 yen is 333.3, 66.66 % is 666.6.
    assert thirds("JPY", "1000") == ["333", "334", "333"]


def test_an_instalment_after_the_work_is_due_on_its_date_and_at_last_after_the_review() -> None:
    item = {"trigger": "T1", "percent": "100%", "deliverables": ["D1"]}
    (found,) = billing(plan_with(item, acceptance={"review_days": 5}))
    # The work ends on Wed 13 Jan; five business days later it is Wed 20 Jan.
    assert (found.expected, found.accepted) == (date(2027, 1, 13), date(2027, 1, 20))


def test_the_review_counts_no_holiday() -> None:
    dates = {item.trigger: (item.expected, item.accepted) for item in billing(sample("invoice-approval"))}
    # From Tue 9 Feb: 10, 11, 12, 16, 17 Feb, because Mon 15 Feb is Presidents' Day.
    assert dates["Data migrated and integration live"] == (date(2027, 2, 9), date(2027, 2, 17))


@pytest.mark.parametrize(("review", "deliverables"), [(None, ["D1"]), (5, [])])
def test_nothing_counts_as_accepted_without_a_period_or_without_anything_to_accept(
    review: int | None, deliverables: list[str]
) -> None:
    item = {"trigger": "T1", "percent": "100%", "deliverables": deliverables}
    (found,) = billing(plan_with(item, acceptance={"review_days": review} if review else {}))
    assert found.accepted is None


@pytest.mark.parametrize(
    ("trigger", "day"),
    [("signature", date(2026, 12, 18)), ("Contract signed", date(2026, 12, 18)), ("sign-off", None), ("design", None)],
)
def test_only_the_signature_of_the_contract_has_its_date(trigger: str, day: date | None) -> None:
    (found,) = billing(plan_with({"trigger": trigger, "percent": "100%"}))
    assert found.expected == day


def test_what_is_billed_before_the_work_begins_is_upfront() -> None:
    plan = plan_with({"trigger": "signature", "percent": "25%"}, {"trigger": "T1", "percent": "75%"})
    assert totals(plan).upfront == 25
    assert totals(plan_with({"trigger": "T1", "percent": "100%"})).upfront is None


def test_an_upfront_amount_is_shown_as_a_share_of_the_price() -> None:
    plan = plan_with({"trigger": "signature", "amount": "30"}, {"trigger": "T1", "amount": "70"})
    assert totals(plan).upfront == 30
    assert totals(plan).amount == Decimal(100)


@pytest.mark.parametrize(
    "items",
    [
        ({"trigger": "T1", "percent": "95%"},),
        ({"trigger": "T1", "amount": "99.99"},),
    ],
)
def test_instalments_that_are_not_the_price_do_not_add_up(items: tuple[dict[str, Any], ...]) -> None:
    assert not totals(plan_with(*items)).adds_up
