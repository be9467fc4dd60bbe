"""The documents beside the four: what they say, on how many pages, and that every judge accepts them."""

from __future__ import annotations

import io
import itertools
import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pytest
import yaml
from docx.oxml.ns import qn

from plandocs import api
from plandocs.content.blocks import Bullets
from plandocs.documents.questionnaire import questionnaire
from plandocs.errors import PlanError
from plandocs.plan.fingerprint import plan_hash
from tests.documents.built import BRANDS, ROOT, SAMPLES
from tests.documents.reading import every_string, text_of
from tests.documents.sibling_plans import ARABIC, GERMAN, HOSTILE, LONG, PLAN, one, plan_file, siblings
from tests.documents.test_awkward import hostile_plan, large_plan
from tests.documents.test_nothing_leaks import PLAN as LEAKING
from tests.documents.test_nothing_leaks import SECRET
from tests.documents.test_project_plan import facts_of, sample
from tests.validators.judges import all_findings
from tests.validators.libreoffice import page_count, page_texts, soffice_pdf, soffice_pdfs

ALL = "questionnaire,charter,raci,approval"
AWKWARD = {"hostile": hostile_plan, "large": large_plan}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return plan_file(tmp_path)


@cache
def built() -> dict[tuple[str, str], list[Path]]:
    """Return the Word files of every sample and awkward plan under each brand, made once."""
    folder = Path(tempfile.mkdtemp(prefix="plandocs-siblings-"))
    plans = {name: ROOT / "samples" / f"{name}.yaml" for name in SAMPLES}
    plans["open"] = plan_file(folder)
    for name, make in AWKWARD.items():
        plans[name] = folder / f"{name}.yaml"
        plans[name].write_text(yaml.safe_dump(make(), allow_unicode=True, sort_keys=False), encoding="utf-8")
    found: dict[tuple[str, str], list[Path]] = {}
    for (name, path), brand in itertools.product(plans.items(), BRANDS):
        made, _ = siblings(path, ALL, brand=brand)
        files = [folder / f"{name}-{brand}-{n}-{file.rpartition(' ')[2]}" for n, file in enumerate(made)]
        for file, data in zip(files, made.values(), strict=True):
            file.write_bytes(data)
        found[name, brand] = [file for file in files if file.suffix == ".docx"]
    return found


CASES = [(name, brand) for name in (*SAMPLES, "open", *AWKWARD) for brand in BRANDS]


@pytest.mark.parametrize(("name", "brand"), CASES)
def test_no_judge_has_a_finding(name: str, brand: str) -> None:
    files = built()[name, brand]
    assert files
    assert {file.name: all_findings(file) for file in files} == {file.name: [] for file in files}


def test_charter_and_raci_are_one_page_under_both_brands() -> None:
    files = [
        file
        for (name, _), found in built().items()
        for file in found
        if "Charter" in file.name or ("RACI" in file.name and name != "large")
    ]
    assert len(files) >= 2 * len(SAMPLES)
    with tempfile.TemporaryDirectory() as folder:
        pages = {file.name: page_count(pdf) for file, pdf in soffice_pdfs(files, Path(folder)).items()}
    assert {name: count for name, count in pages.items() if count != 1} == {}


def test_files_are_called_after_the_project(plan: Path) -> None:
    assert list(siblings(plan, ALL)[0]) == [
        "TOB-9 Questionnaire.docx",
        "TOB-9 Charter.docx",
        "TOB-9 RACI.docx",
        "TOB-9 Approval Request.md",
        "TOB-9 Approval Request.html",
    ]


def test_they_are_made_only_when_they_are_named(plan: Path, tmp_path: Path) -> None:
    result = api.build(plan, api.BuildOptions(out=tmp_path / "out", draft=True))
    assert {path.name.partition(" ")[2].split()[0] for path in result.files} == {
        "Project", "Kickoff.pptx", "Workbook.xlsx", "Status",
    }  # fmt: skip


def test_the_same_plan_gives_the_same_bytes(plan: Path) -> None:
    assert siblings(plan, ALL)[0] == siblings(plan, ALL)[0]


