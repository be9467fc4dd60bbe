"""Dates of a workbook read the same on every machine, in the order and with the signs of the plan's language."""

from __future__ import annotations

import pytest

from plandocs.render.excel.languages import date_code, language_prefix


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("en-GB", "[$-809]ddd d mmm yyyy"),  # Thu 25 Feb 2027
        ("de-DE", '[$-407]ddd", "d". "mmm yyyy'),  # Do, 25. Feb 2027
        ("de-AT", '[$-C07]ddd", "d". "mmm yyyy'),
        ("es-ES", '[$-C0A]ddd", "d mmm yyyy'),  # jue, 25 feb 2027
        ("es-AR", '[$-2C0A]ddd", "d mmm yyyy'),
        ("fr-FR", "[$-40C]ddd d mmm yyyy"),  # jeu. 25 févr. 2027
        ("pt-BR", '[$-416]ddd", "d mmm yyyy'),  # qui, 25 fev 2027
        ("pt", '[$-416]ddd", "d mmm yyyy'),  # our Portuguese is Brazil's
        ("pt-PT", '[$-816]ddd", "d mmm yyyy'),
    ],
)
def test_a_date_is_written_in_the_plans_language(language: str, code: str) -> None:
    """Identifiers: MS-LCID."""
    assert language_prefix(language) + date_code(language, "ddd d mmm yyyy") == code


def test_a_format_of_the_companys_own_stays() -> None:
    assert date_code("de-DE", "yyyy/mm/dd") == "yyyy/mm/dd"
