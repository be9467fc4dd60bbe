"""A template that means harm: it cannot reach Python or the disk, and whatever it does comes to an end."""

from __future__ import annotations

import time
from typing import Any

import pytest

from plandocs.errors import Problem
from tests.render.word.test_tags import p, run

LONG = "a" * 3000
DEEP = "(" * 900 + "1" + ")" * 900
ATTACKS = {
    "attributes of Python": "{{ ''.__class__.__mro__ }}",
    "attributes of a field": "{{ project.name.__class__ }}",
    "attributes by subscript": "{{ project['__class__'] }}",
    "attributes through a filter": "{{ project | attr('__class__') }}",
    "attributes through map": "{{ items | map(attribute='__class__') }}",
    "a call": "{{ project.name.upper() }}",
    "a call of a dictionary's method": "{{ project.items() }}",
    "format strings by method": "{{ '{0.__class__}'.format(project) }}",
    "format strings by operator": "{{ '%1000000000d' % 1 }}",
    "format strings by filter": "{{ '%1000000000d' | format(1) }}",
    "a huge range": "{% for i in range(1000000000) %}x{% endfor %}",
    "globals": "{{ cycler.__init__.__globals__ }}",
    "lipsum": "{{ lipsum(n=100000) }}",
    "a namespace": "{{ namespace(a=1).a }}",
    "a huge text": "{{ 'a' * 1000000000 }}",
    "a huge list": "{{ [1] * 1000000000 }}",
    "a power": "{{ 10 ** 10 ** 10 }}",
    "a huge product": "{{ 999999999999 * 999999999999 }}",
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import 'secrets' as s %}",
    "from import": "{% from 'secrets' import key %}",
    "extends": "{% extends 'base.html' %}",
    "a macro": "{% macro m() %}{{ m() }}{% endmacro %}",
    "set": "{% set x = 1 %}",
    "call": "{% call m() %}",
    "raw": "{% raw %}",
    "a recursive loop": "{% for i in items recursive %}x{% endfor %}",
    "a tag without end of text": "{{ '" + LONG + "' }}",
    "brackets without end": "{{ " + DEEP + " }}",
    "minus without end": "{{ " + "-" * 1500 + "1 }}",
    "a filter of the environment": "{{ items | pprint }}",
    "a padded text": "{{ 'a' | center(1000000000) }}",
    "stars": "{{ items | join(*items) }}",
}


@pytest.mark.parametrize("tag", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_is_refused_with_its_place(tag: str) -> None:
    began = time.perf_counter()
    _, problems = run(p("first") + p(f"x {tag}"))
    assert problems
    assert {problem.where for problem in problems} == {"paragraph 2"}
    assert all(problem.path == "t.docx" for problem in problems)
    assert time.perf_counter() - began < 5


def loops(count: int, inside: str, over: str = "items") -> str:
    opening = "".join(f"{{% for a{n} in {over} %}}" for n in range(count))
    return p(f"{opening}{inside}{'{% endfor %}' * count}")


BOMBS = {
    "loops in loops": loops(8, "x", "[1,2,3,4,5,6,7,8,9,0]"),
    "texts that double": loops(
        8, "{{ a7 ~ a7 ~ a7 ~ a7 }}", "['" + "y" * 500 + "', '" + "y" * 500 + "', '', '', '', '', '']"
    ),
    "loops deeper than anybody needs": loops(40, "x", "[1]"),
    "sorting in loops": loops(6, "{{ items | sort_by('name') | column('name') | join }}", "[1,2,3,4,5,6,7,8,9,0]"),
}


@pytest.mark.parametrize("body", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_put_out(body: str) -> None:
    began = time.perf_counter()
    _, problems = run(body)
    assert len(problems) >= 1
    assert problems[0].where == "paragraph 1"
    assert time.perf_counter() - began < 20


def test_a_value_that_looks_like_our_own_marks_is_only_text() -> None:
    texts, problems = run(p("a\ue0000\ue001b \ue0020\ue003 \ue005sections\ue005 {{ project.name }}"), sections="")
    assert problems == []
    assert texts == ["a0b 0 sections Dock & <Gate>"]


def test_a_mark_of_ours_in_the_template_itself_is_nothing() -> None:
    texts, problems = run("<?plandocs-tag 7?>" + p("{{ project.name }}"))
    assert (texts, problems) == (["Dock & <Gate>"], [])


def told(body: str) -> list[tuple[str, str]]:
    found: list[Problem] = run(body)[1]
    return [(problem.where, problem.rule) for problem in found]


def test_every_mistake_of_a_template_is_told_at_once() -> None:
    body = p("{{ project.nam }}") + p("{% if projekt.name %}{{ itms }}{% endif %}") + p("{{ project.name | dat }}")
    body += p("{% for item in empty %}") + p("{{ item.x }}{{ items.nmae }}") + p("{% endfor %}")
    assert told(body) == [
        ("paragraph 1", "template-unknown-name"),
        ("paragraph 2", "template-unknown-name"),
        ("paragraph 2", "template-unknown-name"),
        ("paragraph 3", "template-unknown-filter"),
        ("paragraph 5", "template-unknown-name"),
    ]


def test_every_syntax_error_is_told_at_once() -> None:
    body = p("{{ project. }}") + p("{{ project.name }}") + p("{% for in items %}{% endfor %}") + p("{{ 'x }}")
    assert told(body) == [
        ("paragraph 1", "template-syntax"),
        ("paragraph 3", "template-syntax"),
        ("paragraph 4", "template-syntax"),
    ]


def test_a_misspelt_filter_is_told_the_nearest() -> None:
    found: Any = run(p("{{ project.name | short_dat }}"))[1]
    assert found[0].fix == "did you mean 'short_date'?"


def test_wrong_names_are_told_beside_tags_in_wrong_places() -> None:
    body = p("{{ project.nam }}") + p("{% set x = 1 %}") + p("{{ block.sektions }}") + p("{{ project.name | dat }}")
    assert sorted(told(body)) == [
        ("paragraph 1", "template-unknown-name"),
        ("paragraph 2", "template-refused"),
        ("paragraph 3", "template-unknown-block"),
        ("paragraph 4", "template-unknown-filter"),
    ]
