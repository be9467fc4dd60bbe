"""The chart of a plan as a table in Word: its scale, its names and its pages, by hand-made calendars."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import docx
import pytest
from docx.document import Document as Opened
from docx.oxml.ns import qn

from plandocs.brand.load import load_brand
from plandocs.brand.model import Brand
from plandocs.content.blocks import Paragraph
from plandocs.content.gantt import Gantt, GanttRow
from plandocs.render.metrics import metrics
from plandocs.render.word import render_document
from plandocs.render.word.gantt import page_ends
from tests.render.word.examples import document, section

MONDAY = date(2027, 1, 11)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
WORDY = "Configure the approval workflow for invoices above the tolerance limit in every cost centre of the whole group"


@cache
def brand() -> Brand:
    return load_brand("default")


def chart(rows: Sequence[GanttRow], **more: object) -> Gantt:
    start, finish = min(row.start for row in rows), max(row.finish for row in rows)
    weekends = [start + timedelta(days=n) for n in range((finish - start).days + 1)]
    off = tuple(day for day in weekends if day.weekday() > 4) if len(weekends) < 400 else ()
    return replace(Gantt("plan", start, finish, tuple(rows), non_working=off, caption="The plan"), **more)  # type: ignore[arg-type]


def task(start: date, days: int, label: str = "Task", **more: object) -> GanttRow:
    row = GanttRow(id=label, label=label, kind="task", start=start, finish=start + timedelta(days=days - 1))
    return replace(row, **more)  # type: ignore[arg-type]


def opened(block: Gantt, *before: Paragraph, paper: str = "A4") -> Opened:
    made = document(section(*before, block), paper=paper)
    return docx.Document(io.BytesIO(render_document(made, brand(), brand().template("word/plan.docx"))))


def grid_of(made: Opened) -> list[list[tuple[str, int]]]:
    """Return the rows of the last table: the text of each cell and its width in twentieths of a point."""
    return [
        [
            ("".join(t.text or "" for t in tc.iter(qn("w:t"))), int(tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))))
            for tc in row.iter(qn("w:tc"))
        ]
        for row in made.tables[-1]._tbl.iter(qn("w:tr"))
    ]


def names(row: list[tuple[str, int]]) -> list[str]:
    return [text.replace("\u00a0", " ") for text, _ in row if text]


def test_two_weeks_are_shown_by_day() -> None:
    heads = grid_of(opened(chart([task(MONDAY, 12)])))
    assert names(heads[0]) == ["Jan 2027"]
    assert names(heads[1]) == [str(day) for day in range(11, 25)]


def test_four_weeks_are_days_named_by_their_mondays() -> None:
    """Four weeks of seven columns beside long names leave no room for two figures a day."""
    made = opened(chart([task(MONDAY, 26, WORDY)]))
    assert names(grid_of(made)[1]) == ["11", "18", "25", "1"]
    assert len(made.tables[-1]._tbl.tblGrid) == 2 + 28


def test_three_months_name_each_monday() -> None:
    heads = grid_of(opened(chart([task(MONDAY, 82)])))
    assert names(heads[0]) == ["Jan 2027", "Feb 2027", "Mar 2027", "Apr"]
    assert names(heads[1]) == ["11", "18", "25", "1", "8", "15", "22", "1", "8", "15", "22", "29"]


def test_weeks_that_are_left_out_start_anew_with_each_month() -> None:
    """Of 30 weeks every second is named: the first, third and fifth Monday of the weeks that a month has."""
    heads = grid_of(opened(chart([task(date(2027, 4, 5), 210, WORDY)])))
    assert names(heads[1])[:8] == ["5", "19", "3", "17", "31", "14", "28", "12"]


def test_fourteen_months_are_shown_by_month_with_the_years_above() -> None:
    heads = grid_of(opened(chart([task(MONDAY, 425)])))
    assert names(heads[0]) == ["2027", "2028"]
    assert names(heads[1]) == [
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        *("Jan", "Feb", "Mar"),
    ]


def test_three_years_name_each_quarter() -> None:
    heads = grid_of(opened(chart([task(MONDAY, 1100)])))
    assert names(heads[0]) == ["2027", "2028", "2029", "2030"] or names(heads[0]) == ["2027", "2028", "2029"]
    assert names(heads[1])[:8] == ["Jan", "Apr", "Jul", "Oct"] * 2


@pytest.mark.parametrize("weeks", [1, 2, 3, 4, 5, 6, 9, 12, 17, 26, 33, 44, 53, 58, 62, 90, 156, 260])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_name_of_the_axis_is_wider_than_its_columns(weeks: int, paper: str) -> None:
    heads = grid_of(opened(chart([task(MONDAY, weeks * 7 - 2)]), paper=paper))[:2]
    fonts = (metrics(brand().fonts.body, 8.0, bold=True), metrics(brand().fonts.body, 7.0))
    shown = [(font, text, width) for font, row in zip(fonts, heads, strict=True) for text, width in row if text]
    assert shown
    for font, text, width in shown:
        assert font.width(text) <= width / 20, (weeks, text)


@pytest.mark.parametrize("weeks", [26, 39, 52, 56])
def test_months_are_left_out_evenly(weeks: int) -> None:
    """Beside long names and dates over the turn of a year, months are narrow: none may be missing between others."""
    heads = names(grid_of(opened(chart([task(date(2027, 1, 4), weeks * 7, WORDY, owner="Kim")])))[0])
    months = [MONTHS.index(name[:3]) for name in heads if name[:3] in MONTHS][:-1]
    steps = {(second - first) % 12 for first, second in pairwise(months)}
    assert len(months) >= 2
    assert len(steps) == 1, heads


def test_a_name_that_just_fits_is_on_one_line() -> None:
    """The longest name decides how wide its column is; its row is as high as the others."""
    made = opened(chart([task(MONDAY, 60, "Performance and failover test"), task(MONDAY, 60, "Short")]))
    heights = [row.trPr.find(qn("w:trHeight")).get(qn("w:val")) for row in made.tables[-1]._tbl.iter(qn("w:tr"))][2:]
    assert heights == ["300", "300"]


@pytest.mark.parametrize("weeks", [1, 3, 9, 17, 26, 33, 44, 53, 58, 62, 156])
def test_every_chart_tells_its_year(weeks: int) -> None:
    made = opened(chart([task(date(2027, 4, 26), weeks * 7 - 2)]))
    assert any("27" in name for name in names(grid_of(made)[0]))


def test_a_name_is_shown_in_two_lines_at_most_and_keeps_its_sign() -> None:
    made = opened(chart([task(MONDAY, 60, WORDY, critical=True), task(MONDAY, 60, "Short")]))
    label, width = grid_of(made)[2][0]
    assert label.endswith("…\u202f►")
    assert WORDY.startswith(label.removesuffix("…\u202f►"))
    # 142 and 60 are what the style of labels leaves free at both sides.
    lines = metrics(brand().fonts.body, 8.5).wrap(label, (width - 142 - 60) / 20)
    assert len(lines) == 2
    assert grid_of(made)[3][0][0] == "Short"


def test_the_sign_of_the_critical_path_stands_behind_the_name_before_the_owner() -> None:
    made = opened(chart([task(MONDAY, 60, "Build", critical=True, owner="Kim")]))
    assert grid_of(made)[2][0][0] == "Build\u202f►\u2003Kim"


@pytest.mark.parametrize("days", [40, 425, 1100])
def test_dates_are_on_one_line_beside_bold_names_too(days: int) -> None:
    """21 to 28 December and over the turn of the year are the widest that English has."""
    rows = [
        task(date(2027, 11, 22), days, "Phase", kind="phase"),
        task(date(2027, 12, 28), 28, "Over the year"),
        task(date(2027, 12, 21), 8, "Within a month"),
    ]
    made = opened(chart(rows))
    shown = grid_of(made)[2:]
    assert len(shown) == 3
    bold = metrics(brand().fonts.body, 8.5, bold=True)
    for row in shown:
        text, width = row[1]
        assert bold.width(text) + 3 <= width / 20, text


def test_dates_name_the_year_that_they_end_in_where_a_chart_has_several() -> None:
    made = opened(chart([task(MONDAY, 425), task(date(2027, 10, 22), 90), task(date(2027, 5, 3), 5)]))
    assert [row[1][0].replace("\u00a0", " ") for row in grid_of(made)[2:]] == [
        "11 Jan – 10 Mar ’28",
        "22 Oct – 19 Jan ’28",
        "3–7 May ’27",
    ]


def test_a_date_beside_a_diamond_keeps_off_days_without_work() -> None:
    """On Friday the 15th the weekend lies at the right of the diamond, on Monday the 18th at the left."""
    marks = [task(day, 1, str(day), kind="milestone") for day in (date(2027, 1, 15), date(2027, 1, 18))]
    rows = grid_of(opened(chart([task(MONDAY, 12), *marks])))
    friday, monday = (next(text for text, _ in row if "♦" in text) for row in rows[3:])
    assert friday.endswith("♦")
    assert monday.startswith("♦")


def rows_kept(made: Opened) -> int:
    table = made.tables[-1]._tbl
    rows = [row for row in table.iter(qn("w:tr")) if row.trPr.find(qn("w:tblHeader")) is None]
    return sum(row.find(f".//{qn('w:pPr')}/{qn('w:keepNext')}") is not None for row in rows)


def test_a_low_chart_stays_in_one_piece() -> None:
    """Sixteen rows take less than half a page: all but the last stay with the next."""
    assert rows_kept(opened(chart([task(MONDAY, 20, f"Task {n}") for n in range(16)]))) == 15


def test_a_tall_chart_goes_on_between_two_phases() -> None:
    """Of three phases of eight rows, the 8th and the 16th may end a page; the other 21 before the last do not."""
    rows = []
    for number in range(3):
        rows.append(task(MONDAY, 20, f"Phase {number}", kind="phase"))
        rows += [task(MONDAY, 20, f"Task {number}.{n}") for n in range(7)]
    assert page_ends(rows) == {8, 16}
    assert rows_kept(opened(chart(rows))) == 21


def test_a_long_phase_goes_on_behind_its_first_rows_and_before_its_last() -> None:
    """Of 37 rows, a page may end after the 6th to the 33rd; rows 1 to 5 and 34 to 36 stay with the next."""
    rows = [task(MONDAY, 20, f"Task {n}") for n in range(37)]
    assert page_ends(rows) == set(range(6, 34))
    assert rows_kept(opened(chart(rows), Paragraph("One sentence.", kind="lead"))) == 8


def test_a_legend_stays_on_the_page_of_its_chart() -> None:
    """The last row too stays with what follows it, which is the legend."""
    rows = [task(MONDAY, 20, f"Task {n}") for n in range(5)]
    assert rows_kept(opened(chart(rows, legend=(("task", "Task"),)))) == 5


def test_a_divided_chart_has_its_legend_first() -> None:
    legend = (("task", "Task"),)
    short = opened(chart([task(MONDAY, 20, f"Task {n}") for n in range(5)], legend=legend))
    long = opened(chart([task(MONDAY, 20, f"Task {n}") for n in range(90)], legend=legend))
    after = [child.tag for child in short.element.body][-2:]
    assert after == [qn("w:p"), qn("w:sectPr")]
    assert [p.style.name for p in long.paragraphs if p.style.name in ("Caption", "Gantt Legend")] == [
        "Caption",
        "Gantt Legend",
    ]
    before_table = [child for child in long.element.body if child.tag == qn("w:tbl")][-1].getprevious()
    assert before_table.pPr.pStyle.val == next(s.style_id for s in long.styles if s.name == "Gantt Legend")
