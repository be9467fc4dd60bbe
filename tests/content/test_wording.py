"""Words: filters, missing keys, and that untrusted wording can do nothing but text."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from plandocs.content.formats import Formats
from plandocs.content.wording import Words, lower_first, sentence
from plandocs.resources import bundled

FORMATS = Formats("en-GB", "GBP")


def words(tmp_path: Path, text: str) -> Words:
    return spoken(tmp_path, "en", text, 'list: {and: and, more: "{{ n }} more", lowers: "yes"}')


def spoken(tmp_path: Path, language: str, text: str, common: str) -> Words:
    folder = tmp_path / language
    folder.mkdir()
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    (folder / "common.yaml").write_text(common, encoding="utf-8")
    return Words.of(FORMATS if language == "en" else Formats(language, "EUR"), tmp_path)


def test_counts_agree_with_their_noun(tmp_path: Path) -> None:
    said = words(tmp_path, "n: \"{{ n | count('task', 'tasks') }}\"")
    assert said.say("x.n", n=1) == "1 task"
    assert said.say("x.n", n=0) == "0 tasks"
    assert said.say("x.n", n=1200) == "1,200 tasks"


def test_lists_read_as_a_sentence_and_count_their_rest(tmp_path: Path) -> None:
    said = words(tmp_path, "all: '{{ items | listed }}'\nsome: \"{{ items | listed('and', 2) }}\"")
    assert said.say("x.all", items=["a"]) == "a"
    assert said.say("x.all", items=["a", "b", "c"]) == "a, b and c"
    assert said.say("x.some", items=["a", "b", "c", "d"]) == "a, b and 2 more"


def test_the_plural_is_the_language_s_own(tmp_path: Path) -> None:
    said = spoken(tmp_path, "fr", "n: \"{{ n | count('tâche', 'tâches') }}\"", "list: {and: et}")
    assert [said.say("x.n", n=n) for n in (0, 1, 2)] == ["0 tâche", "1 tâche", "2 tâches"]


def test_a_list_has_the_words_of_its_language(tmp_path: Path) -> None:
    common = 'list: {and: und, more: "{{ n }} weitere", lowers: "no"}'
    said = spoken(tmp_path, "de", "all: '{{ items | listed(most=2) }}: {{ role | lower_first }}'", common)
    assert said.say("x.all", items=["A", "B", "C", "D"], role="Leitung") == "A, B und 2 weitere: Leitung"
    assert said.within("Leitung") == "Leitung"


def test_a_group_of_strings_is_told_without_its_name(tmp_path: Path) -> None:
    said = words(tmp_path, "g:\n  one: {term: A, meaning: B}\n  two: {term: C, meaning: D}")
    assert said.groups("x.g") == ({"term": "A", "meaning": "B"}, {"term": "C", "meaning": "D"})


def test_a_missing_key_and_a_missing_value_are_errors(tmp_path: Path) -> None:
    said = words(tmp_path, "known: 'Hello {{ name }}'")
    with pytest.raises(KeyError, match=r"x\.unknown"):
        said.say("x.unknown")
    with pytest.raises(jinja2.UndefinedError):
        said.say("x.known")


def test_markup_in_values_is_text(tmp_path: Path) -> None:
    said = words(tmp_path, "known: 'Hello {{ name }}'")
    assert said.say("x.known", name="Smith & Sons <Ltd> {{ 7*7 }}") == "Hello Smith & Sons <Ltd> {{ 7*7 }}"


def test_wording_runs_in_the_sandbox(tmp_path: Path) -> None:
    said = words(tmp_path, "bad: \"{{ ''.__class__.__mro__[1].__subclasses__() }}\"")
    with pytest.raises(jinja2.exceptions.SecurityError):
        said.say("x.bad")


def test_a_region_says_only_what_differs(tmp_path: Path) -> None:
    for tag, text in (("en", "a: instalment\nb: both"), ("en-us", "a: installment")):
        (tmp_path / tag).mkdir()
        (tmp_path / tag / "x.yaml").write_text(text, encoding="utf-8")
    american, british = (Words.of(Formats(tag, "USD"), tmp_path) for tag in ("en-US", "en-GB"))
    assert (american.say("x.a"), american.say("x.b")) == ("installment", "both")
    assert british.say("x.a") == "instalment"
    assert [text for _, text in american.table("x")] == ["installment", "both"]


def test_a_language_without_wording_speaks_english() -> None:
    assert Words.of(Formats("fi-FI", "EUR")).spoken == "en"


def test_abbreviations_keep_their_capitals() -> None:
    assert lower_first("Legacy export") == "legacy export"
    assert lower_first("IT security review") == "IT security review"
    assert lower_first("UAT, 12 scripts") == "UAT, 12 scripts"


def test_a_sentence_ends_once() -> None:
    assert sentence("Done") == "Done."
    assert sentence("Done.") == "Done."
    assert sentence("") == ""


def test_every_bundled_string_compiles() -> None:
    from plandocs.content import wording

    files = sorted((bundled("templates") / "wording").glob("*/*.yaml"))
    assert files
    checked = 0
    for path in files:
        for text in wording._strings((str(path.parent),), path.stem).values():
            wording._template(text, "en-US", "USD", "en", (str(path.parent),))
            checked += 1
    assert checked > 100
