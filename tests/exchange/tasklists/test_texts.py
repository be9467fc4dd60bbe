"""Text files: encoding and separator are found."""

from __future__ import annotations

import pytest

from plandocs.errors import PlanError
from plandocs.exchange.tasklists.texts import text_grid

ROWS = "Aufgabe{0}Dauer{0}Vorgänger\nPrüfen{0}1,5 Tage{0}\n{1}{0}2{0}2\n"


@pytest.mark.parametrize("separator", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_and_separators(separator: str, encoding: str) -> None:
    text = ROWS.format(separator, f'"Malen{separator} trocknen"')
    cells = text_grid(text.replace("\n", "\r\n").encode(encoding), "t.csv").cells
    assert cells[1] == {1: "Aufgabe", 2: "Dauer", 3: "Vorgänger"}
    assert cells[2] == {1: "Prüfen", 2: "1,5 Tage"}
    assert cells[3] == {1: f"Malen{separator} trocknen", 2: "2", 3: "2"}


def test_commas_part_where_most_lines_have_them() -> None:
    cells = text_grid(b'Task,Duration\n"Paint, dry; clean",2d\nMove,3d\n', "t.csv").cells
    assert cells[2] == {1: "Paint, dry; clean", 2: "2d"}


def test_excel_may_say_the_separator() -> None:
    assert text_grid(b"sep=;\nTask;Days\nA;1\n", "t.csv").cells[2] == {1: "Task", 2: "Days"}


def test_rows_count_lines_of_the_file_although_cells_have_several() -> None:
    cells = text_grid(b'Task,Notes\nA,"one\ntwo"\nB,x\n', "t.csv").cells
    assert sorted(cells) == [1, 2, 4]
    assert cells[2][2] == "one\ntwo"


def test_the_apostrophe_before_a_formula_is_no_part_of_a_text() -> None:
    assert text_grid(b"Task,Days\n'=A1,1\n", "t.csv").cells[2] == {1: "=A1", 2: "1"}


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x01", b"ab\x00\x00c\x01"])
def test_what_is_no_text_is_told(data: bytes) -> None:
    with pytest.raises(PlanError) as caught:
        text_grid(data, "t.csv")
    assert [problem.path for problem in caught.value.problems] == ["t.csv"]
