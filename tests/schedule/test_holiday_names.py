"""Public holidays are named in the plan's language, never in the machine's."""

from __future__ import annotations

from datetime import date

import pytest

from plandocs.schedule.public_holidays import public_holidays

NEW_YEAR = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("country", "language", "name"),
    [
        ("DE", "de-DE", "Neujahr"),
        ("DE", "en-GB", "New Year's Day"),
        ("DE", "es-ES", "New Year's Day"),  # the package has no Spanish names of German holidays
        ("ES", "es-ES", "Año Nuevo"),
        ("BR", "pt-BR", "Confraternização Universal"),
        ("US", "de-DE", "New Year's Day"),
    ],
)
def test_a_holiday_has_its_name_in_the_language(
    country: str, language: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "th")  # what the machine speaks is not asked
    assert public_holidays(country, "", language)(2027)[NEW_YEAR] == name
