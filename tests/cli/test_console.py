"""What goes to which stream, coloured or not, and in which characters."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from plandocs.cli.console import Console, ReaderGone, degrade_unprintable
from plandocs.errors import Problem

ESCAPE = "\x1b"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class ClosedPipe(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError

    def flush(self) -> None:
        raise BrokenPipeError


def problem(**changes: object) -> Problem:
    return Problem(**{"rule": "unknown-task", "message": "no task 'x'", **changes})  # type: ignore[arg-type]


def test_problems_go_to_stderr_with_their_line_and_fix(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("one\n    after: [x]\n", encoding="utf-8")
    console = Console(io.StringIO(), io.StringIO(), {})
    console.problems([problem(path=str(path), line=2, column=13, fix="did you mean 'y'?")])
    assert console.out.getvalue() == ""
    assert console.err.getvalue().splitlines() == [
        f"{path}:2:13: error[unknown-task]: no task 'x'",
        "  2 |     after: [x]",
        "    |             ^",
        "  fix: did you mean 'y'?",
    ]


def test_a_file_that_has_gone_costs_only_the_excerpt(tmp_path: Path) -> None:
    console = Console(io.StringIO(), io.StringIO(), {})
    gone = tmp_path / "gone.yaml"
    console.problems([problem(path=str(gone), line=2, column=1)])
    assert console.err.getvalue() == f"{gone}:2:1: error[unknown-task]: no task 'x'\n"


def test_colours_only_on_a_terminal() -> None:
    on_terminal = Console(Terminal(), Terminal(), {})
    elsewhere = Console(io.StringIO(), io.StringIO(), {})
    assert on_terminal.problem_text(problem()).startswith(f"{ESCAPE}[1;31merror[unknown-task]{ESCAPE}[0m")
    assert ESCAPE not in elsewhere.problem_text(problem())


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colours_can_be_switched_off(environment: dict[str, str]) -> None:
    assert ESCAPE not in Console(Terminal(), Terminal(), environment).problem_text(problem())


def test_an_empty_no_color_switches_nothing_off() -> None:
    """The convention counts NO_COLOR only when it is not empty. Source: no-color.org."""
    assert ESCAPE in Console(Terminal(), Terminal(), {"NO_COLOR": ""}).problem_text(problem())


def test_each_stream_is_asked_for_itself() -> None:
    console = Console(io.StringIO(), Terminal(), {})
    assert ESCAPE in console.problem_text(problem(), console.err)
    assert ESCAPE not in console.problem_text(problem(), console.out)


def test_a_hostile_plan_cannot_move_the_cursor(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"name: \x1b[2J\x07\n")
    console = Console(io.StringIO(), io.StringIO(), {})
    console.problems([problem(path=str(path), line=1, column=1, message="bad \x1b]0;title\x07")])
    assert ESCAPE not in console.err.getvalue()
    assert "\x07" not in console.err.getvalue()
    assert "[2J" in console.err.getvalue()


def test_paths_are_links_on_a_terminal_and_plain_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "A B.docx"
    plain, linked = Console(io.StringIO(), io.StringIO(), {}), Console(Terminal(), io.StringIO(), {})
    plain.path(path)
    linked.path(path)
    assert plain.out.getvalue() == f"{path}\n"
    assert linked.out.getvalue() == f"{ESCAPE}]8;;{path.as_uri()}{ESCAPE}\\{path}{ESCAPE}]8;;{ESCAPE}\\\n"


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", "A → B … “é” 北京 ██"), ("ascii", 'A > B . "?" ?? ##'), ("latin-1", 'A > B . "é" ?? ##')],
)
def test_characters_that_a_stream_cannot_carry_are_replaced_one_by_one(encoding: str, expected: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    degrade_unprintable(stream)
    console = Console(stream, io.StringIO(), {})
    console.result("A → B … “é” 北京 ██")
    console.flush()
    assert raw.getvalue().decode(encoding) == f"{expected}\n"


def test_json_survives_every_encoding() -> None:
    raw = io.BytesIO()
    console = Console(io.TextIOWrapper(raw, encoding="ascii"), io.StringIO(), {})
    console.json({"name": "Łódź → 北京"})
    console.flush()
    assert json.loads(raw.getvalue()) == {"name": "Łódź → 北京"}


def test_json_is_readable_where_it_can_be() -> None:
    raw = io.BytesIO()
    console = Console(io.TextIOWrapper(raw, encoding="utf-8"), io.StringIO(), {})
    console.json({"name": "Łódź"})
    console.flush()
    assert "Łódź" in raw.getvalue().decode()


def test_a_reader_that_stops_is_told_apart_from_a_file_that_fails() -> None:
    console = Console(ClosedPipe(), io.StringIO(), {})
    with pytest.raises(ReaderGone):
        console.result("x")
    with pytest.raises(ReaderGone):
        console.flush()


def test_json_has_a_key_a_line_and_an_object_a_line() -> None:
    value = {
        "id": "A",
        "path": ["T1", "T2"],
        "none": [],
        "tasks": [{"id": "T1", "to": {"x": 1}}, {"id": "T2"}],
        "n": {},
    }
    console = Console(io.StringIO(), io.StringIO(), {})
    console.json(value)
    text = console.out.getvalue()
    assert json.loads(text) == value
    assert text.splitlines()[4:8] == ['  "tasks": [', '    {"id": "T1", "to": {"x": 1}},', '    {"id": "T2"}', "  ],"]


@pytest.mark.parametrize("value", [{}, [], [1, {"a": 2}], "text", None])
@pytest.mark.parametrize("indented", [False, True])
def test_json_can_be_anything(value: object, indented: bool) -> None:
    console = Console(io.StringIO(), io.StringIO(), {})
    console.json(value, indented=indented)
    assert json.loads(console.out.getvalue()) == value
