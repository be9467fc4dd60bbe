"""What single blocks become: native tables, bars, connectors, circles; and how they go on over slides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu

from plandocs.brand.load import load_brand
from plandocs.content.blocks import Card, Cards, Chip, Column, Matrix, Row, Table
from plandocs.content.gantt import GanttRow
from plandocs.render.metrics import metrics
from plandocs.render.powerpoint.layout_check import check_layout
from tests.render.powerpoint.decks import START, gantt, heat_map, matrix, opened, rendered, slide, table

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def shapes_of(data: bytes, number: int = 0) -> dict[str, object]:
    return {shape.name: shape for shape in opened(data).slides[number].shapes}


class TestTables:
    def test_a_table_is_native_and_marks_its_header(self) -> None:
        shape = shapes_of(rendered(slide(table(3))))["plandocs:table:numbers"]
        assert shape.has_table  # type: ignore[attr-defined]
        found = shape.table  # type: ignore[attr-defined]
        assert found.first_row
        assert [cell.text for cell in found.rows[0].cells] == ["Head 0", "Head 1", "Head 2"]
        assert [cell.text for cell in found.rows[3].cells] == ["Row 2.0", "Row 2.1", "Row 2.2"]

    def test_more_than_twelve_rows_go_on_with_the_header_repeated(self) -> None:
        presentation = opened(rendered(slide(table(30))))
        titles = [item.shapes.title.text_frame.text for item in presentation.slides]
        assert titles == ["A title (1 of 3)", "A title (2 of 3)", "A title (3 of 3)"]
        rows = []
        for item in presentation.slides:
            (found,) = [shape.table for shape in item.shapes if shape.has_table]
            assert found.cell(0, 0).text == "Head 0"
            assert len(found.rows) <= 13
            rows += [row.cells[0].text for row in list(found.rows)[1:]]
        assert rows == [f"Row {number}.0" for number in range(30)]

    @pytest.mark.parametrize(("rows", "size"), [(5, 18.0), (7, 16.0), (9, 14.0), (10, 12.0), (12, 12.0)])
    def test_nine_rows_are_14_pt_and_twelve_are_12_pt(self, rows: int, size: float) -> None:
        """Fewer rows with the page to themselves are larger: 18 pt up to five of them, 16 pt up to seven."""
        found = shapes_of(rendered(slide(table(rows))))["plandocs:table:numbers"].table  # type: ignore[attr-defined]
        assert found.cell(1, 0).text_frame.paragraphs[0].runs[0].font.size.pt == size

    def test_a_heading_is_never_the_last_row_of_a_slide(self) -> None:
        rows = [Row((f"Row {number}", "")) for number in range(11)]
        rows += [Row(("Heading", None), kind="group"), Row(("Below it", ""))]
        block = Table("groups", (Column("A"), Column("B")), tuple(rows))
        for item in opened(rendered(slide(block))).slides:
            (found,) = [shape.table for shape in item.shapes if shape.has_table]
            assert found.rows[len(found.rows) - 1].cells[0].text != "Heading"

    def test_a_status_is_word_and_shape(self) -> None:
        block = Table("states", (Column("State", "chip"),), (Row((Chip("At risk", "watch"),)),))
        found = shapes_of(rendered(slide(block)))["plandocs:table:states"].table  # type: ignore[attr-defined]
        assert found.cell(1, 0).text == "▲\u00a0At\u00a0risk"

    def test_a_cell_that_is_too_long_is_cut_and_stands_whole_in_the_notes(self) -> None:
        text = "A sentence that goes on and on. " * 40
        block = Table("long", (Column("A"),), (Row((text,)),))
        data = rendered(slide(block, notes=("Purpose.",)))
        assert check_layout(data) == []
        assert text.strip() in opened(data).slides[0].notes_slide.notes_text_frame.text

    def test_a_date_never_breaks_beside_words_that_have_no_end(self) -> None:
        """The dates' column is as wide beside texts of ninety letters without a blank as beside short ones."""

        def date_width(text: str) -> int:
            columns = (Column("What"), Column("Owner"), Column("Due", "date"), Column("Late"))
            rows = tuple(Row((text, text, START + timedelta(days=n), text)) for n in range(5))
            shapes = shapes_of(rendered(slide(Table("t", columns, rows))))
            return shapes["plandocs:table:t"].table.columns[2].width  # type: ignore[attr-defined]

        assert date_width("x" * 90) >= 0.9 * date_width("Some words that are longer than their place is wide " * 3)

    def test_a_table_without_rows_says_its_sentence(self) -> None:
        block = Table("none", (Column("A"),), (), empty="No action is open.")
        texts = [shape.text_frame.text for shape in opened(rendered(slide(block))).slides[0].shapes]
        assert "No action is open." in texts


