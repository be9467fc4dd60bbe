"""Every rule has one plan that fires it and nothing else, and a near miss that does not.

A file of `tests/plans/errors/rules` is called like its rule and says so in its first lines:

    # fires: error | warning | remark, the handbook's id, the rule's name
    # where: the key path that the finding points to, empty for the whole plan
    # near miss: OLD => NEW, a change of the file after which nothing is left to say
    # which gives: the rule that speaks instead, where limits meet: 4 days late is moderate, 3 days are minor
    # frozen: OLD => NEW, what was otherwise in the plan that is the baseline

Nothing else may be found, but for what the plan waives, which stays as a remark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
import yaml

from plandocs.errors import Problem, render_problem
from plandocs.plan.load import load_text
from plandocs.plan.source import key_path
from plandocs.rules import Frozen, all_rules, check_rules
from plandocs.schedule.from_plan import schedule_plan

FOLDER = Path(__file__).parents[1] / "plans" / "errors" / "rules"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
HEADER = re.compile(
    r"# fires: (error|warning|remark) (\S+) (\S+)\n# where: ?(\S*)\n"
    r"# near miss: (.+) => (.*)\n(?:# which gives: (\S+)\n)?"
    r"(?:# frozen: (.+) => (.+)\n)?"
)
SEVERITIES = {"error": "error", "warning": "warning", "remark": "info"}


@dataclass(frozen=True)
class Case:
    """A file of the folder, read by its name."""

    name: str

    @cached_property
    def text(self) -> str:
        return (FOLDER / f"{self.name}.yaml").read_text("utf-8")

    @cached_property
    def told(self) -> re.Match[str]:
        told = HEADER.match(self.text)
        assert told, "the first lines say what the plan is for"
        return told

    @cached_property
    def nearly(self) -> str:
        old, new = (part.replace("\\n", "\n") for part in self.told.group(5, 6))
        head, body = self.text[: self.told.end()], self.text[self.told.end() :]
        assert body.count(old) == 1
        return head + body.replace(old, new)

    @cached_property
    def frozen(self) -> Frozen | None:
        """The baseline: the plan as a change of its text makes it, whose scope is all that a rule asks of it."""
        old, new = self.told.group(8, 9)
        if old is None:
            return None
        assert self.text[self.told.end() :].count(old) == 1
        scope = load_text(self.text.replace(old, new)).plan.scope.in_
        return Frozen("v1", frozenset(part for item in scope for part in (item.id, item.text) if part))


def findings(text: str, frozen: Frozen | None = None) -> list[Problem]:
    loaded = load_text(text, "plan.yaml")
    assert not loaded.problems
    found = check_rules(loaded, schedule_plan(loaded.plan), frozen=frozen)
    return [problem for problem in found if "waived by" not in problem.message]


def lines_of(text: str, where: str) -> set[int]:
    """Return the lines on which a key path begins, its key and its value, as another reader of YAML finds them."""
    node = yaml.compose(text)
    lines = {1 + text[: text.index("plandocs:")].count("\n")}
    for part in key_path(where):
        if isinstance(node, yaml.SequenceNode):
            node = node.value[part]
            lines = {node.start_mark.line + 1}
        else:
            assert isinstance(node, yaml.MappingNode)
            key, node = next((key, value) for key, value in node.value if key.value == part)
            lines = {key.start_mark.line + 1, node.start_mark.line + 1}
    return lines


def test_every_rule_has_its_plan_and_every_plan_its_rule() -> None:
    assert len(NAMES) > 100
    assert set(NAMES) == {rule.name for rule in all_rules()}


@pytest.mark.parametrize("name", NAMES)
def test_the_plan_of_a_rule_fires_it_once_at_its_place_and_nothing_else(name: str) -> None:
    case = Case(name)
    severity, rule_id, told, where = case.told.group(1, 2, 3, 4)
    assert told == name
    found = findings(case.text, case.frozen)
    assert [(problem.name or problem.rule, problem.where) for problem in found] == [(name, where)]
    (problem,) = found
    assert (problem.rule, problem.severity) == (rule_id, SEVERITIES[severity])
    assert problem.line in lines_of(case.text, where)


@pytest.mark.parametrize("name", NAMES)
def test_the_near_miss_of_a_rule_is_left_alone(name: str) -> None:
    case = Case(name)
    instead = case.told[7]
    assert [problem.name for problem in findings(case.nearly, case.frozen)] == ([instead] if instead else [])
    assert instead != name


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_says_what_why_and_what_to_do_and_shows_the_line(name: str) -> None:
    case = Case(name)
    (problem,) = findings(case.text, case.frozen)
    told = render_problem(problem, case.text.splitlines())
    place, line, marker, *rest = told.splitlines()
    assert place.startswith(f"plan.yaml:{problem.line}:{problem.column}: {problem.severity}[{problem.label}]: ")
    assert line.startswith(f"  {problem.line} | ")
    assert "^" in marker
    assert [text[:7] for text in rest] == ["  why: ", "  fix: "]
    assert not {problem.message[-1], problem.why[-1], problem.fix[-1]} & {".", ":", ",", " "}
