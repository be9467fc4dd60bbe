"""Colours of a theme become colours of a brand that can be loaded, whatever the theme is."""

from __future__ import annotations

import pytest

from plandocs.brand.from_theme import Theme, proposed, read_theme

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def theme(**colors: str) -> Theme:
    return Theme("t", colors, "Arial", "Arial")


def test_system_colors_are_those_that_were_shown_last() -> None:
    xml = (
        f'<a:theme xmlns:a="{DRAWING}" name="Acme"><a:themeElements><a:clrScheme name="x">'
        '<a:dk1><a:sysClr val="windowText" lastClr="112233"/></a:dk1><a:lt1><a:sysClr val="window"/></a:lt1>'
        '<a:dk2><a:hslClr hue="0" sat="0" lum="0"/></a:dk2><a:accent1><a:srgbClr val="abcdef"/></a:accent1>'
        '</a:clrScheme><a:fontScheme name="x"><a:majorFont><a:latin typeface="Acme Head"/></a:majorFont><a:minorFont/>'
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    read = read_theme(xml.encode())
    assert (read.name, read.heading, read.body) == ("Acme", "Acme Head", "")
    assert dict(read.colors) == {"dk1": "112233", "lt1": "FFFFFF", "accent1": "ABCDEF"}


def test_a_dark_theme_changes_text_and_page() -> None:
    made = proposed(theme(dk1="FFFFFF", lt1="000000", accent1="0F766E"))
    assert (made.colors["color.foreground"], made.colors["color.background"]) == ("000000", "FFFFFF")
    assert "changed places" in made.notes[0]


@pytest.mark.parametrize("accent", ["FFFFFF", "FFFF00", "000000", "808080", "777777"])
def test_any_accent_gives_a_brand_without_an_error(accent: str) -> None:
    from plandocs.brand.from_theme import _errors

    assert _errors(proposed(theme(accent1=accent)).colors) == []


def test_a_dark_second_light_color_is_no_surface() -> None:
    made = proposed(theme(accent1="0F766E", lt2="44546A"))
    assert "color.light" not in made.colors
    assert made.notes == ["lt2 #44546A is too dark for surfaces; they are a light tint of the text color"]


def test_hues_tell_status_colors() -> None:
    made = proposed(theme(accent1="1F4E79", accent3="A5A5A5", accent4="FFC000", accent5="5B9BD5", accent6="70AD47"))
    assert made.colors.get("color.warning") == "FFC000"
    assert made.colors.get("color.success") == "70AD47"
    assert "color.danger" not in made.colors


def test_a_theme_that_says_nothing() -> None:
    made = proposed(theme())
    assert made.colors["color.primary"] == "0F766E"
    assert "names no first accent" in made.notes[0]


@pytest.mark.parametrize(
    ("color", "key"),
    [
        ("B91C1C", "danger"), ("E30613", "danger"), ("F8C8C8", ""), ("3B0A0A", ""), ("E91E63", ""), ("F97316", ""),
        ("2E7D32", "success"), ("C8E6C9", ""), ("84A98C", ""),
        ("F59E0B", "warning"), ("FFE08A", ""), ("7A4E00", ""),
    ],
)  # fmt: skip
def test_only_a_color_that_reads_as_a_status_becomes_one(color: str, key: str) -> None:
    """A strong red is bad; a pale, a nearly black or a pink one is not, and an orange is neither bad nor at risk."""
    made = proposed(Theme("T", {"dk1": "101828", "lt1": "FFFFFF", "accent1": "1D4ED8", "accent4": color}, "", ""))
    taken = {name: value for name, value in made.colors.items() if name in STATUS}
    assert taken == ({f"color.{key}": color} if key else {})


STATUS = ("color.success", "color.warning", "color.danger")
