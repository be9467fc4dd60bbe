"""`plandocs import`: a new plan, never over an old one, and how it fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LIST = "Task;Duration;Predecessors;Owner\nAsk;2d;;Ada\nDig;soon;1;Bo\n"


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    path = tmp_path / "tasks.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_a_plan_is_written_that_loads_and_lacks_only_what_check_tells(
    run: Callable[..., Any], tasks: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "new" / "plan.yaml"
    answer = run("import", tasks, "-o", plan, "--start", "2027-03-01", "--name", "Lighthouse move")
    assert (answer.code, answer.out.strip()) == (0, str(plan))
    assert "tasks.csv, B3: warning[not-understood]: 'soon' is no length that is understood" in answer.err
    assert "1 phase, 2 tasks, 2 people; 2 things to look at above." in answer.err
    assert run("schedule", plan).code == 0
    checked = json.loads(run("check", plan, "--json").out)
    assert {"S26", "S16"} <= {finding["rule"] for finding in checked["findings"]}


def test_a_plan_that_exists_is_left_alone(run: Callable[..., Any], tasks: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("mine")
    answer = run("import", tasks, "-o", plan)
    assert (answer.code, answer.out) == (3, "")
    assert "error[plan-exists]" in answer.err
    assert plan.read_text() == "mine"


def test_json_tells_everything(run: Callable[..., Any], tasks: Path, tmp_path: Path) -> None:
    answer = run("import", tasks, "-o", tmp_path / "plan.yaml", "--side", "customer", "--json")
    told = json.loads(answer.out)
    assert (told["phases"], told["tasks"], told["people"], told["baseline"]) == (1, 2, 2, None)
    assert [finding["where"] for finding in told["findings"] if finding["rule"] == "not-understood"] == ["B3"]
    assert "side: customer\n" in (tmp_path / "plan.yaml").read_text(encoding="utf-8")


def test_out_to_project_and_back_with_its_baseline(run: Callable[..., Any], plan: Path, tmp_path: Path) -> None:
    project, again = tmp_path / "project.xml", tmp_path / "again.yaml"
    assert run("baseline", plan, "--name", "signed").code == 0
    assert run("export", plan, "--to", "mspdi", "-o", project).code == 0
    answer = run("import", project, "-o", again)
    kept = tmp_path / "again.baselines" / "imported.json"
    assert answer.out.split("\n")[:2] == [str(again), str(kept)]
    agreed = json.loads(kept.read_text(encoding="utf-8"))["agreed"]
    assert [(task["id"], task["start"], task["finish"]) for task in agreed["tasks"]] == [
        ("T1", "2027-01-11", "2027-01-11"),
        ("T2", "2027-01-12", "2027-01-13"),
    ]
    assert run("diff", kept, again).code == 0
    other = tmp_path / "other.yaml"
    (tmp_path / "other.baselines").mkdir()
    (tmp_path / "other.baselines" / "imported.json").write_text("mine")
    assert run("import", project, "-o", other).code == 3
    assert not other.exists()


@pytest.mark.parametrize(
    ("name", "content", "code", "word"),
    [
        ("plan.mpp", b"\xd0\xcf\x11\xe0", 2, "XML Format"),
        ("tasks.xls", b"\xd0\xcf\x11\xe0", 2, "save it as .xlsx"),
        ("tasks.pdf", b"%PDF", 2, "imports no .pdf files"),
        ("tasks", b"x", 2, "cannot tell"),
        ("tasks.xlsx", b"PK\x03\x04 no", 1, "no readable Office file"),
        ("tasks.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 1, "password"),
        ("tasks.xlsx", b"", 1, "empty"),
        ("tasks.csv", b"nothing here", 1, "no row with titles"),
        ("project.xml", b"<a/>", 1, "no project of Microsoft Project"),
        ("project.xml", b"<Project", 1, "well-formed"),
    ],
)
def test_what_cannot_be_imported_is_one_located_message(
    run: Callable[..., Any], tmp_path: Path, name: str, content: bytes, code: int, word: str
) -> None:
    file, plan = tmp_path / name, tmp_path / "new.yaml"
    file.write_bytes(content)
    answer = run("import", file, "-o", plan)
    assert (answer.code, answer.out) == (code, "")
    assert word in answer.err
    assert answer.err.count("error[") == 1
    assert name in answer.err
    assert not plan.exists()


def test_a_file_that_is_not_there_and_wrong_usage(run: Callable[..., Any], tasks: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    assert run("import", tmp_path / "nowhere.xlsx", "-o", plan).code == 3
    assert run("import", tmp_path, "-o", plan).code == 2
    assert run("import", tasks).code == 2
    for option, value in (
        ("--language", "klingon-XX-YY"),
        ("--country", "Atlantis"),
        ("--dates", "ymd"),
        ("--side", "us"),
    ):
        assert run("import", tasks, "-o", plan, option, value).code == 2, option
    assert not plan.exists()


def test_a_broken_link_is_not_followed(run: Callable[..., Any], tasks: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.symlink_to(tmp_path / "elsewhere.yaml")
    assert run("import", tasks, "-o", plan).code == 3
    assert not (tmp_path / "elsewhere.yaml").exists()
