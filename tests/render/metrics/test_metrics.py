"""Widths come from Adobe's published Helvetica and Times metrics, which Arial and Times New Roman share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocs.render.metrics import has_table, metrics

TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=80)


@pytest.mark.parametrize(
    ("font", "bold", "text", "thousandths"),
    [
        ("Arial", False, "Hello", 722 + 556 + 222 + 222 + 556),
        ("Arial", True, "Hello", 722 + 556 + 278 + 278 + 611),
        ("Arial", False, "2027", 4 * 556),
        ("Times New Roman", False, "Hello", 722 + 444 + 278 + 278 + 500),
        ("Times New Roman", False, "AV", 722 + 722),
    ],
)
def test_widths_are_the_published_ones(font: str, bold: bool, text: str, thousandths: int) -> None:
    assert metrics(font, 10, bold).width(text) == pytest.approx(thousandths / 100, abs=0.02)


def test_names_of_fonts_are_found_without_regard_to_case() -> None:
    assert metrics("ARIAL", 12).width("x") == metrics("Liberation Sans", 12).width("x")


def test_an_unknown_font_is_measured_wider_than_arial() -> None:
    assert not has_table("Corporate Grotesk")
    assert metrics("Corporate Grotesk", 12).width("Hello") > metrics("Arial", 12).width("Hello")


def test_chinese_letters_and_emoji_are_an_em_wide() -> None:
    assert metrics("Arial", 10).width("系统") == pytest.approx(20)
    assert metrics("Arial", 10).width("🚀") == pytest.approx(10)


def test_a_digit_beside_a_cjk_letter_has_the_room_that_word_leaves_there() -> None:
    assert metrics("Arial", 10).width("1月2日") == pytest.approx((2 * 556 + 2 * 1000 + 3 * 250) / 100, abs=0.02)


def test_combining_marks_have_no_width() -> None:
    assert metrics("Arial", 10).width("e\u0301") == metrics("Arial", 10).width("e")


def test_lines_break_at_blanks() -> None:
    font = metrics("Arial", 10)
    assert font.wrap("one two three", font.width("one two")) == ("one two", "three")


def test_lines_break_behind_hyphens_and_slashes_but_not_at_hard_blanks() -> None:
    font = metrics("Arial", 10)
    assert font.wrap("go-live and/or", font.width("go-live and/")) == ("go-live and/", "or")
    assert font.wrap("go-live", font.width("live")) == ("go-", "live")
    assert font.wrap("Thu\u00a025 Feb", font.width("Thu\u00a025")) == ("Thu\u00a025", "Feb")


def test_chinese_text_breaks_between_any_letters() -> None:
    assert metrics("Arial", 10).wrap("系统已配置", 21) == ("系统", "已配", "置")


def test_a_word_wider_than_the_column_is_broken() -> None:
    lines = metrics("Arial", 10).wrap("W" * 10, 3 * 9.44 + 0.1)
    assert [len(line) for line in lines] == [3, 3, 3, 1]


def test_a_line_feed_ends_a_line_and_an_empty_text_is_one_line() -> None:
    assert metrics("Arial", 10).wrap("a\nb", 100) == ("a", "b")
    assert metrics("Arial", 10).wrap("", 100) == ("",)


@given(TEXTS, st.integers(20, 300))
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    font = metrics("Arial", 12)
    lines = font.wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert font.width(line.rstrip(" \t")) <= width + 0.01 or len(line) == 1


def test_a_cut_text_ends_at_a_word_and_says_so() -> None:
    font = metrics("Arial", 10)
    assert font.cut("one two three four", font.width("one two…") + 0.1) == "one two…"
    assert font.cut("one", 100) == "one"


@given(TEXTS, st.integers(30, 200), st.integers(1, 3))
def test_a_cut_text_fits(text: str, width: int, lines: int) -> None:
    font = metrics("Arial", 12)
    assert len(font.wrap(font.cut(text.strip(), width, lines=lines), width)) <= lines
