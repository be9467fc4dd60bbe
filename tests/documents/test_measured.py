"""Delays are measured against the frozen baseline, the same in every document, and each says which one it is.

The flagship is frozen with its go-live on Thu 25 February. Then User acceptance test gets two days more, so that the
plan itself goes live on Mon 1 March (two working days later); as of 29 January the forecast is three working days later
than that, Thu 4 March: five later than what was frozen.
"""

from __future__ import annotations

import io
import json
import shutil
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from plandocs import api, baselining
from plandocs.errors import FileError, UsageError
from tests.documents.reading import every_string

SAMPLE = Path(__file__).parents[2] / "samples" / "invoice-approval.yaml"
AS_OF = date(2027, 1, 29)
ALL = frozenset({"plan", "workbook", "status", "slide", "page", "steering"})
LABEL = "Baseline v1.0 of 20 Jan 2027"


@pytest.fixture(autouse=True)
def _no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANDOCS_SOFFICE", "")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("measured") / "plan.yaml"
    shutil.copy(SAMPLE, path)
    baselining.freeze(path, approved_by=["marta"], approved_on=date(2027, 1, 20))
    text = path.read_text("utf-8")
    at = text.index("duration: 5d", text.index("- id: T12\n"))
    path.write_text(text[:at] + "duration: 7d" + text[at + len("duration: 5d") :], encoding="utf-8")
    return path


def built(plan: Path, out: Path, **changes: object) -> dict[str, bytes]:
    chosen: dict[str, object] = {"only": ALL, "as_of": AS_OF, "draft": True, **changes}
    made = api.build(plan, api.BuildOptions(out=out, **chosen))  # type: ignore[arg-type]
    return {path.name: path.read_bytes() for path in made.files}


def plain(data: bytes) -> str:
    return " ".join(every_string(data).replace("\u00a0", " ").split())


def test_every_document_says_which_baseline_it_measures_against(plan: Path, tmp_path: Path) -> None:
    files = built(plan, tmp_path)
    assert len(files) == 8
    for name, data in files.items():
        assert LABEL in plain(data), name


def test_the_delay_is_the_same_in_every_document(plan: Path, tmp_path: Path) -> None:
    files = built(plan, tmp_path)
    for name in ("Project Plan.docx", "Status 2027-01-29.docx", "Status 2027-01-29.md", "Status 2027-01-29.html"):
        assert "5 working days later than" in plain(files[f"HF-2027-01 {name}"]), name
    assert "Go-live 4 Mar 2027, 5 working days later" in _title(files["HF-2027-01 Status Slide 2027-01-29.pptx"])
    assert "5 working days" in plain(files["HF-2027-01 Steering 2027-01-29.pptx"])
    assert "5 working days later than" in plain(files["HF-2027-01 Project Page 2027-01-29.html"])
    row = _row(files["HF-2027-01 Workbook.xlsx"], "T18")
    assert row["Baseline finish"] == datetime(2027, 2, 25)
    assert row["Slip"] == 5


def _title(data: bytes) -> str:
    text = plain(data)
    return text.replace("Thu 4 Mar", "4 Mar")


def _row(data: bytes, task: str) -> dict[str, object]:
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Schedule"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(row for row in rows if "Baseline finish" in row)
    found = next(row for row in rows if task in row)
    return dict(zip(map(str, head), found, strict=True))


def test_without_a_baseline_the_agreed_plan_is_what_counts(plan: Path, tmp_path: Path) -> None:
    text = built(plan, tmp_path, baseline="none", only=frozenset({"status"}))[
        "HF-2027-01 Status 2027-01-29.md"
    ].decode()
    assert "3 working days later than the agreed Mon" in text.replace("\u00a0", " ")
    assert "Baseline" not in text


