"""Each rule of docs/scheduling.md has a plan in tests/plans/scheduling whose first lines say what must come out.

`# rule: N` names rules; `# as-of: DATE`, `# level` and `# simulate` say what is asked for. `# expect:` is followed by a
task with its start and finish; by a task, a key of `schedule --json` and its value; or by one of the words handled
below. All values are counted by hand; the comment between says how.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plandocs import api
from plandocs.schedule.simulation import simulate
from plandocs.schedule.to_json import schedule_as_dict, simulation_as_dict, target_as_dict

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests" / "plans" / "scheduling").glob("*.yaml"))
PAGE = (ROOT / "docs" / "scheduling.md").read_text(encoding="utf-8")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _said(text: str, word: str) -> list[str]:
    return re.findall(rf"^# {word}:? ?(.*)$", text, re.MULTILINE)


def _made(path: Path, text: str) -> dict[str, Any]:
    as_of = next((date.fromisoformat(day) for day in _said(text, "as-of")), None)
    if _said(text, "simulate"):
        loaded, made = api.simulate(path, trials=200, as_of=as_of)
        again = simulate(loaded.plan, trials=200, as_of=as_of, with_numpy=False)
        same = simulation_as_dict(made) == simulation_as_dict(again)
        return {**simulation_as_dict(made), "same_twice": "yes" if same else "no"}
    if _said(text, "level"):
        return schedule_as_dict(api.levelled(path, as_of=as_of)[1])
    loaded, schedule = api.schedule(path, as_of=as_of)
    missed = api.missed_target(loaded, schedule)
    made = schedule_as_dict(schedule, api.comparison(loaded, schedule))
    return made if missed is None else {**made, "target": target_as_dict(missed)}


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


def _check(made: dict[str, Any], words: list[str]) -> None:
    first, rest = words[0], words[1:]
    if first == "critical_path":
        assert made[first] == rest
    elif first == "conflict":
        assert any(c["rule"] == rest[0] and f"'{rest[1]}'" in c["message"] for c in made["conflicts"])
    elif first == "criticality":
        assert _shown(made[first][rest[0]]) == rest[1]
    elif first in ("buffer", "buffer_use"):
        row = next(row for row in made["buffers"] if row["id"] == rest[0])
        assert (row["protects"] if first == "buffer" else [str(row["used"]), str(row["left"])]) == rest[1:]
    elif isinstance(made.get(first), dict):
        assert _shown(made[first][rest[0]]) == rest[1]
    elif first in made:
        assert _shown(made[first]) == rest[0]
    else:
        task = next(task for task in made["tasks"] if task["id"] == first)
        if DATE.match(rest[0]):
            assert [task["start"], task["finish"]] == rest
        elif isinstance(task[rest[0]], list):
            assert task[rest[0]] == rest[1:]
        else:
            assert _shown(task[rest[0]]) == rest[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_plan_of_a_rule_gives_what_it_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = _said(text, "expect")
    assert expected, "the plan says nothing of what it expects"
    made = _made(path, text)
    for line in expected:
        _check(made, line.split())


def test_every_rule_of_the_page_has_a_plan_and_names_it() -> None:
    rules = {int(number): text for number, text in re.findall(r"^(\d+)\. (.*(?:\n   .*)*)", PAGE, re.MULTILINE)}
    assert len(rules) > 30
    plans: dict[int, list[str]] = {}
    for path in FILES:
        for number in _said(path.read_text(encoding="utf-8"), "rule"):
            plans.setdefault(int(number), []).append(path.stem)
    assert set(plans) <= set(rules), "a plan shows a rule that the page does not have"
    for number, text in rules.items():
        assert any(f"`{stem}`" in text for stem in plans.get(number, [])), f"rule {number} names no plan that shows it"
