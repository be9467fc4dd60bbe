"""Findings as Word comments: at the right paragraph, with the text, and without a fault that Office would repair."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from plandocs.errors import Problem
from plandocs.render.doctor.annotate import annotated
from plandocs.render.package import Package
from tests.render.doctor.patients import SECTIONS, WORD, body, bundled, changed, findings, p, table
from tests.validators.judges import all_findings

FAULTY = (
    p("Risks", style="Heading1"),
    table(("a", "b"), ("{{ project.custmer }}", "c")),
    p("{% if cover %} and more"),
    SECTIONS,
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = changed(WORD, body(*FAULTY))
    path = tmp_path_factory.mktemp("annotated") / "commented.docx"
    path.write_bytes(annotated(data, findings(WORD, data), "plan.docx"))
    return path


def test_each_finding_is_a_comment_with_rule_and_fix(written: Path) -> None:
    texts = ["\n".join(item.text for item in comment.paragraphs) for comment in docx.Document(str(written)).comments]
    assert len(texts) == 2
    assert "{% if cover %} in paragraph" in texts[0]
    assert "{{ project.custmer }} in table 1, row 2, column 1, under 'Risks'" in texts[1]
    assert texts[1].endswith("Fix: did you mean 'project.customer'?")


def test_a_comment_stands_around_the_paragraph_it_is_about(written: Path) -> None:
    root = Package.open(written.read_bytes(), name="w").parse("/word/document.xml")
    about = {}
    for start in root.iter("{*}commentRangeStart"):
        paragraph = start.getparent()
        assert paragraph is not None
        number = next(value for name, value in start.attrib.items() if str(name).endswith("}id"))
        about[number] = "".join(node.text or "" for node in paragraph.iter("{*}t"))
    assert about == {"0": "{% if cover %} and more", "1": "{{ project.custmer }}"}


def test_the_annotated_file_has_no_finding_of_any_validator(written: Path) -> None:
    assert all_findings(written) == []


def test_findings_elsewhere_stand_at_the_first_paragraph() -> None:
    problem = Problem(rule="template-contrast", message="faint", where="style 'Lead'")
    package = Package.open(annotated(bundled(WORD), [problem], "p"), name="w")
    assert b"style 'Lead': error [template-contrast] faint" in package.parts["/word/comments.xml"]
    first = next(package.parse("/word/document.xml").iter("{*}p"))
    assert next(first.iter("{*}commentRangeStart"), None) is not None


def test_a_template_with_comments_of_its_own_keeps_them() -> None:
    problem = Problem(rule="x", message="one")
    once = annotated(bundled(WORD), [problem], "p")
    twice = Package.open(annotated(once, [problem], "p"), name="w")
    ids = [item.get(next(iter(item.attrib))) for item in twice.parse("/word/comments.xml")]
    assert ids == ["0", "1"]
    assert twice.parts["/word/styles.xml"].count(b'w:styleId="CommentText"') == 1
