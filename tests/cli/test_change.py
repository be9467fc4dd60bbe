"""`plandocs change` and `plandocs recover` from outside: what is printed, what is written, and the exit codes."""

import json
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from plandocs.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    copy = tmp_path / "plan.yaml"
    copy.write_bytes((SAMPLES / "invoice-approval.yaml").read_bytes())
    return copy


def test_document_and_message_are_written_and_the_plan_stays(plan: Path, tmp_path: Path) -> None:
    before = plan.read_bytes()
    out = tmp_path / "out"
    assert main(["change", str(plan), "CR-001", "-o", str(out)]) == 0
    names = {path.name for path in out.iterdir()} - {".plandocs.json"}
    assert names == {f"HF-2027-01 Change CR-001.{kind}" for kind in ("docx", "md", "html")}
    assert plan.read_bytes() == before


def test_same_request_same_bytes(plan: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        assert main(["change", str(plan), "CR-001", "-o", str(tmp_path / folder)]) == 0
    name = "HF-2027-01 Change CR-001.docx"
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_json_has_the_four_answers_and_the_difference(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["change", str(plan), "CR-001", "--dry-run", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [(option["kind"], option["moves"]) for option in said["options"]] == [
        ("extend", 10),
        ("trade", 9),
        ("resource", 0),
        ("defer", 0),
    ]
    assert said["options"][0]["go_live"] == "2027-03-11"
    assert [finding["rule"] for finding in said["findings"]] == ["option-differs"]
    assert said["findings"][0]["line"]
    assert (said["files"], said["applied"]) == ([], None)


def test_an_answer_that_goes_live_in_a_freeze_is_told(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = plan.read_text("utf-8")
    assert text.count("\ncalendar:\n") == 1
    frozen = "\ncalendar:\n  freezes: [{from: 2027-03-11, to: 2027-03-12, reason: Audit}]\n"
    plan.write_text(text.replace("\ncalendar:\n", frozen), encoding="utf-8")
    assert main(["change", str(plan), "CR-001", "--dry-run"]) == 0
    said = capsys.readouterr().err
    assert "with option 1 the go-live is 2027-03-11, in the freeze until 2027-03-12 (Audit)" in said
    assert said.count("go-live-in-freeze") == 1


def test_dry_run_writes_nothing(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = plan.read_bytes()
    out = tmp_path / "out"
    assert main(["change", str(plan), "CR-001", "--apply", "1", "--dry-run", "-o", str(out)]) == 0
    assert plan.read_bytes() == before
    assert not out.exists()
    assert "would be written" in capsys.readouterr().out


def test_apply_shows_each_change_and_the_document_tells_the_decision(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    said = ["change", str(plan), "CR-001", "--apply", "1", "--decided", "2027-02-08", "-o", str(out)]
    assert main(said) == 0
    printed = capsys.readouterr().out
    assert "phases[1].tasks[T08].duration" in printed
    assert "- 9d" in printed
    assert "+ 15d" in printed
    message = (out / "HF-2027-01 Change CR-001.md").read_text("utf-8")
    assert "Answer 1 was chosen by Marta Exemplar on Mon 8 Feb 2027" in message


def test_a_plan_that_breaks_rules_is_not_changed(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = plan.read_text("utf-8").replace("    owner: jonas\n    task: T12", "    task: T12")
    text = text.replace("        owner: lucia\n        effort: {jonas: 2h}\n", "        effort: {jonas: 2h}\n")
    plan.write_text(text, encoding="utf-8")
    assert main(["change", str(plan), "CR-001", "--apply", "1", "-o", str(tmp_path / "out")]) == 1
    assert plan.read_text("utf-8") == text
    answer = capsys.readouterr()
    assert "error[S3" in answer.err
    assert "written" not in answer.out


def test_declined_request_asks_nobody_any_more(plan: Path, tmp_path: Path) -> None:
    text = plan.read_text("utf-8").replace("    chosen: 4\n    status: deferred\n", "    status: rejected\n")
    plan.write_text(text, encoding="utf-8")
    assert main(["change", str(plan), "CR-001", "-o", str(tmp_path), "--draft"]) == 0
    message = (tmp_path / "HF-2027-01 Change CR-001.md").read_text("utf-8")
    assert "The request was declined by Marta Exemplar on Fri 5 Feb 2027." in message
    assert "please decide" not in message


def test_open_request_asks_for_a_decision_in_document_and_message(plan: Path, tmp_path: Path) -> None:
    text = plan.read_text("utf-8")
    decided = "    chosen: 4\n    status: deferred\n    approver: marta\n    decided: 2027-02-05\n"
    assert decided in text
    plan.write_text(text.replace(decided, ""), encoding="utf-8")
    assert main(["change", str(plan), "CR-001", "-o", str(tmp_path)]) == 0
    message = (tmp_path / "HF-2027-01 Change CR-001.md").read_text("utf-8")
    assert "Extend the timeline by ten working days: go-live Thu 11 Mar 2027, 10 working days later." in message
    assert "Add a second implementation specialist: go-live Thu 25 Feb 2027, as today, USD 7,200." in message
    with ZipFile(tmp_path / "HF-2027-01 Change CR-001.docx") as package:
        body = package.read("word/document.xml").decode()
    assert "answer no. ____ is chosen" in body
    assert "11 Mar 2027" in body.replace("\u00a0", " ")


def test_internal_request_has_no_customers_document(plan: Path, tmp_path: Path) -> None:
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("  - id: CR-001\n", "  - id: CR-001\n    audience: internal\n"), encoding="utf-8")
    assert main(["change", str(plan), "CR-001", "-o", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()
    assert main(["change", str(plan), "CR-001", "-o", str(tmp_path / "own"), "--audience", "internal"]) == 0


def test_unknown_request_is_wrong_usage(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["change", str(plan), "CR-01"]) == 2
    assert "did you mean 'CR-001'?" in capsys.readouterr().err


def test_decision_without_apply_is_wrong_usage(plan: Path) -> None:
    assert main(["change", str(plan), "CR-001", "--approver", "marta"]) == 2


def test_recover_prints_what_holds_the_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recover", str(SAMPLES / "invoice-approval.yaml"), "--as-of", "2027-01-29"]) == 0
    said = capsys.readouterr().out
    assert "go-live Tue 2 Mar 2027, 3 working days after Thu 25 Feb 2027" in said
    assert "spend the whole buffer T16 Buffer: acceptance fixes and retest (3 days): go-live Mon 1 Mar 2027" in said
    assert "Risk: nothing is in reserve then" in said
    assert "1. +3: go-live Thu 25 Feb 2027, end Wed 10 Mar 2027, 3 person-days" in said


def test_a_request_that_names_no_task_says_that_its_work_stands_beside_the_plan(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two days from 3 February lie beside the connector, which ends on the 5th: the go-live does not move for them."""
    text = plan.read_text("utf-8").replace("    duration: 10d\n    impact_days: 10\n", "    duration: 2d\n")
    decided = "    chosen: 4\n    status: deferred\n    approver: marta\n    decided: 2027-02-05\n"
    assert decided in text
    text = text.replace(decided, "")
    start = text.index("    tasks: [T08", text.index("id: CR-001"))
    text = text[:start] + text[text.index("\n", start) + 1 :]
    plan.write_text(text, encoding="utf-8")
    assert main(["change", str(plan), "CR-001", "--draft", "-o", str(tmp_path)]) == 0
    said = capsys.readouterr().err
    assert "change-beside-the-plan" in said
    assert "change 'CR-001' names no task, so its 2 days run beside all other work, and the go-live does not" in said
    with ZipFile(tmp_path / "HF-2027-01 Change CR-001.docx") as package:
        assert "Where the same people do both, the go-live moves." in package.read("word/document.xml").decode()
    message = (tmp_path / "HF-2027-01 Change CR-001.md").read_text("utf-8").replace("\u00a0", " ")
    assert "the go-live stays on Thu 25 Feb 2027. No task of the plan is named for it" in message


def test_a_request_without_size_asks_for_it(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("    duration: 10d\n    impact_days: 10\n", ""), encoding="utf-8")
    assert main(["change", str(plan), "CR-001"]) == 1
    said = capsys.readouterr().err
    assert "does not say how much work it is" in said
    assert "duration: 10d" in said


def test_recovery_is_told_in_the_plans_language(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan.write_text(plan.read_text("utf-8").replace("language: en-US", "language: fr-FR"), encoding="utf-8")
    assert main(["recover", str(plan)]) == 0
    said = capsys.readouterr().out
    assert "Chaque voie à elle seule" in said
    assert "mise en service mar. 2 mars 2027, 3 jours ouvrés après jeu. 25 févr. 2027" in said
    assert "Cost" not in said


def test_recovery_is_applied_once_the_agreed_dates_are_frozen(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first proposal: the buffer spent, the cohorts in three days, the documentation after the go-live."""
    before = plan.read_text("utf-8")
    assert main(["recover", str(plan), "--apply", "1"]) == 2
    said = capsys.readouterr().err
    assert "error[no-baseline]" in said
    assert f"plandocs baseline {plan}" in said
    assert plan.read_text("utf-8") == before
    assert main(["baseline", str(plan)]) == 0
    assert main(["recover", str(plan), "--apply", "1", "--dry-run"]) == 0
    assert plan.read_text("utf-8") == before
    capsys.readouterr()
    assert main(["recover", str(plan), "--apply", "1"]) == 0
    said = capsys.readouterr()
    assert "phases[2].tasks[T16].duration" in said.out
    assert "the second person on 'T14' is not named" in said.err
    after = plan.read_text("utf-8")
    assert [line for line in before.splitlines() if line.strip().startswith("#")] == [
        line for line in after.splitlines() if line.strip().startswith("#")
    ]
    capsys.readouterr()
    assert main(["schedule", str(plan), "--as-of", "2027-01-29", "--json"]) == 0
    dates = json.loads(capsys.readouterr().out)
    assert (dates["go_live"], dates["finish"]) == ("2027-02-25", "2027-03-10")
    assert next(task["finish"] for task in dates["tasks"] if task["id"] == "T15") == "2027-02-26"
    assert main(["recover", str(plan), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["forecast"], said["goal"], said["slip"]) == ("2027-02-25", "2027-02-25", 0)


def test_scope_that_is_given_up_goes_to_the_list_for_later_phases(tmp_path: Path) -> None:
    """A is late by two days; B, of 4 days, delivers F1 and F2 alike: without F1 it takes 2, and the date holds."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "project: {name: P, id: P1, start: 2027-02-01, go_live: live}\n"
        "people:\n  ann: {name: Ann, role: sponsor, side: customer}\n"
        "scope:\n  in:\n    - {id: F1, text: One, type: feature}\n    - {id: F2, text: Two, type: feature}\n"
        "phases:\n  - id: p\n    name: P\n    tasks:\n"
        "      - {id: a, name: A, duration: 5d, owner: ann, kind: gate, started: 2027-02-01, remaining: 2d}\n"
        "      - {id: b, name: B, kind: validation, duration: 4d, owner: ann, after: [a], scope: [F1, F2]}\n"
        "      - {id: live, name: Live, kind: go_live, duration: 1d, owner: ann, after: [b]}\n",
        encoding="utf-8",
    )
    assert main(["recover", str(plan), "--as-of", "2027-02-05", "--apply", "1", "--dry-run"]) == 0
    from plandocs import api
    from plandocs.syncing.recovery import recovered

    _, found = api.recover(plan, as_of=date(2027, 2, 5))
    number = next(n for n, one in enumerate(found.proposals, 1) if any(a.item == "F1" for a in one.actions))
    text = recovered(plan, found, number, has_baseline=True).data.decode()
    assert "F1, text: One" not in text.split("parking_lot")[0]
    assert "Given up to hold the go-live on Fri 12 Feb 2027" in text
    assert "scope: [F2]" in text


def test_no_proposal_is_applied_where_nothing_suffices(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "project: {name: P, id: P1, start: 2027-02-01, go_live: live}\n"
        "people: {ann: {name: Ann, role: engineer, side: vendor}}\n"
        "phases:\n  - id: p\n    name: P\n    tasks:\n"
        "      - {id: a, name: A, duration: 5d, owner: ann, started: 2027-02-01, remaining: 20d}\n"
        "      - {id: live, name: Live, kind: go_live, duration: 1d, owner: ann, after: [a]}\n",
        encoding="utf-8",
    )
    assert main(["recover", str(plan), "--as-of", "2027-02-05", "--apply", "1"]) == 2
    said = capsys.readouterr()
    assert "Nothing holds Mon 8 Feb 2027." in said.out
    assert "nothing holds 2027-02-08, so there is no proposal to apply" in said.err


def test_recover_as_json_without_a_date_takes_the_last_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recover", str(SAMPLES / "invoice-approval.yaml"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["as_of"], said["slip"], said["class"], said["enough"]) == ("2027-01-29", 3, "minor", True)
    assert said["proposals"][0]["go_live"] == "2027-02-25"
    assert {action["technique"] for action in said["proposals"][0]["actions"]} == {
        "buffer",
        "after_go_live",
        "second_person",
    }
    assert all(action["risk"] and action["cost"] for one in said["single"] for action in one["actions"])


def test_recover_of_a_plan_that_has_not_begun_has_nothing_to_win_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.yaml"
    people = "people: {v: {name: V, side: vendor}}\n"
    phases = "phases: [{id: p, name: P, tasks: [{id: a, name: A, kind: go_live, duration: 1d}]}]\n"
    plan.write_text("project: {name: P, start: 2027-02-01}\n" + people + phases, encoding="utf-8")
    assert main(["recover", str(plan)]) == 0
    assert "Nothing has to be won back" in capsys.readouterr().out
    plan.write_text("project: {name: P, target_go_live: 2027-02-01}\n" + people + phases, encoding="utf-8")
    assert main(["recover", str(plan)]) == 2
    assert "--as-of" in capsys.readouterr().err
