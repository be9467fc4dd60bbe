"""Contrast, against published values, and mixes of two colours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocs.brand.contrast import channels, contrast, luminance, mix, until_readable

colors = st.text("0123456789ABCDEF", min_size=6, max_size=6)


@pytest.mark.parametrize(
    ("color", "other", "ratio"),
    [
        ("000000", "FFFFFF", 21.0),
        ("777777", "FFFFFF", 4.48),  # the grey that just fails, WebAIM
        ("767676", "FFFFFF", 4.54),  # the grey that just passes, WebAIM
        ("FF0000", "FFFFFF", 4.00),  # WebAIM: pure red on white
        ("C00000", "FFFFFF", 6.5),  # office-wide dark red on white
    ],
)
def test_contrast_is_that_of_wcag(color: str, other: str, ratio: float) -> None:
    assert contrast(color, other) == pytest.approx(ratio, abs=0.05)
    assert contrast(other, color) == contrast(color, other)


def test_luminance_runs_from_black_to_white() -> None:
    assert luminance("000000") == 0
    assert luminance("FFFFFF") == pytest.approx(1)


def test_a_mix_is_a_share_of_the_way() -> None:
    assert mix("000000", "FFFFFF", 0) == "000000"
    assert mix("000000", "FFFFFF", 1) == "FFFFFF"
    assert channels(mix("102030", "305070", 0.5)) == (0x20, 0x38, 0x50)


@given(colors)
def test_a_color_moved_toward_black_can_be_read_on_white(color: str) -> None:
    moved = until_readable(color, "FFFFFF", "000000")
    assert contrast(moved, "FFFFFF") >= 4.5


def test_a_readable_color_stays() -> None:
    assert until_readable("0F766E", "FFFFFF", "000000") == "0F766E"
