"""A rule has one plan that fires it and nothing else, and a near miss that does not.

Rules that need a baseline or an earlier report are fired in test_rules, which also holds that no rule is forgotten.

A file of `tests/plans/errors/rules` is called like its rule and says so in its first lines:

    # fires: RULE-NAME
    # where: the key path that the finding points to, empty for the whole plan
    # near miss: OLD => NEW, a change of the file after which nothing is left to say

Nothing else may be found but remarks, which is what a waived finding is.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plandocs.errors import Problem
from plandocs.plan.load import load_text
from plandocs.rules import all_rules, check_rules
from plandocs.schedule.from_plan import schedule_plan

FOLDER = Path(__file__).parents[1] / "plans" / "errors" / "rules"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
HEADER = re.compile(r"# fires: (\S+)\n# where: ?(\S*)\n# near miss: (.+) => (.*)\n")


def header(name: str) -> tuple[str, str, str, str, str]:
    """Return what a file says of itself, and its text without that."""
    text = (FOLDER / f"{name}.yaml").read_text("utf-8")
    told = HEADER.match(text)
    assert told, "the first three lines say what the plan is for"
    old, new = (part.replace("\\n", "\n") for part in (told[3], told[4]))
    return told[1], told[2], old, new, text[told.end() :]


def findings(text: str) -> list[Problem]:
    loaded = load_text(text)
    assert not loaded.problems
    found = check_rules(loaded, schedule_plan(loaded.plan))
    return [problem for problem in found if "waived by" not in problem.message]


def test_every_plan_is_of_a_rule() -> None:
    assert len(NAMES) > 85
    assert set(NAMES) <= {rule.name for rule in all_rules()}


@pytest.mark.parametrize("name", NAMES)
def test_the_plan_of_a_rule_fires_it_once_at_its_place_and_nothing_else(name: str) -> None:
    fires, where, _, _, text = header(name)
    assert fires == name
    assert [(problem.name or problem.rule, problem.where) for problem in findings(text)] == [(name, where)]


@pytest.mark.parametrize("name", NAMES)
def test_the_near_miss_of_a_rule_is_left_alone(name: str) -> None:
    _, _, old, new, text = header(name)
    assert text.count(old) == 1
    assert findings(text.replace(old, new)) == []
