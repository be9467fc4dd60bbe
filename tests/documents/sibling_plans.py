"""Plans for the documents beside the four, and those documents as bytes by kind."""

from __future__ import annotations

from pathlib import Path

from plandocs import api
from plandocs.errors import Problem
from plandocs.schedule.from_plan import schedule_plan

LONG = (
    "Which of the seven regional warehouses reconcile their supplier master data with the ledger of the parent company "
    "every month, who releases the differences, in which system are they booked, and how long are the records kept "
    "there before they are archived, as the auditors of the group asked for in the last report of 2026?"
)
ARABIC = "ما هي الأنظمة التي يجب ربطها قبل بدء التشغيل؟"
GERMAN = "Welche Systeme müssen vor dem Produktivstart angebunden werden?"
HOSTILE = "Smith & Sons <Ltd> {{ project.name }} =1+1 ]]>"

PLAN = f"""\
# A plan with open questions. Keep this comment.
project: {{name: Online pre-orders, id: TOB-9, customer: Three Otters Bakery, vendor: Nimbusfold Software,
  start: 2027-02-01, go_live: T2, language: en-GB, currency: GBP, confirm_by: 2027-02-05, version: "1.2"}}
people:
  bea: {{name: Bea Crumbsworth, role: [sponsor, champion], side: customer, hours_per_week: 6, email: bea@example.com}}
  finn: {{name: Finn Setupsky, role: implementation_pm, side: vendor, email: finn@example.com}}
phases:
  - id: p1
    name: Set up
    exit_criteria: [The list is loaded]
    tasks:
      - {{id: T1, name: Price list, duration: 2d, owner: bea, raci: {{bea: A, finn: R}}}}
      - {{id: T2, name: Go-live, kind: go_live, duration: 1d, owner: finn, after: [T1], raci: {{bea: I, finn: R/A}}}}
scope:
  in: [{{id: F1, text: Orders by telephone}}]
  out: [{{text: Delivery to the door, reason: no van, revisit: phase 2}}]
sow: {{fees: 1200}}
discovery:
  # the till
  - {{id: Q1, topic: tools, question: Which till is used?, answer: unknown, owner: bea, due: 2027-02-03}}   # ask twice
  - question: Is single sign-on needed?
    id: Q2
    topic: tools
    gate: true
    answer:
  - {{id: Q3, question: "{LONG}", topic: data, source: discovery call}}
  - {{id: Q4, question: "{ARABIC}", topic: data, answer: tbd}}
  - {{id: Q5, question: "{GERMAN}"}}
  - {{id: Q6, question: How many products are there?, answer: "46", topic: data, source: handoff}}
  - {{id: Q7, question: Who tests the release?, owner: finn, topic: people}}
  - {{id: Q8, question: "{HOSTILE}", topic: Warehouse robots}}
"""


def plan_file(folder: Path, text: str = PLAN) -> Path:
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def siblings(
    path: Path, only: str, *, brand: str = "default", draft: bool = True, audience: str = "customer"
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the documents asked for (names parted by commas) by file name, and the notes."""
    loaded = api.load(path)
    options = api.BuildOptions(only=frozenset(only.split(",")), brand=brand, draft=draft, audience=audience)
    return api.make_documents(loaded, schedule_plan(loaded.plan), options)


def one(path: Path, only: str, **options: object) -> bytes:
    """Return the only document of a kind."""
    made, _ = siblings(path, only, **options)  # type: ignore[arg-type]
    (data,) = made.values()
    return data