def test_nothing_internal_is_in_any_of_them(tmp_path: Path) -> None:
    made, _ = siblings(plan_file(tmp_path, LEAKING), ALL)
    assert len(made) >= 3
    for name, data in made.items():
        strings = [data.decode()] if name.endswith((".md", ".html")) else list(every_string(data))
        assert [text for text in strings if SECRET in text] == [], name


def test_a_brief_template_that_places_a_plans_sections_is_not_used_and_said(plan: Path, tmp_path: Path) -> None:
    brand = tmp_path / "brand"
    brand.mkdir()
    document = docx.Document(str(ROOT / "templates" / "word" / "brief.docx"))
    place = next(item for item in document.paragraphs if "block.sections" in item.text)
    place.runs[0].text = "{{ block.summary }}"
    document.add_paragraph("Our own foot")
    document.save(str(brand / "own.docx"))
    look = (ROOT / "brand" / "harbour" / "brand.yaml").read_text(encoding="utf-8")
    (brand / "brand.yaml").write_text(look + "\ntemplates: {brief: own.docx}\n", encoding="utf-8")
    for logo in ("logo.png", "logo-on-dark.png"):
        shutil.copy(ROOT / "brand" / "harbour" / logo, brand)
    made, notes = siblings(plan, "charter", brand=str(brand))
    (data,) = made.values()
    assert "Orders by telephone" in text_of("plan", data)
    assert [(note.rule, note.severity) for note in notes] == [("template-of-a-plan", "info")]


# The questionnaire


def asked(data: bytes) -> list[str]:
    """Return the printed numbers of the questions, in order."""
    tables = docx.Document(io.BytesIO(data)).tables
    return [row.cells[0].text for table in tables for row in table.rows if row.cells[0].text]


def test_open_questions_are_asked_by_topic_with_gates_first(plan: Path) -> None:
    data = one(plan, "questionnaire")
    # tools (Q2 is a gate), data, the plan's own topic, none; Q6 is answered, Q7 is the vendor's own
    assert asked(data) == ["Q2", "Q1", "Q3", "Q4", "Q8", "Q5"]
    titles = [p.text for p in docx.Document(io.BytesIO(data)).paragraphs if p.style.name == "Heading 1"]
    assert titles == ["How to answer", "Tools in use today", "Data", "Warehouse robots", "Further questions"]


def test_texts_of_any_script_and_length_are_printed_whole(plan: Path) -> None:
    text = text_of("plan", one(plan, "questionnaire"))
    assert [found for found in (LONG, ARABIC, GERMAN, HOSTILE) if found not in text] == []
    assert "For Bea Crumbsworth, by Wed 3 Feb 2027" in text
    assert "Needed before the plan can be approved" in text
    assert "Please return this file to Finn Setupsky (finn@example.com) by Fri 5 Feb 2027." in text


