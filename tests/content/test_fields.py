"""The values that templates get are plain, have exactly the names of the catalogue, and hold nothing internal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from plandocs import api
from plandocs.content.facts import Facts
from plandocs.content.fields.catalogue import PLAN
from plandocs.content.fields.make import plan_fields
from plandocs.content.fields.shapes import Shape
from plandocs.content.formats import Formats
from plandocs.content.wording import Words
from plandocs.documents.project_plan import SECTION_KEYS, project_plan
from plandocs.documents.status_report import SECTION_KEYS as STATUS_KEYS
from plandocs.documents.status_report import status_report
from plandocs.schedule.from_plan import schedule_plan

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
PLAIN = (str, int, float, Decimal, bool, type(None))
SECRET = """
project: {name: P, customer: C, vendor: V, start: 2027-01-11, go_live: T2}
people:
  a: {name: Ada Example, side: customer, role: sponsor}
  b: {name: Bo Example, side: vendor, role: implementation_pm}
phases:
  - id: one
    name: One
    tasks:
      - {id: T1, name: HUSH one, duration: 1d, owner: b, audience: internal}
      - {id: T2, name: Shown, duration: 2d, owner: a, after: [T1]}
scope: {in: [{id: S1, text: HUSH two, audience: internal}, {id: S2, text: Reports}]}
risks: [{id: R1, risk: HUSH three, likelihood: H, impact: H, audience: internal}]
dependencies: [{id: D1, type: vendor, what: HUSH four, owner: b, audience: internal}]
communications: [{what: HUSH five, audience: internal}]
processes: [{name: HUSH six, audience: internal}]
issues: [{id: I1, issue: HUSH seven, audience: internal}]
changes: [{id: C1, request: HUSH eight, audience: internal}]
change_impacts: [{group: HUSH nine, impact: x, audience: internal}]
"""


def facts_of(path: Path, audience: str = "customer") -> Facts:
    loaded = api.load(path)
    agreed = schedule_plan(loaded.plan)
    project = loaded.plan.project
    words = Words.of(Formats(project.language, project.currency))
    return Facts(loaded.plan, agreed, None, agreed.start, words, "0" * 64, audience)  # type: ignore[arg-type]


def mismatches(value: Any, shape: Shape, where: str) -> list[str]:
    """Return where a value is not what its shape says."""
    if shape.kind == "list":
        if not isinstance(value, list):
            return [where]
        group = Shape("group", below=shape.below)
        return [found for n, item in enumerate(value) for found in mismatches(item, group, f"{where}[{n}]")]
    if shape.kind == "group":
        if not isinstance(value, dict) or set(value) != set(shape.below):
            return [where]
        return [
            found for name, item in shape.below.items() for found in mismatches(value[name], item, f"{where}.{name}")
        ]
    if shape.kind in ("texts", "dates"):
        return [] if isinstance(value, list) and all(type(item) in (str, date) for item in value) else [where]
    if shape.kind == "date":
        return [] if value is None or type(value) in (date, str) else [where]
    return [] if type(value) in PLAIN else [where]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_value_is_plain_and_has_the_names_of_the_catalogue(path: Path) -> None:
    fields = plan_fields(facts_of(path))
    assert list(fields) == list(PLAN)
    assert [found for name, shape in PLAN.items() for found in mismatches(fields[name], shape, name)] == []


def test_the_catalogue_explains_every_name() -> None:
    def unexplained(shape: Shape, where: str) -> list[str]:
        found = [] if shape.about else [where]
        return found + [item for name, below in shape.below.items() for item in unexplained(below, f"{where}.{name}")]

    assert [item for name, shape in PLAN.items() for item in unexplained(shape, name)] == []


def test_nothing_internal_is_among_a_customers_values(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(SECRET, encoding="utf-8")
    assert yaml.safe_load(SECRET)
    seen = repr(dict(plan_fields(facts_of(path))))
    assert "HUSH" not in seen
    assert "Shown" in seen
    within = repr(dict(plan_fields(facts_of(path, "internal"))))
    assert within.count("HUSH") >= 9


def test_a_group_is_made_only_when_it_is_asked_for() -> None:
    from plandocs.content.fields.lazy import Fields

    made: list[str] = []
    fields = Fields({"a": lambda: made.append("a"), "b": lambda: made.append("b")})
    assert list(fields) == ["a", "b"]
    assert made == []
    assert (fields["b"], fields["b"], made) == (None, None, ["b"])


def test_the_names_of_sections_are_those_of_the_documents() -> None:
    seen: set[str] = set()
    reports: set[str] = set()
    for path in SAMPLES:
        facts = facts_of(path)
        document = project_plan(facts, facts.words)
        keys = [section.key for section in document.sections]
        assert keys == [key for key in SECTION_KEYS if key in keys]
        seen |= set(keys)
        reports |= {section.key for section in status_report(facts, facts.words).sections}
    assert seen <= set(SECTION_KEYS)
    assert len(seen) > 15
    assert reports == set(STATUS_KEYS)
