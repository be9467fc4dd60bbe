"""Texts with tags: what they can do, and what is told of those that are wrong."""

from __future__ import annotations

import pytest

from plandocs.render.expressions import MAX_CHARACTERS, fill_text, known_names

VALUES = {
    "project": {"name": "Invoice approval", "customer": "Smith & Sons <Ltd>", "id": ""},
    "phases": [{"name": "Setup", "tasks": ["a", "b"]}, {"name": "Test", "tasks": []}],
    "count": 3,
}


def filled(text: str) -> str:
    out, problems = fill_text(text, VALUES, where="slide 1", path="t.pptx")
    assert problems == []
    return out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no tag { at } all", "no tag { at } all"),
        ("{{ project.customer }}!", "Smith & Sons <Ltd>!"),
        ("{{project.name|upper}}", "INVOICE APPROVAL"),
        ("{{ project.id or 'no code' }}", "no code"),
        ("{% if count > 2 and project.name %}many{% else %}few{% endif %}", "many"),
        ("{% for p in phases %}{{ loop.index }} {{ p.name }}{% if not loop.last %}; {% endif %}{% endfor %}",
         "1 Setup; 2 Test"),
        ("{% for p in phases %}{% for t in p.tasks %}{{ p.name ~ t }} {% endfor %}{% endfor %}", "Setupa Setupb "),
        ("{{ phases[1].name }} {{ phases|length }} {{ phases[0].tasks|join(', ') }}", "Test 2 a, b"),
        ("{{\u00a0project.id|default(\u201cx\u201d, true)\u00a0}}", "x"),
    ],
)  # fmt: skip
def test_a_text_is_filled(text: str, said: str) -> None:
    assert filled(text) == said


def test_every_unknown_name_is_told_as_it_is_written() -> None:
    _, problems = fill_text("{{ project.nmae }} {{ phasse }} {{ count }}", VALUES, where="slide 1", path="t.pptx")
    assert [(problem.rule, problem.fix) for problem in problems] == [
        ("template-unknown-name", "did you mean 'project.name'?"),
        ("template-unknown-name", "did you mean 'phases'?"),
    ]
    assert problems[0].message.startswith("slide 1: 'project.nmae' is no name")


def test_a_list_is_not_printed_as_python_writes_it() -> None:
    _, [problem] = fill_text("{{ phases }}", VALUES, where="slide 1", path="t.pptx")
    assert problem.rule == "template-value"
    assert "loop over it" in problem.message


def test_a_text_grows_only_so_far() -> None:
    long = {"rows": ["x" * 1000] * (MAX_CHARACTERS // 1000 + 1)}
    _, [problem] = fill_text("{% for row in rows %}{{ row }}{% endfor %}", long, where="slide 1", path="t.pptx")
    assert "grows beyond 200,000 characters" in problem.message


def test_a_value_is_not_read_as_a_template() -> None:
    out, problems = fill_text("{{ name }}", {"name": "{{ project.name }} {% for %}"}, where="", path="")
    assert (out, problems) == ("{{ project.name }} {% for %}", [])


def test_names_are_listed_with_dots() -> None:
    assert list(known_names(VALUES)) == ["project.name", "project.customer", "project.id", "phases", "count"]
