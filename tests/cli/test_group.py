"""The commands there are, what help and version cost, and how wrong usage is answered."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from plandocs import __version__
from plandocs.cli.group import cli

COMMANDS = [
    *(
        "baseline",
        "brand",
        "build",
        "capacity",
        "change",
        "check",
        "diff",
        "export",
        "import",
        "new",
        "pull",
        "ready",
        "recover",
        "rules",
    ),
    *("schedule", "schema", "simulate", "status", "sync"),
]
HEAVY = ("docx", "pptx", "openpyxl", "lxml", "pydantic", "jinja2", "yaml", "babel", "rich", "holidays")


def test_the_list_of_commands_is_complete() -> None:
    assert cli.list_commands(None) == COMMANDS  # type: ignore[arg-type]


def test_version(run: Callable[..., Any]) -> None:
    answer = run("--version")
    assert (answer.code, answer.out, answer.err) == (0, f"plandocs {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["build", "--help"]])
def test_start_up_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys, json, plandocs.cli\n"
        f"plandocs.cli.main({arguments!r})\n"
        "sys.stdout.write('\\n' + json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout.splitlines()[-1])
    assert "click" in loaded
    assert not set(HEAVY) & set(loaded)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(run: Callable[..., Any], command: str) -> None:
    answer = run(command, "--help")
    assert answer.code == 0
    assert f"plandocs {command}" in answer.out.partition("Examples:")[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_prints_results_has_json(run: Callable[..., Any], command: str) -> None:
    assert "--json" in run(command, "--help").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Commands:"),
        (["chek", "plan.yaml"], "did you mean 'check'?"),
        (["check"], "Missing argument 'PLAN'"),
        (["check", "plan.yaml", "--wrong"], "--wrong"),
        (["build", "plan.yaml", "--only", "plan,kickof"], "did you mean 'kickoff'?"),
        (["build", "plan.yaml", "--only", ","], "name at least one"),
        (["build", "plan.yaml", "--audience", "everyone"], "everyone"),
        (["schedule", "plan.yaml", "--as-of", "2027-02-30"], "'2027-02-30' is not a date"),
        (["schedule", "plan.yaml", "--as-of", "20270130"], "'20270130' is not a date"),
        (["new", "plan.yaml", "--tier", "huge"], "huge"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_said_on_stderr(
    run: Callable[..., Any], arguments: list[str], said: str
) -> None:
    answer = run(*arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert said in answer.err
