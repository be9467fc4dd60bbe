"""What a careful typesetter and a careful grammarian see in the wording of French and Portuguese."""

from __future__ import annotations

import re

import pytest

from plandocs.content import wording
from plandocs.content.formats import Formats
from plandocs.content.wording import Words
from plandocs.resources import bundled

BASE = bundled("templates") / "wording"
FILES = sorted(path.stem for path in (BASE / "en").glob("*.yaml"))
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
# The name of a customer that the plan does not give is `le client`, `o cliente`; a vendor, an approver likewise.
_NAMES = r"(?:customer|vendor|approver|pm)\b"


def strings(language: str) -> dict[str, str]:
    """Return all strings of a language by file and key."""
    found = {
        f"{file}.{key}": text
        for file in FILES
        for key, text in wording.strings_of((str(BASE / language),), file).items()
    }
    assert len(found) > 800
    return found


def without_code(text: str) -> str:
    """Return a string with its quoted words kept and the rest of its tags left out."""
    return _TAG.sub(lambda tag: " ".join(re.findall(r"'([^']*)'", tag[0])) if "'" in tag[0] else "§", text)


def wrong(language: str, pattern: str) -> list[str]:
    """Return the strings in which a pattern is found, tags taken for one sign."""
    return [f"{key}: {text}" for key, text in strings(language).items() if re.search(pattern, without_code(text))]


def test_french_marks_keep_their_no_break_space() -> None:
    assert wrong("fr", r" [:;!?»%]|« ") == []
    assert wrong("fr", r"[^\s\u00a0:;!?][;!?»]|«[^\u00a0]") == []
    assert len(wrong("fr", r"\u00a0[:;!?]")) > 100, "the check sees the blanks at all"


@pytest.mark.parametrize("language", ["fr", "pt"])
def test_apostrophes_and_quotes_are_curly(language: str) -> None:
    assert wrong(language, r"\w'\w|\"") == []


def test_no_french_word_is_cut_before_a_name() -> None:
    """`de Anne`, `que Odette` and `à le client` are wrong: a name stands behind a colon, or after `par` and `chez`."""
    names = rf"\{{\{{ (?:owner|sponsor|name|company|support|{_NAMES})"
    assert [
        f"{key}: {text}" for key, text in strings("fr").items() if re.search(rf"\b(?:de|que|à|du) {names}", text)
    ] == []


def test_no_portuguese_preposition_meets_an_article() -> None:
    """`de o cliente` and `a o fornecedor` are `do cliente` and `ao fornecedor`: such names stand elsewhere."""
    names = rf"\{{\{{ {_NAMES}"
    texts = strings("pt").items()
    assert [f"{key}: {text}" for key, text in texts if re.search(rf"\b(?:de|em|a|por) {names}", text)] == []


@pytest.mark.parametrize(
    ("language", "none", "one", "part", "many"),
    [("fr", "0 jour", "1 jour", "1,5 jour", "2 jours"), ("pt", "0 dia", "1 dia", "1,5 dia", "2 dias")],
)
def test_numbers_below_two_go_with_the_singular(language: str, none: str, one: str, part: str, many: str) -> None:
    """Source: the plural rules of the CLDR for French and Portuguese."""
    words = Words.of(Formats(language, "EUR"))
    said = [words.say("plan.days", n=n) for n in (0, 1, 1.5, 2)]
    assert said == [none, one, part, many]


@pytest.mark.parametrize("language", ["fr", "pt"])
def test_no_sentence_ends_in_two_full_stops(language: str) -> None:
    """A day without its year ends in the month's own full stop, so no full stop of ours may follow it."""
    late = re.compile(r"\| (?:day_month|month) \}\}(?:\{% endif %\})*\.")
    assert [key for key, text in strings(language).items() if late.search(text)] == []


def test_sentences_of_french_and_portuguese_are_whole() -> None:
    french, portuguese = Words.of(Formats("fr", "EUR")), Words.of(Formats("pt", "BRL"))
    assert french.say("status.closing.scope", items=1, open=0, ids=[]) == (
        "Périmètre\u00a0: 1 élément, sans changement\u00a0; aucune demande de modification ouverte."
    )
    assert french.say("deck.risks.title", n=2, word="Deux") == "Les deux principaux risques et ce que nous faisons déjà"
    assert portuguese.say("deck.risks.title", n=2, word="Duas") == (
        "Os dois principais riscos e o que já fazemos a respeito"
    )
    assert portuguese.say("plan.risks.lead", n=1, high=1, owned=True) == (
        "1 risco em aberto, alto; cada risco tem responsável e resposta."
    )
    assert french.say("deck.waves.subtitle", strategy="phased", reason="Un pilote d’abord") == (
        "Déploiement par vagues\u00a0: un pilote d’abord"
    )
