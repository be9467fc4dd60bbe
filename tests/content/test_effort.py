"""Hours by side and week, worked out by hand: spread evenly over working days, without what the reader may not see."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from plandocs import api
from plandocs.content.facts import EffortFacts
from plandocs.schedule.from_plan import schedule_plan

PLAN = """
project: {name: Pre-orders, customer: Three Otters Bakery, vendor: Nimbusfold Software, start: 2027-02-04,
  language: en-GB, currency: GBP}
people:
  bea: {name: Bea Crumbsworth, role: sponsor, side: customer}
  noor: {name: Noor Betaworth, role: partner, side: third_party}
  finn: {name: Finn Setupsky, role: implementation_pm, side: vendor}
phases:
  - id: p1
    name: Set up
    tasks:
      - {id: T1, name: Price list, duration: 4d, owner: bea, effort: {bea: 8h, finn: 6h}}
      - {id: T2, name: Review, duration: 1d, owner: bea, after: [T1], effort: {bea: 2h}}
      - {id: T3, name: Margin check, duration: 1d, owner: finn, after: [T2], effort: {finn: 3h, bea: 100h},
         audience: internal}
      - {id: T4, name: Ledger link, duration: 1d, owner: noor, after: ["T2 FS +10d"], effort: {noor: 1.5h}}
"""


def effort(
    folder: Path, text: str = PLAN, audience: Literal["customer", "internal"] = "customer"
) -> EffortFacts | None:
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = api.load(path)
    return api.facts_of(loaded, schedule_plan(loaded.plan), api.BuildOptions(audience=audience), None).effort


def test_hours_are_spread_over_working_days_by_side(tmp_path: Path) -> None:
    """T1 works Thu 4, Fri 5, Mon 8 and Tue 9 February: 2 h a day of Bea's. T2 is Wed 10, T4 ten days on: Thu 25."""
    found = effort(tmp_path)
    assert found is not None
    assert found.mondays == (date(2027, 2, 1), date(2027, 2, 8), date(2027, 2, 15), date(2027, 2, 22))
    assert [(side.side, side.hours) for side in found.sides] == [
        ("customer", (4.0, 6.0, 0.0, 0.0)),
        ("third_party", (0.0, 0.0, 0.0, 1.5)),
    ]
    assert (found.tasks, found.total, found.peak, found.peak_monday) == (3, 11.5, 6.0, date(2027, 2, 8))
    assert found.sides[0].company == "Three Otters Bakery"


def test_the_internal_edition_has_the_vendors_hours_and_internal_tasks(tmp_path: Path) -> None:
    """T3 is Thu 11 February: 3 h of Finn's and 100 h of Bea's more in that week; T1 takes 1.5 h a day of Finn's."""
    found = effort(tmp_path, audience="internal")
    assert found is not None
    assert {side.side: side.hours for side in found.sides} == {
        "customer": (4.0, 106.0, 0.0, 0.0),
        "vendor": (3.0, 6.0, 0.0, 0.0),
        "third_party": (0.0, 0.0, 0.0, 1.5),
    }
    assert (found.tasks, found.peak) == (4, 112.0)


@pytest.mark.parametrize(
    "text",
    [
        PLAN.replace("bea: 8h, ", "").replace(", effort: {bea: 2h}", "").replace(", effort: {noor: 1.5h}", ""),
        "\n".join(line.split(", effort:")[0] + "}" if ", effort:" in line and "T3" not in line else line
                  for line in PLAN.splitlines()).replace(", effort: {finn: 3h, bea: 100h}", ""),
    ],
)  # fmt: skip
def test_a_plan_that_asks_the_customer_for_nothing_has_no_hours(tmp_path: Path, text: str) -> None:
    assert effort(tmp_path, text) is None
