"""Findings as groups, as a line, and as the JSON of the contract."""

from __future__ import annotations

import io

from plandocs.cli.console import Console
from plandocs.cli.findings import as_finding, grouped, summary
from plandocs.errors import Problem

FOUND = [
    Problem(rule="S21", severity="warning", message="no buffer", path="p.yaml", line=9, column=3),
    Problem(rule="S2", message="no owner", path="p.yaml", line=40, column=5, where="phases[0]", fix="name one"),
    Problem(rule="S4", message="no end", path="p.yaml", line=7, column=1),
]


def test_errors_come_first_each_group_in_the_order_of_the_file() -> None:
    text = grouped(FOUND, Console(io.StringIO(), io.StringIO(), {}))
    assert text.splitlines() == [
        "2 errors",
        "p.yaml:7:1: error[S4]: no end",
        "p.yaml:40:5: error[S2]: no owner",
        "  fix: name one",
        "",
        "1 warning",
        "p.yaml:9:3: warning[S21]: no buffer",
    ]


def test_no_findings_are_no_text() -> None:
    assert grouped([], Console(io.StringIO(), io.StringIO(), {})) == ""


def test_the_summary_counts_in_words() -> None:
    assert summary(FOUND) == "2 errors, 1 warning"
    assert summary([]) == "no findings"


def test_a_finding_has_the_keys_of_the_contract() -> None:
    assert as_finding(FOUND[1]) == {
        "rule": "S2",
        "name": "",
        "severity": "error",
        "where": "phases[0]",
        "line": 40,
        "column": 5,
        "message": "no owner",
        "why": "",
        "fix": "name one",
        "file": "p.yaml",
    }
