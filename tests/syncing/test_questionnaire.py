"""A filled-in questionnaire changes the plan's answers, and nothing else."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from plandocs import api, syncing
from plandocs.errors import FileError, PlanError, UsageError
from tests.documents.sibling_plans import PLAN, one, plan_file
from tests.exchange.filling import filled, typed_into_the_control


def returned(plan: Path, answers: Mapping[str, str]) -> Path:
    """Return the plan's questionnaire, filled in."""
    path = plan.parent / "returned.docx"
    path.write_bytes(filled(one(plan, "questionnaire"), answers, typed_into_the_control))
    return path


def changed_lines(old: str, new: str) -> list[str]:
    return [line for line in difflib.ndiff(old.splitlines(), new.splitlines()) if line[:2] in ("- ", "+ ")]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return plan_file(tmp_path)


def test_answers_go_into_their_entries_and_every_other_byte_stays(plan: Path) -> None:
    found = syncing.compare(plan, returned(plan, {"Q1": "LedgerLeaf: the old one", "Q2": "Yes\nby e-mail", "Q3": "x"}))
    assert plan.read_text(encoding="utf-8") == PLAN  # comparing writes nothing
    assert [(change.label, change.where, change.old, change.new) for change in found.changes] == [
        ("Q2", "discovery[1].answer", "", "Yes\nby e-mail"),
        ("Q1", "discovery[0].answer", "unknown", "LedgerLeaf: the old one"),
        ("Q3", "discovery[2].answer", "", "x"),
    ]
    assert (found.same, found.empty, found.open, found.problems) == (0, 3, 4, ())
    syncing.write(found)
    changes = changed_lines(PLAN, plan.read_text(encoding="utf-8"))
    first = PLAN.index("  - {id: Q1")
    old = PLAN[first : PLAN.index("\n", first)]
    expected = old.replace("answer: unknown", 'answer: "LedgerLeaf: the old one"')
    expected = expected.replace("due: 2027-02-03}", "due: 2027-02-03, source: questionnaire}")
    assert f"+ {expected}" in changes
    assert "+     answer: |-" in changes
    assert "+       by e-mail" in changes
    assert "+     source: questionnaire" in changes  # Q2 had none; Q3 keeps its own
    discovery = api.load(plan).plan.discovery
    assert [entry.answer for entry in discovery[:3]] == ["LedgerLeaf: the old one", "Yes\nby e-mail", "x"]
    assert [entry.source for entry in discovery[:3]] == ["questionnaire", "questionnaire", "discovery call"]


def test_a_second_time_there_is_nothing_to_do(plan: Path) -> None:
    file = returned(plan, {"Q1": "LedgerLeaf"})
    syncing.write(syncing.compare(plan, file))
    found = syncing.compare(plan, file)
    assert (found.changes, found.same, found.data) == ((), 1, None)


def test_an_answer_in_the_plan_is_never_overwritten_in_silence(plan: Path) -> None:
    file = returned(plan, {"Q1": "LedgerLeaf"})
    plan_file(plan.parent, PLAN.replace("answer: unknown", "answer: PaperTill"))
    found = syncing.compare(plan, file)
    assert found.changes == ()
    (problem,) = found.problems
    assert problem.severity == "error"
    assert problem.message == ("the plan has another answer by now: 'PaperTill'; the questionnaire says 'LedgerLeaf'")
    assert plan.read_text(encoding="utf-8").splitlines()[problem.line - 1].startswith("  - {id: Q1")  # type: ignore[operator]
    assert syncing.compare(plan, file, overwrite=True).changes[0].old == "PaperTill"


