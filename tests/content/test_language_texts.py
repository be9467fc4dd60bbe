"""Texts with tags on slides and sheets: the same language as in Word, and what is told of those that are wrong."""

from __future__ import annotations

import pytest

from plandocs.content.formats import Formats
from plandocs.content.language.budget import Budget
from plandocs.content.language.texts import MAX_CHARACTERS, fill_text
from plandocs.content.language.vocabulary import Vocabulary
from plandocs.errors import Problem

VALUES = {
    "project": {"name": "Invoice approval", "customer": "Smith & Sons <Ltd>", "id": "", "summary": "**Two** things"},
    "phases": [{"name": "Setup", "tasks": ["a", "b"]}, {"name": "Test", "tasks": []}],
    "count": 1250.5,
}


def fill(text: str, values: dict[str, object] | None = None) -> tuple[str, list[Problem]]:
    vocabulary = Vocabulary.of(values or VALUES, Formats("en-US", "USD"))
    return fill_text(text, vocabulary, where="slide 1", path="t.pptx")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no tag { at } all", "no tag { at } all"),
        ("{{ project.customer }}!", "Smith & Sons <Ltd>!"),
        ("{{project.name|upper}}", "INVOICE APPROVAL"),
        ("{{ project.id or 'no code' }}", "no code"),
        ("{{ count }}", "1,250.5"),
        ("{{ project.summary }}", "Two things"),
        ("{% if count > 2 and project.name %}many{% else %}few{% endif %}", "many"),
        ("{% for p in phases %}{{ loop.index }} {{ p.name }}{% if not loop.last %}; {% endif %}{% endfor %}",
         "1 Setup; 2 Test"),
        ("{% for p in phases %}{% for t in p.tasks %}{{ p.name ~ t }} {% endfor %}{% endfor %}", "Setupa Setupb "),
        ("{{ phases[1].name }} {{ phases|length }} {{ phases[0].tasks|join(', ') }}", "Test 2 a, b"),
        ("{{ phases | names | listed('and') }}", "Setup and Test"),
        ("a\n{{ project.name }}\nb", "a\nInvoice approval\nb"),
        ("{# a note #}{{\u00a0project.id|default(\u201cx\u201d)\u00a0}}", "x"),
    ],
)  # fmt: skip
def test_a_text_is_filled(text: str, said: str) -> None:
    assert fill(text) == (said, [])


def test_every_unknown_name_is_told_as_it_is_written() -> None:
    text, problems = fill("{{ project.nmae }} {{ phasse }} {{ count }}")
    assert text == "{{ project.nmae }} {{ phasse }} {{ count }}"
    assert [(problem.rule, problem.fix) for problem in problems] == [
        ("template-unknown-name", "did you mean 'project.name'?"),
        ("template-unknown-name", "did you mean 'phases'?"),
    ]
    assert problems[0].message.startswith("{{ project.nmae }} in slide 1: 'project.nmae' is no name")


def test_a_list_of_entries_is_not_printed_as_python_writes_it() -> None:
    _, [problem] = fill("{{ phases }}")
    assert problem.rule == "template-value"
    assert "cannot be printed" in problem.message


def test_a_tag_that_is_not_closed_is_told() -> None:
    _, [problem] = fill("For {{ project.name")
    assert (problem.rule, problem.fix) == ("template-syntax", "close it: }} or %}")


def test_a_text_grows_only_so_far() -> None:
    long = {"rows": ["x" * 1000] * (MAX_CHARACTERS // 1000 + 1)}
    _, [problem] = fill("{% for row in rows %}{{ row }}{% endfor %}", long)
    assert "grows beyond 200,000 characters" in problem.message


def test_several_texts_share_one_budget() -> None:
    """900 rounds of 900 take 811,801 steps of a million: a second text like it finds too few left."""
    vocabulary = Vocabulary.of({"rows": ["x"] * 900}, Formats("en", "USD"))
    text = "{% for a in rows %}{% for b in rows %}{% endfor %}{% endfor %}"
    budget = Budget()
    assert fill_text(text, vocabulary, where="A1", path="t.xlsx", budget=budget)[1] == []
    [problem] = fill_text(text, vocabulary, where="A2", path="t.xlsx", budget=budget)[1]
    assert "loops over too much" in problem.message


def test_a_value_is_not_read_as_a_template_nor_as_our_own_marks() -> None:
    out, problems = fill("{{ name }}", {"name": "{{ project.name }} {% for %}\ue0001\ue002"})
    assert (out, problems) == ("{{ project.name }} {% for %}1", [])
