"""Tags in a template: whatever Word has done to them, they are found, and every mistake is named by its place."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from plandocs.content.formats import Formats
from plandocs.content.language.vocabulary import Vocabulary
from plandocs.errors import Problem
from plandocs.render.word.tags import Story, gather
from plandocs.render.word.template import evaluate, fill

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
VALUES: dict[str, Any] = {
    "project": {"name": "Dock & <Gate>", "customer": "Quillfeather"},
    "items": [{"name": "one", "on": True}, {"name": "two", "on": False}],
    "empty": {},
}


def p(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in runs) + "</w:p>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def evaluated(story: Story, values: dict[str, Any], blocks: dict[str, str]) -> tuple[str, list[Problem]]:
    vocabulary = Vocabulary.of(values, Formats("en-US", "USD"))
    xml, problems = evaluate(story, vocabulary, blocks, "t.docx")
    return (fill(xml, blocks) if not problems else xml), problems


def run(body: str, **blocks: str) -> tuple[list[str], list[Problem]]:
    """Evaluate a body and return the text of each paragraph, and the problems."""
    root = etree.fromstring(f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    xml, problems = evaluated(gather(root, "", "t.docx"), VALUES, blocks)
    made = etree.fromstring(xml)
    texts = [
        "".join("\n" if node.tag.endswith("}br") else node.text or "" for node in item.iter(f"{{{W}}}t", f"{{{W}}}br"))
        for item in made.iter(f"{{{W}}}p")
    ]
    return texts, problems


def test_a_tag_in_one_run_is_filled_in_and_escaped() -> None:
    assert run(p("For {{ project.name }}.")) == (["For Dock & <Gate>."], [])


@pytest.mark.parametrize(
    "runs",
    [("{{ project", ".customer }}"), ("{", "{ project.customer }", "}"), ("{", "{", " project.customer ", "}", "}")],
)
def test_a_tag_split_over_runs_is_one_tag(runs: tuple[str, ...]) -> None:
    assert run(p("A ", *runs, " B"))[0] == ["A Quillfeather B"]


def test_two_tags_that_share_runs_keep_the_text_between_them() -> None:
    assert run(p("{{ project.customer }} x {{ proj", "ect.customer }}!"))[0] == ["Quillfeather x Quillfeather!"]


def test_smart_quotes_and_no_break_spaces_inside_a_tag_are_accepted() -> None:
    assert run(p("{{\u00a0project[‘customer’]\u00a0}}{% if project.customer == “Quillfeather” %}!{% endif %}"))[0] == [
        "Quillfeather!"
    ]


def test_curly_quotes_outside_of_tags_stay() -> None:
    assert run(p("“{{ project.customer }}”"))[0] == ["“Quillfeather”"]


def test_a_paragraph_of_control_tags_vanishes() -> None:
    body = p("{% if project.customer %}") + p("shown") + p("{% else %}") + p("hidden") + p("{% endif %}") + p("last")
    assert run(body)[0] == ["shown", "last"]


def test_nested_loops_and_conditions_over_paragraphs() -> None:
    body = (
        p("{% for item in items %}")
        + p("{{ item.name }}")
        + p("{% if item.on %}")
        + p("on")
        + p("{% endif %}")
        + p("{% endfor %}")
    )
    assert run(body)[0] == ["one", "on", "two"]


def test_rows_repeat_and_the_rows_of_the_tags_vanish() -> None:
    body = f"<w:tbl>{row(p('{% for item in items %}'), p(''))}{row(p('{{ item.name }}'), p('x'))}"
    body += f"{row(p('{% endfor %}'))}</w:tbl>"
    assert run(body)[0] == ["one", "x", "two", "x"]


def test_a_cell_whose_paragraphs_all_vanish_keeps_one() -> None:
    cell = p("{% if not project.customer %}") + p("never") + p("{% endif %}")
    texts, problems = run(f"<w:tbl>{row(p('a'), cell)}</w:tbl>")
    assert (texts, problems) == (["a", ""], [])


def test_a_condition_within_a_line_keeps_the_text_beside_it() -> None:
    assert run(p("Dear {% if project.customer %}", "customer", "{% endif %}, hello"))[0] == ["Dear customer, hello"]


def test_a_line_feed_in_a_value_is_a_line_break() -> None:
    root = etree.fromstring(f'<w:document xmlns:w="{W}"><w:body>{p("{{ text }}")}</w:body></w:document>')
    xml, _ = evaluated(gather(root, "", "t"), {"text": "a\nb"}, {})
    assert "<w:br/>" in xml


def test_braces_in_values_and_in_the_documents_own_text_are_only_text() -> None:
    root = etree.fromstring(f'<w:document xmlns:w="{W}"><w:body>{p("{{ text }}")}{p("{ a }")}</w:body></w:document>')
    xml, problems = evaluated(gather(root, "", "t"), {"text": "{{ project.name }}{% raise %}"}, {})
    assert "{{ project.name }}{% raise %}" in xml
    assert "{ a }" in xml
    assert problems == []


def test_a_block_takes_its_paragraphs_place_untouched() -> None:
    texts, _ = run(p("{{ block.sections }}"), sections=p("{{ not a tag }}") + p("two"))
    assert texts == ["{{ not a tag }}", "two"]


def test_every_unknown_name_is_reported_with_its_place() -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Team</w:t></w:r></w:p>'
    body = p("{{ project.custmer }}") + heading
    body += f"<w:tbl>{row(p('a'))}{row(p('b'), p('{{ nobody }}'))}</w:tbl>" + p("{% if projekt.name %}x{% endif %}")
    _, problems = run(body)
    told = [(problem.where, problem.fix) for problem in problems]
    assert ("paragraph 1", "did you mean 'project.customer'?") in told
    assert any(where == "table 1, row 2, column 2, under 'Team'" for where, _ in told)
    assert any(where.endswith("under 'Team'") and "project.name" in fix for where, fix in told)
    assert len(problems) == 3


def test_a_name_that_is_only_asked_for_by_defined_is_no_problem() -> None:
    assert run(p("{% if project.logo is defined %}x{% endif %}y")) == (["y"], [])


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (p("{{ project.name"), "not closed"),
        (p("{% if project.name %}"), "has no {% endif %}"),
        (p("{% endfor %}"), "ends nothing"),
        (p("{% if project.name %}") + p("x {% endif %}"), "ends in another place"),
        (p("{{ project.name | nofilter }}"), "nofilter"),
        (p("{{ 1 + }}"), "{{ 1 + }}"),
        (p("{{ 1 / 0 }}"), "division"),
        (p("x {{ block.sections }}"), "must stand alone"),
        (p("{{ block.sektions }}"), "there is no block"),
    ],
)
def test_a_mistake_is_one_located_problem(body: str, part: str) -> None:
    _, problems = run(p("first") + body, sections="")
    assert len(problems) == 1
    assert part in problems[0].message
    assert problems[0].where.startswith("paragraph")
    assert problems[0].path == "t.docx"


def test_an_unknown_block_is_told_the_nearest_one() -> None:
    _, problems = run(p("{{ block.sektions }}"), sections="")
    assert problems[0].fix == "did you mean 'sections'?"


@pytest.mark.parametrize(
    "tag",
    [
        "{{ project.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ items.append(1) }}",
    ],
)
def test_a_template_cannot_reach_into_python(tag: str) -> None:
    _, problems = run(p(tag))
    assert problems


def test_a_template_that_fills_the_memory_is_stopped() -> None:
    body = "".join(p(f"{{% for a{n} in items %}}") for n in range(7)) + p("x" * 500_000) + p("{% endfor %}") * 7
    _, problems = run(body)
    assert len(problems) == 1
    assert "million characters" in problems[0].message