class TestGantt:
    def test_bars_are_native_shapes_with_names_and_words(self) -> None:
        shapes = shapes_of(rendered(slide(gantt())))
        for number in range(3):
            shape = shapes[f"plandocs:task:T{number}"]
            assert shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE  # type: ignore[attr-defined]
            words = shape._element.nvSpPr.cNvPr.get("descr")  # type: ignore[attr-defined]
            assert words == f"Task {number}: in words"
        assert 'prstGeom prst="diamond"' in _xml(shapes["plandocs:task:M1"])

    def test_a_bar_is_as_long_as_its_days(self) -> None:
        shapes = shapes_of(rendered(slide(gantt(4, days=7))))
        first, second = shapes["plandocs:task:T0"], shapes["plandocs:task:T1"]
        assert first.width == pytest.approx(second.width, abs=3)  # type: ignore[attr-defined]
        assert second.left - first.left == pytest.approx(first.width, abs=3)  # type: ignore[attr-defined]

    def test_critical_bars_have_an_outline_and_buffers_are_hatched(self) -> None:
        shapes = shapes_of(rendered(slide(gantt())))
        assert '<a:ln w="19050">' in _xml(shapes["plandocs:task:T0"])
        assert "<a:ln" not in _xml(shapes["plandocs:task:T1"])
        assert '<a:pattFill prst="wdUpDiag">' in _xml(shapes["plandocs:task:T3"])

    def test_connectors_are_glued_to_the_bars(self) -> None:
        shapes = shapes_of(rendered(slide(gantt())))
        link = _xml(shapes["plandocs:link:T0:T1"])
        assert f'<a:stCxn id="{shapes["plandocs:task:T0"].shape_id}" idx="2"/>' in link  # type: ignore[attr-defined]
        assert f'<a:endCxn id="{shapes["plandocs:task:T1"].shape_id}" idx="1"/>' in link  # type: ignore[attr-defined]

    def test_more_than_twelve_rows_go_on_with_every_row_once(self) -> None:
        presentation = opened(rendered(slide(gantt(30, days=2))))
        assert len(presentation.slides) == 3
        names = [shape.name for item in presentation.slides for shape in item.shapes]
        bars = [name for name in names if name.startswith("plandocs:task:T")]
        assert sorted(bars) == sorted(f"plandocs:task:T{number}" for number in range(30))

    def test_dates_stand_in_a_long_bar_and_beside_a_short_one(self) -> None:
        shapes = shapes_of(rendered(slide(gantt(3, days=14))))
        assert shapes["plandocs:task:T0"].text_frame.text == "11\u00a0Jan – 24\u00a0Jan"  # type: ignore[attr-defined]
        short = shapes_of(rendered(slide(gantt(8, days=3))))
        assert short["plandocs:task:T0"].text_frame.text == ""  # type: ignore[attr-defined]
        texts = [shape.text_frame.text for shape in short.values() if getattr(shape, "has_text_frame", False)]
        assert "11\u00a0Jan – 13\u00a0Jan" in texts

    def test_the_today_line_has_its_flag(self) -> None:
        shapes = shapes_of(rendered(slide(gantt())))
        assert shapes["plandocs:today:flag"].text_frame.text == "Kickoff 11 Jan"  # type: ignore[attr-defined]
        assert shapes["plandocs:today"].left == shapes["plandocs:task:T0"].left  # type: ignore[attr-defined]

    def test_done_work_is_darker_than_what_is_left(self) -> None:
        chart = gantt(2)
        rows = tuple(
            GanttRow(row.id, row.label, row.kind, row.start, row.finish, progress=50 if row.id == "T0" else 0)
            for row in chart.rows
        )
        data = rendered(slide(type(chart)("t", chart.start, chart.finish, rows)))
        shapes = shapes_of(data)
        done, bar = shapes["plandocs:done:T0"], shapes["plandocs:task:T0"]
        assert done.width == pytest.approx(bar.width / 2, abs=2)  # type: ignore[attr-defined]

    @pytest.mark.parametrize("days", [1, 10, 40, 120, 500])
    def test_every_scale_is_readable(self, days: int) -> None:
        first = START
        last = first + timedelta(days=days)
        rows = (GanttRow("a", "One", "task", first, last), GanttRow("b", "Two", "task", last, last))
        chart = type(gantt())("t", first, last, rows, today=first, today_label="Today")
        assert check_layout(rendered(slide(chart))) == []

    def test_parts_are_about_equally_long_and_hold_twelve_rows_at_most(self) -> None:
        rows = tuple(GanttRow(f"p{n}", f"Phase {n}", "phase", START, START + timedelta(days=40)) for n in range(25))
        presentation = opened(rendered(slide(type(gantt())("t", START, START + timedelta(days=40), rows))))
        counts = [sum(shape.name.startswith("plandocs:task:") for shape in item.shapes) for item in presentation.slides]
        assert counts == [9, 8, 8]
        titles = [item.shapes.title.text_frame.text for item in presentation.slides]
        assert [title[-8:] for title in titles] == ["(1 of 3)", "(2 of 3)", "(3 of 3)"]

    @pytest.mark.parametrize("weeks", [2, 12, 40, 60, 150])
    def test_the_line_of_today_runs_through_no_name_of_the_scale(self, weeks: int) -> None:
        last = START + timedelta(weeks=weeks)
        rows = (GanttRow("a", "One", "task", START, last),)
        seen = 0
        for days in range(0, weeks * 7, max(1, weeks // 4)):
            chart = type(gantt())("t", START, last, rows, today=START + timedelta(days=days), today_label="Today")
            shapes = list(opened(rendered(slide(chart))).slides[0].shapes)
            line = next(shape for shape in shapes if shape.name == "plandocs:today")
            flag = next(shape for shape in shapes if shape.name == "plandocs:today:flag")
            for shape in shapes:
                is_name = (
                    shape.has_text_frame and flag.top + flag.height <= shape.top < flag.top + flag.height + 400_000
                )
                if is_name and shape.left + 30_000 < line.left < shape.left + shape.width - 60_000:
                    seen += 1
                    assert line.top >= shape.top + shape.height - 10_000, (weeks, days, shape.text_frame.text)
        assert seen or weeks == 2, "names that a line could run through were there"

    def test_three_years_name_the_same_months_in_each(self) -> None:
        last = date(2030, 1, 31)
        chart = type(gantt())("t", date(2027, 1, 11), last, (GanttRow("a", "One", "task", START, last),))
        shapes = opened(rendered(slide(chart))).slides[0].shapes
        texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
        months = [text for text in texts if text in MONTHS]
        assert len(months) >= 12
        assert months[:12] == (months[: len(months) // 3] * 12)[:12]

    def test_what_is_critical_has_a_sign_and_the_legend_says_which(self) -> None:
        shapes = opened(rendered(slide(gantt()))).slides[0].shapes
        texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
        assert "► Critical path" in texts
        assert sum(text.startswith("► ") for text in texts) > 1


class TestPictures:
    def test_a_raci_matrix_is_a_table_with_a_circle_behind_each_a(self) -> None:
        data = rendered(slide(matrix(5, 5)))
        shapes = opened(data).slides[0].shapes
        (found,) = [shape.table for shape in shapes if shape.has_table]
        assert [cell.text for cell in found.rows[1].cells][1:] == ["A", "C", "I", "R", "C"]
        circles = [shape for shape in shapes if 'prst="ellipse"' in _xml(shape)]
        assert len(circles) == 5

    def test_twelve_roles_still_fit(self) -> None:
        heads = tuple(f"Implementation specialist {number}" for number in range(12))
        block = Matrix(heads, (("Activity", ("A",) + ("R",) * 11),), "Activity", "Key")
        assert check_layout(rendered(slide(block))) == []

    def test_risk_ids_are_chips_in_their_cells(self) -> None:
        shapes = shapes_of(rendered(slide(heat_map())))
        worst = shapes["plandocs:heat:9"]
        chip = shapes["plandocs:risk:R001"]
        assert worst.left <= chip.left  # type: ignore[attr-defined]
        assert worst.top <= chip.top  # type: ignore[attr-defined]
        assert chip.left + chip.width <= worst.left + worst.width  # type: ignore[attr-defined]

    def test_a_mark_before_a_value_does_not_push_it_over_two_lines(self) -> None:
        """Four cards: the mark takes room too, so the values of all four are a size smaller."""
        cards = Cards(tuple(Card("Buffer left", "0 of 3 days", tone="watch") for _ in range(4)))
        found = [shape for shape in opened(rendered(slide(cards))).slides[0].shapes if shape.name == "plandocs:card"]
        assert len(found) == 4
        for shape in found:
            mark, value = shape.text_frame.paragraphs[1].runs
            fonts = load_brand("default").fonts
            wide = metrics(fonts.heading, value.font.size.pt, bold=True).width(value.text)
            wide += metrics(fonts.body, mark.font.size.pt).width(mark.text)
            assert wide <= Emu(shape.width - shape.text_frame.margin_left - shape.text_frame.margin_right).pt

    def test_cards_are_equal_in_height_and_width(self) -> None:
        cards = Cards((Card("One", "1"), Card("Two", "a much longer value than that", "with a note " * 9)))
        found = [shape for shape in opened(rendered(slide(cards))).slides[0].shapes if shape.name == "plandocs:card"]
        assert len(found) == 2
        assert found[0].height == found[1].height
        assert found[0].width == found[1].width


def _xml(shape: object) -> str:
    from lxml import etree

    return etree.tostring(shape._element, encoding="unicode")  # type: ignore[attr-defined]
