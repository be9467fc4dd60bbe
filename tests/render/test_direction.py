"""Which way texts are read in a document from right to left, and what is put around those that run the other way."""

from __future__ import annotations

import pytest

from plandocs.render.direction import embedded, is_led, reads_left_to_right, runs_right_to_left

LRE_LRM, LRM_PDF = "\u202a\u200e", "\u200e\u202c"


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("ar", True), ("ar-EG", True), ("he-IL", True), ("fa", True), ("de-DE", False), ("", False)],
)
def test_a_language_tells_its_direction(language: str, wanted: bool) -> None:
    assert runs_right_to_left(language) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Please confirm the scope.", True),
        ("Go-live الخميس،\u00a025\u00a0فبراير\u00a02027 in four phases", True),  # the date is one word
        ("تهيئة البيئة decides the date; a day lost there costs buffer", True),
        ("الموافقة على الفواتير", False),
        ("SAP تكامل مع النظام", False),
        ("مالك: Alexandra Montgomery", False),
        ("40 % – 20 %", False),
        ("", False),
    ],
)
def test_most_words_decide_how_a_text_is_read(text: str, wanted: bool) -> None:
    assert reads_left_to_right(text) is wanted


def test_words_of_latin_letters_alone_need_no_marks() -> None:
    assert embedded(["On track"]) == ["On track"]


def test_a_full_stop_stays_behind_its_sentence() -> None:
    assert embedded(["Read ", "this."]) == [f"{LRE_LRM}Read ", f"this.{LRM_PDF}"]


def test_a_symbol_before_and_an_arrow_behind_stay_outside() -> None:
    assert embedded(["● 3 days →"]) == [f"● {LRE_LRM}3 days{LRM_PDF} →"]


def test_arabic_text_is_left_as_it_is() -> None:
    assert embedded(["الموافقة.", " نعم"]) == ["الموافقة.", " نعم"]


def test_a_symbol_before_a_text_is_seen() -> None:
    assert is_led("● On track")
    assert not is_led("“Quoted”")
