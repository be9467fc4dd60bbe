"""Tracked changes between two small files: what is marked, and that both files can be had back."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from plandocs.content.review import Reason
from plandocs.render.check import check_package
from plandocs.render.word.redline.atoms import words_of
from tests.render.word.redline.revisions import stories
from tests.render.word.redline.small import marked, p, table, word_file
from tests.validators.open_xml_sdk import revisions_resolved

CELL = p("Kim Stubworth")

CASES = {
    "a word": (p("Go-live is in May"), p("Go-live is in June")),
    "a paragraph in between": (p("One") + p("Three"), p("One") + p("Two") + p("Three")),
    "a paragraph less": (p("One") + p("Two") + p("Three"), p("One") + p("Three")),
    "the last paragraph": (p("One"), p("One") + p("Two", "Lead")),
    "the last paragraph less": (p("One") + p("Two", "Lead"), p("One")),
    "everything": (p("One") + p("Two"), p("Red") + p("Green") + p("Blue")),
    "a look": (p("Jonas decides"), p("Jonas decides", strong=True)),
    "a style": (p("Jonas decides today"), p("Jonas decides today", "Lead")),
    "a row": (
        table((p("F1"), CELL), (p("F3"), CELL)) + p("End"),
        table((p("F1"), CELL), (p("F2"), CELL), (p("F3"), CELL)) + p("End"),
    ),
    "a row less": (table((p("F1"), CELL), (p("F2"), CELL)) + p("End"), table((p("F1"), CELL)) + p("End")),
    "a cell": (table((p("F1"), p("9 days"))) + p("End"), table((p("F1"), p("12 days"))) + p("End")),
    "a line more in a cell": (
        table((p("Scope"), p("One"))) + p("End"),
        table((p("Scope"), p("One") + p("Two"))) + p("End"),
    ),
    "a line less in a cell": (
        table((p("Scope"), p("One") + p("Two"))) + p("End"),
        table((p("Scope"), p("One"))) + p("End"),
    ),
    "a column": (table((p("F1"), CELL)) + p("End"), table((p("F1"), CELL, p("Dev Scaffolder"))) + p("End")),
    "a table": (p("One") + p("End"), p("One") + table((p("F1"), CELL)) + p("End")),
    "a table less": (p("One") + table((p("F1"), CELL)) + p("End"), p("One") + p("End")),
    "a table before another": (
        table((p("Alpha beta"), p("gamma"))) + p("End"),
        table((p("One two three"), p("four"))) + p("") + table((p("Alpha beta"), p("gamma"))) + p("End"),
    ),
    "long dates": (p("Thu\u00a025\u00a0Feb\u00a02027"), p("Mon\u00a08\u00a0Mar\u00a02027")),
    "right to left": (p("\u0645\u0631\u062d\u0628\u0627 one"), p("\u0645\u0631\u062d\u0628\u0627 two")),
    "nothing to something": (p(""), p("One")),
    "something to nothing": (p("One"), p("")),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_accepting_gives_the_new_file_and_rejecting_the_old_one(case: str) -> None:
    old, new = CASES[case]
    data = marked(old, new).data
    assert stories(data, "accept") == stories(word_file(new))
    assert stories(data, "reject") == stories(word_file(old))
    assert check_package(data) == []


@pytest.mark.parametrize("case", CASES)
def test_another_program_gives_both_files_back(case: str) -> None:
    old, new = CASES[case]
    accepted, rejected = revisions_resolved(marked(old, new).data)
    assert stories(accepted) == stories(word_file(new))
    assert stories(rejected) == stories(word_file(old))


@pytest.mark.parametrize("case", CASES)
def test_every_change_is_marked(case: str) -> None:
    old, new = CASES[case]
    xml = document(marked(old, new).data)
    assert re.search(r"<w:(ins|del|rPrChange|pPrChange) ", xml)
    ids = re.findall(r'<w:(?:ins|del|rPrChange|pPrChange) w:id="(\d+)"', xml)
    assert len(ids) == len(set(ids))


def test_equal_files_have_no_mark() -> None:
    made = marked(p("One") + table((p("F1"), CELL)) + p("End"), p("One") + table((p("F1"), CELL)) + p("End"))
    assert made.changes == 0
    assert not re.search(r"<w:(ins|del|rPrChange|pPrChange)\b", document(made.data))


def test_only_the_word_that_changed_is_marked() -> None:
    xml = document(marked(p("Go-live is in May"), p("Go-live is in June")).data)
    assert re.findall(r"<w:delText[^>]*>([^<]*)</w:delText>", xml) == ["May"]
    assert re.findall(r"<w:ins [^>]*><w:r><w:t>([^<]*)</w:t></w:r></w:ins>", xml) == ["June"]
    assert '<w:t xml:space="preserve">Go-live is in </w:t>' in xml


def test_a_paragraph_of_which_little_stays_is_replaced_as_a_whole() -> None:
    old, new = "The vendor delivers one training in May", "Nobody pays the harbour dues in June"
    xml = document(marked(p(old), p(new)).data)
    assert re.findall(r"<w:delText[^>]*>([^<]*)</w:delText>", xml) == [old]


def test_words_that_are_only_added_leave_the_rest_as_it_is() -> None:
    more = "with a name that goes on and on, over several lines of a narrow column"
    xml = document(marked(p("Five scripted test orders"), p(f"Five scripted test orders, {more}")).data)
    assert "delText" not in xml
    assert re.findall(r"<w:ins [^>]*><w:r><w:t[^>]*>([^<]*)</w:t></w:r></w:ins>", xml) == [f", {more}"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Go-live, then.", ["Go-live", ",", " ", "then", "."]),
        ("Thu\u00a025\u00a0Feb (7 d)", ["Thu\u00a025\u00a0Feb", " ", "(7", " ", "d", ")"]),
        ("DRAFT\u2003Plan", ["DRAFT", "\u2003", "Plan"]),
        ("1,000.50 USD", ["1,000.50", " ", "USD"]),
        ("\u4e0a\u7ebf ok", ["\u4e0a", "\u7ebf", " ", "ok"]),
        ("...", ["..."]),
    ],
)
def test_texts_are_parted_at_spaces_and_closing_marks(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_marks_carry_the_author_and_the_day_that_was_given() -> None:
    xml = document(marked(p("May"), p("June")).data)
    marks = re.findall(r"<w:(?:ins|del) ([^>]*)>", xml)
    assert marks
    assert all('w:author="Rhea Demoville" w:date="2027-01-29T00:00:00Z"' in mark for mark in marks)


def test_a_row_that_goes_is_marked_as_a_row() -> None:
    xml = document(marked(*CASES["a row less"]).data)
    rows = re.findall(r"<w:tr>.*?</w:tr>", xml)
    assert [("<w:trPr><w:del " in row) for row in rows] == [False, True]


def test_a_renumbered_row_is_the_same_row() -> None:
    """A row is known by its id; the position in front of it may change."""
    old = table((p("1"), p("T08"), p("Connector")), (p("2"), p("T09"), p("Export")))
    new = table((p("1"), p("T08"), p("Connector")), (p("2"), p("T08b"), p("Rules")), (p("3"), p("T09"), p("Export")))
    xml = document(marked(old + p("End"), new + p("End")).data)
    rows = re.findall(r"<w:tr>.*?</w:tr>", xml)
    assert [("<w:trPr><w:ins " in row) for row in rows] == [False, True, False]
    assert re.findall(r"<w:delText[^>]*>([^<]*)</w:delText>", xml) == ["2"]


def test_a_reason_stands_at_the_change_of_what_it_is_about() -> None:
    reason = Reason(("CR-1: Match orders.", "Approved."), "CR-1 again.", (("F2", "Matching"), ("T08",)), ("CR-1",))
    old = table((p("F1"), p("Approval")), (p("T08"), p("9d"))) + p("End")
    new = table((p("F1"), p("Approval")), (p("F2"), p("Matching")), (p("T08"), p("12d"))) + p("End")
    made = marked(old, new, reason)
    assert made.comments == 2
    xml = document(made.data)
    first, second = (
        re.search(rf'commentRangeStart w:id="{n}"/>(.*?)<w:commentRangeEnd w:id="{n}"/>', xml) for n in (0, 1)
    )
    assert first is not None
    assert second is not None
    assert "F2" in first[1]
    assert "12d" in second[1]
    comments = part(made.data, "word/comments.xml")
    assert re.findall(r"<w:t>([^<]*)</w:t>", comments) == ["CR-1: Match orders.", "Approved.", "CR-1 again."]
    assert check_package(made.data) == []


def test_a_reason_of_which_nothing_shows_is_no_comment() -> None:
    made = marked(p("May"), p("June"), Reason(("CR-2",), "", (("T99",),), ("CR-2",)))
    assert made.comments == 0
    assert "commentRangeStart" not in document(made.data)


def test_the_text_in_a_deleted_text_box_stays_text() -> None:
    box = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="s1" style="width:60pt;height:20pt">'
        "<v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    old, new = box.format(p("Version 1.0")), box.format(p("Version 1.1"))
    data = marked(old, new).data
    xml = document(data)
    assert "delText" not in xml
    assert re.search(r"<w:del [^>]*><w:r><w:pict>.*?Version 1\.0", xml)
    assert check_package(data) == []
    assert stories(data, "reject") == stories(word_file(old))


def test_the_same_files_give_the_same_bytes() -> None:
    assert marked(*CASES["a column"]).data == marked(*CASES["a column"]).data


def document(data: bytes) -> str:
    return part(data, "word/document.xml")


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name).decode()
