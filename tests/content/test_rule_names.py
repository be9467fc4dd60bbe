"""Every rule that can be waived has a name in every language, with the handbook's id where it has one."""

from __future__ import annotations

import pytest

from plandocs.content.formats import Formats
from plandocs.content.rule_names import rule_called
from plandocs.content.wording import Words
from plandocs.rules import all_rules
from plandocs.schedule.conflicts import CONFLICTS
from tests.content.test_languages import LANGUAGES


def words(language: str) -> Words:
    return Words.of(Formats(language, "EUR"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_named_and_nothing_else(language: str) -> None:
    named = {key for key, _ in words(language).table("rules")}
    assert named == {name.replace("-", "_") for name in (*(rule.name for rule in all_rules()), *CONFLICTS)}


@pytest.mark.parametrize(
    ("language", "word", "called"),
    [
        ("en-GB", "S33", "Sponsor and champion are two people (S33)"),
        ("en-GB", "s33", "Sponsor and champion are two people (S33)"),
        ("en-GB", "champion-hours", "The champion has five hours a week or more (S27)"),
        ("en-GB", "billing-total", "The instalments add up to the contract value"),
        ("en-US", "billing-total", "The installments add up to the contract value"),
        ("en-GB", "deadline-missed", "Deadlines are kept"),
        ("en-GB", "a-rule-of-old", "a-rule-of-old"),
        ("de-DE", "S33", "Sponsor und Champion sind zwei Personen (S33)"),
        ("fr-FR", "S33", "Le sponsor et le référent projet sont deux personnes (S33)"),
        (
            "en-GB",
            "S28",
            "The champion has a backup; Nobody is their own backup (S28)",
        ),
    ],
)
def test_a_waived_rule_is_called_what_it_asks_for(language: str, word: str, called: str) -> None:
    assert rule_called(word, words(language)) == called
