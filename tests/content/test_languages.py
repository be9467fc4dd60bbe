"""Every language says all that English says, with the same values, and its sentences come out whole."""

from __future__ import annotations

import jinja2
import pytest
from jinja2 import meta, nodes

from plandocs.content import wording
from plandocs.content.formats import Formats
from plandocs.content.wording import Words
from plandocs.resources import bundled

BASE = bundled("templates") / "wording"
ENGLISH = BASE / "en"
LANGUAGES = sorted(folder.name for folder in BASE.iterdir() if folder.is_dir() and "-" not in folder.name)
REGIONS = sorted(folder.name for folder in BASE.iterdir() if folder.is_dir() and "-" in folder.name)
FILES = sorted(path.stem for path in ENGLISH.glob("*.yaml"))


def strings(language: str, file: str) -> dict[str, str]:
    return dict(wording.strings_of((str(BASE / language),), file))


def environment(language: str) -> jinja2.Environment:
    return wording.environment(language, "EUR", language.partition("-")[0], (str(BASE / language),))


def values(text: str, language: str = "en") -> set[str]:
    return meta.find_undeclared_variables(environment(language).parse(text))


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_words_every_key_of_english_in_its_order(language: str, file: str) -> None:
    assert list(strings(language, file)) == list(strings("en", file))


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_words_nothing_that_its_language_does_not(region: str) -> None:
    language = region.partition("-")[0]
    for path in (BASE / region).glob("*.yaml"):
        assert set(strings(region, path.stem)) <= set(strings(language, path.stem))


@pytest.mark.parametrize("language", [*LANGUAGES, *REGIONS])
def test_a_sentence_uses_no_value_that_english_does_not_give(language: str) -> None:
    """And hides none, unless the grammar makes a value needless: `{% if n == 1 %}` may be told by the noun."""
    for path in sorted((BASE / language).glob("*.yaml")):
        english = strings("en", path.stem)
        for key, text in strings(language, path.stem).items():
            given = values(english[key])
            used = values(text, language)
            assert used <= given, f"{language}/{path.stem}: {key} uses {used - given}"
            shown = {name.name for name in _printed(english[key])} & given
            assert shown <= used, f"{language}/{path.stem}: {key} does not say {shown - used}"


def _printed(text: str) -> list[nodes.Name]:
    """Return the names that a text prints, without those it only asks about."""
    tree = environment("en").parse(text)
    return [name for output in tree.find_all(nodes.Output) for name in output.find_all(nodes.Name)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_strings_have_no_value_and_no_tag_by_accident(language: str) -> None:
    for file in FILES:
        for key, text in strings(language, file).items():
            plain = environment(language).from_string(text) if "{" not in text else None
            assert plain is None or plain.render() == text.rstrip("\n"), key
            assert text.count("{{") == text.count("}}"), key
            assert text.count("{%") == text.count("%}"), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_spoken_in_each_of_its_regions(language: str) -> None:
    assert Words.of(Formats(f"{language}-BE", "EUR")).spoken == language


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
def test_a_language_does_not_repeat_english(language: str) -> None:
    """Sentences of four words and more that are the same as in English were forgotten."""
    for file in FILES:
        english = strings("en", file)
        for key, text in strings(language, file).items():
            words = [word for word in _without_tags(text).split() if word.isalpha()]
            assert len(words) < 4 or text != english[key], f"{language}/{file}: {key} is still English"


def _without_tags(text: str) -> str:
    tree = environment("en").parse(text)
    return " ".join(data.data for data in tree.find_all(nodes.TemplateData))
