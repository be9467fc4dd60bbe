"""All documents of plans in Arabic and Hebrew: they run from right to left, and every validator finds them clean."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as parser

from plandocs import api
from tests.documents.test_every_deck import ARABIC, SAMPLES
from tests.validators.judges import all_findings

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAMES = frozenset({"plan", "kickoff", "workbook", "status", "page"})


def built(text: str, folder: Path, as_of: date) -> dict[str, Path]:
    """Return the documents of a plan by the ends of their names."""
    plan = folder / "plan.yaml"
    plan.write_text(text, encoding="utf-8")
    api.build(plan, api.BuildOptions(out=folder, draft=True, only=NAMES, as_of=as_of))
    found = {
        key: next(folder.glob(pattern))
        for key, pattern in {
            "plan": "*Project Plan.docx",
            "status": "*Status*.docx",
            "mail": "*Status*.html",
            "workbook": "*.xlsx",
            "kickoff": "*Kickoff.pptx",
            "page": "*Page*.html",
        }.items()
    }
    assert len(found) == 6
    return found


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return built(ARABIC, tmp_path_factory.mktemp("arabic"), date(2027, 1, 18))


@pytest.fixture(scope="module")
def hebrew(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    text = (SAMPLES / "invoice-approval.yaml").read_text(encoding="utf-8")
    text, count = re.subn(r"^  language: \S+", "  language: he-IL", text, count=1, flags=re.MULTILINE)
    assert count == 1
    return built(text, tmp_path_factory.mktemp("hebrew"), date(2027, 1, 29))


def part(path: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


@pytest.mark.parametrize("name", ["plan", "status", "workbook", "kickoff"])
@pytest.mark.parametrize("language", ["arabic", "hebrew"])
def test_every_validator_finds_the_files_clean(
    language: str, name: str, arabic: dict[str, Path], hebrew: dict[str, Path]
) -> None:
    assert all_findings((arabic if language == "arabic" else hebrew)[name]) == []


@pytest.mark.parametrize("name", ["plan", "status"])
def test_word_runs_from_right_to_left(name: str, hebrew: dict[str, Path]) -> None:
    root, styles = part(hebrew[name], "word/document.xml"), part(hebrew[name], "word/styles.xml")
    sections = list(root.iter(f"{W}sectPr"))
    assert sections
    assert all(section.find(f"{W}bidi") is not None for section in sections)
    assert styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}bidi") is not None
    (spoken,) = styles.iterfind(f"{W}docDefaults//{W}lang")
    assert (spoken.get(f"{W}val"), spoken.get(f"{W}bidi")) == ("he-IL", "he-IL")
    tables = list(root.iter(f"{W}tblPr"))  # the Gantt is one of them: its first column, the labels, stands at the right
    assert len(tables) >= 3
    assert all(table.find(f"{W}bidiVisual") is not None for table in tables)


def test_the_bar_of_a_callout_stands_at_the_right(hebrew: dict[str, Path]) -> None:
    """Its accent is 36 eighths of a point wide; the three other sides are 24."""
    styles = part(hebrew["plan"], "word/styles.xml")
    (borders,) = styles.iterfind(f"{W}style[@{W}styleId='Callout']/{W}pPr/{W}pBdr")
    sizes = {item.tag.removeprefix(W): item.get(f"{W}sz") for item in borders}
    assert sizes == {"top": "24", "left": "24", "bottom": "24", "right": "36"}


def test_a_sentence_from_left_to_right_says_so_and_stands_at_the_right(arabic: dict[str, Path]) -> None:
    found = {}
    for paragraph in part(arabic["plan"], "word/document.xml").iter(f"{W}p"):
        text = "".join(item.text or "" for item in paragraph.iter(f"{W}t"))
        found[text] = paragraph.find(f"{W}pPr")
    english = found["3 tasks with an owner and dates; 3 of them decide the go-live."]
    assert english.find(f"{W}bidi").get(f"{W}val") == "0"
    assert english.find(f"{W}jc").get(f"{W}val") == "right"
    problem = next(look for text, look in found.items() if text.startswith("تستغرق الموافقة على الفاتورة"))
    assert problem.find(f"{W}bidi") is None


def test_sheets_begin_at_the_right(hebrew: dict[str, Path]) -> None:
    with zipfile.ZipFile(hebrew["workbook"]) as archive:
        sheets = [name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
        assert len(sheets) > 8
        for name in sheets:
            (view,) = etree.fromstring(archive.read(name)).iter(f"{X}sheetView")
            assert view.get("rightToLeft") == "1"


def test_the_page_runs_from_right_to_left(arabic: dict[str, Path]) -> None:
    """The chart is 1000 wide, its labels 290, which leaves 710 for three weeks from 18 January.

    Nothing was begun by that day, so the first task goes from the 19th: its bar ends a day before 710, at 676.2.
    """
    tree = parser.fromstring(arabic["page"].read_text(encoding="utf-8"))
    assert tree.get("dir") == "rtl"
    (row,) = [group for group in tree.iter("g") if "إعداد الحسابات" in "".join(group.xpath("text/text()"))]
    (bar,) = row.xpath("rect[@class='bar']")
    assert float(bar.get("x")) + float(bar.get("width")) == pytest.approx(710 - 710 / 21, abs=0.2)
    (label,) = [item for item in row.xpath("text") if "إعداد" in (item.text or "")]
    assert float(label.get("x")) == 1000 - 14
    style = tree.findtext(".//style") or ""
    for physical in ("padding-left", "padding-right", "margin-left", "margin-right", "border-left", "text-align:left;"):
        assert physical not in style, physical


def test_the_mail_runs_from_right_to_left(hebrew: dict[str, Path]) -> None:
    text = hebrew["mail"].read_text(encoding="utf-8")
    tree = parser.fromstring(text)
    assert (tree.get("dir"), tree.find("body").get("dir")) == ("rtl", "rtl")
    cells = tree.xpath("//th[@scope='col']")
    assert cells
    assert {cell.get("dir") for cell in cells} == {"auto"}
    assert {cell.get("align") for cell in cells} <= {"right", "left"}
    assert "right" in {cell.get("align") for cell in cells}
    (bar,) = {
        found[1] for found in re.finditer(r"border-(left|right):4px solid #(?!ffffff)\w+;font", text, re.IGNORECASE)
    }
    assert bar == "right"


def test_documents_from_left_to_right_know_nothing_of_it(tmp_path: Path) -> None:
    text = (SAMPLES / "bakery.yaml").read_text(encoding="utf-8")
    found = built(text, tmp_path, date(2027, 2, 5))
    document = part(found["plan"], "word/document.xml")
    assert not [item for item in document.iter() if item.tag in (f"{W}bidi", f"{W}bidiVisual")]
    for name in ("mail", "page"):
        assert not re.search(r"<[^>]* dir=", found[name].read_text(encoding="utf-8"))