def test_a_named_baseline_is_used_and_an_unknown_one_refused(plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "plan.yaml"
    shutil.copytree(plan.parent, tmp_path, dirs_exist_ok=True)
    baselining.freeze(copy, name="v1.1", approved_by=[])
    only = frozenset({"status"})
    newest = built(copy, tmp_path / "a", only=only)["HF-2027-01 Status 2027-01-29.md"].decode()
    named = built(copy, tmp_path / "b", only=only, baseline="v1.1")["HF-2027-01 Status 2027-01-29.md"].decode()
    assert LABEL in newest.replace("\u00a0", " "), "the one that was approved last"
    assert "Baseline v1.1." in named
    assert "3 working days later" in named.replace("\u00a0", " ")
    with pytest.raises(UsageError) as caught:
        built(copy, tmp_path / "c", only=only, baseline="v1.2")
    assert caught.value.problems[0].rule == "unknown-baseline"


def test_a_report_made_again_has_the_baseline_that_it_had(plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "plan.yaml"
    shutil.copytree(plan.parent, tmp_path, dirs_exist_ok=True)
    first = built(copy, tmp_path / "a", history=True)
    kept = json.loads((tmp_path / "plan.history" / "2027-01-29.json").read_bytes())
    assert (kept["baseline"]["name"], kept["baseline"]["dated"]) == ("v1.0", "2027-01-20")
    baselining.freeze(copy, name="v1.1")
    shelf = tmp_path / "plan.baselines"
    later = json.loads((shelf / "v1.1.json").read_bytes())
    later["approvals"] = [{"by": "marta", "name": "Marta Exemplar", "date": "2027-02-20"}]
    (shelf / "v1.1.json").write_text(json.dumps(later))
    assert LABEL not in plain(built(copy, tmp_path / "b")["HF-2027-01 Status 2027-01-29.md"])
    again = built(copy, tmp_path / "c", history=True, again=True)
    assert again == first
    (shelf / "v1.0.json").write_bytes((shelf / "v1.1.json").read_bytes().replace(b'"v1.1"', b'"v1.0"'))
    with pytest.raises(FileError) as caught:
        built(copy, tmp_path / "d", history=True, again=True)
    assert caught.value.problems[0].rule == "baseline-replaced"


def test_a_spent_buffer_is_no_milestone(plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "plan.yaml"
    text = plan.read_text("utf-8")
    at = text.index("duration: 3d", text.index("- id: T16\n"))
    copy.write_text(text[:at] + "duration: 0d" + text[at + len("duration: 3d") :], encoding="utf-8")
    told = built(copy, tmp_path / "out", only=frozenset({"status"}))["HF-2027-01 Status 2027-01-29.md"].decode()
    assert "| Buffer: acceptance fixes and retest" not in told
    assert "none is left before the go-live" in told


def test_reports_are_numbered_on_from_those_that_were_kept(tmp_path: Path) -> None:
    """Two reports in the third week, neither of them listed in the plan: the first is number 3 by its week."""
    copy = tmp_path / "plan.yaml"
    text = SAMPLE.read_text("utf-8")
    copy.write_text(text[: text.index("\nreports:")] + "\n", encoding="utf-8")
    numbers = []
    for day in (27, 29, 28):
        files = built(copy, tmp_path / "out", only=frozenset({"slide"}), as_of=date(2027, 1, day), history=True)
        assert files
        kept = tmp_path / "plan.history" / f"2027-01-{day}.json"
        numbers.append(json.loads(kept.read_bytes())["number"])
    assert numbers[:2] == [3, 4]
    assert numbers[2] == 4, "the report of the 28th follows that of the 27th"


def test_a_report_of_the_plan_since_the_last_kept_one_counts_too(tmp_path: Path) -> None:
    copy = tmp_path / "plan.yaml"
    text = SAMPLE.read_text("utf-8")
    base = text[: text.index("\nreports:")] + "\nreports:\n"
    only = frozenset({"status"})
    copy.write_text(base + "  - {as_of: 2027-01-15, highlights: [One]}\n", encoding="utf-8")
    built(copy, tmp_path / "out", only=only, as_of=date(2027, 1, 15), history=True)
    listed = base + "".join(f"  - {{as_of: 2027-01-{day}, highlights: [One]}}\n" for day in (15, 22, 29))
    copy.write_text(listed, encoding="utf-8")
    built(copy, tmp_path / "out", only=only, history=True)
    kept = [json.loads(path.read_bytes())["number"] for path in sorted((tmp_path / "plan.history").glob("*.json"))]
    assert kept == [1, 3]
