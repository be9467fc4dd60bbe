"""Plans nobody drew the templates for: hostile texts, empty sections, one person, 75 tasks with long names."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.documents.reading import made, text_of
from tests.validators.judges import all_findings

CORRECT = Path(__file__).parents[1] / "plans" / "correct"
KINDS = {"plan": ".docx", "kickoff": ".pptx", "workbook": ".xlsx", "status": ".docx"}

LONG = "Reconcile the supplier master data of all seven regional warehouses with the ledger of the parent company "
HOSTILE = (
    "Smith & Sons <Ltd> \"Order\" 'desk'",
    "{{ project.name }} {% if %} {# note #}",
    "=HYPERLINK(1)",
    "+1 -1 @x",
    "]]> <!-- --> &amp;",
    "安装配置",
    "قرطاسية الشرق",
    "Zoë 🦦 Łukasz",
)


def large_plan() -> dict[str, object]:
    """Return a plan of 75 tasks in six phases whose names are far too long, with twenty of every register."""
    people = {
        f"p{n}": {
            "name": f"Maximiliana-Alexandrina Featherstonehaugh-Cholmondeley the {n}th of her name",
            "side": "customer" if n % 2 else "vendor",
            "role": (["sponsor"] if n == 1 else ["champion"] if n == 3 else ["implementation_pm"] if n == 2 else []),
            "hours_per_week": 8,
        }
        for n in range(1, 13)
    }
    phases = []
    for phase in range(6):
        ids = [f"T{phase * 13 + n}" for n in range(13 if phase < 5 else 10)]
        tasks = [
            {
                "id": key,
                "name": f"{LONG}{key}",
                "duration": "3d",
                "owner": f"p{n % 12 + 1}",
                "after": [ids[n - 1]] if n else ([f"M{phase - 1}"] if phase else []),
                "kind": "buffer" if n == 7 else "task",
            }
            for n, key in enumerate(ids)
        ]
        phases.append({"id": f"ph{phase}", "name": f"{LONG}phase {phase}", "exit_criteria": [LONG] * 3, "tasks": tasks})
        phases[-1]["milestone"] = {"id": f"M{phase}", "name": f"{LONG}milestone {phase}", "acceptance": LONG * 2}
    return {
        "project": {
            "name": LONG * 2,
            "id": "LONG-1",
            "customer": LONG,
            "vendor": LONG,
            "start": "2027-01-11",
            "go_live": "T74",
            "tier": "enterprise",
            "language": "en-GB",
            "summary": LONG * 6,
            "problem": LONG * 2,
            "objectives": [{"text": LONG, "metric": LONG, "baseline": LONG, "target": LONG, "by": "2027-12-01"}] * 4,
        },
        "people": people,
        "phases": phases,
        "scope": {"in": [LONG] * 30, "out": [{"text": LONG, "reason": LONG, "revisit": LONG}] * 20},
        "risks": [
            {"id": f"R{n}", "risk": LONG * 3, "likelihood": "HML"[n % 3], "impact": "HML"[n % 2],
             "mitigation": LONG * 2, "owner": "p1"} for n in range(20)
        ],
        "dependencies": [
            {"id": f"D{n}", "type": "customer", "what": LONG, "owner": "p1", "due": "2027-02-01", "blocker": LONG,
             "escalation": LONG} for n in range(20)
        ],
        "raci": [{"activity": LONG, "letters": {f"p{n}": "RACI"[n % 4] for n in range(1, 13)}} for _ in range(20)],
    }  # fmt: skip


def hostile_plan() -> dict[str, object]:
    """Return a plan with a hostile text in every text field that a document prints."""
    text = " ".join(HOSTILE)
    return {
        "project": {
            "name": HOSTILE[0], "id": "../../=x", "customer": HOSTILE[6], "vendor": HOSTILE[5], "start": "2027-01-11",
            "go_live": "T1", "summary": text, "problem": HOSTILE[1], "background": text, "objectives": [text],
        },
        "people": {
            "a": {"name": HOSTILE[7], "side": "customer", "role": ["sponsor", "champion"], "title": HOSTILE[1]},
            "b": {"name": HOSTILE[4], "side": "vendor", "role": ["implementation_pm"], "title": HOSTILE[2]},
        },
        "phases": [{
            "id": "p", "name": HOSTILE[2], "exit_criteria": [text],
            "tasks": [
                {"id": f"T{n}", "name": name, "duration": "2d", "owner": "a" if n % 2 else "b", "consequence": text,
                 "after": [f"T{n - 1}"] if n else []} for n, name in enumerate(HOSTILE)
            ],
            "milestone": {"id": "M1", "name": HOSTILE[3], "acceptance": text},
        }],
        "scope": {"in": list(HOSTILE), "out": [{"text": t, "reason": t, "revisit": t} for t in HOSTILE]},
        "deliverables": [{"name": t, "acceptance": t, "owner": "a"} for t in HOSTILE],
        "risks": [{"id": f"R{n}", "risk": t, "likelihood": "H", "impact": "M", "mitigation": t, "owner": "a"}
                  for n, t in enumerate(HOSTILE)],
        "dependencies": [{"id": f"D{n}", "type": "customer", "what": t, "owner": "a", "due": "2027-01-15"}
                         for n, t in enumerate(HOSTILE)],
        "raci": [{"activity": t, "letters": {"a": "A", "b": "R"}} for t in HOSTILE],
        "processes": [{"name": t, "text": t, "owner": "b", "version": t} for t in HOSTILE],
        "communications": [{"what": t, "who": [t], "cadence": t, "days": ["mon"]} for t in HOSTILE],
        "success_criteria": list(HOSTILE),
        "reports": [{"as_of": "2027-01-15", "highlights": list(HOSTILE)}],
    }  # fmt: skip


PLANS = {"large": large_plan, "hostile": hostile_plan}
WRITTEN = ("minimal", "empty-sections", "awkward-text")


@cache
def files_of(name: str) -> dict[str, Path]:
    """Return the Office files of an awkward plan, made once."""
    folder = Path(tempfile.mkdtemp(prefix=f"plandocs-{name}-"))
    plan = CORRECT / f"{name}.yaml"
    if name in PLANS:
        plan = folder / "plan.yaml"
        plan.write_text(yaml.safe_dump(PLANS[name](), allow_unicode=True, sort_keys=False), encoding="utf-8")
    paths = {}
    for kind, data in made(plan, draft=True).items():
        if kind in KINDS:
            paths[kind] = folder / f"{kind}{KINDS[kind]}"
            paths[kind].write_bytes(data)
    return paths


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [*PLANS, *WRITTEN])
def test_no_judge_has_a_finding(name: str, kind: str) -> None:
    assert all_findings(files_of(name)[kind]) == []


@pytest.mark.parametrize("name", [*PLANS, *WRITTEN])
def test_nothing_overlaps_or_leaves_its_slide(name: str) -> None:
    from plandocs.render.powerpoint.layout_check import check_layout

    assert [problem.message for problem in check_layout(files_of(name)["kickoff"].read_bytes())] == []


@pytest.mark.parametrize("kind", ["plan", "workbook"])
def test_hostile_texts_are_printed_as_they_are(kind: str) -> None:
    text = text_of(kind, files_of("hostile")[kind].read_bytes())
    assert [entry for entry in HOSTILE if entry not in text] == []


def test_every_task_with_a_long_name_is_in_the_plan_and_the_workbook() -> None:
    for kind in ("plan", "workbook"):
        text = text_of(kind, files_of("large")[kind].read_bytes())
        assert [n for n in range(75) if f"{LONG}T{n}" not in text] == [], kind
