"""The public list of what the checker finds names every rule there is, and where each is proven."""

from __future__ import annotations

import re
from pathlib import Path

from plandocs.render.check import all_rules

HERE = Path(__file__).parent
PAGE = HERE.parents[2] / "docs" / "checker.md"
ROW = re.compile(r"^\| .* \| `([a-z-]+)` \| (test_\w+) \|$", re.MULTILINE)
OF_THE_ZIP = {"package-duplicate-entry"}
"""Found while a file is opened, before there is anything that a rule could look at."""


def test_the_page_lists_each_rule_once() -> None:
    listed = [rule for rule, _ in ROW.findall(PAGE.read_text("utf-8"))]
    assert len(listed) > 60
    assert sorted(listed) == sorted({rule.id for rule in all_rules()} | OF_THE_ZIP)


def test_the_proof_of_each_rule_stands_where_the_page_says() -> None:
    rows = ROW.findall(PAGE.read_text("utf-8"))
    assert rows
    assert [rule for rule, proof in rows if f'"{rule}"' not in (HERE / f"{proof}.py").read_text("utf-8")] == []


def test_warnings_are_called_so_on_the_page() -> None:
    lines = PAGE.read_text("utf-8").splitlines()
    called = {match[1] for line in lines if "(warning" in line and (match := ROW.match(line))}
    assert called == {rule.id for rule in all_rules() if rule.severity == "warning"}
