"""Columns of a terminal: wide characters, combining marks, cutting and wrapping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocs.render.text.columns import cut, display_width, left, right, wrapped


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("北京", 4), ("한글", 4), ("ｆ", 2), ("a\u200db", 2)],
)
def test_width_counts_columns_not_characters(text: str, width: int) -> None:
    assert display_width(text) == width


def test_cut_ends_in_an_ellipsis_only_when_something_is_missing() -> None:
    assert cut("Kickoff", 7) == "Kickoff"
    assert cut("Kickoff", 6) == "Kicko…"
    assert cut("北京市", 4) == "北…"
    assert cut("abc", 0) == ""


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"])), st.integers(1, 30))
def test_filled_text_has_exactly_its_width(text: str, width: int) -> None:
    assert display_width(left(text, width)) == width
    assert display_width(right(text, width)) == width


def test_wrapping_breaks_only_between_pieces() -> None:
    assert wrapped(["T01", "T02", "T03"], 11, " → ") == ["T01 → T02 →", "T03"]
    assert wrapped(["T01", "T02", "T03"], 10, " → ") == ["T01 →", "T02 → T03"]
    assert wrapped([], 10, ", ") == []
