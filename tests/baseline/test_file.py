"""Baselines: frozen, found, read again, and refused when they are not what was frozen."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from plandocs import baselining
from plandocs.baseline.file import agreed_plan, is_baseline, read_baseline, to_bytes
from plandocs.baseline.model import Baseline, RecordedApproval, newest
from plandocs.baseline.shelf import baselines_of, path_of
from plandocs.errors import PlanError, UsageError
from plandocs.plan.fingerprint import plan_hash
from plandocs.plan.load import load_plan
from tests.documents.changed_plans import AGREED, changed
from tests.documents.reading import SAMPLES

PLANS = sorted(SAMPLES.glob("*.yaml"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(AGREED, encoding="utf-8")
    return path


def test_a_baseline_holds_the_agreed_dates_version_hash_and_approval(plan: Path) -> None:
    """Dates from the worked plan: go-live Thu 25 Feb, M2 on 9 Feb, handed over on Wed 10 Mar 2027."""
    done = baselining.freeze(plan)
    assert done.path == plan.with_name("plan.baselines") / "v1.0.json"
    made = json.loads(done.path.read_text("utf-8"))
    assert made["version"] == "1.0"
    assert made["plan_hash"].startswith("bc1f9a3f")  # the hash that Marta's approval in the sample names
    assert made["approvals"] == [{"by": "marta", "name": "Marta Exemplar", "date": "2027-01-15", "method": "e-mail"}]
    assert (made["agreed"]["start"], made["agreed"]["go_live"]) == ("2027-01-11", "2027-02-25")
    assert made["agreed"]["finish"] == "2027-03-10"
    dates = {task["id"]: (task["start"], task["finish"]) for task in made["agreed"]["tasks"]}
    assert dates["M2"] == ("2027-02-09", "2027-02-09")
    assert dates["T12"] == ("2027-02-10", "2027-02-17")


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_the_plan_in_a_baseline_is_the_plan_that_was_frozen(path: Path, tmp_path: Path) -> None:
    assert len(PLANS) >= 4
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    done = baselining.freeze(copy)
    again = read_baseline(done.path.read_bytes(), "b.json")
    assert again == done.baseline
    assert agreed_plan(again, "b.json").plan.phases == load_plan(path).plan.phases
    assert plan_hash(agreed_plan(again, "b.json").plan) == again.plan_hash


def test_the_same_plan_gives_the_same_bytes(plan: Path, tmp_path: Path) -> None:
    first = baselining.freeze(plan).path.read_bytes()
    other = tmp_path / "elsewhere" / "plan.yaml"
    other.parent.mkdir()
    other.write_text(AGREED, encoding="utf-8")
    assert baselining.freeze(other).path.read_bytes() == first


def test_freezing_the_same_again_changes_nothing(plan: Path) -> None:
    first = baselining.freeze(plan)
    before = first.path.read_bytes()
    assert baselining.freeze(plan).outcome == "unchanged"
    assert first.path.read_bytes() == before


def test_another_state_of_the_plan_does_not_take_a_baseline_s_place(plan: Path) -> None:
    before = baselining.freeze(plan).path.read_bytes()
    plan.write_text(AGREED.replace("duration: 9d", "duration: 8d", 1), encoding="utf-8")
    with pytest.raises(UsageError, match="there already"):
        baselining.freeze(plan)
    assert path_of(plan, "v1.0").read_bytes() == before
    assert baselining.freeze(plan, force=True).outcome == "replaced"
    assert path_of(plan, "v1.0").read_bytes() != before


def test_an_approval_is_added_to_what_was_frozen(plan: Path) -> None:
    baselining.freeze(plan)
    done = baselining.freeze(plan, approved_by=["jonas"], approved_on=date(2027, 1, 18), method="meeting")
    assert done.outcome == "approved"
    assert [(item.by, item.date) for item in done.baseline.approvals] == [
        ("marta", date(2027, 1, 15)),
        ("jonas", date(2027, 1, 18)),
    ]
    assert done.baseline.approved_on == date(2027, 1, 18)


def test_nobody_of_the_plan_cannot_approve_it(plan: Path) -> None:
    with pytest.raises(UsageError) as told:
        baselining.freeze(plan, approved_by=["martha"], approved_on=date(2027, 1, 18))
    assert told.value.problems[0].fix == "did you mean 'marta'?"
    assert baselines_of(plan) == []


def test_a_plan_with_rule_errors_is_frozen_but_not_as_approved(plan: Path) -> None:
    """Without an exclusion S16 is an error."""
    text = AGREED[: AGREED.index("  out:\n    - id: X1")] + AGREED[AGREED.index("  parking_lot:") :]
    plan.write_text(text, encoding="utf-8")
    with pytest.raises(PlanError, match="not frozen as approved"):
        baselining.freeze(plan, approved_by=["marta"], approved_on=date(2027, 1, 18))
    assert baselining.freeze(plan).outcome == "made"


@pytest.mark.parametrize("name", ["../v1", "", "a/b", ".hidden", "x" * 61, "v1.", "con\n"])
def test_a_name_that_is_no_file_name_is_refused(plan: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name"):
        baselining.freeze(plan, name=name)


def test_a_plan_edited_inside_a_baseline_is_refused(plan: Path) -> None:
    path = baselining.freeze(plan).path
    path.write_text(path.read_text("utf-8").replace('"duration": "9d"', '"duration": "3d"'), encoding="utf-8")
    with pytest.raises(PlanError, match="not the one that was frozen"):
        baselining.read_version(str(path))


def test_dates_that_would_be_others_today_are_kept_and_told(plan: Path) -> None:
    path = baselining.freeze(plan).path
    text = path.read_text("utf-8").replace('"go_live": "2027-02-25"', '"go_live": "2027-02-24"', 1)
    path.write_text(text.replace('"finish": "2027-02-25"', '"finish": "2027-02-24"', 1), encoding="utf-8")
    read = baselining.read_version(str(path))
    assert read.version.go_live == date(2027, 2, 24)
    assert [problem.rule for problem in read.problems] == ["baseline-dates"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "no JSON"),
        (b"[]", "no baseline"),
        (b'{"plandocs_baseline": 2}', "no baseline of format 1 but 2"),
        (b'{"plandocs_baseline": 1}', "damaged"),
        (b"\xff\xfe{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
    ],
)
def test_what_is_no_baseline_is_one_located_message(data: bytes, message: str) -> None:
    with pytest.raises(PlanError, match=message) as told:
        read_baseline(data, "b.json")
    assert [problem.path for problem in told.value.problems] == ["b.json"]


def test_a_plan_in_json_is_no_baseline(plan: Path) -> None:
    assert is_baseline(baselining.freeze(plan).path.read_bytes())
    assert not is_baseline(b'{"project": {"name": "plandocs_baseline"}}')
    assert not is_baseline(AGREED.encode())


def test_baselines_are_listed_in_the_order_in_which_they_were_made(plan: Path) -> None:
    baselining.freeze(plan, name="signed")
    plan.write_text(changed(), encoding="utf-8")
    baselining.freeze(plan)
    assert [(item.name, item.number) for item in baselines_of(plan)] == [("signed", 1), ("v1.1", 2)]


def test_the_one_approved_last_is_what_others_are_compared_with() -> None:
    early, late, never = (made(1, date(2027, 1, 5)), made(2, date(2027, 1, 15)), made(3, None))
    assert newest([early, late, never]) is late
    assert newest([made(1, None), never]) is never
    assert newest([made(4, date(2027, 1, 15)), late]) is not late
    assert newest([]) is None


def made(number: int, approved: date | None) -> Baseline:
    approvals = (RecordedApproval(by="marta", name="Marta Exemplar", date=approved),) if approved else ()
    return Baseline(
        name=f"v{number}", number=number, project="HF", version="1.0", plan_hash="0" * 64, start=date(2027, 1, 11),
        finish=date(2027, 3, 10), go_live=None, approvals=approvals, tasks=(), data={},
    )  # fmt: skip


def test_a_baseline_written_again_is_the_same_file(plan: Path) -> None:
    data = baselining.freeze(plan).path.read_bytes()
    assert to_bytes(read_baseline(data, "b.json")) == data
    assert len(data.splitlines()) > 1000  # one value a line
