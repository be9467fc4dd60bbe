"""Columns are as wide as their texts ask for."""

from __future__ import annotations

from plandocs.render.metrics import metrics
from plandocs.render.word.widths import SAMPLE, ColumnText, column_widths


def _widths(*cells: str) -> tuple[int, ...]:
    columns = [ColumnText("A", cells), ColumnText("B", ["word " * 40])]
    return column_widths(columns, 9000, font="Arial", size=10, padding=100)


def test_of_equally_long_cells_the_first_are_measured() -> None:
    # A set would choose others in every run, and the file would not be the same.
    narrow = [f"{number:010b}".translate({48: "i", 49: "l"}) for number in range(SAMPLE)]
    wide = [f"W{number:09}" for number in range(3 * SAMPLE)]
    assert _widths(*narrow, *wide) == _widths(*narrow)
    assert _widths(*wide, *narrow) == _widths(*wide) != _widths(*narrow)


def test_the_widest_of_many_dates_fits_although_all_are_as_long() -> None:
    dates = [f"Fri\u00a0{day}\u00a0Jan\u00a02027" for day in range(10, 28)]
    wide = "Wed\u00a010\u00a0Feb\u00a02027"
    columns = [ColumnText("Start", [*dates, wide], breaks=False), ColumnText("Task", ["word " * 40] * 19)]
    widths = column_widths(columns, 6000, font="Arial", size=9.5, padding=100)
    assert widths[0] >= metrics("Arial", 9.5).width(wide) * 20 + 100


def test_dates_keep_their_width_where_the_longest_words_do_not_fit() -> None:
    """Three words of 24 letters cannot stand beside a date on so narrow a table: they break, the date does not."""
    word, day = "Verarbeitungsverzeichnis", "Do.,\u00a011.\u00a0März\u00a02027"
    columns = [
        *(ColumnText(title, [word]) for title in ("Eins", "Zwei", "Drei")),
        ColumnText("Fällig", [day], breaks=False),
    ]
    widths = column_widths(columns, 5200, font="Arial", size=10, padding=100)
    assert sum(widths) == 5200
    assert widths[3] >= metrics("Arial", 10).width(day) * 20 + 100
    assert max(widths[:3]) - min(widths[:3]) <= 2


def test_a_heading_takes_a_third_line_before_a_word_breaks() -> None:
    """The page has room for the longest words of all columns, but not for both headings on two lines each."""
    word, heading = "Verarbeitungsverzeichnis", "Eskalation und Ausweichplan"
    columns = [
        ColumnText("Fällig", ["Mo., 22. März 2027"] * 2, breaks=False),
        ColumnText("Neu fällig", ["Mo., 29. März 2027"] * 2, breaks=False),
        ColumnText("Nachweis", [f"Das {word} fehlt noch und wird von der Werkleitung nachgereicht"] * 2),
        ColumnText(heading, ["An Jonas Musterfeld, der es der Geschäftsleitung meldet"] * 2),
        ColumnText(heading, ["An Erika Beispielmann, die es der Geschäftsleitung meldet"] * 2),
    ]
    plain, bold = metrics("Arial", 9.5), metrics("Arial", 9.5, bold=True)
    longest = [
        plain.width("Mo., 22. März 2027"),
        plain.width("Mo., 29. März 2027"),
        plain.width(word),
        max(plain.width("Geschäftsleitung"), bold.width("Ausweichplan")),
        max(plain.width("Geschäftsleitung"), bold.width("Ausweichplan")),
    ]
    padding = 170
    total = round(sum(longest) * 20) + 5 * (padding + 20) + 40
    assert bold.width(heading) * 0.56 > longest[-1] + 1  # so that two lines would not fit
    widths = column_widths(columns, total, font="Arial", size=9.5, padding=padding)
    assert sum(widths) == total
    for width, least in zip(widths, longest, strict=True):
        assert width >= least * 20 + padding
