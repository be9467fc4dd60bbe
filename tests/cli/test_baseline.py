"""`plandocs baseline` and `plandocs diff`: what they print, and their exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.documents.changed_plans import AGREED, changed


@pytest.fixture
def agreed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The flagship in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("plan.yaml")
    path.write_text(AGREED, encoding="utf-8")
    return path


def test_freezing_prints_the_file(run: Callable[..., Any], agreed: Path) -> None:
    answer = run("baseline", agreed)
    assert answer.code == 0
    assert answer.out == f"{Path('plan.baselines') / 'v1.0.json'}\n"
    assert answer.err == "The baseline 'v1.0' holds version 1.0, plan hash bc1f9a3f.\n"
    assert run("baseline", agreed).err == "The baseline 'v1.0' holds exactly this already; nothing was changed.\n"


def test_a_name_that_is_taken_is_wrong_usage(run: Callable[..., Any], agreed: Path) -> None:
    run("baseline", agreed)
    agreed.write_text(AGREED.replace("duration: 9d", "duration: 8d", 1), encoding="utf-8")
    answer = run("baseline", agreed)
    assert answer.code == 2
    assert "baseline-exists" in answer.err
    assert run("baseline", agreed, "--force").code == 0


def test_an_approval_needs_its_day(run: Callable[..., Any], agreed: Path) -> None:
    assert run("baseline", agreed, "--approved-by", "jonas").code == 2
    answer = run("baseline", agreed, "--approved-by", "jonas", "--approved-on", "2027-01-18", "--method", "call")
    assert answer.code == 0
    assert 'add to the plan\'s approvals: {by: jonas, date: 2027-01-18, version: "1.0", hash: bc1f9a3f}' in answer.err


def test_baselines_are_listed(run: Callable[..., Any], agreed: Path) -> None:
    assert run("baseline", agreed, "--list").out == ""
    run("baseline", agreed)
    agreed.write_text(changed(), encoding="utf-8")
    run("baseline", agreed)
    lines = run("baseline", agreed, "--list").out.splitlines()
    assert lines[0].split() == ["Name", "Version", "Go-live", "Plan", "hash", "Approved", "by"]
    assert lines[1].startswith("*  v1.0  1.0      Thu 25 Feb 2027  bc1f9a3f   Marta Exemplar, Fri 15 Jan 2027")
    assert lines[2].startswith("   v1.1  1.1      Mon 8 Mar 2027 ")
    assert lines[2].endswith("not approved")
    found = json.loads(run("baseline", agreed, "--list", "--json").out)["baselines"]
    assert [(item["name"], item["go_live"], item["compared_with"]) for item in found] == [
        ("v1.0", "2027-02-25", True),
        ("v1.1", "2027-03-08", False),
    ]


def test_diff_tells_the_go_live_first(run: Callable[..., Any], agreed: Path) -> None:
    run("baseline", agreed)
    agreed.write_text(changed(), encoding="utf-8")
    answer = run("diff", "v1.0", agreed)
    assert answer.code == 0
    assert answer.out.splitlines()[:3] == [
        "v1.0 (version 1.0, approved Fri 15 Jan 2027)  →  plan.yaml (version 1.1)",
        "",
        "  Go-live  Thu 25 Feb 2027 → Mon 8 Mar 2027   7 working days later",
    ]
    assert "  + F5  Matching of invoices with purchase orders and goods receipts" in answer.out.splitlines()
    assert "  + T08b  Purchase-order import and matching rules (4d, Kim Stubworth)" in answer.out.splitlines()
    assert "      owner: Kim Stubworth → Otto Draftwell" in answer.out.splitlines()


def test_diff_as_json_has_dates_and_signed_days(run: Callable[..., Any], agreed: Path) -> None:
    run("baseline", agreed)
    agreed.write_text(changed(), encoding="utf-8")
    made = json.loads(run("diff", "v1.0", agreed, "--json").out)
    assert made["go_live"] == {"id": "T18", "name": "Go-live", "old": "2027-02-25", "new": "2027-03-08", "days": 7}
    assert made["milestones"][0]["id"] == "M2"
    assert made["same"] is False
    assert {"register": "scope.in", "kind": "added", "id": "F5"}.items() <= made["changes"][0].items()


def test_long_values_are_shown_around_what_differs(run: Callable[..., Any], agreed: Path) -> None:
    run("baseline", agreed)
    text = AGREED.replace("31 approvers approve by\n    amount in two steps", "31 approvers approve by\n    hand", 1)
    assert text != AGREED
    agreed.write_text(text, encoding="utf-8")
    line = run("diff", "v1.0", agreed).out.splitlines()[-1]
    assert line.startswith("  ~ summary: …")
    assert "amount in two steps" in line.split(" → ")[0]
    assert "hand, at a desk" in line.split(" → ")[1]


def test_equal_plans_say_so(run: Callable[..., Any], agreed: Path) -> None:
    run("baseline", agreed)
    answer = run("diff", "v1.0", agreed)
    assert answer.out.splitlines()[-1] == "Nothing has changed in what was agreed."
    assert json.loads(run("diff", agreed, agreed, "--json").out)["same"] is True


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("diff", "v9", "plan.yaml"), 2),
        (("diff", "plan.yaml", "nowhere.yaml"), 3),
        (("diff", "plan.yaml", "broken.yaml"), 1),
        (("diff", "plan.yaml", "."), 3),
        (("baseline", "nowhere.yaml"), 3),
        (("baseline", "nowhere.yaml", "--list"), 3),
        (("baseline", "broken.yaml"), 1),
        (("baseline", "plan.yaml", "--name", "../out"), 2),
        (("build", "plan.yaml", "--redline", "v9", "--only", "plan"), 2),
        (("build", "plan.yaml", "--redline", "v1.0", "--only", "status"), 2),
    ],
)
def test_exit_codes(
    run: Callable[..., Any], agreed: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int
) -> None:
    monkeypatch.setenv("PLANDOCS_SOFFICE", "")
    run("baseline", agreed)
    Path("broken.yaml").write_text(AGREED.replace("after: [T01]", "after: [T99]"), encoding="utf-8")
    answer = run(*arguments)
    assert answer.code == code
    assert "Traceback" not in answer.err
    assert answer.err.strip()


def test_a_status_is_measured_against_the_baseline_that_is_named(run: Callable[..., Any], agreed: Path) -> None:
    """The go-live is frozen on 25 February; then User acceptance test takes two days more: 1 March."""
    assert run("baseline", agreed, "--name", "signed").code == 0
    text = agreed.read_text("utf-8")
    at = text.index("duration: 5d", text.index("- id: T12\n"))
    agreed.write_text(text[:at] + "duration: 7d" + text[at + len("duration: 5d") :], encoding="utf-8")
    told = {}
    for name in ("signed", "none"):
        options = ("--as-of", "2027-01-29", "--draft", "--no-history", "-o", name)
        assert run("status", agreed, "--baseline", name, *options).code == 0
        told[name] = Path(name, "HF-2027-01 Status 2027-01-29.md").read_text("utf-8").replace("\u00a0", " ")
    assert "5 working days later than the agreed Thu 25 Feb 2027" in told["signed"]
    assert "Delays are measured against: Baseline signed of 15 Jan 2027." in told["signed"]
    assert "3 working days later than the agreed Mon 1 Mar 2027" in told["none"]


def test_a_baseline_that_is_not_there_is_wrong_usage(run: Callable[..., Any], agreed: Path) -> None:
    run("baseline", agreed)
    answer = run("build", agreed, "--only", "status", "--as-of", "2027-01-29", "--baseline", "v1.00", "--draft")
    assert answer.code == 2
    assert "did you mean 'v1.0'?" in answer.err


def test_a_report_made_again_has_its_own_baseline(run: Callable[..., Any], agreed: Path) -> None:
    answer = run("build", agreed, "--only", "slide", "--as-of", "2027-01-29", "--again", "--baseline", "v1.0")
    assert answer.code == 2
    assert "leave out --baseline" in answer.err
    assert run("build", agreed, "--only", "slide", "--again").code == 2
