"""The processes say the same, word for word, in the project plan, on the kickoff deck and in the text to pin (S94)."""

from pathlib import Path

import pytest

from plandocs import api
from plandocs.content.blocks import Bullets, Paragraph
from plandocs.documents.project_plan.changes import changes
from plandocs.plan.load import load_plan
from plandocs.plan.registers import Process
from tests.documents.reading import text_of
from tests.documents.test_project_plan import facts_of, plain, sample

SAMPLES = Path(__file__).parents[2] / "samples"


def read(name: str, tmp_path: Path, **options: object) -> dict[str, str]:
    """The words of plan, deck and pinned text, with blanks of one kind."""
    only = frozenset({"plan", "kickoff", "processes"})
    made = api.build(SAMPLES / f"{name}.yaml", api.BuildOptions(out=tmp_path, only=only, draft=True, **options))  # type: ignore[arg-type]
    found = {}
    for path in made.files:
        kind = {".docx": "plan", ".pptx": "kickoff", ".txt": "pinned"}[path.suffix]
        data = path.read_bytes()
        found[kind] = " ".join((data.decode() if kind == "pinned" else text_of(kind, data)).split())
    assert set(found) == {"plan", "kickoff", "pinned"}
    return found


@pytest.mark.parametrize("name", ["invoice-approval", "dock-scheduling"])
def test_every_word_of_every_process_is_the_same_in_plan_deck_and_pinned_text(name: str, tmp_path: Path) -> None:
    plan = load_plan(SAMPLES / f"{name}.yaml").plan
    assert len(plan.processes) >= 3
    read_back = read(name, tmp_path)
    checked = 0
    for entry in plan.processes:
        owner = plan.people[entry.owner].name
        keeper = f"Owner {owner}, version {entry.version}, reviewed "
        for words in (entry.name, entry.text, keeper, *entry.steps):
            for where, text in read_back.items():
                assert " ".join(words.split()) in text, f"{where} does not say: {words}"
                checked += 1
    assert checked >= 30


def test_the_pinned_text_is_plain_and_numbers_the_steps(tmp_path: Path) -> None:
    plan = load_plan(SAMPLES / "invoice-approval.yaml").plan
    options = api.BuildOptions(out=tmp_path, only=frozenset({"processes"}), draft=True)
    (path,) = api.build(SAMPLES / "invoice-approval.yaml", options).files
    assert path.name == "HF-2027-01 How We Work.txt"
    lines = path.read_text("utf-8").splitlines()
    first = plan.processes[0]
    at = lines.index(first.name)
    numbered = [f"{number}. {step}" for number, step in enumerate(first.steps, start=1)]
    assert lines[at + 1 + bool(first.text) :][: len(numbered)] == numbered
    assert not any(line.startswith(("#", "*", ">", "|")) for line in lines)


def test_an_internal_process_is_in_no_customers_file(tmp_path: Path) -> None:
    text = (SAMPLES / "invoice-approval.yaml").read_text("utf-8")
    entry = "{id: x, name: Margin review, owner: rhea, steps: [Look at the discount.], audience: internal}"
    inner = f"processes:\n  - {entry}\n"
    assert text.count("\nprocesses:\n") == 1
    path = tmp_path / "plan.yaml"
    path.write_text(text.replace("processes:\n", inner, 1), "utf-8")
    only = frozenset({"processes", "kickoff", "plan"})
    for audience, there in (("customer", False), ("internal", True)):
        made = api.build(path, api.BuildOptions(out=tmp_path / audience, only=only, draft=True, audience=audience))
        pinned = next(file for file in made.files if file.suffix == ".txt")
        assert ("Look at the discount." in pinned.read_text("utf-8")) is there
        deck = next(file for file in made.files if file.suffix == ".pptx")
        assert ("Look at the discount." in text_of("kickoff", deck.read_bytes())) is there


def test_a_plan_without_processes_has_nothing_to_pin_and_is_told_so(tmp_path: Path) -> None:
    options = api.BuildOptions(out=tmp_path, only=frozenset({"processes"}), draft=True)
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "project: {name: P, id: P-1, start: 2027-02-01}\npeople: {a: {name: Ann, side: vendor}}\n"
        "phases: [{id: p, name: P, tasks: [{id: t, name: T, duration: 2d, owner: a}]}]\n",
        "utf-8",
    )
    made = api.build(plan, options)
    assert made.files == ()
    assert "no-processes" in {problem.rule for problem in made.problems}


def test_change_control_says_who_keeps_the_plans_own_process() -> None:
    own = Process(id="change-control", name="Change control", owner="rhea", version="3", text="One way.", steps=("A.",))
    facts = facts_of(sample("invoice-approval").model_copy(update={"processes": (own,)}))
    blocks = changes(facts, facts.words).blocks
    texts = [plain(block.text) for block in blocks if isinstance(block, Paragraph)]
    assert "One way." in texts
    assert "Owner Rhea Demoville, version 3" in texts
    assert next(block.items for block in blocks if isinstance(block, Bullets)) == ("A.",)
