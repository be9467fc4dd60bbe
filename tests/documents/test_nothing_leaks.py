"""A customer's files hold nothing internal, anywhere in the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.reading import every_string, made

SECRET = "zq7xinternal"

PLAN = f"""
project: {{name: Leak test, id: LEAK-1, customer: Three Otters Bakery, vendor: Nimbusfold Software,
  start: 2027-02-01, go_live: T3, tier: enterprise, language: en-GB, currency: GBP}}
people:
  bea: {{name: Bea Crumbsworth, role: [sponsor, champion], side: customer, hours_per_week: 6}}
  finn: {{name: Finn Setupsky, role: implementation_pm, side: vendor, backup: gail}}
  gail: {{name: Gail Upsellby, role: account_manager, side: vendor}}
phases:
  - id: p1
    name: Set up
    tasks:
      - {{id: T1, name: Price list, duration: 2d, owner: bea}}
      - {{id: T2, name: {SECRET} margin check, duration: 2d, owner: finn, after: [T1], audience: internal,
          estimate: [1d, 2d, 9d],
          description: "{SECRET} text", raci: {{finn: A}}}}
      - {{id: T3, name: Go-live, kind: go_live, duration: 1d, owner: finn, after: [T2]}}
    milestone: {{id: M1, name: "{SECRET} outcome", audience: internal}}
  - id: p2
    name: "{SECRET} phase"
    tasks:
      - {{id: T4, name: "{SECRET} review", duration: 1d, owner: finn, after: [T3], audience: internal}}
scope:
  in: [{{id: F1, text: Online orders}}, {{id: F2, text: "{SECRET} favour", audience: internal}}]
  out: [{{text: Delivery, reason: later, revisit: phase 2}}]
dependencies:
  - {{id: D1, type: customer, what: Key, owner: bea, due: 2027-02-02, needed_by: [T1, T2]}}
  - {{id: D2, type: vendor, what: "{SECRET} reservation", owner: finn, due: 2027-02-03, blocker: "{SECRET}"}}
risks:
  - {{id: R1, risk: Late file, likelihood: H, impact: H, mitigation: Type by hand, owner: finn, days: 2, tasks: [T1]}}
  - {{id: R2, risk: "{SECRET} discount", likelihood: H, impact: H, mitigation: "{SECRET}", owner: finn,
      audience: internal, days: 5, tasks: [T2]}}
issues: [{{id: I1, issue: "{SECRET} issue", owner: finn, audience: internal}}]
changes: [{{id: C1, request: "{SECRET} change", audience: internal}}]
alignment:
  - {{person: bea, status: confirmed}}
  - {{person: gail, status: concern, concern: "{SECRET} sold too much"}}
communications: [{{what: "{SECRET} stand-up", cadence: daily, days: [mon], audience: internal}}]
processes: [{{name: "{SECRET} process", text: x, audience: internal}}]
change_impacts: [{{group: "{SECRET} team", impact: y, audience: internal}}]
raci: [{{activity: "{SECRET} activity", task: T2, champion: A}}]
reports: [{{as_of: 2027-02-03, highlights: [Started well], notes: ["{SECRET} remark"]}}]
waivers: [{{rule: S27, reason: "{SECRET} reason", by: finn}}]
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "leak.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_nothing_internal_is_in_a_customer_s_files(plan: Path) -> None:
    files = made(plan, draft=True)
    assert set(files) == {"plan", "kickoff", "workbook", "status", "markdown", "mail"}
    for kind, data in files.items():
        assert SECRET not in every_string(data), kind


def test_the_internal_edition_does_show_it(plan: Path) -> None:
    files = made(plan, draft=True, audience="internal")
    text = "".join(every_string(data) for data in files.values())
    assert f"{SECRET} discount" in text
    assert f"{SECRET} margin check" in text