@pytest.mark.parametrize(
    "text",
    [PLAN.replace("Which till is used?", "Which till do you use?"), PLAN.replace("  - {id: Q1", "  # - {id: Q1")],
)
def test_an_answer_to_a_question_that_changed_is_told_and_left_out(plan: Path, text: str) -> None:
    file = returned(plan, {"Q1": "LedgerLeaf", "Q4": "two"})
    plan_file(plan.parent, text)
    found = syncing.compare(plan, file)
    assert [change.new for change in found.changes] == ["two"]
    (problem,) = found.problems
    assert "the plan does not ask 'Which till is used?' any more" in problem.message
    assert "'LedgerLeaf'" in problem.message


def test_questions_that_moved_get_their_own_answers(plan: Path) -> None:
    file = returned(plan, {"Q1": "LedgerLeaf"})
    moved = PLAN.replace("discovery:\n", "discovery:\n  - {id: Q0, question: Who opens the shop?}\n")
    plan_file(plan.parent, moved)
    found = syncing.compare(plan, file)
    assert [change.where for change in found.changes] == ["discovery[1].answer"]


def test_a_plan_that_changed_otherwise_is_mentioned(plan: Path) -> None:
    file = returned(plan, {"Q1": "LedgerLeaf"})
    plan_file(plan.parent, PLAN.replace("duration: 2d", "duration: 3d"))
    found = syncing.compare(plan, file)
    assert [(problem.rule, problem.severity) for problem in found.problems] == [("plan-changed", "info")]
    assert len(found.changes) == 1


def test_equal_questions_are_told_apart(tmp_path: Path) -> None:
    head = PLAN.partition("discovery:")[0]
    twice = head + "discovery:\n- {id: A, question: Same?}\n- {id: B, question: Same?}\n"
    plan = plan_file(tmp_path, twice)
    found = syncing.compare(plan, returned(plan, {"B": "the second"}))
    assert [change.where for change in found.changes] == ["discovery[1].answer"]


@pytest.mark.parametrize("text", ["unknown", "TBD", "?", "  "])
def test_no_answer_in_words_is_no_answer(plan: Path, text: str) -> None:
    found = syncing.compare(plan, returned(plan, {"Q1": text}))
    assert (found.changes, found.empty) == ((), 6)


@pytest.mark.parametrize("text", ["{{ project.name }}", "*star: &x [y] # z", "=1+1", "'\"", "- a", "no", "|", "\\n"])
def test_an_answer_is_text_whatever_it_looks_like(plan: Path, text: str) -> None:
    syncing.write(syncing.compare(plan, returned(plan, {"Q1": text, "Q2": text})))
    assert [entry.answer for entry in api.load(plan).plan.discovery[:2]] == [text, text]
    assert api.load(plan).plan.discovery[2].answer == ""


def test_another_projects_questionnaire_is_refused(plan: Path, tmp_path: Path) -> None:
    file = returned(plan, {"Q1": "x"})
    plan_file(tmp_path, PLAN.replace("id: TOB-9", "id: TOB-10"))
    with pytest.raises(PlanError, match="made for project 'TOB-9', the plan is 'TOB-10'"):
        syncing.compare(plan, file)


def test_a_plan_that_somebody_saves_meanwhile_is_not_written_over(plan: Path) -> None:
    found = syncing.compare(plan, returned(plan, {"Q1": "x"}))
    plan_file(plan.parent, PLAN + "# saved by somebody\n")
    with pytest.raises(FileError, match="changed by somebody else"):
        syncing.write(found)
    assert plan.read_text(encoding="utf-8") == PLAN + "# saved by somebody\n"


def test_the_plan_file_keeps_its_rights_and_its_link(plan: Path) -> None:
    plan.chmod(0o600)
    link = plan.parent / "link.yaml"
    os.symlink(plan, link)
    syncing.write(syncing.compare(link, returned(plan, {"Q1": "x"})))
    assert link.is_symlink()
    assert plan.stat().st_mode & 0o777 == 0o600
    assert "answer: x" in plan.read_text(encoding="utf-8")


def test_what_cannot_be_read_back_is_wrong_usage(plan: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing back out of \.pdf files"):
        syncing.compare(plan, plan.parent / "w.pdf")
