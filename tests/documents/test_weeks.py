"""Five consecutive weeks of the flagship: what each report remembers, tells of the one before, and can be made again.

The dates are worked out by hand in `tests/plans/weeks/invoice-approval.yaml`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from plandocs import api
from plandocs.errors import FileError, UsageError
from tests.documents.weeks import days, plan_of

GO_LIVES = ("2027-02-25", "2027-03-02", "2027-03-02", "2027-03-04", "2027-03-02")
SLIPS = (0, 3, 3, 5, 3)
STATUSES = ("green", "amber", "amber", "amber", "amber")
FRIDAY = date(2027, 1, 29)


@dataclass(frozen=True)
class Told:
    """What the five builds left: a folder with the plan and its history, and the files by name."""

    plan: Path
    files: Mapping[str, bytes]

    def kept(self, day: str) -> dict[str, object]:
        found = json.loads((self.plan.with_name("plan.history") / f"{day}.json").read_bytes())
        assert isinstance(found, dict)
        return found

    def text(self, day: date) -> str:
        return self.files[f"HF-2027-01 Status {day.isoformat()}.md"].decode().replace("\u00a0", " ")


def options(folder: Path, day: date, **changes: object) -> api.BuildOptions:
    return api.BuildOptions(out=folder, only=frozenset({"status"}), as_of=day, history=True, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("weeks")
    plan = folder / "plan.json"
    for day in days():
        plan.write_bytes(plan_of(day))
        made = api.build(plan, options(folder / "out", day))
        assert not [problem for problem in made.problems if problem.rule.startswith("history")]
    return Told(plan, {path.name: path.read_bytes() for path in (folder / "out").iterdir()})


def test_each_report_is_kept_with_its_forecast(told: Told) -> None:
    found = [told.kept(day.isoformat()) for day in days()]
    assert [item["go_live"] for item in found] == [{"agreed": "2027-02-25", "forecast": day} for day in GO_LIVES]
    assert tuple(item["slip"] for item in found) == SLIPS
    assert tuple(item["status"] for item in found) == STATUSES
    assert [item["buffer"] for item in found] == [{"size": 3, "left": 3}, *([{"size": 3, "left": 0}] * 4)]


def test_a_report_tells_what_moved_since_the_one_before(told: Told) -> None:
    first, second, third, fourth, fifth = map(told.text, days())
    assert "the report of" not in first
    assert "↓ In the report of 15 Jan the go-live was still on its agreed date." in second
    assert "→ As in the report of 22 Jan, go-live is forecast for Tue 2 Mar 2027, 3 working days later" in third
    assert "↓ The forecast is 2 working days later than in the report of 29 Jan." in fourth
    assert "↑ The forecast is 2 working days earlier than in the report of 5 Feb." in fifth


def test_the_same_is_not_said_twice_in_the_same_words(told: Told) -> None:
    """22 and 29 January have the same forecast and class of delay: the second says that they stay."""
    leads = [next(line for line in told.text(day).splitlines() if line.startswith("> ")) for day in days()]
    assert len(set(leads)) == 5
    assert "As in the report of 22 Jan" in leads[2]
    assert "stays minor" in leads[2]
    assert not any("As in" in lead or "stays minor" in lead for lead in (leads[1], leads[3], leads[4]))
    assert all(lead.count("later than") == 1 for lead in (leads[1], leads[2])), "nothing is said twice"


def test_milestones_have_the_forecast_of_the_report_before(told: Told) -> None:
    assert "Last forecast" not in told.text(days()[0])
    row = next(line for line in told.text(days()[3]).splitlines() if line.startswith("| Data migrated"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[1:5] == ["Tue 9 Feb 2027", "Fri 12 Feb 2027", "Wed 17 Feb 2027", "5"]


def test_the_trend_of_milestones_is_told_from_the_third_report_on(told: Told) -> None:
    assert "in each report from" not in told.text(days()[1])
    assert "Go-live, Data migrated and integration live" in told.text(days()[2])
    assert "0, 3, 3, 5, 3" in told.text(days()[4])


def test_the_page_stays_one_page_with_its_trend(told: Told) -> None:
    from zipfile import ZipFile

    with ZipFile(told.plan.with_name("out") / "HF-2027-01 Status 2027-02-12.docx") as package:
        assert any(name.startswith("word/charts/chart") for name in package.namelist())


def test_last_weeks_report_is_made_again_to_the_byte(told: Told, tmp_path: Path) -> None:
    """The plan beside it is that of 12 February by now."""
    made = api.build(told.plan, options(tmp_path, FRIDAY, again=True))
    assert len(made.files) == 3
    for path in made.files:
        assert path.read_bytes() == told.files[path.name], path.name


def test_without_again_an_earlier_report_is_not_rewritten(told: Told, tmp_path: Path) -> None:
    before = told.kept("2027-01-29")
    made = api.build(told.plan, options(tmp_path, FRIDAY))
    assert [problem.rule for problem in made.problems if problem.rule.startswith("history")] == ["history-stays"]
    assert told.kept("2027-01-29") == before


def test_no_history_is_no_trend_and_no_folder(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_bytes(plan_of(FRIDAY))
    api.build(plan, api.BuildOptions(out=tmp_path / "out", only=frozenset({"status"}), as_of=FRIDAY))
    assert not (tmp_path / "plan.history").exists()


def test_the_agreed_plan_alone_leaves_no_report(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_bytes(plan_of(FRIDAY))
    for only, as_of in ((frozenset({"status"}), None), (frozenset({"workbook"}), FRIDAY)):
        api.build(plan, api.BuildOptions(out=tmp_path / "out", only=only, as_of=as_of, history=True))
    assert not (tmp_path / "plan.history").exists()


def test_the_internal_edition_keeps_what_the_customers_says(tmp_path: Path) -> None:
    found = []
    for audience in ("customer", "internal"):
        folder = tmp_path / audience
        folder.mkdir()
        plan = folder / "plan.json"
        data = json.loads(plan_of(FRIDAY))
        data["phases"][0]["tasks"].append(
            {"id": "TX", "name": "zq7x margin gate", "duration": "0d", "after": ["T05"], "audience": "internal"}
        )
        plan.write_text(json.dumps(data))
        api.build(plan, options(folder / "out", FRIDAY, audience=audience, draft=True))
        found.append((folder / "plan.history" / "2027-01-29.json").read_bytes())
    assert found[0] == found[1]
    assert b"zq7x" not in found[0]


def test_a_copy_that_was_edited_makes_nothing_again(told: Told, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(told.plan.parent, tmp_path / "copy")
    copy = tmp_path / "copy" / "plan.history" / "2027-01-29.plan.json"
    copy.write_bytes(copy.read_bytes() + b" ")
    with pytest.raises(FileError) as caught:
        api.build(tmp_path / "copy" / "plan.json", options(tmp_path / "out", FRIDAY, again=True))
    assert caught.value.problems[0].rule == "history-edited"


def test_a_report_that_was_never_made_is_not_made_again(told: Told, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        api.build(told.plan, options(tmp_path, date(2027, 1, 28), again=True))
    assert "2027-01-29" in caught.value.problems[0].fix


def test_reports_of_another_project_are_told_and_left_out(told: Told, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(told.plan.with_name("plan.history"), tmp_path / "plan.history")
    plan = tmp_path / "plan.json"
    data = json.loads(plan_of(days()[4]))
    data["project"]["id"] = "OTHER-1"
    plan.write_text(json.dumps(data))
    made = api.build(plan, options(tmp_path / "out", days()[4], draft=True))
    assert "history-of-another" in [problem.rule for problem in made.problems]
    text = (tmp_path / "out" / "OTHER-1 Status 2027-02-12.md").read_text()
    assert "Last forecast" not in text
