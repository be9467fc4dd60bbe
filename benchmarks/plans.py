"""Plans of any size, with people and registers in proportion, as a large project has them.

Phases run side by side in as many streams as are needed for four phases in a row, so that a larger plan is wider, not
longer. The same size always gives the same text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date

AS_OF = date(2027, 2, 5)
TASKS_IN_A_PHASE = 15
PHASES_IN_A_ROW = 4
CHAINS = 3

_WORDS = ("Configure", "Migrate", "Test", "Document", "Train", "Review", "Connect", "Clean", "Approve", "Publish")
_THINGS = ("invoice approval", "vendor records", "the ledger interface", "roles and limits", "notification texts")
_LEVELS = "HML"


def plan_text(tasks: int) -> str:
    """Return the plan file of a project of `tasks` tasks."""
    return "\n".join(_lines(tasks)) + "\n"


def unowned(text: str) -> str:
    """Return a plan file of `plan_text` in which no task has an owner: a finding for each of them."""
    return re.sub(r'"owner": "\w+", (?="with": )', "", text)


def _lines(tasks: int) -> Iterator[str]:
    people = _people(tasks)
    phases = max(PHASES_IN_A_ROW, -(-tasks // TASKS_IN_A_PHASE))
    go_live = _task_id(phases - 1, _size(tasks, phases, phases - 1) - 1)
    yield "plandocs: 1"
    yield from _section("project", {
        "name": f"A project of {tasks} tasks", "id": f"N-{tasks}", "customer": "Harrowby & Finch Textiles",
        "vendor": "Nimbusfold Software", "start": "2027-01-11", "go_live": go_live, "tier": "standard",
        "summary": "Automate the invoice approval workflow for Finance. " * 3,
        "problem": "Approving an invoice takes 9.2 days",
        "objectives": [f"Objective {n} reached, measured every week" for n in range(max(3, tasks // 30))],
    })  # fmt: skip
    yield from _section("people", people)
    yield "phases:"
    streams = max(1, phases // PHASES_IN_A_ROW)
    for phase in range(phases):
        yield from _phase(phase, streams, _size(tasks, phases, phase), list(people), last=phase == phases - 1)
    yield from _registers(tasks, list(people), _task_id(0, 0))


def _section(key: str, value: dict[str, object]) -> Iterator[str]:
    yield f"{key}:"
    for name, content in value.items():
        yield f"  {name}: {json.dumps(content)}"


def _people(tasks: int) -> dict[str, object]:
    roles = ("sponsor", "champion", "it", "data", "implementation_pm", "csm", "implementation_specialist", "support")
    people: dict[str, object] = {}
    for n in range(max(len(roles), tasks // 10)):
        role = roles[n] if n < len(roles) else "engineer"
        side = "customer" if n < 4 or n % 2 else "vendor"
        backup = {"backup": "p0"} if role == "champion" else {}
        people[f"p{n}"] = {
            "name": f"Person Number{n}", "role": role, "side": side, "hours_per_week": 20,
            "email": f"p{n}@example.com", **backup,
        }  # fmt: skip
    return people


def _size(tasks: int, phases: int, phase: int) -> int:
    """Return how many tasks a phase has: as equal shares as whole numbers allow."""
    return tasks * (phase + 1) // phases - tasks * phase // phases


def _task_id(phase: int, number: int) -> str:
    return f"T{phase + 1}-{number + 1}"


def _phase(phase: int, streams: int, size: int, people: list[str], *, last: bool) -> Iterator[str]:
    yield f"  - id: P{phase + 1}"
    yield f"    name: {json.dumps(f'Phase {phase + 1}: {_WORDS[phase % len(_WORDS)]} and deliver')}"
    yield '    exit_criteria: ["Every result of the phase accepted in writing"]'
    yield "    tasks:"
    before = [f"M{phase + 1 - streams}"] if phase >= streams else []
    for n in range(size):
        after = [_task_id(phase, n - CHAINS)] if n >= CHAINS else before
        if n % 7 == 6:
            after = [*after, f"{_task_id(phase, n - CHAINS + 1)} SS+1d"]
        final = last and n == size - 1
        task: dict[str, object] = {
            "id": _task_id(phase, n),
            "name": f"{_WORDS[n % len(_WORDS)]} {_THINGS[(n + phase) % len(_THINGS)]} {phase + 1}.{n + 1}",
            "duration": "1d" if final else f"{2 + n % 4}d",
            "after": [f"M{phase - stream}" for stream in range(min(streams, phase))] if final else after,
            "owner": people[(phase * 5 + n) % len(people)],
            "with": [people[(phase * 5 + n + 1) % len(people)]],
            "kind": "go_live" if final else "buffer" if n % TASKS_IN_A_PHASE == 13 else "task",
        }
        task |= _progress(phase, n, streams)
        yield f"      - {json.dumps(task)}"
    ends = [_task_id(phase, n) for n in range(max(0, size - CHAINS), size)]
    milestone = {"id": f"M{phase + 1}", "name": f"Phase {phase + 1} accepted", "after": ends}
    yield f"    milestone: {json.dumps(milestone)}"


def _progress(phase: int, number: int, streams: int) -> dict[str, object]:
    """Return what is known of a task: the first chains of the first phases are done, the next ones under way."""
    if phase >= streams or number >= 2 * CHAINS:
        return {}
    if number < CHAINS:
        return {"started": "2027-01-11", "finished": f"2027-01-{12 + number % 4}", "progress": "100%"}
    return {"started": "2027-02-01", "progress": "40%", "remaining": "2d"}


def _registers(tasks: int, people: list[str], first: str) -> Iterator[str]:
    def owner(n: int) -> str:
        return people[n % len(people)]

    yield "scope:"
    yield from _rows("  in", max(6, tasks // 5), lambda n: {
        "id": f"F{n + 1}", "text": f"Approval of invoices in area {n + 1}, by amount and in two steps",
        "type": ("feature", "integration", "data", "training", "customisation")[n % 5],
    })  # fmt: skip
    yield from _rows("  out", max(3, tasks // 15), lambda n: {
        "text": f"Report number {n + 1}", "reason": "Not needed for go-live", "revisit": "phase 2",
    })  # fmt: skip
    yield from _rows("deliverables", max(4, tasks // 8), lambda n: {
        "id": f"D{n + 1}", "name": f"Result {n + 1}", "owner": owner(n), "task": first, "reviewer": owner(n + 1),
        "acceptance": "Ten samples agree with the agreed specification",
    })  # fmt: skip
    yield from _rows("dependencies", max(4, tasks // 8), lambda n: {
        "id": f"K{n + 1}", "type": ("customer", "external", "finish_to_start")[n % 3], "owner": owner(n),
        "what": f"Access to system {n + 1}", "due": f"2027-02-{1 + n % 25:02}", "status": "in_progress",
        "commitment_ref": f"L-{n}", "backup_plan": "Nightly file", "escalation": "To the sponsor after 48 hours",
    })  # fmt: skip
    yield from _rows("risks", max(5, tasks // 8), lambda n: {
        "id": f"R{n + 1:03}", "risk": f"The quality of data set {n + 1} delays its import by several days",
        "likelihood": _LEVELS[n % 3], "impact": _LEVELS[n // 3 % 3], "owner": owner(n),
        "mitigation": "Audit a sample in the first week and agree who cleans what",
    })  # fmt: skip
    yield from _rows("issues", max(2, tasks // 15), lambda n: {
        "id": f"I{n + 1:03}", "issue": f"Sample {n + 1} does not match", "severity": "medium", "owner": owner(n),
        "raised": "2027-01-20", "target": "2027-02-10",
    })  # fmt: skip
    yield from _rows("changes", max(1, tasks // 30), lambda n: {
        "id": f"CR-{n + 1:03}", "request": f"Match purchase orders of area {n + 1}", "requester": owner(n),
        "date": "2027-02-02", "impact_days": 5,
    })  # fmt: skip
    yield from _rows("raci", max(6, tasks // 10), lambda n: {
        "activity": f"Activity {n + 1}",
        "letters": {"sponsor": "I", "champion": "A", "it": "C", "implementation_pm": "R", "csm": "I"},
    })  # fmt: skip
    yield from _rows("success_criteria", max(3, tasks // 20), lambda n: {
        "text": f"Cycle time of area {n + 1} is short", "baseline": "9 days", "target": "3 days", "by": "2027-04-30",
        "measured_by": "Audit log", "owner": owner(n),
    })  # fmt: skip
    yield from _rows("communications", 3, lambda n: {
        "what": f"Call {n + 1}", "who": [owner(n)], "owner": owner(n), "cadence": "weekly", "channel": "call",
        "days": ["tue"], "minutes": 30,
    })  # fmt: skip
    yield f"reports: [{{as_of: {AS_OF.isoformat()}, highlights: [Two areas are live]}}]"


def _rows(key: str, number: int, row: Callable[[int], dict[str, object]]) -> Iterator[str]:
    yield f"{key}:"
    indent = " " * (len(key) - len(key.lstrip()) + 2)
    for n in range(number):
        yield f"{indent}- {json.dumps(row(n))}"
