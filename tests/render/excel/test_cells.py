"""Single cells: what is text stays text, dates count as Excel counts, and what cannot be held is refused."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from plandocs.render.excel.cells import TEXT_LIMIT, SharedStrings, cell, fitting, formula_cell, number


def test_texts_are_shared_and_escaped() -> None:
    strings = SharedStrings()
    assert cell("A1", 3, "=1 & <2>", strings) == '<c r="A1" s="3" t="s"><v>0</v></c>'
    assert cell("A2", 3, "=1 & <2>", strings) == '<c r="A2" s="3" t="s"><v>0</v></c>'
    assert b"<si><t>=1 &amp; &lt;2&gt;</t></si>" in strings.to_bytes()
    assert len(strings) == 1


def test_kept_texts_keep_their_numbers() -> None:
    strings = SharedStrings(("<si><t>mine</t></si>",))
    assert strings.index("ours") == 1


def test_dates_are_serial_numbers() -> None:
    """Excel's own documentation gives 39448 for 1 January 2008."""
    assert number(date(2008, 1, 1)) == "39448"
    assert number(datetime(2008, 1, 1, 12)) == "39448.5"


def test_days_that_excel_miscounts_are_texts() -> None:
    strings = SharedStrings()
    assert 't="s"' in cell("A1", 0, date(1900, 2, 28), strings)
    assert cell("A1", 0, date(1900, 3, 1), strings) == '<c r="A1" s="0"><v>61</v></c>'


def test_amounts_are_exact() -> None:
    assert number(Decimal("11400.10")) == "11400.10"
    assert number(Decimal("1E+3")) == "1000"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_numbers_that_are_none_are_refused(value: float | Decimal) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        number(value)


def test_a_text_beyond_the_limit_says_how_much_is_left_out() -> None:
    text = fitting("x" * 40_000)
    assert len(text) <= TEXT_LIMIT
    assert text.endswith("[…+7,273]")


def test_a_formula_keeps_its_result_beside_it() -> None:
    assert formula_cell("B2", 1, "A1", "") == '<c r="B2" s="1" t="str"><f>A1</f><v></v></c>'
    assert formula_cell("B2", 1, "A1", 2.5) == '<c r="B2" s="1"><f>A1</f><v>2.5</v></c>'
    assert formula_cell("B2", 1, "A1", "a<b", array=True) == (
        '<c r="B2" s="1" t="str"><f t="array" ref="B2">A1</f><v>a&lt;b</v></c>'
    )
