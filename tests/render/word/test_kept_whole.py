"""What is read as one picture stays on one page in Word; what takes more than a part of a page may go on."""

from __future__ import annotations

import io
from datetime import date, timedelta

import docx
import pytest
from docx.oxml.ns import qn

from plandocs.brand.load import load_brand
from plandocs.content.blocks import Mark, Matrix, TimeLine
from plandocs.render.word import render_document
from tests.render.word.examples import document, section

MONDAY = date(2027, 1, 11)


def kept_rows(block: Matrix | TimeLine) -> list[bool]:
    """Return for each row of the block's table whether its first paragraph itself says that it stays with the next."""
    brand = load_brand("default")
    made = docx.Document(io.BytesIO(render_document(document(section(block)), brand, brand.template("word/plan.docx"))))
    rows = list(made.tables[-1]._tbl.iter(qn("w:tr")))
    first = [next(row.iter(qn("w:p"))) for row in rows]
    return [paragraph.pPr.find(qn("w:keepNext")) is not None for paragraph in first]


def matrix(activities: int) -> Matrix:
    rows = tuple((f"Activity {number}", ("A", "R")) for number in range(1, activities + 1))
    return Matrix(("Champion", "IT"), rows, corner="Activity", key="A accountable", caption="RACI")


@pytest.mark.parametrize("activities", [1, 2, 10, 14])
def test_a_matrix_of_up_to_fourteen_activities_stays_whole(activities: int) -> None:
    """The head row stays by its style; every activity but the last says it itself."""
    assert kept_rows(matrix(activities))[1:] == [True] * (activities - 1) + [False]


def test_a_long_matrix_goes_on_with_two_rows_at_either_end() -> None:
    assert kept_rows(matrix(15))[1:] == [True, *[False] * 12, True, False]


def test_a_line_of_touchpoints_stays_whole() -> None:
    kinds = tuple(f"Call {number}" for number in range(1, 9))
    marks = tuple(Mark(MONDAY, kind) for kind in kinds)
    line = TimeLine(MONDAY, MONDAY + timedelta(weeks=8), kinds, marks, alt="Eight kinds of calls.", caption="Calls")
    assert kept_rows(line)[-8:] == [True] * 7 + [False]
