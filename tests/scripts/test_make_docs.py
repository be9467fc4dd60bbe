"""The generated pages of docs/ are what the code gives today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_generated_page_is_stale() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "make_docs.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_key_of_the_plan_file_is_explained() -> None:
    from plandocs.plan.schema import plan_schema

    page = (ROOT / "docs" / "plan-file.md").read_text(encoding="utf-8")
    schema = plan_schema()
    keys = {key for part in (schema, *schema["$defs"].values()) for key in part["properties"]}
    assert len(keys) > 150
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


def test_every_rule_is_listed() -> None:
    from plandocs.rules import all_rules

    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    rules = all_rules()
    assert len(rules) > 40
    assert [rule.name for rule in rules if f"| {rule.id} | {rule.name} |" not in page] == []


def test_every_command_is_described() -> None:
    from plandocs.cli.group import cli

    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    names = cli.list_commands(None)  # type: ignore[arg-type]
    assert names
    assert [name for name in names if f"## plandocs {name}\n" not in page] == []
