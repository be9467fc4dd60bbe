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
    assert plain(Formats("de-DE", "EUR").money(Decimal("63000"))) == "EUR 63.000"


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
