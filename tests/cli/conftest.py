"""Running the command line as a user does: in this process, with what it printed, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from plandocs.cli import main

MINIMAL = """\
plandocs: 1
project: {name: Small & honest, id: SH-1, start: 2027-01-11, go_live: T2}
people:
  rhea: {name: Rhea Demoville, role: implementation_pm, side: vendor}
phases:
  - id: setup
    name: Setup
    tasks:
      - {id: T1, name: Kickoff, duration: 1d, owner: rhea}
      - {id: T2, name: Go-live, duration: 2d, owner: rhea, after: [T1], kind: go_live}
"""

BROKEN = MINIMAL.replace("after: [T1]", "after: [TX]")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def process(*arguments: object, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run plandocs as a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "plandocs", *map(str, arguments)],
        capture_output=True,
        env={**os.environ, **(environment or {})},
        timeout=60,
        check=False,
    )
