"""`build --redline`: the flagship's project plan with its changes since the baseline tracked."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from plandocs import api
from tests.documents.changed_plans import write_changed
from tests.render.word.redline.revisions import stories
from tests.validators.judges import all_findings
from tests.validators.open_xml_sdk import revisions_resolved

NAME = "HF-2027-01 Project Plan changes since v1.0.docx"


@dataclass(frozen=True, slots=True)
class Built:
    """The redline's path, and the two documents it is between."""

    path: Path
    old: bytes
    new: bytes

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()


@cache
def built(audience: str = "customer", brand: str = "default") -> Built:
    """Return the redline of the changed flagship."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANDOCS_SOFFICE", "")
        folder = Path(mkdtemp(prefix="plandocs-redline-"))
        plan = write_changed(folder)
        options = api.BuildOptions(
            out=folder / "out", only=frozenset({"plan"}), audience=audience, brand=brand, draft=True, redline="v1.0"
        )
        api.build(plan, options)
        new = (folder / "out" / "HF-2027-01 Project Plan.docx").read_bytes()
        old = folder / "old.yaml"
        old.write_text((Path(__file__).parents[2] / "samples" / "invoice-approval.yaml").read_text("utf-8"), "utf-8")
        api.build(old, api.BuildOptions(out=folder / "old", only=frozenset({"plan"}), audience=audience, brand=brand))
        return Built(folder / "out" / NAME, (folder / "old" / "HF-2027-01 Project Plan.docx").read_bytes(), new)


@pytest.mark.parametrize(("audience", "brand"), [("customer", "default"), ("internal", "harbour")])
def test_accepting_gives_the_new_plan_and_rejecting_the_agreed_one(audience: str, brand: str) -> None:
    made = built(audience, brand)
    assert stories(made.data, "accept") == stories(made.new)
    assert stories(made.data, "reject") == stories(made.old)


def test_another_program_gives_both_plans_back() -> None:
    made = built()
    accepted, rejected = revisions_resolved(made.data)
    assert stories(accepted) == stories(made.new)
    assert stories(rejected) == stories(made.old)


@pytest.mark.parametrize(("audience", "brand"), [("customer", "default"), ("internal", "harbour")])
def test_no_judge_finds_anything(audience: str, brand: str) -> None:
    assert all_findings(built(audience, brand).path) == []


def test_the_approved_change_stands_beside_what_it_changed() -> None:
    """CR-001 touches T08, T08b and T12, brought F5, and was assessed at ten days."""
    comments = re.findall(r"<w:comment .*?</w:comment>", part("word/comments.xml"))
    texts = [re.findall(r"<w:t>([^<]*)</w:t>", comment) for comment in comments]
    assert texts[0] == [
        "CR-001: Match invoices with purchase orders and goods receipts (three-way match) in phase 1.",
        "Option taken: Extend the timeline by ten working days.",
        "Assessed effect on the go-live: 10 working days later.",
        "Approved by Marta Exemplar on Fri\u00a05\u00a0Feb\u00a02027.",
    ]
    assert len(texts) == 5
    document = part("word/document.xml")
    ranges = {
        found[1]: re.sub("<[^>]+>", "", found[2])
        for found in re.finditer(r'commentRangeStart w:id="(\d+)"/>(.*?)<w:commentRangeEnd w:id="\1"', document)
    }
    assert list(ranges) == ["0", "1", "2", "3", "4"]
    assert "Mon\u00a08\u00a0Mar\u00a02027" in ranges["0"]
    assert "F5" in ranges.values()
    assert 'w:author="Rhea Demoville" w:date="2027-02-05T00:00:00Z"' in comments[0]


def test_rows_of_scope_and_tasks_come_and_go_as_rows() -> None:
    rows = re.findall(r"<w:tr>.*?</w:tr>", part("word/document.xml"))
    kinds = {}
    for row in rows:
        first = re.search(r"<w:(?:t|delText)[^>]*>([^<]+)</w:", row)
        mark = re.match(r"<w:tr><w:trPr>.*?<w:(ins|del) ", row[: row.index("</w:trPr>")] if "<w:trPr>" in row else row)
        if first and first[1] in ("F1", "F5", "X2", "X3"):
            kinds[first[1]] = mark[1] if mark else "stayed"
    assert kinds == {"F1": "stayed", "F5": "ins", "X2": "del", "X3": "stayed"}


def test_contents_entries_lead_to_headings_that_are_there() -> None:
    document = part("word/document.xml")
    names = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', document))
    anchors = set(re.findall(r'<w:hyperlink w:anchor="([^"]+)"', document))
    assert len(anchors) > 20
    assert anchors <= names


def test_a_customer_s_redline_has_no_internal_row() -> None:
    with zipfile.ZipFile(io.BytesIO(built().data)) as file:
        text = "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist() if name.endswith(".xml"))
    assert "reference call" not in text  # R006 is internal: a discount tied to a reference call
    with zipfile.ZipFile(io.BytesIO(built("internal", "harbour").data)) as file:
        assert "reference call" in file.read("word/document.xml").decode()


def test_the_same_plan_and_baseline_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANDOCS_SOFFICE", "")
    plan = write_changed(tmp_path)
    options = api.BuildOptions(out=tmp_path / "o", only=frozenset({"plan"}), draft=True, redline="v1.0")
    api.build(plan, options)
    assert (tmp_path / "o" / NAME).read_bytes() == built().data


def test_a_plan_file_serves_as_the_version_to_mark_against(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANDOCS_SOFFICE", "")
    plan = write_changed(tmp_path)
    other = tmp_path / "signed.yaml"
    other.write_text((Path(__file__).parents[2] / "samples" / "invoice-approval.yaml").read_text("utf-8"), "utf-8")
    options = api.BuildOptions(out=tmp_path / "o", only=frozenset({"plan"}), draft=True, redline=str(other))
    made = api.build(plan, options)
    assert [path.name for path in made.files][1] == "HF-2027-01 Project Plan changes since signed.docx"
    assert stories((tmp_path / "o" / made.files[1].name).read_bytes(), "reject") == stories(built().old)


def part(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(built().data)) as file:
        return file.read(name).decode()
