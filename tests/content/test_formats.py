"""Dates, numbers and money by language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plandocs.content.formats import Formats

DAY = date(2027, 2, 25)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_english_dates_name_the_month() -> None:
    for language in ("en-US", "en-GB", "en"):
        formats = Formats(language, "USD")
        assert plain(formats.day(DAY)) == "Thu 25 Feb 2027"
        assert plain(formats.short_date(DAY)) == "25 Feb 2027"
        assert plain(formats.day_month(DAY)) == "25 Feb"


def test_a_date_does_not_break() -> None:
    assert " " not in Formats("en-GB", "GBP").day(DAY)


def test_other_languages_follow_their_own_rules() -> None:
    assert plain(Formats("de-DE", "EUR").short_date(DAY)) == "25. Feb. 2027"
    assert plain(Formats("fr-FR", "EUR").short_date(DAY)) == "25 févr. 2027"


@pytest.mark.parametrize(
    ("last", "text"),
    [
        (date(2027, 2, 25), "25 Feb 2027"),
        (date(2027, 2, 28), "25–28 Feb 2027"),
        (date(2027, 3, 3), "25 Feb – 3 Mar 2027"),
        (date(2028, 1, 3), "25 Feb 2027 – 3 Jan 2028"),
    ],
)
def test_a_span_says_shared_parts_once(last: date, text: str) -> None:
    assert plain(Formats("en-US", "USD").span(DAY, last)) == text


def test_money_is_exact_and_shows_cents_only_where_there_are_some() -> None:
    formats = Formats("en-US", "USD")
    assert plain(formats.money(Decimal("38000"))) == "USD 38,000"
    assert plain(formats.money(Decimal("11400.50"))) == "USD 11,400.50"


@pytest.mark.parametrize(
    ("language", "currency", "whole", "cents"),
    [
        ("fr", "EUR", "12 500 €", "12 500,50 €"),
        ("pt-BR", "BRL", "R$ 12.500", "R$ 12.500,50"),
        ("de-DE", "EUR", "12.500 €", "12.500,50 €"),
    ],
)
def test_money_stands_as_the_language_writes_it(language: str, currency: str, whole: str, cents: str) -> None:
    formats = Formats(language, currency)
    assert plain(formats.money(Decimal("12500"))) == whole
    assert plain(formats.money(Decimal("12500.50"))) == cents


def test_a_currency_stands_before_or_behind_its_amount() -> None:
    assert Formats("en-GB", "EUR").currency_sign() == ("EUR", True)
    assert Formats("pt", "BRL").currency_sign() == ("R$", True)
    assert Formats("fr", "EUR").currency_sign() == ("€", False)


@pytest.mark.parametrize(
    ("language", "day", "first"),
    [("fr", "jeu. 25 févr. 2027", "1er mars"), ("pt", "qui., 25 fev. 2027", "1º mar.")],
)
def test_days_of_french_and_portuguese(language: str, day: str, first: str) -> None:
    formats = Formats(language, "EUR")
    assert plain(formats.day(DAY)) == day
    assert plain(formats.day_month(date(2027, 3, 1))) == first
    assert plain(formats.short_date(date(2027, 3, 11))).startswith("11 "), "only the first is an ordinal"


@pytest.mark.parametrize(
    ("language", "within", "across", "years", "short"),
    [
        ("fr", "1er–13 janv. 2027", "11 janv. – 3 févr. 2027", "11 déc. 2026 – 1er janv. 2027", "11–13 janv."),
        ("pt", "1º–13 jan. 2027", "11 jan. – 3 fev. 2027", "11 dez. 2026 – 1º jan. 2027", "11–13 jan."),
        ("de", "1.–13. Jan. 2027", "11. Jan. – 3. Feb. 2027", "11. Dez. 2026 – 1. Jan. 2027", "11.–13. Jan."),
    ],
)
def test_spans_of_other_languages_say_shared_parts_once(
    language: str, within: str, across: str, years: str, short: str
) -> None:
    formats = Formats(language, "EUR")
    assert plain(formats.span(date(2027, 1, 1), date(2027, 1, 13))) == within
    assert plain(formats.span(date(2027, 1, 11), date(2027, 2, 3))) == across
    assert plain(formats.span(date(2026, 12, 11), date(2027, 1, 1))) == years
    assert plain(formats.short_span(date(2027, 1, 11), date(2027, 1, 13))) == short


def test_a_short_span_has_no_year() -> None:
    formats = Formats("en-US", "USD")
    assert plain(formats.short_span(DAY, DAY)) == "25 Feb"
    assert plain(formats.short_span(DAY, date(2027, 2, 28))) == "25–28 Feb"
    assert plain(formats.short_span(DAY, date(2027, 3, 3))) == "25 Feb – 3 Mar"


def test_french_has_a_blank_before_the_colon_of_a_pair() -> None:
    assert Formats("fr-FR", "EUR").pair("Budget", "12") == "Budget\u00a0: 12"
    assert Formats("fr-FR", "EUR").apart(["a, b", "c"]) == "a, b\u00a0; c"
    assert Formats("pt", "BRL").pair("Prazo", "12") == "Prazo: 12"
    assert Formats("pt", "BRL").apart(["a, b", "c"]) == "a, b; c"


def test_numbers_have_no_space_that_fonts_lack() -> None:
    formats = Formats("fr", "EUR")
    assert "\u202f" not in formats.number(4200) + formats.money(Decimal(4200)) + formats.percent(30)


def test_numbers_have_no_needless_decimals() -> None:
    formats = Formats("en-US", "USD")
    assert formats.number(2.4000000001) == "2.4"
    assert formats.number(4200) == "4,200"
    assert plain(formats.percent(30)) == "30%"


def test_paper_follows_the_region() -> None:
    assert Formats("en-US", "USD").paper == "Letter"
    assert Formats("en-GB", "GBP").paper == "A4"
    assert Formats("de", "EUR").paper == "A4"


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(ValueError, match="qq-QQ"):
        Formats("qq-QQ", "EUR").day(DAY)
