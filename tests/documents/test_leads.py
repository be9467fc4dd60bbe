"""The sentences that open sections say one, both, none and all as a person would, never "1 of them" of one."""

from __future__ import annotations

import pytest

from plandocs.content.formats import Formats
from plandocs.content.wording import Words

OWNED = {"owned": False}


def said(key: str, values: dict[str, object], language: str = "en-GB") -> str:
    return Words.of(Formats(language, "EUR")).say(f"plan.{key}", **values).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("key", "values", "expected"),
    [
        (
            "risks.lead",
            {"n": 1, "high": 1, "owned": True},
            "1 open risk, rated high; it has an owner and a countermeasure.",
        ),
        ("risks.lead", {"n": 2, "high": 2, **OWNED}, "2 open risks, both of them high."),
        ("risks.lead", {"n": 5, "high": 4, **OWNED}, "5 open risks, 4 of them high."),
        ("risks.lead", {"n": 3, "high": 0, **OWNED}, "3 open risks."),
        ("dependencies.lead", {"n": 1, "open": 1, "blocked": 1, **OWNED}, "One dependency is open and blocked."),
        ("dependencies.lead", {"n": 2, "open": 2, "blocked": 0, **OWNED}, "Both dependencies are open."),
        (
            "dependencies.lead",
            {"n": 5, "open": 1, "blocked": 1, **OWNED},
            "1 of 5 dependencies is still open and is blocked.",
        ),
        (
            "dependencies.lead",
            {"n": 5, "open": 3, "blocked": 1, **OWNED},
            "3 of 5 dependencies are still open, 1 of them blocked.",
        ),
        ("discovery.lead", {"n": 1, "answered": 0}, "The question is not answered yet."),
        ("discovery.lead", {"n": 2, "answered": 1}, "1 of 2 questions is answered."),
        ("discovery.lead", {"n": 4, "answered": 0}, "None of the 4 questions is answered yet."),
        ("discovery.lead", {"n": 12, "answered": 11}, "11 of 12 questions are answered."),
        ("alignment.lead", {"n": 2, "confirmed": 1, "concerns": 1}, "1 of 2 entries is confirmed; 1 concern is open."),
        (
            "alignment.lead",
            {"n": 1, "confirmed": 0, "concerns": 0},
            "The one entry of the record is not confirmed yet.",
        ),
        ("security.lead", {"n": 1, "answered": 0}, "1 question on security and compliance, not answered yet."),
        ("security.lead", {"n": 3, "answered": 1}, "1 of 3 questions on security and compliance is answered."),
        (
            "background.lead_objectives_open",
            {"n": 1, "whole": 0},
            "1 objective, still without a figure, a date or a way to measure it.",
        ),
        (
            "background.lead_objectives_open",
            {"n": 3, "whole": 2},
            "3 objectives, 2 of them complete with a figure, a date and a way to measure it.",
        ),
    ],
)
def test_leads_count_as_people_do(key: str, values: dict[str, object], expected: str) -> None:
    assert said(key, values) == expected


@pytest.mark.parametrize(
    ("language", "risk", "dependency"),
    [
        ("de-DE", "1 offenes Risiko, hoch bewertet.", "Eine Abhängigkeit ist offen und blockiert."),
        ("es-ES", "1 riesgo abierto, de nivel alto.", "Hay una dependencia abierta y bloqueada."),
        ("fr-FR", "1 risque ouvert, élevé.", "Une dépendance est ouverte, et bloquée."),
        ("pt-BR", "1 risco em aberto, alto.", "Uma dependência está em aberto e bloqueada."),
    ],
)
def test_one_alone_is_not_one_of_them_in_other_languages(language: str, risk: str, dependency: str) -> None:
    assert said("risks.lead", {"n": 1, "high": 1, **OWNED}, language) == risk
    assert said("dependencies.lead", {"n": 1, "open": 1, "blocked": 1, **OWNED}, language) == dependency
