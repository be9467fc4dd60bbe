"""A plan as CSV and JSON: dates of the worked plan, no formulas, nothing internal."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

from plandocs import api
from plandocs.exchange.data import COLUMNS, to_csv
from tests.documents.test_project_plan import facts_of, sample

ROOT = Path(__file__).parents[2]


def test_csv_has_a_row_for_each_task_buffer_and_milestone() -> None:
    data = api.export(ROOT / "samples" / "invoice-approval.yaml", "csv", as_of=date(2027, 1, 29)).decode()
    rows = list(csv.DictReader(io.StringIO(data)))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 25  # 19 tasks, two buffers, four milestones
    go_live = next(row for row in rows if row["id"] == "T18")
    assert (go_live["agreed_finish"], go_live["finish"], go_live["slip"]) == ("2027-02-25", "2027-03-02", "3")


def test_csv_has_no_formulas() -> None:
    plan = sample("bakery")
    first = plan.phases[0]
    task = first.tasks[0].model_copy(update={"name": "=HYPERLINK(1)"})
    phase = first.model_copy(update={"tasks": (task, *first.tasks[1:])})
    facts = facts_of(plan.model_copy(update={"phases": (phase, *plan.phases[1:])}))
    rows = list(csv.DictReader(io.StringIO(to_csv(facts).decode())))
    assert rows[0]["name"] == "'=HYPERLINK(1)"


def test_json_has_the_status_where_a_day_was_asked_for() -> None:
    path = ROOT / "samples" / "invoice-approval.yaml"
    made = json.loads(api.export(path, "json", as_of=date(2027, 1, 29)))
    assert made["project"]["go_live"] == "2027-03-02"
    assert made["status"] | {"percent": 0, "planned_percent": 0} == {
        "status": "amber",
        "by_rule": "amber",
        "slip": 3,
        "delay": "minor",
        "buffer_size": 3,
        "buffer_left": 0,
        "percent": 0,
        "planned_percent": 0,
    }
    assert made["milestones"] == ["M1", "M2", "M3", "T18", "M4"]
    assert "status" not in json.loads(api.export(path, "json"))


def test_what_is_internal_is_exported_for_us_alone(tmp_path: Path) -> None:
    from tests.documents.test_nothing_leaks import PLAN, SECRET

    path = tmp_path / "leak.yaml"
    path.write_text(PLAN, encoding="utf-8")
    for to in api.EXPORTS:
        assert SECRET.encode() not in api.export(path, to, as_of=date(2027, 2, 3))
    assert SECRET.encode() in api.export(path, "json", audience="internal")
