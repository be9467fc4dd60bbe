"""Plans as finished workbooks, for tests: built once for each plan, date, audience and brand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import openpyxl

from plandocs.brand.load import load_brand
from plandocs.content.facts import Facts
from plandocs.content.formats import Formats
from plandocs.content.sheets import Workbook
from plandocs.content.wording import Words
from plandocs.documents.workbook import workbook
from plandocs.plan.load import load_plan
from plandocs.plan.model import Plan
from plandocs.render.excel import render_workbook
from plandocs.schedule.from_plan import schedule_plan

SAMPLES = Path(__file__).parents[2] / "samples"
FRIDAY = date(2027, 1, 29)
"""The flagship's status date in the worked plans."""

Audience = Literal["customer", "internal"]


@cache
def sample(name: str) -> Plan:
    return load_plan(SAMPLES / f"{name}.yaml").plan


def facts_of(plan: Plan, as_of: date | None = None, audience: Audience = "customer") -> Facts:
    agreed = schedule_plan(plan)
    return Facts(
        plan=plan,
        agreed=agreed,
        forecast=schedule_plan(plan, as_of=as_of) if as_of else None,
        as_of=as_of or agreed.start,
        words=Words.of(Formats(plan.project.language, plan.project.currency)),
        plan_hash="1a2b3c4d" * 8,
        audience=audience,
    )


def said(plan: Plan, as_of: date | None = None, audience: Audience = "customer") -> Workbook:
    facts = facts_of(plan, as_of, audience)
    return workbook(facts, facts.words)


def bytes_of(plan: Plan, as_of: date | None = None, audience: Audience = "customer", brand: str = "default") -> bytes:
    look = load_brand(brand)
    return render_workbook(said(plan, as_of, audience), look, look.template("excel/workbook.xlsx"))


@cache
def built(name: str, as_of: date | None = None, audience: Audience = "customer", brand: str = "default") -> bytes:
    return bytes_of(sample(name), as_of, audience, brand)


def opened(data: bytes) -> Any:
    """Return the workbook with its stored results."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def table(book: Any, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table by column title; empty rows are left out."""
    for sheet in book:
        if name in sheet.tables:
            rows = [[cell.value for cell in row] for row in sheet[sheet.tables[name].ref]]
            found = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
            return [row for row in found if any(value not in (None, "", 0) for value in row.values())]
    raise AssertionError(f"no table {name}")


def by_id(book: Any, name: str) -> Mapping[str, dict[str, Any]]:
    rows = table(book, name)
    assert rows, f"the table {name} is empty"
    return {str(row["ID"]): row for row in rows}


def small_plan(**more: Any) -> Plan:
    """Return a plan of two tasks, with more keys."""
    data: dict[str, Any] = {
        "project": {"name": "Small", "id": "S", "customer": "Three Otters Bakery", "start": "2027-01-11"},
        "people": {"ana": {"name": "Ana", "side": "vendor"}, "bea": {"name": "Bea", "side": "customer"}},
        "phases": [
            {
                "id": "p",
                "name": "Work",
                "tasks": [
                    {"id": "A", "name": "First", "duration": "5d", "owner": "ana"},
                    {"id": "B", "name": "Second", "duration": "3d", "after": ["A"], "owner": "bea"},
                ],
            }
        ],
    }
    for key, value in more.items():
        data[key] = {**data[key], **value} if isinstance(value, dict) and isinstance(data.get(key), dict) else value
    return Plan.model_validate(data)


def at(year: int, month: int, day: int) -> datetime:
    """Return a day as Excel's readers give it."""
    return datetime(year, month, day)


def all_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        assert len(names) > 20
        return "\n".join(archive.read(name).decode() for name in names)
