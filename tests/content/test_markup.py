"""Marks in the plan's texts: what is one becomes a span, what only looks like one stays as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocs.content.blocks import Span
from plandocs.content.markup.apply import Markup
from plandocs.content.markup.inline import plain, spans
from plandocs.content.markup.lists import flat, stretches

AS_TYPED = (
    "snake_case and __init__ and _private",
    "5 * 3 * 2 = 30, 2*3*4, a ** b",
    "*.xlsx, *.csv and *.docx",
    "src/*.py, tests/*.py",
    "*.xls*",
    "f(*args, **kwargs)",
    "C:\\_old\\*_2027_*",
    "Rating: *** of *****",
    "footnote* and another*",
    "file_name_2027_final.docx",
    "_",
    "[1] and [x](not a link)",
    "[a](javascript:alert(1)) [b](file:///etc/passwd) [c](//host/x)",
    "![alt](https://example.com/x.png)",
    "a ` b and 5' 6\"",
    "- one item alone",
    "2027. A year of change",
    "# no heading, > no quote, &amp; <b>x</b>",
    "* starred\n",
    "**not closed and *neither",
)


@pytest.mark.parametrize("text", AS_TYPED)
def test_what_only_looks_like_a_mark_stays_as_typed(text: str) -> None:
    assert spans(text) == text
    assert plain(text) == text
    assert flat(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b** c", (Span("a "), Span("b", strong=True), Span(" c"))),
        ("*soon*", (Span("soon", italic=True),)),
        ("(_soon_)", (Span("("), Span("soon", italic=True), Span(")"))),
        ("run `a*b*c`", (Span("run "), Span("a*b*c", code=True))),
        (
            "**all *of* it**",
            (Span("all ", strong=True), Span("of", strong=True, italic=True), Span(" it", strong=True)),
        ),
        ("see [us](https://e.com/a_b)", (Span("see "), Span("us", href="https://e.com/a_b"))),
        ("[**us**](mailto:a@e.com)", (Span("us", strong=True, href="mailto:a@e.com"),)),
        ("**安装**, **بدء**", (Span("安装", strong=True), Span(", "), Span("بدء", strong=True))),
    ],
)
def test_marks_become_spans(text: str, expected: tuple[Span, ...]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b** `c` *d*", "a b c d"),
        ("see [us](https://e.com)", "see us (https://e.com)"),
        ("[e.com](https://e.com) [a@e.com](mailto:a@e.com)", "e.com (https://e.com) a@e.com"),
    ],
)
def test_marks_are_taken_out_where_none_can_be_shown(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_lists_are_found_between_paragraphs() -> None:
    found = stretches("Before\n- a\n- b\n\nAfter\nit\n\n1. x\n2. y")
    assert [(item.kind, item.lines) for item in found] == [
        ("text", ("Before",)),
        ("bullets", ("a", "b")),
        ("text", ("After", "it")),
        ("numbers", ("x", "y")),
    ]


def test_lists_are_lines_where_no_list_can_be() -> None:
    assert flat("Do:\n* a\n* b\n1) x\n2) y") == "Do:\n• a\n• b\n1. x\n2. y"


@given(st.text(alphabet="ab *_`[]()\\\nhtps:/.", max_size=60))
def test_no_letter_is_ever_lost(text: str) -> None:
    found = spans(text)
    shown = found if isinstance(found, str) else "".join(span.text + span.href for span in found)
    letters = [letter for letter in text if letter.isalpha()]
    assert [letter for letter in shown if letter.isalpha()] == letters


def test_a_plan_without_signs_is_not_walked() -> None:
    assert not Markup.of(["name: Plain snake_case", "summary: >-", "  5 x 3"]).present
    assert Markup.of(["summary: a **bold** plan"]).present
    assert Markup.of(["summary: |", "  - a", "  - b"]).present