def test_each_question_has_a_field_of_its_own_that_carries_its_tag(plan: Path) -> None:
    body = docx.Document(io.BytesIO(one(plan, "questionnaire"))).element.body
    tags = [tag.get(qn("w:val")) for tag in body.iter(qn("w:tag"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(tags)) == len(tags) == 6
    assert tags == [mark for mark in marks if mark.startswith("Answer_")]


def test_the_vendors_own_questions_are_told_and_stand_in_the_internal_edition(plan: Path) -> None:
    _, notes = siblings(plan, "questionnaire")
    assert [note.message for note in notes if note.rule == "own-questions"] == [
        "Q7: open questions that your own people answer, and that the questionnaire does not ask"
    ]
    assert "Q7" in asked(one(plan, "questionnaire", audience="internal"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (PLAN.partition("discovery:")[0], "the plan has no questions of discovery"),
        (PLAN.partition("discovery:")[0] + "discovery: [{question: A?, answer: b}]", "every question of discovery has"),
        (PLAN.partition("discovery:")[0] + "discovery: [{question: A?, owner: finn}]", "no open question is for the"),
    ],
)
def test_without_a_question_to_ask_there_is_no_file_but_a_reason(tmp_path: Path, text: str, message: str) -> None:
    made, notes = siblings(plan_file(tmp_path, text), "questionnaire")
    assert made == {}
    assert message in notes[0].message
    assert notes[0].severity == "info"


def test_sixty_questions_keep_each_field_with_its_question(tmp_path: Path) -> None:
    rows = "".join(f'  - {{id: N{n}, topic: data, question: "{LONG} ({n})"}}\n' for n in range(60))
    data = one(plan_file(tmp_path, PLAN.partition("discovery:")[0] + "discovery:\n" + rows), "questionnaire")
    path = tmp_path / "sixty.docx"
    path.write_bytes(data)
    pages = page_texts(soffice_pdf(path))
    assert len(pages) > 5
    ends = [page for page in pages if page.rstrip().endswith("of 2026?")]
    assert ends == []
    assert sum(page.count("Type your answer here") for page in pages) == 60


def test_open_gates_stop_a_charter_but_not_the_questionnaire_that_asks_for_them(plan: Path, tmp_path: Path) -> None:
    result = api.build(plan, api.BuildOptions(out=tmp_path / "a", only=frozenset({"questionnaire"})))
    assert [path.name for path in result.files] == ["TOB-9 Questionnaire.docx"]
    with pytest.raises(PlanError, match="has to be answered before the plan is sent"):
        api.build(plan, api.BuildOptions(out=tmp_path / "b", only=frozenset({"questionnaire", "charter"})))


# The charter, the RACI page


def test_the_charter_says_what_both_sides_sign(plan: Path) -> None:
    text = text_of("plan", one(plan, "charter"))
    for said in (
        "From the kickoff on Mon 1 Feb 2027 to the go-live on Wed 3 Feb 2027.",  # 2 days, then 1
        "Orders by telephone", "Delivery to the door", "Bea Crumbsworth", "Finn Setupsky", "GBP 1,200",
    ):  # fmt: skip
        assert said in text, said
    assert f"this charter of version 1.2, plan {plan_hash(api.load(plan).plan)[:8]}" in text


def test_what_the_charter_leaves_out_is_counted(tmp_path: Path) -> None:
    items = "".join(f"    - Item {n} of the scope\n" for n in range(30))
    text = PLAN.replace("  in: [{id: F1, text: Orders by telephone}]\n", f"  in:\n{items}")
    shown = text_of("plan", one(plan_file(tmp_path, text), "charter"))
    printed = sum(f"Item {n} of" in shown for n in range(30))
    assert 2 <= printed < 30
    assert f"{30 - printed} more in the project plan" in shown


def test_the_raci_page_has_every_letter_and_lies_where_it_is_wide(plan: Path) -> None:
    document = docx.Document(io.BytesIO(one(plan, "raci")))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [["Activity", "Bea Crumbsworth", "Finn Setupsky"], ["Price list", "A", "R"], ["Go-live", "I", "R/A"]]
    assert document.sections[0].orientation == 0
    wide = docx.Document(io.BytesIO(one(ROOT / "samples" / "dock-scheduling.yaml", "raci")))
    assert wide.sections[0].orientation == 1
    assert wide.sections[0].page_width > wide.sections[0].page_height


def raci_plan(rows: int, roles: int) -> str:
    """Return a plan with a matrix of a size, in activities of one line."""
    names = ["sponsor", "champion", "implementation_pm", "it", "data", "security", "legal", "procurement", "trainer",
             "support", "engineer", "architect"][:roles]  # fmt: skip
    letters = ", ".join(f"{name}: {'A' if n == 0 else 'RCI'[n % 3]}" for n, name in enumerate(names))
    activities = "".join(f"- {{activity: Activity {n} of the migration, {letters}}}\n" for n in range(rows))
    return PLAN.replace(", raci: {bea: A, finn: R}", "").replace(", raci: {bea: I, finn: R/A}", "") + (
        f"raci:\n{activities}"
    )


def test_matrices_up_to_a_page_have_one_page_and_longer_ones_lose_nothing(tmp_path: Path) -> None:
    sizes = {(15, 12): 1, (16, 12): 1, (20, 12): 1, (21, 12): 1, (32, 12): 1, (27, 8): 1, (28, 8): 1, (32, 8): 1}
    files = {}
    for rows, roles in (*sizes, (70, 12)):
        files[rows, roles] = tmp_path / f"raci-{rows}-{roles}.docx"
        files[rows, roles].write_bytes(one(plan_file(tmp_path, raci_plan(rows, roles)), "raci"))
    pdfs = soffice_pdfs(list(files.values()), tmp_path)
    assert {size: page_count(pdfs[files[size]]) for size in sizes} == sizes
    pages = ["".join(page.split()) for page in page_texts(pdfs[files[70, 12]])]
    assert len(pages) > 1
    assert all("Activity" in page for page in pages[:2])  # the head is repeated
    assert [n for n in range(70) if not any(f"Activity{n}of" in page for page in pages)] == []


def test_a_plan_without_letters_has_no_raci_page(tmp_path: Path) -> None:
    text = PLAN.replace(", raci: {bea: A, finn: R}", "").replace(", raci: {bea: I, finn: R/A}", "")
    made, notes = siblings(plan_file(tmp_path, text), "raci")
    assert made == {}
    assert [note.rule for note in notes] == ["no-raci"]


# The request for approval


def message(path: Path, *, draft: bool = False) -> tuple[str, str]:
    made, _ = siblings(path, "approval", draft=draft)
    text, mail = made.values()
    return text.decode(), mail.decode()


def test_the_message_has_its_subject_its_envelope_and_what_is_approved(plan: Path) -> None:
    text, mail = message(plan)
    mail = mail.replace("\u00a0", " ")
    subject = "For approval by Fri 5 Feb 2027: Online pre-orders, project plan version 1.2"
    assert text.startswith(f"# {subject}\n")
    assert r"- **To**: Bea Crumbsworth \<bea@example.com>" in text
    assert "Please approve the project plan for Online pre-orders, version 1.2, by Fri 5 Feb 2027." in text
    assert "kickoff on Mon 1 Feb 2027, go-live on Wed 3 Feb 2027" in text
    assert f"Approved, version 1.2, plan {plan_hash(api.load(plan).plan)[:8]}" in text
    assert f"<title>{subject}</title>" in mail
    assert "bea@example.com" not in mail  # the envelope is the mail program's
    assert "Which till is used?" in mail


def test_a_changed_plan_asks_anew_and_an_approved_one_does_not_ask(tmp_path: Path) -> None:
    stale = PLAN + "approvals: [{by: bea, date: 2027-01-20, hash: '00000000'}]\n"
    assert "has changed since it was approved" in message(plan_file(tmp_path, stale))[0]
    approved = PLAN + "approvals: [{by: bea, date: 2027-01-20}]\n"
    text, _ = message(plan_file(tmp_path, approved))
    assert text.startswith("# Approved: Online pre-orders, project plan version 1.2\n")
    assert "No reply is needed" in text
    assert "please" not in text
    assert "How to approve" not in text


def test_a_draft_says_so_in_its_subject(plan: Path) -> None:
    assert message(plan, draft=True)[0].startswith("# DRAFT · For approval")


def test_nobody_to_approve_is_marked_never_invented(tmp_path: Path) -> None:
    text, _ = message(plan_file(tmp_path, PLAN.replace("[sponsor, champion]", "champion")))
    assert r"- **To**: \[To be completed: who approves\]" in text
    assert "Dear all," in text


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (date(2027, 1, 11), "by Fri 15 Jan 2027."),  # the confirmation is still to come
        (date(2027, 1, 29), "by Fri 12 Feb 2027."),  # it has passed: the day of the only answer, that of Q12
        (date(2027, 3, 1), "(rhea.demoville@nimbusfold.example)."),  # both have passed: no day, rather than a past one
    ],
)
def test_the_questionnaire_is_never_wanted_back_in_the_past(as_of: date, said: str) -> None:
    facts = facts_of(sample("invoice-approval"), as_of)
    document = questionnaire(facts, facts.words)
    assert document is not None
    asked_for = str(next(block for block in document.sections[0].blocks if isinstance(block, Bullets)).items[-1])
    assert asked_for.replace("\u00a0", " ").endswith(said)
    assert document.cover is not None
    assert "the answer is due on" in document.cover.line  # one question has one answer, and no first one
