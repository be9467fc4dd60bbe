"""What German and Spanish write otherwise than English: dates, spans, money, shares, lists, and their own signs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plandocs.content.formats import Formats
from plandocs.content.wording import Words
from plandocs.resources import bundled

DAY = date(2027, 2, 25)
GERMAN, SPANISH = Formats("de-DE", "EUR"), Formats("es-ES", "EUR")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_dates_are_written_as_the_language_does() -> None:
    assert plain(GERMAN.day(DAY)) == "Do., 25. Feb. 2027"
    assert plain(GERMAN.day_month(date(2027, 3, 4))) == "4. März"
    assert plain(SPANISH.day(DAY)) == "jue, 25 feb 2027"
    assert plain(SPANISH.month(DAY)) == "feb 2027"


def test_a_span_says_shared_parts_once() -> None:
    assert plain(GERMAN.span(DAY, date(2027, 2, 28))) == "25.–28. Feb. 2027"
    assert plain(GERMAN.span(DAY, date(2027, 3, 3))) == "25. Feb. – 3. März 2027"
    assert plain(SPANISH.span(DAY, date(2027, 2, 28))) == "25–28 feb 2027"
    assert plain(SPANISH.span(DAY, date(2028, 1, 3))) == "25 feb 2027 – 3 ene 2028"


def test_money_stands_before_its_currency() -> None:
    assert plain(GERMAN.money(Decimal("12500"))) == "12.500 €"
    assert plain(GERMAN.money(Decimal("7350.15"))) == "7.350,15 €"
    assert plain(SPANISH.money(Decimal("12500"))) == "12.500 €"


def test_a_share_has_a_blank_before_its_sign() -> None:
    assert GERMAN.percent(60) == "60\u00a0%"
    assert SPANISH.percent(60) == "60\u00a0%"


def test_paper_is_a4() -> None:
    for language in ("de", "de-DE", "de-AT", "de-CH", "es", "es-ES", "es-AR"):
        assert Formats(language, "EUR").paper == "A4"
    assert Formats("es-MX", "MXN").paper == "Letter"


@pytest.mark.parametrize(
    ("last", "text"),
    [
        ("Inés", "Ana e Inés"),
        ("hitos", "Ana e hitos"),
        ("Íñigo", "Ana e Íñigo"),
        ("hierro", "Ana y hierro"),  # a diphthong
        ("Iago", "Ana y Iago"),
        ("Yolanda", "Ana y Yolanda"),
        ("Hugo", "Ana y Hugo"),
    ],
)
def test_spanish_and_is_e_before_the_sound_i(last: str, text: str) -> None:
    """Source: RAE, Diccionario panhispánico de dudas, `y`."""
    assert Words.of(SPANISH).say("common.joined", items=["Ana", last]) == text


def test_german_nouns_stay_large_within_a_sentence() -> None:
    assert Words.of(GERMAN).within("Projektleitung") == "Projektleitung"
    assert Words.of(SPANISH).within("Dirección del proyecto") == "dirección del proyecto"


def test_one_is_singular_and_nought_is_not() -> None:
    german, spanish = Words.of(GERMAN), Words.of(SPANISH)
    assert [german.say("common.unit.days", n=n) for n in (0, 1, 2)] == ["0 Tage", "1 Tag", "2 Tage"]
    assert [spanish.say("common.unit.days", n=n) for n in (0, 1, 2)] == ["0 días", "1 día", "2 días"]


def test_a_date_that_ends_with_a_full_stop_ends_its_sentence_with_the_same() -> None:
    words = Words.of(GERMAN)
    blocked = {"what": "Prüfung", "days": 1, "blocker": "", "now": None}
    january, march = (
        plain(words.say("status.blockers.blocked", escalated=day, **blocked))
        for day in (date(2027, 1, 22), date(2027, 3, 4))
    )
    assert january.endswith("Eskaliert am 22. Jan.")
    assert march.endswith("Eskaliert am 4. März.")


def test_questions_and_quotations_have_the_signs_of_their_language() -> None:
    """Spanish opens its questions; nobody quotes with the straight signs of a typewriter."""
    for language in ("de", "es"):
        words = Words.of(Formats(language, "EUR"))
        files = sorted(path.stem for path in (bundled("templates") / "wording" / language).glob("*.yaml"))
        assert len(files) >= 5
        for file in files:
            for key, text in words.table(file):
                assert '"' not in text, f"{language}/{file}: {key}"
                assert language != "es" or text.count("?") == text.count("¿"), f"{file}: {key}"
                assert language != "es" or text.count("!") - text.count("!=") == text.count("¡"), f"{file}: {key}"
