"""Any text becomes XML that any parser reads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plandocs.render.xmltext import (
    clean_text,
    escape_attribute,
    escape_cell,
    escape_text,
    has_illegal_characters,
    space_attribute,
)

ANY_TEXT = st.text(st.characters(codec=None))


@given(ANY_TEXT)
def test_any_text_comes_back_from_an_element(text: str) -> None:
    root = etree.fromstring(f"<a>{escape_text(text)}</a>".encode())
    assert (root.text or "") == clean_text(text)


@given(ANY_TEXT)
def test_any_text_comes_back_from_an_attribute(text: str) -> None:
    root = etree.fromstring(f'<a b="{escape_attribute(text)}"/>'.encode())
    assert root.get("b") == clean_text(text)


@given(ANY_TEXT)
def test_only_a_text_with_forbidden_characters_loses_any(text: str) -> None:
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    assert (clean_text(text) == kept) is not has_illegal_characters(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("& < > \" '", "&amp; &lt; &gt; \" '"),
        ("{{ x }} {% if %}", "{{ x }} {% if %}"),
        ("a\x00b\x0bc\ufffed", "abcd"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("tab\there", "tab\there"),
        ("😀 العربية 中文", "😀 العربية 中文"),
        ("lone \ud800 half", "lone  half"),
    ],
)
def test_text_in_an_element(text: str, expected: str) -> None:
    assert escape_text(text) == expected


def test_an_attribute_keeps_its_quotes_tabs_and_lines() -> None:
    assert escape_attribute('a"b\tc\nd&') == "a&quot;b&#9;c&#10;d&amp;"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("_x0041_", "_x005F_x0041_"), ("a_xyz_", "a_xyz_"), ("_x004_", "_x004_"), ("_x000d_&", "_x005F_x000d_&amp;")],
)
def test_a_cell_text_that_looks_like_an_escape_is_kept_literal(text: str, expected: str) -> None:
    assert escape_cell(text) == expected


@pytest.mark.parametrize(("text", "kept"), [("a b", False), (" a", True), ("a ", True), ("a  b", True), ("a\nb", True)])
def test_blanks_that_matter_are_preserved(text: str, kept: bool) -> None:
    assert bool(space_attribute(text)) is kept
