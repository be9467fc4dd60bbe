"""What the README shows is what the tool says."""

from __future__ import annotations

import re
from pathlib import Path

from plandocs import api
from plandocs.errors import render_problem

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_plan_has_twenty_lines_and_makes_documents(tmp_path: Path) -> None:
    plan = tmp_path / "demo.yaml"
    plan.write_text(block("yaml"), encoding="utf-8")
    assert len(block("yaml").splitlines()) == 20
    assert len(api.build(plan, api.BuildOptions(out=tmp_path / "demo", draft=True)).files) == 6


def test_the_example_s_mistake_is_shown_as_it_is_printed(tmp_path: Path) -> None:
    plan = tmp_path / "demo.yaml"
    text = block("yaml").replace("after: [T1]", "after: [T11]")
    plan.write_text(text, encoding="utf-8")
    [problem] = api.check(plan)
    shown = render_problem(problem, text.splitlines()).replace(str(plan), "demo.yaml")
    assert shown == block("text").rstrip("\n")


def test_every_file_that_the_readme_links_to_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(links) >= 8
    assert [link for link in links if not (Path(__file__).parents[1] / link).exists()] == []


def test_readme_counts_tasks_and_buffers_as_the_documents_do() -> None:
    """A buffer is no task: the sample has 19 tasks and the two buffers T07 and T16."""
    from plandocs.plan.load import load_plan
    from tests.content.test_facts import facts_of

    plan = load_plan(ROOT / "samples" / "invoice-approval.yaml").plan
    assert len(facts_of(plan).tasks) == 19
    assert sum(task.is_buffer for task in plan.tasks()) == 2
    for page in ("README.md", "samples/README.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert "19 tasks and two buffers" in text
        assert "21 tasks" not in text
        assert "21-task" not in text
