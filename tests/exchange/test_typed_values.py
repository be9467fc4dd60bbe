"""What people type, as values: by hand, in several languages; what could be two things is the language's."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from plandocs.exchange.typed_values import as_share, typed_day, typed_number, typed_share


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("2027-03-04", "de", date(2027, 3, 4)),
        ("04.03.2027", "de", date(2027, 3, 4)),
        ("3/4/2027", "en-US", date(2027, 3, 4)),
        ("3/4/2027", "en-GB", date(2027, 4, 3)),
        ("13/4/27", "en-US", date(2027, 4, 13)),
        ("4. März 2027", "de", date(2027, 3, 4)),
        ("jeu. 4 mars 2027", "fr", date(2027, 3, 4)),
        ("4 de marzo de 2027", "es", date(2027, 3, 4)),
        ("March 4th, 2027", "en-US", date(2027, 3, 4)),
        ("2027-03-04 14:30", "en", datetime(2027, 3, 4, 14, 30)),
    ],
)
def test_a_day_is_read_as_its_language_writes_it(text: str, language: str, day: date) -> None:
    assert typed_day(text, language) == day


@pytest.mark.parametrize("text", ["", "soon", "30 Feb 2027", "March 2027", "4 March", "2027-13-01", "4 5 March 2027"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert typed_day(text, "en-US") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,200", "1200"), ("1.200", "1200"), ("1.200,50 €", "1200.50"), ("USD 1,200.5", "1200.5"), ("0,6", "0.6"),
     ("-2.5", "-2.5"), ("1 200", "1200"), ("0.125", "0.125")],
)  # fmt: skip
def test_numbers_are_read_with_comma_and_point(text: str, number: str) -> None:
    assert typed_number(text) == Decimal(number)


def test_shares_above_one_are_hundredths_and_one_is_all() -> None:
    assert [typed_share(text) for text in ("60%", "60", "0.6", "1%", "1")] == [
        Decimal(text) for text in ("0.6", "0.6", "0.6", "0.01", "1")
    ]
    assert as_share(Decimal(100)) == 1
    assert typed_share("half") is None


@pytest.mark.parametrize("text", ["6O", "l2", "1I", "6O %", "60 %%", "60 % done", "60/100", "60 pieces %"])
def test_what_was_mistyped_is_no_share(text: str) -> None:
    assert typed_share(text) is None


@pytest.mark.parametrize("text", ["60 percent", "60 Prozent", "60 por ciento", "60 pour cent", "60 por cento"])
def test_per_cent_may_be_a_word(text: str) -> None:
    assert typed_share(text) == Decimal("0.6")
